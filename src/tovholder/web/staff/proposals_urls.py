from django.urls import path

from tovholder.web.staff import engine_room, proposals

urlpatterns = [
    path("forslag/", proposals.index, name="proposals"),
    path("forslag/<int:proposal_id>/", proposals.detail, name="proposal"),
    path("forslag/<int:proposal_id>/trin/", proposals.step, name="proposal_step"),
    path("jobordrer/<int:order_id>/foreslaa/", proposals.propose, name="propose"),
    path("borgere/<int:person_id>/job/", proposals.orders_for_person, name="orders_for_person"),
    path("borgere/<int:person_id>/job/<int:order_id>/", proposals.propose_person, name="propose_person"),
    path("koersler/", engine_room.runs, name="runs"),
    path("vaegte/", engine_room.weights, name="weights"),
]
