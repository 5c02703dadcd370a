"""Writes of what companies open, where it and their jobs are posted, and what a company says of its own strategy.

A company writes about itself; company staff of a municipality write down what it told them. Others are refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import Role
from tovholder.companies import campaigns_queries as found
from tovholder.companies import channels_queries as channels
from tovholder.companies import ended_services, queries
from tovholder.companies.models import ChannelPost, Company, CompanyOffer, CompanyStrategy


@dataclass(frozen=True, kw_only=True)
class NewOffer:
    """What a company opens, as it is told."""

    kind: str
    places: int
    words: str = ""
    ends_before: date | None = None
    campaign_id: int | None = None
    audiences: tuple[str, ...] = ()


@transaction.atomic
def open_offer(*, company_id: int, facts: NewOffer, request_key: str, actor: Actor, now: datetime) -> CompanyOffer:
    """Write down what a company opens; with audiences it is published at once. The same form twice is one offer."""
    company = _writing(company_id, actor)
    if not parameters.is_term("offer_kinds", facts.kind):
        raise NotAllowed("offer.no_such_kind")
    ended_services.require_going_on(company)
    if facts.campaign_id is not None:
        found.campaign(facts.campaign_id, actor=actor)
    offer, is_new = CompanyOffer.objects.get_or_create(
        organisation_id=actor.organisation_id,
        request_key=request_key,
        company=company,
        defaults={
            "by_id": actor.membership_id, "campaign_id": facts.campaign_id, "kind": facts.kind,
            "words": facts.words.strip(), "places": facts.places, "opened_at": now, "ends_before": facts.ends_before,
            "audiences": _stored(facts.audiences), "published_at": now if facts.audiences else None,
        },
    )  # fmt: skip
    if is_new:
        _audit(actor, "offer.open", offer)
    return offer


@transaction.atomic
def publish(*, offer_id: int, version: int, audiences: Sequence[str], actor: Actor, now: datetime) -> CompanyOffer:
    """Publish an offer to schools, municipalities or students; to nobody takes it back."""
    offer = _current(offer_id, version, actor)
    offer.audiences, offer.published_at = _stored(audiences), now if audiences else None
    return _saved(offer, actor, "offer.publish")


@transaction.atomic
def use(*, offer_id: int, version: int, number: int, actor: Actor, now: datetime) -> CompanyOffer:
    """Note that places of an offer were used; when all are, it is over. Refused for more than there are left."""
    offer = _current(offer_id, version, actor)
    if number < 1 or offer.used + number > offer.places:
        raise NotAllowed("offer.too_many", number=offer.places - offer.used)
    offer.used += number
    if offer.used == offer.places:
        offer.status, offer.ended_at = "used", now
    return _saved(offer, actor, "offer.use")


@transaction.atomic
def withdraw(*, offer_id: int, version: int, actor: Actor, now: datetime) -> CompanyOffer:
    """The company does not offer it any more. What was used stays counted."""
    offer = _current(offer_id, version, actor)
    offer.status, offer.ended_at = "withdrawn", now
    return _saved(offer, actor, "offer.withdraw")


@transaction.atomic
def tell_strategy(
    *, words: str, channels_used: Sequence[str], version: int, actor: Actor, now: datetime
) -> CompanyStrategy:
    """A company's own words on how it finds its people; only its own contacts write them. Refuses to overwrite."""
    if not actor.may(Role.COMPANY_CONTACT):
        raise NotAllowed("company.not_your_work")
    company = queries.locked_company(queries.own_company(actor=actor).pk, actor=actor)
    strategy = CompanyStrategy.objects.filter(company=company).first() or CompanyStrategy(company=company, version=0)
    if strategy.version != version:
        raise Stale
    strategy.words, strategy.channels = words.strip(), list(channels_used)
    strategy.changed_at, strategy.by_id, strategy.version = now, actor.membership_id, version + 1
    strategy.save()
    audit.record(actor=actor, action="company.strategy", target=f"company:{company.pk}")
    return strategy


