"""Every read of a person, scoped by actor. Deny by default: an actor without a reason sees nobody."""

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.circles import Circle
from tovholder.accounts.fields import lookup
from tovholder.accounts.kept_questions import kept
from tovholder.accounts.models import AuditEntry, ReadSubject
from tovholder.accounts.roles import CASE_ROLES, GRANTED_ROLES, Role
from tovholder.people import case_scope, rules
from tovholder.people.models import Access, LegalHold, Person, PoolSharing, Wish
from tovholder.vocabulary import names

# A case without a contact, or whose contact has left: somebody else must have it.
NOBODY_HAS = Q(contact__isnull=True) | Q(contact__active=False)

# The purpose (parameters: sharing_purposes) for which people stand in the common pool of a partnership.
POOL_PURPOSE = "job_matching"
# The benefits officer sees the own municipality's cases, for that purpose; team leaders and consultants likewise.
_OWN_CASES = CASE_ROLES | {Role.BENEFITS_OFFICER}
# That there are any is hidden outside the case scope; what is behind the wall of health, from all without that right.
_WRITES_OF_CONSIDERATIONS = Q(action="person.set_considerations") | Q(action__regex=r"^(considerations|leave_group)\.")
_BEHIND_THE_WALL = Q(action__startswith="health.")


class NoSuchPerson(Exception):
    """There is no such person within the actor's reach. The same answer whether the person exists or not."""


def name_key(given_name: str, family_name: str) -> str:
    """The search key of a name: alike for the spellings one name has on its way to Danish letters."""
    return names.name_key(f"{given_name} {family_name}")[:120]


def in_force(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_before__isnull=True) | Q(ends_before__gt=on))


def visible(*, actor: Actor, on: date | None = None) -> QuerySet[Person]:
    """All persons the actor may see now, in any field. Persons of an import not yet shown are left out."""
    everybody = Person.objects.filter(pending_import__isnull=True)
    if actor.role == SYSTEM_ROLE:
        return everybody
    if actor.is_citizen:
        return everybody.filter(login_id=actor.user_id, organisation_id=actor.organisation_id)
    own = actor.kind == "municipality" and actor.role in _OWN_CASES
    if own and not actor.only_own_cases:
        return everybody.filter(_own(actor))
    granted = _granted(actor, on or timezone.localdate())
    if own:
        return everybody.filter(_own(actor) | Q(granted))
    if actor.role in GRANTED_ROLES or (actor.kind == "asylum_centre" and actor.role == Role.CASEWORKER):
        return everybody.filter(granted)
    return everybody.none()


def _own(actor: Actor) -> Q:
    """Cases of the own organisation, and with a right to the own caseload only those one is the named contact of."""
    own = Q(organisation_id=actor.organisation_id)
    return own & Q(contact_id=actor.membership_id) if actor.only_own_cases else own


def _granted(actor: Actor, on: date) -> Exists:
    return Exists(_openings(actor, on).filter(person_id=OuterRef("pk")))


def _openings(actor: Actor, on: date) -> QuerySet[Access]:
    """What is opened to the actor today. A protected person is opened by no proposal and a closed case to nobody,
    whatever row stands: only the company that agreed on a placement, or the named mentor or teacher, sees who comes.
    What a proposal opened is for those who work on cases, not for the teachers and mentors of the same municipality."""
    mine = Access.objects.filter(in_force(on), _to(actor), organisation_id=actor.organisation_id)
    mine = mine.filter(person__closed_on__isnull=True)
    of_proposals = Q(source__startswith="proposal:")
    told_on = of_proposals | Q(source__startswith="handover:")  # also to the asylum centre that handed somebody over
    return mine.exclude(told_on & Q(person__protected=True) if actor.role in CASE_ROLES else of_proposals)


def _to(actor: Actor) -> Q:
    """Accesses opened to the actor: a mentor sees those who have this very mentor, and a member with a right to the own
    cases only those opened to this very member; not all whom the organisation may see."""
    personally = Q(membership_id=actor.membership_id)
    if actor.role == Role.MENTOR or actor.only_own_cases:
        return personally
    return personally | Q(membership__isnull=True)


def granted_elsewhere(*, actor: Actor, on: date | None = None) -> QuerySet[Person]:
    """Persons of other controllers opened to the actor's organisation, e.g. after both accepted a proposal."""
    if actor.role not in CASE_ROLES | GRANTED_ROLES:
        return Person.objects.none()
    people = Person.objects.filter(pending_import__isnull=True).exclude(organisation_id=actor.organisation_id)
    return people.filter(_granted(actor, on or timezone.localdate()))


def own_ever(*, actor: Actor) -> QuerySet[Person]:
    """Cases of the actor's own organisation, closed ones too; not what was opened to this very member."""
    return visible(actor=actor).filter(_own(actor))


def own_open(*, actor: Actor) -> QuerySet[Person]:
    """Open cases of the actor's own organisation: lists, boards, worklists."""
    return own_ever(actor=actor).filter(closed_on__isnull=True)


