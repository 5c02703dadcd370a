"""Reads of handovers, scoped by actor: the centre its own, the municipality those sent to it, nobody else any."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.fields import lookup
from tovholder.accounts.models import Organisation
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.base.decision import Decision
from tovholder.pathways import reception_rules as rules
from tovholder.pathways.models import Handover, HandoverPerson, ReceptionMeeting, ReceptionTask
from tovholder.pathways.received_files import files
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements.models import Placement

LIVE = ("sent", "taken_in")
OPEN_TASKS = Q(tasks__state="open")
TAKERS = (Role.CASEWORKER, Role.TEAM_LEADER)  # who takes in: the others of the cases read it once there is a case


def name_lookup(given_name: str, family_name: str) -> str:
    """What the same name is found by where names lie sealed; empty for no name."""
    key = people.name_key(given_name, family_name)
    return lookup("handed over", key) if key else ""


def is_centre(actor: Actor) -> bool:
    """Whether the actor works for an asylum centre."""
    return actor.kind == OrganisationKind.ASYLUM_CENTRE and actor.role == Role.CASEWORKER


def is_receiver(actor: Actor) -> bool:
    """Whether the actor works on cases at a municipality."""
    return actor.kind == OrganisationKind.MUNICIPALITY and actor.works_on_cases


def visible(*, actor: Actor) -> QuerySet[Handover]:
    """The centre's own; what was sent to the own municipality, with a right to the own cases only those given to the
    actor. Once taken in it is the citizen's case, and the centre sees it as long as the case is opened to it."""
    if actor.role == SYSTEM_ROLE:
        return Handover.objects.all()
    if is_centre(actor):
        return Handover.objects.filter(sender_id=actor.organisation_id)
    if not is_receiver(actor):
        return Handover.objects.none()
    own = Handover.objects.filter(receiver_id=actor.organisation_id, status__in=LIVE)
    if actor.only_own_cases:
        mine = HandoverPerson.objects.filter(handover_id=OuterRef("pk"), person__contact_id=actor.membership_id)
        own = own.filter(Exists(mine) | Q(status="sent", contact_id=actor.membership_id))
    return own


def is_withheld(handover: Handover, actor: Actor) -> bool:
    """Whether it tells of somebody protected who is no case here yet: then only those who take in read it, and whoever
    wrote it. One that was given to somebody is theirs and the team leader's."""
    if not is_receiver(actor) or handover.status == "taken_in" or handover.written_by_id == actor.membership_id:
        return False
    takes_in = actor.role in TAKERS
    if handover.contact_id is not None:
        takes_in = actor.role == Role.TEAM_LEADER or handover.contact_id == actor.membership_id
    return not takes_in and any(each.protected for each in handover.people.all())


def readable(*, actor: Actor) -> QuerySet[Handover]:
    """Those within reach but for what is withheld (`is_withheld`), for a list that leads to them."""
    found = visible(actor=actor)
    if not is_receiver(actor) or actor.role == Role.TEAM_LEADER:
        return found
    protected = HandoverPerson.objects.filter(handover_id=OuterRef("pk"), protected=True)
    mine = Q(status="taken_in") | Q(written_by_id=actor.membership_id) | Q(contact_id=actor.membership_id)
    mine |= Q(contact_id__isnull=True) if actor.role in TAKERS else Q()
    return found.filter(mine | ~Exists(protected))


def duties(handover_id: int, *, actor: Actor, lock: bool = False) -> tuple[Handover, list[ReceptionTask]]:
    """What a centre still has to see to of a family it may not read of any more: the things, and nobody's name."""
    found = visible(actor=actor).filter(pk=handover_id, status="taken_in")
    handover = (found.select_for_update(of=("self",)) if lock else found.select_related("receiver")).first()
    rows = ReceptionTask.objects.filter(handover_id=handover_id, side="centre").order_by("due_on", "pk")
    if handover is None or not is_centre(actor) or not rows.filter(state="open").exists():
        for person_id in _people_of(handover_id).filter(person__isnull=False).values_list("person_id", flat=True):
            actor.book.refuse(person_id)
        raise OutOfReach
    return handover, list(rows)


