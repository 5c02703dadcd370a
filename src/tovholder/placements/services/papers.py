"""Has papers issued on stays and agreements, notes who got them, withdraws them. Raises NotAllowed, OutOfReach.

Papers on a stay are made by case staff of its controller; agreements by the municipality that leads them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.roles import Role
from tovholder.companies import pacts_queries as pacts
from tovholder.companies import queries as companies
from tovholder.companies import together_queries as together
from tovholder.documents import queries as documents
from tovholder.documents import services as register
from tovholder.documents import words
from tovholder.documents.drafts import Draft
from tovholder.documents.models import IssuedPaper
from tovholder.people import case_scope
from tovholder.people.models import Person
from tovholder.placements import paper_gathering as gathering
from tovholder.placements import papers, vitas
from tovholder.placements.models import Placement
from tovholder.placements.paper_facts import AgreementFacts, DiplomaFacts
from tovholder.placements.services.moving import writable


@dataclass(frozen=True)
class Diploma:
    """What is given by hand for a mentor or a buddy."""

    name: str
    role: str
    course: str
    hours: int | None


@transaction.atomic
def issue_on_stay(
    *, placement_id: int, kind: str, language: str, check_at: str, actor: Actor, now: datetime
) -> IssuedPaper:
    """Issue a paper on a stay, in the citizen's language where it is one for citizens."""
    stay = writable(placement_id, version=None, actor=actor)
    if stay.status == "cancelled":
        raise NotAllowed("paper.stay_called_off")
    if kind not in papers.OF_STAYS:
        raise NotAllowed("paper.no_such_kind")
    _check_language(language, for_citizens=kind in papers.OF_CITIZENS)
    if kind == papers.VITAS:
        sheet = vitas.vitas_facts(stay.pk, actor, on=localdate(now))
        facts = gathering.vitas(sheet, language=language).told()
    else:
        facts = _facts(stay, kind)
    return _on_stay(stay, kind, facts, language, check_at=check_at, actor=actor, now=now)


def _on_stay(
    stay: Placement, kind: str, facts: dict[str, Any], language: str, *, check_at: str, actor: Actor, now: datetime
) -> IssuedPaper:
    draft = Draft(
        kind=kind,
        template=kind,
        language=language,
        about=papers.source(stay.pk),
        organisation_id=stay.organisation_id,
        organisation_name=stay.organisation.name,
        facts=facts,
        person_id=stay.person_id,
        company_id=stay.unit.company_id,
    )
    return register.issue(draft=draft, check_at=check_at, actor=actor, now=now)


def issue_card(stay: Placement, *, language: str, check_at: str, actor: Actor, now: datetime) -> IssuedPaper:
    """The paper of a card that was just confirmed. The caller holds the stay, and decided that the actor may."""
    facts = _facts(stay, papers.CARD)
    return _on_stay(stay, papers.CARD, facts, language, check_at=check_at, actor=actor, now=now)


def _facts(stay: Placement, kind: str) -> dict[str, Any]:
    if kind == papers.CARD:
        card = papers.card(stay)
        if card is None or card.confirmed_at is None:
            raise NotAllowed("paper.card_not_confirmed")
        return gathering.card(card).told()
    if kind == papers.IGU:
        return _igu(stay)
    return gathering.alignment(stay).told()


def _igu(stay: Placement) -> dict[str, Any]:
    if stay.kind != gathering.IGU:
        raise NotAllowed("paper.not_igu")
    try:
        return gathering.igu(stay).told()
    except parameters.NotInForceError as fault:
        raise NotAllowed("igu.scheme_closed", on=stay.starts_on) from fault


def _check_language(language: str, *, for_citizens: bool) -> None:
    if language not in dict(words.choices(citizens=for_citizens)):
        raise NotAllowed("paper.no_such_language")


@transaction.atomic
def issue_agreement(*, agreement_id: int, language: str, check_at: str, actor: Actor, now: datetime) -> IssuedPaper:
    """The paper of a service agreement, by the municipality that leads it."""
    _writer(actor)
    _check_language(language, for_citizens=False)
    found = together.agreement(agreement_id, actor=actor)
    if found.organisation_id != actor.organisation_id:
        raise NotAllowed("agreement.forecast_by_its_lead", organisation=found.organisation.name)
    facts, about = gathering.service_agreement(found), f"agreement:{found.pk}"
    return _on_company(found.company_id, facts, about, language, check_at=check_at, actor=actor, now=now)


@transaction.atomic
def issue_pact(*, pact_id: int, language: str, check_at: str, actor: Actor, now: datetime) -> IssuedPaper:
    """The paper of an agreement of several parties, by the municipality that leads it."""
    _writer(actor)
    _check_language(language, for_citizens=False)
    found = pacts.pact(pact_id, actor=actor)
    if found.organisation_id != actor.organisation_id:
        raise NotAllowed("pact.led_by_another", organisation=found.organisation.name)
    draft = Draft(
        kind=papers.PACT,
        template=papers.PACT,
        language=language,
        about=f"pact:{found.pk}",
        organisation_id=_organisation(actor),
        organisation_name=actor.organisation_name,
        facts=gathering.pact(found, language=language).told(),
    )
    return register.issue(draft=draft, check_at=check_at, actor=actor, now=now)


