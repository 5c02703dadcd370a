"""Who reads what of a stored list: health inside the case scope only, others only while they are in the pool."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.proposals.matching import fitting, need
from tests.integration.region import Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership, Unit
from tovholder.people.models import Consideration, Person
from tovholder.proposals import runs, services, shown

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def spared(region: Region) -> list[Person]:
    """Two citizens of another unit: of one it is known that heavy lifting is out, of the other nothing is known."""
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Jobteam", field="employment")
    known, unknown = fitting(region, "Kendt", unit=elsewhere), fitting(region, "Ukendt", considerations_known=False)
    Person.objects.filter(pk=unknown.pk).update(unit=elsewhere)
    Consideration.objects.create(person=known, code="no_heavy_lifting")
    return [known, unknown]


def test_outside_the_case_scope_nothing_of_considerations_is_shown(
    region: Region, signed_in: SignedIn, spared: list[Person]
) -> None:
    order = need(region, strains=["heavy_lifting"])
    runs.nightly(now=timezone.localtime())
    leader = shown.for_order(order, actor=region.actor("team_leader"))
    assert {row.person for row in (*leader.ask_first, *leader.near_misses)} == set(spared)
    assert "gate.considerations" in leader.counts["own"]["closed"]
    other = shown.for_order(order, actor=region.actor("company_consultant"))
    assert (other.ranked, other.ask_first, other.near_misses) == ((), (), ())
    assert "gate.considerations" not in other.counts["own"]["closed"]
    page = signed_in(region.member("company_consultant")).get(f"/jobordrer/{order.pk}/").content.decode()
    assert "Kendt" not in page
    assert "Ukendt" not in page


def test_outside_the_case_scope_no_reason_is_told_whatever_it_is(
    region: Region, signed_in: SignedIn, spared: list[Person]
) -> None:
    order = need(region, strains=["heavy_lifting"])
    plain = fitting(region, "Dansk", danish_module=1)
    Person.objects.filter(pk=plain.pk).update(unit=spared[0].unit)
    runs.nightly(now=timezone.localtime())
    consultant = signed_in(region.member("company_consultant"))
    for person in (*spared, plain):
        page = consultant.get(f"/borgere/{person.pk}/job/").content.decode()
        assert "Noget, som kun sagens egne medarbejdere ser." in page
        with pytest.raises(NotAllowed, match=r"proposal\.not_possible_now"):
            services.propose(
                order_id=order.pk,
                person_id=person.pk,
                actor=region.actor("company_consultant"),
                why="",
                now=timezone.now(),
            )
