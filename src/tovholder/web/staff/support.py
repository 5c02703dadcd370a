"""The support of stays: whom nobody has offered a mentor, who waits for help, and one stay with all that is planned."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import companions, support_rules
from tovholder.pathways import support_queries as queries
from tovholder.pathways import support_services as services
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.proposals import columns
from tovholder.web.shared import edits, sentences, weekdays
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import support_forms as forms
from tovholder.web.staff.language_names import name_of
from tovholder.web.staff.memo import this_quarter

SORTS = {"start": ["starts_on"], "borger": ["person__given_name", "person__family_name"]}


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def index(request: ActingRequest) -> HttpResponse:
    """The quarter's share, the stays where somebody is to be offered a mentor, and who waits for help."""
    actor, period = request.actor, this_quarter()
    page = page_of(queries.without_offer(actor=actor), request, sorts=SORTS, first="start")
    helps = queries.helps_waiting(actor=actor)[:50]
    shown = [row.person for row in page.rows] + [row.person for row in helps]
    people.noted(shown, actor=actor, fields="placement")
    return render(
        request,
        "staff/support/index.html",
        {
            "page": page,
            "helps": queries.with_clocks(list(helps), now=timezone.now()),
            "offered": queries.offered(actor=actor, since=period.since, until=period.until),
            "period": period,
            "only_own": actor.only_own_cases,
        },
    )


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def of_stay(request: ActingRequest, placement_id: int) -> HttpResponse:
    """One stay: mentor, demands and how they are met, training and interpreter, quick help."""
    return _page(request, placement_id)


def _page(request: ActingRequest, placement_id: int, *, status: int = 200, **bound: django_forms.Form) -> HttpResponse:
    found, today = queries.of_stay(placement_id, actor=request.actor), timezone.localdate()
    missing = support_rules.missing(found.offers)
    may_write = case_scope.may_work_on(found.stay.person, request.actor)
    shown: dict[str, Any] = {
        "support": found,
        "stay": found.stay,
        "person": found.stay.person,
        "may_write": may_write,
        "sees_words": case_scope.is_within_case_of(found.stay.person, request.actor),
        "parties": [(party, label, found.offers.get(party)) for party, label in forms.PARTIES],
        "danish": _danish(found),
        "demands": [(row, _met(row)) for row in found.demands],
        "arrangements": [(row, name_of(row.language) if row.language else "") for row in found.arrangements],
        "weekdays": weekdays.names(),
        "helps": queries.with_clocks(found.helps, now=timezone.now()),
        "offer": bound.get("offer") or forms.Offer(initial={"offered_on": today}, parties=missing, auto_id="offer_%s"),
        "ask": bound.get("ask") or forms.Ask(auto_id="ask_%s"),
        "demand": bound.get("demand") or forms.Demand(auto_id="demand_%s"),
        "arrangement": bound.get("arrangement")
        or forms.Arrangement(initial={"starts_on": found.stay.starts_on}, auto_id="arrangement_%s"),
        "missing": missing,
        "opened": set(bound),
    }
    return render(request, "staff/support/stay.html", shown, status=status)


def _met(row: Any) -> forms.Met:
    return forms.Met(initial={"version": row.version, "met_by": row.met_by}, auto_id=f"met_{row.pk}_%s")


def _danish(found: queries.Support) -> Any:
    """What the order asks of Danish against what the citizen is known to speak."""
    person, order = found.stay.person, found.stay.order
    if order is None:
        return None
    level = columns.danish_level(person.danish_track, person.danish_module, person.danish_test)
    has = None if level == columns.UNKNOWN else level
    return support_rules.language_demand(asked=order.danish_level, has=has)


