"""Names of colleagues for the fields that complete what is typed: only those the actor may choose."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tovholder.accounts.access_rules import allows
from tovholder.accounts.circles import SHOWN, Circle
from tovholder.accounts.roles import CASE_ROLES, COMPANY_STAFF, Role
from tovholder.companies import desk_queries, plan_queries
from tovholder.companies import queries as companies
from tovholder.learning import method_queries
from tovholder.people import queries as people
from tovholder.vocabulary.folding import fold
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import colleague_field
from tovholder.web.staff.people_forms import whose

_LONGEST = 60


@never_cache
@require_GET
@allows(*COMPANY_STAFF, purpose="companies")
def consultants(request: ActingRequest) -> HttpResponse:
    """Who can hold an order or a company: company staff of municipalities that recruit together, for these alone."""
    return _names(request, companies.circle(actor=request.actor))


@never_cache
@require_GET
@allows(*desk_queries.LOGGERS, Role.ADMINISTRATOR, purpose="companies")
def plan_owners(request: ActingRequest) -> HttpResponse:
    """Who can hold a plan or a task with a company: those of the partnership who meet companies."""
    return _names(request, plan_queries.circle(actor=request.actor))


@never_cache
@require_GET
@allows(*CASE_ROLES, purpose="case")
def contacts(request: ActingRequest) -> HttpResponse:
    """Who can be a citizen's contact: those of the own organisation who work on cases."""
    return _names(request, people.circle(actor=request.actor))


@never_cache
@require_GET
@allows(*method_queries.WRITERS, purpose="overview")
def staff(request: ActingRequest) -> HttpResponse:
    """Who can take on what was agreed or take part in a course: all colleagues of the own organisation."""
    return _names(request, method_queries.circle(actor=request.actor))


@never_cache
@require_GET
@allows(*CASE_ROLES, Role.BENEFITS_OFFICER, purpose="case")
def whose_cases(request: ActingRequest) -> HttpResponse:
    """For a filter: the same, with mine and nobody's."""
    typed = _typed(request)
    more = [words for words in whose(request.actor).values() if fold(str(words)).startswith(fold(typed))]
    return _names(request, people.circle(actor=request.actor), more)


def _typed(request: ActingRequest) -> str:
    """What stands in the one field that asks, whatever it is called."""
    return next((str(value) for value in request.GET.values() if str(value).strip()), "")[:_LONGEST]


def _names(request: ActingRequest, circle: Circle, more: "list[object] | None" = None) -> HttpResponse:
    found = [(each, colleague_field.told(each)) for each in circle.find(_typed(request))[:SHOWN]]
    return render(request, "staff/colleagues/names.html", {"found": found, "more": more or []})
