from django.urls import path

from tovholder.web.staff import boards, my_day

urlpatterns = [
    path("min-dag/", my_day.my_day, name="my_day"),
    path("ingen-glemt/", my_day.nobody_forgotten, name="nobody_forgotten"),
    path("tavler/", boards.index, name="boards"),
    path("tavler/<int:person_id>/flyt/", boards.move, name="move_card"),
]
