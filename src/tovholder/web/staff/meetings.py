"""Meetings for staff: those somebody must do something about, a citizen's, and one with all that hangs on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES
from tovholder.documents import words
from tovholder.pathways import agreed_talks, language_queries
from tovholder.pathways import meetings_queries as queries
from tovholder.pathways import meetings_services as services
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import meetings_forms as forms

SORTS = {"tid": ["starts_at"], "borger": ["person__given_name", "person__family_name"]}


@require_GET
@allows(*CASE_ROLES, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """Mine first: meetings where something is missing, or all that are planned."""
    now, chosen = timezone.now(), request.GET
    everything, everybody = bool(chosen.get("alle")), bool(chosen.get("kollegers"))
    found = queries.waiting(actor=request.actor, now=now)
    if everything:
        found = queries.planned(actor=request.actor)
    if not everybody:
        found = found.filter(host_id=request.actor.membership_id)
    page = page_of(found, request, sorts=SORTS, first="tid")
    people.noted([row.person for row in page.rows], actor=request.actor)
    rows = [(row, queries.missing(row, now=now)) for row in page.rows]
    shown = {"page": page.with_rows(rows), "chosen": chosen, "centres": queries.hours_at_centres(actor=request.actor)}
    return render(request, "staff/meetings/index.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def of_person(request: ActingRequest, person_id: int) -> HttpResponse:
    """The citizen's meetings, and a new one among the times that are free."""
    person = own(request, person_id)
    meetings = queries.of_person(person_id, actor=request.actor)
    form = _plan_form(request, person, meetings)
    host = form.host_id()
    if host is not None:
        form.offer(queries.slots(host_id=host, person_id=person.pk, minutes=form.length(), now=timezone.now()))
    if request.method == "POST" and "vis" not in request.POST and form.is_valid():
        made = _planned(request, person_id, form)
        if made is not None:
            return redirect("staff:meeting", made.pk)
    bound = form.is_bound and "vis" not in request.POST
    now = timezone.now()
    rows = [(row, queries.missing(row, now=now)) for row in meetings]
    shown = {"person": person, "form": form, "rows": rows, "may_plan": person.closed_on is None}
    return render(request, "staff/meetings/of_person.html", shown, status=422 if bound and form.errors else 200)


def own(request: ActingRequest, person_id: int) -> people.Person:
    """A case to work on: what is only opened to the actor has no page here."""
    person = people.case(person_id, actor=request.actor)
    if not case_scope.may_work_on(person, request.actor):
        request.actor.book.refuse(person_id)
        raise people.NoSuchPerson
    return person


def _plan_form(request: ActingRequest, person: people.Person, meetings: list[Any]) -> forms.Plan:
    """With what is known filled in. Asked only to show times, nothing is said to be missing yet."""
    known = language_queries.of_interpreter(person, meetings)
    initial = {
        "host": person.contact_id or request.actor.membership_id,
        "minutes": forms.MINUTES,
        "state": known.state,
        "spoken": known.language,
        "dialect": known.dialect,
        "gender": known.gender,
        "place": next((row.place for row in meetings if _is_a_place(row)), ""),
    }
    how: dict[str, Any] = {
        "circle": people.circle(actor=request.actor),
        "centres": queries.centres(actor=request.actor),
        "auto_id": "plan_%s",
    }
    if request.method == "POST" and "vis" in request.POST:
        shown = forms.Plan(request.POST, **how)
        return forms.Plan(initial={name: shown[name].value() for name in shown.fields}, **how)
    return forms.Plan(request.POST or None, initial=initial, **how)


def _is_a_place(meeting: Any) -> bool:
    """Whether the citizen was to come somewhere that is not a language centre's."""
    is_met = parameters.term("meeting_forms", meeting.form).flag("place")
    return bool(is_met and meeting.place and meeting.at_centre_id is None)


