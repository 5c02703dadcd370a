from django.urls import path

from tovholder.web.staff import alignment, groups, incidents

urlpatterns = [
    path("", alignment.index, name="alignments"),
    path("grupper/", groups.index, name="groups"),
    path("grupper/ny/<int:unit_id>/", groups.new, name="group_new"),
    path("grupper/<int:group_id>/", groups.group, name="group"),
    path("grupper/<int:group_id>/ret/", groups.change, name="group_change"),
    path("grupper/<int:group_id>/<slug:step>/", groups.take, name="group_step"),
    path("problem/<int:incident_id>/", incidents.incident, name="incident"),
    path("problem/<int:incident_id>/<slug:step>/", incidents.take, name="incident_step"),
    path("<int:placement_id>/", alignment.alignment, name="alignment"),
    path("<int:placement_id>/problem/", incidents.report, name="incident_report"),
    path("<int:placement_id>/link/", alignment.link, name="alignment_link"),
    path("<int:placement_id>/<slug:step>/", alignment.take, name="alignment_step"),
]
