"""Open a case, and change one section of it at a time. Two who write at once see both texts and lose neither."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.people import case_scope, queries, services
from tovholder.people.facts import NewPerson
from tovholder.web.shared import edits, sentences
from tovholder.web.staff import people_forms as forms
from tovholder.web.staff.people_section_forms import SectionForm
from tovholder.web.staff.people_sections import SECTIONS, Section

# What the form of these sections holds is looked up with a reason elsewhere: it is written here, and not shown.
_NO_COMPARISON = ("cpr", "adresse")
_HELD = ("hensyn", "cpr")  # not even the form is for those outside the case; that of the contact says why it is refused


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def register(request: HttpRequest) -> HttpResponse:
    """Open a case. What looks odd about the number is told afterwards; it stops nobody."""
    form = forms.RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person_id = _registered(request, form)
        if person_id is not None:
            return redirect("staff:person", person_id)
    status = 422 if form.errors else 200
    return render(request, "staff/people/register.html", {"form": form}, status=status)


def _registered(request: HttpRequest, form: forms.RegisterForm) -> int | None:
    actor = request.actor  # type: ignore[attr-defined]
    told = dict(form.cleaned_data)
    how = {name: told.pop(name) for name in ("request_key", "birth_is_right")}
    try:
        made = services.register(
            facts=NewPerson(**told),
            actor=actor,
            now=timezone.now(),
            unit_id=actor.unit_id,
            contact_id=actor.membership_id,
            **how,
        )
    except NotAllowed as refusal:
        form.refuse(refusal, beside="cpr" if "cpr" in refusal.code else None)
        return None
    for warning in made.warnings:
        messages.warning(request, sentences.sentence(warning))
    messages.success(request, _("The case is open, and you are its contact."))
    return made.person_id


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def edit(request: HttpRequest, person_id: int, section: str) -> HttpResponse:
    """One section of a case. The form carries the version its reader saw."""
    actor = request.actor  # type: ignore[attr-defined]
    part = SECTIONS.get(section)
    person = queries.case(person_id, actor=actor)
    if part is None or not queries.is_own_case(person, actor=actor):
        raise Http404
    if section in _HELD and not case_scope.is_within_case_of(person, actor):
        actor.book.refuse(person_id)
        raise queries.NoSuchPerson
    form = _form(part, person, request)
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            _save(part, form, request, person_id)
        except Stale:
            more = _both_texts(part, section, form, person)
        except NotAllowed as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, form.done())
            return redirect("staff:person", person_id)
    status = 409 if more else 422 if form.errors else 200
    context = {"person": person, "part": part, "form": form, "section": section, **more}
    return render(request, "staff/people/edit.html", context, status=status)


def _form(part: Section, person: queries.Person, request: HttpRequest) -> SectionForm:
    initial = {**part.initial(person), "version": person.version}
    form = part.form(request.POST or None, initial=initial)
    form.fill(request.actor)  # type: ignore[attr-defined]
    return form


def _save(part: Section, form: SectionForm, request: HttpRequest, person_id: int) -> None:
    common = {
        "person_id": person_id,
        "version": form.cleaned_data["version"],
        "actor": request.actor,  # type: ignore[attr-defined]
        "now": timezone.now(),
    }
    part.save(common, form.cleaned_data)


def _both_texts(part: Section, section: str, form: SectionForm, person: queries.Person) -> dict[str, Any]:
    saved = {} if section in _NO_COMPARISON else _flat(part.initial(person))
    differences = edits.differences(form, saved)
    edits.renewed(form, "version", person.version)
    return {"differences": differences, "stale": True}


def _flat(initial: dict[str, Any]) -> dict[str, Any]:
    """Rows as the fields of their form."""
    flat = {name: value for name, value in initial.items() if name != "rows"}
    for number, row in enumerate(initial.get("rows", [])):
        flat |= {f"{column}_{number}": value for column, value in row.items()}
    return flat
