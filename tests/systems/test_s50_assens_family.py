"""S50, Assens, Hele familiens integration: the whole family as one, with one contact and those who help with home and
single payments."""

from collections.abc import Callable

from django.test import Client

from tests.integration.region import NOW, Region
from tests.integration.rights.scene import linked
from tovholder.accounts.models import Membership, ReadSubject
from tovholder.pathways.models import AroundPerson, PlanText

SignedIn = Callable[[Membership], Client]


def test_s50_1_the_family_is_one_page_with_stays_next_steps_and_the_contact_of_each(
    region: Region, signed_in: SignedIn
) -> None:
    one, other = region.member("caseworker"), region.member("caseworker", initials="BO")
    mother = region.person("Amina", contact=one)
    father = linked(mother, region.person("Omar", contact=other))
    region.stay(father)
    PlanText.objects.create(person=father, number=1, next_step="Tal om timer", written_at=NOW)
    AroundPerson.objects.create(person=mother, role="housing", name="Hanne Bolig", starts_on=NOW.date())
    AroundPerson.objects.create(person=mother, role="single_payments", name="Per Ydelse", starts_on=NOW.date())
    page = signed_in(one).get(f"/plan/{mother.pk}/familie/").content.decode()
    for words in ("Omar", "Strandhotellet", "Tal om timer", "Hanne Bolig", "Per Ydelse", "mere end én kontaktperson"):
        assert words in page
    assert ReadSubject.objects.filter(person_id=father.pk).exists()


def test_s50_1_of_relatives_out_of_reach_only_their_number_is_told(region: Region, signed_in: SignedIn) -> None:
    me = region.member("caseworker", initials="CL", scope="caseload")
    mine = region.person("Amina", contact=me)
    linked(mine, region.person("Hemmelig", contact=region.member("team_leader")))
    page = signed_in(me).get(f"/plan/{mine.pk}/familie/").content.decode()
    assert "Hemmelig" not in page
    assert "1 slægtning mere, hvis sag du ikke arbejder i" in page
    assert "Én kontaktperson for hele familien" in page
