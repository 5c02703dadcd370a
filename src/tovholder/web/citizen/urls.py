from django.urls import include, path

from tovholder.web.citizen import home, hours, proposals, readers

app_name = "citizen"
urlpatterns = [
    path("", home.home, name="home"),
    path("deling/stop/", home.object_to_sharing, name="object_to_sharing"),
    path("forslag/<int:proposal_id>/", proposals.proposal, name="proposal"),
    path("forloeb/<int:placement_id>/timer/", hours.hours, name="hours"),
    path("hvem-har-set/", readers.readers, name="readers"),
    path("papirer/", include("tovholder.web.citizen.papers_urls")),
    path("plan/", include("tovholder.web.citizen.plan_urls")),
    path("uge/", include("tovholder.web.citizen.week_urls")),
    path("moeder/", include("tovholder.web.citizen.meetings_urls")),
    path("skemaer/", include("tovholder.web.citizen.progress_urls")),
    path("fravaer/", include("tovholder.web.citizen.attendance_urls")),
    path("mit/", include("tovholder.web.citizen.own_urls")),
    path("forventninger/", include("tovholder.web.citizen.alignment_urls")),
]
