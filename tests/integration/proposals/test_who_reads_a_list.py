"""Who reads what of a stored list: health inside the case scope only, others only while they are in the pool."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership, Organisation, Partnership, Unit
from tovholder.companies.models import JobOrder
from tovholder.people.models import Access, Consideration, Person, PoolSharing
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


@pytest.mark.parametrize("why", ["never shared", "objected", "expired", "protected"])
def test_a_partner_sees_no_pseudonym_of_somebody_who_is_not_in_the_pool_today(region: Region, why: str) -> None:
    person, order = fitting(region), need(region)
    if why != "never shared":
        shared(person)
    runs.nightly(now=timezone.localtime())
    today = timezone.localdate()
    if why == "objected":
        PoolSharing.objects.update(objected_on=today)
    if why == "expired":
        PoolSharing.objects.update(ends_before=today)
    if why == "protected":
        Person.objects.filter(pk=person.pk).update(protected=True, zone="")
    reader = region.actor("company_consultant", at=region.fredensborg)
    told = shown.for_order(order, actor=reader)
    assert (told.ranked, told.ask_first, told.near_misses) == ((), (), ())
    assert reader.book.shown == {}
    assert [row.person for row in shown.for_order(order, actor=region.actor("company_consultant")).ranked] == [person]


def test_a_partner_sees_who_is_in_the_pool_under_a_pseudonym(region: Region) -> None:
    person, order = shared(fitting(region)), need(region)
    runs.nightly(now=timezone.localtime())
    reader = region.actor("company_consultant", at=region.fredensborg)
    assert [row.person for row in shown.for_order(order, actor=reader).ranked] == [None]
    assert reader.book.shown == {person.pk: "pseudonym"}


def test_a_third_municipality_reads_nothing_of_the_proposals_of_others_and_has_no_link_to_them(
    region: Region, signed_in: SignedIn
) -> None:
    third = Organisation.objects.create(kind="municipality", name="Hillerød Kommune", municipality_code="0219")
    Partnership.objects.get(name="Nord").organisations.add(third)
    person, order = shared(fitting(region, "Inde", at=region.fredensborg)), need(region)
    actor = region.actor("company_consultant")
    made = services.propose(order_id=order.pk, person_id=person.pk, actor=actor, why="", now=timezone.now())
    runs.nightly(now=timezone.now())
    address = f"/jobordrer/{order.pk}/"
    for at, reads in ((region.helsingor, True), (region.fredensborg, True), (third, False)):
        page = signed_in(region.member("company_consultant", at=at)).get(address).content.decode()
        assert (f"/forslag/{made.pk}/" in page) is reads
        assert ("Foreslået" in page) is reads
    (row,) = shown.for_order(order, actor=region.actor("company_consultant", at=third)).ranked
    assert (row.pseudonym, row.proposal) == (made.pseudonym, None)


def test_a_reader_sees_nobody_of_a_municipality_the_own_one_does_not_recruit_with(region: Region) -> None:
    """The order's municipality recruits with both; the two others do not recruit with each other."""
    third = Organisation.objects.create(kind="municipality", name="Hillerød Kommune", municipality_code="0219")
    Partnership.objects.create(name="Midt").organisations.set([region.helsingor, third])
    shared(fitting(region, "Tredje", at=third, travel_means="car", travel_minutes=240))
    order = need(region)
    runs.nightly(now=timezone.localtime())
    assert shown.for_order(order, actor=region.actor("company_consultant")).ranked
    assert shown.for_order(order, actor=region.actor("company_consultant", at=region.fredensborg)).ranked == ()


def _change(order: JobOrder, **facts: object) -> JobOrder:
    """As the order's owner saves it: the list is made again."""
    JobOrder.objects.filter(pk=order.pk).update(**facts, touched_at=timezone.now())
    return JobOrder.objects.get(pk=order.pk)


def _codes(order: JobOrder, region: Region) -> set[str]:
    told = shown.for_order(order, actor=region.actor("company_consultant"))
    return {row.pseudonym for row in (*told.ranked, *told.ask_first, *told.near_misses)}


@pytest.mark.parametrize("facts", [{"strains": ["heavy_lifting"]}, {"kinds": ["igu"]}])
def test_pseudonyms_are_new_when_an_untold_gate_may_have_changed(region: Region, facts: dict[str, object]) -> None:
    people = [shared(fitting(region, f"Inde{n}", at=region.fredensborg)) for n in range(3)]
    Consideration.objects.create(person=people[0], code="no_heavy_lifting")
    order = need(region)
    runs.nightly(now=timezone.now())
    before = _codes(order, region)
    assert len(before) == 3
    order = _change(order, **facts)
    assert _codes(order, region) == set()  # the list from before the change, until it is made again
    runs.refresh(now=timezone.now())
    assert _codes(order, region) & before == set()
    order = _change(order, strains=[], kinds=["work_placement"])
    runs.refresh(now=timezone.now())
    assert _codes(order, region) == before


def test_pseudonyms_stay_when_something_else_is_changed(region: Region) -> None:
    shared(fitting(region, "Inde", at=region.fredensborg))
    order = need(region)
    runs.nightly(now=timezone.now())
    before = _codes(order, region)
    order = _change(order, places=2)
    runs.refresh(now=timezone.now())
    assert _codes(order, region) == before != set()


