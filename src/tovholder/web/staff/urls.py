from django.urls import include, path

from tovholder.web.staff import overview

app_name = "staff"
urlpatterns = [
    path("", include("tovholder.web.staff.boards_urls")),
    path("", include("tovholder.web.staff.people_urls")),
    path("", include("tovholder.web.staff.proposals_urls")),
    path("faelles/", include("tovholder.web.staff.together_urls")),
    path("kolleger/", include("tovholder.web.staff.colleagues_urls")),
    path("overblik/", overview.overview, name="overview"),
    path("virksomheder/", include("tovholder.web.staff.companies_urls")),
    path("jobordrer/", include("tovholder.web.staff.orders_urls")),
    path("forlob/", include("tovholder.web.staff.placements_urls")),
    path("kontakt/", include("tovholder.web.staff.desk_urls")),
    path("indbakke/", include("tovholder.web.staff.inbox_urls")),
    path("metode/", include("tovholder.web.staff.method_urls")),
    path("kampagner/", include("tovholder.web.staff.campaigns_urls")),
    path("behov/", include("tovholder.web.staff.demand_urls")),
    path("partnerskaber/", include("tovholder.web.staff.pacts_urls")),
    path("arrangementer/", include("tovholder.web.staff.events_urls")),
    path("trappe/", include("tovholder.web.staff.ladder_urls")),
    path("samarbejde/", include("tovholder.web.staff.alignment_urls")),
    path("vilkaar/", include("tovholder.web.staff.conditions_urls")),
    path("papirer/", include("tovholder.web.staff.papers_urls")),
    path("borgersider/", include("tovholder.web.staff.own_urls")),
    path("modtagelse/", include("tovholder.web.staff.reception_urls")),
    path("plan/", include("tovholder.web.staff.plans_urls")),
    path("moeder/", include("tovholder.web.staff.meetings_urls")),
    path("progression/", include("tovholder.web.staff.progress_urls")),
    path("fremmoede/", include("tovholder.web.staff.attendance_urls")),
    path("sundhed/", include("tovholder.web.staff.health_urls")),
    path("efter/", include("tovholder.web.staff.aftercare_urls")),
    path("import/", include("tovholder.web.staff.imports_urls")),
    path("sletning/", include("tovholder.web.staff.retention_urls")),
    path("medlemmer/", include("tovholder.web.staff.members_urls")),
]
