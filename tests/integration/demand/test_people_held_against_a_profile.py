"""S01-3: people are held against a published profile part by part; what nobody knows is asked, and nobody is summed."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from tests.integration.demand.written_together import begun, partner, published
from tests.integration.proposals import matching
from tests.integration.proposals.matching import shared
from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import profile_queries
from tovholder.companies.models import CandidateProfile
from tovholder.people.models import Competence, Licence, Person
from tovholder.proposals import profile_screening
from tovholder.proposals.profile_screening import Screening

SignedIn = Callable[[Membership], Client]


def fitting(region: Region, name: str, *, at: Organisation | None = None, **facts: object) -> Person:
    """Somebody of whom everything is known, and who knows the work."""
    person = matching.fitting(region, name, at=at, **facts)
    Competence.objects.create(person=person, skill="room_cleaning", level=2, noted_on=TODAY)
    return person


def screened(region: Region, profile: CandidateProfile, **who: object) -> Screening:
    actor = region.actor("company_consultant", **who)
    found = profile_screening.screen(profile_queries.published(profile.pk, actor=actor), actor=actor, on=TODAY)
    assert found is not None
    return found


def test_each_part_is_told_and_what_nobody_has_asked_is_a_question(region: Region) -> None:
    """Amina has it all; of Biniam nobody knows the licence; Carla's Danish is not enough for the task."""
    profile = published(region)
    amina, biniam, carla = fitting(region, "Amina"), fitting(region, "Biniam"), fitting(region, "Carla")
    Licence.objects.create(person=amina, code="driving_b")
    Person.objects.filter(pk=biniam.pk).update(licences_known=False)
    Person.objects.filter(pk=carla.pk).update(danish_module=1)
    found = screened(region, profile)
    assert [row.person for row in found.fulfils.rows] == [amina]
    assert [(row.person, row.parts.ask) for row in found.ask.rows] == [(biniam, ("licence:driving_b",))]
    assert [(row.person, row.parts.lacks) for row in found.lacks.rows] == [(carla, ("danish", "licence:driving_b"))]


def test_a_skill_nobody_has_written_down_is_asked_about_and_not_lacking(region: Region) -> None:
    profile, person = published(region), fitting(region, "Amina")
    Licence.objects.create(person=person, code="driving_b")
    Competence.objects.filter(person=person).delete()
    Competence.objects.create(person=person, skill="floor_care", level=3, noted_on=TODAY)  # beside it, and not it
    assert screened(region, profile).ask.rows[0].parts.ask == ("skill:room_cleaning",)


def test_people_of_others_stand_under_a_pseudonym_when_they_are_in_the_pool_and_protected_ones_nowhere(
    region: Region,
) -> None:
    profile = published(region)
    near = shared(fitting(region, "Biniam", at=region.fredensborg))
    fitting(region, "Carla", at=region.fredensborg)
    shared(fitting(region, "Dina", at=region.fredensborg, protected=True, zone=""))
    actor = region.actor("company_consultant")
    version = profile_queries.published(profile.pk, actor=actor)
    found = profile_screening.screen(version, actor=actor, on=TODAY)
    assert found is not None
    rows = [row for group in (found.fulfils, found.ask, found.lacks) for row in group.rows]
    assert [row.person for row in rows] == [None]
    assert sum(group.others for group in (found.fulfils, found.ask, found.lacks)) == 1
    assert actor.book.shown == {near.pk: "pseudonym"}


def test_the_pseudonym_is_another_than_on_an_order_and_another_for_each_version(region: Region) -> None:
    shared(fitting(region, "Biniam", at=region.fredensborg))
    first, second = published(region), published(region, now=NOW + timedelta(hours=1))
    names = {screened(region, each).lacks.rows[0].pseudonym for each in (first, second)}
    assert len(names) == len({first.pk, second.pk})


def test_with_a_right_to_the_own_caseload_only_the_own_citizens_are_held_against_it(region: Region) -> None:
    profile = published(region)
    shared(fitting(region, "Biniam", at=region.fredensborg))
    fitting(region, "Amina")
    mine = fitting(region, "Carla")
    own = region.member("company_consultant", initials="OC", scope="caseload")
    Person.objects.filter(pk=mine.pk).update(contact=own)
    found = screened(region, profile, initials="OC", scope="caseload")
    assert [row.person for group in (found.fulfils, found.ask, found.lacks) for row in group.rows] == [mine]


def test_the_page_names_own_people_and_a_union_sees_nobody(region: Region, signed_in: SignedIn) -> None:
    profile = published(region)
    person = fitting(region, "Amina")
    address = f"/behov/profiler/{profile.pk}/borgere/"
    page = signed_in(region.member("company_consultant")).get(address).content.decode()
    assert person.given_name in page
    assert "1 af vores egne, under 5 fra andre kommuner" in page
    assert "Mangler: Kørekort B (bil)" in page
    union = partner(region, "union", "steering_member")
    assert signed_in(Membership.objects.get(pk=union.membership_id)).get(address).status_code == 403


def test_nobody_is_held_against_a_draft(region: Region, signed_in: SignedIn) -> None:
    profile = begun(region)
    address = f"/behov/profiler/{profile.pk}/borgere/"
    assert signed_in(region.member("company_consultant")).get(address).status_code == 404
