"""A citizen's own pages, seen from the case: ways to the citizen, link and code, corrections, the welcome course."""

from collections.abc import Callable, Iterable
from typing import Any

import segno
from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import mitid_services
from tovholder.pathways import own_queries as queries
from tovholder.pathways import own_services as services
from tovholder.pathways import way_in_services as ways_in
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import own_forms as forms


def _person(request: ActingRequest, person_id: int) -> Any:
    """The case one works in; others are out of reach here, and the look at them is written down as refused."""
    person = people.case(person_id, actor=request.actor)
    if not case_scope.is_within_case_of(person, request.actor):
        request.actor.book.refuse(person_id)
        raise people.NoSuchPerson
    return person


@require_GET
@allows(*CASE_ROLES, purpose="case")
def page(request: ActingRequest, person_id: int) -> HttpResponse:
    """Everything of the citizen's own pages on one page."""
    return _shown(request, _person(request, person_id))


def _shown(request: ActingRequest, person: Any, status: int = 200, **more: Any) -> HttpResponse:
    course = queries.course_of(person.pk)
    practice = parameters.value("welcome_course", on=timezone.localdate()).whole("least_practice_weeks")
    planned = (
        {"starts_on": course.starts_on, "practice_weeks": course.practice_weeks, "version": course.version}
        if course
        else {"practice_weeks": practice, "version": 0}
    )
    channels, way_in = queries.channels_of(person.pk), queries.way_in_of(person.pk)
    shown = {
        "person": person,
        "channels": channels,
        "way_in": way_in,
        "by_mitid": queries.is_open_by_mitid(person),
        "corrections": [
            (each, _answer_of(each, more.get("answer_form"))) for each in queries.corrections_of(person.pk)
        ],
        "course": course,
        "days": queries.days_of(course) if course else None,
        "channel_form": forms.Channel(),
        "link_form": forms.LinkBy(kinds=_kinds(channels)),
        "code_form": forms.CodeBy(kinds=_kinds(channels) - {way_in.link_by if way_in else ""}),
        "welcome_form": forms.Welcome(initial=planned),
    }
    return render(request, "staff/own/page.html", shown | more, status=status)


def _kinds(channels: Iterable[Any]) -> set[str]:
    return {each.kind for each in channels}


def _answer_of(each: Any, sent: forms.Answer | None) -> forms.Answer | None:
    """The form under what waits for an answer: the one that was sent, with its words, where it was sent of this."""
    if sent is not None and sent.data.get("correction_id") == str(each.pk):
        return None if each.answered_at else sent
    told = {"correction_id": each.pk, "version": each.version}
    return None if each.answered_at else forms.Answer(initial=told, auto_id=f"id_%s_{each.pk}")


def _taken(
    request: ActingRequest, person_id: int, form: django_forms.Form, name: str, step: Callable[..., Any], said: str
) -> HttpResponse:
    """One form of the page: taken and back to it, or the page again with the form as it was filled in."""
    person = _person(request, person_id)
    if form.is_valid():
        try:
            told = form.told() if isinstance(form, forms.Channel) else form.cleaned_data
            step(person_id=person_id, actor=request.actor, now=timezone.now(), **told)
            messages.success(request, said)
            return redirect("staff:own_pages", person_id)
        except Stale:
            form.add_error(None, _("Somebody else has written here meanwhile. Your words still stand below."))
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _shown(request, person, status=422, **{name: form, "faulty": form})


@require_POST
@allows(*CASE_ROLES, purpose="case")
def channel(request: ActingRequest, person_id: int) -> HttpResponse:
    """A way that has been made sure of."""
    form = forms.Channel(request.POST)
    return _taken(request, person_id, form, "channel_form", ways_in.verify_channel, _("The way is written down."))


@require_POST
@allows(*CASE_ROLES, purpose="case")
def end_channel(request: ActingRequest, person_id: int) -> HttpResponse:
    """A way that does not hold any more."""
    return _taken(request, person_id, forms.Kind(request.POST), "end_form", ways_in.end_channel, _("The way is ended."))


@require_POST
@never_cache
@allows(*CASE_ROLES, purpose="case")
def link(request: ActingRequest, person_id: int) -> HttpResponse:
    """A new link, shown once: to print and hand over, or to send by the municipality's own system."""
    person, form = _person(request, person_id), forms.LinkBy(request.POST, kinds=_kinds(queries.channels_of(person_id)))
    ended = queries.way_in_of(person_id)
    if form.is_valid():
        try:
            token = ways_in.make_link(person_id=person_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            address = request.build_absolute_uri(reverse("citizen:way_in", args=[token]))
            picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2)
            shown = {"person": person, "address": address, "picture": picture, "ended": ended}
            return render(request, "staff/own/link_once.html", shown | {"way_in": queries.way_in_of(person_id)})
    return _shown(request, person, status=422, link_form=form, faulty=form)


@require_POST
@never_cache
@allows(*CASE_ROLES, purpose="case")
def code(request: ActingRequest, person_id: int) -> HttpResponse:
    """A new code, shown once: to read out, or to send by the municipality's own system."""
    person, form = _person(request, person_id), forms.CodeBy(request.POST, kinds=_kinds(queries.channels_of(person_id)))
    if form.is_valid():
        try:
            told = ways_in.make_code(person_id=person_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            by = next(each for each in queries.channels_of(person_id) if each.kind == form.cleaned_data["code_by"])
            shown = {"person": person, "code": told, "by": by, "way_in": queries.way_in_of(person_id)}
            return render(request, "staff/own/code_once.html", shown)
    return _shown(request, person, status=422, code_form=form, faulty=form)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def withdraw(request: ActingRequest, person_id: int) -> HttpResponse:
    """Link and code stop working."""
    none = django_forms.Form(request.POST)
    return _taken(request, person_id, none, "none", ways_in.withdraw_link, _("The link does not work any more."))


@require_POST
@allows(*CASE_ROLES, purpose="case")
def open_by_mitid(request: ActingRequest, person_id: int) -> HttpResponse:
    """The citizen may come in with MitID from now on."""
    none = django_forms.Form(request.POST)
    said = _("The citizen can sign in with MitID now.")
    return _taken(request, person_id, none, "none", mitid_services.open_by_mitid, said)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def close_mitid(request: ActingRequest, person_id: int) -> HttpResponse:
    """MitID opens the citizen's pages no longer."""
    none = django_forms.Form(request.POST)
    said = _("MitID does not open the pages any more, and whoever was in is signed out.")
    return _taken(request, person_id, none, "none", mitid_services.close_mitid, said)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def answer(request: ActingRequest, person_id: int) -> HttpResponse:
    """Answer what the citizen said is wrong."""
    form = forms.Answer(request.POST)
    return _taken(
        request, person_id, form, "answer_form", services.answer_correction, _("The citizen sees your answer.")
    )


@require_POST
@allows(*CASE_ROLES, purpose="case")
def welcome(request: ActingRequest, person_id: int) -> HttpResponse:
    """Plan the welcome course, or move it."""
    form = forms.Welcome(request.POST)
    return _taken(
        request, person_id, form, "welcome_form", services.plan_welcome, _("Planned. The days follow by themselves.")
    )
