from django.urls import path

from tovholder.web.staff import members, members_health, units

urlpatterns = [
    path("", members.overview, name="members"),
    path("nyt/", members.invite, name="member_invite"),
    path("enheder/", units.overview, name="units"),
    path("enheder/<int:part_id>/", units.change, name="unit"),
    path("enheder/<int:part_id>/nedlaeg/", units.close, name="unit_close"),
    path("<int:membership_id>/", members.change, name="member"),
    path("<int:membership_id>/helbred/", members_health.change, name="member_health"),
    path("<int:membership_id>/link/", members.new_link, name="member_new_link"),
]
