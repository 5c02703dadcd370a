"""What is written in the method work: a template's sections, tasks, the wheel, courses and working groups."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.actors import Actor
from tovholder.learning import method_queries as queries
from tovholder.learning.method_services import NewTask
from tovholder.learning.staff_course_services import Day
from tovholder.web.shared import once
from tovholder.web.shared.free_text import FreeText
from tovholder.web.staff.colleague_field import ColleagueField
from tovholder.web.staff.desk_forms import listed

NO_CITIZEN = _("About groups and about work, never about a citizen.")


class _Form(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class _Versioned(_Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}))


class Text(_Form):
    """One field for each section of the template, as the dated rows have them."""

    why = FreeText(label=_("What is new in this version?"), max_length=200, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, template: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        self.codes = []
        for row in queries.sections(template):
            hint = row.text("hint_da") if language.startswith("da") else row.text("hint_en")
            field = FreeText(label=row.label(language), help_text=hint, rows=4, max_length=8_000, required=False)
            self.fields[row.code] = field
            self.codes.append(row.code)
        self.order_fields([*self.codes, "why", "number"])

    def content(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in self.codes}


class Task(_Form):
    area = forms.ChoiceField(label=_("Area"), choices=lambda: listed("method_areas"))
    words = FreeText(label=_("What is agreed"), help_text=NO_CITIZEN, max_length=300)
    owner_id = ColleagueField(label=_("Who does it"), suggestions="staff:names_of_staff", required=False)
    due_on = _day(_("Until"))
    request_key = once.request_key()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].circle = queries.circle(actor=actor)  # type: ignore[attr-defined]

    def task(self, group_id: int | None = None) -> NewTask:
        told = {name: self.cleaned_data[name] for name in ("area", "words", "owner_id", "due_on")}
        return NewTask(group_id=group_id, **told)


class FollowUp(_Versioned):
    state = forms.ChoiceField(label=_("How far is it?"), choices=lambda: listed("method_task_states"))
    words = FreeText(label=_("How does it go?"), help_text=NO_CITIZEN, rows=3, max_length=2_000)
    due_on = _day(_("Until"))


class Year(_Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class Planned(_Form):
    kind = forms.ChoiceField(label=_("What"), choices=lambda: listed("wheel_kinds"))
    due_on = _day(_("When"))
    words = FreeText(label=_("What it is about"), rows=2, max_length=2_000, required=False)


class Held(_Versioned):
    held_on = _day(_("Held on"))
    took_part = forms.IntegerField(label=_("How many took part"), min_value=0, max_value=5_000, required=False)
    words = FreeText(label=_("What came of it?"), help_text=NO_CITIZEN, rows=4, max_length=4_000)


class Moved(_Versioned):
    due_on = _day(_("New day"))
    words = FreeText(label=_("Why?"), rows=2, max_length=2_000)


class CalledOff(_Versioned):
    words = FreeText(label=_("Why?"), rows=2, max_length=2_000)


class Course(_Form):
    """A course with as many days as the method gives it."""

    title = FreeText(label=_("Title"), max_length=160)
    words = FreeText(label=_("What it is about"), rows=2, max_length=2_000, required=False)
    request_key = once.request_key()

    def __init__(self, *args: Any, days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers: Sequence[int] = range(1, days + 1)
        for number in self.numbers:
            self.fields[f"on_{number}"] = _day(_("Day %(n)d") % {"n": number})
            self.fields[f"theme_{number}"] = FreeText(
                label=_("What day %(n)d is about") % {"n": number}, max_length=160, required=False
            )

    def days(self) -> list[Day]:
        told = self.cleaned_data
        return [Day(told[f"on_{number}"], told[f"theme_{number}"]) for number in self.numbers]


class Seat(_Form):
    member_id = ColleagueField(label=_("Colleague"), suggestions="staff:names_of_staff")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member_id"].circle = queries.circle(actor=actor)  # type: ignore[attr-defined]


class Unseat(_Form):
    seat_id = forms.IntegerField(widget=forms.HiddenInput)


class _Seats(forms.TypedMultipleChoiceField):
    """Seats by number; one that was given up meanwhile is nobody's, and no fault of whoever ticked it."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) < 19


class There(_Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    there = _Seats(label=_("Who was there?"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, seats: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["there"].choices = [(each.pk, each.member.user.name) for each in seats]  # type: ignore[attr-defined]


class Group(_Form):
    name = FreeText(label=_("Name of the working group"), max_length=120)
    unit_id = forms.TypedChoiceField(label=_("Unit"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, units: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [("", "–"), *((unit.pk, unit.name) for unit in units)]  # type: ignore[attr-defined]


class Meeting(_Form):
    on = _day(_("Day of the meeting"))
    words = FreeText(label=_("How does it go in daily work?"), help_text=NO_CITIZEN, rows=4, max_length=4_000)
