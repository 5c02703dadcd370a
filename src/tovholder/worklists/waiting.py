"""What waits on my day, kind by kind: its rows with whose turn it is (`holder`), and what makes a row one of it."""

from collections.abc import Callable
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import Role
from tovholder.companies import desk_queries
from tovholder.companies.models import CompanyContactEvent, CompanyRequest, JobOrder
from tovholder.pathways import aftercare_queries, agreed_talks, consideration_queries
from tovholder.pathways.models import Arrival, Contact, OwnWayIn
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements import alignment_queries, group_queries, incident_queries, objections
from tovholder.placements.models import FollowUp, GroupMove, Placement
from tovholder.placements.transitions import HOLDS_A_PLACE, NO_OFFER, PLANNED, STARTED
from tovholder.proposals.models import ENDED, Proposal
from tovholder.worklists import absence_turns, meeting_turns, turns
from tovholder.worklists.items import Limits


def tells_two(found: QuerySet[Any]) -> bool:
    """Of proposals that ended two may be told: `also` beside `holder`."""
    return "also" in found.query.annotations


def people_told(actor: Actor, limits: Limits) -> QuerySet[Person]:
    """Open cases with the newest contact, what is agreed and meetings."""
    answer = _untold()
    return (
        meeting_turns.with_talks(held(actor), limits)
        .select_related("contact__user")
        .annotate(
            last_contact_at=Subquery(_newest_contact().values("at")[:1]),
            next_on=agreed_talks.day_of(OuterRef("pk")),
            answered_at=Subquery(answer.values("at")[:1]),
            answered=Subquery(answer.values("target")[:1]),
            answered_by=Subquery(answer.values("entry__group__unit__company__name")[:1]),
            way_in_at=Subquery(_made_by_another().values("made_at")[:1]),
            way_in_by=Subquery(_made_by_another().values("made_by__user__name")[:1]),
            **meeting_turns.columns(limits),
            **absence_turns.columns(limits),
        )
    )


def held(actor: Actor) -> QuerySet[Person]:
    return people.own_open(actor=actor).annotate(holder=F("contact_id"))


def _newest_contact() -> QuerySet[Contact]:
    return Contact.objects.filter(person_id=OuterRef("pk")).order_by("-at")


def _untold() -> QuerySet[GroupMove]:
    """What a company has answered about the person in a group, until somebody has talked with the person since."""
    told = Contact.objects.filter(person_id=OuterRef("entry__person_id"), at__gte=OuterRef("at"))
    answers = group_queries.answers_of_companies().filter(entry__person_id=OuterRef("pk"))
    return answers.filter(~Exists(told), entry__organisation_id=OuterRef("organisation_id"))


def _group_answer(limits: Limits, actor: Actor) -> Q:
    return Q(Exists(_untold()))


def _first_offer(limits: Limits, actor: Actor) -> Q:
    """No offer here, nor where the case came from: the clock is the takeover's, whoever has the case."""
    offered = Placement.objects.filter(person_id=OuterRef("pk")).exclude(status__in=NO_OFFER)
    there = Arrival.objects.filter(person_id=OuterRef("pk"), first_offer_on__isnull=False)
    return Q(~Exists(offered), ~Exists(there), takeover_on__gte=limits.offer_from, takeover_on__lt=limits.soon_before)


def _agreed_talk(limits: Limits, actor: Actor) -> Q:
    return Q(next_on__lte=limits.on)


def _no_contact(limits: Limits, actor: Actor) -> Q:
    """Asked so that the index answers at the first recent contact: the newest one need not be known."""
    contacts = Contact.objects.filter(person_id=OuterRef("pk"))
    known_long = Q(created_at__lt=limits.contact_before) | Exists(contacts)
    return ~Exists(contacts.filter(at__gte=limits.contact_before)) & known_long


def _considerations(limits: Limits, actor: Actor) -> Q:
    """Told within the case only: that there are any is of health."""
    return Q(consideration_queries.waiting()) & case_scope.within(actor)


def _way_in(limits: Limits, actor: Actor) -> Q:
    """The contact is told of a link a colleague made to the citizen's own pages."""
    new = OwnWayIn.objects.filter(made_at__gte=limits.way_in_from, made_by__isnull=False)
    others = new.filter(person__contact__isnull=False).exclude(made_by_id=F("person__contact_id"))
    return Q(pk__in=others.values("person_id")) & case_scope.within(actor)


