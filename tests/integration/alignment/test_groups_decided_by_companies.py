"""A group at a company: the company says yes or no to those it has met, and to nobody else."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.alignment import written
from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import AuditEntry, Membership, Organisation
from tovholder.companies.models import Company
from tovholder.placements import group_queries, group_rules
from tovholder.placements import group_services as services
from tovholder.placements.models import GroupEntry, GroupMove, GroupStay
from tovholder.proposals import closing

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def firm(region: Region) -> Actor:
    return accounts.actor_of(written.company_member(region))


def _met(region: Region, group: GroupStay, *, stage: str = "interview", at: Organisation | None = None) -> GroupEntry:
    home = at or region.helsingor
    actor = region.actor("caseworker", at=home)
    entry = services.add_to_group(group_id=group.pk, person_id=region.person("Zahra", at=home).pk, actor=actor, now=NOW)
    if stage != "candidate":
        services.move_in_group(entry_id=entry.pk, version=1, target=stage, reason="fits", actor=actor, now=NOW)
    entry.refresh_from_db()
    return entry


def _yes(entry: GroupEntry, actor: Actor, *, version: int | None = None, words: str = "") -> GroupEntry:
    return services.decide_at_company(
        entry_id=entry.pk, version=version or entry.version, target="final_list", reason="fits", actor=actor, now=NOW,
        words=words,
    )  # fmt: skip


def _no(entry: GroupEntry, actor: Actor, *, reason: str = "danish", version: int | None = None) -> GroupEntry:
    return services.decide_at_company(
        entry_id=entry.pk, version=version or entry.version, target="out", reason=reason, actor=actor, now=NOW
    )


@pytest.mark.parametrize(
    ("stage", "target", "reason", "code"),
    [
        ("interview", "final_list", "fits", "group.may_move"),
        ("interview", "out", "by_company", "group.may_move"),
        ("interview", "out", "danish", "group.may_move"),
        ("interview", "out", "", "group.reason_missing"),
        ("interview", "out", "fits", "group.reason_of_another_move"),
        ("interview", "out", "education", "group.reason_of_the_municipality"),
        ("interview", "final_list", "mistake", "group.reason_of_the_municipality"),
        ("interview", "started", "fits", "group.not_the_companys_turn"),
        ("screening", "final_list", "fits", "group.not_the_companys_turn"),
        ("final_list", "out", "by_company", "group.not_the_companys_turn"),
    ],
)
def test_the_company_decides_at_the_interview_with_reasons_of_its_own(
    stage: str, target: str, reason: str, code: str
) -> None:
    assert group_rules.may_decide(stage, target, reason).code == code


def test_the_move_says_who_at_the_company_gave_it_and_why(region: Region, group: GroupStay, firm: Actor) -> None:
    entry = _met(region, group)
    assert _no(entry, firm).stage == "out"
    last = GroupMove.objects.order_by("pk").last()
    assert last is not None
    assert (last.source, last.target, last.reason, last.by_id) == ("interview", "out", "danish", firm.membership_id)
    assert AuditEntry.objects.filter(action="group.decide").count() == 1


def test_the_same_answer_twice_is_one_and_another_one_comes_second(
    region: Region, group: GroupStay, firm: Actor
) -> None:
    entry = _met(region, group)
    first = _yes(entry, firm)
    assert _yes(entry, firm, version=2).version == first.version == 3
    with pytest.raises(Stale):
        _no(entry, firm, version=2)
    assert GroupMove.objects.filter(entry=entry).count() == 3


def test_of_two_at_the_company_the_second_is_told_and_keeps_the_words(
    region: Region, signed_in: SignedIn, group: GroupStay, firm: Actor
) -> None:
    entry = _met(region, group)
    body = Organisation.objects.get(pk=firm.organisation_id)
    second = signed_in(region.member("company_contact", at=body, initials="yy"))
    _yes(entry, firm)
    told = {"entry": entry.pk, "version": 2, "answer": "out", "reason": "hours", "words": "Kun om natten"}
    page = second.post(f"/virksomhed/forventninger/gruppe/{group.pk}/svar/", told, follow=True).content.decode()
    assert "En anden har svaret imens. Sådan står det nu." in page
    assert "Dine ord blev ikke gemt: Kun om natten" in page
    entry.refresh_from_db()
    assert entry.stage == "final_list"


def test_a_no_without_a_reason_keeps_the_words_in_the_form(
    region: Region, signed_in: SignedIn, group: GroupStay
) -> None:
    entry, client = _met(region, group), signed_in(written.company_member(region))
    told = {"entry": entry.pk, "version": 2, "answer": "out", "words": "Kun om natten"}
    answer = client.post(f"/virksomhed/forventninger/gruppe/{group.pk}/svar/", told)
    assert answer.status_code == 422
    assert "Kun om natten" in answer.content.decode()


def test_whom_to_call_about_a_mistake_is_said_and_a_no_is_not_said_to_need_no_reason(
    region: Region, signed_in: SignedIn, group: GroupStay, firm: Actor
) -> None:
    entry, client = _met(region, group), signed_in(written.company_member(region))
    contact = region.member("company_consultant").to_call
    address = f"/virksomhed/forventninger/gruppe/{group.pk}/"
    first = client.get(address).content.decode()
    _yes(entry, firm)
    for page in (first, client.get(address).content.decode()):
        assert f"Svarer I ved en fejl, så ring til {contact}." in page
    assert "Hvis ikke: hvorfor? <span" not in first


def test_before_the_interview_there_is_nobody_the_company_could_answer_about(
    region: Region, group: GroupStay, firm: Actor
) -> None:
    entry = _met(region, group, stage="screening")
    with pytest.raises(OutOfReach):
        _yes(entry, firm)


def test_another_companys_people_and_those_of_the_staff_are_out_of_reach(
    region: Region, group: GroupStay, firm: Actor
) -> None:
    entry = _met(region, group)
    other = Organisation.objects.create(kind="company", name="Anden")
    Company.objects.create(cvr="99999999", name="Anden", organisation=other, created_at=NOW)
    for actor in (accounts.actor_of(region.member("company_contact", at=other)), region.actor("caseworker")):
        with pytest.raises(OutOfReach):
            _yes(entry, actor)


def test_whom_the_municipality_has_moved_on_is_refused_in_plain_words(
    region: Region, group: GroupStay, firm: Actor
) -> None:
    entry = _met(region, group)
    actor = region.actor("caseworker")
    services.move_in_group(entry_id=entry.pk, version=2, target="started", reason="agreed", actor=actor, now=NOW)
    with pytest.raises(NotAllowed, match=r"group\.not_the_companys_turn"):
        _no(entry, firm, version=3)


def test_a_protection_changes_nothing_that_the_company_sees_of_somebody_it_calls_by_a_code(
    region: Region, signed_in: SignedIn, group: GroupStay, firm: Actor
) -> None:
    entry = _met(region, group, at=region.fredensborg)
    client, address = signed_in(written.company_member(region)), f"/virksomhed/forventninger/gruppe/{group.pk}/"
    before = [_main(client, each) for each in (address, "/virksomhed/")]
    person = entry.person
    caseworker = region.actor("caseworker", at=region.fredensborg)
    closing.protect(person_id=person.pk, version=person.version, actor=caseworker, now=NOW)
    assert [_main(client, each) for each in (address, "/virksomhed/")] == before
    assert _yes(entry, firm).stage == "final_list"


def _main(client: Client, address: str) -> str:
    """What the page says, but for the token of its forms."""
    page = client.get(address).content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_the_front_page_says_in_which_group_somebody_waits_until_the_answer(
    region: Region, signed_in: SignedIn, group: GroupStay, firm: Actor
) -> None:
    entry, client = _met(region, group), signed_in(written.company_member(region))
    assert "1 venter på jeres ja eller nej" in client.get("/virksomhed/").content.decode()
    _yes(entry, firm)
    assert "venter på jeres ja eller nej" not in client.get("/virksomhed/").content.decode()
    assert group_queries.waiting_for_company(actor=firm) == []
