"""Organisations, their units, and who recruits together. All changes are audited; all may raise NotAllowed."""

import unicodedata
from datetime import date, datetime

from django.db import transaction

from tovholder.accounts import audit, member_services, queries
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Organisation, Partnership, PartnershipMember, Unit
from tovholder.accounts.roles import Role

_UNSEEN = ("Cc", "Cf", "Co", "Cs")  # directions, joiners and the like: two names that look alike would be two


@transaction.atomic
def create_organisation(*, actor: Actor, kind: str, name: str, municipality_code: str = "") -> Organisation:
    """A new organisation. Only for the installation's own runs: nobody in the pages may make one."""
    if actor.role != SYSTEM_ROLE:
        raise NotAllowed("organisation.only_by_installation")
    made = Organisation.objects.create(kind=kind, name=name, municipality_code=municipality_code)
    audit.record(actor=actor, action="organisation.create", target=f"organisation:{made.pk}")
    return made


@transaction.atomic
def join_partnership(*, actor: Actor, name: str, organisation_ids: list[int], on: date, now: datetime) -> Partnership:
    """Let organisations recruit together from a day on; the partnership is made when there is none of that name.

    Who takes part already goes on as before; who has left comes back. Only for the installation's own runs: who may
    see whom pseudonymously hangs on it."""
    if actor.role != SYSTEM_ROLE:
        raise NotAllowed("organisation.only_by_installation")
    partnership, _ = Partnership.objects.get_or_create(name=name)
    going_on = partnership.members.filter(ends_before__isnull=True).values_list("organisation_id", flat=True)
    for organisation_id in set(organisation_ids) - set(going_on):
        PartnershipMember.objects.update_or_create(
            partnership=partnership,
            organisation_id=organisation_id,
            defaults={"starts_on": on, "ends_before": None, "changed_at": now},
        )
    _audit_partners(actor, "partnership.join", partnership, organisation_ids, on)
    return partnership


@transaction.atomic
def leave_partnership(
    *, actor: Actor, name: str, organisation_ids: list[int], ends_before: date, now: datetime
) -> Partnership:
    """Let organisations leave: from `ends_before` on nobody new is listed, seen or proposed across.

    What citizen and caseworker have both accepted by then goes on to its end. Refused for who does not take part."""
    if actor.role != SYSTEM_ROLE:
        raise NotAllowed("organisation.only_by_installation")
    partnership = Partnership.objects.filter(name=name).first()
    leaving = PartnershipMember.objects.filter(partnership=partnership, organisation_id__in=organisation_ids)
    if partnership is None or leaving.count() != len(set(organisation_ids)):
        raise NotAllowed("organisation.not_in_partnership")
    for member in leaving:
        # Somebody who leaves before the first day was never there.
        member.starts_on = min(member.starts_on, ends_before) if member.starts_on else None
        member.ends_before, member.changed_at = ends_before, now
        member.save(update_fields=["starts_on", "ends_before", "changed_at"])
    _audit_partners(actor, "partnership.leave", partnership, organisation_ids, ends_before)
    return partnership


def _audit_partners(actor: Actor, action: str, partnership: Partnership, ids: list[int], on: date) -> None:
    facts: dict[str, object] = {"organisations": ids, "on": on.isoformat()}
    audit.record(actor=actor, action=action, target=f"partnership:{partnership.pk}", facts=facts)


@transaction.atomic
def create_unit(*, actor: Actor, organisation_id: int | None, name: str, field: str) -> Unit:
    """A new unit of the actor's own organisation. Refused when there is one of that name."""
    member_services.require_administrator(actor, organisation_id)
    name = _free_name(organisation_id, name, but=None)
    made = Unit.objects.create(organisation_id=organisation_id, name=name, field=field)
    audit.record(actor=actor, action="unit.create", target=f"unit:{made.pk}")
    return made


@transaction.atomic
def change_unit(*, actor: Actor, unit_id: int, seen: str, name: str, field: str) -> Unit:
    """Call a unit of the actor's own organisation something else, or correct what it works with.

    `seen` is queries.unit_as_seen of what was shown; Stale when it is something else by now."""
    unit = _own_unit(actor, unit_id, seen)
    name = _free_name(unit.organisation_id, name, but=unit_id)
    was: dict[str, object] = {"name": unit.name, "field": unit.field}
    unit.name, unit.field = name, field
    unit.save(update_fields=["name", "field"])
    audit.record(actor=actor, action="unit.change", target=f"unit:{unit.pk}", facts={"was": was})
    return unit


@transaction.atomic
def close_unit(*, actor: Actor, unit_id: int, seen: str) -> None:
    """Take a unit of the actor's own organisation away that was made by mistake: nothing hangs on it.

    Refused otherwise: what was given to a unit would belong to none without a word. `seen` as for `change_unit`."""
    unit = _own_unit(actor, unit_id, seen)
    if queries.unit_is_in_use(unit):
        raise NotAllowed("unit.in_use")
    was: dict[str, object] = {"name": unit.name, "field": unit.field}
    unit.delete()
    audit.record(actor=actor, action="unit.close", target=f"unit:{unit_id}", facts={"was": was})


def _own_unit(actor: Actor, unit_id: int, seen: str) -> Unit:
    member_services.require_administrator(actor, actor.organisation_id)
    unit = Unit.objects.filter(pk=unit_id, organisation_id=actor.organisation_id).select_for_update().first()
    if unit is None:
        raise NotAllowed("member.unit_of_another")
    if queries.unit_as_seen(unit) != seen:
        raise Stale
    return unit


def _free_name(organisation_id: int | None, typed: str, *, but: int | None) -> str:
    """The name as it is kept: composed letters, single spaces, and nothing that is not seen."""
    seen = "".join(sign for sign in unicodedata.normalize("NFC", typed) if unicodedata.category(sign) not in _UNSEEN)
    name = " ".join(seen.split())
    if not name:
        raise NotAllowed("unit.without_name")
    # One at a time, or two who save at once both find the name free.
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if name.casefold() in {unit.name.casefold() for unit in organisation.units.exclude(pk=but)}:
        raise NotAllowed("unit.already")
    return name


@transaction.atomic
def set_phone(*, phone: str, actor: Actor) -> Organisation:
    """The number citizens call. By a team leader or an administrator of the organisation."""
    if not actor.may(Role.TEAM_LEADER, Role.ADMINISTRATOR) or actor.organisation_id is None:
        raise NotAllowed("organisation.phone_by_leader")
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    organisation.phone = phone.strip()
    organisation.save(update_fields=["phone"])
    audit.record(actor=actor, action="organisation.set_phone", target=f"organisation:{organisation.pk}")
    return organisation
