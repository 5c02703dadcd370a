from django.urls import path

from tovholder.web.staff import attendance, attendance_effect, hearings, registers

urlpatterns = [
    path("", attendance.index, name="attendance_home"),
    path("liste/", registers.register, name="attendance_register"),
    path("liste/fil/", registers.from_file, name="attendance_file"),
    path("virkning/", attendance_effect.effect, name="sanction_effect"),
    path("borger/<int:person_id>/", attendance.person, name="attendance"),
    path("borger/<int:person_id>/<str:step>/", attendance.take, name="attendance_step"),
    path("afklar/<int:attendance_id>/", attendance.clear, name="attendance_clear"),
    path("bilag/<int:evidence_id>/", attendance.evidence, name="absence_evidence"),
    path("hoering/<int:hearing_id>/", hearings.hearing, name="hearing"),
    path("hoering/<int:hearing_id>/papir/<int:paper_id>/", hearings.paper, name="hearing_paper"),
    path("hoering/<int:hearing_id>/<str:step>/", hearings.take, name="hearing_step"),
]
