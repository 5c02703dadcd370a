"""Candidate profiles: who may write, comment and say yes, when a version may be published, what changed between two.

Agreement of S01-3: branch organisations, companies, schools and unions write together. The table is ours:
- the organisation that opened a profile leads it: it asks the parties and publishes;
- it and the parties it asked write in the draft, through a consultant, coordinator, steering member, school consultant
  or language adviser; a company comments, answers and sends a text of its own, which the lead takes in or declines;
- every text is kept, and two that were written at once are laid together part by part;
- every party asked must say yes to the very text that is published; any change asks all of them again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tovholder.base.decision import Decision

_STAFF = frozenset({"company_consultant", "ambassador", "team_leader", "caseworker"})
WRITERS: Mapping[str, frozenset[str]] = {
    "municipality": _STAFF,
    "secretariat": frozenset({"coordinator", "steering_member"}),
    "authority": frozenset({"coordinator", "steering_member"}),
    "union": frozenset({"steering_member"}),
    "employers_association": frozenset({"steering_member"}),
    "a_kasse": frozenset({"steering_member"}),
    "vocational_school": frozenset({"school_consultant", "steering_member"}),
    "language_centre": frozenset({"language_adviser", "steering_member"}),
}
_REFERENCE = re.compile(r"[A-ZÆØÅ]{0,6}[- ]?\d{1,5}")


@dataclass(frozen=True, kw_only=True)
class Content:
    """What one version says. Codes of skills and licences as in the vocabulary and the parameters."""

    education: str = ""
    experience: str = ""
    danish_level: int | None = None
    required: tuple[str, ...] = ()
    useful: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    practice: str = ""
    schooling: str = ""
    prospects: str = ""


@dataclass(frozen=True)
class Change:
    """One field that differs. Of a list `gone` and `came` hold what was taken out and put in; of words all of them."""

    field: str
    gone: tuple[str, ...]
    came: tuple[str, ...]


def may_write(kind: str, role: str) -> bool:
    """Whether somebody in this role at such an organisation writes in profiles, leads them or puts people forward."""
    return role in WRITERS.get(kind, frozenset())


def may_answer(kind: str, role: str) -> bool:
    """Whether somebody says yes or no for a party, and comments."""
    return may_write(kind, role) or (kind == "company" and role == "company_contact")


def may_publish(*, content: Content, asked: Iterable[int], answers: Mapping[int, bool], is_position: bool) -> Decision:
    """Whether a draft may be published: it asks for something, and every party asked has said yes to this edition.

    A profile of an industry is written with somebody else; one of a position may be the lead's own.
    """
    parties = set(asked)
    if content == Content():
        return Decision.no("profile.empty")
    if not parties and not is_position:
        return Decision.no("profile.nobody_asked")
    refused = sum(answers.get(party) is False for party in parties)
    waiting = sum(party not in answers for party in parties)
    if refused:
        return Decision.no("profile.party_says_no", number=refused)
    if waiting:
        return Decision.no("profile.party_waits", number=waiting)
    return Decision.yes("profile.may_be_published")


def changes(before: Content, after: Content) -> tuple[Change, ...]:
    """What differs between two versions, field by field."""
    found = (_change(each.name, getattr(before, each.name), getattr(after, each.name)) for each in fields(Content))
    return tuple(change for change in found if change is not None)


def _change(name: str, before: object, after: object) -> Change | None:
    if before == after:
        return None
    old, new = _as_list(before), _as_list(after)
    gone = tuple(each for each in old if each not in new)
    came = tuple(each for each in new if each not in old)
    return Change(name, gone, came) if gone or came else None  # another order of the same list is no change


def _as_list(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value in (None, "") else (str(value),)


def laid_together(base: Content, theirs: Content, now: Content) -> tuple[Content, tuple[str, ...]]:
    """What somebody wrote on `base`, put into the draft as it is `now`; and the parts both have changed meanwhile.

    Of such a part words stand one after the other, lists hold what either put in, and a level stays as it is now:
    a human reads it before it is saved."""
    told, both = {}, []
    for each in fields(Content):
        old, mine, there = (getattr(content, each.name) for content in (base, theirs, now))
        if mine in (old, there):
            told[each.name] = there
        elif there == old:
            told[each.name] = mine
        else:
            told[each.name] = _both(old, mine, there)
            both.append(each.name)
    return Content(**told), tuple(both)


def _both(old: Any, mine: Any, there: Any) -> Any:
    if isinstance(there, tuple):
        kept = tuple(each for each in there if each in mine or each not in old)
        return kept + tuple(each for each in mine if each not in old and each not in there)
    if isinstance(there, str):
        return "\n\n".join(part for part in (there, mine) if part)
    return there


def may_be_reference(text: str) -> bool:
    """Whether this can be a sender's own number for a candidate, and neither a name nor a CPR number."""
    return re.fullmatch(_REFERENCE, text.strip()) is not None


def questions(content: Content) -> tuple[str, ...]:
    """What the profile asks of each candidate: Danish, required skills, licences. The useful decide nothing."""
    danish = ("danish",) if content.danish_level else ()
    return (
        *danish,
        *(f"skill:{code}" for code in content.required),
        *(f"licence:{code}" for code in content.licences),
    )


@dataclass(frozen=True)
class Screened:
    """One candidate held against a profile, part by part. There is no sum: a human reads the parts."""

    fulfils: tuple[str, ...]
    ask: tuple[str, ...]
    lacks: tuple[str, ...]


def screened(content: Content, answers: Mapping[str, str]) -> Screened:
    """Each question by its answer: "yes", "no", and anything else is to be asked. Missing is never agreement."""
    by_answer: dict[str, list[str]] = {"yes": [], "no": [], "": []}
    for question in questions(content):
        answer = answers.get(question, "")
        by_answer[answer if answer in by_answer else ""].append(question)
    return Screened(tuple(by_answer["yes"]), tuple(by_answer[""]), tuple(by_answer["no"]))