def _made_by_another() -> QuerySet[OwnWayIn]:
    """Links to somebody's own pages that somebody else than the contact made, newest first."""
    made = OwnWayIn.objects.filter(person_id=OuterRef("pk"), made_by__isnull=False)
    return made.exclude(made_by_id=OuterRef("contact_id")).order_by("-made_at")


def _aftercare(limits: Limits, actor: Actor) -> Q:
    return aftercare_queries.with_facts(actor.organisation_id, on=limits.on)


PEOPLE: dict[str, Callable[[Limits, Actor], Q]] = {
    "first_offer": _first_offer,
    "group_answer": _group_answer,
    "meeting": lambda limits, _actor: meeting_turns.meeting(limits),
    "talk": lambda limits, _actor: meeting_turns.talk(limits),
    "agreed_talk": _agreed_talk,
    "hearing": lambda limits, actor: absence_turns.hearing(limits, actor.organisation_id),
    "absence": lambda _limits, actor: absence_turns.absence(actor.organisation_id),
    "sheet": lambda limits, actor: absence_turns.sheet(limits, actor.organisation_id),
    "considerations": _considerations,
    "way_in": _way_in,
    "aftercare": _aftercare,
    "no_contact": _no_contact,
}
PEOPLE_ORDER: dict[str, tuple[Any, ...]] = {
    "first_offer": (F("takeover_on"),),
    "group_answer": (F("answered_at"),),
    "meeting": (F("meeting_at"),),
    "talk": (F("visited_on"),),
    "agreed_talk": (F("next_on"),),
    "hearing": (F("hearing_event_on"),),
    "absence": (F("away_on"),),
    "sheet": (F("sheet_at"),),
    "considerations": (F("pk"),),
    "way_in": (F("way_in_at"),),
    "aftercare": (F("pk"),),
    "no_contact": (F("last_contact_at").asc(nulls_first=True),),
}


def orders(actor: Actor) -> QuerySet[JobOrder]:
    """Orders our organisation took and has not closed."""
    return (
        JobOrder.objects.filter(taken_by_id=actor.organisation_id, pending_import__isnull=True)
        .filter(status__in=("draft", "open"))
        .select_related("unit__company", "owner__user")
        .annotate(holder=F("owner_id"))
    )


def order_is(kind: str, limits: Limits) -> Q:
    if kind == "ownerless":
        return Q(owner__isnull=True)
    if kind == "stale":
        return Q(status="open", fresh_until__lt=limits.on)
    return Q(answered_at__isnull=True)  # from the first hour: what is told only when it is late is answered late


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """Open proposals that wait for somebody here: for the person's contact, or for the owner of the order."""
    waits_for_us = Q(status__in=("accepted_by_citizen", "shown_to_company", "interview", "chosen"))
    mine = Q(_is_open("person_id", actor), organisation_id=actor.organisation_id)
    if not actor.only_own_cases:
        mine |= Q(waits_for_us, order__taken_by_id=actor.organisation_id)
    found = turns.of_proposals(actor, mine=mine, waits_for_us=waits_for_us)
    return found.select_related("person__contact__user", "order__unit__company", "order__owner__user")


def proposal_is(kind: str, actor: Actor, limits: Limits) -> Q:
    ours = Q(organisation_id=actor.organisation_id)
    lying = Q(touched_at__lt=limits.lying_before)
    if kind == "ended":
        return Q(status__in=ENDED, touched_at__gte=limits.ended_from)
    asked = Q(status="contacted", caseworker_accepted_at__isnull=True) | Q(status="proposed")
    if kind == "answer":
        return ours & asked
    if kind == "citizen":
        told = Q(status="contacted", caseworker_accepted_at__isnull=False, citizen_accepted_at__isnull=True)
        return ours & told & lying
    # A meeting to come and a yes without an agreement wait for us from the first day, not for the company.
    to_show = Q(status__in=("accepted_by_citizen", "interview", "chosen")) | Q(status="shown_to_company") & lying
    return to_show & Q(order__taken_by_id=actor.organisation_id) & Q(placement__isnull=True)


def _is_open(person: str, actor: Actor) -> Exists:
    """Whether the case behind this field is one of the actor's open ones, asked row by row: a list of all of them
    takes longer to make than the rows take to look up."""
    return Exists(people.own_open(actor=actor).filter(pk=OuterRef(person)))


