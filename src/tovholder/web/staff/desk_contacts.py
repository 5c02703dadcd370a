"""One company as the desk sees it: what lies there, what was said, visits to come; whom to call; handing over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import (
    desk_contact_services,
    desk_queries,
    desk_rules,
    handover_services,
    plan_queries,
    queries,
    survey_queries,
)
from tovholder.companies import together_queries as together
from tovholder.placements import queries as placements
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import companies_forms, desk, surveys
from tovholder.web.staff import desk_forms as forms

_SHOWN = 30
SORTS = {"svar": ["-said_rank", "newest_at", "name"], "sidst": ["newest_at", "name"], "navn": ["name"]}
STALE = gettext_lazy("Somebody else changed this while you were looking. This is how it stands now.")
REASONS = (
    ("never", gettext_lazy("No contact noted yet")),
    ("stale", gettext_lazy("No contact for a long time")),
    ("step", gettext_lazy("An agreed step is due")),
    ("said", gettext_lazy("Has answered that it is ready or needs people")),
)


@require_GET
@allows(*desk_queries.LOGGERS, purpose="companies")
def company(request: ActingRequest, company_id: int) -> HttpResponse:
    """Before you call: what anybody asked of the company, what it was promised, and everything that was said."""
    found, now = desk_queries.company(company_id, actor=request.actor), timezone.now()
    actor, waiting = request.actor, desk_queries.requests(actor=request.actor, now=now).filter(company_id=company_id)
    shown = {
        "company": found,
        **surveys.with_what_it_said(desk_queries.burden(company_id, actor=actor, now=now)),
        "requests": [desk.line(row, now) for row in waiting.order_by("closed_at", "-received_at")[:_SHOWN]],
        "asks": desk_queries.asks(company_id, actor=actor, now=now)[:_SHOWN],
        "promises": [_promise(row, now) for row in desk_queries.promises(company_id, actor=actor)[:_SHOWN]],
        "events": desk_queries.events(actor=actor, company_id=company_id)[:_SHOWN],
        "plans": plan_queries.plans(actor=actor, company_id=company_id)[:_SHOWN],
        "referrals": plan_queries.referrals(actor=actor).filter(company_id=company_id)[:_SHOWN],
        "handovers": desk_queries.handovers(company_id, actor=actor)[:5],
        "may_log": desk_queries.may_log(actor),
        "may_write": queries.may_write(actor),
        "today": timezone.localdate(),
    }
    return render(request, "staff/desk/company.html", shown)


def _promise(row: Any, now: Any) -> dict[str, Any]:
    kept = desk_rules.was_kept(row.due_at, row.kept_at)
    return {"promise": row, "kept": kept, "late": row.kept_at is None and row.due_at <= now}


@require_http_methods(["GET", "POST"])
@allows(*desk_queries.LOGGERS, purpose="companies")
def log(request: ActingRequest, company_id: int) -> HttpResponse:
    """Write down a contact: how, what was said, save."""
    return _written(request, company_id, forms.Contact, desk_contact_services.log, "staff/desk/contact_new.html")


@require_http_methods(["GET", "POST"])
@allows(*desk_queries.LOGGERS, purpose="companies")
def plan_visit(request: ActingRequest, company_id: int) -> HttpResponse:
    """Plan a visit, alone or together."""
    return _written(request, company_id, forms.Visit, desk_contact_services.plan, "staff/desk/visit_new.html")


def _written(request: ActingRequest, company_id: int, kind: Any, service: Any, template: str) -> HttpResponse:
    found = queries.company(company_id, actor=request.actor)
    form = kind(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = {"company_id": company_id, "told": form.told(), "request_key": form.cleaned_data["request_key"]}
        try:
            service(actor=request.actor, now=timezone.now(), **told)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            messages.success(request, _("Saved."))
            return redirect("staff:desk_company", company_id)
    shown = {"form": form, "company": found, "may_log": desk_queries.may_log(request.actor)}
    return render(request, template, shown, status=422 if form.errors else 200)


@require_GET
@allows(*desk_queries.LOGGERS, purpose="companies")
def visits(request: ActingRequest) -> HttpResponse:
    """Visits to come and those nobody has written about yet, and how many were made together."""
    found = desk_queries.planned_visits(actor=request.actor)
    page = page_of(found, request, sorts={"dag": ["planned_on"]}, first="dag")
    shown = {
        "page": page,
        "together": desk_queries.joint_visits_held(actor=request.actor),
        "today": timezone.localdate(),
    }
    return render(request, "staff/desk/visits.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*desk_queries.LOGGERS, purpose="companies")
def visit(request: ActingRequest, event_id: int) -> HttpResponse:
    """One contact or visit; a planned one is written down here when it has taken place."""
    found = desk_queries.event(event_id, actor=request.actor)
    taking_part = [unit.pk for unit in found.units.all()]
    initial = {"version": found.version, "units": taking_part, "held_on": timezone.localdate()}
    form = forms.Held(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        # Units of other municipalities are not on the form: they stay as they were planned.
        own = {pk for pk, _name in form.fields["units"].choices}  # type: ignore[attr-defined]
        units = [*told.pop("units"), *(pk for pk in taking_part if pk not in own)]
        try:
            desk_contact_services.hold(
                event_id=event_id, unit_ids=units, actor=request.actor, now=timezone.now(), **told
            )
        except Stale:
            form.add_error(None, STALE)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            messages.success(request, _("Saved."))
            return redirect("staff:visit", event_id)
    shown = {"event": found, "form": form, "may_log": desk_queries.may_log(request.actor)}
    return render(request, "staff/desk/visit.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*desk_queries.LOGGERS, purpose="companies")
def visit_step(request: ActingRequest, event_id: int) -> HttpResponse:
    """Call a planned visit off, or note that the agreed next step was taken."""
    form = forms.Versioned(request.POST)
    take = desk_contact_services.call_off if "off" in request.POST else desk_contact_services.step_done
    found = desk_queries.event(event_id, actor=request.actor)
    try:
        take(
            event_id=event_id,
            version=form.cleaned_data["version"] if form.is_valid() else 0,
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Saved."))
    except Stale:
        messages.warning(request, STALE)
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:desk_company", found.company_id)


@require_GET
@allows(*desk_queries.LOGGERS, purpose="companies")
def to_contact(request: ActingRequest) -> HttpResponse:
    """Companies somebody should call, and why. The address is the filter."""
    told, today = request.GET, timezone.localdate()
    said = survey_queries.last_turns(actor=request.actor, on=today)
    found = desk_queries.to_contact(
        actor=request.actor,
        on=today,
        reason=told.get("grund", ""),
        municipality=told.get("kommune", ""),
        industry=told.get("branche", ""),
        mine=bool(told.get("mine")),
        said={company_id: call.turn.rank for company_id, call in said.items()},
    )
    page = page_of(found, request, sorts=SORTS, first="svar")
    here = placements.running_at_companies([row.pk for row in page.rows])
    stale = parameters.value("company_stale_days", on=today)
    shown = {
        "page": page.with_rows(
            [(row, here.get(row.pk, 0), _reasons(row, today, stale.whole(), said.get(row.pk))) for row in page.rows]
        ),
        "chosen": told,
        "reasons": REASONS,
        "industries": concepts.choices("industry", language()),
        "municipalities": companies_forms.municipalities(),
        "days": stale.whole(),
        "today": today,
        "may_log": desk_queries.may_log(request.actor),
    }
    return render(request, "staff/desk/to_contact.html", shown)


def _reasons(row: Any, today: Any, days: int, said: survey_queries.Call | None) -> list[str]:
    """Each a sentence of its own."""
    words = dict(REASONS)
    found = []
    if row.last_on is None:
        found.append(f"{words['never']}.")
    elif (today - row.last_on).days > days:
        found.append(f"{words['stale']}.")
    if row.step_on is not None and row.step_on <= today:
        day = date_format(row.step_on, "SHORT_DATE_FORMAT")
        found.append(_("An agreed step is due: %(day)s.") % {"day": day})
    return found + (surveys.worded(said, said.reply.round) if said is not None else [])


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def hand_over(request: ActingRequest, company_id: int) -> HttpResponse:
    """One company to another consultant: everything that stands open, and a note."""
    found, now = queries.company(company_id, actor=request.actor), timezone.now()
    circle, initial = queries.circle(actor=request.actor), {"version": found.version}
    form = forms.CompanyHandover(request.POST or None, circle=circle, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            handover_services.hand_over(
                company_id=company_id,
                version=told["version"],
                taker_id=told["taker"],
                words=told["words"],
                stays_of=placements.municipalities_with_stays_at(company_id),
                actor=request.actor,
                now=now,
            )
        except Stale:
            form.add_error(None, STALE)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            messages.success(request, _("Handed over, with everything that stands open."))
            return redirect("staff:desk_company", company_id)
    waiting = desk_queries.requests(actor=request.actor, now=now, stage="open").filter(company_id=company_id)
    shown = {
        "form": form,
        "company": found,
        "requests": [desk.line(row, now) for row in waiting.order_by("due_at")],
        "promises": desk_queries.promises(company_id, actor=request.actor).filter(kept_at__isnull=True),
        "orders": queries.orders(actor=request.actor, company_id=company_id).filter(status__in=("draft", "open")),
        "agreements": together.agreements(actor=request.actor).filter(company_id=company_id),
        "plans": plan_queries.plans(actor=request.actor, company_id=company_id).filter(closed_at__isnull=True),
        "steps": desk_queries.open_steps(actor=request.actor, company_id=company_id),
    }
    return render(request, "staff/desk/hand_over.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def hand_over_all(request: ActingRequest) -> HttpResponse:
    """All companies of a colleague, or one's own, to another colleague here."""
    circle = queries.circle(actor=request.actor)
    oneself = {} if request.actor.role == Role.TEAM_LEADER else {"giver": request.actor.membership_id}
    form = forms.AllHandover(request.POST or None, circle=circle, initial=oneself)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            number = handover_services.hand_over_all(
                giver_id=told["giver"],
                taker_id=told["taker"],
                words=told["words"],
                actor=request.actor,
                now=timezone.now(),
            )
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            words = ngettext("%(n)s company handed over.", "%(n)s companies handed over.", number)
            messages.success(request, words % {"n": number})
            return redirect("staff:companies")
    held = desk_queries.open_of(request.actor.membership_id or 0, actor=request.actor)
    shown = {"form": form, "held": held}
    return render(request, "staff/desk/hand_over_all.html", shown, status=422 if form.errors else 200)
