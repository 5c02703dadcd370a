"""What a yes to a move does on the day of the move: a case opened (again) there with all that the plan needs, and the
old one closed with every view that was opened of it. The old one stays what its municipality decided; nothing that hung
in it is lost: meetings and talks to come are called off, an open hearing ends with the words it was handed over in."""

from dataclasses import replace
from datetime import datetime, time

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor, system
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import carrying_over_services as carrying
from tovholder.pathways import consideration_services, health_move_services, hearing_services, meetings_services
from tovholder.pathways import services as pathways
from tovholder.pathways.models import Arrival, Transfer
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.facts import NewPerson
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE

MOVED = "moved_municipality"  # parameters: case_closed_reasons
WAITS = Q(state="accepted", took_effect_at__isnull=True)
_CARRIED = tuple(name for name in NewPerson.__dataclass_fields__ if name not in ("street", "postcode", "city"))


def waits(sent: Transfer) -> bool:
    """Whether there is a yes whose day has not come, or could not be carried out yet."""
    return sent.state == "accepted" and sent.took_effect_at is None


def carry_out_all(*, now: datetime) -> int:
    """Carry out every move whose day has come. One that cannot be yet stays, and its pages say why."""
    found = Transfer.objects.filter(WAITS, moves_on__lte=timezone.localdate(now))
    done = 0
    for number in found.order_by("pk").values_list("pk", flat=True):
        done += _tried(number, now)
    return done


def _tried(number: int, now: datetime) -> bool:
    with transaction.atomic():
        sent = Transfer.objects.select_for_update().filter(WAITS, pk=number).first()
        if sent is None or hindrance(sent):
            return False
        carry_out(sent, now=now)
    return True


def hindrance(sent: Transfer, *, of_cases_there: bool = True) -> str:
    """Why the move cannot be carried out now; empty when nothing is in the way. `of_cases_there`: for whoever may be
    told what the receiver has of the citizen."""
    if Placement.objects.filter(person_id=sent.person_id, status__in=HOLDS_A_PLACE).exists():
        return "transfer.a_stay_began"
    standing = _cases_here(sent.person, sent.receiver_id).first() if of_cases_there else None
    return "transfer.has_open_case" if standing is not None and standing.closed_on is None else ""


@transaction.atomic
def carry_out(sent: Transfer, *, now: datetime) -> Person:
    """Open the case there and close the old one. The caller has the transfer under lock. Gives the case there."""
    old = Person.objects.select_for_update(of=("self",)).select_related("contact__user").get(pk=sent.person_id)
    last_contact = old.contact.user.name if old.contact else ""
    words = "\n".join(filter(None, (sent.words, *_settle(old, sent, now))))
    actor = _hand_of(sent)
    here, since = _case_here(old, sent, actor, now)
    stays = carrying.carry(old, here, since=since, actor=actor, now=now)
    Arrival.objects.create(
        person=here, came_from_id=sent.sender_id, on=timezone.localdate(now), last_contact=last_contact,
        words=words, stays=stays, first_offer_on=carrying.first_offer_on(stays),
    )  # fmt: skip
    sent.became, sent.took_effect_at = here, now
    sent.save(update_fields=["became", "took_effect_at"])
    audit.record(actor=actor, action="transfer.arrive", person_id=here.pk, target=f"transfer:{sent.pk}")
    return here


def _hand_of(sent: Transfer) -> Actor:
    """Whoever said yes, or, gone meanwhile, whoever answers for the cases there: the product does what they said."""
    staff = Membership.objects.filter(organisation_id=sent.receiver_id, active=True, user__is_active=True)
    staff = staff.filter(role__in=CASE_ROLES).select_related("organisation", "user")
    found = staff.filter(pk=sent.answered_by_id).first() or staff.filter(role=Role.TEAM_LEADER).first() or staff.first()
    if found is None:
        raise NotAllowed("transfer.only_by_case_staff")
    return replace(accounts.actor_of(found), purpose="transfer")


def _settle(old: Person, sent: Transfer, now: datetime) -> list[str]:
    """Close the case at the sender, by the product's own hand: nobody there works in it. Gives what is handed on."""
    hand, today = system("transfer"), timezone.localdate(now)
    why = sent.hearing_words or parameters.term("transfer_words", "hearing_ends").label("da") + sent.receiver.name
    ended = hearing_services.end_for_move(person_id=old.pk, why=why, actor=hand, now=now)
    first = min(today, sent.moves_on)
    meetings_services.call_off_for_move(person_id=old.pk, first=first, to=sent.receiver.name, actor=hand, now=now)
    begins = max(datetime.combine(first, time(0), timezone.get_current_timezone()), now)
    health_move_services.call_off_talks(old, first=begins, to=sent.receiver.name, actor=hand, now=now)
    people.stop_sharing(person_id=old.pk, on=today, actor=hand, now=now)
    consideration_services.settle_on_move(old, actor=hand, now=now)
    pathways.close_case(person_id=old.pk, version=old.version, reason=MOVED, on=today, actor=hand, now=now)
    label = parameters.term("transfer_words", "hearing_was_open").label("da")
    return [f"{label} {why}"] if ended else []


def _case_here(old: Person, sent: Transfer, actor: Actor, now: datetime) -> tuple[Person, datetime | None]:
    """The case at the receiver, and since when it was away: a citizen who comes back gets the own old case again."""
    standing = _cases_here(old, sent.receiver_id).select_for_update(of=("self",)).first()
    if standing is None:
        facts = NewPerson(**{name: getattr(old, name) for name in _CARRIED})
        made = people.register(facts=facts, actor=actor, contact_id=actor.membership_id, now=now, birth_is_right=True)
        return people_queries.locked(made.person_id, actor=actor), None
    if standing.closed_on is None:
        raise NotAllowed("transfer.has_open_case")
    left = Transfer.objects.filter(person=standing, took_effect_at__isnull=False).order_by("-took_effect_at").first()
    hand = system("transfer")
    back = people.reopen_case(person_id=standing.pk, version=standing.version, actor=hand, now=now)
    carrying.profile(old, back, actor=hand, now=now)
    person = people_queries.locked(back.pk, actor=hand)
    people.assign_contact(
        person_id=person.pk, version=person.version, contact_id=actor.membership_id or 0, actor=hand, now=now
    )
    return people_queries.locked(back.pk, actor=actor), left.took_effect_at if left else None


def _cases_here(old: Person, receiver_id: int) -> QuerySet[Person]:
    """The case a municipality had of the same citizen: by number, or, without one, by the way the citizen came."""
    own = Person.objects.filter(organisation_id=receiver_id)
    if old.cpr_lookup:
        return own.filter(cpr_lookup=old.cpr_lookup)
    way, case = set[int](), old.pk
    while case not in way:
        way.add(case)
        came = Transfer.objects.filter(took_effect_at__isnull=False, became_id=case).order_by("-took_effect_at").first()
        if came is None:
            break
        if came.sender_id == receiver_id:
            return own.filter(pk=came.person_id)
        case = came.person_id
    return own.none()
