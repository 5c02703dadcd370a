"""One question of a sheet at a time, in one or two languages: what the pages of a citizen and of a talk share."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from tovholder import parameters
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.pathways import progress_queries as queries
from tovholder.pathways import progress_services as services
from tovholder.pathways import progress_sheet
from tovholder.web.shared.requests import ActingRequest

NOT_KNOWN = "0"


@dataclass(frozen=True)
class Reading:
    """A language the sheet is read in: which, whether from the right, and whether a machine made the words."""

    code: str
    name: str
    turned: bool
    machine: bool


@dataclass(frozen=True)
class Answer:
    """One that can be pressed: its words in the first language and in the second."""

    value: str
    words: str
    second: str
    chosen: bool


@dataclass(frozen=True)
class Step:
    number: int
    total: int
    question: progress_sheet.Question
    first: Reading
    second: Reading | None
    answers: list[Answer]
    seen: str
    words: dict[str, str]
    meanwhile: bool
    languages: list[tuple[str, str]]
    left: tuple[int, ...]  # numbers of the other questions that are not answered

    @property
    def asked(self) -> str:
        return self.question.label(self.first.code)

    @property
    def asked_second(self) -> str:
        return self.question.label(self.second.code) if self.second else ""

    @property
    def following(self) -> int | None:
        """Where to go from here: the next question that is open, else one before it; None when all are answered."""
        return next((number for number in self.left if number > self.number), self.left[0] if self.left else None)

    @property
    def is_machine(self) -> bool:
        return self.first.machine or bool(self.second and self.second.machine)


def chosen_languages(request: ActingRequest, stored: str, second: str) -> tuple[str, str]:
    """Those asked for in the address, else those kept with the sheet, else that of the pages."""
    known = {term.code for term in parameters.terms("alignment_languages")}
    asked = request.POST or request.GET
    first = next((code for code in (asked.get("laes", ""), stored, get_language() or "da") if code in known), "da")
    other = asked.get("ogsaa", second)
    return first, other if other in known and other != first else ""


def reading(code: str, sheet: progress_sheet.Sheet | None = None) -> Reading:
    term = parameters.term("alignment_languages", code)
    machine = (sheet is not None and (term.text("same_as") or code) in sheet.machine) or False
    return Reading(code, term.da, term.flag("right_to_left"), machine)


def fixed_words(code: str) -> dict[str, str]:
    """The fixed words of the pages of sheets in a language of citizens."""
    found = {}
    for term in parameters.terms("progress_words"):
        if code in ("da", "en"):
            found[term.code] = term.label(code)
        else:
            same = parameters.term("alignment_languages", code).text("same_as") or code
            found[term.code] = term.text(same) or term.da
    return found


def step_of(request: ActingRequest, found: Any, number: int, *, meanwhile: bool = False) -> Step | None:
    """The question with this number, None when there is none."""
    sheet = progress_sheet.from_json(found.sheet.content)
    asked = queries.asked_now(found, actor=request.actor)
    if not 1 <= number <= len(asked):
        return None
    question = asked[number - 1]
    first, other = chosen_languages(request, found.language, found.second)
    words, second_words = fixed_words(first), fixed_words(other) if other else {}
    given = found.answers
    standing = _as_value(given.get(question.code)) if question.code in given else ""
    answers = [
        Answer(
            str(n),
            progress_sheet.said(step, first),
            progress_sheet.said(step, other) if other else "",
            standing == str(n),
        )
        for n, step in enumerate(sheet.scale, start=1)
    ]
    answers.append(Answer(NOT_KNOWN, words["skip"], second_words.get("skip", ""), standing == NOT_KNOWN))
    names = [(term.code, term.da) for term in parameters.terms("alignment_languages")]
    second = reading(other, sheet) if other else None
    left = tuple(n for n, each in enumerate(asked, start=1) if each.code not in given and n != number)
    return Step(
        number, len(asked), question, reading(first, sheet), second, answers, standing, words, meanwhile, names, left
    )


def _as_value(value: int | None) -> str:
    return NOT_KNOWN if value is None else str(value)


def answered(request: ActingRequest, found: Any, step: Step) -> bool:
    """Keep the answer that was pressed. False when another was given meanwhile, or none that can be read."""
    value, seen = request.POST.get("value", ""), request.POST.get("seen", "")
    if not value.isdecimal() or len(value) > 2:
        return False
    try:
        services.answer(
            measurement_id=found.pk,
            code=step.question.code,
            value=_as_answer(value),
            seen=_as_answer(seen) if seen.isdecimal() and len(seen) < 3 else None,
            actor=request.actor,
            now=timezone.now(),
            language=step.first.code,
            second=step.second.code if step.second else "",
        )
    except (Stale, NotAllowed):
        return False
    return True


def _as_answer(value: str) -> int | None:
    return int(value) or None