@transaction.atomic
def post(
    *,
    order_id: int | None = None,
    offer_id: int | None = None,
    channel: str,
    address: str,
    posted_on: date,
    actor: Actor,
) -> ChannelPost:
    """Note that an order or an offer is posted in a channel. The same channel on the same day is one posting."""
    if (order_id is None) == (offer_id is None):
        raise NotAllowed("channel.one_thing")
    if order_id is not None:
        order = queries.order(order_id, actor=actor)
        if order.taken_by_id != actor.organisation_id and not actor.may(Role.COMPANY_CONTACT):
            raise NotAllowed("channel.not_yours")
        company_id, thing = order.unit.company_id, {"order_id": order.pk}
    else:
        offer = found.offer(offer_id or 0, actor=actor)
        company_id, thing = offer.company_id, {"offer_id": offer.pk}
        _own(offer, actor)
    _writing(company_id, actor)
    made, is_new = ChannelPost.objects.get_or_create(
        channel=channel,
        posted_on=posted_on,
        **thing,
        defaults={
            "company_id": company_id, "organisation_id": actor.organisation_id, "by_id": actor.membership_id,
            "address": address,
        },
    )  # fmt: skip
    if is_new:
        audit.record(actor=actor, action="channel.post", target=f"post:{made.pk}")
    return made


@transaction.atomic
def count(
    *, post_id: int, version: int, candidates: int, hires: int, ended_on: date | None, actor: Actor
) -> ChannelPost:
    """Note how many candidates and hires a posting gave, and that it ended. Counts only; hired ones are candidates."""
    reached = channels.post(post_id, actor=actor)
    posted = ChannelPost.objects.select_for_update(of=("self",)).get(pk=reached.pk)
    if posted.version != version:
        raise Stale
    if hires > candidates:
        raise NotAllowed("channel.more_hired_than_came")
    if ended_on is not None and ended_on < posted.posted_on:
        raise NotAllowed("channel.ended_before")
    posted.candidates, posted.hires, posted.ended_on, posted.version = candidates, hires, ended_on, version + 1
    posted.save(update_fields=["candidates", "hires", "ended_on", "version"])
    audit.record(actor=actor, action="channel.count", target=f"post:{posted.pk}")
    return posted


def _writing(company_id: int, actor: Actor) -> Company:
    """The company, for its own people and for company staff."""
    company = queries.visible(actor=actor).filter(pk=company_id).first()
    if company is None:
        raise OutOfReach("company")
    if not (queries.may_write(actor) or actor.may(Role.COMPANY_CONTACT)):
        raise NotAllowed("company.not_your_work")
    return company


def _own(offer: CompanyOffer, actor: Actor) -> None:
    """An offer is changed by the company, and by the organisation that wrote it down."""
    if not actor.may(Role.COMPANY_CONTACT) and offer.organisation_id != actor.organisation_id:
        raise NotAllowed("offer.of_another", organisation=offer.organisation.name)


def _current(offer_id: int, version: int, actor: Actor) -> CompanyOffer:
    reached = found.offer(offer_id, actor=actor)
    _writing(reached.company_id, actor)
    _own(reached, actor)
    offer = CompanyOffer.objects.select_for_update(of=("self",)).get(pk=reached.pk)
    if offer.version != version:
        raise Stale
    if offer.status != "open":
        raise NotAllowed("offer.over")
    return offer


def _saved(offer: CompanyOffer, actor: Actor, action: str) -> CompanyOffer:
    offer.version += 1
    offer.save()
    _audit(actor, action, offer)
    return offer


def _stored(audiences: Sequence[str]) -> str:
    known = [term.code for term in parameters.terms("offer_audiences") if term.code in audiences]
    return f",{','.join(known)}," if known else ""


def _audit(actor: Actor, action: str, offer: CompanyOffer) -> None:
    audit.record(actor=actor, action=action, target=f"offer:{offer.pk}", facts={"company": offer.company_id})
