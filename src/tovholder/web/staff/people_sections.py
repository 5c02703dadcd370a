"""The sections of a case as forms: fields, what stands now, and the service that saves. One entry a section."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tovholder.pathways import services as pathways
from tovholder.people import facts, portrait, queries, services
from tovholder.proposals import closing
from tovholder.web.staff.people_section_forms import (
    AddressForm,
    AssignForm,
    CalledForm,
    CloseForm,
    ConsiderationsForm,
    CprForm,
    DanishForm,
    EducationForm,
    ExperienceForm,
    LanguagesForm,
    LicencesForm,
    ObjectionForm,
    ProfileForm,
    ProtectionForm,
    ReachForm,
    ReopenForm,
    SectionForm,
    SharingForm,
    SkillsForm,
    StopSharingForm,
    WishesForm,
)

Initial = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """`initial` reads what stands now; `save` takes (common arguments, cleaned data)."""

    title: Promise
    form: type[SectionForm]
    initial: Callable[[queries.Person], Initial]
    save: Callable[[dict[str, Any], dict[str, Any]], object]

    @property
    def button(self) -> Promise:
        """What the button says: closing a case is not just saving."""
        return _BUTTONS.get(self.form, _("Save"))

    def fits(self, person: queries.Person, *, is_shared: bool) -> bool:
        """Whether there is something to do here: what is open cannot be opened again."""
        if self.form in (CloseForm, ReopenForm):
            return (person.closed_on is not None) is (self.form is ReopenForm)
        return is_shared or self.form is not StopSharingForm


_BUTTONS: dict[type[SectionForm], Promise] = {CloseForm: _("Close the case"), ReopenForm: _("Open the case again")}


def _fields(*names: str) -> Callable[[queries.Person], Initial]:
    return lambda person: {name: getattr(person, name) for name in names}


def _nothing(person: queries.Person) -> Initial:
    return {}


def _lines(name: str, **columns: str) -> Callable[[queries.Person], Initial]:
    """What stands in a list, as rows of its form: column of the form = field of the line."""

    def read(person: queries.Person) -> Initial:
        lines = getattr(portrait.of(person.pk), name)
        return {"rows": [{column: getattr(line, field) for column, field in columns.items()} for line in lines]}

    return read


def _ticks(name: str, known: str) -> Callable[[queries.Person], Initial]:
    def read(person: queries.Person) -> Initial:
        lines = getattr(portrait.of(person.pk), name)
        return {"codes": [line.code for line in lines], "known": getattr(person, known)}

    return read


def _rows(told: dict[str, Any], *needed: str) -> list[dict[str, Any]]:
    return [row for row in told["rows"] if any(row.get(name) for name in needed)]


def _save_skills(common: dict[str, Any], told: dict[str, Any]) -> object:
    held = [facts.HeldSkill(row["skill"], int(row["level"]), row["evidence"] or "told") for row in _rows(told, "skill")]
    return services.set_competences(competences=held, on=timezone.localdate(), **common)


def _save_experience(common: dict[str, Any], told: dict[str, Any]) -> object:
    worked = [
        facts.Worked(
            title=row["title"] or row["occupation"],
            months=row["months"] or 0,
            occupation=row["occupation"],
            before_denmark=row["before_denmark"],
            employer_cvr=row["employer_cvr"] or "",
            ended_on=row["ended_on"],
        )
        for row in _rows(told, "title", "occupation")
    ]
    return services.set_experience(experience=worked, **common)


def _save_education(common: dict[str, Any], told: dict[str, Any]) -> object:
    """The level of an education stands as it was: this form does not ask for it."""
    levels = {line.words: line.code for line in portrait.of(common["person_id"]).education}
    schooled = [
        facts.Schooled(
            title=row["title"],
            level=levels.get(row["title"], ""),
            years=row["years"],
            country=row["country"].upper(),
            ended_year=row["ended_year"],
        )
        for row in _rows(told, "title")
    ]
    return services.set_education(education=schooled, **common)


def _save_licences(common: dict[str, Any], told: dict[str, Any]) -> object:
    """The last day of a licence stands as it was: this form does not ask for it."""
    ends = {line.code: line.day for line in portrait.of(common["person_id"]).licences}
    held = [facts.HeldLicence(code, ends.get(code)) for code in told["codes"]]
    return services.set_licences(licences=held, known=told["known"], **common)


def _save_protection(common: dict[str, Any], told: dict[str, Any]) -> object:
    return closing.protect(**common) if told["protected"] else services.unprotect(**common)


def _without_version(common: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in common.items() if name != "version"}


def _share(common: dict[str, Any], told: dict[str, Any]) -> object:
    today = timezone.localdate()
    told = {name: value for name, value in told.items() if name != "version"}
    return services.share_in_pool(purpose=queries.POOL_PURPOSE, starts_on=today, **told, **_without_version(common))


_PROFILE = tuple(facts.Profile.__dataclass_fields__)
_DANISH = tuple(facts.Danish.__dataclass_fields__)
_REACH = tuple(facts.Reach.__dataclass_fields__)


def _only(told: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: told[name] for name in names}


# For those who work in the case itself alone: what is told to nobody else, who is one of them, and whose case it is.
WITHIN_THE_CASE = ("hensyn", "kontakt", "cpr")
SECTIONS: dict[str, Section] = {
    "profil": Section(
        _("Name and legal frame"),
        ProfileForm,
        _fields(*_PROFILE),
        lambda common, told: services.set_profile(
            profile=facts.Profile(**_only(told, _PROFILE)), birth_is_right=told["birth_is_right"], **common
        ),
    ),
    "kaldenavn": Section(
        _("Name for companies"),
        CalledForm,
        _fields("called"),
        lambda common, told: services.set_called(called=told["called"], **common),
    ),
    "dansk": Section(
        _("Danish and languages"),
        DanishForm,
        _fields(*_DANISH),
        lambda common, told: services.set_danish(danish=facts.Danish(**_only(told, _DANISH)), **common),
    ),
    "tid": Section(
        _("When and how far"),
        ReachForm,
        _fields(*_REACH),
        lambda common, told: services.set_reach(reach=facts.Reach(**_only(told, _REACH)), **common),
    ),
    "kompetencer": Section(
        _("Competences"), SkillsForm, _lines("competences", skill="code", level="number", evidence="kind"), _save_skills
    ),
    "oensker": Section(
        _("Wishes"),
        WishesForm,
        _lines("wishes", industry="code", occupation="words"),
        lambda common, told: services.set_wishes(
            wishes=[facts.Wanted(row["industry"], row["occupation"]) for row in _rows(told, "industry", "occupation")],
            **common,
        ),
    ),
    "sprog": Section(
        _("Languages"),
        LanguagesForm,
        _lines("languages", language="code", spoken="number", written="second"),
        lambda common, told: services.set_languages(
            languages=[
                facts.Spoken(row["language"], int(row["spoken"]), int(row["written"]))
                for row in _rows(told, "language")
            ],
            **common,
        ),
    ),
    "arbejde": Section(
        _("Work so far"),
        ExperienceForm,
        _lines(
            "experience",
            title="words",
            occupation="code",
            months="number",
            before_denmark="second",
            employer_cvr="kind",
            ended_on="day",
        ),
        _save_experience,
    ),
    "uddannelse": Section(
        _("Education"),
        EducationForm,
        _lines("education", title="words", years="number", ended_year="second", country="kind"),
        _save_education,
    ),
    "koerekort": Section(
        _("Licences and certificates"),
        LicencesForm,
        _ticks("licences", "licences_known"),
        _save_licences,
    ),
    "hensyn": Section(
        _("Considerations"),
        ConsiderationsForm,
        _ticks("considerations", "considerations_known"),
        lambda common, told: services.set_considerations(codes=told["codes"], known=told["known"], **common),
    ),
    "adresse": Section(
        _("Address"),
        AddressForm,
        _nothing,
        lambda common, told: services.set_address(**_only(told, ("street", "postcode", "city")), **common),
    ),
    "cpr": Section(
        _("CPR number"),
        CprForm,
        _nothing,
        lambda common, told: services.change_cpr(cpr=told["cpr"], birth_is_right=told["birth_is_right"], **common),
    ),
    "beskyttelse": Section(_("Protection"), ProtectionForm, _fields("protected"), _save_protection),
    "kontakt": Section(
        _("The one named contact"),
        AssignForm,
        lambda person: {"contact": person.contact_id},
        lambda common, told: services.assign_contact(contact_id=told["contact"], why=told["why"], **common),
    ),
    "deling": Section(_("Shown to other municipalities"), SharingForm, _nothing, _share),
    "indsigelse": Section(
        _("Objection to sharing"),
        ObjectionForm,
        _nothing,
        lambda common, told: services.object_to_sharing(on=timezone.localdate(), **_without_version(common)),
    ),
    "stopdeling": Section(
        _("Stop showing to other municipalities"),
        StopSharingForm,
        _nothing,
        lambda common, told: services.stop_sharing(on=timezone.localdate(), **_without_version(common)),
    ),
    "genaabn": Section(
        _("Open the case again"), ReopenForm, _nothing, lambda common, told: services.reopen_case(**common)
    ),
    "luk": Section(
        _("Close the case"),
        CloseForm,
        _nothing,
        lambda common, told: pathways.close_case(reason=told["reason"], on=timezone.localdate(), **common),
    ),
}
