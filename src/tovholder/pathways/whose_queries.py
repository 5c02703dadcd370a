"""Whom an address is about, for the log of refusals: asked without a reader, and told to nobody."""

from collections.abc import Callable, Mapping

from tovholder.accounts.actors import Actor
from tovholder.pathways.models import (
    AbsenceEvidence,
    Attendance,
    Handover,
    HandoverPerson,
    Hearing,
    Measurement,
    Meeting,
    Transfer,
)
from tovholder.placements.models import Placement

# What an argument of an address counts, where the thing is one citizen's.
_OF_ONE = {
    "placement_id": Placement,
    "hearing_id": Hearing,
    "meeting_id": Meeting,
    "measurement_id": Measurement,
    "evidence_id": AbsenceEvidence,
    "attendance_id": Attendance,
    "transfer_id": Transfer,
}


def refuse(arguments: Mapping[str, object], *, actor: Actor) -> None:
    """Note as refused everybody the address with these arguments is about. Nobody for what there is not."""
    for name, number in arguments.items():
        if not isinstance(number, int):
            continue
        if name == "person_id":
            actor.book.refuse(number)
        elif name in _OF_ONE:
            _refuse_all(_OF_ONE[name]._default_manager.filter(pk=number).values_list("person_id", flat=True), actor)
        elif name in _OF_FAMILIES:
            _OF_FAMILIES[name](number, actor)


def _refuse_all(people: object, actor: Actor) -> None:
    for person_id in people:  # type: ignore[attr-defined]
        if person_id is not None:
            actor.book.refuse(person_id)


def _family(handover_id: int, actor: Actor) -> None:
    told = list(HandoverPerson.objects.filter(handover_id=handover_id).values_list("person_id", flat=True))
    _refuse_all(told, actor)
    if None in told:
        actor.book.refuse_draft(handover_id)


def _family_of(member_id: int, actor: Actor) -> None:
    for handover_id in Handover.objects.filter(people__pk=member_id).values_list("pk", flat=True):
        _family(handover_id, actor)


_OF_FAMILIES: dict[str, Callable[[int, Actor], None]] = {"handover_id": _family, "handover_person_id": _family_of}
