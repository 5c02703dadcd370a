"""The periods a data controller sets for itself, within the bounds of the list `retention`.

Only where a row of the list has bounds; a shorter one waits some days, because what is deleted does not come back."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Organisation, OwnPeriod
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.parameters import Term


def may_set(actor: Actor) -> bool:
    """The administrator of the municipality that answers for the cases."""
    return actor.may(Role.ADMINISTRATOR) and actor.kind == OrganisationKind.MUNICIPALITY


def open_to_controllers(*, on: date) -> list[Term]:
    """The periods a controller decides."""
    return [term for term in parameters.terms("retention", on=on) if "least" in term.attributes]


def usual(period: str, *, on: date) -> int:
    """The days of the product."""
    return parameters.term("retention", period, on=on).whole("days")


def own(period: str, *, on: date) -> dict[int, int]:
    """Which controllers keep this for how many days of their own, by organisation. No query where none decides."""
    if period not in {term.code for term in open_to_controllers(on=on)}:
        return {}
    rows = OwnPeriod.objects.filter(period=period, starts_on__lte=on).order_by("starts_on", "pk")
    return dict(rows.values_list("organisation_id", "days"))


def days_of(period: str, organisation_id: int, *, on: date) -> int:
    """How long this controller keeps it."""
    return own(period, on=on).get(organisation_id, usual(period, on=on))


def set_by(*, actor: Actor) -> list[OwnPeriod]:
    """What the actor's own municipality has set, also what does not hold yet, the newest first."""
    if actor.kind != OrganisationKind.MUNICIPALITY:
        return []
    found = OwnPeriod.objects.filter(organisation_id=actor.organisation_id).select_related("set_by__user")
    return list(found.order_by("-starts_on", "-pk"))


@transaction.atomic
def set_own(*, period: str, days: int, reason: str, actor: Actor, now: datetime) -> OwnPeriod:
    """Keep something for so many days from now on; a shorter period from the day the notice has passed.

    What was set before and does not hold yet falls away: the newest word counts."""
    if not may_set(actor) or actor.organisation_id is None:
        raise NotAllowed("retention.not_your_work")
    today = timezone.localdate(now)
    _require_allowed(period, days, reason, today)
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    before = days_of(period, actor.organisation_id, on=today)
    mine = OwnPeriod.objects.filter(organisation_id=actor.organisation_id, period=period)
    mine.filter(starts_on__gt=today).delete()
    made = OwnPeriod.objects.create(
        organisation_id=actor.organisation_id, period=period, days=days, starts_on=_starts_on(days, before, today),
        reason=reason.strip(), set_by_id=actor.membership_id, set_at=now,
    )  # fmt: skip
    facts: dict[str, object] = {"period": period, "days": days, "before": before, "from": made.starts_on.isoformat()}
    audit.record(actor=actor, action="retention.set_period", target=f"own_period:{made.pk}", facts=facts)
    return made


def _starts_on(days: int, before: int, today: date) -> date:
    notice = parameters.value("own_period_notice", on=today).whole()
    return today + timedelta(days=notice) if days < before else today


def _require_allowed(period: str, days: int, reason: str, today: date) -> None:
    term = next((each for each in open_to_controllers(on=today) if each.code == period), None)
    if term is None:
        raise NotAllowed("retention.period_of_the_installation")
    least, most = term.whole("least"), term.whole("most")
    if not least <= days <= most:
        raise NotAllowed("retention.period_outside", least=least, longest=most)
    if not reason.strip():
        raise NotAllowed("retention.reason_missing")
