"""Who of the own citizens belong together: tie two cases, or take the tie away."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.people import portrait, queries, services
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest

RELATIONS = {
    "spouse": gettext_lazy("Spouse"),
    "child": gettext_lazy("Child"),
    "parent": gettext_lazy("Parent"),
    "sibling": gettext_lazy("Sibling"),
}
_SHOWN = 10
_STALE = gettext_lazy("Somebody else changed this case while you were looking. This is how it stands now.")


class Tie(forms.Form):
    """One of the own citizens, and what that one is to the person of the case."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    relative = forms.IntegerField(widget=forms.HiddenInput)
    relation = forms.ChoiceField(label=gettext_lazy("Is to the citizen"), choices=[*RELATIONS.items()])


class Untie(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    relative = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def family(request: ActingRequest, person_id: int) -> HttpResponse:
    """The relatives known here, and a search among the own cases for more."""
    person = _own(request, person_id)
    if request.method == "POST":
        form = Tie(request.POST)
        if form.is_valid():
            return _saved(request, person_id, form, services.link_family)
        messages.error(request, _("Choose what they are to each other."))
    lines = portrait.of(person.pk, actor=request.actor).family
    request.actor.book.note([line.number for line in lines if line.number], "family")
    context = {
        "person": person,
        "lines": [(line, RELATIONS.get(line.code, line.code)) for line in lines],
        "q": request.GET.get("q", "").strip(),
        "found": _found(request, person, {line.number for line in lines}),
    }
    return render(request, "staff/people/family.html", context)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def untie(request: ActingRequest, person_id: int) -> HttpResponse:
    """Take a tie away, on both cases."""
    _own(request, person_id)
    form = Untie(request.POST)
    if form.is_valid():
        return _saved(request, person_id, form, services.unlink_family)
    return redirect("staff:person_family", person_id)


def _own(request: ActingRequest, person_id: int) -> queries.Person:
    person = queries.case(person_id, actor=request.actor)
    if not queries.is_own_case(person, actor=request.actor):
        raise queries.NoSuchPerson
    return person


def _found(request: ActingRequest, person: queries.Person, known: set[int]) -> list[tuple[queries.Person, Tie]]:
    """The first few own cases with such a name, each with its form; nobody is shown before a name is typed."""
    text = request.GET.get("q", "").strip()
    if not text:
        return []
    others = queries.listed(actor=request.actor, name=text).exclude(pk__in={person.pk, *known})
    by_name = others.order_by("given_name", "family_name", "pk")
    rows = queries.noted(list(by_name[:_SHOWN]), actor=request.actor)
    return [
        (each, Tie(initial={"version": person.version, "relative": each.pk}, auto_id=f"tie{each.pk}_%s"))
        for each in rows
    ]


def _saved(request: ActingRequest, person_id: int, form: forms.Form, service: object) -> HttpResponse:
    told = form.cleaned_data
    facts = {"version": told["version"], "relative_id": told["relative"]}
    facts |= {"relation": told["relation"]} if "relation" in told else {}
    try:
        service(person_id=person_id, actor=request.actor, now=timezone.now(), **facts)  # type: ignore[operator]
        messages.success(request, _("Saved."))
    except Stale:
        messages.warning(request, _STALE)
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:person_family", person_id)