@transaction.atomic
def issue_partnership(
    *,
    company_id: int,
    title: str,
    words: str,
    starts_on: date,
    language: str,
    check_at: str,
    actor: Actor,
    now: datetime,
) -> IssuedPaper:
    """A partnership agreement that binds nobody, in words given by hand."""
    _writer(actor)
    _check_language(language, for_citizens=False)
    company = companies.company(company_id, actor=actor)
    facts = gathering.partnership(
        company, municipality=actor.organisation_name, title=title.strip(), words=words.strip(), starts_on=starts_on
    )
    about = f"partnership:{company.pk}"
    return _on_company(company.pk, facts, about, language, check_at=check_at, actor=actor, now=now)


def _on_company(
    company_id: int,
    facts: AgreementFacts,
    about: str,
    language: str,
    *,
    check_at: str,
    actor: Actor,
    now: datetime,
) -> IssuedPaper:
    draft = Draft(
        kind=facts.form,
        template="agreement",
        language=language,
        about=about,
        organisation_id=_organisation(actor),
        organisation_name=actor.organisation_name,
        facts=facts.told(),
        company_id=company_id,
    )
    return register.issue(draft=draft, check_at=check_at, actor=actor, now=now)


@transaction.atomic
def issue_diploma(*, diploma: Diploma, language: str, check_at: str, actor: Actor, now: datetime) -> IssuedPaper:
    """A diploma for somebody who has been a mentor or a buddy; the name as it is given."""
    _writer(actor)
    _check_language(language, for_citizens=False)
    facts = DiplomaFacts(
        name=diploma.name.strip(),
        role=diploma.role,
        course=diploma.course.strip(),
        hours=diploma.hours,
        organisation=actor.organisation_name,
    )
    draft = Draft(
        kind=papers.DIPLOMA,
        template=papers.DIPLOMA,
        language=language,
        about=f"diploma:{documents.hash_of(facts.name.casefold() + facts.course)[:32]}",
        organisation_id=_organisation(actor),
        organisation_name=actor.organisation_name,
        facts=facts.told(),
        for_name=facts.name,
    )
    return register.issue(draft=draft, check_at=check_at, actor=actor, now=now)


def _organisation(actor: Actor) -> int:
    if actor.organisation_id is None:
        raise NotAllowed("company.not_your_work")
    return actor.organisation_id


def _writer(actor: Actor) -> None:
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")


def download(*, paper_id: int, actor: Actor, now: datetime) -> tuple[IssuedPaper, bytes]:
    """The file of a paper within reach; who got it is noted before it leaves."""
    paper = papers.paper(paper_id, actor=actor)
    pdf = documents.pdf(paper)
    register.delivered(paper=paper, how="downloaded", receiver=_receiver(actor), actor=actor, now=now)
    return paper, pdf


def _receiver(actor: Actor) -> str:
    if actor.is_citizen:
        return "citizen"
    return "company" if actor.role == Role.COMPANY_CONTACT else "staff"


def hand_over(*, paper_id: int, how: str, receiver: str, actor: Actor, now: datetime) -> None:
    """Note that a paper was printed or handed to somebody."""
    paper = _own(paper_id, actor)
    if how not in ("printed", "handed_over") or not parameters.is_term("paper_receivers", receiver):
        raise NotAllowed("paper.no_such_receiver")
    register.delivered(paper=paper, how=how, receiver=receiver, actor=actor, now=now)


def withdraw(*, paper_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The paper is no longer to be used; only whoever issued it says so."""
    paper = _own(paper_id, actor)
    if not parameters.is_term("paper_withdrawals", reason):
        raise NotAllowed("paper.no_such_reason")
    register.withdraw(paper=paper, reason=reason, actor=actor, now=now)


def show_to_verifiers(*, paper_id: int, shows: bool, actor: Actor) -> None:
    """Only the citizen chooses that whoever verifies the own card sees the competences on it."""
    paper = papers.paper(paper_id, actor=actor)
    if not actor.is_citizen or paper.kind != papers.CARD:
        raise NotAllowed("paper.not_yours")
    register.show_to_verifiers(paper=paper, shows=shows, actor=actor)


def _own(paper_id: int, actor: Actor) -> IssuedPaper:
    """A paper of the own organisation that the actor works with. Raises OutOfReach, NotAllowed."""
    paper = papers.paper(paper_id, actor=actor)
    person = Person.objects.filter(pk=paper.person_id).first() if paper.person_id else None
    if paper.person_id and person is None:
        raise OutOfReach("paper")
    may = case_scope.may_work_on(person, actor) if person else companies.may_write(actor)
    if not may or paper.organisation_id != actor.organisation_id:
        raise NotAllowed("paper.not_yours")
    return paper
