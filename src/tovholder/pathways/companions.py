"""Where a mentor goes along (S40): read by those who work in the case, and by the mentor."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.pathways.models import Companion
from tovholder.people import queries as people
from tovholder.people.models import Access, Person

PURPOSE = "mentoring"
_JUST_BEFORE = timedelta(hours=12)


def mentors(person: Person) -> QuerySet[Membership]:
    """Who may go along: mentors of the own municipality, and those who are this very person's mentor already."""
    theirs = Access.objects.filter(person=person, membership__isnull=False, ends_before__isnull=True)
    mine = Q(organisation_id=person.organisation_id) | Q(pk__in=theirs.values("membership_id"))
    found = Membership.objects.filter(mine, role=Role.MENTOR, active=True)
    return found.select_related("user", "organisation").order_by("user__name", "pk")


def to_come(person_id: int, *, now: datetime) -> list[Companion]:
    """The visits to come. The caller has reached the person."""
    rows = Companion.objects.filter(person_id=person_id, cancelled_on__isnull=True, at__gte=now - _JUST_BEFORE)
    return list(rows.select_related("mentor__user").order_by("at"))


def of_mentor(*, actor: Actor, now: datetime) -> QuerySet[Companion]:
    """Where this mentor goes along, with those whom the mentor may see today."""
    rows = Companion.objects.filter(mentor_id=actor.membership_id, cancelled_on__isnull=True)
    rows = rows.filter(at__gte=now - _JUST_BEFORE, person__in=people.visible(actor=actor))
    return rows.select_related("person").order_by("at", "pk")
