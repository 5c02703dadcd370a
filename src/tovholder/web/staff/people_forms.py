"""Forms of the citizens' pages: the filter of the list, a contact, a look at a hidden field, opening a case."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.people import queries
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.days import BirthField, DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key
from tovholder.web.staff.agreed_day import AgreedDay
from tovholder.web.staff.colleague_field import ColleagueFilter

NOBODY = "ingen"
MINE = "mig"


def language() -> str:
    return get_language() or "da"


def terms(name: str, *, blank: object = None) -> list[tuple[str, Any]]:
    """The rows of a parameters' list that hold today, as choices."""
    rows = [(term.code, term.label(language())) for term in parameters.terms(name, on=timezone.localdate())]
    return [("", "–" if blank is None else blank), *rows]


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> DayField:
    return DayField(label=label, required=required, help_text=help_text)


def whose(actor: Actor) -> dict[str, Any]:
    """What a filter takes besides names: mine, for those who have cases, and nobody's."""
    mine = {MINE: _("Mine")} if actor.works_on_cases else {}
    return {**mine, NOBODY: _("Nobody yet")}


class WhoseField(ColleagueFilter):
    """Whose cases a list shows. Left empty, everybody's."""

    def __init__(self, **more: Any) -> None:
        super().__init__(words={}, suggestions="staff:names_to_filter_by", **more)

    def ask(self, actor: Actor) -> None:
        self.circle, self.words = queries.circle(actor=actor), whose(actor)


class WhoseFilter(forms.Form):
    """Only whose."""

    konsulent = WhoseField(label=_("Contact"))

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, auto_id="filter_%s")
        self._actor = actor
        self.fields["konsulent"].ask(actor)  # type: ignore[attr-defined]
        self.is_valid()

    def holder(self) -> int | None:
        return member_id(self.cleaned_data.get("konsulent", ""), self._actor)


NAMES_ONLY = _("Write a name here. A CPR number is searched for in the field of its own, below.")


class PeopleFilter(forms.Form):
    """The filter of the list. Every field is in the address; what nobody knows is no filter."""

    # The name stands in the address of the page, where no number may stand: the browser does not send one.
    navn = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=80,
        widget=forms.TextInput({"type": "search", "pattern": "[^0-9]*", "title": NAMES_ONLY}),
    )
    kontakt = WhoseField(label=_("Contact"))
    status = forms.ChoiceField(label=_("Status"), required=False)
    branche = forms.ChoiceField(label=_("Wants to work in"), required=False)
    lukket = forms.BooleanField(label=_("Closed cases"), required=False)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, auto_id="filter_%s")
        self._actor = actor
        self.fields["kontakt"].ask(actor)  # type: ignore[attr-defined]
        self.fields["status"].choices = terms("board_statuses", blank=_("All"))  # type: ignore[attr-defined]
        industries = concepts.choices("industry", language())
        self.fields["branche"].choices = [("", _("All")), *industries]  # type: ignore[attr-defined]
        self.is_valid()

    def clean_navn(self) -> str:
        """No name has no letter in it. A number is not shown again: it may be a CPR number."""
        typed = str(self.cleaned_data["navn"])
        if typed and not any(letter.isalpha() for letter in typed):
            self.data = {**{name: self.data[name] for name in self.data}, "navn": ""}
            raise forms.ValidationError(NAMES_ONLY)
        return typed

    def asked(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "name": told.get("navn", ""),
            "contact_id": member_id(told.get("kontakt", ""), self._actor),
            "industry": told.get("branche", ""),
            "closed": bool(told.get("lukket")),
        }

    def column(self) -> str:
        return str(self.cleaned_data.get("status", ""))


def member_id(chosen: str, actor: Actor) -> int | None:
    """The member a filter asks for: None for all, 0 for nobody."""
    if chosen == MINE:
        return actor.membership_id
    if chosen == NOBODY:
        return 0
    return int(chosen) if chosen.isdecimal() and len(chosen) < 12 else None


class ContactForm(AgreedDay, forms.Form):
    """A contact: kind and day stand ready, words and the next talk are optional."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("How"), initial="talk")
    on = day_field(_("Day"))
    next_on = day_field(_("Next talk"))
    words = FreeText(
        label=_("What matters for the next talk"),
        required=False,
        max_length=4_000,
        rows=3,
        may_keep=True,
        help_text=_("No health and no number: this is read by colleagues."),
    )

    def __init__(self, data: Any = None, *, agreed_on: date | None = None) -> None:
        super().__init__(data, auto_id="contact_%s", initial={"on": timezone.localdate()})
        self.stands(agreed_on)
        self.fields["kind"].choices = terms("contact_kinds")[1:]  # type: ignore[attr-defined]


REVEAL_REASONS = {
    "letter": _("A letter must be sent"),
    "home_visit": _("Home visit"),
    "travel_to_work": _("The way to a workplace"),
    "citizen_asked": _("The citizen asked for it"),
    "urgent": _("It is urgent for the citizen"),
}


class RevealForm(forms.Form):
    """Which hidden field, and why."""

    what = forms.ChoiceField(label=_("Show"), choices=[("address", _("Address")), ("cpr", _("CPR number"))])
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "–"), *REVEAL_REASONS.items()])

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="reveal_%s")


class BirthAsked(forms.Form):
    """A birth older than anybody alive is asked about: the tick is not there before it has to be."""

    birth_is_right = forms.BooleanField(
        label=_("The birth date is right"), required=False, widget=forms.HiddenInput(), initial=False
    )

    def refuse(self, refusal: NotAllowed, beside: str | None = None) -> None:
        """Tell why it was not saved; for an old birth with the tick that says that it is right."""
        if refusal.code == "person.born_long_ago":
            self.fields["birth_is_right"].widget = forms.CheckboxInput()
            names = [name for name in self.fields if name != "birth_is_right"]
            names.insert(names.index("born_on" if "born_on" in names else "cpr") + 1, "birth_is_right")
            self.order_fields(names)
            beside = "birth_is_right"
        self.add_error(beside, sentences.refusal(refusal.code, refusal.facts))


class RegisterForm(BirthAsked):
    """Open a case. Only the name is needed."""

    request_key = request_key()

    given_name = FreeText(label=_("Given name"), max_length=80)
    family_name = FreeText(label=_("Family name"), max_length=80)
    cpr = forms.CharField(
        label=_("CPR number"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("Also replacement numbers. Leave it empty until there is one."),
    )
    born_on = BirthField(label=_("Born"), required=False, help_text=_("Read from the number when empty."))
    takeover_on = day_field(_("Taken over"), help_text=_("The clock of the first offer starts here."))
    residence_from = day_field(_("Residence from"))
    residence_group = forms.ChoiceField(label=_("Ground of residence"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    street = FreeText(label=_("Street"), max_length=120, required=False)
    postcode = forms.RegexField(
        r"^\d{4}$", label=_("Postcode"), required=False, error_messages={"invalid": _("Four digits.")}
    )
    city = FreeText(label=_("Town"), max_length=80, required=False)
    protected = forms.BooleanField(
        label=_("Name and address are protected"),
        required=False,
        help_text=_("The address is hidden and the citizen is matched by your municipality only."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["residence_group"].choices = terms("residence_groups")  # type: ignore[attr-defined]
