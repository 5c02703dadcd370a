from django.urls import path
from django.views.i18n import set_language

from tovholder.accounts.access_rules import open_to_all
from tovholder.web.shared import papers, views

urlpatterns = [
    path("", views.home, name="home"),
    path("organisation/", views.choose_organisation, name="choose_organisation"),
    path("was/", views.accessibility, name="accessibility"),
    path("papir/", papers.check, name="paper_check"),
    path(".well-known/tovholder-badge-key.json", papers.badge_key, name="badge_key"),
    path("alive/", views.alive, name="alive"),
    path("sprog/", open_to_all("the language of the sign-in page")(set_language), name="set_language"),
]
