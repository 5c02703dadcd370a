"""Ask the municipality something: in own words, on a clock; the answer is read here, and written back on."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role
from tovholder.pathways import inbox_queries as queries
from tovholder.pathways import inbox_services as services
from tovholder.people import queries as people
from tovholder.web.citizen import telling
from tovholder.web.citizen.own_words import own_word, own_words
from tovholder.web.shared import once
from tovholder.web.shared.requests import ActingRequest

THANKS = gettext_lazy("Thank you. You read the answer here.")


class Ask(telling.Telling):
    """What it is about, and the question. Only those who may read the case read it."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=lambda: own_words("enquiry_kinds"))
    words = telling.own_text(gettext_lazy("What do you want to ask or tell?"), rows=5, max_length=2_000)
    request_key = once.request_key()

    def told(self) -> services.Told:
        return services.Told(self.cleaned_data["kind"], self.cleaned_data["words"])


class Back(telling.Telling):
    """What the citizen answers on the answer."""

    words = telling.own_text(gettext_lazy("What do you want to write back?"), rows=4, max_length=2_000)


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def enquiries(request: ActingRequest) -> HttpResponse:
    """Ask; and what was asked before, with who has it and the answer."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    case, form = person.pk, Ask(request.POST or None)

    def save() -> object:
        key = form.cleaned_data["request_key"]
        return services.ask(person_id=case, told=form.told(), actor=request.actor, now=timezone.now(), request_key=key)

    if request.method == "POST" and telling.is_saved(request, form, save, thanks=str(THANKS)):
        return redirect("citizen:enquiries")
    return _page(request, person, form)


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def write_back(request: ActingRequest, enquiry_id: int) -> HttpResponse:
    """Write back on an answer; what is refused is shown with its words still in the form."""
    row = queries.enquiry(enquiry_id, actor=request.actor)
    form = Back(request.POST, auto_id=f"{row.pk}_%s")

    def save() -> object:
        return services.write_back(
            enquiry_id=row.pk, words=form.cleaned_data["words"], actor=request.actor, now=timezone.now()
        )

    if telling.is_saved(request, form, save, thanks=str(THANKS)):
        return redirect("citizen:enquiries")
    return _page(request, row.person, Ask(), back={row.pk: form})


def _page(request: ActingRequest, person: Any, form: Ask, back: dict[int, Back] | None = None) -> HttpResponse:
    rows = [
        {
            "row": each,
            "about": own_word("enquiry_kinds", each.kind),
            "at": each.received_at,
            "before": _answered_before(each.due_at),
            "back": _back(each, person, back or {}),
        }
        for each in queries.of_person(person.pk)
    ]
    return telling.page(request, "citizen/own/enquiries.html", person=person, form=form, rows=rows, faulty=bool(back))


def _back(row: Any, person: Any, bound: dict[int, Back]) -> Back | None:
    """The form to write back on what was answered, or the one that was refused."""
    if row.pk in bound:
        return bound[row.pk]
    is_answered = row.answered_at is not None and person.closed_on is None
    return Back(auto_id=f"{row.pk}_%s") if is_answered else None


def _answered_before(due_at: datetime) -> date:
    """The day before which there is an answer, however the hours fall: one day to read, in any language."""
    local = timezone.localtime(due_at)
    return local.date() if local.time() == time() else local.date() + timedelta(days=1)
