from django.urls import path

from tovholder.web.staff import aftercare, companions, leave_groups

urlpatterns = [
    path("", aftercare.index, name="aftercare"),
    path("opgaver/", aftercare.steps, name="aftercare_steps"),
    path("aften/", aftercare.evenings, name="aftercare_evenings"),
    path("skridt/<int:aftercare_step_id>/", aftercare.step, name="aftercare_step"),
    path("foelges/", companions.mine, name="companions"),
    path("<int:person_id>/foelges/", companions.along, name="companion_new"),
    path("foelges/<int:companion_id>/aflys/", companions.call_off, name="companion_call_off"),
    path("barsel/", leave_groups.groups, name="leave_groups"),
    path("barsel/<int:leave_group_id>/", leave_groups.group, name="leave_group"),
    path("barsel/deltager/<int:leave_member_id>/", leave_groups.member, name="leave_member"),
    path("<int:person_id>/", aftercare.person, name="aftercare_person"),
    path("<int:person_id>/skridt/", aftercare.take_step, name="aftercare_take_step"),
    path("<int:person_id>/forhold/", aftercare.tell, name="aftercare_tell"),
    path("<int:person_id>/aften/", aftercare.evening, name="aftercare_evening"),
    path("<int:person_id>/barsel/", leave_groups.join, name="leave_join"),
]
