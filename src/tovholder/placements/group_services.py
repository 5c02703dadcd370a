"""Writes on a group of people at one company: the plan, who is on site, the funnel, the daily log (Roskilde).

The group is its municipality's; every municipality of the partnership moves its own citizens only, and
the company those it has met. Somebody who is protected is not put in another municipality's group."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.companies import ledger_services as ledger
from tovholder.companies import queries as companies
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.placements import group_queries, group_rules
from tovholder.placements.models import GroupBase, GroupEntry, GroupMove, GroupNote, GroupStay, Placement


@dataclass(frozen=True, kw_only=True)
class GroupPlan:
    """A group as planned: where, in which trades, when, for how many, and who holds it on both sides."""

    unit_id: int
    title: str
    trades: list[str] = field(default_factory=list)
    places: int
    starts_on: date
    ends_before: date
    supported_until: date | None = None
    contact_id: int | None = None
    leader_id: int | None = None
    company_contact_id: int | None = None
    company_leader_id: int | None = None
    mentors_instructed_on: date | None = None


@transaction.atomic
def plan_group(*, new: GroupPlan, actor: Actor, now: datetime) -> GroupStay:
    """Plan a group. The same plan sent twice is one."""
    _check_plan(new, actor)
    told = _told(new, actor)
    same = GroupStay.objects.filter(
        organisation_id=actor.organisation_id, unit_id=new.unit_id, title=told["title"], starts_on=new.starts_on
    ).first()
    if same is not None:
        return same
    made = GroupStay.objects.create(organisation_id=actor.organisation_id, created_at=now, **told)
    _audit(made, "group.plan", actor)
    return made


@transaction.atomic
def change_group(*, group_id: int, version: int, new: GroupPlan, actor: Actor, now: datetime) -> GroupStay:
    """Change the plan. Who wrote meanwhile is not overwritten (Stale)."""
    group = _own_group(group_id, actor)
    if group.version != version:
        raise Stale
    _check_plan(new, actor)
    for name, value in _told(new, actor).items():
        setattr(group, name, value)
    group.version += 1
    group.save()
    _audit(group, "group.change", actor)
    return group


def _check_plan(new: GroupPlan, actor: Actor) -> None:
    if not companies.may_write(actor) or not actor.works_on_cases:
        raise NotAllowed("group.not_yours")
    unit = companies.unit(new.unit_id, actor=actor)
    if not new.title.strip():
        raise NotAllowed("group.title_missing")
    if new.ends_before <= new.starts_on:
        raise NotAllowed("group.dates_crossed")
    if new.mentors_instructed_on is not None and new.mentors_instructed_on > new.starts_on:
        raise NotAllowed("group.mentors_instructed_late", day=new.starts_on)
    there = {each.pk for each in companies.contacts(unit.company_id)}
    if {new.company_contact_id, new.company_leader_id} - {None} - there:
        raise NotAllowed("company.contact_not_there")
    here = set(accounts.colleagues(actor=actor).values_list("pk", flat=True))
    if {new.contact_id, new.leader_id} - {None} - here:
        raise NotAllowed("incident.not_a_colleague")


def _told(new: GroupPlan, actor: Actor) -> dict[str, object]:
    told = asdict(new) | {"title": new.title.strip(), "contact_id": new.contact_id or actor.membership_id}
    return told | {"trades": [trade.strip() for trade in new.trades if trade.strip()]}


@transaction.atomic
def set_base(*, group_id: int, member_id: int, weekdays: list[int], actor: Actor, now: datetime) -> None:
    """On which days of the week a colleague is on site; none takes the base away."""
    group = _own_group(group_id, actor)
    if not accounts.colleagues(actor=actor).filter(pk=member_id).exists():
        raise NotAllowed("incident.not_a_colleague")
    if set(weekdays) - set(range(7)):
        raise NotAllowed("lesson.time_unclear")
    if weekdays:
        days = {"weekdays": sorted(set(weekdays))}
        GroupBase.objects.update_or_create(group=group, member_id=member_id, defaults=days)
    else:
        GroupBase.objects.filter(group=group, member_id=member_id).delete()
    _audit(group, "group.base", actor)


@transaction.atomic
def add_to_group(*, group_id: int, person_id: int, actor: Actor, now: datetime) -> GroupEntry:
    """Put an own citizen in the funnel as a candidate. Twice is once."""
    group = group_queries.group(group_id, actor=actor)
    person = people.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    if person.protected and group.organisation_id != person.organisation_id:
        raise NotAllowed("group.protected_elsewhere")
    entry, is_new = GroupEntry.objects.get_or_create(
        group=group,
        person=person,
        defaults={
            "organisation_id": person.organisation_id,
            "stage": group_rules.FIRST,
            "benefit": person.benefit,
        },
    )
    if is_new:
        GroupMove.objects.create(entry=entry, at=now, target=group_rules.FIRST, by_id=actor.membership_id)
        _audit(group, "group.add", actor, person_id=person.pk)
    return entry


@transaction.atomic
def move_in_group(
    *, entry_id: int, version: int, target: str, reason: str, actor: Actor, now: datetime, words: str = ""
) -> GroupEntry:
    """Move an own citizen in the funnel, with the reason. A stay at the company that has begun is tied to it."""
    entry = _own_entry(entry_id, actor)
    if entry.version != version:
        raise Stale
    first_day = entry.group.starts_on
    for decision in (
        group_rules.may_move(entry.stage, target, reason),
        group_rules.may_be_there(target, starts_on=first_day, on=localdate(now)),
    ):
        if not decision.allowed:
            raise NotAllowed(decision.code, **dict(decision.facts))
    _move(entry, target, reason, words, actor, now)
    _audit(entry.group, "group.move", actor, person_id=entry.person_id)
    return entry


@transaction.atomic
def move_several(
    *,
    group_id: int,
    versions: Mapping[int, int],
    target: str,
    reason: str,
    actor: Actor,
    now: datetime,
    words: str = "",
) -> int:
    """Move own citizens of one group at once, `versions` by the number of their entry: all of them or nobody.

    Returns how many. NotAllowed tells the name of the one it stopped at as `who`."""
    group = group_queries.group(group_id, actor=actor)
    for entry_id, version in sorted(versions.items()):
        entry = _own_entry(entry_id, actor)
        if entry.group_id != group.pk:
            raise OutOfReach("group entry")
        told = {"target": target, "reason": reason, "words": words, "actor": actor, "now": now}
        try:
            move_in_group(entry_id=entry_id, version=version, **told)  # type: ignore[arg-type]
        except NotAllowed as refused:
            raise NotAllowed(
                refused.code, **refused.facts, who=f"{entry.person.given_name} {entry.person.family_name}".strip()
            ) from refused
    return len(versions)


@transaction.atomic
def decide_at_company(
    *, entry_id: int, version: int, target: str, reason: str, actor: Actor, now: datetime, words: str = ""
) -> GroupEntry:
    """The company chooses somebody it has met for its group, or says no with a reason. The same answer twice is one."""
    entry = _met(entry_id, actor)
    if entry.version != version:
        if _said_so(entry, version, target, reason, actor):
            return entry
        raise Stale
    decision = group_rules.may_decide(entry.stage, target, reason)
    if not decision.allowed:
        raise NotAllowed(decision.code)
    source = entry.stage
    _move(entry, target, reason, words, actor, now)
    if not group_queries.is_anybody_at(entry.group, source):
        ledger.answered(key=_interviews(entry.group), answer="done", now=now)
    _audit(entry.group, "group.decide", actor, person_id=entry.person_id)
    return entry


def _met(entry_id: int, actor: Actor) -> GroupEntry:
    found = group_queries.met(actor=actor).select_for_update(of=("self",)).filter(pk=entry_id).first()
    if found is None:
        raise _missed(entry_id, actor)
    return found


def _said_so(entry: GroupEntry, version: int, target: str, reason: str, actor: Actor) -> bool:
    """Whether the one move since is this very answer of the same person."""
    last = entry.moves.order_by("pk").last()
    same = last is not None and (last.target, last.reason, last.by_id) == (target, reason, actor.membership_id)
    return same and entry.version == version + 1


def _move(entry: GroupEntry, target: str, reason: str, words: str, actor: Actor, now: datetime) -> None:
    """The move itself, of an entry under lock."""
    GroupMove.objects.create(
        entry=entry, at=now, source=entry.stage, target=target, reason=reason, words=words.strip(),
        by_id=actor.membership_id,
    )  # fmt: skip
    entry.stage, entry.version = target, entry.version + 1
    if entry.placement_id is None:
        entry.placement_id = _stay_there(entry)
    entry.save()
    _ask_for_interviews(entry, target, actor, now)


def _stay_there(entry: GroupEntry) -> int | None:
    """The stay of this person at this company, from the weeks of the group."""
    there = Placement.objects.filter(
        person_id=entry.person_id,
        organisation_id=entry.organisation_id,
        unit__company_id=entry.group.unit.company_id,
        starts_on__lt=entry.group.ends_before,
    )
    found = there.exclude(status="cancelled").filter(ends_before__gt=entry.group.starts_on).order_by("-starts_on")
    return found.values_list("pk", flat=True).first()


def _ask_for_interviews(entry: GroupEntry, target: str, actor: Actor, now: datetime) -> None:
    """The company is asked to meet the candidates: once for the group."""
    group = entry.group
    key = _interviews(group)
    if target == "interview":
        company_id, title = group.unit.company_id, group.title
        ledger.ask(
            company_id=company_id, unit_id=group.unit_id, kind="candidate", key=key, words=title, actor=actor, now=now
        )
    if target == group_rules.CHOSEN:
        ledger.answered(key=key, answer="done", now=now)


def _interviews(group: GroupStay) -> str:
    return f"group:{group.pk}:interviews"


@transaction.atomic
def note_for_group(
    *, group_id: int, on: date, kind: str, words: str, actor: Actor, now: datetime, number: int = 0
) -> GroupNote:
    """A line in the daily log, about the group and never about anybody's health. Twice is once."""
    group = _own_group(group_id, actor)
    if not parameters.is_term("group_note_kinds", kind):
        raise NotAllowed("group.note_kind_missing")
    if not words.strip():
        raise NotAllowed("observation.words_missing")
    if on > localdate(now):
        raise NotAllowed("group.note_later")
    counts = parameters.term("group_note_kinds", kind).flag("result")
    told = {"on": on, "kind": kind, "words": words.strip(), "number": number if counts else 0}
    made, is_new = GroupNote.objects.get_or_create(group=group, by_id=actor.membership_id, **told, defaults={"at": now})
    if is_new:
        _audit(group, "group.note", actor)
    return made