def one(handover_id: int, *, actor: Actor, lock: bool = False) -> Handover:
    """A handover within reach, its citizens noted as shown; a look at one out of reach is noted as refused."""
    found = visible(actor=actor).select_related("receiver", "sender", "contact__user", "written_by__user")
    if lock:
        found = visible(actor=actor).select_for_update(of=("self",))
    handover = found.filter(pk=handover_id).first()
    told = list(_people_of(handover_id).values_list("person_id", flat=True))
    cases = [person_id for person_id in told if person_id is not None]
    closed = handover is not None and is_centre(actor) and not _is_open_to_centre(handover, cases, actor)
    if handover is None or closed or is_withheld(handover, actor):
        for person_id in cases:
            actor.book.refuse(person_id)
        if None in told:
            actor.book.refuse_draft(handover_id)
        raise OutOfReach
    actor.book.note(cases, "granted" if is_centre(actor) else "case")
    if None in told:
        actor.book.note_drafts([handover.pk])
    return handover


def _is_open_to_centre(handover: Handover, cases: list[int], actor: Actor) -> bool:
    if handover.status != "taken_in":
        return True
    opened = people.visible(actor=actor).filter(pk__in=cases, protected=False).count()
    return opened == len(cases) > 0


def _people_of(handover_id: int) -> QuerySet[HandoverPerson]:
    return HandoverPerson.objects.filter(handover_id=handover_id)


def members(handover: Handover) -> list[HandoverPerson]:
    """The family, first the one whose relatives the others are. The caller has reached the handover."""
    rows = _people_of(handover.pk).select_related("person__contact__user", "person__organisation")
    return list(rows.order_by("place"))


def member(member_id: int, *, actor: Actor) -> HandoverPerson:
    """One of the family, of a handover within reach."""
    found = HandoverPerson.objects.filter(pk=member_id).first()
    if found is None:
        raise OutOfReach
    found.handover = one(found.handover_id, actor=actor)
    return found


def tasks(handover: Handover) -> list[ReceptionTask]:
    """The checklist in the order of the days. The caller has reached the handover."""
    rows = ReceptionTask.objects.filter(handover=handover).select_related("owner__user", "by__user")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "pk"))


def meetings(handover: Handover) -> list[ReceptionMeeting]:
    """The meetings about this family, newest first. The caller has reached the handover."""
    rows = ReceptionMeeting.objects.filter(handover=handover).select_related("by__user")
    return list(rows.order_by("-planned_on", "-pk"))


def listed(*, actor: Actor, shown: str = "") -> QuerySet[Handover]:
    """For a list: those to come, taken in, or with something missing. `missing` and `late` count the checklist,
    `of_centre` what is missing of the centre's side."""
    today = timezone.localdate()
    found = visible(actor=actor)
    if shown == "coming":
        found = found.filter(status__in=("draft", "sent", "sent_back"))
    elif shown == "taken_in":
        found = found.filter(status="taken_in")
    elif shown == "missing":
        found = found.filter(Exists(ReceptionTask.objects.filter(handover_id=OuterRef("pk"), state="open")))
    late = OPEN_TASKS & Q(tasks__due_on__lt=today)
    counted = found.annotate(
        missing=Count("tasks", filter=OPEN_TASKS, distinct=True),
        late=Count("tasks", filter=late, distinct=True),
        of_centre=Count("tasks", filter=OPEN_TASKS & Q(tasks__side="centre"), distinct=True),
    )
    family = HandoverPerson.objects.order_by("place").select_related("person")
    rows = counted.select_related("receiver", "sender", "contact__user")
    return rows.prefetch_related(Prefetch("people", queryset=family))


def shown_in_list(rows: Iterable[Handover], *, actor: Actor) -> dict[int, list[HandoverPerson]]:
    """Whom a list may name, by handover, noted as shown. Of what the centre sent and can no longer open: nobody."""
    rows = list(rows)
    cases = {each.person_id for row in rows for each in row.people.all() if each.person_id}
    opened = cases
    if is_centre(actor) and cases:
        opened = set(people.visible(actor=actor).filter(pk__in=cases, protected=False).values_list("pk", flat=True))
    named = {row.pk: _named(row, opened, actor) for row in rows}
    actor.book.note([each.person_id for family in named.values() for each in family if each.person_id], "list")
    actor.book.note_drafts([pk for pk, family in named.items() if any(each.person_id is None for each in family)])
    return named


