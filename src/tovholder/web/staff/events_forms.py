"""Forms of events, networks and what newcomers need."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.conflicts import NotAllowed
from tovholder.learning.facts import NewEvent
from tovholder.placements import newcomer_services
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField, on_the_clock
from tovholder.web.shared.free_text import FreeText
from tovholder.web.staff.pacts_forms import Cvr

Choices = list[tuple[int, str]]


class TimeField(forms.TimeField):
    """A time of the day."""

    def __init__(self, **how: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **how)


def moment(day: date, at: time) -> datetime:
    """The day and time on a Danish clock. Refused for the hour that is left out in spring."""
    found = on_the_clock(datetime.combine(day, at))
    if found is None:
        raise NotAllowed("day.hour_left_out")
    return found


def _choice(label: Any, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False, **more)


def _given(form: forms.Form, name: str, choices: Choices, *, empty: bool = True) -> None:
    form.fields[name].choices = [("", "–"), *choices] if empty else choices  # type: ignore[attr-defined]


class Event(forms.Form):
    """A day to plan."""

    kind = forms.ChoiceField(label=_("Kind of event"))
    title = FreeText(label=_("What it is called"), max_length=160)
    organiser = FreeText(label=_("Held together with"), max_length=160, required=False)
    place = FreeText(label=_("Place"), max_length=160)
    day = DayField(label=_("Day"))
    begins = TimeField(label=_("Begins at"))
    ends = TimeField(label=_("Ends at"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=5_000)
    network = _choice(_("Meeting of the network"))
    words = FreeText(label=_("What happens"), max_length=2_000, rows=3, required=False)

    def __init__(self, *args: Any, networks: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("event_kinds")  # type: ignore[attr-defined]
        _given(self, "network", networks)

    def facts(self) -> NewEvent:
        told = dict(self.cleaned_data)
        day, begins, ends = told.pop("day"), told.pop("begins"), told.pop("ends")
        network = told.pop("network")
        return NewEvent(starts_at=moment(day, begins), ends_at=moment(day, ends), network_id=network, **told)


class Bus(forms.Form):
    """A bus to the event."""

    departs_from = FreeText(label=_("Leaves from"), max_length=120)
    leaves_on = DayField(label=_("Day"))
    leaves_at = TimeField(label=_("Time"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)


class Ask(Cvr):
    """A company asked to take part."""

    title = FreeText(label=_("What the session is about"), max_length=120, required=False)
    session_at = TimeField(label=_("Session begins at"))
    seats = forms.IntegerField(label=_("How many can it meet?"), min_value=1, max_value=500)


class Group(forms.Form):
    """How many come from a school."""

    name = FreeText(label=_("School or other body"), max_length=160)
    number = forms.IntegerField(label=_("How many come?"), min_value=1, max_value=5_000)
    bus = _choice(_("Bus"))

    def __init__(self, *args: Any, buses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _given(self, "bus", buses)


class GroupCame(forms.Form):
    """How many of a group were there."""

    group = forms.TypedChoiceField(label=_("Group"), coerce=int)
    came = forms.IntegerField(label=_("How many came?"), min_value=0, max_value=5_000)

    def __init__(self, *args: Any, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _given(self, "group", groups, empty=False)


class Outcome(forms.Form):
    """What came of it for others than our own citizens."""

    kind = forms.ChoiceField(label=_("What came of it"))
    company = _choice(_("Company"))
    number = forms.IntegerField(label=_("How many"), min_value=0, max_value=5_000)

    def __init__(self, *args: Any, companies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("event_outcomes")  # type: ignore[attr-defined]
        _given(self, "company", companies)


class Awareness(forms.Form):
    """How many knew the companies, before and after."""

    asked_before = forms.IntegerField(label=_("Asked before"), min_value=0, max_value=100_000)
    knew_before = forms.IntegerField(label=_("Knew the companies before"), min_value=0, max_value=100_000)
    asked_after = forms.IntegerField(label=_("Asked after"), min_value=0, max_value=100_000)
    knew_after = forms.IntegerField(label=_("Know them after"), min_value=0, max_value=100_000)


class Seat(forms.Form):
    """A citizen's session and bus."""

    session = _choice(_("Session"))
    bus = _choice(_("Bus"))

    def __init__(self, *args: Any, sessions: Choices, buses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _given(self, "session", sessions)
        _given(self, "bus", buses)


class Came(forms.Form):
    """Did the citizen come, and what came of it?"""

    came = forms.ChoiceField(
        label=_("Did the citizen come?"), choices=(("yes", _("Yes")), ("no", _("No"))), widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(label=_("What came of it"), required=False)
    follow_up_on = DayField(label=_("Talk with the citizen about it on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", "–"), *terms("event_outcomes")]  # type: ignore[attr-defined]


class Network(forms.Form):
    """An HR network."""

    title = FreeText(label=_("Name of the network"), max_length=160)
    words = FreeText(label=_("What it is for"), max_length=2_000, rows=3, required=False)


class NewcomerNeed(forms.Form):
    """What somebody who moves for a job needs."""

    kind = forms.ChoiceField(label=_("What is needed?"))
    words = FreeText(label=_("A few words"), max_length=1_000, rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("newcomer_needs")  # type: ignore[attr-defined]


class WithoutCase(Cvr, NewcomerNeed):
    """The same for somebody without a case."""

    job = FreeText(label=_("Which job?"), max_length=120, help_text=_("The job and the month, never a name."))
    field_order = ("job", "cvr", "kind", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cvr"].required = False


class Step(forms.Form):
    """Where a need stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("Where does it stand?"), widget=forms.RadioSelect)
    referred_to = FreeText(label=_("Referred to"), max_length=120, required=False)
    outcome = FreeText(label=_("How did it go?"), max_length=1_000, rows=2, required=False)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lawful = newcomer_services.next_states(state)
        found = [pair for pair in terms("newcomer_need_states") if self.is_bound or pair[0] in lawful]
        self.fields["state"].choices = found  # type: ignore[attr-defined]
