"""What is expected of stays, problems in them and groups at the company, with words that may not get out."""

from datetime import timedelta
from typing import Any

from tests.architecture import leak_secrets as secret
from tovholder.companies.models import ProductionUnit
from tovholder.placements.models import (
    Alignment,
    AlignmentSignature,
    GroupEntry,
    GroupMove,
    GroupNote,
    GroupStay,
    Incident,
    Observation,
    Placement,
    WorkplaceLesson,
)


def alongside(world: Any, one: Any, row: Placement) -> None:
    """What is expected, which all three parties read; what was seen and a problem, which are for the case."""
    by, stay, notes = row.consultant, one.secrets.words(secret.STAY), one.secrets.words(secret.NOTES)
    parts = dict.fromkeys(("absence", "conflict", "readiness", "at_end"), stay)
    alignment = Alignment.objects.create(
        placement=row, number=1, purpose="language", renew_on=world.today, written_at=world.now, written_by=by, **parts
    )
    AlignmentSignature.objects.create(
        alignment=alignment, party="citizen", name=one.secrets.given_name, signed_at=world.now
    )
    lesson: dict[str, Any] = {"weekday": 1, "begins_at": "10:30", "minutes": 45, "starts_on": world.today}
    WorkplaceLesson.objects.create(placement=row, with_whom="colleague", **lesson)
    Observation.objects.create(placement=row, on=world.today, point="tasks", words=notes, at=world.now, by=by)
    told: dict[str, Any] = {"placement": row, "words": notes, "heard_at": world.now, "due_at": world.now, "owner": by}
    world.keep("incident_id", Incident.objects.create(kind="wellbeing", **told), one)


def group(world: Any, home: str, unit: ProductionUnit) -> None:
    """A group at the company: own citizens at two stages, one of them protected, and one of the partner's."""
    member, other = world.viewer(f"{home}/company_consultant").membership, {"helsingor": "fredensborg"}.get(home)
    made = GroupStay.objects.create(
        organisation=world.homes[home], unit=unit, title=f"Gruppe {home}", places=9, starts_on=world.today,
        ends_before=world.today + timedelta(days=90), contact=member, created_at=world.now,
    )  # fmt: skip
    entered = [(f"{home}/shared", "interview"), (f"{home}/protected", "candidate")]
    for key, stage in [*entered, *([(f"{other}/accepted", "interview")] if other else [])]:
        one = world.person(key)
        entry = GroupEntry.objects.create(group=made, person=one.row, organisation=one.row.organisation, stage=stage)
        GroupMove.objects.create(entry=entry, at=world.now, target=stage, words=one.secrets.words(secret.NOTES))
    GroupNote.objects.create(group=made, on=world.today, kind="planning", words="Vagtplan", at=world.now, by=member)
    world.keep("group_id", made)