def _planned(request: ActingRequest, person_id: int, form: forms.Plan) -> Any:
    try:
        made = services.plan_meeting(
            person_id=person_id,
            meeting=form.meeting(),
            request_key=form.cleaned_data["request_key"],
            actor=request.actor,
            now=timezone.now(),
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return None
    messages.success(request, _("The meeting is agreed. Now make the letter."))
    say_odd(request, form, made)
    return made


def say_odd(request: ActingRequest, form: forms.Times, made: Any) -> None:
    """What somebody should look at once more about the time."""
    if form.overrules():
        told = {"time": sentences.long_moment(made.starts_at, language())}
        messages.warning(
            request, _("You ticked a free time and wrote another one. What you wrote counts: %(time)s.") % told
        )
    odd = queries.odd_time(made)
    if odd.allowed is None:
        messages.warning(request, sentences.sentence(odd))


@require_GET
@allows(*CASE_ROLES, purpose="case")
def detail(request: ActingRequest, meeting_id: int) -> HttpResponse:
    """One meeting."""
    return page(request, meeting_id)


def page(request: ActingRequest, meeting_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    """The page of a meeting, with the forms that were filled in and refused (`bound`, by step)."""
    found = queries.meeting(meeting_id, actor=request.actor)
    now = timezone.now()
    is_open = found.state == "planned" and case_scope.may_work_on(found.person, request.actor)
    paper_language = language_queries.of_letters(found.person)
    message_language = paper_language or words.DANISH
    shown = {
        "meeting": found,
        "missing": queries.missing(found, now=now),
        "steps": queries.steps_of(found),
        "is_open": is_open,
        "has_begun": found.starts_at <= now,
        "message": words.of(message_language).words["message_waits"],
        "message_language": message_language,
        "message_danish": words.of("da").words["message_waits"],
        "opened": next(iter(bound), ""),
        **(_forms(found, bound, paper_language) if is_open else {}),
        "differences": bound.get("differences"),
        "is_conflict": bool(bound.get("is_conflict")),
    }
    return render(request, "staff/meetings/meeting.html", shown, status=status)


def _forms(found: Any, bound: dict[str, Any], paper_language: str) -> dict[str, Any]:
    version = {"version": found.version}
    minutes = int((found.ends_at - found.starts_at).total_seconds() // 60)
    wishes = {
        "state": found.interpreter,
        "spoken": found.interpreter_language,
        "dialect": found.interpreter_dialect,
        "gender": found.interpreter_gender,
        "booked_with": found.interpreter_from,
    }
    place = version | {"place": queries.told_place(found)}
    outcome = version | {"words": forms.template_of(found.kind)}
    agreed = agreed_talks.agreed_on(found.person_id)
    made: dict[str, Any] = {
        "flyt": bound.get("flyt") or forms.Move(initial=version | {"minutes": minutes}, auto_id="flyt_%s"),
        "sted": bound.get("sted") or forms.SetPlace(initial=place, auto_id="sted_%s"),
        "tolk": bound.get("tolk") or forms.SetInterpreter(initial=version | wishes, auto_id="tolk_%s"),
        "brev": bound.get("brev") or forms.Letter(initial={"language": paper_language}, auto_id="brev_%s"),
        "brevet": bound.get("brevet") or forms.LetterState(auto_id="brevet_%s"),
        "udfald": bound.get("udfald") or forms.Outcome(initial=outcome, auto_id="udfald_%s", agreed_on=agreed),
    }
    if not hasattr(made["flyt"], "slots"):
        offer(made["flyt"], found, minutes)
    return {f"{name}_form": form for name, form in made.items()}


def offer(form: forms.Move, found: Any, minutes: int) -> None:
    """Put the host's free times into the form; none where the host has left."""
    if found.host_id is None:
        form.offer([])
        return
    now = timezone.now()
    told = {"host_id": found.host_id, "person_id": found.person_id, "minutes": minutes, "except_id": found.pk}
    form.offer(queries.slots(now=now, **told))
