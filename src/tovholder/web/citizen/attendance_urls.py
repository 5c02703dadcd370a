from django.urls import path

from tovholder.web.citizen import attendance

urlpatterns = [
    path("", attendance.absence, name="absence"),
    path("hoering/<int:hearing_id>/", attendance.hearing, name="hearing"),
]
