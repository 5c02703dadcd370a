from django.urls import path

from tovholder.web.staff import indicators, method, staff_courses, wheel

urlpatterns = [
    path("", method.index, name="method"),
    path("tekst/<slug:method_template>/", method.text, name="method_text"),
    path("tekst/<slug:method_template>/<int:text_number>/", method.version, name="method_version"),
    path("aftale/<int:method_task_id>/", method.task, name="method_task"),
    path("aarshjul/", wheel.index, name="wheel"),
    path("aarshjul/laeg/", wheel.lay_out, name="wheel_lay_out"),
    path("aarshjul/ny/", wheel.plan, name="wheel_plan"),
    path("aarshjul/<int:wheel_id>/", wheel.item, name="wheel_item"),
    path("indikatorer/", indicators.index, name="indicators"),
    path("indikatorer/fil/", indicators.from_file, name="indicators_file"),
    path("indikatorer/<int:indicator_file_id>/tilbage/", indicators.take_back, name="indicators_back"),
    path("kurser/", staff_courses.index, name="staff_courses"),
    path("kurser/<int:staff_course_id>/", staff_courses.detail, name="staff_course"),
    path("kurser/<int:staff_course_id>/med/", staff_courses.seat, name="staff_course_seat"),
    path("kurser/<int:staff_course_id>/af/", staff_courses.unseat, name="staff_course_unseat"),
    path("kurser/<int:staff_course_id>/dag/", staff_courses.there, name="staff_course_day"),
    path("kurser/<int:staff_course_id>/gruppe/", staff_courses.group_new, name="staff_course_group"),
    path("gruppe/<int:working_group_id>/", staff_courses.group, name="working_group"),
]
