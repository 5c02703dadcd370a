from django.urls import path

from tovholder.web.company import alignment, groups

urlpatterns = [
    path("<int:placement_id>/", alignment.alignment, name="alignment"),
    path("<int:placement_id>/problem/", alignment.problem, name="problem"),
    path("gruppe/", groups.groups, name="groups"),
    path("gruppe/<int:group_id>/", groups.group, name="group"),
    path("gruppe/<int:group_id>/svar/", groups.decide, name="group_decide"),
    path("link/<str:token>/", alignment.by_link, name="alignment_by_link"),
]
