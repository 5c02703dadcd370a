"""Writes to a citizen's fixed week. Raises NotAllowed, NoSuchPerson, OutOfReach."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.documents import services as register
from tovholder.documents import words
from tovholder.documents.drafts import Draft
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import week_queries
from tovholder.pathways.models import WeekEntry
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people import services as people_services
from tovholder.people.models import Person

PAPER = "week"


@dataclass(frozen=True)
class NewEntry:
    """What stands at the same time of one or more days of the week."""

    kind: str
    weekdays: tuple[int, ...]
    begins_at: time
    ends_at: time
    starts_on: date
    ends_before: date | None = None
    words: str = ""


def _own_case(person_id: int, actor: Actor) -> Person:
    person = people.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    return person


@transaction.atomic
def add_to_week(
    *, person_id: int, entry: NewEntry, actor: Actor, now: datetime, request_key: str = ""
) -> list[WeekEntry]:
    """Write one thing on each of its days. Clashes are shown and not refused: a plan is made on the way to one that
    holds. Of an appointment no words are kept, whatever is handed in."""
    person = _own_case(person_id, actor)
    people_services.require_open(person)
    standing = list(WeekEntry.objects.filter(person=person, request_key=request_key)) if request_key else []
    if standing:
        return standing
    _check(entry)
    is_private = parameters.term("week_kinds", entry.kind).flag("private")
    made = [
        WeekEntry.objects.create(
            person=person, organisation_id=person.organisation_id, kind=entry.kind, weekday=weekday,
            begins_at=entry.begins_at, ends_at=entry.ends_at, words="" if is_private else entry.words,
            starts_on=entry.starts_on, ends_before=entry.ends_before, made_by_id=actor.membership_id,
            request_key=request_key,
        )
        for weekday in sorted(set(entry.weekdays))
    ]  # fmt: skip
    audit.record(
        actor=actor, action="week.add", person_id=person.pk, target=f"week:{person.pk}", facts={"n": len(made)}
    )
    return made


def _check(entry: NewEntry) -> None:
    if not parameters.is_term("week_kinds", entry.kind) or entry.kind == "meeting":
        raise NotAllowed("week.no_such_kind")
    if not entry.weekdays or not set(entry.weekdays) <= set(range(7)):
        raise NotAllowed("week.no_day")
    if entry.ends_at <= entry.begins_at:
        raise NotAllowed("week.ends_before_it_begins")
    if entry.ends_before is not None and entry.ends_before <= entry.starts_on:
        raise NotAllowed("week.over_before_it_starts")


@transaction.atomic
def end_in_week(*, entry_id: int, actor: Actor, now: datetime) -> int:
    """From today on it is no longer there; what has not begun yet is taken out. Whose week it is."""
    person_id = WeekEntry.objects.filter(pk=entry_id).values_list("person_id", flat=True).first()
    if person_id is None:
        raise OutOfReach("week")
    person = _own_case(person_id, actor)
    row, today = WeekEntry.objects.select_for_update().get(pk=entry_id), localdate(now)
    if row.starts_on >= today:
        row.delete()
    else:
        row.ends_before = today
        row.save(update_fields=["ends_before"])
    audit.record(actor=actor, action="week.end", person_id=person.pk, target=f"week:{person.pk}")
    return person.pk


@transaction.atomic
def print_week(
    *, person_id: int, monday: date, language: str, check_at: str, actor: Actor, now: datetime
) -> IssuedPaper:
    """The week as a paper in the citizen's language, for case staff and the citizen. The same week twice is one."""
    person = people.locked(person_id, actor=actor)
    if not actor.is_citizen and not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    if language not in words.LANGUAGES:
        raise NotAllowed("paper.no_such_language")
    found = week_queries.week(person.pk, monday=week_queries.monday_of(monday))
    draft = Draft(
        kind=PAPER, template="week", language=language, about=f"week:{person.pk}:{found.monday.isoformat()}",
        organisation_id=person.organisation_id, organisation_name=person.organisation.name,
        facts=_facts(person, found), person_id=person.pk,
    )  # fmt: skip
    return register.issue(draft=draft, check_at=check_at, actor=actor, now=now)


def _facts(person: Person, found: week_queries.Week) -> dict[str, object]:
    days = [
        {
            "number": str(day.weekday()),
            "date": day,
            "rows": [(f"{row.begins_at:%H:%M}-{row.ends_at:%H:%M}", row.kind, row.words) for row in rows],
        }
        for day, rows in found.days
        if rows
    ]
    pairs = [
        (
            str(clash.one.weekday),
            f"{clash.one.begins_at:%H:%M}",
            clash.one.kind,
            clash.other.kind if clash.other else "",
        )
        for clash in found.clashes
    ]
    untimed = [(each.kind, each.hours, each.where) for each in found.untimed]
    name = f"{person.given_name} {person.family_name}"
    return {
        "citizen": name, "first": found.monday, "last": found.sunday, "days": days, "clashes": pairs,
        "untimed": untimed,
    }  # fmt: skip
