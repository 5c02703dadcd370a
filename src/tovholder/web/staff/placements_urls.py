from django.urls import path

from tovholder.web.staff import placement_agree, placement_steps, placements

urlpatterns = [
    path("", placements.index, name="placements"),
    path("af-forslag/<int:proposal_id>/", placement_agree.agree, name="placement_new"),
    path("for-borger/<int:person_id>/", placement_agree.find_workplace, name="placement_find"),
    path("for-borger/<int:person_id>/<int:unit_id>/", placement_agree.agree_from_case, name="placement_from_case"),
    path("<int:placement_id>/", placements.detail, name="placement"),
    path("<int:placement_id>/<slug:step>/", placement_steps.take, name="placement_step"),
]
