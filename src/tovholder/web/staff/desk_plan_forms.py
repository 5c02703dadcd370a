"""Forms of plans, referrals, the standing list of cases and the map of services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.actors import Actor
from tovholder.accounts.circles import Circle
from tovholder.companies import desk_queries, plan_queries
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key
from tovholder.web.staff.colleague_field import ColleagueField
from tovholder.web.staff.desk_forms import NO_NAMES, Versioned, listed


def _units(actor: Actor) -> list[tuple[int, str]]:
    """The own units by name, then those of the partners with their municipality."""
    own = actor.organisation_id
    return [
        (unit.pk, unit.name if unit.organisation_id == own else f"{unit.name}, {unit.organisation.name}")
        for unit in desk_queries.units(actor=actor)
    ]


class Plan(forms.Form):
    """A plan for a company, with somebody who holds it day by day."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("What kind?"), widget=forms.RadioSelect, initial="solution")
    title = FreeText(label=_("What is it about?"), max_length=160)
    words = FreeText(label=_("What do we want to reach together?"), help_text=NO_NAMES, max_length=4_000, rows=4)
    owner = ColleagueField(label=_("Who holds it day by day?"), suggestions="staff:names_of_plan_owners")
    leader = FreeText(
        label=_("Who answers for it in the management or politically?"),
        help_text=_("Needed for a strategic project."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = listed("solution_plan_kinds")  # type: ignore[attr-defined]
        self.fields["owner"].circle = circle  # type: ignore[attr-defined]


class Task(Versioned):
    """One task in one unit."""

    words = FreeText(label=_("What shall be done?"), max_length=200)
    unit = forms.TypedChoiceField(label=_("Which unit?"), coerce=int)
    owner = ColleagueField(label=_("Who does it?"), suggestions="staff:names_of_plan_owners")
    due_on = DayField(label=_("By which day?"))

    def __init__(self, *args: Any, actor: Actor, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "–"), *_units(actor)]  # type: ignore[attr-defined]
        self.fields["owner"].circle = circle  # type: ignore[attr-defined]


class ClosePlan(Versioned):
    outcome = FreeText(label=_("What came of it?"), max_length=4_000, rows=3)


class Note(forms.Form):
    words = FreeText(label=_("What did the meeting agree?"), help_text=NO_NAMES, max_length=300)


class Refer(forms.Form):
    """A company's need to somebody else."""

    request_key = request_key()
    receiver = forms.ChoiceField(label=_("To whom?"))
    words = FreeText(label=_("What does the company need?"), help_text=NO_NAMES, max_length=4_000, rows=4)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = [("", "–"), *self._receivers(actor)]  # type: ignore[attr-defined]

    def _receivers(self, actor: Actor) -> list[tuple[str, str]]:
        bodies = [body for body in plan_queries.receivers(actor=actor) if body.pk != actor.organisation_id]
        own = [unit for unit in desk_queries.units(actor=actor) if unit.organisation_id == actor.organisation_id]
        inside = [(f"{unit.organisation_id}.{unit.pk}", unit.name) for unit in own if unit.pk != actor.unit_id]
        return inside + [(str(body.pk), body.name) for body in bodies]

    def facts(self) -> dict[str, Any]:
        """As the service takes it: an organisation, and a unit of the own one."""
        body, _dot, unit = self.cleaned_data["receiver"].partition(".")
        told = {name: self.cleaned_data[name] for name in ("words", "request_key")}
        return told | {"receiver_id": int(body), "unit_id": int(unit) if unit else None}


class AnswerReferral(Versioned):
    """Taken or declined."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=[("accept", _("We take it")), ("decline", _("We decline"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = FreeText(
        label=_("To the sender"), help_text=_("Needed when you decline."), max_length=2_000, rows=2, required=False
    )


class CloseReferral(Versioned):
    outcome = FreeText(label=_("What came of it, for the sender?"), help_text=NO_NAMES, max_length=2_000, rows=3)


class Service(forms.Form):
    """One thing the municipality does for companies."""

    name = FreeText(label=_("What is it called?"), max_length=120)
    words = FreeText(label=_("When does a company need it?"), max_length=300, required=False)
    unit = forms.TypedChoiceField(label=_("Which unit?"), coerce=int, empty_value=None, required=False)
    owner = ColleagueField(label=_("Who answers for it?"), suggestions="staff:names_of_plan_owners", required=False)

    def __init__(self, *args: Any, actor: Actor, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [unit for unit in desk_queries.units(actor=actor) if unit.organisation_id == actor.organisation_id]
        self.fields["unit"].choices = [("", "–"), *((unit.pk, unit.name) for unit in own)]  # type: ignore[attr-defined]
        self.fields["owner"].circle = circle  # type: ignore[attr-defined]