def case(person_id: int, *, actor: Actor) -> Person:
    """One person within reach, noted in the read book. Raises NoSuchPerson, and notes the miss, otherwise.

    It has `was_held`: whether anybody ever held the case back from deletion, which few are asked about."""
    found = _one.rows(actor=actor, person_id=person_id) or _one_elsewhere.rows(actor=actor, person_id=person_id)
    if not found:
        actor.book.refuse(person_id)
        raise NoSuchPerson
    person = found[0]
    actor.book.note([person_id], "case" if person.organisation_id == actor.organisation_id else "granted")
    return person


@kept()
def _one(*, actor: Actor, person_id: int) -> QuerySet[Person]:
    return _told(visible(actor=actor), person_id)


@kept()
def _one_elsewhere(*, actor: Actor, person_id: int) -> QuerySet[Person]:
    return _told(granted_elsewhere(actor=actor), person_id)


def _told(people: QuerySet[Person], person_id: int) -> QuerySet[Person]:
    held = Exists(LegalHold.objects.filter(person_id=OuterRef("pk")))
    found = people.filter(pk=person_id).annotate(was_held=held)
    return found.select_related("organisation", "contact__user")


def locked(person_id: int, *, actor: Actor) -> Person:
    """The person under lock, for a service that is about to write."""
    found = _one_locked.rows(actor=actor, person_id=person_id)
    if not found:
        actor.book.refuse(person_id)
        raise NoSuchPerson
    return found[0]


@kept()
def _one_locked(*, actor: Actor, person_id: int) -> QuerySet[Person]:
    return visible(actor=actor).select_for_update(of=("self",)).filter(pk=person_id)


def hold(person_id: int) -> None:
    """Lock the person's row until the transaction ends, so that two who decide about one person come one after the
    other. Reads nothing: the caller has reached the person another way."""
    Person.objects.select_for_update(no_key=True).filter(pk=person_id).values_list("pk").first()


def noted(people: list[Person], *, actor: Actor, fields: str = "list") -> list[Person]:
    """The same people, noted as shown to the actor. Every page that shows a name passes its rows through here."""
    actor.book.note([person.pk for person in people], fields)
    return people


def shared_in_pool(*, on: date) -> QuerySet[Person]:
    """Open cases that other controllers may match pseudonymously: shared, not objected to, not protected."""
    sharing = PoolSharing.objects.filter(
        in_force(on), person_id=OuterRef("pk"), objected_on__isnull=True, purpose=POOL_PURPOSE
    )
    return Person.objects.filter(Exists(sharing), protected=False, closed_on__isnull=True, pending_import__isnull=True)


def circle(*, actor: Actor) -> Circle:
    """Whom of the own organisation the actor may make a citizen's named contact. Who has most open cases first."""
    members = accounts.colleagues(actor=actor).filter(role__in=CASE_ROLES)
    return Circle(members, actor=actor, held=lambda: _held(actor))


def _held(actor: Actor) -> dict[int, int]:
    own = Person.objects.filter(organisation_id=actor.organisation_id, closed_on__isnull=True)
    held = own.filter(pending_import__isnull=True, contact__isnull=False).order_by()
    return dict(held.values_list("contact_id").annotate(n=Count("pk")))


def listed(
    *,
    actor: Actor,
    name: str = "",
    contact_id: int | None = None,
    unit_id: int | None = None,
    industry: str = "",
    closed: bool = False,
) -> QuerySet[Person]:
    """Cases of the own organisation for a list. `contact_id` 0 asks for those whom nobody has.

    `industry` asks who wants to work there.
    """
    found = visible(actor=actor).filter(_own(actor), closed_on__isnull=not closed)
    if name:
        found = found.filter(matching_name(name))
    if contact_id is not None:
        found = found.filter(contact_id=contact_id) if contact_id else found.filter(NOBODY_HAS)
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    if industry:
        found = found.filter(Exists(Wish.objects.filter(person_id=OuterRef("pk"), industry=industry)))
    return found.select_related("contact__user")


def opened(*, actor: Actor) -> QuerySet[Person]:
    """People opened to the actor's organisation or to the actor: of other controllers, or by grant alone."""
    if actor.role in GRANTED_ROLES:
        return visible(actor=actor).select_related("organisation", "contact__user")
    return granted_elsewhere(actor=actor).select_related("organisation", "contact__user")


def is_own_case(person: Person, *, actor: Actor) -> bool:
    """Whether the actor sees the whole case, as staff of its controller, and not only what was opened."""
    if actor.only_own_cases and person.contact_id != actor.membership_id:
        return False
    return actor.role in _OWN_CASES and person.organisation_id == actor.organisation_id


def opened_fields(person_id: int, *, actor: Actor) -> frozenset[str]:
    """Which sets of fields were opened to the actor (profile, contact, placement, learning)."""
    found = _openings(actor, timezone.localdate()).filter(person_id=person_id)
    return frozenset(found.values_list("fields", flat=True))


