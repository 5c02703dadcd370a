from django.urls import include, path

from tovholder.web.staff import views

app_name = "staff"
urlpatterns = [
    path("min-dag/", views.my_day, name="my_day"),
    path("", include("tovholder.web.staff.proposals_urls")),
    path("medlemmer/", include("tovholder.web.staff.members_urls")),
]
