from django.urls import include, path

app_name = "staff"
urlpatterns = [
    path("", include("tovholder.web.staff.boards_urls")),
    path("", include("tovholder.web.staff.people_urls")),
    path("", include("tovholder.web.staff.proposals_urls")),
    path("medlemmer/", include("tovholder.web.staff.members_urls")),
]
