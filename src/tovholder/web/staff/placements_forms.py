"""The forms of a placement: agree it, follow it up, change its hours and its end, end it with outcome and next step."""

from copy import copy
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.placements.plans import NewPlacement, Overrule, Statements
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField

_YES_NO = (("", _("Not asked")), ("no", _("No")), ("yes", _("Yes")))
_SAID = {"no": False, "yes": True}
_WAIVERS = (
    ("", _("No, or not asked")),
    ("education", _("No education at upper-secondary level or above")),
    ("provider", _("Single provider")),
)
_KINDS_OF_SUBSIDY = ("wage_subsidy_private", "wage_subsidy_public")


def _family(kind: str) -> str:
    return parameters.term("placement_kinds", kind).text("family")


def _hours(label: Any) -> AmountField:
    return AmountField(label=label, required=False, max_value=60, max_digits=4, decimal_places=1)


def _written(value: Any) -> Decimal | None:
    """The number as people write it; None when it is none."""
    try:
        return Decimal(str(value or 0).strip().replace(",", "."))
    except InvalidOperation:
        return None


def hours_filled(unpaid: Decimal | None, paid: Decimal | None) -> str:
    """What the form fills in itself: as long as it stands so, nobody has typed the hours."""
    return f"{unpaid or 0}/{paid or 0}"


