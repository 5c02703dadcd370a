"""The forms of the sections of a case. Each carries the version its reader saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.people import queries
from tovholder.web.shared import sentences
from tovholder.web.shared.days import BirthField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField
from tovholder.web.staff.colleague_field import ColleagueField
from tovholder.web.staff.language_names import LanguageField
from tovholder.web.staff.people_forms import BirthAsked, day_field, terms
from tovholder.web.staff.people_rows import RowsForm, concept_field, level_field


class SectionForm(forms.Form):
    """A form that carries the version its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def refuse(self, refusal: NotAllowed) -> None:
        """Tell why it was not saved."""
        self.add_error(None, sentences.refusal(refusal.code, refusal.facts))

    def done(self) -> str:
        """What is said when it is saved."""
        return gettext("Saved.")

    def fill(self, actor: Actor) -> None:
        """Put in the choices that depend on the day, the language or the actor."""


class ProfileForm(BirthAsked, SectionForm):
    given_name = FreeText(label=_("Given name"), max_length=80)
    family_name = FreeText(label=_("Family name"), max_length=80)
    born_on = BirthField(label=_("Born"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    residence_from = day_field(_("Residence from"))
    takeover_on = day_field(_("Taken over"), help_text=_("The clock of the first offer starts here."))
    residence_group = forms.ChoiceField(label=_("Ground of residence"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    benefit = forms.ChoiceField(label=_("Benefit"), required=False)
    visitation = forms.ChoiceField(label=_("Visitation"), required=False)
    visited_on = day_field(_("Visitation on"))

    def fill(self, actor: Actor) -> None:
        for name, rows in (
            ("residence_group", "residence_groups"),
            ("programme", "programmes"),
            ("benefit", "benefits"),
            ("visitation", "visitations"),
        ):
            standing = str(self.initial.get(name) or "")
            choices = terms(rows)
            if standing and standing not in dict(choices):
                choices.append((standing, _word(rows, standing)))  # a name of its time stays on its case
            self.choose(name, choices)


def _word(rows: str, code: str) -> str:
    from tovholder.web.staff.people_forms import language

    return parameters.term(rows, code).label(language()) if parameters.is_term(rows, code) else code


class CalledForm(SectionForm):
    called = FreeText(
        label=_("What companies may call the citizen"),
        max_length=80,
        required=False,
        help_text=_(
            "Ask every citizen, and write what the citizen says: a given name, a full name or another. "
            "Companies read it from an interview on. Until something is written they read a code instead of a name."
        ),
    )


class DanishForm(SectionForm):
    literacy = forms.ChoiceField(label=_("Reads and writes"), required=False)
    needs_interpreter = forms.NullBooleanField(
        label=_("Needs an interpreter"),
        required=False,
        widget=forms.Select(choices=[("", _("Not asked yet")), ("true", _("Yes")), ("false", _("No"))]),
    )
    interpreter_language = LanguageField(label=_("Language of the interpreter"))
    danish_track = forms.TypedChoiceField(label=_("Danish education"), required=False, coerce=int, empty_value=None)
    danish_module = forms.IntegerField(label=_("Modules passed"), required=False, min_value=0, max_value=6)
    danish_test = forms.ChoiceField(label=_("Highest test passed"), required=False)

    def fill(self, actor: Actor) -> None:
        self.choose("literacy", terms("literacy_levels"))
        self.choose("danish_test", terms("danish_tests"))
        self.choose("danish_track", [(code.removeprefix("du"), words) for code, words in terms("danish_tracks")])


class ReachForm(SectionForm):
    travel_means = forms.ChoiceField(label=_("Travels by"), required=False)
    travel_minutes = forms.IntegerField(label=_("Minutes one way, at most"), required=False, min_value=0, max_value=240)
    available_from = day_field(_("Available from"))
    available_until = day_field(_("Available until"))
    hours_min = AmountField(
        label=_("Hours a week, at least"), required=False, max_value=48, max_digits=4, decimal_places=1
    )
    hours_max = AmountField(
        label=_("Hours a week, at most"), required=False, max_value=48, max_digits=4, decimal_places=1
    )

    def fill(self, actor: Actor) -> None:
        self.choose("travel_means", terms("travel_means"))


class SkillsForm(RowsForm, SectionForm):
    once = "skill"
    columns = {
        "skill": lambda: concept_field("skill", _("Skill")),
        "level": lambda: level_field(_("Level"), [(1, _("Some")), (2, _("Good")), (3, _("Expert"))], 2),
        "evidence": lambda: forms.ChoiceField(label=_("Evidence"), choices=terms("evidence_kinds")[1:], required=False),
    }


class WishesForm(RowsForm, SectionForm):
    columns = {
        "industry": lambda: concept_field("industry", _("Industry")),
        "occupation": lambda: concept_field("occupation", _("Occupation")),
    }


class LanguagesForm(RowsForm, SectionForm):
    once = "language"
    columns = {
        "language": lambda: LanguageField(label=_("Language")),
        "spoken": lambda: level_field(_("Speaks"), [(1, _("Some")), (2, _("Good")), (3, _("Fluently"))], 2),
        "written": lambda: level_field(
            _("Writes"), [(0, _("Not")), (1, _("Some")), (2, _("Good")), (3, _("Fluently"))], 0
        ),
    }


class ExperienceForm(RowsForm, SectionForm):
    columns = {
        "title": lambda: FreeText(label=_("Work"), max_length=120, required=False),
        "occupation": lambda: concept_field("occupation", _("Occupation")),
        "months": lambda: forms.IntegerField(label=_("Months"), min_value=0, max_value=720, required=False),
        "before_denmark": lambda: forms.BooleanField(label=_("Before Denmark"), required=False),
        "employer_cvr": lambda: forms.RegexField(r"^\d{8}$", label=_("Employer's CVR, in Denmark"), required=False),
        "ended_on": lambda: day_field(_("Ended")),
    }


class EducationForm(RowsForm, SectionForm):
    columns = {
        "title": lambda: FreeText(label=_("Education"), max_length=120, required=False),
        "years": lambda: forms.IntegerField(label=_("Years"), min_value=0, max_value=30, required=False),
        "ended_year": lambda: forms.IntegerField(label=_("Ended in"), min_value=1950, max_value=2100, required=False),
        "country": lambda: forms.CharField(label=_("Country (two letters)"), max_length=2, required=False),
    }


class TicksForm(SectionForm):
    """A list to tick, and whether somebody asked: an empty list means none only when it was asked."""

    rows_name = ""
    codes = forms.MultipleChoiceField(label="", required=False, widget=forms.CheckboxSelectMultiple())
    known = forms.BooleanField(
        label=_("This has been asked"), required=False, help_text=_("Nothing ticked and asked means: none.")
    )

    def fill(self, actor: Actor) -> None:
        self.choose("codes", terms(self.rows_name)[1:])


class LicencesForm(TicksForm):
    rows_name = "licences"

    def fill(self, actor: Actor) -> None:
        super().fill(actor)
        self.fields["codes"].label = _("Licences and certificates")


class ConsiderationsForm(TicksForm):
    rows_name = "considerations"

    def fill(self, actor: Actor) -> None:
        super().fill(actor)
        self.fields["codes"].label = _("What a workplace must take into account")
        self.fields["codes"].help_text = _("Never the reason behind it.")


class AddressForm(SectionForm):
    street = FreeText(label=_("Street"), max_length=120, required=False)
    postcode = forms.RegexField(
        r"^\d{4}$", label=_("Postcode"), required=False, error_messages={"invalid": _("Four digits.")}
    )
    city = FreeText(label=_("Town"), max_length=80, required=False)


class CprForm(BirthAsked, SectionForm):
    cpr = forms.CharField(
        label=_("New CPR number"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("The case stays the same: history, contacts and stays follow."),
    )


class ProtectionForm(SectionForm):
    protected = forms.BooleanField(
        label=_("Name and address are protected"),
        required=False,
        help_text=_(
            "The postcode leaves the case, and sharing with other municipalities stops at once. "
            "What companies may call the citizen is emptied: ask again."
        ),
    )


class AssignForm(SectionForm):
    contact = ColleagueField(
        label=_("The one named contact"),
        help_text=_("Write part of the name or the unit."),
        suggestions="staff:names_of_contacts",
    )
    why = forms.ChoiceField(
        label=_("Why the case is handed over"),
        required=False,
        help_text=_("Only for a colleague of another unit, who can read the case from then on."),
    )

    def fill(self, actor: Actor) -> None:
        self.choose("why", [("", "–"), *terms("contact_change_reasons")])
        self.fields["contact"].circle = queries.circle(actor=actor)  # type: ignore[attr-defined]

    def done(self) -> str:
        told = self.fields["contact"].told(self.cleaned_data["contact"])  # type: ignore[attr-defined]
        return gettext("%(name)s is the named contact now.") % {"name": told}


class SharingForm(SectionForm):
    legal_basis = forms.ChoiceField(label=_("Legal basis"))
    told = FreeText(
        label=_("What the citizen was told, and in which language"),
        rows=3,
        max_length=2_000,
    )
    told_on = day_field(_("Told on"), required=True)
    ends_before = day_field(_("Shared until, not included"), required=True)

    def fill(self, actor: Actor) -> None:
        self.choose("legal_basis", terms("legal_bases"))


class ObjectionForm(SectionForm):
    objects = forms.BooleanField(label=_("The citizen objects to being shared in the common pool"))


class CloseForm(SectionForm):
    reason = forms.ChoiceField(label=_("Why the case is closed"))

    def fill(self, actor: Actor) -> None:
        self.choose("reason", terms("case_closed_reasons"))


class StopSharingForm(SectionForm):
    stops = forms.BooleanField(
        label=_("The citizen is no longer shown to other municipalities"),
        help_text=_("For example because the purpose is reached. An objection by the citizen is written down as one."),
    )


class ReopenForm(SectionForm):
    """Nothing to say but that it shall be so."""
