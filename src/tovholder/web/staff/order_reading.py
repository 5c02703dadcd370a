"""The company's own words, read: what was found, where it stands, and what must still be asked about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.companies import queries
from tovholder.vocabulary import places, text
from tovholder.vocabulary.profile import Evidence, FoundDanish, FoundRange, FoundWindow, StructuredProfile
from tovholder.web.shared import concepts

UNANSWERED = {
    "occupations": _("what the work is called"),
    "places": _("how many people are needed"),
    "weekly_hours": _("how many hours a week"),
    "start": _("when somebody can start"),
    "danish": _("how much Danish the tasks take"),
    "kinds": _("what kind of stay the company offers"),
}
CERTAINTIES = {
    "exact": _("as written"),
    "alternative": _("another word for it"),
    "inflected": _("another ending"),
    "compound": _("part of a longer word"),
    "spelling": _("another spelling"),
}


@dataclass(frozen=True)
class Piece:
    """A stretch of the company's words; `found` says that something was read out of it."""

    words: str
    found: bool


def read(words: str, *, on: date) -> StructuredProfile:
    """What the vocabulary finds in the words, on this day."""
    return text.read(words, vocabulary=concepts.book(), places=places.load(settings.VOCABULARY_FOLDER), on=on)


def unanswered(order: queries.JobOrder, found: StructuredProfile) -> list[Any]:
    """What nobody has said, on the order or in its words: the questions to the company. Missing is not agreement."""
    said = {
        "occupations": order.occupation,
        "places": order.places > 1,
        "weekly_hours": order.hours_min is not None or order.hours_max is not None,
        "start": order.start_earliest or order.start_latest,
        "danish": order.danish_level is not None,
        "kinds": order.kinds,
    }
    return [UNANSWERED[name] for name in found.unanswered if name in UNANSWERED and not said[name]]


def pieces(words: str, found: StructuredProfile) -> list[Piece]:
    """The words with what was found in them set apart, for the eye."""
    shown: list[Piece] = []
    at = 0
    for start, end in _spans(found):
        if start < at:
            continue
        shown += [Piece(words[at:start], False), Piece(words[start:end], True)]
        at = end
    return [*shown, Piece(words[at:], False)]


def _spans(found: StructuredProfile) -> list[tuple[int, int]]:
    return sorted(
        {(evidence.start, evidence.end) for evidence in _evidence(found)}, key=lambda span: (span[0], -span[1])
    )


def _evidence(found: StructuredProfile) -> Iterator[Evidence]:
    for many in (found.occupations, found.skills, found.industries, found.kinds, found.strains, found.licences):
        yield from (each.evidence for each in many)
    for one in (found.places, found.weekly_hours, found.start, found.answer_by, found.danish):
        if one is not None:
            yield one.evidence


def title(words: str, *, on: date) -> str:
    """What the order is called when nobody gave it a name: the occupation the words speak of."""
    found = read(words, on=on).occupations
    label = concepts.label(found[0].code, "da") if found else ""
    return label[:1].upper() + label[1:]


def codes(order: queries.JobOrder, found: StructuredProfile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The occupation and the skills that the form fills in by their names."""
    occupation = order.occupation or next((each.code for each in found.occupations), "")
    standing = tuple(row.skill for row in order.skills.all())
    return (occupation,) if occupation else (), standing or tuple(each.code for each in found.skills)


def initial(
    order: queries.JobOrder, found: StructuredProfile, standing: dict[str, Any], *, language: str
) -> dict[str, Any]:
    """The form of a draft: what stands on the order (`standing`, as the form shows it), and where nothing stands, what
    the words say. A file or a colleague has said the first; a person confirms or changes every line."""
    occupation = found.occupations[0].code if found.occupations else ""
    read = {
        "occupation": concepts.label(occupation, language),
        "kinds": [each.code for each in found.kinds],
        "strains": [each.code for each in found.strains],
        # A licence on the order closes the door for those without it: one that would only be nice is a useful skill.
        "licences": [each.code for each in found.licences if each.demand != "useful"],
        "danish_level": danish_level(found.danish),
        "tasks": order.words,
        "answer_by": found.answer_by.latest if found.answer_by else None,
        **_unless(order.hours_min is not None or order.hours_max is not None, _hours(found.weekly_hours)),
        **_unless(order.start_earliest is not None or order.start_latest is not None, _start(found.start)),
    }
    filled = {name: value for name, value in read.items() if standing[name] in (None, "", [])}
    if order.places == 1 and found.places:  # what an order begins with: nobody need have said it
        filled["places"] = int(found.places.least)
    return {**standing, **filled, "industry": _industry(order, found, occupation)}


def _unless(told: bool, pair: dict[str, Any]) -> dict[str, Any]:
    """A span is said as a whole: half of it from the order and half from the words is what nobody said."""
    return {} if told else pair


def _industry(order: queries.JobOrder, found: StructuredProfile, occupation: str) -> str:
    if order.occupation or order.industry != order.unit.company.industry:  # until somebody says, it is the company's
        return order.industry
    known = concepts.book().occupation(occupation)
    if known is not None:
        return known.industry
    return found.industries[0].code if found.industries else order.industry


def _hours(found: FoundRange | None) -> dict[str, Decimal | None]:
    if found is None:
        return {"hours_min": None, "hours_max": None}
    return {"hours_min": Decimal(str(found.least)), "hours_max": Decimal(str(found.most))}


def _start(found: FoundWindow | None) -> dict[str, date | None]:
    if found is None:
        return {"start_earliest": None, "start_latest": None}
    return {"start_earliest": found.earliest, "start_latest": found.latest}


def skills(found: StructuredProfile, standing: list[dict[str, Any]], *, language: str) -> list[dict[str, Any]]:
    """The skills as lines of the form: those that stand on the order, else those found in the words."""
    return standing or [
        {
            "skill": concepts.label(each.code, language),
            "need": "required" if each.demand == "required" else "useful",
            "level": 1,
        }
        for each in found.skills
    ]


def evidence_lines(found: StructuredProfile, *, language: str) -> list[tuple[str, str, Any]]:
    """Occupations and skills with the words they stand on: (label, words, how they were found)."""
    return [
        (concepts.label(each.code, language), each.evidence.words, CERTAINTIES[each.certainty])
        for each in (*found.occupations, *found.skills)
    ]


def danish_level(found: FoundDanish | None) -> int | None:
    """The need on the common scale, rounded down to a step a company understands: nobody is shut out by rounding."""
    if found is None:
        return None
    level = _stated_level(found)
    steps = [term.whole("level") for term in parameters.terms("danish_levels")]
    return max((step for step in steps if step <= level), default=0)


def _stated_level(found: FoundDanish) -> int:
    lists = {"module": "danish_modules", "test": "danish_tests", "level": "danish_levels"}
    if found.kind in lists:
        return parameters.term(lists[found.kind], found.code).whole("level")
    by_cefr = {term.text("cefr"): term.whole("level") for term in parameters.terms("danish_levels")}
    return by_cefr.get(found.code, 0)
