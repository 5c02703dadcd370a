"""The own pages of the complete case: two ways to the citizen, a link, a welcome course and a correction."""

from tests.integration.region import NOW, TODAY, Region
from tovholder.pathways import inbox_services, own_services, way_in_services
from tovholder.pathways.models import Correction, MitIDOpening, TeacherObservation
from tovholder.people.models import Person

WORDS = ("Hedder ikke sådan", "Hvornår kommer brevet", "oensket@prøve.example", "Laerer Ludvig har ikke set mig")


def make(region: Region, person: Person) -> None:
    told = {"person_id": person.pk, "actor": region.actor("caseworker"), "now": NOW}
    way_in_services.verify_channel(kind="paper", value="", check_how="seen_with_papers", **told)
    way_in_services.verify_channel(kind="email", value=WORDS[2], check_how="answered_letter", **told)
    way_in_services.make_link(link_by="paper", **told)
    MitIDOpening.objects.create(person=person, cpr_lookup="x", opened_at=NOW)
    own_services.plan_welcome(version=0, starts_on=TODAY, practice_weeks=4, **told)
    inbox_services.ask(told=inbox_services.Told("talk", WORDS[1], "phone"), **told)
    Correction.objects.create(person=person, about="phone", words=WORDS[0], told_at=NOW)
    TeacherObservation.objects.create(
        person=person, organisation=region.helsingor, on=TODAY, answers={"reading": 2}, told_how="told", made_at=NOW,
        reply="more", reply_words=WORDS[3],
    )  # fmt: skip