def drafts_of(person_id: int) -> list[int]:
    """The handovers a case was told in: who read them before it was a case is in the log by their number."""
    return list(HandoverPerson.objects.filter(person_id=person_id).values_list("handover_id", flat=True))


def _named(row: Handover, opened: Collection[int], actor: Actor) -> list[HandoverPerson]:
    family = list(row.people.all())
    cases = [each.person_id for each in family if each.person_id]
    if is_centre(actor) and row.status == "taken_in" and not (cases and set(cases) <= set(opened)):
        return []
    return [] if is_withheld(row, actor) else family


@dataclass(frozen=True)
class Known:
    """That somebody of a handover is here already: by number, or by name and birth. `name` as the handover tells it."""

    place: int
    name: str
    person: Person
    by_number: bool
    may_open: bool


def known_here(handover: Handover, family: Collection[HandoverPerson], *, actor: Actor) -> list[Known]:
    """Cases of the receiver with the same number, or the same name and birth, as those who have none yet.

    Whoever has a number is only found by it: two of one name and birth are two. Noted as shown. For the receiver."""
    waiting = [each for each in family if each.person_id is None]
    lookups = {each.cpr_lookup for each in waiting if each.cpr_lookup}
    names = {_plain_key(each) for each in waiting if not each.cpr_lookup and each.born_on}
    if not (lookups or names) or not (is_receiver(actor) or actor.role == SYSTEM_ROLE):
        return []
    own = Person.objects.filter(organisation_id=handover.receiver_id, pending_import__isnull=True)
    rows = list(own.filter(Q(cpr_lookup__in=lookups) | Q(name_key__in=names)))
    found = [match for each in waiting if (match := _known(each, rows, actor)) is not None]
    for match in found:
        actor.book.note([match.person.pk], "cpr" if match.by_number else "list")
    return found


def _plain_key(each: HandoverPerson) -> str:
    return people.name_key(each.given_name, each.family_name)


def _known(each: HandoverPerson, rows: list[Person], actor: Actor) -> Known | None:
    for person in rows:
        same_name = person.name_key == _plain_key(each) and person.born_on == each.born_on is not None
        is_same = person.cpr_lookup == each.cpr_lookup if each.cpr_lookup else same_name
        if is_same:
            may_open = not actor.only_own_cases or person.contact_id == actor.membership_id
            return Known(each.place, each.given_name, person, bool(each.cpr_lookup), may_open)
    return None


def told_before(handover: Handover, each: HandoverPerson, *, actor: Actor) -> Handover | None:
    """Another handover of the same person that stands: sent by the same centre, or here at the same municipality.

    Of what the actor may not open nothing is told: of a withheld family whoever takes in sees that it came twice. To be
    told is a look: noted."""
    same = Q(people__cpr_lookup=each.cpr_lookup) if each.cpr_lookup else _same_name(each)
    if same is None:
        return None
    seen = Q(sender_id=handover.sender_id) if handover.sender_id else Q(receiver_id=handover.receiver_id)
    others = readable(actor=actor).filter(same, seen, status__in=LIVE).exclude(pk=handover.pk)
    # Taken in long ago is history; taken in and not moved yet, or moved this month, is the same move.
    others = others.filter(Q(status="sent") | Q(takeover_on__isnull=True) | Q(takeover_on__gte=_this_month()))
    found = others.select_related("receiver").order_by("-pk").first()
    if found is not None:
        told = list(_people_of(found.pk).values_list("person_id", flat=True))
        actor.book.note([person_id for person_id in told if person_id is not None], "list")
        if None in told:
            actor.book.note_drafts([found.pk])
    return found


def _same_name(each: HandoverPerson) -> Q | None:
    return Q(people__name_key=each.name_key, people__born_on=each.born_on) if each.born_on else None


def _this_month() -> date:
    today = timezone.localdate()
    return today.replace(day=1)


def of_person(person_id: int, *, actor: Actor) -> Handover | None:
    """The newest handover that became this case. The caller has reached the case."""
    mine = HandoverPerson.objects.filter(handover_id=OuterRef("pk"), person_id=person_id)
    found = visible(actor=actor).filter(Exists(mine))
    return found.order_by("-taken_in_at", "-pk").first()