def stays(actor: Actor) -> QuerySet[Placement]:
    """Planned, agreed and running stays of open cases."""
    return (
        Placement.objects.filter(organisation_id=actor.organisation_id, status__in=(PLANNED, *HOLDS_A_PLACE))
        .filter(_is_open("person_id", actor))
        .select_related("person__contact__user", "unit__company", "consultant__user")
        .annotate(holder=Coalesce("consultant_id", "person__contact_id"))
    )


def _follow_ups(actor: Actor) -> QuerySet[FollowUp]:
    running = Q(placement__organisation_id=actor.organisation_id, placement__status=STARTED)
    return (
        FollowUp.objects.filter(running, _is_open("placement__person_id", actor), held_on__isnull=True)
        .select_related("placement__person__contact__user", "placement__unit__company", "placement__consultant__user")
        .annotate(holder=Coalesce("placement__consultant_id", "placement__person__contact_id"))
    )


def _requests(actor: Actor, limits: Limits) -> QuerySet[CompanyRequest]:
    """Open requests of companies that our organisation received or has. What is late or was escalated is told to the
    team leader beside its holder (`also`)."""
    ours = Q(received_by_id=actor.organisation_id) | Q(owner__organisation_id=actor.organisation_id)
    leader = actor.membership_id if actor.role == Role.TEAM_LEADER else None
    pressing = Q(escalated_at__isnull=False) | desk_queries.is_late(limits.now)
    told = Case(When(pressing, then=Value(leader)), default=Value(None), output_field=BigIntegerField())
    also = Cast(told, BigIntegerField())  # PostgreSQL takes a case of nothing but NULL for text
    found = CompanyRequest.objects.filter(ours, closed_at__isnull=True, company__pending_import__isnull=True)
    found = found.select_related("company", "owner__user")
    return found.annotate(holder=F("owner_id"), also=also).order_by("due_at", "pk")


def _steps(actor: Actor, limits: Limits) -> QuerySet[CompanyContactEvent]:
    """Next steps agreed with companies whose day has come."""
    found = CompanyContactEvent.objects.filter(organisation_id=actor.organisation_id, next_on__lte=limits.on)
    found = found.filter(next_done_at__isnull=True, cancelled_at__isnull=True, company__pending_import__isnull=True)
    found = found.select_related("company", "next_holder__user")
    return found.annotate(holder=F("next_holder_id")).order_by("next_on", "pk")


def _follow_ups_due(actor: Actor, limits: Limits) -> QuerySet[Any]:
    return _follow_ups(actor).filter(due_on__lte=limits.follow_up_by).order_by("due_on", "pk")


def stay_is(kind: str, limits: Limits) -> Q:
    if kind == "objection":
        return Q(objections.stands())
    return Q(status=STARTED, ends_before__lte=limits.ending_by)


STAY_ORDER = {"objection": ("starts_on",), "ending": ("ends_before",)}


def _incidents(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Problems in stays that nobody has closed, from the first hour. A leader who was told of one is told here too."""
    ours = Q(placement__organisation_id=actor.organisation_id)
    found = incident_queries.open_of_stays().filter(ours, _is_open("placement__person_id", actor))
    holder = Coalesce("owner_id", "placement__consultant_id", "placement__person__contact_id")
    found = found.annotate(holder=holder, also=F("escalated_to_id")).order_by("due_at", "pk")
    return found.select_related(*_OF_STAY)


def _alignments(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Expectation alignments of agreed and running stays that somebody has not signed, or that are due again."""
    ours = Q(placement__organisation_id=actor.organisation_id, placement__status__in=HOLDS_A_PLACE)
    found = alignment_queries.unsettled(on=limits.on).filter(ours, _is_open("placement__person_id", actor))
    found = found.annotate(holder=Coalesce("placement__consultant_id", "placement__person__contact_id"))
    return found.select_related(*_OF_STAY).order_by("written_at", "pk")


_OF_STAY = ("placement__person__contact__user", "placement__unit__company", "placement__consultant__user")
OTHERS: dict[str, Callable[[Actor, Limits], QuerySet[Any]]] = {
    "incident": _incidents,
    "request": _requests,
    "company_step": _steps,
    "follow_up": _follow_ups_due,
    "alignment": _alignments,
}


def counted(kind: str, actor: Actor, limits: Limits) -> QuerySet[Person]:
    """The cases of a kind with no more beside them than the kind itself asks of."""
    rows = held(actor)
    if kind == "agreed_talk":
        rows = rows.annotate(next_on=agreed_talks.day_of(OuterRef("pk")))
    if kind == "talk":
        rows = meeting_turns.with_talks(rows, limits)
    return rows.filter(PEOPLE[kind](limits, actor))
