"""What stands in one version of an instrument: questions, scale, languages, lines for the talk. Plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tovholder import parameters

CITIZEN, CASEWORKER = "citizen", "caseworker"
RESPONDENTS = (CITIZEN, CASEWORKER)
Words = Mapping[str, str]  # language to text


def said(words: Words, language: str) -> str:
    """The text in this language, or in the one it is alike with; else in Danish, which every text has."""
    if words.get(language):
        return words[language]
    if parameters.is_term("alignment_languages", language):
        same = parameters.term("alignment_languages", language).text("same_as")
        if words.get(same):
            return words[same]
    return words.get("da", "")


@dataclass(frozen=True)
class Question:
    """One question. `axis` is what it is about: citizen and caseworker are asked about one axis in their own words.

    `belief`: it asks what the caseworker believes. `health`: only those inside the case read the answer."""

    code: str
    axis: str
    respondent: str
    words: Words
    short: Words
    picture: str = ""
    belief: bool = False
    health: bool = False

    def label(self, language: str) -> str:
        return said(self.words, language)

    def name(self, language: str) -> str:
        """In short, for charts and tables; whole where it is in short in another language only."""
        short = said(self.short, language)
        whole = self.label(language)
        is_danish = short == self.short.get("da", "") and language != "da"
        return whole if not short or (is_danish and whole != self.words.get("da")) else short


@dataclass(frozen=True)
class Sheet:
    """One version. The steps of the scale are numbered from 1, the lowest first."""

    title: Words
    scale: tuple[Words, ...]
    questions: tuple[Question, ...]
    about: Words = field(default_factory=dict)
    machine: tuple[str, ...] = ()
    guide: str = ""

    def name(self, language: str) -> str:
        return said(self.title, language)

    @property
    def top(self) -> int:
        return len(self.scale)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages every question to the citizen is there in, Danish first."""
        asked = self.of(CITIZEN) or self.questions
        found = [set(question.words) for question in asked]
        common = set.intersection(*found) if found else {"da"}
        return ("da", *sorted(common - {"da"}))

    def of(self, respondent: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.respondent == respondent)

    def question(self, code: str) -> Question | None:
        return next((question for question in self.questions if question.code == code), None)

    def means_the_same(self, other: "Sheet", code: str) -> bool:
        """Whether answers to a question may stand in one line: the same Danish words and the same scale.

        Another translation or another picture does not change what was asked."""
        mine, theirs = self.question(code), other.question(code)
        if mine is None or theirs is None or len(self.scale) != len(other.scale):
            return False
        steps = zip(self.scale, other.scale, strict=True)
        return mine.words.get("da") == theirs.words.get("da") and all(a.get("da") == b.get("da") for a, b in steps)


def as_json(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": dict(sheet.title),
        "about": dict(sheet.about),
        "scale": [dict(step) for step in sheet.scale],
        "questions": [
            {
                "code": each.code, "axis": each.axis, "respondent": each.respondent, "words": dict(each.words),
                "short": dict(each.short), "picture": each.picture, "belief": each.belief, "health": each.health,
            }
            for each in sheet.questions
        ],
        "machine": list(sheet.machine),
        "guide": sheet.guide,
    }  # fmt: skip


def from_json(stored: Mapping[str, Any]) -> Sheet:
    """A sheet written by `as_json`."""
    return Sheet(
        title=stored["title"],
        scale=tuple(stored["scale"]),
        questions=tuple(Question(**question) for question in stored["questions"]),
        about=stored.get("about", {}),
        machine=tuple(stored.get("machine", ())),
        guide=stored.get("guide", ""),
    )


_TEXTS = ("ar", "uk", "ti", "fa")


def own_examples(*, on: date) -> dict[str, Sheet]:
    """Our own examples as the parameters tell them on the day, by code."""
    return {term.code: _example(term, on) for term in parameters.terms("progress_instruments", on=on)}


def _example(term: parameters.Term, on: date) -> Sheet:
    def mine(name: str) -> Sequence[parameters.Term]:
        return [row for row in parameters.terms(name, on=on) if row.text("instrument") == term.code]

    return Sheet(
        title=_words(term),
        scale=tuple(_words(row) for row in mine("progress_scale")),
        questions=tuple(_question(row) for row in mine("progress_questions")),
        about={"da": term.text("about_da"), "en": term.text("about_en")},
        machine=term.words("machine"),
    )


def _words(row: parameters.Term) -> dict[str, str]:
    return {"da": row.da, "en": row.en} | {code: row.text(code) for code in _TEXTS if row.text(code)}


def _question(row: parameters.Term) -> Question:
    return Question(
        code=row.code,
        axis=row.text("axis"),
        respondent=row.text("respondent"),
        words=_words(row),
        short={"da": row.text("short_da"), "en": row.text("short_en")},
        picture=row.text("picture"),
        belief=row.flag("belief"),
    )
