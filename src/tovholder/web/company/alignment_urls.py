from django.urls import path

from tovholder.web.company import alignment

urlpatterns = [
    path("<int:placement_id>/", alignment.alignment, name="alignment"),
    path("<int:placement_id>/problem/", alignment.problem, name="problem"),
    path("gruppe/", alignment.groups, name="groups"),
    path("gruppe/<int:group_id>/", alignment.group, name="group"),
    path("link/<str:token>/", alignment.by_link, name="alignment_by_link"),
]
