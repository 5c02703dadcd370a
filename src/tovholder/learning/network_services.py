"""Writes on HR networks: members come and go, post, and answer each other (S19-2). Free for the companies.

Company staff of the municipality that runs it let companies in; members and staff post."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import Organisation
from tovholder.accounts.roles import Role
from tovholder.companies import ledger_services
from tovholder.companies import queries as companies
from tovholder.learning import queries
from tovholder.learning.models import Network, NetworkMember, NetworkPost

_SENT_TWICE = timedelta(minutes=10)


@transaction.atomic
def make(*, title: str, words: str, actor: Actor, now: datetime) -> Network:
    """Start a network. The same title twice is one network."""
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    made, is_new = Network.objects.get_or_create(
        organisation_id=actor.organisation_id,
        title=title.strip(),
        defaults={"words": words.strip(), "created_at": now},
    )
    if is_new:
        _audit(actor, "network.make", made)
    return made


@transaction.atomic
def join(*, network_id: int, company_id: int, actor: Actor, now: datetime) -> None:
    """A company takes part. Asked and answered in its ledger; twice is once, and one that left comes back."""
    network = _own(network_id, actor)
    company = companies.company(company_id, actor=actor)
    member, is_new = NetworkMember.objects.get_or_create(
        network=network, company=company, defaults={"joined_on": localdate(now)}
    )
    if not is_new and member.left_on is None:
        return
    member.left_on = None
    member.save(update_fields=["left_on"])
    key = f"network:{network.pk}:{company.pk}"
    ledger_services.ask(company_id=company.pk, kind="event", key=key, actor=actor, now=now, words=network.title)
    ledger_services.answered(key=key, answer="yes", now=now)
    _audit(actor, "network.join", network)


@transaction.atomic
def leave(*, network_id: int, company_id: int, actor: Actor, now: datetime) -> None:
    """A company leaves; what it wrote stays."""
    network = _own(network_id, actor)
    found = NetworkMember.objects.filter(network=network, company_id=company_id, left_on__isnull=True)
    if found.update(left_on=localdate(now)):
        _audit(actor, "network.leave", network)


@transaction.atomic
def post(*, network_id: int, answers_id: int | None, words: str, actor: Actor, now: datetime) -> NetworkPost:
    """Ask the network something, tell it, or answer a question. Sent twice is once."""
    network = queries.network(network_id, actor=actor)
    if actor.role != Role.COMPANY_CONTACT and not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    Network.objects.select_for_update().get(pk=network.pk)
    answers = NetworkPost.objects.filter(network=network, pk=answers_id, answers__isnull=True).first()
    if answers_id and answers is None:
        raise OutOfReach("post")
    own = companies.own_company(actor=actor) if actor.role == Role.COMPANY_CONTACT else None
    told = {
        "network": network,
        "answers": answers,
        "company": own,
        "by_id": actor.membership_id,
        "words": words.strip(),
    }
    same = NetworkPost.objects.filter(at__gt=now - _SENT_TWICE, **told).first()
    if same is not None:
        return same
    made = NetworkPost.objects.create(at=now, **told)
    _audit(actor, "network.post", network)
    return made


def _own(network_id: int, actor: Actor) -> Network:
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    network = queries.network(network_id, actor=actor)
    if network.organisation_id != actor.organisation_id:
        raise NotAllowed("pact.led_by_another", organisation=network.organisation.name)
    return network


def _audit(actor: Actor, action: str, network: Network) -> None:
    audit.record(actor=actor, action=action, target=f"network:{network.pk}")
