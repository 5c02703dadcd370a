"""All small lists of one case in one query: what the person can, wants, holds, has done, and who belongs together."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from tovholder.accounts.actors import Actor
from tovholder.people import queries
from tovholder.people.models import (
    Competence,
    Consideration,
    Education,
    Experience,
    FamilyLink,
    LanguageSkill,
    Licence,
    Person,
    Wish,
)

_COLUMNS = ("list_", "code_", "words_", "number_", "second_", "day_", "kind_")


@dataclass(frozen=True)
class Line:
    """One row of one list. What the numbers mean depends on the list: level, rank, months, years, a relative's id."""

    code: str
    words: str
    number: int
    second: int
    day: date | None
    kind: str


@dataclass(frozen=True)
class Portrait:
    lists: dict[str, list[Line]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> list[Line]:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.lists.get(name, [])


def of(person_id: int, *, actor: Actor | None = None) -> Portrait:
    """The lists of one case, for somebody who has reached the person. Relatives are named to an actor who reaches them
    too; of others, and without an actor, there is only the tie: no name and no id."""
    rows = _rows(person_id, queries.visible(actor=actor) if actor else Person.objects.none())
    lists: dict[str, list[Line]] = defaultdict(list)
    for name, code, words, number, second, day, kind in rows:
        lists[name].append(Line(code, words, number, second, day, kind))
    for name in ("competences", "languages"):
        lists[name].sort(key=lambda line: (-line.number, line.code))
    lists["wishes"].sort(key=lambda line: line.number)
    return Portrait(dict(lists))


def _rows(person_id: int, reached: QuerySet[Person]) -> Any:
    parts = [
        _part("competences", Competence, person_id, code="skill", number="level", kind="evidence", day="noted_on"),
        _part("wishes", Wish, person_id, code="industry", words="occupation", number="rank"),
        _part("licences", Licence, person_id, code="code", day="expires_on"),
        _part("considerations", Consideration, person_id, code="code"),
        _part("languages", LanguageSkill, person_id, code="language", number="spoken", second="written"),
        _part(
            "experience",
            Experience,
            person_id,
            code="occupation",
            words="title",
            number="months",
            second="before_denmark",
            day="ended_on",
            kind="employer_cvr",
        ),
        _part(
            "education",
            Education,
            person_id,
            code="level",
            words="title",
            number="years",
            second="ended_year",
            kind="country",
        ),
        _family(person_id, reached),
    ]
    return parts[0].union(*parts[1:], all=True)


def _text(name: str) -> Any:
    return Cast(F(name), CharField(max_length=200)) if name else Value("", CharField(max_length=200))


def _number(name: str) -> Any:
    return Cast(F(name), IntegerField(null=True)) if name else Value(0, IntegerField(null=True))


def _day(name: str) -> Any:
    return F(name) if name else Cast(Value(None, DateField(null=True)), DateField(null=True))


def _part(
    name: str,
    model: type[Model],
    person_id: int,
    *,
    code: str,
    words: str = "",
    number: str = "",
    second: str = "",
    day: str = "",
    kind: str = "",
) -> QuerySet[Any, Any]:
    return (
        model._default_manager.filter(person_id=person_id)
        .annotate(
            list_=Value(name, CharField(max_length=200)),
            code_=_text(code),
            words_=_text(words),
            number_=_number(number),
            second_=_number(second),
            day_=ExpressionWrapper(_day(day), DateField(null=True)),
            kind_=_text(kind),
        )
        .values_list(*_COLUMNS)
    )


def _family(person_id: int, reached: QuerySet[Person]) -> QuerySet[Any, Any]:
    full_name = Cast(Concat("relative__given_name", Value(" "), "relative__family_name"), CharField(max_length=200))
    return (
        FamilyLink.objects.filter(person_id=person_id)
        .annotate(
            list_=Value("family", CharField(max_length=200)),
            code_=_text("relation"),
            words_=_if_reached(reached, full_name, _text("")),
            number_=_if_reached(reached, _number("relative_id"), _number("")),
            second_=_if_reached(reached, _number("relative__protected"), _number("")),
            day_=ExpressionWrapper(_day(""), DateField(null=True)),
            kind_=_text(""),
        )
        .values_list(*_COLUMNS)
    )


def _if_reached(reached: QuerySet[Person], told: Any, masked: Any) -> Case:
    return Case(When(Exists(reached.filter(pk=OuterRef("relative_id"))), then=told), default=masked)
