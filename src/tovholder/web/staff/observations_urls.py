from django.urls import path

from tovholder.web.staff import observations

urlpatterns = [
    path("<int:person_id>/", observations.observations, name="observations"),
    path("<int:teacher_observation_id>/ind/", observations.take_in, name="observation_take_in"),
    path("<int:teacher_observation_id>/tilbage/", observations.take_back, name="observation_take_back"),
]
