"""Every write about a company itself: register, units, headcounts, statements, contacts, the one fixed consultant.

Each locks, checks the version the user saw, saves and audits. Raises NotAllowed, Stale, OutOfReach."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Organisation
from tovholder.companies import queries, rules
from tovholder.companies.facts import NewContact, NewUnit
from tovholder.companies.models import Company, CompanyContact, Headcount, JobOrder, ProductionUnit, StatedStays


@transaction.atomic
def register_company(
    *,
    cvr: str,
    name: str,
    actor: Actor,
    now: datetime,
    industry: str = "",
    db_code: str = "",
    consultant_id: int | None = None,
) -> Company:
    """Register a company. Refused for a CVR that is not eight digits; a check digit that does not fit only warns
    (ask rules.check_cvr). A CVR that is already here gives the company that is here: one record for all units."""
    _writer(actor)
    decision, digits = rules.check_cvr(cvr), rules.clean_cvr(cvr)
    if digits is None:
        raise NotAllowed(decision.code)
    company, made = Company.objects.get_or_create(
        cvr=digits,
        defaults={
            "name": name.strip(),
            "industry": industry,
            "db_code": db_code,
            "consultant_id": consultant_id,
            "created_at": now,
        },
    )
    if made:
        _audit(company, actor, "company.register", {"cvr_check": decision.code})
    return company


@transaction.atomic
def change_company(
    *,
    company_id: int,
    version: int,
    name: str,
    industry: str,
    stays_of: frozenset[int],
    actor: Actor,
    now: datetime,
    db_code: str = "",
) -> Company:
    """Change name and industry. Orders keep the industry they were confirmed with.

    Here and below `stays_of` is as for `require_changing`: whoever serves the company writes about it."""
    company = _current(company_id, version, actor)
    require_changing(company, stays_of=stays_of, actor=actor)
    company.name, company.industry, company.db_code = name.strip(), industry, db_code
    return _saved(company, actor, "company.change")


@transaction.atomic
def add_unit(
    *, company_id: int, facts: NewUnit, stays_of: frozenset[int], actor: Actor, now: datetime
) -> ProductionUnit:
    """Add a production unit. Refused for a P-number that is not ten digits or belongs to another company; one that is
    there already is given to anybody, for a need at it to be taken down."""
    company = _reached(company_id, actor)
    digits = rules.clean_p_number(facts.p_number)
    if digits is None:
        raise NotAllowed(rules.check_p_number(facts.p_number).code)
    unit, made = ProductionUnit.objects.get_or_create(
        p_number=digits,
        defaults={
            "company": company,
            "name": facts.name.strip() or company.name,
            "street": facts.street,
            "postcode": facts.postcode,
            "municipality_code": facts.municipality_code,
        },
    )
    if unit.company_id != company.pk:
        raise NotAllowed("company.p_number_taken")
    if made:
        require_changing(company, stays_of=stays_of, actor=actor)
        _audit(company, actor, "company.add_unit", {"unit": unit.pk})
    return unit


@transaction.atomic
def state_headcount(
    *,
    unit_id: int,
    month: date,
    fte: Decimal,
    stated_on: date,
    stays_of: frozenset[int],
    actor: Actor,
    now: datetime,
    source: str = "employer",
) -> Headcount:
    """Note the ordinarily employed in a month, in full-time equivalents; it replaces an older statement."""
    unit = _changed_unit(unit_id, stays_of, actor)
    if fte < 0:
        raise NotAllowed("company.headcount_negative")
    headcount, _made = Headcount.objects.update_or_create(
        unit=unit, month=month.replace(day=1), defaults={"fte": fte, "source": source, "stated_on": stated_on}
    )
    _audit(unit.company, actor, "company.state_headcount", {"unit": unit.pk, "month": headcount.month.isoformat()})
    return headcount


@transaction.atomic
def state_stays(
    *, unit_id: int, fte: Decimal, stated_on: date, stays_of: frozenset[int], actor: Actor, now: datetime
) -> StatedStays:
    """Note subsidised stays at the unit that are not ours, as the employer states them today. Twice is once."""
    unit = _changed_unit(unit_id, stays_of, actor)
    if fte < 0:
        raise NotAllowed("company.headcount_negative")
    newest = StatedStays.objects.filter(unit=unit).order_by("-stated_on", "-pk").first()
    if newest is not None and (newest.stated_on, newest.fte) == (stated_on, fte):
        return newest
    stated = StatedStays.objects.create(unit=unit, fte=fte, stated_on=stated_on)
    _audit(unit.company, actor, "company.state_stays", {"unit": unit.pk})
    return stated


@transaction.atomic
def add_contact(
    *, company_id: int, facts: NewContact, stays_of: frozenset[int], actor: Actor, now: datetime
) -> CompanyContact:
    """Add a contact person. A new primary one takes over from the old; one who stands there already is not added."""
    company = _reached(company_id, actor)
    require_changing(company, stays_of=stays_of, actor=actor)
    if facts.unit_id is not None and _unit(facts.unit_id, actor).company_id != company.pk:
        raise NotAllowed("company.unit_of_another")
    told = {name: getattr(facts, name) for name in ("unit_id", "title", "phone", "email")} | {
        "name": facts.name.strip()
    }
    same = company.contacts.filter(active=True, **told).first()
    if same is not None and (same.primary or not facts.primary):
        return same
    if facts.primary:
        company.contacts.filter(primary=True).update(primary=False)
    contact = same or CompanyContact(company=company, **told)
    contact.primary = facts.primary or not company.contacts.filter(active=True).exists()
    contact.save()
    _audit(company, actor, "company.add_contact", {"contact": contact.pk})
    return contact


@transaction.atomic
def assign_consultant(
    *, company_id: int, version: int, consultant_id: int, stays_of: frozenset[int], actor: Actor, now: datetime
) -> Company:
    """Make somebody of the partnership the company's one fixed consultant. Audited; open orders follow along (S05-1).

    Only the present consultant's municipality may change it. Without a consultant anybody may take the company on,
    unless another municipality has orders of it or is among `stays_of`, those with stays running there (known in the
    room above): then that one hands it over. Only orders of the actor's own municipality follow: nobody takes
    another's by taking the company."""
    company = _current(company_id, version, actor)
    _may_change_consultant(company, stays_of, actor)
    consultant = queries.consultants(actor=actor).filter(pk=consultant_id).first()
    if consultant is None:
        raise NotAllowed("company.consultant_is_no_colleague")
    before = company.consultant_id
    company.consultant = consultant
    _saved(company, actor, "company.assign_consultant", {"from": before, "to": consultant.pk})
    running = _running_orders(company)
    if actor.role != SYSTEM_ROLE:
        running = running.filter(taken_by_id=actor.organisation_id)
    running.update(owner=consultant, taken_by_id=consultant.organisation_id)
    return company


