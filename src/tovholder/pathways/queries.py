"""Reads of contacts and status spells. The caller has reached the persons through people.queries."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.timezone import localdate

from tovholder.pathways.models import Contact, StatusSpell
from tovholder.placements import plan_of_day
from tovholder.placements.models import FollowUp, Placement
from tovholder.placements.transitions import GOES_ON


def contacts_of(person_id: int, *, newest: int) -> list[Contact]:
    """The newest conversations and notes about one person."""
    rows = Contact.objects.filter(person_id=person_id).select_related("by__user").order_by("-at")
    return list(rows[:newest])


def in_force(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_before__isnull=True) | Q(ends_before__gt=on))


def spell_of(person_id: int, *, on: date) -> StatusSpell | None:
    """The status that stands on the day, if one is noted."""
    return StatusSpell.objects.filter(in_force(on), person_id=person_id).order_by("-starts_on", "-id").first()


def spells(person_ids: Collection[int], *, on: date) -> dict[int, StatusSpell]:
    """The status of many people by person, in one query."""
    rows = StatusSpell.objects.filter(in_force(on), person_id__in=person_ids).order_by("starts_on", "id")
    return {spell.person_id: spell for spell in rows}


def stays_of(person_id: int, **more: Any) -> list[Placement]:
    """All stays of one person, newest first, with company, the hours of today (`unpaid_on`, `paid_on`) and the next
    follow-up not held (`next_follow_up`). `more` are columns to read along."""
    waiting = FollowUp.objects.filter(placement_id=OuterRef("pk"), held_on__isnull=True).order_by("due_on")
    stays = Placement.objects.filter(person_id=person_id).select_related("unit__company", "consultant__user")
    told = {"next_follow_up": Subquery(waiting.values("due_on")[:1]), **plan_of_day.columns(localdate()), **more}
    return list(stays.annotate(**told).order_by("-starts_on", "-id"))


def running_kinds(person_id: int) -> tuple[str, ...]:
    """The kinds of stay that run now for one person, or hold a pause."""
    return tuple(Placement.objects.filter(person_id=person_id, status__in=GOES_ON).values_list("kind", flat=True))
