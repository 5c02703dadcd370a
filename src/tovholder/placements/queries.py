"""Every read of placements, scoped by actor: own cases, the company's own workplaces, the citizen's own."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from tovholder import parameters
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.kept_questions import kept
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.base.decision import Decision, Fact
from tovholder.companies.models import StatedStays
from tovholder.people import case_scope
from tovholder.people.models import Person
from tovholder.placements import employer_rules, gathering, rules, stay_columns, transitions
from tovholder.placements.facts import Stay
from tovholder.placements.models import AgreementAnswers, FollowUp, Placement, PlacementEvent, RuleCheck
from tovholder.placements.plans import NewPlacement, Statements
from tovholder.placements.rules import Agreement
from tovholder.placements.transitions import HOLDS_A_PLACE

_READ_CASES = CASE_ROLES | {Role.BENEFITS_OFFICER}
# A company sees a stay once it is agreed, and as long as it is not called off.
SEEN_BY_COMPANY = ("agreed", "started", "interrupted", "ended", "ended_early")


def visible(*, actor: Actor) -> QuerySet[Placement]:
    """Placements within reach, with what a line in a list shows."""
    found = Placement.objects.select_related("person", "unit__company", "consultant__user")
    if actor.role == SYSTEM_ROLE:
        return found
    if actor.is_citizen:
        return found.filter(person__login_id=actor.user_id, organisation_id=actor.organisation_id)
    if actor.role == Role.COMPANY_CONTACT:
        return found.filter(unit__company__organisation_id=actor.organisation_id, status__in=SEEN_BY_COMPANY)
    if actor.kind == "municipality" and actor.role in _READ_CASES:
        own = found.filter(organisation_id=actor.organisation_id, person__pending_import__isnull=True)
        return own.filter(person__contact_id=actor.membership_id) if actor.only_own_cases else own
    return found.none()


def _with_who_did_it() -> list[Any]:
    """The rows of a placement, each with the colleague behind it: one question a kind of row, not three."""
    return [
        Prefetch("follow_ups", FollowUp.objects.select_related("by__user")),
        Prefetch("events", PlacementEvent.objects.select_related("by__user")),
        Prefetch("checks", RuleCheck.objects.select_related("overruled_by__user")),
    ]


_answered = AgreementAnswers.objects.filter(placement=OuterRef("pk"))


def placement(placement_id: int, *, actor: Actor) -> Placement:
    """One placement with all its page shows; the person is noted as shown. Raises OutOfReach."""
    rows: list[Any] = _with_all.rows(actor=actor, placement_id=placement_id)
    if not rows:
        raise _missed(placement_id, actor)
    prefetch_related_objects(rows, "hours", *_with_who_did_it())
    found = rows[0]
    actor.book.note([found.person_id], "placement")
    if not _works_on(found, actor):
        found.end_words = found.repeat_reason = ""
        for follow_up in found.follow_ups.all():
            _withhold(follow_up, actor)
    return found


@kept()
def _with_all(*, actor: Actor, placement_id: int) -> QuerySet[Placement]:
    return (
        visible(actor=actor)
        .filter(pk=placement_id)
        .select_related("organisation", "order", "company_contact", "person__contact__user")
        .select_related("unit__company__consultant__user")
        .annotate(repeat_reason=Subquery(_answered.values("repeat_reason")), **stay_columns.of_its_page())
    )


def _withhold(follow_up: FollowUp, actor: Actor) -> None:
    """Whoever wrote the words knows them, and must find them again."""
    if actor.membership_id is None or follow_up.by_id != actor.membership_id:
        follow_up.words = ""
        follow_up.is_withheld = True


def _works_on(found: Placement, actor: Actor) -> bool:
    """Notes from talks are for those who work inside the case: not for other units, the benefits office, the company
    or the citizen."""
    return actor.role == SYSTEM_ROLE or case_scope.is_within_case_of(found.person, actor)


def _missed(placement_id: int, actor: Actor) -> OutOfReach:
    """The answer to somebody who asks for what is out of reach; whom it is about is noted as refused."""
    for person_id in Placement.objects.filter(pk=placement_id).values_list("person_id", flat=True):
        actor.book.refuse(person_id)
    return OutOfReach("placement")


def locked(placement_id: int, *, actor: Actor) -> Placement:
    """The placement under lock, for a service that is about to write."""
    found = _one_locked.rows(actor=actor, placement_id=placement_id)
    if not found:
        raise _missed(placement_id, actor)
    return found[0]


@kept()
def _one_locked(*, actor: Actor, placement_id: int) -> QuerySet[Placement]:
    return visible(actor=actor).select_for_update(of=("self",)).filter(pk=placement_id)


def search(
    *,
    actor: Actor,
    status: str = "",
    kind: str = "",
    ending_before: date | None = None,
    consultant_id: int | None = None,
    company_id: int | None = None,
) -> QuerySet[Placement]:
    """Placements by status ("running" is all that hold a place), kind, end, consultant and company."""
    found = visible(actor=actor)
    if status == "running":
        found = found.filter(status__in=HOLDS_A_PLACE)
    elif status:
        found = found.filter(status=status)
    if kind:
        found = found.filter(kind=kind)
    if ending_before is not None:
        found = found.filter(status__in=HOLDS_A_PLACE, ends_before__lte=ending_before)
    if consultant_id is not None:
        found = found.filter(consultant_id=consultant_id)
    if company_id is not None:
        found = found.filter(unit__company_id=company_id)
    return found


def ending_soon(*, actor: Actor, on: date) -> QuerySet[Placement]:
    """Running placements that end within the notice (parameters: placement_ending_notice_days), overdue ones too."""
    notice = parameters.value("placement_ending_notice_days", on=on).whole()
    return search(actor=actor, ending_before=on + timedelta(days=notice)).order_by("ends_before", "pk")


def follow_ups_due(*, actor: Actor, before: date) -> QuerySet[FollowUp]:
    """Follow-ups not held that are due before the day, oldest first."""
    running = visible(actor=actor).filter(status__in=HOLDS_A_PLACE)
    due = FollowUp.objects.filter(placement__in=running, held_on__isnull=True, due_on__lt=before)
    return due.select_related("placement__person", "placement__unit__company", "placement__consultant__user").order_by(
        "due_on", "pk"
    )


def of_person(person_id: int, *, actor: Actor) -> QuerySet[Placement]:
    """The person's chain of stays, newest first. The caller notes the person."""
    return visible(actor=actor).filter(person_id=person_id).order_by("-starts_on", "-pk")


