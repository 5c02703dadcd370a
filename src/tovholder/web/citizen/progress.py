"""The citizen's own sheets: what waits for an answer, one question at a time in one or two languages, and the own way.

What staff believe is read by no page here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.pathways import progress_instrument_queries as instruments
from tovholder.pathways import progress_queries as queries
from tovholder.pathways import progress_services as services
from tovholder.pathways import progress_sheet
from tovholder.people.queries import NoSuchPerson
from tovholder.web.shared import own_languages, progress_chart, sentences, sheet_steps
from tovholder.web.shared.requests import ActingRequest


class Seen(forms.Form):
    """Which version of the answers was on the page when they were sent."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Begin(forms.Form):
    choice = forms.CharField(max_length=40, widget=forms.HiddenInput)


def _read_in(request: ActingRequest, person: Any) -> dict[str, Any]:
    """In which language the page is read, with its words."""
    code = own_languages.read_in(request, spoken=person.interpreter_language)
    return {"words": sheet_steps.fixed_words(code), "reading": sheet_steps.reading(code), "language": code}


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def index(request: ActingRequest) -> HttpResponse:
    """What waits, what can be answered, and how it has moved."""
    on = timezone.localdate()
    found = queries.own(actor=request.actor, on=on)
    if found is None:
        raise NoSuchPerson
    offered = instruments.offered(found.person.organisation_id, on=on)
    begun = {draft.instrument_id: draft for draft in found.drafts}
    free = [each for each in offered if each.sheet.of(progress_sheet.CITIZEN) and not _is_begun(each, begun)]
    shown = {
        "progress": found,
        "offered": [(each, Begin(initial={"choice": each.code}, auto_id=f"begin_{each.code}_%s")) for each in free],
        "ways": [_drawn(way) for way in found.ways],
        **_read_in(request, found.person),
    }
    return render(request, "citizen/progress/index.html", shown)


def _is_begun(each: instruments.Choice, begun: dict[int, Any]) -> bool:
    if each.instrument is not None:
        return each.instrument.pk in begun
    return any(draft.instrument.code == each.code for draft in begun.values())


def _drawn(way: queries.Way) -> dict[str, Any]:
    top = way.sheet.top
    star, drawn = progress_chart.star(way.lines, top=top), progress_chart.over_time(way.lines, top=top)
    return {"way": way, "star": star, "drawn": drawn}


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def begin(request: ActingRequest) -> HttpResponse:
    """Begin a sheet of one's own accord."""
    found = queries.own(actor=request.actor, on=timezone.localdate())
    form = Begin(request.POST)
    if found is None or not form.is_valid():
        return redirect("citizen:progress")
    language = _read_in(request, found.person)["language"]
    try:
        made = services.begin(
            person_id=found.person.pk, choice=form.cleaned_data["choice"], respondent=progress_sheet.CITIZEN,
            language=language, actor=request.actor, now=timezone.now(),
        )  # fmt: skip
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        return redirect("citizen:progress")
    return redirect("citizen:progress_question", made.pk, 1)


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def question(request: ActingRequest, measurement_id: int, number: int) -> HttpResponse:
    """One question. Pressing an answer keeps it and goes on to the next."""
    found = queries.measurement(measurement_id, actor=request.actor)
    step = sheet_steps.step_of(request, found, number)
    if step is None or found.done_at is not None:
        return redirect("citizen:progress_check", measurement_id)
    if request.method == "POST":
        if sheet_steps.answered(request, found, step):
            return _next(measurement_id, step.following)
        found = queries.measurement(measurement_id, actor=request.actor)
        step = sheet_steps.step_of(request, found, number, meanwhile=True)
    shown = {"measurement": found, "step": step}
    return render(request, "citizen/progress/question.html", shown, status=200 if request.method == "GET" else 409)


def _next(measurement_id: int, following: int | None) -> HttpResponse:
    if following is not None:
        return redirect("citizen:progress_question", measurement_id, following)
    return redirect("citizen:progress_check", measurement_id)


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def check(request: ActingRequest, measurement_id: int) -> HttpResponse:
    """All own answers before they are sent, and as they were sent."""
    found = queries.measurement(measurement_id, actor=request.actor)
    first, second = sheet_steps.chosen_languages(request, found.language, found.second)
    form = Seen(request.POST or None, initial={"version": found.version})
    words, problem = sheet_steps.fixed_words(first), ""
    if request.method == "POST":
        problem = _sent(request, measurement_id, form, words)
        if not problem:
            messages.success(request, words["thanks"])
            return redirect(f"{reverse('citizen:progress')}?{urlencode({'laes': first})}")
        found = queries.measurement(measurement_id, actor=request.actor)
        form = Seen(initial={"version": found.version})
    sheet = progress_sheet.from_json(found.sheet.content)
    asked = queries.asked_now(found, actor=request.actor)
    rows = [
        (number, each, each.label(first), _answer(sheet, found.answers, each.code, first, words))
        for number, each in enumerate(asked, start=1)
    ]
    shown = {
        "measurement": found, "rows": rows, "form": form, "words": words, "problem": problem, "second": second,
        "reading": sheet_steps.reading(first, sheet),
    }  # fmt: skip
    return render(request, "citizen/progress/check.html", shown, status=409 if problem else 200)


def _sent(request: ActingRequest, measurement_id: int, form: Seen, words: dict[str, str]) -> str:
    """What is in the way of sending, in words; "" when it is sent."""
    if not form.is_valid():
        return words["meanwhile"]
    version = form.cleaned_data["version"]
    try:
        services.send(measurement_id=measurement_id, version=version, actor=request.actor, now=timezone.now())
    except Stale:
        return words["meanwhile"]
    except NotAllowed as refused:
        return words["not_answered"] if refused.code == "progress.nothing_answered" else ""
    return ""


def _answer(
    sheet: progress_sheet.Sheet, answers: dict[str, int | None], code: str, language: str, words: dict[str, str]
) -> str:
    if code not in answers:
        return words["not_answered"]
    value = answers[code]
    return words["skip"] if value is None else progress_sheet.said(sheet.scale[value - 1], language)