def opened_now(*, actor: Actor) -> QuerySet[Access]:
    """What stands open to the actor today, of whomever."""
    in_force_now = in_force(timezone.localdate())
    return Access.objects.filter(in_force_now, _to(actor), organisation_id=actor.organisation_id)


def sharing_of(person_id: int, *, on: date) -> PoolSharing | None:
    """The sharing in the common pool that holds, or the newest objection; None when there never was one."""
    pool = PoolSharing.objects.filter(person_id=person_id, purpose=POOL_PURPOSE, ends_before__gt=on)
    return pool.order_by("-starts_on", "-id").first()


def matching_name(typed: str) -> Q:
    """People with a name for each typed word, in any order: in any spelling, or beginning with just these letters.

    The key leaves out articles and most vowels, so that "Al" alone, "Al-S" and "Y" are found by their letters. Nothing
    typed, nobody left out."""
    words = typed.split()
    each = reduce(and_, (_sounds_like(word) | _begins(word) for word in words), Q())
    return each if len(words) < 2 else _sounds_like(typed) | each


def _sounds_like(typed: str) -> Q:
    """Who has a name with the consonants of each name typed. Without a letter typed it asks nothing."""
    found = Q()
    for word in names.name_key(typed).split():
        found &= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
    return found


def _begins(word: str) -> Q:
    """Whose given or family name begins a word with these letters. SQLite tells å from Å: the capital is tried too."""
    found = Q()
    for letters in {word, word.capitalize()} if not word.isascii() else {word}:
        for name in ("given_name", "family_name"):
            found |= Q(**{f"{name}__istartswith": letters}) | Q(**{f"{name}__icontains": f" {letters}"})
            found |= Q(**{f"{name}__icontains": f"-{letters}"})
    return found


def cpr_lookup(digits: str) -> str:
    """What a number is found by: a keyed hash, the same for all who register, import or search."""
    return lookup("cpr", digits)


def by_cpr(text: str, *, actor: Actor) -> int | None:
    """The id of the case with this number within the actor's reach. The number itself is never kept or told."""
    cpr = rules.parse_cpr(text)
    if cpr is None:
        return None
    return visible(actor=actor).filter(cpr_lookup=cpr_lookup(cpr.digits)).values_list("pk", flat=True).first()


def own_case(*, actor: Actor) -> Person | None:
    """The case of the citizen who is signed in, noted as shown; None when the sign-in is tied to no case."""
    if not actor.is_citizen:
        return None
    person = visible(actor=actor).select_related("organisation", "contact__user").order_by("closed_on", "pk").first()
    if person is not None:
        actor.book.note([person.pk], "case")
    return person


def sharings_in_force(person_id: int, *, on: date) -> QuerySet[PoolSharing]:
    """What the person is shown for in the pool today. The caller has reached the person."""
    return PoolSharing.objects.filter(in_force(on), person_id=person_id, objected_on__isnull=True).order_by("starts_on")


def hold_of(person: Person, *, on: date) -> LegalHold | None:
    """The hold that keeps the case from being deleted, of somebody reached by `case`."""
    if not person.was_held:  # type: ignore[attr-defined]
        return None
    standing = LegalHold.objects.filter(person_id=person.pk, lifted_on__isnull=True, ends_before__gt=on)
    return standing.select_related("set_by__user").first()


def holds(*, actor: Actor, on: date) -> QuerySet[LegalHold]:
    """All holds that stand in the actor's organisation: numbers of cases, for those who answer for them. No names.
    With a right to the own cases only those of the own cases."""
    if not actor.may(Role.TEAM_LEADER, Role.ADMINISTRATOR):
        return LegalHold.objects.none()
    own = LegalHold.objects.filter(person__organisation_id=actor.organisation_id, lifted_on__isnull=True)
    if actor.only_own_cases:
        own = own.filter(person__contact_id=actor.membership_id)
    return own.filter(ends_before__gt=on).select_related("set_by__user").order_by("ends_before", "pk")


def writes(person: Person, *, actor: Actor) -> QuerySet[AuditEntry]:
    """Who has written what in the case, newest first; lines of health for those who may know only. The caller has
    reached the person."""
    found = accounts.writes_about_person(person.pk)
    found = found if actor.reads_health else found.exclude(_BEHIND_THE_WALL)
    return found if case_scope.is_within_case_of(person, actor) else found.exclude(_WRITES_OF_CONSIDERATIONS)


def reads(person: Person, *, actor: Actor, drafts: Collection[int] = ()) -> QuerySet[ReadSubject]:
    """Who has read the case, for those who work in it. That somebody looked behind the wall of health is told to the
    citizen, and here to those with that right. The caller has reached the person."""
    found = accounts.reads_of_person(person.pk, drafts=drafts)
    return found if actor.reads_health else found.exclude(event__purpose="health")