def of_request(request_key: str, *, actor: Actor) -> Placement | None:
    """The placement that came of this request, unless it was called off."""
    if not request_key:
        return None
    return visible(actor=actor).filter(request_key=request_key).exclude(status="cancelled").first()


def municipalities_with_stays_at(company_id: int) -> frozenset[int]:
    """Whose stays run at the company, for asking who serves it. Says nothing about whom."""
    running = Placement.objects.filter(unit__company_id=company_id, status__in=HOLDS_A_PLACE).order_by()
    return frozenset(running.values_list("organisation_id", flat=True).distinct())


def taken_of_order(order_id: int) -> int:
    """How many places of the order have been agreed, running or ended. Says nothing about whom."""
    return taken_places().filter(order_id=order_id).count()


def taken_places() -> QuerySet[Placement]:
    """Those that take a place of their order, for counting only."""
    return Placement.objects.exclude(status__in=("planned", "cancelled"))


def running_by_municipality(unit_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """How many stays known here run or are agreed at each unit, by whose they are: {unit: {organisation: number}}."""
    held = Placement.objects.filter(unit_id__in=list(unit_ids), status__in=HOLDS_A_PLACE).order_by()
    found: dict[int, dict[int, int]] = {}
    for row in held.values("unit_id", "organisation_id").annotate(n=Count("pk")):
        found.setdefault(row["unit_id"], {})[row["organisation_id"]] = row["n"]
    return found


def running_at_companies(company_ids: Iterable[int]) -> dict[int, int]:
    """How many stays known here run or are agreed at each company, whoever's. Numbers only."""
    held = Placement.objects.filter(unit__company_id__in=list(company_ids), status__in=HOLDS_A_PLACE).order_by()
    rows = held.values("unit__company_id").annotate(n=Count("pk"))
    return {row["unit__company_id"]: row["n"] for row in rows}


def ratio_at_units(unit_ids: Iterable[int], *, on: date, asked_on: date | None = None) -> dict[int, Decision]:
    """Places left at each unit for one that starts `on`: `left` in the facts when known; ours as known here, in whole
    places, others as the employer stated them on a day. Four queries, whatever the number of units.

    Asked before the start it is judged by the months that are over on the day of asking, as the stay itself is."""
    wanted = list(dict.fromkeys(unit_ids))
    day = Stay(kind="work_placement", starts_on=on, ends_before=on + timedelta(days=1))
    monthly = gathering.monthly_fte(wanted, on=min(on, asked_on or on))
    held = gathering.counted_stays(wanted, stay=day)
    stated = newest_stated(wanted, on)
    return {
        unit_id: _places(monthly[unit_id], gathering.most_at_once(held.get(unit_id, []), day), stated.get(unit_id), on)
        for unit_id in wanted
    }


def newest_stated(unit_ids: list[int], on: date) -> dict[int, StatedStays]:
    """The employer's newest statement of others' stays at each unit, as of the day."""
    newer = StatedStays.objects.filter(unit_id=OuterRef("unit_id"), stated_on__lte=on).filter(
        Q(stated_on__gt=OuterRef("stated_on")) | Q(stated_on=OuterRef("stated_on"), pk__gt=OuterRef("pk"))
    )
    found: dict[int, StatedStays] = {}
    for chunk in gathering.chunks(unit_ids):
        rows = StatedStays.objects.filter(~Exists(newer), unit_id__in=chunk, stated_on__lte=on)
        found.update({row.unit_id: row for row in rows})
    return found


def _places(monthly: tuple[Decimal | None, ...], ours: Decimal, stated: StatedStays | None, on: date) -> Decision:
    limit = parameters.value("ratio_rule", on=on)
    average = employer_rules.average_of(monthly, limit.whole("months"))
    told = ours.to_integral_value(ROUND_CEILING)  # in whole places: a fraction is the hours of a citizen
    if average is None:
        return Decision.unknown(
            "places.headcount_unknown", reference=limit.reference, ours=told, months=limit.whole("months")
        )
    lawful = rules.lawful_places(average, on=on)
    facts: dict[str, Fact] = {
        "lawful": lawful,
        "average": average.quantize(Decimal("0.1")),
        "ours": told,
    }
    others, stated_on = (stated.fte, stated.stated_on) if stated else (None, None)
    left = rules.places_left(monthly_fte=monthly, ours=ours, others=others, others_stated_on=stated_on, starts_on=on)
    if left is None:
        return Decision.unknown("places.others_unknown", reference=limit.reference, stated_on=stated_on, **facts)
    facts |= {"left": left, "others": others, "stated_on": stated_on}
    return (Decision.yes if left else Decision.no)(
        "places.left" if left else "places.none_left", reference=limit.reference, **facts
    )


def check(
    new: NewPlacement, *, person: Person, cvr: str, statements: Statements, on: date, besides: int | None = None
) -> Agreement:
    """The employer rules for a planned stay, asked `on` a day. The caller has reached the person and the unit."""
    stay = gathering.stay_of(new, under_course=statements.under_course)
    stays = gathering.other_stays(person.pk, new.unit_id, besides=besides)
    return rules.may_agree(
        stay,
        gathering.person_facts(person, statements, stays, cvr=cvr, before=new.starts_on, besides=besides),
        gathering.unit_facts(
            new.unit_id,
            cvr=cvr,
            stay=stay,
            statements=statements,
            on=on,
            besides=besides,
            organisation_id=person.organisation_id,
        ),
    )


def events(found: Placement, *, actor: Actor) -> list[PlacementEvent]:
    """The timeline. Reasons are told inside the own case only; others see that the stay paused or ended. Silent about
    health only, an end without a reason would tell that it was health."""
    rows = sorted(found.events.all(), key=lambda event: (event.at, event.pk))
    if not _works_on(found, actor):
        for row in rows:
            row.words = ""
            row.reason = row.reason if row.reason == transitions.EXTENDED else ""
    return rows
