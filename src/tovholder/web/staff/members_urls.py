from django.urls import path

from tovholder.web.staff import members

urlpatterns = [
    path("", members.overview, name="members"),
    path("nyt/", members.invite, name="member_invite"),
    path("<int:membership_id>/", members.change, name="member"),
    path("<int:membership_id>/link/", members.new_link, name="member_new_link"),
]