def _may_change_consultant(company: Company, stays_of: frozenset[int], actor: Actor) -> None:
    if actor.role == SYSTEM_ROLE:
        return
    if company.consultant is not None and company.consultant.organisation_id != actor.organisation_id:
        raise NotAllowed("company.consultant_of_another_municipality")
    if company.consultant is None and _served_by(company, stays_of) - {actor.organisation_id}:
        raise NotAllowed("company.served_by_another_municipality")


def _served_by(company: Company, stays_of: frozenset[int]) -> frozenset[int]:
    """Without a consultant: who has orders or running stays there.

    A filled order counts too: its stays may run, and its proposals tell the company who was chosen. Stays without an
    order count by themselves: whoever signs in for the company reads who is there."""
    standing = JobOrder.objects.filter(unit__company=company).exclude(status="withdrawn")
    return stays_of | frozenset(standing.values_list("taken_by_id", flat=True))


def require_serving(company: Company, *, stays_of: frozenset[int], actor: Actor) -> None:
    """Refuse whoever does not serve the company: what its people may see is for its own municipality to open.

    That is the consultant's municipality; without a consultant the only one that has orders of it or stays running
    there. Never somebody with a right to the own cases only."""
    if actor.role == SYSTEM_ROLE:
        return
    if company.consultant is not None:
        serves = company.consultant.organisation_id == actor.organisation_id
    else:
        serves = _served_by(company, stays_of) == {actor.organisation_id}
    if actor.only_own_cases or not serves:
        raise NotAllowed("company.not_served_by_you")


def may_change(company: Company, *, stays_of: frozenset[int], actor: Actor) -> bool:
    """May the actor write about the company: its record, its figures, its people, an agreement with it?

    Whoever serves it: its consultant's municipality; without one those with orders of it or stays running there.
    A company nobody serves is anybody's who works with companies."""
    if actor.role == SYSTEM_ROLE:
        return True
    if company.consultant is not None:
        return company.consultant.organisation_id == actor.organisation_id
    if actor.organisation_id in stays_of:
        return True
    served_by = _served_by(company, stays_of)
    return not served_by or actor.organisation_id in served_by


def require_changing(company: Company, *, stays_of: frozenset[int], actor: Actor) -> None:
    """Refuse whoever only reads here, and say whom to call."""
    if may_change(company, stays_of=stays_of, actor=actor):
        return
    if company.consultant is None:
        raise NotAllowed("company.ask_who_serves_it")
    fixed = company.consultant
    raise NotAllowed("company.ask_its_consultant", name=fixed.user.name, organisation=fixed.organisation.name)


def _changed_unit(unit_id: int, stays_of: frozenset[int], actor: Actor) -> ProductionUnit:
    unit = _unit(unit_id, actor)
    require_changing(unit.company, stays_of=stays_of, actor=actor)
    return unit


def _running_orders(company: Company) -> QuerySet[JobOrder]:
    return JobOrder.objects.filter(unit__company=company, status__in=("draft", "open"))


@transaction.atomic
def give_sign_in(*, company_id: int, version: int, actor: Actor, now: datetime) -> Company:
    """Give the company an organisation of its own, through which its people can be invited to sign in."""
    company = _current(company_id, version, actor)
    if company.organisation_id is None:
        company.organisation = Organisation.objects.create(kind="company", name=company.name[:120])
    return _saved(company, actor, "company.give_sign_in", {"organisation": company.organisation_id})


def _writer(actor: Actor) -> None:
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")


def _reached(company_id: int, actor: Actor) -> Company:
    _writer(actor)
    return queries.locked_company(company_id, actor=actor)


def _current(company_id: int, version: int, actor: Actor) -> Company:
    company = _reached(company_id, actor)
    if company.version != version:
        raise Stale
    return company


def _unit(unit_id: int, actor: Actor) -> ProductionUnit:
    _writer(actor)
    return queries.unit(unit_id, actor=actor)


def _saved(company: Company, actor: Actor, action: str, facts: dict[str, object] | None = None) -> Company:
    company.version += 1
    company.save()
    _audit(company, actor, action, facts or {})
    return company


def _audit(company: Company, actor: Actor, action: str, facts: dict[str, object]) -> None:
    audit.record(actor=actor, action=action, target=f"company:{company.pk}", facts=facts)
