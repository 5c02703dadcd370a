"""The citizen's CV out of what stands in the case: as plain rows, as a PDF, and as data shaped like Europass.

It is the citizen's own and issued by nobody: it carries no number, stands in no register and is kept nowhere. The
address never stands on it, and of protected people neither telephone nor e-mail."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from babel import Locale
from babel.units import format_unit
from django.conf import settings

from tovholder import parameters, vocabulary
from tovholder.documents import rendering
from tovholder.pathways.models import CardTaken
from tovholder.people import portrait
from tovholder.people.models import Person
from tovholder.placements.models import CompetenceCard, Placement
from tovholder.vocabulary.concepts import Language

_SCHEMA = "V3.4"  # of Europass' SkillsPassport, the newest with a published JSON form
_MONTHS = 12
_NAMED = ("da", "en", "ar", "fa", "ti", "so", "uk")  # whose names of countries and languages the library has


@dataclass(frozen=True)
class Worked:
    title: str
    months: int
    in_denmark: bool
    tasks: tuple[str, ...] = ()  # what an employer confirmed, where the citizen has taken the card


@dataclass(frozen=True)
class Schooled:
    title: str
    years: int
    country: str
    ended_year: int


@dataclass(frozen=True)
class Speaks:
    code: str
    name: str
    spoken: int
    written: int


@dataclass(frozen=True)
class Can:
    name: str
    level: int
    kind: str  # code of how we know
    evidence: str


@dataclass(frozen=True)
class Cv:
    """What the CV says, in Danish or English."""

    language: str
    given_name: str
    family_name: str
    phone: str
    email: str
    wishes: list[str]
    work: list[Worked]
    education: list[Schooled]
    languages: list[Speaks]
    skills: list[Can]
    licences: list[str]

    @property
    def is_empty(self) -> bool:
        return not (self.work or self.education or self.languages or self.skills or self.licences)


def of(person: Person, *, language: Language, reader: str = "") -> Cv:
    """The CV of a person the caller has reached. `reader`: in whose language countries and languages are named."""
    reader = reader if Locale.negotiate([reader], _NAMED) else language
    lists, words = portrait.of(person.pk), vocabulary.load(settings.VOCABULARY_FOLDER)
    return Cv(
        language=language,
        given_name=person.given_name,
        family_name=person.family_name,
        phone="" if person.protected else person.phone,
        email="" if person.protected else person.email,
        wishes=[
            words.label("occupation", line.words, language)
            if line.words
            else words.label("industry", line.code, language)
            for line in lists.wishes
        ],
        work=[
            *(Worked(line.words, line.number, not line.second) for line in lists.experience),
            *_confirmed(person.pk, language),
        ],
        education=[
            Schooled(line.words, line.number or 0, _country(line.kind, reader), line.second or 0)
            for line in lists.education
        ],
        languages=[
            Speaks(line.code, _language(line.code, reader), line.number, line.second) for line in lists.languages
        ],
        skills=[
            Can(
                words.label("skill", line.code, language),
                line.number,
                line.kind,
                parameters.term("evidence_kinds", line.kind).label(language),
            )
            for line in lists.competences
        ],
        licences=[parameters.term("licences", line.code).label(language) for line in lists.licences],
    )


def taken(person_id: int) -> list[CompetenceCard]:
    """The cards the citizen has taken into the CV, as they stand confirmed."""
    stays = CardTaken.objects.filter(person_id=person_id).values("placement_id")
    found = CompetenceCard.objects.filter(placement__in=stays, confirmed_at__isnull=False)
    return list(found.select_related("placement__unit__company").order_by("placement__starts_on", "pk"))


def _confirmed(person_id: int, language: Language) -> list[Worked]:
    """What each of those employers says was mastered, under the stay it was mastered in."""
    return [
        Worked(
            title=f"{parameters.term('placement_kinds', card.placement.kind).label(language)}, "
            f"{card.placement.unit.company.name}",
            months=_months(card.placement),
            in_denmark=True,
            tasks=tuple(
                f"{task} ({parameters.term('card_levels', level).label(language)})" for task, level in card.tasks
            ),
        )
        for card in taken(person_id)
    ]


def _mastered(task: str, level: str, language: Language) -> str:
    return f"{task} ({parameters.term('card_levels', level).label(language)})"


def _months(stay: Placement) -> int:
    ended = stay.ended_on or stay.ends_before
    return max(1, round((ended - stay.starts_on).days / 30)) if ended else 0


def _language(code: str, reader: str) -> str:
    return str(Locale.parse(reader).languages.get(code, code))


def _country(code: str, reader: str) -> str:
    return str(Locale.parse(reader).territories.get(code, code)) if code else ""


def pdf(made: Cv, *, language: str, on: date) -> bytes:
    """The CV with its fixed words in `language`, one of documents.words. Raises CannotRender."""
    frame = rendering.Frame(
        organisation=f"{made.given_name} {made.family_name}", number="", version=1, issued_on=on,
        check_at="", check_link="CV", code="",
    )  # fmt: skip
    facts = asdict(made) | {"name": frame.organisation}
    return rendering.render("cv", _as_text(facts), language=language, frame=frame)


def _as_text(value: Any) -> Any:
    """Numbers as text and choices as words of the paper: a template reads strings."""
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(each) for each in value]
    return value if isinstance(value, bool) else "" if value in (None, 0) else str(value)


def europass(made: Cv, *, on: date) -> dict[str, Any]:
    """As Europass' SkillsPassport has it. Our three steps of speaking are no CEFR levels, and are not told as such."""
    contact: dict[str, Any] = {}
    if made.email:
        contact["Email"] = {"Contact": made.email}
    if made.phone:
        contact["Telephone"] = [{"Contact": made.phone, "Use": {"Code": "mobile"}}]
    learner = {
        "Identification": {
            "PersonName": {"FirstName": made.given_name, "Surname": made.family_name},
            "ContactInfo": contact,
        },
        "Headline": {"Type": {"Code": "job_applied_for"}, "Description": {"Label": ", ".join(made.wishes)}},
        "WorkExperience": [_worked(each, made.language) for each in made.work],
        "Education": [_schooled(each) for each in made.education],
        "Skills": _skills(made),
    }
    return {
        "SkillsPassport": {
            "Locale": made.language,
            "DocumentInfo": {
                "DocumentType": "ECV",
                "CreationDate": on.isoformat(),
                "XSDVersion": _SCHEMA,
                "Generator": "Tovholder",
            },
            "LearnerInfo": learner,
        }
    }


def _worked(each: Worked, language: str) -> dict[str, Any]:
    activities = "; ".join([*([_length(each.months, language)] if each.months else []), *each.tasks])
    return {"Position": {"Label": each.title}} | ({"Activities": activities} if activities else {})


def _length(months: int, language: str) -> str:
    """How long, in the words of the language that the data says it is in."""
    parts = zip(("duration-year", "duration-month"), divmod(months, _MONTHS), strict=True)
    return ", ".join(format_unit(number, unit, locale=language) for unit, number in parts if number)


def _schooled(each: Schooled) -> dict[str, Any]:
    told: dict[str, Any] = {"Title": each.title}
    if each.ended_year:
        told["Period"] = {"To": {"Year": each.ended_year}}
    if each.country:
        told["Organisation"] = {"ContactInfo": {"Address": {"Contact": {"Country": {"Label": each.country}}}}}
    return told


def _skills(made: Cv) -> dict[str, Any]:
    return {
        "Linguistic": {
            "ForeignLanguage": [{"Description": {"Code": each.code, "Label": each.name}} for each in made.languages]
        },
        "JobRelated": {"Description": "; ".join(each.name for each in made.skills)},
        "Driving": {"Description": [{"Label": each} for each in made.licences]},
    }
