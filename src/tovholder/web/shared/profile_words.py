"""What a candidate profile says, in the reader's words: its lines, its changes, where each party stands."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder import parameters
from tovholder.companies import profile_queries, profile_rules
from tovholder.companies.profile_rules import Change, Content, Screened
from tovholder.web.shared import concepts
from tovholder.web.shared.choices import language

LABELS = {
    "education": gettext_lazy("Education from the home country"),
    "experience": gettext_lazy("Experience from the home country"),
    "danish_level": gettext_lazy("How much Danish do the tasks take?"),
    "required": gettext_lazy("Required skills"),
    "useful": gettext_lazy("Useful skills"),
    "licences": gettext_lazy("Licences and certificates"),
    "practice": gettext_lazy("The practice: what is done, and what for"),
    "schooling": gettext_lazy("The schooling: what is taught, and what for"),
    "prospects": gettext_lazy("Which jobs it leads to"),
}
WAITS, YES, NO = gettext_lazy("Has not answered"), gettext_lazy("Says yes"), gettext_lazy("Says no")
AGAIN = gettext_lazy("Must answer again: the text was changed")


@dataclass(frozen=True)
class Line:
    """One part of a profile: its name, and words or a list."""

    label: str | Promise
    words: tuple[str, ...]
    is_list: bool


def lines(content: Content) -> list[Line]:
    """The parts that say something."""
    found = []
    for each in fields(Content):
        value = getattr(content, each.name)
        if value not in (None, "", ()):
            told = _told(each.name, value if isinstance(value, tuple) else (str(value),))
            found.append(Line(LABELS[each.name], told, isinstance(value, tuple)))
    return found


def change(one: Change) -> tuple[str | Promise, tuple[str, ...], tuple[str, ...]]:
    """(part, what went, what came)."""
    return LABELS[one.field], _told(one.field, one.gone), _told(one.field, one.came)


def _told(field: str, values: Iterable[str]) -> tuple[str, ...]:
    if field in ("required", "useful"):
        return tuple(concepts.label(code, language()) for code in values)
    if field == "licences":
        return tuple(parameters.term("licences", code).label(language()) for code in values)
    if field == "danish_level":
        return tuple(danish(int(level)) for level in values)
    return tuple(values)


def danish(level: int) -> str:
    """The words of a level on the common scale, the nearest one below it."""
    known = [term for term in parameters.terms("danish_levels") if term.whole("level") <= level]
    return max(known, key=lambda term: term.whole("level")).label(language()) if known else ""


def question(code: str, content: Content) -> str:
    """One thing asked of a candidate."""
    kind, _colon, name = code.partition(":")
    if kind == "danish":
        return _("Danish: %(level)s") % {"level": danish(content.danish_level or 0)}
    return _told("required" if kind == "skill" else "licences", [name])[0]


def parts(screened: Screened, content: Content) -> dict[str, list[str]]:
    """The three groups of questions in words."""
    return {name: [question(code, content) for code in getattr(screened, name)] for name in ("fulfils", "ask", "lacks")}


@dataclass(frozen=True)
class Text:
    """One text somebody wrote: the row, what became of it and its mark, and what it changed."""

    row: Any
    status: str | Promise
    mark: str
    changes: tuple[tuple[str | Promise, tuple[str, ...], tuple[str, ...]], ...]


TEXT_STATUSES = {
    "written": (gettext_lazy("Written in the draft"), ""),
    "sent": (gettext_lazy("Waits for the lead"), "note"),
    "taken": (gettext_lazy("Taken in"), "good"),
    "declined": (gettext_lazy("Left out"), "warn"),
}


def texts(rows: Iterable[Any]) -> list[Text]:
    """All that was written, each with what it changed."""
    return [Text(row, *TEXT_STATUSES[row.status], changes_of(row)) for row in rows]


def changes_of(row: Any) -> tuple[tuple[str | Promise, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(change(each) for each in profile_rules.changes(*profile_queries.written(row)))


def standings(profile: Any, draft: Any) -> list[tuple[str, str | Promise, str]]:
    """(party, where it stands, mark) for this edition of the draft."""
    answers = {each.organisation_id: each for each in draft.answers.all()}
    return [
        (each.organisation.name, *standing(answers.get(each.organisation_id), draft)) for each in profile.parties.all()
    ]


def standing(answer: Any, draft: Any) -> tuple[str | Promise, str]:
    """What one party has answered, and the mark it gets."""
    if answer is None:
        return WAITS, "note"
    if answer.edition != draft.edition:
        return AGAIN, "warn"
    return (YES, "good") if answer.agrees else (NO, "bad")
