"""The forms of the reception: the handover, one of the family, a file, the checklist, the course and the meetings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.actors import Actor
from tovholder.pathways import reception_queries as queries
from tovholder.pathways import reception_rules as rules
from tovholder.pathways.reception_facts import HandoverFacts, MemberFacts, SentFile
from tovholder.people import queries as people
from tovholder.web.shared import concepts, sentences, weekdays
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.days import BirthField, DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key
from tovholder.web.staff.colleague_field import ColleagueField
from tovholder.web.staff.language_names import LanguageField
from tovholder.web.staff.people_family import RELATIONS
from tovholder.web.staff.people_forms import terms as optional_terms
from tovholder.web.staff.people_rows import ConceptField, concept_field

LANGUAGES, SKILLS, WORK, SCHOOL, WISHES = 3, 5, 3, 2, 3  # lines of each; the case takes more

Group = tuple[str | Promise, list[str]]


class Grouped(forms.Form):
    """A long form in parts with a heading each."""

    groups: tuple[Group, ...] = ()

    @property
    def parts(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups]

    @property
    def hidden(self) -> list[forms.BoundField]:
        return self.hidden_fields()

    @property
    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """The vocabulary lists the fields suggest from, by kind."""
        kinds = {field.kind for field in self.fields.values() if isinstance(field, ConceptField)}
        return {kind: concepts.choices(kind, language()) for kind in sorted(kinds)}


class HandoverForm(Grouped):
    """About the handover itself. A centre chooses the municipality; a municipality writes which centre it was."""

    groups: tuple[Group, ...] = (
        (_("The move"), ["receiver", "sender_name", "assigned_on", "takeover_on", "moves_on"]),
        (_("What may be handed on"), ["consent_on", "handover_words"]),
    )
    receiver = forms.ChoiceField(label=_("To which municipality"))
    sender_name = FreeText(label=_("From which asylum centre"), max_length=120, required=False)
    assigned_on = DayField(
        label=_("Assigned to the municipality on"),
        required=False,
        help_text=_("The municipality takes over at the beginning of the second month after."),
    )
    takeover_on = DayField(
        label=_("Takeover, if earlier"), required=False, help_text=_("Only when the family wants to move before.")
    )
    moves_on = DayField(label=_("Moves on"), required=False)
    consent_on = DayField(
        label=_("Said yes on"),
        required=False,
        help_text=_("The family has said yes to what it can being handed on. Who it is, the law hands on."),
    )
    handover_words = FreeText(
        asks_health=True,
        label=_("What the municipality should know"),
        required=False,
        max_length=4_000,
        rows=4,
        help_text=_("No health: the medical record goes its own way. No address of somebody protected."),
    )

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.actor = actor
        if queries.is_centre(actor):
            own = [(str(each.pk), each.name) for each in queries.receivers()]
            self.fields["receiver"].choices = [("", "–"), *own]  # type: ignore[attr-defined]
            del self.fields["sender_name"]
        else:
            del self.fields["receiver"]

    def handover(self) -> HandoverFacts:
        told = self.cleaned_data
        names = ("assigned_on", "takeover_on", "moves_on", "consent_on")
        receiver = int(told["receiver"]) if "receiver" in told else self.actor.organisation_id or 0
        return HandoverFacts(
            receiver_id=receiver,
            sender_name=told.get("sender_name", ""),
            words=told["handover_words"],
            **{name: told[name] for name in names},
        )


class MemberForm(Grouped):
    """One of the family. Only the name is needed."""

    groups: tuple[Group, ...] = (
        (
            _("Who it is"),
            ["relation", "given_name", "family_name", "cpr", "born_on", "phone", "email", "protected"],
        ),
        (_("Residence"), ["residence_from", "residence_group"]),
        (
            _("Language and Danish"),
            [
                *(f"language_{n}" for n in range(1, LANGUAGES + 1)), "needs_interpreter", "interpreter_language",
                "literacy", "danish_track", "danish_module",
            ],
        ),
        (
            _("What the person can and wants"),
            [
                *(f"{name}_{n}" for n in range(1, WORK + 1) for name in ("work", "months")),
                *(f"{name}_{n}" for n in range(1, SCHOOL + 1) for name in ("school", "years")),
                *(f"skill_{n}" for n in range(1, SKILLS + 1)),
                *(f"wish_{n}" for n in range(1, WISHES + 1)),
                "words",
            ],
        ),
    )  # fmt: skip
    relation = forms.ChoiceField(label=_("Is to the first one"), choices=[("", "–"), *RELATIONS.items()])
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
    phone = forms.CharField(
        label=_("Telephone"), max_length=20, required=False, help_text=_("The same for several of a family is fine.")
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    protected = forms.BooleanField(label=_("Name and address are protected"), required=False)
    residence_from = DayField(label=_("Residence from"), required=False)
    residence_group = forms.ChoiceField(label=_("Ground of residence"), required=False)
    needs_interpreter = forms.NullBooleanField(
        label=_("Needs an interpreter"),
        required=False,
        widget=forms.Select(choices=[("", _("Not asked yet")), ("true", _("Yes")), ("false", _("No"))]),
    )
    interpreter_language = LanguageField(label=_("Language of the interpreter"))
    literacy = forms.ChoiceField(label=_("Reads and writes"), required=False)
    danish_track = forms.TypedChoiceField(label=_("Danish education"), required=False, coerce=int, empty_value=None)
    danish_module = forms.IntegerField(label=_("Modules passed"), required=False, min_value=0, max_value=6)
    words = FreeText(
        asks_health=True,
        label=_("More about the person"),
        required=False,
        max_length=2_000,
        rows=3,
        help_text=_("No health: the medical record goes its own way. No address of somebody protected."),
    )

    def __init__(self, *args: Any, is_first: bool, has_number: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.has_number = has_number
        if is_first:
            del self.fields["relation"]
        if has_number:
            self.fields["cpr"].help_text = _("A number is written down. Leave this empty to keep it.")
        self.fields["residence_group"].choices = optional_terms("residence_groups")  # type: ignore[attr-defined]
        self.fields["literacy"].choices = optional_terms("literacy_levels")  # type: ignore[attr-defined]
        tracks = [(code.removeprefix("du"), words) for code, words in optional_terms("danish_tracks")]
        self.fields["danish_track"].choices = tracks  # type: ignore[attr-defined]
        self._add_lines()

    def _add_lines(self) -> None:
        for n in range(1, LANGUAGES + 1):
            self.fields[f"language_{n}"] = LanguageField(label=gettext("Language %(n)s") % {"n": n})
        for n in range(1, SKILLS + 1):
            self.fields[f"skill_{n}"] = concept_field("skill", gettext("Skill %(n)s") % {"n": n})
        for n in range(1, WISHES + 1):
            self.fields[f"wish_{n}"] = concept_field("industry", gettext("Wants to work in %(n)s") % {"n": n})
        for n in range(1, WORK + 1):
            self.fields[f"work_{n}"] = FreeText(label=gettext("Work %(n)s") % {"n": n}, max_length=120, required=False)
            self.fields[f"months_{n}"] = _whole(gettext("Months of work %(n)s") % {"n": n}, 720)
        for n in range(1, SCHOOL + 1):
            label = gettext("Education %(n)s") % {"n": n}
            self.fields[f"school_{n}"] = FreeText(label=label, max_length=120, required=False)
            self.fields[f"years_{n}"] = _whole(gettext("Years of education %(n)s") % {"n": n}, 30)

    def member(self) -> MemberFacts:
        told = self.cleaned_data
        plain = {
            name: told[name]
            for name in (
                "given_name", "family_name", "born_on", "phone", "email", "protected", "residence_from",
                "residence_group", "literacy", "needs_interpreter", "interpreter_language", "danish_track",
                "danish_module", "words",
            )
        }  # fmt: skip
        return MemberFacts(
            relation=told.get("relation", ""),
            cpr=None if self.has_number and not told["cpr"] else told["cpr"],
            languages=_filled(told, "language", LANGUAGES),
            skills=_filled(told, "skill", SKILLS),
            wishes=_filled(told, "wish", WISHES),
            work=tuple((title, told[f"months_{n}"] or 0) for n, title in _numbered(told, "work", WORK)),
            schooling=tuple((title, told[f"years_{n}"]) for n, title in _numbered(told, "school", SCHOOL)),
            **plain,
        )


def _whole(label: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False)


def _numbered(told: dict[str, Any], name: str, lines: int) -> Iterable[tuple[int, str]]:
    return [(n, told[f"{name}_{n}"]) for n in range(1, lines + 1) if told.get(f"{name}_{n}")]


def _filled(told: dict[str, Any], name: str, lines: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for _, value in _numbered(told, name, lines)))


def member_initial(row: Any) -> dict[str, Any]:
    """What is told of one, as the form shows it; the number is not shown again."""
    names = (
        "relation", "given_name", "family_name", "born_on", "phone", "email", "protected", "residence_from",
        "residence_group", "literacy", "needs_interpreter", "interpreter_language", "danish_track", "danish_module",
        "words",
    )  # fmt: skip
    told: dict[str, Any] = {name: getattr(row, name) for name in names}
    for name, values in (("language", row.languages), ("skill", row.skills), ("wish", row.wishes)):
        told |= {f"{name}_{n}": value for n, value in enumerate(values, 1)}
    for (name, number), values in ((("work", "months"), row.work), (("school", "years"), row.schooling)):
        for n, (title, length) in enumerate(values, 1):
            told |= {f"{name}_{n}": title, f"{number}_{n}": length}
    return told


def next_of_family(first: Any) -> dict[str, Any]:
    """What the next of a family most often has in common with the first: nobody types it twice."""
    names = ("family_name", "phone", "residence_from", "residence_group", "interpreter_language")
    told = {name: getattr(first, name) for name in names}
    return told | {f"language_{n}": value for n, value in enumerate(first.languages, 1)}


class FileField(forms.FileField):
    """A file that was scanned or photographed. Looked at before it is read: what it holds, and how large it is."""

    def __init__(self, **how: Any) -> None:
        widget = forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
        faults = {"empty": _("There is nothing in the file. Choose it once more."), "required": _("Choose a file.")}
        told = _("PDF, JPG or PNG. A large photo must be made smaller first.")
        super().__init__(widget=widget, error_messages=faults, max_length=200, help_text=told, **how)

    def clean(self, data: Any, initial: Any = None) -> SentFile | None:
        file = super().clean(data, initial)
        if not file:
            return None
        decision = rules.takes_file(name=file.name, start=file.read(16), size=file.size, on=timezone.localdate())
        if decision.refused:
            raise forms.ValidationError(sentences.sentence(decision))
        file.seek(0)
        return SentFile(file.name, file.read())


class NewForm(MemberForm, HandoverForm):
    """The first of the family, the move and the file in one go."""

    groups = (MemberForm.groups[0], *HandoverForm.groups, *MemberForm.groups[1:], (_("The form as it came"), ["file"]))
    request_key = request_key()
    file = FileField(label=_("File"), required=False)


class VersionedHandover(HandoverForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionedMember(MemberForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class Attach(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    file = FileField(label=_("File"))


class Step(forms.Form):
    """A step that asks nothing more."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SendBack(Step):
    answer = FreeText(asks_health=True, label=_("Why"), rows=3, max_length=500)


