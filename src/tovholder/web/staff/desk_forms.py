"""Forms of the company desk: a request and its steps, a contact, a visit, a handover."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.circles import Circle
from tovholder.companies import desk_queries, queries
from tovholder.companies.desk_contact_services import Told
from tovholder.web.shared.choices import language
from tovholder.web.shared.days import DayField, MomentField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key
from tovholder.web.staff.colleague_field import ColleagueField

NO_NAMES = _("About the thing. Never the name of a citizen.")


def listed(name: str) -> list[tuple[str, str]]:
    """(code, words) of what holds today."""
    return [(term.code, term.label(language())) for term in parameters.terms(name, on=timezone.localdate())]


class Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class NewRequest(forms.Form):
    """What a company comes with, as it is said on the telephone."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    words = FreeText(label=_("What does the company say?"), help_text=NO_NAMES, max_length=4_000, rows=4)
    told_by = FreeText(label=_("Who at the company?"), max_length=120, required=False)
    unit = forms.TypedChoiceField(label=_("Workplace"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, company: queries.Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = listed("company_request_kinds")  # type: ignore[attr-defined]
        units = [(unit.pk, unit.name) for unit in company.units.all()]
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]


class Answer(Versioned):
    words = FreeText(label=_("What did you answer?"), help_text=NO_NAMES, max_length=4_000, rows=3)


class Arrive(Versioned):
    at = MomentField(
        label=_("When did you come?"),
        help_text=_("Empty means now."),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M"],
    )
    words = FreeText(label=_("What did you find?"), help_text=NO_NAMES, max_length=4_000, rows=3, required=False)


class HandOver(Versioned):
    owner = ColleagueField(label=_("Who has it from now?"), suggestions="staff:names_of_consultants")
    words = FreeText(label=_("What must the next one know?"), max_length=2_000, rows=2, required=False)

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].circle = circle  # type: ignore[attr-defined]


class Escalate(Versioned):
    words = FreeText(label=_("Why do you need the team leader?"), max_length=2_000, rows=2)


class Close(Versioned):
    outcome = forms.ChoiceField(label=_("How did it end?"), widget=forms.RadioSelect)
    words = FreeText(label=_("What came of it?"), help_text=NO_NAMES, max_length=4_000, rows=3)

    def __init__(self, *args: Any, calls_out: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = listed("company_request_outcomes")
        shown = [pair for pair in outcomes if calls_out or pair[0] != "ended_at_once"]
        self.fields["outcome"].choices = shown  # type: ignore[attr-defined]


class _WithUnits(forms.Form):
    units = forms.TypedMultipleChoiceField(
        label=_("Which units take part?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def _offer_units(self, actor: Actor) -> None:
        own = [unit for unit in desk_queries.units(actor=actor) if unit.organisation_id == actor.organisation_id]
        self.fields["units"].choices = [(unit.pk, unit.name) for unit in own]  # type: ignore[attr-defined]


class Contact(_WithUnits):
    """A contact that has taken place: kind, words, save. The rest may be left as it stands."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("How?"), widget=forms.RadioSelect, initial="call")
    on = DayField(label=_("When?"), initial=timezone.localdate)
    words = FreeText(label=_("What was said?"), help_text=NO_NAMES, max_length=4_000, rows=4)
    who = FreeText(label=_("Who of the company?"), max_length=160, required=False)
    next_step = FreeText(label=_("What did you agree to do next?"), max_length=160, required=False)
    next_on = DayField(label=_("By which day?"), required=False)
    field_order = ("request_key", "kind", "words", "on", "who", "units", "next_step", "next_on")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"units": [actor.unit_id] if actor.unit_id else []})
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = listed("company_contact_kinds")  # type: ignore[attr-defined]
        self._offer_units(actor)

    def told(self) -> Told:
        told = self.cleaned_data
        return Told(
            kind=told["kind"],
            on=told["on"],
            words=told["words"],
            who=told["who"],
            unit_ids=tuple(told["units"]),
            next_step=told["next_step"],
            next_on=told["next_on"],
        )


class Visit(_WithUnits):
    """A visit to come, by one unit or several together."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("What kind?"), widget=forms.RadioSelect, initial="joint_visit")
    on = DayField(label=_("Which day?"))
    purpose = FreeText(label=_("What is it about?"), max_length=160)
    who = FreeText(label=_("Who of the company?"), max_length=160, required=False)
    field_order = ("request_key", "kind", "on", "purpose", "who", "units")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = parameters.terms("company_contact_kinds", on=timezone.localdate())
        visits = [(term.code, term.label(language())) for term in rows if term.text("asks") not in ("", "call")]
        self.fields["kind"].choices = visits  # type: ignore[attr-defined]
        self._offer_units(actor)

    def told(self) -> Told:
        told = self.cleaned_data
        return Told(
            kind=told["kind"], on=told["on"], purpose=told["purpose"], who=told["who"], unit_ids=tuple(told["units"])
        )


class Held(Versioned, _WithUnits):
    """A planned visit took place."""

    held_on = DayField(label=_("When?"), initial=timezone.localdate)
    words = FreeText(label=_("What was said?"), help_text=NO_NAMES, max_length=4_000, rows=4)
    next_step = FreeText(label=_("What did you agree to do next?"), max_length=160, required=False)
    next_on = DayField(label=_("By which day?"), required=False)
    field_order = ("version", "held_on", "units", "words", "next_step", "next_on")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_units(actor)


class CompanyHandover(Versioned):
    """One company to another consultant."""

    taker = ColleagueField(label=_("Who takes over?"), suggestions="staff:names_of_consultants")
    words = FreeText(
        label=_("What must the next one know?"),
        help_text=_("How the company works, whom to call, what it likes and what it is tired of. No citizens."),
        max_length=4_000,
        rows=5,
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].circle = circle  # type: ignore[attr-defined]


class AllHandover(forms.Form):
    """All companies of a colleague."""

    giver = ColleagueField(label=_("Whose companies?"), suggestions="staff:names_of_consultants")
    taker = ColleagueField(label=_("Who takes over?"), suggestions="staff:names_of_consultants")
    words = FreeText(label=_("What must the next one know?"), help_text=NO_NAMES, max_length=4_000, rows=5)

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("giver", "taker"):
            self.fields[name].circle = circle  # type: ignore[attr-defined]
