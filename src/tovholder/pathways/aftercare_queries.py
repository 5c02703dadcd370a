"""Those who are followed after the start, and the facts that may cost a job (S34). The actor's own cases only.

Facts come from the rows that hold them: `SOURCES` names one read for each kind. Whoever learns of another kind of fact
adds its read there. Facts are told in order of their day: nobody is ranked."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.base.decision import Decision
from tovholder.pathways import aftercare_rules as rules
from tovholder.pathways.models import AftercareStep, Attendance, Contact, GuidanceVisit, LeaveGroupMember, ToldFact
from tovholder.pathways.models.attendance import UNCLEAR, UNLAWFUL
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements.models import HoursReport, Incident, Placement


@dataclass(frozen=True)
class Told:
    """One fact about one person: which row told it, and in words with its day."""

    person_id: int
    source: str
    on: date
    why: Decision


@dataclass
class Followed:
    """One person with what is known for the next talk."""

    person: Person
    stays: list[Placement] = field(default_factory=list)
    facts: list[Told] = field(default_factory=list)
    steps: list[AftercareStep] = field(default_factory=list)
    done: list[AftercareStep] = field(default_factory=list)  # newest first
    contact: Decision | None = None
    final: Decision | None = None
    checks: list[Decision] = field(default_factory=list)  # that somebody is to be asked about the job


@lru_cache(maxsize=1)
def _followed_kinds() -> tuple[str, ...]:
    families = {term.code for term in parameters.terms("aftercare_families")}
    kinds = parameters.terms("placement_kinds")
    return tuple(dict.fromkeys(term.code for term in kinds if term.text("family") in families))


def _running() -> QuerySet[Placement]:
    return Placement.objects.filter(kind__in=_followed_kinds(), status__in=("started", "interrupted"))


def _unanswered(rows: QuerySet[Any], prefix: str, person: str = "person_id") -> QuerySet[Any]:
    """Facts about which nobody has said yet what is done."""
    source = Concat(Value(f"{prefix}:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    return rows.filter(~Exists(AftercareStep.objects.filter(person_id=OuterRef(person), source=source)))


def _facts_told(at: Q, on: date) -> QuerySet[Any]:
    return _unanswered(ToldFact.objects.filter(at), "told")


def _problems(at: Q, on: date) -> QuerySet[Any]:
    stay = Q(placement__in=Placement.objects.filter(at, kind__in=_followed_kinds()))
    return _unanswered(Incident.objects.filter(stay, closed_at__isnull=True), "incident", "placement__person_id")


def _ended_early(at: Q, on: date) -> QuerySet[Any]:
    since = on - timedelta(days=parameters.value("aftercare_ended_days", on=on).whole())
    ended = Placement.objects.filter(at, kind__in=_followed_kinds(), status="ended_early", ended_on__gte=since)
    return _unanswered(ended, "stay")


def _away(at: Q, on: date) -> QuerySet[Any]:
    least = parameters.value("aftercare_absent_days", on=on).whole()
    stays = Placement.objects.filter(at, pk__in=_running().values("pk"))
    told = HoursReport.objects.filter(hours__placement__in=stays, absent_days__gte=least)
    return _unanswered(told, "absence", "hours__placement__person_id")


def _away_from_lessons(at: Q, on: date) -> QuerySet[Any]:
    """The newest day away of those away as often as is told, since the last one somebody answered. Why is not told."""
    limit = parameters.value("aftercare_lessons_away", on=on)
    first = on - timedelta(days=limit.whole("within_days"))
    span = Q(coming__in=(UNCLEAR, UNLAWFUL), on__gt=first, on__lte=on)
    away = Attendance.objects.filter(span, at, person_id__in=_running().filter(at).values("person_id"))
    mine = Attendance.objects.filter(span, person_id=OuterRef("person_id")).order_by()
    later = mine.filter(Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")))
    answered = AftercareStep.objects.filter(person_id=OuterRef("person_id"), source__startswith=f"{LESSONS}:")
    since = Coalesce(Subquery(answered.order_by("-at").values("at")[:1]), _EARLIEST)
    fresh = mine.filter(told_at__gt=OuterRef("answered_at")).values("person_id").annotate(n=Count("pk")).values("n")
    return (
        away.filter(~Exists(later))
        .annotate(answered_at=since)
        .annotate(times=Coalesce(Subquery(fresh, output_field=IntegerField()), 0))
        .filter(times__gte=limit.whole("times"))
    )


def _back_soon(at: Q, on: date) -> QuerySet[Any]:
    soon = on + timedelta(weeks=parameters.value("leave_return_weeks", on=on).whole())
    return _unanswered(LeaveGroupMember.objects.filter(at, left_on__isnull=True, returns_on__lte=soon), "leave")


LESSONS = "lesson"
_EARLIEST = Value(datetime.min.replace(tzinfo=UTC), DateTimeField())
_NO_KIND, _NO_NUMBER = Value("", CharField()), Value(0, IntegerField())


@dataclass(frozen=True)
class Source:
    """One kind of fact: its unanswered rows within a filter on person or organisation, what is read of them, and how
    that is told. `day`, `kind` and `number` are columns."""

    rows: Callable[[Q, date], QuerySet[Any]]
    person: str
    day: Any
    told: Callable[[date, str, int], Decision]
    kind: Any = _NO_KIND
    number: Any = _NO_NUMBER


SOURCES: dict[str, Source] = {
    "told": Source(
        _facts_told,
        "person_id",
        F("told_on"),
        lambda day, kind, number: rules.signal(f"told_{kind}", day=day),
        kind=Cast("kind", CharField()),
    ),
    "incident": Source(
        _problems,
        "placement__person_id",
        TruncDate("heard_at"),
        lambda day, kind, number: rules.signal("incident", day=day),
    ),
    "stay": Source(
        _ended_early, "person_id", F("ended_on"), lambda day, kind, number: rules.signal("ended_early", day=day)
    ),
    "absence": Source(
        _away,
        "hours__placement__person_id",
        TruncDate("at"),
        lambda day, kind, number: rules.signal("absence", day=day, days=number),
        number=Cast("absent_days", IntegerField()),
    ),
    LESSONS: Source(
        _away_from_lessons,
        "person_id",
        F("on"),
        lambda day, kind, number: rules.signal("lessons", day=day, number=number),
        number=F("times"),
    ),
    # Told without why: that somebody was on leave is for those who work in the case.
    "leave": Source(
        _back_soon, "person_id", F("returns_on"), lambda day, kind, number: rules.signal("plan_resumes", day=day)
    ),
}


def with_facts(organisation_id: int | None, *, on: date) -> Q:
    """A filter on Person: a fact nobody has answered, or a step that is due. For lists that scope themselves."""
    at = Q(organisation_id=organisation_id)
    due = AftercareStep.objects.filter(at, done_on__isnull=True, due_on__lte=on)
    found = Q(pk__in=due.values("person_id"))
    for source in SOURCES.values():
        found |= Q(pk__in=source.rows(at, on).values(source.person))
    return found


def facts_of(person_ids: Collection[int], *, on: date) -> dict[int, list[Told]]:
    """The unanswered facts of these persons, oldest first, in one query."""
    about = Q(person_id__in=person_ids)
    parts = [_columns(name, source, about, on) for name, source in SOURCES.items()]
    found: dict[int, list[Told]] = defaultdict(list)
    for person_id, name, pk, day, kind, number in parts[0].union(*parts[1:], all=True):
        found[person_id].append(Told(person_id, f"{name}:{pk}", day, SOURCES[name].told(day, kind, number)))
    for told in found.values():
        told.sort(key=lambda each: (each.on, each.source))
    return found


def _columns(name: str, source: Source, about: Q, on: date) -> QuerySet[Any]:
    columns = {"day_": source.day, "kind_": source.kind, "number_": source.number}
    rows = source.rows(about, on).order_by().annotate(name_=Value(name, CharField()), **columns)
    return rows.values_list(source.person, "name_", "pk", "day_", "kind_", "number_")


def sources_of(person_id: int, *, on: date) -> set[str]:
    """What a step may answer. The caller holds the person."""
    return {told.source for told in facts_of([person_id], on=on)[person_id]}


def followed(*, actor: Actor, on: date) -> QuerySet[Person]:
    """Open cases in a job, an IGU, wage subsidy or education, and those of whom a fact was told: nobody is left out."""
    stays = _running().filter(organisation_id=actor.organisation_id)
    own = people.own_open(actor=actor).select_related("contact__user")
    return own.filter(Q(pk__in=stays.values("person_id")) | with_facts(actor.organisation_id, on=on))


def waiting(*, actor: Actor, on: date) -> QuerySet[Person]:
    """Of those, whom somebody has to do something about now."""
    return people.own_open(actor=actor).select_related("contact__user").filter(with_facts(actor.organisation_id, on=on))


def with_all(rows: Sequence[Person], *, on: date) -> list[Followed]:
    """What a page tells of each: four queries, whatever the number."""
    ids = [person.pk for person in rows]
    found = {person.pk: Followed(person) for person in rows}
    for stay in _running().filter(person_id__in=ids).select_related("unit__company").order_by("starts_on", "pk"):
        found[stay.person_id].stays.append(stay)
    for person_id, facts in facts_of(ids, on=on).items():
        found[person_id].facts = facts
    steps = AftercareStep.objects.filter(person_id__in=ids).select_related("owner__user").order_by("due_on", "pk")
    for step in steps:
        found[step.person_id].steps.append(step)
    last = _last_contacts(ids)
    for each in found.values():
        _clocks(each, last.get(each.person.pk), on)
    return list(found.values())


def _last_contacts(ids: Collection[int]) -> dict[int, date]:
    """The newest talk or evening of each, in one query."""
    talk = Contact.objects.filter(person_id=OuterRef("pk")).order_by("-at").values("at")[:1]
    evening = GuidanceVisit.objects.filter(person_id=OuterRef("pk")).order_by("-visited_on").values("visited_on")[:1]
    rows = Person.objects.filter(pk__in=ids).order_by().annotate(talk=Subquery(talk), evening=Subquery(evening))
    days = {
        pk: [localdate(talk)] * bool(talk) + [evening] * bool(evening)
        for pk, talk, evening in rows.values_list("pk", "talk", "evening")
    }
    return {pk: max(told) for pk, told in days.items() if told}


def _clocks(each: Followed, last: date | None, on: date) -> None:
    done = [step.done_on for step in each.steps if step.done_on is not None]
    known = max([*done, *([last] if last else [])], default=None)
    if each.stays:
        begun = each.stays[-1].starts_on
        held = [step.done_on for step in each.steps if step.kind == "final_talk" and step.done_on]
        each.contact = rules.contact_due(last_contact=known, begun_on=begun, on=on)
        each.final = rules.final_talk(begun_on=begun, held_on=max((d for d in held if d >= begun), default=None), on=on)
    each.done = sorted((step for step in each.steps if step.done_on), key=lambda step: step.done_on or on, reverse=True)
    each.steps = [step for step in each.steps if step.done_on is None]


def case(person_id: int, *, actor: Actor, on: date) -> Followed:
    """One person of the own cases, noted as shown."""
    person = people.case(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        actor.book.refuse(person_id)
        raise people.NoSuchPerson
    return with_all([person], on=on)[0]


def evenings_of(person_id: int) -> list[GuidanceVisit]:
    """The evenings somebody came. The caller has reached the person."""
    return list(GuidanceVisit.objects.filter(person_id=person_id).select_related("by__user").order_by("-visited_on"))


def told_of(person_id: int) -> list[ToldFact]:
    """The facts told about somebody, with their words. The caller has reached the person."""
    return list(ToldFact.objects.filter(person_id=person_id).select_related("by__user").order_by("-told_on", "-pk"))


def step(step_id: int, *, actor: Actor) -> AftercareStep:
    """One step, the person noted as shown. Raises OutOfReach."""
    found = AftercareStep.objects.filter(pk=step_id).select_related("person", "owner__user").first()
    if found is None:
        raise OutOfReach("aftercare step")
    own = people.own_open(actor=actor).filter(pk=found.person_id).exists()
    if not own:
        actor.book.refuse(found.person_id)
        raise OutOfReach("aftercare step")
    actor.book.note([found.person_id], "case")
    return found


def steps_open(*, actor: Actor, owner_id: int | None = None) -> QuerySet[AftercareStep]:
    """The shared list of tasks: steps nobody has finished, of the own cases, soonest first."""
    rows = AftercareStep.objects.filter(done_on__isnull=True, organisation_id=actor.organisation_id)
    rows = rows.filter(person__in=people.own_open(actor=actor))
    if owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    return rows.select_related("person__contact__user", "owner__user").order_by("due_on", "pk")


def evenings(*, actor: Actor) -> QuerySet[GuidanceVisit]:
    """Visits to the evening guidance of the own cases, newest first."""
    rows = GuidanceVisit.objects.filter(person__in=people.visible(actor=actor), organisation_id=actor.organisation_id)
    return rows.select_related("person", "by__user").order_by("-visited_on", "-pk")


@dataclass(frozen=True)
class Evenings:
    """How many came, as often, about what, and how many stayed because of it."""

    visits: int
    people: int
    stayed: int
    topics: list[tuple[str, int]]


def counted(rows: QuerySet[GuidanceVisit]) -> Evenings:
    """The visits as numbers. A person whose stay was kept counts once."""
    told = list(rows.order_by().values_list("person_id", "topics", "outcome"))
    kept = {term.code for term in parameters.terms("guidance_outcomes") if term.flag("stays")}
    topics: dict[str, int] = defaultdict(int)
    for _, about, _outcome in told:
        for topic in about:
            topics[topic] += 1
    return Evenings(
        len(told),
        len({person_id for person_id, *_ in told}),
        len({person_id for person_id, _, outcome in told if outcome in kept}),
        sorted(topics.items(), key=lambda each: (-each[1], each[0])),
    )
