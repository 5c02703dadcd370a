"""My absence: send a message or a photo at any time, see my days, and answer when the municipality asks."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.documents import queries as documents
from tovholder.documents import words as paper_words
from tovholder.pathways import (
    attendance_queries,
    evidence_services,
    hearing_letters,
    hearing_queries,
    hearing_services,
    hearing_transitions,
)
from tovholder.people import queries as people
from tovholder.people.queries import NoSuchPerson
from tovholder.web.citizen.alignment import language_of, said
from tovholder.web.citizen.attendance_forms import Comment, Evidence
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest

_COMINGS = {"present": "there"}
_DONE = ("sanction", "no_sanction", "dropped")


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def absence(request: ActingRequest) -> HttpResponse:
    """Send documentation; what was sent before, the own days, and hearings."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    frame = _frame(request, person)
    today = timezone.localdate()
    form = Evidence(
        request.POST or None,
        request.FILES or None,
        words=frame["words"],
        initial=_asked_days(request, today),
    )
    if request.method == "POST" and form.is_valid() and _sent(request, person.pk, form):
        return redirect(_address("citizen:absence", frame["language"]))
    words = frame["words"]
    shown = frame | {
        "form": form,
        "is_saved": "gemt" in request.GET and not form.is_bound,
        "sent": attendance_queries.evidence_of(person, actor=request.actor),
        "days": _days(request, person, words),
        "today": today,
        "hearings": [(each, words[_state(each)]) for each in hearing_queries.of_person(person.pk, actor=request.actor)],
    }
    return render(request, "citizen/attendance/absence.html", shown, status=422 if form.errors else 200)


def _asked_days(request: ActingRequest, today: date) -> dict[str, date]:
    """The days of the hearing one comes from, so that what is sent answers it; else today."""
    days = {}
    for field, name in (("first_day", "fra"), ("last_day", "til")):
        try:
            days[field] = date.fromisoformat(request.GET.get(name, ""))
        except ValueError:
            return {"first_day": today, "last_day": today}
    return days


def _days(request: ActingRequest, person: Any, words: dict[str, str]) -> list[tuple[Any, str]]:
    """The own days with how each stands; a day told in two ways says so on each of the two."""
    rows = attendance_queries.days_of(person, actor=request.actor, newest=20)
    doubtful = {(row.on, row.activity) for row in rows if row.pk in attendance_queries.in_doubt(person.pk, rows)}
    return [
        (
            row,
            words["two_tellings"]
            if (row.on, row.activity) in doubtful
            else words[_COMINGS.get(row.coming, row.coming)],
        )
        for row in rows
    ]


def _oneself(request: ActingRequest) -> Any:
    person = people.own_case(actor=request.actor)
    if person is None:
        raise NoSuchPerson
    return person


def _frame(request: ActingRequest, person: Any) -> dict[str, Any]:
    """The words of the page in the language it is read in."""
    language = language_of(request, SimpleNamespace(person=person))
    return {
        "person": person,
        "language": language,
        "words": {term.code: said(term, language) for term in parameters.terms("attendance_words")},
        "is_rtl": parameters.term("alignment_languages", language).flag("right_to_left"),
    }


def _address(name: str, language: str, *args: int) -> str:
    return f"{reverse(name, args=args)}?{urlencode({'laes': language, 'gemt': '1'})}"


def _sent(request: ActingRequest, person_id: int, form: Evidence) -> bool:
    try:
        evidence_services.send(
            person_id=person_id,
            sent=form.sent(),
            actor=request.actor,
            now=timezone.now(),
            request_key=form.cleaned_data["request_key"],
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    return True


def _state(hearing: Any) -> str:
    if hearing.state in _DONE:
        return str(hearing.state)
    return "waits" if hearing.state == hearing_transitions.SENT else "in_work"


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def hearing(request: ActingRequest, hearing_id: int) -> HttpResponse:
    """The own hearing: what it is about, by when to answer, and the answer."""
    found = hearing_queries.hearing(hearing_id, actor=request.actor)
    frame = _frame(request, found.person)
    language = frame["language"]
    form = Comment(request.POST or None, words=frame["words"])
    if request.method == "POST" and form.is_valid() and _said(request, hearing_id, form):
        return redirect(_address("citizen:hearing", frame["language"], hearing_id))
    days = sorted(found.absences.all(), key=lambda day: day.on)
    letters = documents.about(f"hearing:{found.pk}").filter(withdrawn_at__isnull=True)
    shown = frame | {
        "hearing": found,
        "state": frame["words"][_state(found)],
        "days": [
            (day, hearing_letters.words_of("attendance_activities", day.activity, _same(language))) for day in days
        ],
        "span": urlencode({"laes": language, "fra": days[0].on, "til": days[-1].on}) if days else "",
        "form": form,
        "may_answer": found.state in hearing_transitions.MAY_ANSWER,
        "is_decided": found.state in hearing_transitions.DECIDED,
        "is_saved": "gemt" in request.GET and not form.is_bound,
        "complaint": _complaint(found, language),
        "letters": [
            (letter, _words_of_letters(language)[f"title_{letter.kind}"], paper_words.of(letter.language).name)
            for letter in letters
        ],
    }
    return render(request, "citizen/attendance/hearing.html", shown, status=422 if form.errors else 200)


def _same(language: str) -> str:
    """The language whose words stand for it: Persian for Dari."""
    return parameters.term("alignment_languages", language).text("same_as") or language


def _words_of_letters(language: str) -> dict[str, str]:
    known = _same(language)
    return paper_words.of(known if known in paper_words.LANGUAGES else paper_words.DANISH).words


def _complaint(found: Any, language: str) -> dict[str, Any]:
    """How to complain of a decision, in the words of the letter."""
    if found.decided_at is None:
        return {}
    on = timezone.localdate(found.decided_at)
    return {
        "words": _words_of_letters(language),
        "decides": parameters.term("complaint_bodies", "appeals_board", on=on).da,
        "weeks": parameters.value("sanction_complaint", on=on).whole("weeks"),
    }


def _said(request: ActingRequest, hearing_id: int, form: Comment) -> bool:
    try:
        hearing_services.comment(
            hearing_id=hearing_id,
            words=form.cleaned_data["words"],
            is_all=form.cleaned_data["is_all"],
            actor=request.actor,
            now=timezone.now(),
            request_key=form.cleaned_data["request_key"],
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    return True
