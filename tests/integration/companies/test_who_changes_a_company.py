"""Whoever serves a company changes what is written of it; partners read, and take its needs down."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership, Organisation, User
from tovholder.companies import contact_services
from tovholder.companies.models import Company, CompanyContact, Headcount, JobOrder, ServiceAgreement
from tovholder.imports import services as imports
from tovholder.imports.models import Import
from tovholder.placements import gathering

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def anna(region: Region) -> Membership:
    """The company's fixed consultant, at Helsingør."""
    anna = region.member("company_consultant", initials="AA")
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    return anna


@pytest.fixture
def partner(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_consultant", at=region.fredensborg, initials="FF"))


def send(client: Client, region: Region, path: str, **told: Any) -> str:
    return client.post(f"/virksomheder/{region.company.pk}/{path}", told, follow=True).text


def _said(page: str, anna: Membership) -> bool:
    return f"Ring til {anna.user.name}" in page


def test_a_partner_does_not_rename_a_company_that_another_serves(
    region: Region, anna: Membership, partner: Client
) -> None:
    page = send(partner, region, "ret/", version=1, name="Noget andet", industry="cleaning")
    assert _said(page, anna)
    assert Company.objects.get(pk=region.company.pk).name == "Strandhotellet"


def test_a_partner_does_not_set_how_many_a_workplace_employs(region: Region, anna: Membership, partner: Client) -> None:
    month = f"fte_{gathering.months_before(timezone.localdate(), 4)[0]:%Y%m}"
    page = send(partner, region, "ansatte/", unit=region.workplace.pk, **{month: "1"})
    assert _said(page, anna)
    assert not Headcount.objects.exists()


def test_a_partner_does_not_add_or_end_a_contact_person(region: Region, anna: Membership, partner: Client) -> None:
    bo = CompanyContact.objects.create(company=region.company, name="Bo", primary=True)
    assert _said(send(partner, region, "kontakt/", name="Mig selv", primary="on"), anna)
    assert _said(send(partner, region, "kontakt/stoppet/", contact=bo.pk), anna)
    assert list(CompanyContact.objects.values_list("name", "active", "primary")) == [("Bo", True, True)]


def test_a_partner_does_not_close_a_sign_in(region: Region, anna: Membership, partner: Client) -> None:
    firm = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=firm)
    member = region.member("company_contact", at=firm)
    assert _said(send(partner, region, "adgang/luk/", membership=member.pk), anna)
    assert Membership.objects.get(pk=member.pk).active
    assert User.objects.get(pk=member.user_id).is_active


def test_a_partner_does_not_lead_an_agreement_with_it(region: Region, anna: Membership, partner: Client) -> None:
    told = {"title": "Vores", "starts_on": "2026-12-01", "last_day": "2027-11-30"}
    page = partner.post(f"/faelles/aftaler/ny/{region.company.pk}/", told).text
    assert _said(page, anna)
    assert not ServiceAgreement.objects.exists()


def test_a_partner_reads_takes_a_need_and_is_told_whom_to_call(
    region: Region, anna: Membership, partner: Client
) -> None:
    page = partner.get(f"/virksomheder/{region.company.pk}/").text
    assert f"ring til {anna.user.name}" in page
    assert "Ny serviceaftale" not in page
    assert "/ret/" not in page
    assert f"/virksomheder/{region.company.pk}/kontakt/" not in page
    told = {"unit": region.workplace.pk, "title": "Kok", "words": "Vi søger en kok", "places": 1, "request_key": "a"}
    taken = partner.post(f"/jobordrer/ny/?virksomhed={region.company.pk}", told, follow=True)
    assert taken.status_code == 200
    assert JobOrder.objects.get(title="Kok").owner == anna


