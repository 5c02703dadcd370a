"""What language teachers have seen in class: the teacher tells, case staff take answers into the case (S44-1)."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import observation_queries as queries
from tovholder.pathways import observation_services as services
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import observations_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, Role.LANGUAGE_ADVISER, purpose="case")
def observations(request: ActingRequest, person_id: int) -> HttpResponse:
    """All that was told of one citizen; for a teacher of somebody opened for teaching, the form too."""
    person = people.case(person_id, actor=request.actor)
    if not queries.is_teacher(person, request.actor):
        return _page(request, person)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            services.tell(person_id=person_id, actor=request.actor, now=timezone.now(), **form.told())
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            messages.success(request, _("Thank you. The citizen and the caseworker can read it now."))
            return redirect("staff:observations", person_id)
    return _page(request, person, form=form)


def _form(request: ActingRequest) -> forms.Tell:
    today = timezone.localdate()
    return forms.Tell(request.POST or None, asked=queries.questions(on=today), initial={"on": today})


def _page(request: ActingRequest, person: people.Person, form: Any = None, bound: Any = None) -> HttpResponse:
    """`bound`: the number of an observation with the form that was sent about it and could not be saved."""
    number, kept = bound or (0, None)
    takes = form is None
    stands = queries.in_case(person) if takes else {}
    rows, newer = [], set[str]()
    for told in queries.of_person(person, actor=request.actor):
        taking = kept if told.row.pk == number else _taking(told, newer=newer) if takes and told.left else None
        rows.append((told, [(each, _standing(stands.get(each.question.code))) for each in told.answers], taking))
        newer |= {each.question.code for each in told.answers}
    shown = {"person": person, "rows": rows, "form": form, "is_teacher": form is not None, "faulty": kept or form}
    faulty = bool((kept and kept.errors) or (form and form.errors))
    return render(request, "staff/observations/person.html", shown, status=422 if faulty else 200)


def _standing(found: Any) -> str:
    """What the case says of it now, and how it is known."""
    if found is None or isinstance(found, int):
        return "" if found is None else str(found)
    steps = {row.whole("level"): row.label(language()) for row in parameters.terms("observation_steps")}
    known = parameters.term("evidence_kinds", found.evidence).label(language())
    return f"{steps.get(found.level, found.level)} ({known})"


def _taking(told: queries.Told, data: Any = None, *, newer: Collection[str] = ()) -> forms.TakeIn:
    """Ticked beforehand is what nobody has told anything newer of, and nothing that the citizen says is wrong."""
    left = told.left
    chosen = [each.question.code for each in left if each.question.code not in newer]
    return forms.TakeIn(
        data, left=left, is_disputed=told.is_disputed, auto_id=f"take_{told.row.pk}_%s",
        initial={"version": told.row.version, "codes": [] if told.is_disputed else chosen},
    )  # fmt: skip


def _did_it_just_now(told: queries.Told, request: ActingRequest) -> bool:
    """Whether the same press came once before: what is chosen stands in the case, by this member."""
    chosen = set(request.POST.getlist("codes"))
    is_mine = told.row.taken_by_id is not None and told.row.taken_by_id == request.actor.membership_id
    return bool(chosen) and is_mine and chosen <= set(told.row.taken)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def take_in(request: ActingRequest, teacher_observation_id: int) -> HttpResponse:
    """Write single answers into the case. Changed meanwhile: the newest is shown, and nothing is written."""
    person = queries.person_of(teacher_observation_id, actor=request.actor)
    listed = queries.of_person(person, actor=request.actor)
    told = next((each for each in listed if each.row.pk == teacher_observation_id), None)
    if told is None:
        raise people.NoSuchPerson
    form: Any = _taking(told, request.POST)
    if not form.is_valid():
        if _did_it_just_now(told, request):
            messages.info(request, _("It is saved already."))
            return redirect("staff:observations", person.pk)
        return _page(request, person, bound=(teacher_observation_id, form))
    try:
        services.take_in(
            observation_id=teacher_observation_id, actor=request.actor, now=timezone.now(), **form.cleaned_data
        )
    except Stale:
        messages.warning(request, _("It was changed meanwhile. Look at it, and choose again."))
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, person, bound=(teacher_observation_id, form))
    else:
        messages.success(request, _("It stands in the case now, as seen in class."))
    return redirect("staff:observations", person.pk)


@require_POST
@allows(Role.LANGUAGE_ADVISER, purpose="case")
def take_back(request: ActingRequest, teacher_observation_id: int) -> HttpResponse:
    """The centre takes back what it told by mistake."""
    person = queries.person_of(teacher_observation_id, actor=request.actor)
    form = forms.TakeBack(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        services.take_back(
            observation_id=teacher_observation_id, version=version, actor=request.actor, now=timezone.now()
        )
        messages.success(request, _("Taken back."))
    except OutOfReach:  # pressed twice: it was there a moment ago
        messages.info(request, _("Taken back."))
    except Stale:
        messages.warning(request, _("It was changed meanwhile. Look at it, and choose again."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:observations", person.pk)
