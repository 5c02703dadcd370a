from django.urls import path

from tovholder.web.staff import reception, reception_file, reception_steps

urlpatterns = [
    path("", reception.index, name="reception"),
    path("ny/", reception.new, name="handover_new"),
    path("fra-fil/", reception_file.handover_file, name="handover_file_in"),
    path("moeder/", reception_steps.cooperation, name="reception_meetings"),
    path("sag/<int:person_id>/", reception_steps.of_case, name="case_reception"),
    path("person/<int:handover_person_id>/", reception.member, name="handover_member"),
    path("person/<int:handover_person_id>/fjern/", reception.drop_member, name="handover_drop_member"),
    path("<int:handover_id>/", reception.detail, name="handover"),
    path("<int:handover_id>/ret/", reception.change, name="handover_change"),
    path("<int:handover_id>/familie/", reception.add_member, name="handover_add_member"),
    path("<int:handover_id>/fil/", reception.file, name="handover_file"),
    path("<int:handover_id>/vedhaeft/", reception.attach, name="handover_attach"),
    path("<int:handover_id>/trin/<slug:step>/", reception_steps.step, name="handover_step"),
    path("<int:handover_id>/tjek/", reception_steps.task, name="handover_task"),
    path("<int:handover_id>/vores-del/", reception_steps.duties, name="handover_duties"),
    path("<int:handover_id>/kursus/", reception_steps.course, name="handover_course"),
    path("<int:handover_id>/moede/", reception_steps.meeting, name="handover_meeting"),
    path("<int:handover_id>/moede/holdt/", reception_steps.meeting_held, name="handover_meeting_held"),
]
