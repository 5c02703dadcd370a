"""What the case page shows: one look at everything for the next talk, within the limit of queries."""

from datetime import date
from typing import Any

from django.utils import timezone

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import Role
from tovholder.pathways import (
    agreed_talks,
    board_moves,
    observation_queries,
    own_queries,
    plans_queries,
    transfer_queries,
)
from tovholder.pathways import queries as pathways
from tovholder.people import case_scope, portrait, queries, rules
from tovholder.placements.transitions import GOES_ON, NO_OFFER, STARTED
from tovholder.proposals import queries as proposals
from tovholder.retention import due
from tovholder.web.staff import people_forms as forms
from tovholder.web.staff.people_sections import SECTIONS, WITHIN_THE_CASE
from tovholder.worklists import deadlines, places, standing

_CONTACTS_READ, _CONTACTS_SHOWN = 60, 4


OF_WORK = frozenset({"profile", "placement", "learning"})  # what is opened for these tells of Danish and of work


def case_context(person: queries.Person, *, actor: Actor, on: date) -> dict[str, Any]:
    """The whole case. The relatives' names are noted as shown too."""
    lists = portrait.of(person.pk, actor=actor)
    actor.book.note([line.number for line in lists.family if line.number], "family")
    contacts = pathways.contacts_of(person.pk, newest=_CONTACTS_READ)
    stays = pathways.stays_of(person.pk)
    agreed = agreed_talks.stands(_said(contact) for contact in contacts)
    within = case_scope.is_within_case_of(person, actor)
    column, since = _column(person, stays, actor, on)
    sharing = queries.sharing_of(person.pk, on=on)
    is_shared = sharing is not None and sharing.objected_on is None
    return {
        "person": person,
        "today": on,
        "lists": lists,
        "contacts": [_told(contact, actor) for contact in contacts[:_CONTACTS_SHOWN]],
        "stays": stays,
        "running": [stay for stay in stays if stay.status == STARTED],
        "proposals": list(proposals.of_person(person.pk, actor=actor)[:5]),
        "column": column,
        "since": since,
        "deadlines": [] if person.closed_on else deadlines.of(_days(person, contacts, stays, agreed, on), on=on),
        "went": transfer_queries.went_to(person) if person.closed_on else None,
        "sharing": sharing,
        "hold": queries.hold_of(person, on=on),
        "deleted_on": due.day_of_case(person.closed_on, organisation_id=person.organisation_id, today=on),
        "may_hold": actor.role in due.READERS,
        "cpr_mask": rules.mask(person.cpr),
        "may_write": actor.works_on_cases,
        "sees_considerations": within,
        "sees_log": actor.role in (Role.TEAM_LEADER, Role.CASEWORKER),
        "sections": [
            (slug, part)
            for slug, part in SECTIONS.items()
            if part.fits(person, is_shared=is_shared) and (within or slug not in WITHIN_THE_CASE)
        ],
        "waiting_corrections": own_queries.waiting_corrections(person.pk),
        "contact_form": forms.ContactForm(agreed_on=agreed),
        "reveal_form": forms.RevealForm(),
    }


def _said(contact: pathways.Contact) -> agreed_talks.Said:
    is_talk = parameters.term("contact_kinds", contact.kind).flag("is_talk")
    day = timezone.localdate(contact.at)
    return agreed_talks.Said(contact.pk, contact.at, day, is_talk, contact.next_on, contact.calls_off)


def _told(contact: pathways.Contact, actor: Actor) -> pathways.Contact:
    """Others than case staff see that there was a talk, and not what was said (forvaltningsloven § 32)."""
    if not actor.works_on_cases:
        contact.words = ""
    return contact


def _column(person: queries.Person, stays: list[pathways.Placement], actor: Actor, on: date) -> tuple[str, date | None]:
    spell = pathways.spell_of(person.pk, on=on)
    kinds = tuple(stay.kind for stay in stays if stay.status in GOES_ON)
    real = board_moves.column(spell=spell.code if spell else "", kinds=kinds)
    seen = standing.shown(real, person, actor)
    return seen, spell.starts_on if spell and spell.code == real and seen != places.AWAY else None


def _days(
    person: queries.Person,
    contacts: list[pathways.Contact],
    stays: list[pathways.Placement],
    agreed: date | None,
    on: date,
) -> deadlines.CaseDays:
    offered_here = person.takeover_on is None or any(stay.status not in NO_OFFER for stay in stays)
    talks = [contact for contact in contacts if parameters.term("contact_kinds", contact.kind).flag("is_talk")]
    return deadlines.CaseDays(
        takeover_on=person.takeover_on,
        visited_on=person.visited_on,
        talks=[timezone.localdate(contact.at) for contact in talks],
        next_on=agreed,
        stays=[
            deadlines.StayDays(stay.status, stay.starts_on, stay.ends_before, stay.next_follow_up)  # type: ignore[attr-defined]
            for stay in stays
        ],
        offered_before_on=None if offered_here else plans_queries.offered_before_on(person.pk),
        contract=plans_queries.with_contracts(person, on=on).contract_clock,
    )


def limited_context(person: queries.Person, *, actor: Actor) -> dict[str, Any]:
    """What was opened to us: what the person can, Danish and when; never benefit, health or considerations."""
    fields = queries.opened_fields(person.pk, actor=actor)
    return {
        "person": person,
        "lists": portrait.of(person.pk),
        "sees_work": bool(fields & OF_WORK),
        "tells_of_class": actor.may(Role.LANGUAGE_ADVISER) and observation_queries.OPENED_AS in fields,
        "sees_phone": bool(fields & {"contact", "placement"}),
    }
