"""A demo's addresses, whoever read them first, and two more: a view nobody gave a rule, and one for mentors only."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("shown")


@allows(Role.MENTOR, purpose="own page")
def for_mentors(request: HttpRequest) -> HttpResponse:
    return HttpResponse("shown")


urlpatterns = [
    path("", include("tests.architecture.demo_urls")),
    path("bar/", bare),
    path("kun-mentorer/", for_mentors),
]
