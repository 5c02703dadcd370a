"""Contact persons who sign in, and who leave: whoever has left the company acts for it no longer.

Each locks the company first, so that two who press at once come one after the other. Raises NotAllowed, Stale,
OutOfReach. Only for whoever serves the company (`services.require_changing`, with `stays_of` as there)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tovholder.accounts import audit
from tovholder.accounts import company_member_services as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Membership
from tovholder.companies import queries, services
from tovholder.companies.models import Company, CompanyContact


@dataclass(frozen=True)
class Left:
    """Somebody has left: how many sign-ins that closed, how many can still sign in, whether it was noted before."""

    contact: CompanyContact
    closed: int
    remaining: int
    again: bool = False


@transaction.atomic
def retire_contact(*, company_id: int, contact_id: int, stays_of: frozenset[int], actor: Actor, now: datetime) -> Left:
    """The contact has left: no longer offered, and no longer able to act for the company, from the next page on.

    Still readable on old orders and placements. Noting it twice changes nothing; inviting the person undoes it."""
    company = _locked(company_id, actor)
    services.require_changing(company, stays_of=stays_of, actor=actor)
    contact = CompanyContact.objects.select_for_update().filter(pk=contact_id, company=company).first()
    if contact is None:
        raise OutOfReach("contact")
    if not contact.active:
        return Left(contact, 0, queries.sign_ins(company, actor=actor).count(), again=True)
    closed = [each.pk for each in _sign_ins_of(contact, actor) if _close(company, each.pk, actor, "left")]
    contact.active, contact.primary, contact.left_on = False, False, now.date()
    contact.save(update_fields=["active", "primary", "left_on"])
    _audit(company, actor, "company.retire_contact", {"contact": contact.pk, "sign_ins_closed": closed})
    return Left(contact, len(closed), queries.sign_ins(company, actor=actor).count())


@transaction.atomic
def return_contact(
    *, company_id: int, contact_id: int, stays_of: frozenset[int], actor: Actor, now: datetime
) -> CompanyContact:
    """The contact is at the company after all: somebody to call again. A sign-in that was closed stays closed."""
    company = _locked(company_id, actor)
    services.require_changing(company, stays_of=stays_of, actor=actor)
    contact = CompanyContact.objects.select_for_update().filter(pk=contact_id, company=company).first()
    if contact is None:
        raise OutOfReach("contact")
    if not contact.active:
        contact.active, contact.left_on = True, None
        contact.save(update_fields=["active", "left_on"])
        _audit(company, actor, "company.return_contact", {"contact": contact.pk})
    return contact


def _sign_ins_of(contact: CompanyContact, actor: Actor) -> list[Membership]:
    """The one that is known to be the contact's, those of the same user, and those under the contact's own e-mail.

    A mailbox that another contact signs in with is that one's."""
    open_now = queries.sign_ins(contact.company, actor=actor)
    others = CompanyContact.objects.filter(company_id=contact.company_id, active=True).exclude(pk=contact.pk)
    of_others = set(others.exclude(membership=None).values_list("membership_id", flat=True))
    user_id = contact.membership.user_id if contact.membership else None
    mail = contact.email.casefold()
    return [
        each
        for each in open_now
        if each.user_id == user_id or (mail and each.user.address.casefold() == mail and each.pk not in of_others)
    ]


@transaction.atomic
def close_sign_in(
    *, company_id: int, membership_id: int, stays_of: frozenset[int], actor: Actor, now: datetime
) -> bool:
    """Somebody at the company shall no longer sign in for it. A contact person stays one. False when it was closed."""
    company = _locked(company_id, actor)
    services.require_changing(company, stays_of=stays_of, actor=actor)
    closed = _close(company, membership_id, actor, "closed")
    if closed:
        _audit(company, actor, "company.close_sign_in", {"membership": membership_id})
    return closed


@transaction.atomic
def invite_contact(
    *, company_id: int, version: int, name: str, email: str, stays_of: frozenset[int], actor: Actor, now: datetime
) -> accounts.Invitation:
    """Let somebody at the company sign in for it; the company gets its organisation when it has none yet.

    Whoever signs in is a contact person too, so that the day they leave ends both; somebody who had left is back.
    The link is shown once, to be handed over.
    Only for a municipality that serves the company; `stays_of` as for `assign_consultant`. Refused for somebody who
    can sign in for it already."""
    company = _locked(company_id, actor)
    services.require_serving(company, stays_of=stays_of, actor=actor)
    if company.version != version:
        raise Stale
    if company.organisation_id is None:
        company = services.give_sign_in(company_id=company_id, version=version, actor=actor, now=now)
    made = accounts.invite_company_contact(
        actor=actor, organisation_id=company.organisation_id or 0, email=email, name=name
    )
    contact = _contact_who(company, name, email, made.membership_id)
    if made.link and contact.membership_id == made.membership_id:  # invited anew: the newest name stands
        contact.name = name.strip()
    contact.membership_id, contact.active, contact.left_on = made.membership_id, True, None
    contact.email = contact.email or email.strip()
    contact.save()
    _audit(company, actor, "company.invite_contact", {"contact": contact.pk})
    return made


@transaction.atomic
def recover_contact(
    *, company_id: int, membership_id: int, stays_of: frozenset[int], actor: Actor, now: datetime
) -> accounts.Invitation:
    """A link for somebody who has forgotten the password, of use only together with the own second step.

    Only for a municipality that serves the company, as inviting is."""
    company = _locked(company_id, actor)
    services.require_serving(company, stays_of=stays_of, actor=actor)
    made = accounts.recover_company_contact(
        actor=actor, organisation_id=company.organisation_id or 0, membership_id=membership_id
    )
    _audit(company, actor, "company.recover_contact", {"membership": membership_id})
    return made


def _contact_who(company: Company, name: str, email: str, membership_id: int) -> CompanyContact:
    """The contact who had this sign-in before; else the one with this e-mail, or this name and no e-mail; else new."""
    known = list(company.contacts.order_by("-active", "-primary", "pk"))
    free = [each for each in known if each.active and each.membership_id is None]
    for fits in (
        [each for each in known if each.membership_id == membership_id],
        [each for each in free if each.email.casefold() == email.strip().casefold()],
        [each for each in free if not each.email and _same(each.name, name)],
    ):
        if fits:
            return fits[0]
    is_first = not any(each.active for each in known)
    return CompanyContact(company=company, name=name.strip(), email=email.strip(), primary=is_first)


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _close(company: Company, membership_id: int, actor: Actor, why: str) -> bool:
    if company.organisation_id is None:
        raise OutOfReach("sign-in")
    return accounts.close_company_sign_in(
        actor=actor, organisation_id=company.organisation_id, membership_id=membership_id, why=why
    )


def _locked(company_id: int, actor: Actor) -> Company:
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")
    return queries.locked_company(company_id, actor=actor)


def _audit(company: Company, actor: Actor, action: str, facts: dict[str, object]) -> None:
    audit.record(actor=actor, action=action, target=f"company:{company.pk}", facts=facts)
