"""Forms of meetings: a time among those that are free, an interpreter, the letter, what came of it, the own times."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.pathways.meetings_rules import Slot
from tovholder.pathways.meetings_services import Interpreter, NewMeeting
from tovholder.web.shared import sentences, weekdays
from tovholder.web.shared.choices import language, letter_languages, terms
from tovholder.web.shared.days import DayField, MomentField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key
from tovholder.web.staff.agreed_day import AgreedDay
from tovholder.web.staff.colleague_field import ColleagueField
from tovholder.web.staff.language_names import LanguageField

MINUTES = 45


def slot_words(slot: Slot) -> str:
    """A free time as it is read: the moment, where, and what the citizen has then."""
    told = sentences.long_moment(slot.starts_at, language())
    if slot.place:
        told += f", {slot.place}"
    if slot.clash:
        clash = parameters.term("week_kinds", slot.clash).label(language())
        told += " – " + gettext("the citizen has: %(what)s") % {"what": clash}
    return told


class FreeTime(forms.ChoiceField):
    """One of the free times. One that is taken meanwhile is refused by the service, which knows a form sent twice."""

    widget = forms.RadioSelect
    needed_with_some = True  # or another time is written

    def valid_value(self, value: Any) -> bool:
        try:
            found = parse_datetime(str(value))
        except ValueError:
            return False
        return found is not None and found.tzinfo is not None


class Times(forms.Form):
    """One of the free times, or another one."""

    slot = FreeTime(label=_("Free times"), required=False)
    at = MomentField(label=_("Or another time"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=10, max_value=480, initial=MINUTES)

    def offer(self, slots: Sequence[Slot]) -> None:
        self.slots = {slot.starts_at.isoformat(): slot for slot in slots}
        self.fields["slot"].choices = [(code, slot_words(slot)) for code, slot in self.slots.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("slot") and not told.get("at") and "slot" not in self.errors and "at" not in self.errors:
            self.add_error("slot", _("Choose a free time, or write another one."))
        return told

    def overrules(self) -> bool:
        """Whether a time was written beside one that was ticked."""
        slot = parse_datetime(self.cleaned_data.get("slot") or "")
        return slot is not None and self.starts_at != slot

    @property
    def starts_at(self) -> datetime:
        """What was written counts before what was ticked."""
        written = self.cleaned_data.get("at") or parse_datetime(self.cleaned_data["slot"])
        return written or timezone.now()


class Wishes(forms.Form):
    """Whether an interpreter takes part, and whom the citizen wishes."""

    state = forms.ChoiceField(label=_("Interpreter"))
    spoken = LanguageField(label=_("Language of the interpreter"))
    dialect = FreeText(label=_("Dialect"), max_length=60, required=False)
    gender = forms.ChoiceField(label=_("The citizen's wish"), required=False)
    booked_with = FreeText(label=_("Booked with"), max_length=120, required=False)

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["state"].choices = terms("interpreter_states")  # type: ignore[attr-defined]
        self.fields["gender"].choices = [("", _("No wish")), *terms("interpreter_wishes")]  # type: ignore[attr-defined]

    def interpreter(self) -> Interpreter:
        told = self.cleaned_data
        return Interpreter(told["state"], told["spoken"], told["dialect"], told["gender"], told.get("booked_with", ""))


class Plan(Wishes, Times):
    """A new meeting. The button beside the name shows the times of whoever is written there."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("What the meeting is for"))
    form = forms.ChoiceField(label=_("How"))
    host = ColleagueField(label=_("Who holds the meeting"), suggestions="staff:names_of_contacts")
    at_centre = forms.TypedChoiceField(label=_("At a language centre"), required=False, coerce=int, empty_value=None)
    place = FreeText(label=_("Where"), max_length=160, required=False)
    others = FreeText(
        asks_health=True,
        label=_("Who else takes part"),
        max_length=200,
        required=False,
        help_text=_("The citizen reads it."),
    )

    def __init__(self, *args: Any, circle: Any, centres: Sequence[Any], **how: Any) -> None:
        super().__init__(*args, **how)
        self.offer([])
        self.fields["host"].circle = circle  # type: ignore[attr-defined]
        self.fields["kind"].choices = terms("meeting_kinds", on=timezone.localdate())  # type: ignore[attr-defined]
        self.fields["form"].choices = terms("meeting_forms", on=timezone.localdate())  # type: ignore[attr-defined]
        self.fields["at_centre"].choices = [("", _("No")), *((row.pk, row.name) for row in centres)]  # type: ignore[attr-defined]
        if not centres:
            del self.fields["at_centre"]
        del self.fields["booked_with"]
        if not self["state"].value():  # nobody has told: whoever plans says it
            self.fields["state"].choices = [("", "–"), *terms("interpreter_states")]  # type: ignore[attr-defined]
        self.order_fields(["kind", "host", "minutes", "slot", "at", "form", "place", "at_centre", "others"])

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        slot = self.slots.get(told.get("slot", "")) if not told.get("at") else None
        form = parameters.term("meeting_forms", told["form"]) if told.get("form") else None
        if form is None or "place" in self.errors:
            return told
        told["place"] = self._place(slot, is_met=form.flag("place"))
        if told["place"]:
            return told
        if form.flag("link"):
            self.add_error("place", _("Write the link, or where the citizen gets it from."))
        elif form.flag("place") and not (told.get("at_centre") or (slot and slot.at_centre)):
            self.add_error(
                "place", _("Write where the citizen is to come. With your own times it is written once for all.")
            )
        return told

    def host_id(self) -> int | None:
        """Whose times to show, while the rest of the form is not filled in yet."""
        typed = self["host"].value()
        try:
            found = self.fields["host"].clean(typed)
        except forms.ValidationError:
            return None
        return int(found)

    def length(self) -> int:
        typed = str(self["minutes"].value() or "")
        return int(typed) if typed.isdecimal() and 10 <= int(typed[:4]) <= 480 and len(typed) < 4 else MINUTES

    def _place(self, slot: Slot | None, *, is_met: bool) -> str:
        """What was written counts; what only stood there from last time gives way to the room of the free time, and is
        nothing where nobody is to come."""
        written, room = str(self.cleaned_data.get("place", "")), slot.place if slot else ""
        if "place" in self.changed_data:
            return written or room
        return room or (written if is_met else "")

    def meeting(self) -> NewMeeting:
        told, slot = self.cleaned_data, None
        if not told.get("at"):
            slot = self.slots.get(told["slot"])
        return NewMeeting(
            kind=told["kind"],
            form=told["form"],
            starts_at=self.starts_at,
            minutes=told["minutes"],
            host_id=told["host"],
            at_centre_id=told.get("at_centre") or (slot.at_centre if slot else None),
            place=told["place"],
            others=told["others"],
            interpreter=self.interpreter(),
        )