def _sent(
    request: ActingRequest, placement_id: int, name: str, form: django_forms.Form, service: Callable[..., Any]
) -> HttpResponse:
    queries.of_stay(placement_id, actor=request.actor)
    if is_saved(request, form, service, placement_id=placement_id):
        return redirect("staff:support_stay", placement_id)
    return _page(request, placement_id, status=422, **{name: form})


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def offer(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Write down that a mentor was offered."""
    return _sent(request, placement_id, "offer", forms.Offer(request.POST, auto_id="offer_%s"), services.offer_mentor)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def ask(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Somebody asks for help: the clock starts."""
    return _sent(request, placement_id, "ask", forms.Ask(request.POST, auto_id="ask_%s"), services.ask_help)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def demand(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Write down what the company asks at least."""
    form = forms.Demand(request.POST, auto_id="demand_%s")
    return _sent(request, placement_id, "demand", form, services.note_demand)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def arrange(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Plan training side by side or an interpreter."""
    form = forms.Arrangement(request.POST, auto_id="arrangement_%s")
    return _sent(request, placement_id, "arrangement", form, services.plan_arrangement)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def answer(request: ActingRequest, mentor_offer_id: int) -> HttpResponse:
    """What was answered to the offer. Two who write at once both keep their words."""
    found: Any = queries.row_of_stay("offer", mentor_offer_id, actor=request.actor)
    mentors = [(each.pk, f"{each.user.name}, {each.organisation.name}") for each in companions.mentors(found.person)]
    saved = {name: getattr(found, name) for name in ("answer", "answered_on", "mentor_id", "words", "version")}
    initial = saved | {"answered_on": found.answered_on or timezone.localdate()}
    form = forms.Answer(request.POST or None, mentors=mentors, initial=initial)
    return _one(request, found, form, saved, services.answer_mentor, "mentor_offer_id", _("Answer to the mentor"))


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def helped(request: ActingRequest, quick_help_id: int) -> HttpResponse:
    """What was done about what somebody asked."""
    found: Any = queries.row_of_stay("help", quick_help_id, actor=request.actor)
    saved = {"words": found.help, "version": found.version}
    form = forms.Help(request.POST or None, initial=saved)
    return _one(request, found, form, saved, services.give_help, "quick_help_id", _("Help that was asked for"))


def _one(
    request: ActingRequest,
    found: Any,
    form: django_forms.Form,
    saved: dict[str, Any],
    service: Callable[..., Any],
    key: str,
    title: str,
) -> HttpResponse:
    may_write = case_scope.may_work_on(found.person, request.actor)
    shown: dict[str, Any] = {"row": found, "person": found.person, "form": form, "title": title}
    shown["sees_words"] = case_scope.is_within_case_of(found.person, request.actor)
    status = 200 if may_write else 403
    if request.method == "POST":
        try:
            if is_saved(request, form, service, **{key: found.pk}):
                return redirect("staff:support_stay", found.placement_id)
            status = 422
        except Stale:
            shown |= {"stale": True, "differences": edits.differences(form, saved)}
            edits.renewed(form, "version", found.version)
            status = 409
    return render(request, "staff/support/one.html", shown | {"may_write": may_write}, status=status)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def met(request: ActingRequest, stay_demand_id: int) -> HttpResponse:
    """Say how a demand is met."""
    found = queries.row_of_stay("demand", stay_demand_id, actor=request.actor)
    form = forms.Met(request.POST)
    if form.is_valid():
        _tried(request, services.answer_demand, stay_demand_id=stay_demand_id, **form.cleaned_data)
    else:
        messages.error(request, _("Choose how it is met."))
    return redirect("staff:support_stay", found.placement_id)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def end_arrangement(request: ActingRequest, stay_arrangement_id: int) -> HttpResponse:
    """It took place, or it will not."""
    found = queries.row_of_stay("arrangement", stay_arrangement_id, actor=request.actor)
    version, done = number_in(request.POST.get("version", "")), "done" in request.POST
    _tried(request, services.end_arrangement, stay_arrangement_id=found.pk, version=version, done=done)
    return redirect("staff:support_stay", found.placement_id)


def _tried(request: ActingRequest, service: Callable[..., Any], **told: Any) -> None:
    """A step without words of its own: what was refused, or came second, is told in one line."""
    try:
        service(actor=request.actor, now=timezone.now(), **told)
        messages.success(request, _("Saved."))
    except Stale:
        messages.warning(request, _("Somebody else was first. This is how it stands now."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
