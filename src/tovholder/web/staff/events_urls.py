from django.urls import path

from tovholder.web.staff import event_bookings, events, networks, newcomers

urlpatterns = [
    path("", events.index, name="events"),
    path("ny/", events.new, name="event_new"),
    path("<int:event_id>/", events.detail, name="event"),
    path("<int:event_id>/bus/", events.bus, name="event_bus"),
    path("<int:event_id>/virksomhed/", events.ask, name="event_ask"),
    path("<int:event_id>/svar/<int:session_id>/", events.answer, name="event_answer"),
    path("<int:event_id>/gruppe/", events.group, name="event_group"),
    path("<int:event_id>/gruppe/moedt/", events.group_came, name="event_group_came"),
    path("<int:event_id>/resultat/", events.outcome, name="event_outcome"),
    path("<int:event_id>/kendskab/", events.awareness, name="event_awareness"),
    path("<int:event_id>/aflys/", events.call_off, name="event_call_off"),
    path("<int:event_id>/borger/<int:person_id>/", event_bookings.book, name="event_book"),
    path("pladser/<int:booking_id>/", event_bookings.came, name="event_came"),
    path("pladser/<int:booking_id>/talt/", event_bookings.followed_up, name="event_followed_up"),
    path("netvaerk/", networks.index, name="networks"),
    path("netvaerk/<int:network_id>/", networks.detail, name="network"),
    path("netvaerk/<int:network_id>/medlem/", networks.member, name="network_member"),
    path("tilflyttere/", newcomers.index, name="newcomers"),
    path("tilflyttere/<int:need_id>/", newcomers.need, name="newcomer_need"),
    path("tilflyttere/forslag/<int:proposal_id>/", newcomers.of_proposal, name="proposal_needs"),
    path("tilflyttere/forlob/<int:placement_id>/", newcomers.of_placement, name="placement_needs"),
]
