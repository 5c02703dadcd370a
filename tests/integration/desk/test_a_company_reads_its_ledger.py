"""What everybody asked of a company and promised it, on a page of its own that names no citizen."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company, CompanyAsk, CompanyPromise

PAGE = "/virksomhed/spurgt-og-lovet/"


@pytest.fixture
def nadia(region: Region, signed_in: Callable[[Membership], Client]) -> Client:
    body = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=body)
    return signed_in(region.member("company_contact", at=body))


def _asked(region: Region, kind: str, words: str, *, by: Organisation, key: str) -> CompanyAsk:
    return CompanyAsk.objects.create(
        company=region.company, organisation=by, kind=kind, words=words, key=key, asked_at=timezone.now(),
        answer_by=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip


def _promised(region: Region, words: str, *, due: datetime, kept: datetime | None = None) -> None:
    CompanyPromise.objects.create(
        company=region.company, organisation=region.helsingor, words=words, key=words, promised_at=timezone.now(),
        due_at=due, kept_at=kept,
    )  # fmt: skip


def test_it_reads_what_every_municipality_asked_and_what_waits_too_long(region: Region, nadia: Client) -> None:
    _asked(region, "survey", "Løn i køkkener", by=region.helsingor, key="a")
    _asked(region, "event", "Jobmesse", by=region.fredensborg, key="b")
    page = nadia.get(PAGE).content.decode()
    assert "Spørgeskema: Løn i køkkener" in page
    assert "Arrangement: Jobmesse" in page
    assert region.helsingor.name in page
    assert region.fredensborg.name in page
    assert page.count("over tiden") == 2
    assert PAGE in nadia.get("/virksomhed/").content.decode()


def test_it_reads_whether_what_it_was_promised_was_kept(region: Region, nadia: Client) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    _promised(region, "Svar i går", due=now - hour)
    _promised(region, "Svar for sent", due=now - hour, kept=now)
    _promised(region, "Svar i morgen", due=now + hour)
    page = nadia.get(PAGE).content.decode()
    assert [page.count(f">{mark}<") for mark in ("brudt", "holdt for sent", "i gang", "holdt")] == [1, 1, 1, 0]


def test_it_reads_no_note_among_staff_and_nothing_of_another_company(region: Region, nadia: Client) -> None:
    _asked(region, "visit", "Hør om chefen og Amina", by=region.helsingor, key="a")
    other = Company.objects.create(cvr="10000017", name="Bageriet", industry="cleaning", created_at=timezone.now())
    ask = _asked(region, "survey", "Bagerens", by=region.helsingor, key="b")
    CompanyAsk.objects.filter(pk=ask.pk).update(company=other)
    page = nadia.get(PAGE).content.decode()
    assert "Besøg" in page
    assert "Amina" not in page
    assert "Bagerens" not in page