@transaction.atomic
def solve_note(*, group_id: int, note_id: int, actor: Actor, now: datetime) -> None:
    """What a line tells of is cleared up, today. The first time stands."""
    group = _own_group(group_id, actor)
    open_ones = GroupNote.objects.filter(group=group, pk=note_id, solved_on__isnull=True)
    if open_ones.update(solved_on=localdate(now)):
        _audit(group, "group.solve", actor)


def _own_group(group_id: int, actor: Actor) -> GroupStay:
    """The group under lock, for case staff of its municipality."""
    found = group_queries.visible(actor=actor).select_for_update(of=("self",)).filter(pk=group_id).first()
    if found is None:
        raise OutOfReach("group")
    if not actor.works_on_cases or found.organisation_id != actor.organisation_id:
        raise NotAllowed("group.not_yours")
    return found


def _own_entry(entry_id: int, actor: Actor) -> GroupEntry:
    found = group_queries.own_entries(actor=actor).select_for_update(of=("self",)).filter(pk=entry_id).first()
    if found is None:
        raise _missed(entry_id, actor)
    return found


def _missed(entry_id: int, actor: Actor) -> OutOfReach:
    """Somebody out of reach was asked for: it stands in the log of reads."""
    for person_id in GroupEntry.objects.filter(pk=entry_id).values_list("person_id", flat=True):
        actor.book.refuse(person_id)
    return OutOfReach("group entry")


def _audit(group: GroupStay, action: str, actor: Actor, *, person_id: int | None = None) -> None:
    audit.record(actor=actor, action=action, person_id=person_id, target=f"group:{group.pk}")