class Move(Times):
    version = forms.IntegerField(widget=forms.HiddenInput)


class SetPlace(forms.Form):
    """Another place at the same time."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    place = FreeText(
        label=_("Where"),
        max_length=160,
        required=False,
        help_text=_("The letter must be made again."),
    )


class SetInterpreter(Wishes):
    version = forms.IntegerField(widget=forms.HiddenInput)


class Letter(forms.Form):
    """In which language the letter is made."""

    language = forms.ChoiceField(label=_("Language of the letter"))

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["language"].choices = letter_languages(self["language"].value())  # type: ignore[attr-defined]


class LetterState(forms.Form):
    state = forms.ChoiceField(label=_("What was done with the letter"))

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["state"].choices = [row for row in terms("letter_states") if row[0] != "made"]  # type: ignore[attr-defined]


class Told(forms.Form):
    """That a message was sent, or that the citizen was reminded."""

    reminds = forms.BooleanField(required=False, widget=forms.HiddenInput)


class Outcome(AgreedDay, forms.Form):
    """What came of it, with a note that begins as the template of its kind."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("What came of it"))
    words = FreeText(
        asks_health=True,
        label=_("Note"),
        required=False,
        rows=10,
        max_length=8_000,
        may_keep=True,
        help_text=_("No health and no number: this is read by colleagues."),
    )
    next_on = DayField(label=_("Next talk"), required=False)

    def __init__(self, *args: Any, agreed_on: date | None = None, **how: Any) -> None:
        super().__init__(*args, **how)
        self.stands(agreed_on)
        self.fields["outcome"].choices = terms("meeting_outcomes")  # type: ignore[attr-defined]


class Hours(forms.Form):
    """A time of the week in which one can be met."""

    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int)
    begins_at = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    ends_at = forms.TimeField(label=_("Until"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    at_centre = forms.TypedChoiceField(label=_("At a language centre"), required=False, coerce=int, empty_value=None)
    place = FreeText(label=_("Where"), max_length=160, required=False)

    def __init__(self, *args: Any, centres: Sequence[Any], **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["weekday"].choices = list(weekdays.names().items())  # type: ignore[attr-defined]
        self.fields["at_centre"].choices = [("", _("No")), *((row.pk, row.name) for row in centres)]  # type: ignore[attr-defined]


def template_of(kind: str) -> str:
    """What a note of this kind of meeting begins as; nothing where there is no template."""
    if not parameters.is_term("meeting_templates", kind):
        return ""
    return parameters.term("meeting_templates", kind).label(language())
