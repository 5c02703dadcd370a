from django.urls import path

from tovholder.web.staff import local_courses

urlpatterns = [
    path("", local_courses.index, name="local_courses"),
    path("<int:local_course_id>/", local_courses.course, name="local_course"),
    path("lektion/<int:local_lesson_id>/", local_courses.lesson, name="local_lesson"),
    path("borger/<int:person_id>/", local_courses.of_person, name="local_courses_person"),
    path("plads/<int:local_seat_id>/", local_courses.answer, name="local_course_answer"),
]
