"""The investment account: sums by year for the council, on a page, in print, as a file; lines for who writes them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.pathways import investment_queries as queries
from tovholder.pathways import investment_services as services
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import letters_file

_MOST = 10**13


class LineForm(forms.Form):
    """One line, in whole kroner."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label=gettext_lazy("Side"), choices=lambda: terms("investment_kinds"))
    what = FreeText(
        label=gettext_lazy("What is it?"), help_text=gettext_lazy("E.g. mentors. Names nobody."), max_length=120
    )
    expected = forms.IntegerField(
        label=gettext_lazy("Expected, kroner"), required=False, min_value=-_MOST, max_value=_MOST
    )
    actual = forms.IntegerField(label=gettext_lazy("Actual, kroner"), required=False, min_value=-_MOST, max_value=_MOST)
    line_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def told(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"version": self.cleaned_data["version"] or 0}


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="overview")
def account(request: ActingRequest) -> HttpResponse:
    """The account; with ?linje= one line of it to be changed."""
    actor = request.actor
    may_write = queries.may_write(actor)
    form = _form(request) if may_write else None
    if request.method == "POST" and form is None:
        messages.error(request, sentences.refusal("investment.not_yours", {}))
    if form is not None and request.method == "POST" and form.is_valid() and _saved(request, form):
        return redirect("staff:investment")
    shown: dict[str, Any] = {"accounts": queries.accounts_of(actor=actor), "form": form, "today": timezone.localdate()}
    shown |= {"lines": list(queries.lines(actor=actor)) if may_write else []}
    return render(request, "staff/investment/account.html", shown, status=422 if form and form.errors else 200)


def _form(request: ActingRequest) -> LineForm:
    number = number_in(request.GET.get("linje", ""))
    row = queries.lines(actor=request.actor).filter(pk=number).first() if number else None
    if number and row is None:
        raise OutOfReach("investment")
    initial: dict[str, Any] = {"year": timezone.localdate().year}
    if row is not None:
        initial = {name: getattr(row, name) for name in ("year", "kind", "what", "expected", "actual", "version")}
        initial["line_id"] = row.pk
    return LineForm(request.POST or None, initial=initial)


def _saved(request: ActingRequest, form: LineForm) -> bool:
    try:
        services.put_line(actor=request.actor, now=timezone.now(), **form.told())
    except Stale:
        row = queries.lines(actor=request.actor).filter(pk=form.cleaned_data["line_id"]).first()
        edits.renewed(form, "version", row.version if row else 0)
        form.add_error(
            None, _("Somebody else changed this line meanwhile. It stands below. Look at it, and save again.")
        )
        return False
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Saved."))
    return True


class Out(forms.Form):
    line_id = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_POST
@allows(*queries.WRITERS, purpose="overview")
def take_out(request: ActingRequest) -> HttpResponse:
    """Take a line out."""
    form = Out(request.POST)
    if form.is_valid():
        try:
            services.take_out(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Taken out."))
        except Stale:
            messages.warning(request, _("Somebody else changed this line meanwhile. Nothing was taken out."))
        except NotAllowed as refused:
            messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:investment")


@require_GET
@allows(*queries.READERS, purpose="overview")
def as_file(request: ActingRequest) -> HttpResponse:
    """The sums as CSV, for a spreadsheet and for the council's papers."""
    head = [
        _("Municipality"), _("Year"), _("Invested, expected"), _("Invested, actual"), _("Saved, expected"),
        _("Saved, actual"), _("Saved less invested, expected"), _("Saved less invested, actual"),
        _("Saved above the expected"),
    ]  # fmt: skip
    rows = []
    for each in queries.accounts_of(actor=request.actor):
        for year in each.years:
            sums = (year.invested_expected, year.invested, year.saved_expected, year.saved)
            cells = [*(part.number for part in sums), year.net_expected, year.net, year.above]
            rows.append([each.organisation.name, str(year.year or _("All")), *map(_cell, cells)])
    return letters_file.answer("investering", head, rows)


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)
