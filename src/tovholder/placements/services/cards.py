"""Writes to the competence card: filled in by the employer, or by a consultant on its word; confirmed; then a paper.

Refused once it is confirmed: what the citizen has been given does not change under them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.companies import ledger_services as ledger
from tovholder.people import case_scope
from tovholder.placements import papers, queries
from tovholder.placements.models import CompetenceCard, Placement
from tovholder.placements.services import papers as paper_services

BEGUN = ("started", "interrupted", "ended", "ended_early")
MOST_TASKS = 12


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What the employer says. `said_by` is who said it, where a consultant writes it down."""

    tasks: tuple[tuple[str, str], ...]
    competences: dict[str, str]
    words: str = ""
    said_by: str = ""


@transaction.atomic
def fill(*, placement_id: int, version: int, filled: Filled, actor: Actor, now: datetime) -> CompetenceCard:
    """Write the card, or write it anew. `version` is 0 for a card that nobody has begun."""
    stay = _stay(placement_id, actor)
    card = CompetenceCard.objects.select_for_update().filter(placement_id=stay.pk).first()
    if (card.version if card else 0) != version:
        raise Stale
    if card is not None and card.confirmed_at is not None:
        raise NotAllowed("card.confirmed")
    card = card or CompetenceCard(placement_id=stay.pk, version=0)
    card.said_by = _who_says(filled, actor)
    card.tasks, card.competences = _checked(filled, on=localdate(now))
    card.words, card.list_version = filled.words.strip(), _edition(localdate(now))
    card.filled_by_id, card.filled_at = actor.membership_id, now
    return _saved(card, stay, "placement.card_fill", actor)


@transaction.atomic
def confirm(*, placement_id: int, version: int, check_at: str, actor: Actor, now: datetime) -> CompetenceCard:
    """Say that the card stands. The citizen has the Danish paper from then on; the company's asking is answered."""
    stay = _stay(placement_id, actor)
    card = CompetenceCard.objects.select_for_update().filter(placement_id=stay.pk).first()
    if card is None or card.version != version:
        raise Stale
    if card.confirmed_at is not None:
        return card
    card.confirmed_by_id, card.confirmed_at = actor.membership_id, now
    _saved(card, stay, "placement.card_confirm", actor)
    paper_services.issue_card(stay, language="da", check_at=check_at, actor=actor, now=now)
    ledger.answered(key=_key(stay), answer="done", now=now)
    return card


@transaction.atomic
def reopen(*, placement_id: int, version: int, actor: Actor) -> CompetenceCard:
    """Take the confirmation back so that a mistake can be mended: what is confirmed then is the next version."""
    stay = _stay(placement_id, actor)
    card = CompetenceCard.objects.select_for_update().filter(placement_id=stay.pk).first()
    if card is None or card.version != version:
        raise Stale
    if not actor.works_on_cases:
        raise NotAllowed("placement.not_your_case")
    card.confirmed_by, card.confirmed_at = None, None
    return _saved(card, stay, "placement.card_reopen", actor)


@transaction.atomic
def ask(*, placement_id: int, actor: Actor, now: datetime) -> None:
    """Ask the company for the card. Asked once for a stay; it stands in the ledger until the card is confirmed."""
    stay = _stay(placement_id, actor)
    if not actor.works_on_cases:
        raise NotAllowed("placement.not_your_case")
    ledger.ask(
        company_id=stay.unit.company_id,
        unit_id=stay.unit_id,
        kind="competence_card",
        key=_key(stay),
        actor=actor,
        now=now,
    )
    _audit(stay, "placement.card_ask", actor)


def _stay(placement_id: int, actor: Actor) -> Placement:
    """The stay under lock, for the company it is at or for case staff of its controller, once it has begun."""
    stay = queries.locked(placement_id, actor=actor)
    if actor.role != Role.COMPANY_CONTACT and not case_scope.may_work_on(stay.person, actor):
        raise NotAllowed("placement.not_your_case")
    if stay.status not in BEGUN:
        raise NotAllowed("card.not_begun")
    return stay


def _who_says(filled: Filled, actor: Actor) -> str:
    if actor.role == Role.COMPANY_CONTACT:
        return actor.name
    if not filled.said_by.strip():
        raise NotAllowed("card.said_by_nobody")
    return filled.said_by.strip()


def _checked(filled: Filled, *, on: date) -> tuple[list[list[str]], dict[str, str]]:
    tasks = [[task.strip(), level] for task, level in filled.tasks if task.strip()]
    if not tasks:
        raise NotAllowed("card.no_tasks")
    levels = [level for _task, level in tasks] + list(filled.competences.values())
    known = all(parameters.is_term("card_levels", level, on=on) for level in levels)
    if not known or not all(parameters.is_term("card_competences", code, on=on) for code in filled.competences):
        raise NotAllowed("card.no_such_level")
    return tasks[:MOST_TASKS], dict(filled.competences)


def _edition(on: date) -> str:
    return parameters.terms("card_competences", on=on)[0].words("version")[0]


def _saved(card: CompetenceCard, stay: Placement, action: str, actor: Actor) -> CompetenceCard:
    card.version += 1
    card.save()
    _audit(stay, action, actor)
    return card


def _audit(stay: Placement, action: str, actor: Actor) -> None:
    audit.record(actor=actor, action=action, person_id=stay.person_id, target=papers.source(stay.pk))


def _key(stay: Placement) -> str:
    return f"competence_card:{stay.pk}"