class TakeIn(Step):
    """Who becomes the contact of the whole family, and what is to be done about somebody who is here already."""

    contact = ColleagueField(label=_("The family's one contact"), suggestions="staff:names_of_contacts")

    def __init__(self, *args: Any, actor: Actor, known: list[queries.Known], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["contact"].circle = people.circle(actor=actor)  # type: ignore[attr-defined]
        for match in known:
            choices = [("", "–"), ("join", _("Go on in the case that is here"))]
            choices += [] if match.by_number else [("new", _("It is another person: open a new case"))]
            label = gettext("%(name)s is here already") % {"name": match.name}
            self.fields[f"choice_{match.place}"] = forms.ChoiceField(label=label, choices=choices)

    def choices(self) -> dict[int, str]:
        told = self.cleaned_data
        return {int(name.removeprefix("choice_")): told[name] for name in told if name.startswith("choice_")}


class TaskForm(forms.Form):
    """Where one thing of the checklist stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(max_length=32, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("Status"))
    done_on = DayField(label=_("In place since"), required=False)
    due_on = DayField(label=_("Due"), required=False)
    mine = forms.BooleanField(label=_("I see to it"), required=False)
    words = FreeText(asks_health=True, label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["state"].choices = terms("reception_states")  # type: ignore[attr-defined]


def task_form(task: Any, actor: Actor) -> TaskForm:
    names = ("version", "code", "state", "done_on", "due_on", "words")
    initial = {name: getattr(task, name) for name in names} | {"mine": task.owner_id == actor.membership_id}
    return TaskForm(initial=initial, auto_id=f"{task.code}_%s")


class DutyForm(forms.Form):
    """Where one thing of the centre's side stands: no words, as nobody of the family is shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(max_length=32, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("Status"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["state"].choices = terms("reception_states")  # type: ignore[attr-defined]


def duty_form(task: Any) -> DutyForm:
    initial = {name: getattr(task, name) for name in ("version", "code", "state")}
    return DutyForm(initial=initial, auto_id=f"{task.code}_%s")


class CourseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = DayField(label=_("First day"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["weekdays"].choices = list(weekdays.names().items())[:5]  # type: ignore[attr-defined]


class MeetingForm(forms.Form):
    request_key = request_key()
    planned_on = DayField(label=_("Day"))


class HouseMeetingForm(MeetingForm):
    kind = forms.ChoiceField(label=_("Which meeting"))
    centre = forms.TypedChoiceField(label=_("With"), coerce=int)

    def __init__(self, *args: Any, houses: Iterable[Any], kinds: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["centre"].choices = [(each.pk, each.name) for each in houses]  # type: ignore[attr-defined]
        self.order_fields(["request_key", "kind", "centre", "planned_on"])


class HeldForm(forms.Form):
    """That a meeting was held, and what came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    meeting = forms.IntegerField(widget=forms.HiddenInput)
    held_on = DayField(label=_("Held on"))
    minutes = FreeText(asks_health=True, label=_("What was agreed"), rows=3, max_length=4_000)


def held_form(meeting: Any) -> HeldForm:
    initial = {"version": meeting.version, "meeting": meeting.pk, "held_on": meeting.held_on or timezone.localdate()}
    return HeldForm(initial=initial | {"minutes": meeting.minutes}, auto_id=f"meeting{meeting.pk}_%s")
