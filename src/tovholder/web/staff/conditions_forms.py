"""The forms about conditions: what the employer says, whom to ask for a statement, a law that is tried."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.placements.conditions_services import NewAsk, Stated, ToldOfUnit
from tovholder.placements.stated import OfUnit
from tovholder.web.shared.choices import language
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField

_SAID = {"yes": True, "no": False}
_AS_SAID = {True: "yes", False: "no", None: ""}
ROLES = (
    ("employer", _("The employer")),
    ("union", _("Union representative of the trade")),
    ("employee", _("Representative of the employees, where there is no union representative")),
)


def _yes_no(label: Any, yes: Any, no: Any) -> forms.ChoiceField:
    choices = (("", _("Not asked")), ("yes", yes), ("no", no))
    return forms.ChoiceField(label=label, choices=choices, required=False)


class Told(forms.Form):
    """What the employer says of the workplace."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    public = _yes_no(_("Public or private employer?"), _("Public"), _("Private"))
    employer_alone = _yes_no(_("Is there anybody but the employer who can sign?"), _("No, nobody else"), _("Yes"))
    closes_on = DayField(label=_("Last day of the workplace, if it closes"), required=False)
    support_kr = AmountField(
        label=_("Support in the last 12 months, kr"), required=False, max_digits=12, decimal_places=2
    )
    wage_kr = AmountField(
        label=_("Wage cost of the last 12 months, kr"), required=False, max_digits=12, decimal_places=2
    )

    def told(self) -> ToldOfUnit:
        said = self.cleaned_data
        return ToldOfUnit(
            public=_SAID.get(said["public"]),
            employer_alone=_SAID.get(said["employer_alone"]),
            last_day=said["closes_on"],
            support_kr=said["support_kr"],
            wage_kr=said["wage_kr"],
        )

    @staticmethod
    def of(known: OfUnit) -> dict[str, Any]:
        """The form as it stands filled in."""
        return {
            "version": known.version,
            "public": _AS_SAID[known.public],
            "employer_alone": _AS_SAID[known.employer_alone],
            "closes_on": known.last_day,
            "support_kr": known.support_kr,
            "wage_kr": known.wage_kr,
        }


class Ask(forms.Form):
    """The stays somebody is to state the conditions of."""

    kind = forms.ChoiceField(label=_("Kind"))
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    hours = AmountField(label=_("Hours a week in all"), max_value=60, max_digits=4, decimal_places=1)
    number = forms.IntegerField(label=_("How many people"), min_value=1, max_value=100, initial=1)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [term for term in parameters.terms("placement_kinds", on=on) if term.flag("statement_required")]
        self.fields["kind"].choices = [(term.code, term.label(language())) for term in asked]  # type: ignore[attr-defined]

    def new(self, unit_id: int) -> NewAsk:
        told = self.cleaned_data
        return NewAsk(
            unit_id=unit_id,
            kind=told["kind"],
            starts_on=told["starts_on"],
            ends_before=told["last_day"] + timedelta(days=1),
            hours=told["hours"] or Decimal(0),
            number=told["number"],
        )


class TriedHours(forms.Form):
    """The hours a week to try the kinds with. Left empty, what fits the citizen."""

    timer = AmountField(label=_("Hours a week to try"), required=False, max_value=60, max_digits=4, decimal_places=1)


class Link(forms.Form):
    """For whom the link is."""

    role = forms.ChoiceField(label=_("Who is to state?"), choices=ROLES)
    name = FreeText(label=_("Name"), max_length=120)


class Paper(forms.Form):
    """Somebody has shown a signed paper."""

    role = forms.ChoiceField(label=_("Who has signed?"), choices=ROLES)
    name = FreeText(label=_("Name"), max_length=120)
    words = FreeText(label=_("Which paper, seen when?"), max_length=1_000, rows=2)

    def stated(self) -> Stated:
        told = self.cleaned_data
        return Stated(role=told["role"], name=told["name"], agrees=True, words=told["words"])


class Tried(forms.Form):
    """A coming law as a file of parameters."""

    law = FreeText(
        label=_("The parameters to try"),
        rows=14,
        max_length=200_000,
        help_text=_("Each entry whole, in the form of our own files. It is read and thrown away; nothing is saved."),
    )
    as_if_on = DayField(
        label=_("As if every stay began on"),
        required=False,
        help_text=_("Left empty, each stay is asked by its own first day."),
    )
