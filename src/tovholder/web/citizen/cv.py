"""What I can, and my CV: to read, as a PDF, and as data for Europass. Made anew each time; nothing of it is kept."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role
from tovholder.documents import words
from tovholder.pathways import cv as written
from tovholder.people import queries as people
from tovholder.web.shared.papers import attached
from tovholder.web.shared.requests import ActingRequest


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def cv(request: ActingRequest) -> HttpResponse:
    """The competences, work, education and languages that stand in the case."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    shown = {
        "person": person,
        "cv": _cv(person, reader=get_language() or "da"),
        "languages_of_papers": words.choices(citizens=True),
    }
    return render(request, "citizen/own/cv.html", shown)


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def as_pdf(request: ActingRequest) -> HttpResponse:
    """The CV as a PDF that a screen reader can read, its fixed words in the language asked for."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    asked = request.GET.get("sprog", "")
    language = asked if asked in words.LANGUAGES else words.DANISH
    made = written.of(person, language="en" if language == "en" else "da")
    return attached(written.pdf(made, language=language, on=timezone.localdate()), "application/pdf", "cv.pdf")


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def as_europass(request: ActingRequest) -> HttpResponse:
    """The CV as data."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    told = json.dumps(written.europass(_cv(person), on=timezone.localdate()), ensure_ascii=False, indent=2)
    return attached(told, "application/json", "europass.json")


def _cv(person: Any, reader: str = "") -> written.Cv:
    return written.of(person, language="en" if get_language() == "en" else "da", reader=reader)
