from django.urls import path

from tovholder.web.staff import school

urlpatterns = [
    path("", school.index, name="school"),
    path("<int:school_course_id>/", school.course, name="school_course"),
    path("forloeb/<int:placement_id>/", school.of_stay, name="school_stay"),
    path("plads/<int:school_seat_id>/opgiv/", school.give_up, name="school_give_up"),
]
