"""What a case takes along to another municipality: who the citizen is, what the citizen can and wants, the plan, the
contract, the talks. Health and considerations are not taken along: they are asked about anew, behind the own wall."""

from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.pathways.models import (
    AroundPerson,
    Arrival,
    Contact,
    Contract,
    MitIDOpening,
    PlanPart,
    PlanText,
    Transfer,
    Visitation,
)
from tovholder.people import services as people
from tovholder.people.facts import (
    Danish,
    HeldLicence,
    HeldSkill,
    Profile,
    Reach,
    Schooled,
    Spoken,
    Wanted,
    Worked,
)
from tovholder.people.models import Competence, Education, Experience, FamilyLink, LanguageSkill, Licence, Person, Wish
from tovholder.placements.models import Placement
from tovholder.placements.transitions import NO_OFFER

_DAYS = ("starts_on", "ended_on", "ends_before")


def carry(old: Person, here: Person, *, since: datetime | None, actor: Actor, now: datetime) -> list[dict[str, str]]:
    """Take all of it along; after `since` only, where the case here knows what was before. Gives the stays there."""
    _sections(old, here.pk, actor, now)
    for model, moment in ((Contact, "at"), (PlanText, "written_at"), (Contract, "written_at"), (Visitation, "made_at")):
        _rows(model, moment, old, here, since)
    for running in (PlanPart, AroundPerson):
        _still_open(running, old, here, now)
    _family(old, here, actor, now)
    _login(old, here, now)
    audit.record(actor=actor, action="transfer.carry", person_id=here.pk)
    return _stays(old, here)


def profile(old: Person, here: Person, *, actor: Actor, now: datetime) -> None:
    """Who the citizen is now, on the case of before."""
    told = Profile(**{name: getattr(old, name) for name in Profile.__dataclass_fields__})
    people.set_profile(person_id=here.pk, version=here.version, profile=told, actor=actor, now=now, birth_is_right=True)
    if old.protected and not here.protected:
        people.protect(person_id=here.pk, version=here.version + 1, actor=actor, now=now)


def _of(facts: Any, row: Any) -> Any:
    return facts(**{name: getattr(row, name) for name in facts.__dataclass_fields__})


def _all(facts: Any, model: Any, old: Person) -> list[Any]:
    return [_of(facts, row) for row in model.objects.filter(person=old).order_by("pk")]


def _sections(old: Person, person_id: int, actor: Actor, now: datetime) -> None:
    """Each section through its own service, so that it is written as if told here."""
    who: dict[str, Any] = {"person_id": person_id, "actor": actor, "now": now}
    version = Person.objects.values_list("version", flat=True).get(pk=person_id)
    steps: list[tuple[Any, dict[str, Any]]] = [
        (people.set_called, {"called": old.called}),
        (people.set_danish, {"danish": _of(Danish, old)}),
        (people.set_reach, {"reach": _of(Reach, old)}),
        (people.set_competences, {"competences": _all(HeldSkill, Competence, old), "on": localdate(now)}),
        (people.set_wishes, {"wishes": [_of(Wanted, row) for row in Wish.objects.filter(person=old).order_by("rank")]}),
        (people.set_licences, {"licences": _all(HeldLicence, Licence, old), "known": old.licences_known}),
        (people.set_languages, {"languages": _all(Spoken, LanguageSkill, old)}),
        (people.set_experience, {"experience": _all(Worked, Experience, old)}),
        (people.set_education, {"education": _all(Schooled, Education, old)}),
    ]
    for step, told in steps:
        version = step(version=version, **who, **told).version


def _rows(model: Any, moment: str, old: Person, here: Person, since: datetime | None) -> None:
    """Copies of what was written, by whom and when. Numbers go on where those here end."""
    found = model.objects.filter(person=old).order_by("pk")
    if since is not None:
        found = found.filter(**{f"{moment}__gt": since})
    last = model.objects.filter(person=here).count()
    for place, row in enumerate(found, start=last + 1):
        row.pk, row.person = None, here
        row._state.adding = True
        if hasattr(row, "number"):
            row.number = place
        if hasattr(row, "organisation_id"):
            row.organisation_id = here.organisation_id
        if hasattr(row, "request_key"):
            row.request_key = ""
        row.save(force_insert=True)


def _still_open(model: Any, old: Person, here: Person, now: datetime) -> None:
    """What runs today goes on here; what stood here before the citizen left is over."""
    today = localdate(now)
    open_here = model.objects.filter(person=here, ends_before=None)
    open_here.filter(starts_on__gt=today).update(ends_before=F("starts_on"))
    open_here.update(ends_before=today)
    for row in model.objects.filter(person=old).exclude(ends_before__lte=today):
        row.pk, row.person, row.request_key = None, here, ""
        row._state.adding = True
        row.save(force_insert=True)


def _family(old: Person, here: Person, actor: Actor, now: datetime) -> None:
    """Those of the family who have moved here too are tied together again."""
    for tie in FamilyLink.objects.filter(person=old).order_by("pk"):
        moved = Transfer.objects.filter(person_id=tie.relative_id, receiver_id=here.organisation_id)
        moved = moved.filter(took_effect_at__isnull=False)
        came = moved.filter(became__closed_on=None).order_by("-took_effect_at").first()
        if came is not None and came.became_id is not None:
            version = Person.objects.values_list("version", flat=True).get(pk=here.pk)
            people.link_family(
                person_id=here.pk,
                version=version,
                relative_id=came.became_id,
                relation=tie.relation,
                actor=actor,
                now=now,
            )


def _login(old: Person, here: Person, now: datetime) -> None:
    """The citizen signs in as before, and acts for the own case here."""
    if old.login_id is None:
        return
    Person.objects.filter(pk=here.pk).update(login_id=old.login_id)
    for opening in MitIDOpening.objects.filter(person=old, ended_at__isnull=True, cpr_lookup=here.cpr_lookup or ""):
        MitIDOpening.objects.create(person=here, cpr_lookup=opening.cpr_lookup, opened_at=now)
        MitIDOpening.objects.filter(pk=opening.pk).update(ended_at=now)
    own = Membership.objects.filter(user_id=old.login_id, role=Role.CITIZEN)
    own.filter(organisation_id=old.organisation_id).update(active=False)
    own.update_or_create(
        user_id=old.login_id,
        organisation_id=here.organisation_id,
        role=Role.CITIZEN,
        defaults={"active": True, "opened_at": now},
    )


def first_offer_on(stays: list[dict[str, str]]) -> date | None:
    """The first day of the first offer there: the clock of the takeover goes on after a move. As on a case of ours a
    stay that was only planned or was called off is none; one carried along before its state was told counts."""
    offered = [stay for stay in stays if stay.get("status", "") not in NO_OFFER]
    return min((date.fromisoformat(stay["starts_on"]) for stay in offered), default=None)


def _stays(old: Person, here: Person) -> list[dict[str, str]]:
    """The stays there, and those before: what a colleague here needs to know of them, without a copy of each."""
    found = [stay for arrival in Arrival.objects.filter(person=old) for stay in arrival.stays]
    for stay in Placement.objects.filter(person=old).select_related("unit__company", "organisation"):
        days = {name: day.isoformat() for name in _DAYS if (day := getattr(stay, name)) is not None}
        company, where = stay.unit.company.name, stay.organisation.name
        found.append(
            {
                "kind": stay.kind,
                "company": company,
                "outcome": stay.outcome,
                "municipality": where,
                "status": stay.status,
                **days,
            }
        )
    return [stay for stay in found if stay["municipality"] != here.organisation.name]
