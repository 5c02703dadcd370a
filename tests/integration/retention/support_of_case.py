"""The part of a complete case around one stay: mentor, help, demands, training, school, a course, the card taken."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.integration.region import NOW, TODAY, Region
from tovholder.pathways import local_course_services, school_services, support_services
from tovholder.pathways.models import CardTaken, SchoolSeat
from tovholder.people.models import Person
from tovholder.placements.models import Placement

WORDS = (
    "Vil gerne have en at ringe til",
    "Chefen taler for hurtigt",
    "Vi fandt en rolig makker",
    "Hilser på alle om morgenen",
    "Opvaskemaskinen trin for trin",
    "Savner andre mødre i job",
)


def tell(region: Region, person: Person) -> None:
    """One of everything; a seat needs an IGU to be taken, and stands here without one."""
    stay = Placement.objects.get(person=person)
    told: dict[str, Any] = {"actor": region.actor("team_leader"), "now": NOW}
    of_stay = {"placement_id": stay.pk, **told}
    offer = support_services.offer_mentor(party="citizen", offered_on=TODAY, **of_stay)
    support_services.answer_mentor(
        mentor_offer_id=offer.pk, version=1, answer="yes", answered_on=TODAY, words=WORDS[0], **told
    )
    asked = support_services.ask_help(asked_by="citizen", words=WORDS[1], **of_stay)
    support_services.give_help(quick_help_id=asked.pk, version=1, words=WORDS[2], **told)
    support_services.note_demand(area="social", words=WORDS[3], **of_stay)
    support_services.plan_arrangement(kind="side_by_side", starts_on=TODAY, words=WORDS[4], **of_stay)
    days: dict[str, Any] = {"starts_on": TODAY, "ends_before": TODAY + timedelta(days=20)}
    course = school_services.tell_course(title="AMU", institution="AMU", hours=37, seats=9, **days, **told)
    SchoolSeat.objects.create(
        course=course, placement=stay, person=person, organisation=person.organisation, added_on=TODAY
    )
    local = local_course_services.plan_local_course(kind="women", title="Hold", hours=Decimal(6), **days, **told)
    local_course_services.offer_course(person_id=person.pk, local_course_id=local.pk, reason=WORDS[5], **told)
    CardTaken.objects.create(placement=stay, person=person, organisation=person.organisation, taken_on=TODAY)