def test_the_serving_municipality_and_for_a_company_of_nobody_everybody_changes_it(
    region: Region, anna: Membership, partner: Client, signed_in: SignedIn
) -> None:
    send(signed_in(anna), region, "ret/", version=1, name="Hotel Strand", industry="cleaning")
    assert Company.objects.get(pk=region.company.pk).name == "Hotel Strand"
    Company.objects.filter(pk=region.company.pk).update(consultant=None)
    send(partner, region, "ret/", version=2, name="Strand", industry="cleaning")
    assert Company.objects.get(pk=region.company.pk).name == "Strand"
    region.stay(region.person())
    page = send(partner, region, "ret/", version=3, name="Noget andet", industry="cleaning")
    assert "Spørg den kommune" in page
    assert Company.objects.get(pk=region.company.pk).name == "Strand"


ORDER_STEPS = ("besvaret/", "gaelder/", "kontakt/", "traek-tilbage/")


@pytest.mark.parametrize("status", ["open", "draft"])
def test_a_partner_does_not_change_or_withdraw_anothers_order(
    region: Region, anna: Membership, partner: Client, status: str
) -> None:
    bo = CompanyContact.objects.create(company=region.company, name="Bo", primary=True)
    order = region.order(owner=anna, status=status, confirmed_at=NOW if status == "open" else None)
    for step in ORDER_STEPS:
        told = {"version": 1, "words": "Ikke mere", "contact": bo.pk}
        answer = partner.post(f"/jobordrer/{order.pk}/{step}", told, follow=True)
        assert "Helsingør Kommune arbejder på jobordren" in answer.text, step
    assert partner.get(f"/jobordrer/{order.pk}/profil/").status_code == 302
    profile = {"version": 1, "title": "Andet", "places": 1, "kinds": ["work_placement"]}
    lines = {"skills-TOTAL_FORMS": 0, "skills-INITIAL_FORMS": 0}
    partner.post(f"/jobordrer/{order.pk}/profil/", profile | lines)
    order.refresh_from_db()
    assert (order.version, order.status, order.contact_id, order.title) == (1, status, None, "Rengøringsassistent")
    page = partner.get(f"/jobordrer/{order.pk}/").text
    assert "traek-tilbage" not in page
    assert "/profil/" not in page


def staged(region: Region, settings: Any, path: Any, kind: str, text: str) -> Import:
    settings.HOME = path
    who = {"actor": region.actor("company_consultant", at=region.fredensborg), "now": NOW}
    file = imports.receive(data=text.encode(), name="fil.csv", kind=kind, **who)
    chosen = {int(at): name for at, name in file.mapping.items()}
    assert not imports.confirm_columns(import_id=file.pk, version=file.version, chosen=chosen, **who)
    imports.work(now=NOW)
    return Import.objects.get(pk=file.pk)


def test_a_partners_file_of_companies_does_not_either(
    region: Region, anna: Membership, settings: Any, tmp_path: Any
) -> None:
    text = "CVR-nummer;Virksomhed;P-nummer;Kommune\n10000009;Noget andet;1000000001;Helsingør\n"
    row = staged(region, settings, tmp_path, "companies", text).rows.get()
    assert row.is_faulty
    assert "company.ask_its_consultant" in row.faults


def test_a_partners_file_of_orders_does_not_change_one_that_was_handed_over(
    region: Region, anna: Membership, settings: Any, tmp_path: Any
) -> None:
    region.order(request_key=f"i{region.fredensborg.pk}:A1", owner=anna)
    text = (
        "Reference;CVR-nummer;P-nummer;Virksomhed;Kommune;Postnummer;Stilling;Forløb;Antal\n"
        "A1;10000009;1000000001;Hotellet;Helsingør;3000;Rengøringsassistent;virksomhedspraktik;7\n"
    )
    row = staged(region, settings, tmp_path, "orders", text).rows.get()
    assert row.is_faulty
    assert "order.changed_elsewhere" in row.faults


def test_somebody_with_the_company_may_still_note_who_left(region: Region, anna: Membership) -> None:
    bo = CompanyContact.objects.create(company=region.company, name="Bo", primary=True)
    told: dict[str, Any] = {"company_id": region.company.pk, "contact_id": bo.pk, "stays_of": frozenset(), "now": NOW}
    assert not contact_services.retire_contact(actor=region.actor("team_leader"), **told).again
