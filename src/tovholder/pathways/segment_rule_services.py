"""The rules of target groups are changed by a new dated version; what has held stays as it was.

Raises NotAllowed, Stale."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Organisation
from tovholder.pathways import segment_rule_queries as queries
from tovholder.pathways import segment_rules as rules
from tovholder.pathways.models import SegmentRule


@transaction.atomic
def change_rule(
    *,
    code: str,
    seen: int,
    segment: str,
    words: str,
    asks: Mapping[str, Any],
    is_off: bool,
    starts_on: date,
    actor: Actor,
    now: datetime,
    request_key: str = "",
) -> SegmentRule:
    """A version of a rule from a day on; without a code a new rule. Stale when somebody made one since `seen`."""
    if not queries.may_change(actor):
        raise NotAllowed("segment.rule_by_leader")
    own = SegmentRule.objects.filter(organisation_id=actor.organisation_id)
    if request_key and (standing := own.filter(request_key=request_key).first()) is not None:
        return standing
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    if code and code not in _known(actor, localdate(now)):
        raise NotAllowed("segment.no_such_rule")
    if code and queries.newest_id(actor.organisation_id, code) != seen:
        raise Stale
    _check(segment, words, asks, is_off, starts_on, actor, now)
    made = SegmentRule.objects.create(
        organisation_id=actor.organisation_id, code=code or f"own_{uuid4().hex[:12]}", segment=segment,
        words=words.strip(), asks=dict(asks), is_off=is_off, starts_on=starts_on, by_id=actor.membership_id,
        made_at=now, request_key=request_key,
    )  # fmt: skip
    facts: dict[str, object] = {"code": made.code, "from": starts_on.isoformat(), "off": is_off}
    audit.record(actor=actor, action="segment_rule.change", target=f"segment_rule:{made.pk}", facts=facts)
    return made


def _known(actor: Actor, on: date) -> set[str]:
    own = SegmentRule.objects.filter(organisation_id=actor.organisation_id).values_list("code", flat=True)
    return {each.rule.code for each in queries.shown(actor=actor, on=on)} | set(own)


def _check(
    segment: str, words: str, asks: Mapping[str, Any], is_off: bool, starts_on: date, actor: Actor, now: datetime
) -> None:
    if not words.strip():
        raise NotAllowed("segment.rule_needs_words")
    if set(asks) - set(rules.ASKS) or not _is_visitation(asks.get("visitation", "")):
        raise NotAllowed("segment.no_such_rule")
    told: dict[str, Any] = {"segment": segment, "asks": asks, "is_off": is_off, "sees_health": actor.reads_health}
    decision = rules.may_be_written(starts_on=starts_on, on=localdate(now), **told)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))


def _is_visitation(code: str) -> bool:
    return not code or parameters.is_term("visitations", code)
