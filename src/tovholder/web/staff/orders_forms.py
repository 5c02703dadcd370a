"""The forms of a job order: take it in the company's words, confirm its profile, answer, withdraw, hand over."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.circles import Circle
from tovholder.companies import queries
from tovholder.companies.facts import OrderProfile, SkillNeed
from tovholder.vocabulary.concepts import Kind
from tovholder.web.shared import concepts
from tovholder.web.shared.choices import danish_levels, language, terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField
from tovholder.web.staff.colleague_field import ColleagueField

LEVELS = ((1, _("some")), (2, _("good")), (3, _("expert")))
NEEDS = (("required", _("Required")), ("useful", _("Useful")))


class ConceptField(forms.CharField):
    """An occupation or a skill as people write it; becomes its code. Suggestions come while typing.

    `standing`: the codes whose names the form filled in."""

    standing: tuple[str, ...] = ()

    def __init__(self, *, kind: Kind, **kwargs: Any) -> None:
        self.kind = kind
        attributes = {
            "list": f"names-of-{kind}",
            "autocomplete": "off",
            "hx-get": reverse_lazy("staff:order_names", args=["kompetence" if kind == "skill" else "stilling"]),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#names-of-{kind}",
        }
        super().__init__(max_length=120, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "")
        code = concepts.code_of(self.kind, typed, self.standing) if typed else ""
        if typed and not code:
            raise forms.ValidationError(self._not_known(typed))
        return code

    def _not_known(self, typed: str) -> str:
        names = ", ".join(each.label for each in concepts.suggest(self.kind, typed[:4], language(), limit=5))
        if not names:
            return gettext("We do not know “%(typed)s”. Try another word for it.") % {"typed": typed}
        return gettext("We do not know “%(typed)s”. Do you mean: %(names)s?") % {"typed": typed, "names": names}


class TakeOrder(forms.Form):
    """An order as the company tells it. Everything else is found in the words, or asked about next."""

    request_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    unit = forms.TypedChoiceField(coerce=int, label=_("Workplace"))
    words = FreeText(
        label=_("What does the company need, in its own words?"),
        help_text=_(
            "Write it as it was said: the tasks, how many, when, hours, how much Danish, what one must be able to."
        ),
        max_length=8_000,
        rows=8,
    )
    title = FreeText(label=_("Title"), max_length=160, required=False)
    places = forms.IntegerField(label=_("How many places?"), min_value=1, max_value=500, initial=1)
    contact = forms.TypedChoiceField(
        label=_("Contact person at the company"), required=False, coerce=int, empty_value=None
    )
    answer_by = DayField(label=_("The company's deadline"), required=False)

    def __init__(self, *args: Any, company: queries.Company, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"request_key": uuid4().hex})
        super().__init__(*args, **kwargs)
        units = [(unit.pk, f"{unit.name} ({unit.p_number})") for unit in company.units.all()]
        contacts = [(contact.pk, contact.name) for contact in company.contacts.all()]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["contact"].choices = [("", "–"), *contacts]  # type: ignore[attr-defined]
        if contacts:
            self.initial.setdefault("contact", contacts[0][0])


class Profile(forms.Form):
    """The structured need. Filled from the words; a person confirms every line."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = FreeText(label=_("Title"), max_length=160)
    occupation = ConceptField(kind="occupation", label=_("Occupation"), required=False)
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    kinds = forms.MultipleChoiceField(label=_("What does the company offer?"), widget=forms.CheckboxSelectMultiple)
    danish_level = forms.TypedChoiceField(
        label=_("How much Danish do the tasks take?"), required=False, coerce=int, empty_value=None
    )
    places = forms.IntegerField(label=_("How many places?"), min_value=1, max_value=500)
    hours_min = AmountField(
        label=_("Hours a week, at least"), required=False, max_value=37, max_digits=4, decimal_places=1
    )
    hours_max = AmountField(
        label=_("Hours a week, at most"), required=False, max_value=37, max_digits=4, decimal_places=1
    )
    start_earliest = DayField(label=_("Can start from"), required=False)
    start_latest = DayField(label=_("Must start by"), required=False)
    answer_by = DayField(label=_("The company's deadline"), required=False)
    tasks = FreeText(label=_("Tasks"), required=False, max_length=4_000, rows=4)
    licences = forms.MultipleChoiceField(
        label=_("Licences and certificates"), required=False, widget=forms.CheckboxSelectMultiple
    )
    strains = forms.MultipleChoiceField(
        label=_("What do the tasks ask of body and mind?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, on: date, standing: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occupation"].standing = standing  # type: ignore[attr-defined]
        choices: dict[str, Sequence[Any]] = {
            "industry": [("", "–"), *concepts.choices("industry", language())],
            "kinds": terms("placement_kinds", on=on),
            "licences": terms("licences"),
            "strains": terms("strains"),
            "danish_level": [("", _("Not known yet")), *danish_levels()],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if _turned_round(told.get("hours_min"), told.get("hours_max")):
            self.add_error("hours_max", _("At most is less than at least."))
        if _turned_round(told.get("start_earliest"), told.get("start_latest")):
            self.add_error("start_latest", _("This day is before the first one."))
        return told


def _turned_round(least: Any, most: Any) -> bool:
    return least is not None and most is not None and least > most


class Skill(forms.Form):
    """One skill of the profile. An emptied line is left out."""

    skill = ConceptField(kind="skill", label=_("Skill"), required=False)
    need = forms.ChoiceField(label=_("Need"), choices=NEEDS, initial="useful")
    level = forms.TypedChoiceField(label=_("Level"), choices=LEVELS, coerce=int, initial=1)

    def __init__(self, *args: Any, standing: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skill"].standing = standing  # type: ignore[attr-defined]


Skills = forms.formset_factory(Skill, extra=3, max_num=60, absolute_max=60)


def profile_of(form: Profile, skills: "forms.BaseFormSet[Skill]") -> OrderProfile:
    """What was confirmed, as the service takes it. Both forms are valid."""
    told = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    for name in ("kinds", "licences", "strains"):
        told[name] = tuple(told[name])
    return OrderProfile(**told, skills=_needs(line.cleaned_data for line in skills))


def _needs(lines: Iterable[dict[str, Any]]) -> tuple[SkillNeed, ...]:
    """Each skill once; the stronger need and the higher level count."""
    found: dict[str, SkillNeed] = {}
    for line in lines:
        code = line.get("skill")
        if code:  # an emptied line
            before = found.get(code, SkillNeed(code))
            required = before.required or line["need"] == "required"
            found[code] = SkillNeed(code, required, max(before.level, int(line["level"] or 1)))
    return tuple(found.values())


def profile_initial(order: queries.JobOrder) -> dict[str, Any]:
    """The form as the order stands."""
    names: tuple[str, ...] = (
        "version",
        "title",
        "industry",
        "kinds",
        "danish_level",
        "places",
        "hours_min",
        "hours_max",
    )
    names += ("start_earliest", "start_latest", "answer_by", "tasks", "strains")
    told = {name: getattr(order, name) for name in names}
    told["occupation"] = concepts.label(order.occupation, language())
    told["licences"] = [licence.code for licence in order.licences.all()]
    return told


def skills_initial(order: queries.JobOrder) -> list[dict[str, Any]]:
    return [
        {
            "skill": concepts.label(row.skill, language()),
            "need": "required" if row.required else "useful",
            "level": row.level,
        }
        for row in order.skills.all()
    ]


class Withdraw(forms.Form):
    """The company does not need anybody after all."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = FreeText(label=_("Why?"), max_length=1_000, rows=2)


class ChooseContact(forms.Form):
    """Whom to ask at the company instead of somebody who has left."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    contact = forms.TypedChoiceField(label=_("Contact person at the company"), coerce=int)

    def __init__(self, *args: Any, contacts: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].choices = [  # type: ignore[attr-defined]
            (each.pk, f"{each.name}, {each.title}" if each.title else each.name) for each in contacts
        ]


class HandOver(forms.Form):
    """Another tovholder takes the order on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    owner = ColleagueField(
        label=_("New tovholder"),
        help_text=_("Write part of the name, the municipality or the unit."),
        suggestions="staff:names_of_consultants",
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].circle = circle  # type: ignore[attr-defined]
