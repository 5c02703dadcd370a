"""Ask the municipality something: in own words, on a clock, and the answer is read here."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.pathways import inbox_queries as queries
from tovholder.pathways import inbox_services as services
from tovholder.people import queries as people
from tovholder.web.citizen.own_words import own_word, own_words
from tovholder.web.shared import once, sentences
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.requests import ActingRequest


class Ask(forms.Form):
    """What it is about, and the question. Only those who may read the case read it."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=lambda: own_words("enquiry_kinds"))
    words = FreeText(
        label=gettext_lazy("What do you want to ask or tell?"),
        help_text=gettext_lazy("Write in your own language, if you like."),
        rows=5,
        max_length=2_000,
        may_keep=True,
    )
    request_key = once.request_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class Back(forms.Form):
    """What the citizen answers on the answer."""

    words = FreeText(
        label=gettext_lazy("What do you want to write back?"),
        help_text=gettext_lazy("Write in your own language, if you like."),
        rows=4,
        max_length=2_000,
        may_keep=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def enquiries(request: ActingRequest) -> HttpResponse:
    """Ask; and what was asked before, with who has it and the answer."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    form = Ask(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = services.Told(form.cleaned_data["kind"], form.cleaned_data["words"])
        try:
            services.ask(
                person_id=person.pk, told=told, actor=request.actor, now=timezone.now(),
                request_key=form.cleaned_data["request_key"],
            )  # fmt: skip
            messages.success(request, _("Thank you. You read the answer here."))
            return redirect("citizen:enquiries")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _page(request, person, form)


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def write_back(request: ActingRequest, enquiry_id: int) -> HttpResponse:
    """Write back on an answer; what is refused is shown with its words still in the form."""
    row = queries.enquiry(enquiry_id, actor=request.actor)
    form = Back(request.POST, auto_id=f"{row.pk}_%s")
    if form.is_valid():
        try:
            services.write_back(enquiry_id=row.pk, actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Thank you. You read the answer here."))
            return redirect("citizen:enquiries")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _page(request, row.person, Ask(), back={row.pk: form})


def _page(request: ActingRequest, person: Any, form: Ask, back: dict[int, Back] | None = None) -> HttpResponse:
    rows = [
        {
            "row": each,
            "about": own_word("enquiry_kinds", each.kind),
            "before": _answered_before(each.due_at),
            "back": _back(each, person, back or {}),
        }
        for each in queries.of_person(person.pk)
    ]
    shown = {"person": person, "form": form, "rows": rows}
    return render(request, "citizen/own/enquiries.html", shown, status=422 if form.errors or back else 200)


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