def takeover_of(handover: Handover, family: Collection[HandoverPerson]) -> date | None:
    """The day of takeover as the case has it by now; as it was told while there is no case."""
    days = (each.person.takeover_on for each in family if each.person is not None)
    return next((day for day in days if day is not None), handover.takeover_on)


def practice(handover: Handover, family: Collection[HandoverPerson], *, on: date) -> Decision:
    """How the way to the first placement stands: of the first of the family who began at a company since."""
    cases = [each.person_id for each in family if each.person_id]
    begun = Placement.objects.filter(person_id__in=cases, status__in=("agreed", "started", "interrupted", "ended"))
    first = begun.order_by("starts_on").values_list("starts_on", flat=True).first() if cases else None
    return rules.practice(takeover_on=handover.takeover_on, begun_on=first, on=on)


def pre_meeting(handover: Handover, held: Collection[ReceptionMeeting], *, on: date) -> Decision:
    """Whether the next meeting before the takeover is in time."""
    since = timezone.localdate(handover.sent_at or handover.made_at)
    days = [row.held_on for row in held if row.held_on]
    return rules.next_meeting(kind="pre_meeting", since=since, held=days, on=on, takeover_on=handover.takeover_on)


@dataclass(frozen=True)
class Cooperation:
    """One kind of meeting with one other house: those planned and held, and whether the next is in time."""

    kind: str
    other: Organisation
    meetings: list[ReceptionMeeting]
    next: Decision


def cooperation(*, actor: Actor, on: date) -> list[Cooperation]:
    """The regular meetings of the two houses, for either of them. The first is due a while after the first handover."""
    rows = list(_of_house(actor).select_related("receiver", "centre", "by__user").order_by("-planned_on", "-pk")[:200])
    kinds = [term.code for term in parameters.terms("reception_meetings", on=on) if not term.flag("with_family")]
    near = others(actor=actor)
    begun = {house.pk: timezone.localdate(house.begun_at) for house in near}  # type: ignore[attr-defined]
    houses = {house.pk: house for row in rows if (house := _other(row, actor)) is not None}
    houses |= {house.pk: house for house in near}
    return [
        _cooperation(kind, house, [row for row in rows if row.kind == kind and _other(row, actor) == house], begun, on)
        for house in houses.values()
        for kind in kinds
    ]


def _cooperation(
    kind: str, house: Organisation, ours: list[ReceptionMeeting], begun: dict[int, date], on: date
) -> Cooperation:
    since = begun.get(house.pk) or min((timezone.localdate(row.made_at) for row in ours), default=on)
    held = [row.held_on for row in ours if row.held_on]
    return Cooperation(kind, house, ours, rules.next_meeting(kind=kind, since=since, held=held, on=on))


def _of_house(actor: Actor) -> QuerySet[ReceptionMeeting]:
    of_houses = ReceptionMeeting.objects.filter(handover__isnull=True)
    if is_centre(actor):
        return of_houses.filter(centre_id=actor.organisation_id)
    return of_houses.filter(receiver_id=actor.organisation_id) if is_receiver(actor) else of_houses.none()


def _other(row: ReceptionMeeting, actor: Actor) -> Organisation | None:
    return row.receiver if is_centre(actor) else row.centre


def others(*, actor: Actor) -> list[Organisation]:
    """The houses one has handovers with: of a municipality the centres, of a centre the municipalities. Each with
    `begun_at`: when the first was sent."""
    side, role = ("receiver_id", "receiver") if is_centre(actor) else ("sender_id", "sender")
    own = visible(actor=actor).filter(sent_at__isnull=False, sender__isnull=False)
    first = own.filter(**{role: OuterRef("pk")}).order_by("sent_at").values("sent_at")[:1]
    houses = Organisation.objects.filter(pk__in=own.values(side)).annotate(begun_at=Subquery(first))
    return list(houses.order_by("name"))


def receivers() -> QuerySet[Organisation]:
    """The municipalities a centre may hand over to."""
    return accounts.municipalities()


def file_of(handover: Handover) -> bytes:
    """The file that came with it, opened. The caller has reached the handover."""
    return files.read(handover.file)
