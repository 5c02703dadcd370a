"""Handovers for the walk: one on its way, of somebody without a case; one taken in, of a citizen."""

from typing import TYPE_CHECKING, Any

from tests.architecture import leak_secrets as secret
from tovholder.accounts.models import Organisation
from tovholder.pathways.models import Handover, HandoverPerson, ReceptionMeeting, ReceptionTask

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: "World", home: str, centre: Organisation) -> None:
    """Both from the one asylum centre to the home. What was taken in is not opened to the centre any more."""
    at = world.homes[home]
    told: dict[str, Any] = {
        "receiver": at,
        "sender": centre,
        "came": "page",
        "made_at": world.now,
        "sent_at": world.now,
    }
    told |= {"touched_at": world.now, "takeover_on": world.today, "words": "Flytter snart"}
    coming = world.keep("handover_id", Handover.objects.create(status="sent", **told))
    newcomer = HandoverPerson.objects.create(
        handover=coming, place=0, given_name="Nyankommen", family_name=home, name_key=f"nyankommen {home}"
    )
    world.keep("handover_person_id", newcomer)
    ReceptionTask.objects.create(handover=coming, code="bank", side="centre", due_on=world.today)
    ReceptionMeeting.objects.create(
        kind="pre_meeting", handover=coming, receiver=at, centre=centre, planned_on=world.today, made_at=world.now
    )
    ReceptionMeeting.objects.create(
        kind="steering", receiver=at, centre=centre, planned_on=world.today, made_at=world.now
    )
    one = world.person(f"{home}/quiet")
    taken = world.keep("handover_id", Handover.objects.create(status="taken_in", taken_in_at=world.now, **told), one)
    row = HandoverPerson.objects.create(
        handover=taken, place=0, given_name=one.secrets.given_name, family_name=one.secrets.family_name,
        name_key=one.row.name_key, born_on=one.row.born_on, phone=one.secrets.phone, cpr=one.secrets.cpr,
        cpr_lookup=one.row.cpr_lookup, words=one.secrets.words(secret.NOTES), person=one.row,
    )  # fmt: skip
    world.keep("handover_person_id", row, one)
