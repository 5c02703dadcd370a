from django.urls import include, path

from tovholder.web.company import events, hours, hours_at_once, ledger, offers, partnership, profiles, requests, views

app_name = "company"
urlpatterns = [
    path("", views.home, name="home"),
    path("behov/nyt/", views.need, name="need"),
    path("behov/<int:order_id>/", views.order, name="order"),
    path("behov/<int:order_id>/traek-tilbage/", views.withdraw, name="order_withdraw"),
    path("kandidat/<int:proposal_id>/", views.candidate, name="candidate"),
    path("forloeb/<int:placement_id>/timer/", hours.hours, name="hours"),
    path("timer/", hours_at_once.hours_at_once, name="hours_at_once"),
    path("henvendelser/", requests.requests, name="requests"),
    path("spurgt-og-lovet/", ledger.index, name="ledger"),
    path("profiler/", profiles.index, name="profiles"),
    path("profiler/<int:profile_id>/", profiles.detail, name="profile"),
    path("profiler/<int:profile_id>/skriv/", profiles.write, name="profile_write"),
    path("profiler/<int:profile_id>/svar/", profiles.answer, name="profile_answer"),
    path("arrangementer/", events.index, name="events"),
    path("arrangementer/<int:event_id>/", events.event, name="event"),
    path("arrangementer/<int:event_id>/svar/<int:session_id>/", events.answer, name="event_answer"),
    path("netvaerk/<int:network_id>/", events.network, name="network"),
    path("partnerskab/", partnership.partnership, name="partnership"),
    path("tilbud/", offers.index, name="offers"),
    path("tilbud/nyt/", offers.new, name="offer_new"),
    path("tilbud/strategi/", offers.strategy, name="strategy"),
    path("tilbud/kanal/", offers.post, name="channel_new"),
    path("tilbud/kanal/<int:post_id>/", offers.count, name="channel_post"),
    path("tilbud/<int:offer_id>/", offers.detail, name="offer"),
    path("spoergeskema/", include("tovholder.web.company.surveys_urls")),
    path("erklaering/", include("tovholder.web.company.statements_urls")),
    path("forventninger/", include("tovholder.web.company.alignment_urls")),
    path("papirer/", include("tovholder.web.company.papers_urls")),
]
