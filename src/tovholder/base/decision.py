"""The answer of a rule: allowed, refused or unknown, as a code with its facts and its source.

A decision carries no language: it is worded at the edge, for the reader.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tovholder.base.reference import Reference

Fact = str | int | bool | date | Decimal | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule says about one question. `allowed` is None when a fact is missing."""

    allowed: bool | None
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    reference: Reference | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", dict(self.facts))

    @classmethod
    def yes(cls, code: str, /, *, reference: Reference | None = None, **facts: Fact) -> "Decision":
        """The rule is met."""
        return cls(True, code, facts, reference)

    @classmethod
    def no(cls, code: str, /, *, reference: Reference | None = None, **facts: Fact) -> "Decision":
        """The rule is broken: the facts say by what and by how much."""
        return cls(False, code, facts, reference)

    @classmethod
    def unknown(cls, code: str, /, *, reference: Reference | None = None, **facts: Fact) -> "Decision":
        """A fact is missing, so nobody can say: missing is never agreement."""
        return cls(None, code, facts, reference)

    @property
    def refused(self) -> bool:
        return self.allowed is False

    @property
    def is_unknown(self) -> bool:
        return self.allowed is None


def overall(decisions: Iterable[Decision]) -> bool | None:
    """False if any rule refuses, else None if any is unknown, else True."""
    answers = {decision.allowed for decision in decisions}
    if False in answers:
        return False
    return None if None in answers else True


def as_json(decision: Decision) -> dict[str, object]:
    """The decision as plain JSON values, for the audit log. `from_json` reads it back unchanged."""
    source = decision.reference
    return {
        "allowed": decision.allowed,
        "code": decision.code,
        "facts": {name: _fact_as_json(fact) for name, fact in decision.facts.items()},
        "reference": None
        if source is None
        else {
            "title": source.title,
            "paragraph": source.paragraph,
            "text": source.text,
            "valid_from": source.valid_from.isoformat() if source.valid_from else None,
            "verified": source.verified,
        },
    }


def from_json(stored: Mapping[str, object]) -> Decision:
    """A decision written by `as_json`. Raises KeyError or TypeError when it is anything else."""
    allowed, code = stored["allowed"], stored["code"]
    facts, source = stored["facts"], stored["reference"]
    if not (allowed is None or isinstance(allowed, bool)) or not isinstance(code, str):
        raise TypeError("not a stored decision")
    if not isinstance(facts, Mapping):
        raise TypeError("the facts of a stored decision are a mapping")
    return Decision(
        allowed,
        code,
        {str(name): _fact_from_json(fact) for name, fact in facts.items()},
        _reference_from_json(source) if isinstance(source, Mapping) else None,
    )


def _fact_as_json(fact: Fact) -> object:
    if isinstance(fact, Decimal):
        return {"decimal": str(fact)}
    if isinstance(fact, date):
        return {"date": fact.isoformat()}
    return fact


def _fact_from_json(stored: object) -> Fact:
    if isinstance(stored, Mapping):
        if "decimal" in stored:
            return Decimal(str(stored["decimal"]))
        return date.fromisoformat(str(stored["date"]))
    if stored is None or isinstance(stored, str | int):
        return stored
    raise TypeError(f"not a stored fact: {stored!r}")


def _reference_from_json(stored: Mapping[str, object]) -> Reference:
    since = stored["valid_from"]
    return Reference(
        title=str(stored["title"]),
        paragraph=str(stored["paragraph"]),
        text=str(stored["text"]),
        valid_from=date.fromisoformat(since) if isinstance(since, str) else None,
        verified=stored["verified"] is True,
    )