class Agree(DaysInOrder):
    """The agreement, filled in from the proposal and the order; only what nobody can know is left to ask."""

    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    hours_filled = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    kind = forms.ChoiceField(label=_("Kind"))
    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Left empty for an ordinary job."))
    hours_unpaid = _hours(_("Unpaid hours a week"))
    hours_paid = _hours(_("Paid hours a week"))
    company_contact = forms.TypedChoiceField(
        label=_("Contact person at the company"), required=False, coerce=int, empty_value=None
    )
    tasks = FreeText(label=_("Tasks"), required=False, max_length=4_000, rows=3)
    goals = FreeText(label=_("Goals"), required=False, max_length=4_000, rows=3)
    employer_signed = forms.BooleanField(label=_("The employer has stated that the conditions are met"), required=False)
    representative_signed = forms.BooleanField(
        label=_("The employees' representative has stated the same"), required=False
    )
    had_igu = forms.ChoiceField(label=_("Has the citizen begun an IGU before?"), choices=_YES_NO, required=False)
    spouse_owns = forms.ChoiceField(
        label=_("Does the citizen's spouse own the company?"), choices=_YES_NO, required=False
    )
    months_without_work = forms.IntegerField(
        label=_("Months without work before the stay"), required=False, min_value=0, max_value=600
    )
    prior_waiver = forms.ChoiceField(label=_("Is the time without work waived?"), choices=_WAIVERS, required=False)
    under_course = forms.BooleanField(
        label=_("The stay is part of a specially arranged education course"), required=False
    )
    repeat_reason = FreeText(
        label=_("Why a stay of this kind at the company again?"),
        required=False,
        max_length=2_000,
        rows=2,
        may_keep=True,
    )
    overrule_reason = forms.ChoiceField(label=_("Why may it be agreed all the same?"), required=False)
    overrule_words = FreeText(label=_("In words"), required=False, max_length=2_000, rows=2, may_keep=True)
    ALWAYS = ("kind", "purpose", "starts_on", "last_day", "hours_unpaid", "hours_paid")
    WORDS = ("company_contact", "tasks", "goals")
    HOURS = ("hours_unpaid", "hours_paid")
    is_repeat = False  # set once the rules have said that the citizen was there before
    hours_carried = False  # the hours that were filled in followed a change of the kind

    def __init__(self, *args: Any, on: date, contacts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[Any, Any]]] = {
            "kind": list(terms("placement_kinds", on=on)),
            "purpose": [("", "–"), *terms("placement_purposes")],
            "company_contact": [("", "–"), *contacts],
            "overrule_reason": [("", "–"), *terms("overrule_reasons")],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self._carry_hours()

    def _carry_hours(self) -> None:
        """Hours nobody has typed stand as unpaid or paid, as the chosen kind is: the form came filled for another."""
        written = [_written(self.data.get(name)) for name in self.HOURS]
        filled = [_written(each) for each in str(self.data.get("hours_filled", "")).split("/")]
        unpaid, paid = written
        stands_wrong = bool(unpaid and not paid if self._flag("paid") else paid and not unpaid)
        if (
            written != filled
            or not stands_wrong
            or not parameters.is_term("placement_kinds", self.data.get("kind", ""))
        ):
            return
        told: Any = copy(self.data)
        told["hours_unpaid"], told["hours_paid"] = self.data.get("hours_paid", ""), self.data.get("hours_unpaid", "")
        told["hours_filled"] = hours_filled(paid, unpaid)
        self.data, self.hours_carried = told, True
        for name in (*self.HOURS, "hours_filled"):  # where only the conditions are asked for, these come along
            self.fields[name].widget.attrs["hx-swap-oob"] = "true"

    def say_hours_carried(self) -> None:
        """Beside the field: what was not on the screen when the button was pressed is looked at first."""
        name = "hours_paid" if self._flag("paid") else "hours_unpaid"
        self.add_error(name, _("The hours have followed the kind. Look at them, and agree again."))

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        # Said beside the field; whether it must be named is the rule's answer, shown with its reference.
        self.fields["purpose"].required = self._flag("purpose_required")
        return told

    def _flag(self, name: str) -> bool:
        """What the list says of the chosen kind of stay."""
        kind = str(self["kind"].value() or "")
        known = parameters.is_term("placement_kinds", kind)
        return known and parameters.term("placement_kinds", kind).flag(name)

    @property
    def asks(self) -> list[forms.BoundField]:
        """What the law asks for this kind of stay: statements, and questions to the citizen."""
        kind = str(self["kind"].value() or "")
        wanted = ["employer_signed", "representative_signed"] if self._flag("statement_required") else []
        if kind == "igu":
            wanted.append("had_igu")
        if kind in _KINDS_OF_SUBSIDY:
            wanted += ["spouse_owns", "months_without_work", "prior_waiver"]
        if parameters.is_term("placement_kinds", kind) and _family(kind) == "work_placement":
            wanted.append("under_course")
        if self.is_repeat or self["repeat_reason"].value():
            wanted.append("repeat_reason")
        return [self[name] for name in wanted]

    def new(self, *, person_id: int, unit_id: int, order_id: int | None) -> NewPlacement:
        """What was written, as the service takes it."""
        told = self.cleaned_data
        last = told["last_day"]
        return NewPlacement(
            person_id=person_id,
            unit_id=unit_id,
            order_id=order_id,
            kind=told["kind"],
            purpose=told["purpose"],
            starts_on=told["starts_on"],
            ends_before=last + timedelta(days=1) if last else None,
            hours_unpaid=told["hours_unpaid"] or Decimal(0),
            hours_paid=told["hours_paid"] or Decimal(0),
            tasks=told["tasks"],
            goals=told["goals"],
            company_contact_id=told["company_contact"],
        )

    def statements(self) -> Statements:
        told = self.cleaned_data
        return Statements(
            employer_signed=told["employer_signed"],
            representative_signed=told["representative_signed"],
            spouse_owns_company=_SAID.get(told["spouse_owns"]),
            had_igu=_SAID.get(told["had_igu"]),
            months_without_work=told["months_without_work"],
            prior_waiver=told["prior_waiver"],
            repeat_reason=told["repeat_reason"],
            under_course=told["under_course"],
        )

    def ask_repeat(self, *, missing: bool) -> None:
        """The citizen has been there before: say beside the field, once sent, that nothing stands in it."""
        self.is_repeat = self.fields["repeat_reason"].required = True
        if missing:
            self.add_error("repeat_reason", _("Say why the citizen is to be there again."))

    def needs_why(self) -> None:
        """Something is in the way that the reader may answer for: neither field is optional then."""
        for name in ("overrule_reason", "overrule_words"):
            self.fields[name].required = True

    def ask_why(self) -> None:
        """Say beside the fields what is missing of the reason and the words."""
        if not self.cleaned_data["overrule_reason"]:
            self.add_error("overrule_reason", _("Choose why it may be agreed all the same."))
        if not self.cleaned_data["overrule_words"].strip():
            self.add_error("overrule_words", _("Say in words why it may be agreed all the same."))

    def overrule(self) -> Overrule | None:
        found = Overrule(self.cleaned_data["overrule_reason"], self.cleaned_data["overrule_words"])
        return found if found.is_complete else None


class Versioned(forms.Form):
    """A step without more to say; `version` is what the user saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Start(Versioned):
    on = DayField(label=_("First day"))


class Answerable(Versioned):
    """A change the rules may refuse: who may answer for it is asked why, once something stands in the way."""

    overrule_reason = forms.ChoiceField(label=_("Why may it be done all the same?"), required=False)
    overrule_words = FreeText(label=_("In words"), required=False, max_length=2_000, rows=2, may_keep=True)
    WHY = ("overrule_reason", "overrule_words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["overrule_reason"].choices = [("", "–"), *terms("overrule_reasons")]  # type: ignore[attr-defined]
        self._why = {name: self.fields[name] for name in self.WHY}
        if "overrule_reason" not in self.data:
            for name in self.WHY:
                del self.fields[name]

    def overrule(self) -> Overrule | None:
        found = Overrule(*(self.cleaned_data.get(name, "") for name in self.WHY))
        return found if found.is_complete else None

    def ask_why(self) -> None:
        """Show the two fields, and beside them what is missing when they were there already."""
        was_asked = "overrule_reason" in self.fields
        for name, field in self._why.items():
            field.required = True
            self.fields[name] = field
        if was_asked and not self.cleaned_data.get("overrule_reason"):
            self.add_error("overrule_reason", _("Choose why it may be done all the same."))
        if was_asked and not self.cleaned_data.get("overrule_words", "").strip():
            self.add_error("overrule_words", _("Say in words why it may be done all the same."))


class Hours(Answerable):
    """A step on the hours ladder."""

    starts_on = DayField(label=_("From"))
    unpaid = _hours(_("Unpaid hours a week"))
    paid = _hours(_("Paid hours a week"))
    real = forms.BooleanField(label=_("These are hours worked, not a new plan"), required=False)


class ChooseContact(Versioned):
    """Whom to call at the company instead of somebody who has left. The service knows who is there."""

    contact = forms.IntegerField(label=_("Contact person at the company"), widget=forms.Select)

    def offer(self, contacts: "list[tuple[int, str]]") -> None:
        self.fields["contact"].widget.choices = contacts


class Extend(Answerable):
    last_day = DayField(label=_("New last day"))


class Stop(Versioned):
    """Interrupt or call off: with a reason from the list."""

    reason = forms.ChoiceField(label=_("Reason"))
    words = FreeText(label=_("In words"), required=False, max_length=2_000, rows=2, may_keep=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", "–"), *terms("placement_stop_reasons")]  # type: ignore[attr-defined]


class End(Versioned):
    """Every end has an outcome and a next step."""

    ended_on = DayField(label=_("Last day"))
    outcome = forms.ChoiceField(label=_("Outcome"))
    next_step = forms.ChoiceField(label=_("Next step"))
    next_step_on = DayField(label=_("Next step on"), required=False)
    reason = forms.ChoiceField(
        label=_("Why before time?"), required=False, help_text=_("Only when it ends before the agreed last day.")
    )
    words = FreeText(label=_("In words"), required=False, max_length=4_000, rows=3, may_keep=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listed in (
            ("outcome", "placement_outcomes"),
            ("next_step", "next_steps"),
            ("reason", "placement_stop_reasons"),
        ):
            self.fields[name].choices = [("", "–"), *terms(listed)]  # type: ignore[attr-defined]


def goals_from(skills: list[str]) -> str:
    """A first wording of the goals, from the skills the order asks for."""
    return gettext("Can do at the end: %(skills)s") % {"skills": ", ".join(skills)} if skills else ""
