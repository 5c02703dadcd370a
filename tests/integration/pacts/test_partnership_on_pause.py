"""S29-2: a non-binding partnership. The company says ready, not now or pause; nothing under way is closed by it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.proposals.matching import fitting, need
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company, CompanyAsk, JobOrder, PartnershipAgreement, PartnershipStatus
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def anna(region: Region) -> Membership:
    anna = region.member("company_consultant", initials="AA")
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    return anna


@pytest.fixture
def nadia(region: Region) -> Membership:
    """She signs in for the company."""
    body = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=body)
    return region.member("company_contact", at=body)


def made(region: Region, signed_in: SignedIn, anna: Membership, status: str = "ready") -> PartnershipAgreement:
    signed_in(anna).post(f"/partnerskaber/virksomhed/{region.company.pk}/", {"status": status, "version": 0})
    return PartnershipAgreement.objects.get()


def say(client: Client, one: PartnershipAgreement, status: str, **more: object) -> int:
    told = {"agreement": one.pk, "version": one.version, "status": status, **more}
    return client.post("/virksomhed/partnerskab/", told).status_code


def test_s29_2_the_company_calls_a_pause_itself_and_everybody_who_would_ask_it_reads_so(
    region: Region, signed_in: SignedIn, anna: Membership, nadia: Membership
) -> None:
    one = made(region, signed_in, anna)
    until = timezone.localdate() + timedelta(days=60)
    order = need(region, owner=anna, fresh_until=until)
    proposal = Proposal.objects.create(
        order=order, person=fitting(region, "Amina"), organisation=region.helsingor, status="proposed",
        pseudonym="AB12CD34", proposed_by=anna, created_at=timezone.now(), touched_at=timezone.now(),
    )  # fmt: skip
    assert say(signed_in(nadia), one, "pause", words="Ombygning", ask_again_on=until) == 302
    for address in (
        f"/virksomheder/{region.company.pk}/", f"/jobordrer/{order.pk}/", f"/forslag/{proposal.pk}/", "/partnerskaber/",
    ):  # fmt: skip
        assert "På pause" in signed_in(anna).get(address).content.decode(), address
    assert JobOrder.objects.get(pk=order.pk).status == "open"
    assert Proposal.objects.get(pk=proposal.pk).status == "proposed"


def test_s29_2_the_history_tells_who_said_it(
    region: Region, signed_in: SignedIn, anna: Membership, nadia: Membership
) -> None:
    one = made(region, signed_in, anna)
    say(signed_in(nadia), one, "not_now", words="Vi har travlt")
    page = signed_in(anna).get(f"/partnerskaber/virksomhed/{region.company.pk}/").content.decode()
    assert "Vi har travlt" in page
    assert list(PartnershipStatus.objects.order_by("pk").values_list("status", "by_company")) == [
        ("ready", False),
        ("not_now", True),
    ]


def test_the_asking_and_its_answer_stand_in_the_ledger(
    region: Region, signed_in: SignedIn, anna: Membership, nadia: Membership
) -> None:
    one = made(region, signed_in, anna, "not_now")
    assert CompanyAsk.objects.get().answer == "later"
    CompanyAsk.objects.all().delete()
    signed_in(anna).post(f"/partnerskaber/virksomhed/{region.company.pk}/spoerg/")
    assert CompanyAsk.objects.get().answered_at is None
    say(signed_in(nadia), PartnershipAgreement.objects.get(pk=one.pk), "ready")
    assert CompanyAsk.objects.get().answer == "yes"


def test_the_same_said_twice_stands_once_and_old_words_overwrite_nobodys(
    region: Region, signed_in: SignedIn, anna: Membership, nadia: Membership
) -> None:
    one = made(region, signed_in, anna)
    assert [say(signed_in(nadia), one, "pause", words="Ferie") for _ in range(2)] == [302, 302]
    assert PartnershipStatus.objects.filter(status="pause").count() == 1
    told = {"status": "ready", "version": one.version, "words": "Ringede i går"}
    answer = signed_in(anna).post(f"/partnerskaber/virksomhed/{region.company.pk}/", told)
    assert answer.status_code == 422
    assert "Ringede i går" in answer.content.decode()
    assert PartnershipAgreement.objects.get().status == "pause"


def test_a_day_to_ask_again_that_is_gone_is_refused_in_plain_words(
    region: Region, signed_in: SignedIn, anna: Membership, nadia: Membership
) -> None:
    one = made(region, signed_in, anna)
    told = {"agreement": one.pk, "version": one.version, "status": "pause", "ask_again_on": "2020-01-01"}
    answer = signed_in(nadia).post("/virksomhed/partnerskab/", told)
    assert answer.status_code == 422
    assert "skal ligge forude" in answer.content.decode()


def test_a_company_without_an_agreement_makes_one_by_saying_so(
    region: Region, signed_in: SignedIn, anna: Membership, nadia: Membership
) -> None:
    signed_in(nadia).post("/virksomhed/partnerskab/", {"status": "pause", "words": "Sommer"})
    one = PartnershipAgreement.objects.get()
    assert (one.organisation, one.status) == (region.helsingor, "pause")
    assert not CompanyAsk.objects.exists()  # nobody asked


def test_a_form_from_before_there_was_an_agreement_is_not_thanked_for_and_lost(
    region: Region, signed_in: SignedIn, anna: Membership, nadia: Membership
) -> None:
    one = made(region, signed_in, anna)
    answer = signed_in(nadia).post("/virksomhed/partnerskab/", {"status": "pause", "words": "Ombygning"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ombygning</textarea>" in page
    assert f'name="agreement" value="{one.pk}"' in page
    assert PartnershipAgreement.objects.get().status == "ready"
    assert say(signed_in(nadia), PartnershipAgreement.objects.get(), "pause", words="Ombygning") == 302
    assert PartnershipAgreement.objects.get().status == "pause"
    again = {"status": "pause", "words": "Ombygning"}
    assert signed_in(nadia).post("/virksomhed/partnerskab/", again).status_code == 302


def test_a_company_never_writes_in_anothers_agreement(
    region: Region, signed_in: SignedIn, anna: Membership, nadia: Membership
) -> None:
    other = Company.objects.create(cvr="10000017", name="Bageren", created_at=timezone.now())
    theirs = PartnershipAgreement.objects.create(
        company=other, organisation=region.helsingor, status="ready", since=timezone.localdate(),
        created_at=timezone.now(),
    )  # fmt: skip
    assert say(signed_in(nadia), theirs, "pause") == 404
    assert PartnershipAgreement.objects.get(pk=theirs.pk).status == "ready"


def test_a_municipality_that_does_not_serve_the_company_notes_nothing(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    bo = region.member("company_consultant", at=region.fredensborg, initials="BB")
    answer = signed_in(bo).post(f"/partnerskaber/virksomhed/{region.company.pk}/", {"status": "ready", "version": 0})
    assert answer.status_code == 422
    assert not PartnershipAgreement.objects.exists()


def test_those_to_be_asked_again_by_now_stand_on_a_list(region: Region, signed_in: SignedIn, anna: Membership) -> None:
    one = made(region, signed_in, anna, "pause")
    assert "Strandhotellet" not in signed_in(anna).get("/partnerskaber/?igen=1").content.decode()
    PartnershipAgreement.objects.filter(pk=one.pk).update(ask_again_on=timezone.localdate())
    assert "Strandhotellet" in signed_in(anna).get("/partnerskaber/?igen=1").content.decode()