def test_who_was_proposed_before_the_change_stands_on_no_list_after_it(region: Region) -> None:
    """The proposal keeps its pseudonym: on the list, or missing from it, it would tie the old ones to the new."""
    person, order = shared(fitting(region, "Inde", at=region.fredensborg)), need(region)
    actor = region.actor("company_consultant")
    made = services.propose(order_id=order.pk, person_id=person.pk, actor=actor, why="", now=timezone.now())
    runs.nightly(now=timezone.now())
    assert _codes(order, region) == {made.pseudonym}
    order = _change(order, strains=["heavy_lifting"])
    runs.refresh(now=timezone.now())
    assert _codes(order, region) == set()


def test_counts_and_the_points_of_others_are_told_roughly(region: Region, signed_in: SignedIn) -> None:
    for n in range(6):
        shared(fitting(region, f"Inde{n}", at=region.fredensborg))
    order = need(region)
    runs.nightly(now=timezone.now())
    rows = shown.for_order(order, actor=region.actor("company_consultant")).ranked
    assert all(part.points % 1_000 == 0 for row in rows for part in row.parts)
    assert all(row.score == sum(part.share for part in row.parts) for row in rows)
    page = signed_in(region.member("company_consultant")).get(f"/jobordrer/{order.pk}/").content.decode()
    assert "Borgere, som intet lukker ude: 5 til 9." in page
    assert "Der skal spørges først for: under 5." in page


@pytest.mark.usefixtures("keeps_contexts")
@pytest.mark.parametrize("yeses", [False, True])
def test_the_page_of_a_proposal_tells_others_no_more_of_the_points_than_the_list_does(
    region: Region, signed_in: SignedIn, yeses: bool
) -> None:
    person, order = shared(fitting(region, "Inde", at=region.fredensborg)), need(region)
    actor, now = region.actor("company_consultant"), timezone.now()
    runs.nightly(now=now)
    made = services.propose(order_id=order.pk, person_id=person.pk, actor=actor, why="", now=now)
    (row,) = shown.for_order(order, actor=actor).ranked
    if yeses:
        own = region.actor("caseworker", at=region.fredensborg)
        steps = (services.contacted, partial(services.citizen_answers, accepts=True), services.caseworker_accepts)
        for step in steps:
            made = step(proposal_id=made.pk, version=made.version, actor=own, now=now)
    address = f"/forslag/{made.pk}/"
    told = signed_in(region.member("company_consultant")).get(address).context
    exact = signed_in(region.member("caseworker", at=region.fredensborg)).get(address).context
    assert told["named"] is yeses
    assert [part["number"] for part in told["parts"]] == [part.points // 100 for part in row.parts]
    assert told["points"] == round(row.score / 10_000, 1)
    in_order = [made.parts[part.code.removeprefix("part.")] for part in row.parts]
    assert [part["number"] for part in exact["parts"]] == [round(points / 100) for points in in_order]
    assert [part["number"] for part in exact["parts"]] != [part["number"] for part in told["parts"]]


def test_the_list_of_a_closed_order_says_its_day_and_promises_no_new_one(region: Region, signed_in: SignedIn) -> None:
    fitting(region, "Inde")
    order = need(region)
    runs.nightly(now=timezone.now())
    client = signed_in(region.member("company_consultant"))
    type(order).objects.filter(pk=order.pk).update(touched_at=timezone.now())
    assert "en ny liste er på vej" in client.get(f"/jobordrer/{order.pk}/").text
    type(order).objects.filter(pk=order.pk).update(status="withdrawn")
    page = client.get(f"/jobordrer/{order.pk}/").text
    assert "en ny liste er på vej" not in page
    assert "Ordren er lukket. Listen er fra" in page


def test_what_fits_somebody_who_was_only_opened_to_us_has_no_page(region: Region, signed_in: SignedIn) -> None:
    person, order = shared(fitting(region, "Fremmed", at=region.fredensborg, considerations_known=False)), need(region)
    Access.objects.create(
        person=person, organisation=region.helsingor, purpose="recruitment", fields="profile",
        starts_on=timezone.localdate(), source="proposal:1",
    )  # fmt: skip
    runs.nightly(now=timezone.now())
    browser = signed_in(region.member("company_consultant"))
    assert browser.get(f"/borgere/{person.pk}/").status_code == 200
    assert browser.get(f"/borgere/{person.pk}/job/").status_code == 404
    assert browser.post(f"/borgere/{person.pk}/job/{order.pk}/").status_code == 404


def test_who_may_propose_nobody_sees_no_list(region: Region, signed_in: SignedIn) -> None:
    centre = Organisation.objects.create(kind="asylum_centre", name="Center Sandholm")
    Partnership.objects.get(name="Nord").organisations.add(centre)
    shared(fitting(region))
    order = need(region)
    runs.nightly(now=timezone.now())
    member = region.member("caseworker", at=centre)
    assert signed_in(member).get(f"/jobordrer/{order.pk}/").status_code == 403
    assert shown.for_order(order, actor=region.actor("caseworker", at=centre)).ranked == ()
    assert region.actor("caseworker", at=centre).book.shown == {}
