"""Citizens: the list and its search, the case with all for the next talk, who has read it, and what was opened."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES, GRANTED_ROLES, Role
from tovholder.pathways import reception_queries
from tovholder.people import queries, services
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.staff import people_forms as forms
from tovholder.web.staff.people_case import OF_WORK, case_context, limited_context
from tovholder.worklists import standing

SEES_CASES = CASE_ROLES | {Role.BENEFITS_OFFICER}
_SORTS = {
    "navn": ("given_name", "family_name"),
    "overtaget": ("takeover_on",),
    "nyeste": ("-created_at",),
}


@require_GET
@allows(*SEES_CASES, purpose="case")
def index(request: HttpRequest) -> HttpResponse:
    """Citizens of the own municipality; the address is the filter."""
    actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    form = forms.PeopleFilter(request.GET, actor=actor)
    found = queries.listed(actor=actor, **form.asked())
    if form.errors.get("navn"):
        found = found.none()
    if form.column():
        found = standing.in_column(found, form.column(), actor=actor, on=today)
    page = page_of(found, request, sorts=_SORTS, first="navn")
    people = queries.noted(list(page.rows), actor=actor)
    columns = standing.columns_of(people, actor=actor, on=today)
    last = standing.last_contacts(people)
    rows = [(person, columns[person.pk], last.get(person.pk)) for person in people]
    context = {"page": page.with_rows(rows), "form": form, "today": today, "may_open": actor.works_on_cases}
    return render(request, "staff/people/index.html", context)


@require_POST
@allows(*SEES_CASES, purpose="case")
def find_by_cpr(request: HttpRequest) -> HttpResponse:
    """Find a case by its number. The number travels in the body only, and is not repeated in the answer."""
    actor, typed = request.actor, request.POST.get("cpr", "")  # type: ignore[attr-defined]
    try:
        person_id = services.find_by_cpr(text=typed, actor=actor, now=timezone.now())
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        return redirect("staff:people")
    if person_id is None:
        messages.warning(request, _("No case with that number in your reach."))
        return redirect("staff:people")
    return redirect("staff:person", person_id)


@require_GET
@allows(*SEES_CASES, *GRANTED_ROLES - {Role.COMPANY_CONTACT}, purpose="case")
def case(request: HttpRequest, person_id: int) -> HttpResponse:
    """The case, or of a person opened to us only what was opened."""
    actor = request.actor  # type: ignore[attr-defined]
    person = queries.case(person_id, actor=actor)
    return shown(request, person)


def shown(
    request: HttpRequest, person: queries.Person, more: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The case page of a person who was reached; `more` is what an action wants to say on it."""
    actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    if not queries.is_own_case(person, actor=actor):
        return render(request, "staff/people/limited.html", limited_context(person, actor=actor))
    context = case_context(person, actor=actor, on=today) | dict(more or {})
    return render(request, "staff/people/case.html", context, status=status)


@require_GET
@allows(*CASE_ROLES, *GRANTED_ROLES - {Role.COMPANY_CONTACT}, purpose="case")
def opened(request: HttpRequest) -> HttpResponse:
    """People of others who were opened to us, for a purpose and a time."""
    actor = request.actor  # type: ignore[attr-defined]
    page = page_of(queries.opened(actor=actor), request, sorts=_SORTS, first="navn")
    queries.noted(list(page.rows), actor=actor, fields="granted")
    rows = [person.pk for person in page.rows]
    openings = queries.opened_now(actor=actor).filter(person_id__in=rows, fields__in=OF_WORK)
    work = set(openings.values_list("person_id", flat=True))
    return render(request, "staff/people/opened.html", {"page": page, "seen_at_work": work})


@require_GET
@allows(Role.TEAM_LEADER, Role.CASEWORKER, purpose="log of the case")
def log(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who read and who wrote in the case, refused tries too."""
    actor = request.actor  # type: ignore[attr-defined]
    person = queries.case(person_id, actor=actor)
    if not queries.is_own_case(person, actor=actor):
        raise queries.NoSuchPerson
    drafts = reception_queries.drafts_of(person.pk)
    reads = page_of(
        queries.reads(person, actor=actor, drafts=drafts), request, sorts={"tid": ("event__at",)}, first="-tid"
    )
    writes = list(queries.writes(person, actor=actor)[:50])
    return render(request, "staff/people/log.html", {"person": person, "reads": reads, "writes": writes})
