"""What the partnership writes down together: days that fit, and nothing twice because a finger pressed twice."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.companies import order_services, services, together_services
from tovholder.companies.facts import NewContact
from tovholder.companies.models import (
    CompanyContact,
    ForecastDemand,
    JointCourse,
    LabourNote,
    ServiceAgreement,
    StatedStays,
)

DAY = timedelta(days=1)


def agreed(region: Region) -> ServiceAgreement:
    return together_services.agree(
        stays_of=frozenset(),
        company_id=region.company.pk,
        title="Sæson",
        words="",
        starts_on=TODAY,
        ends_before=TODAY + 30 * DAY,
        actor=region.actor("company_consultant"),
        now=NOW,
    )


def test_what_is_sent_twice_stands_once(region: Region) -> None:
    actor = region.actor("company_consultant")
    for _ in range(2):
        agreement = agreed(region)
        together_services.forecast(agreement_id=agreement.pk, needed_on=TODAY, occupation="cook", number=2, actor=actor)
        together_services.plan_course(title="Truck", starts_on=TODAY, seats=8, actor=actor, now=NOW)
        together_services.tell(industry="", words="Sommeren er travl", actor=actor, now=NOW)
        contact = NewContact(name="Bo Prøve", phone="20 00 00 02")
        services.add_contact(stays_of=frozenset(), company_id=region.company.pk, facts=contact, actor=actor, now=NOW)
        services.state_stays(
            stays_of=frozenset(), unit_id=region.workplace.pk, fte=Decimal(2), stated_on=TODAY, actor=actor, now=NOW
        )
    for model in (ServiceAgreement, ForecastDemand, JointCourse, LabourNote, CompanyContact, StatedStays):
        assert model._default_manager.count() == 1, model


def test_the_same_course_planned_on_another_day_is_another(region: Region) -> None:
    actor = region.actor("company_consultant")
    for now in (NOW, NOW + DAY):
        together_services.plan_course(title="Truck", starts_on=TODAY + 9 * DAY, seats=8, actor=actor, now=now)
    assert JointCourse.objects.count() == 2


def test_a_contact_who_becomes_the_first_to_call_is_still_one(region: Region) -> None:
    actor = region.actor("company_consultant")
    for name, primary in (("Anna", False), ("Bo", False), ("Bo", True)):
        facts = NewContact(name=name, primary=primary)
        services.add_contact(stays_of=frozenset(), company_id=region.company.pk, facts=facts, actor=actor, now=NOW)
    assert set(CompanyContact.objects.values_list("name", "primary")) == {("Anna", False), ("Bo", True)}


@pytest.mark.parametrize("days", [-1, 30])
def test_a_need_lies_within_its_agreement(region: Region, days: int) -> None:
    with pytest.raises(NotAllowed, match="needed_outside"):
        together_services.forecast(
            agreement_id=agreed(region).pk,
            needed_on=TODAY + days * DAY,
            occupation="cook",
            number=2,
            actor=region.actor("company_consultant"),
        )


def test_only_who_leads_an_agreement_writes_down_what_the_company_will_need(
    region: Region, signed_in: Callable[[Membership], Client]
) -> None:
    agreement = agreed(region)
    told = {"needed_on": TODAY.isoformat(), "occupation": "cleaner", "number": "2"}
    partner = signed_in(region.member("company_consultant", at=region.fredensborg))
    page = f"/faelles/aftaler/{agreement.pk}/"
    assert 'name="needed_on"' not in partner.get(page).text
    assert "Helsingør Kommune leder aftalen" in partner.post(page, told).text
    assert not ForecastDemand.objects.exists()
    leader = signed_in(region.member("company_consultant"))
    assert 'name="needed_on"' in leader.get(page).text
    assert leader.post(page, told).status_code == 302
    assert ForecastDemand.objects.get().number == 2


def test_an_agreement_is_made_with_the_last_day_that_its_page_tells(
    region: Region, signed_in: Callable[[Membership], Client]
) -> None:
    browser, address = signed_in(region.member("company_consultant")), f"/faelles/aftaler/ny/{region.company.pk}/"
    told = {"title": "Sæson", "starts_on": TODAY.isoformat(), "last_day": (TODAY - DAY).isoformat()}
    assert "Sidste dag" in browser.get(address).text
    assert "før den første" in browser.post(address, told).text
    answer = browser.post(address, told | {"last_day": TODAY.isoformat()})
    agreement = ServiceAgreement.objects.get()
    assert (agreement.starts_on, agreement.ends_before) == (TODAY, TODAY + DAY)
    assert browser.get(answer.headers["Location"]).text.count("04.03.2026") == 2


def test_neither_a_course_nor_the_deadline_of_a_new_order_lies_in_the_past(region: Region) -> None:
    actor = region.actor("company_consultant")
    with pytest.raises(NotAllowed, match="begun"):
        together_services.plan_course(title="Truck", starts_on=TODAY - DAY, seats=8, actor=actor, now=NOW)
    with pytest.raises(NotAllowed, match="answer_by_passed"):
        order_services.take_order(
            unit_id=region.workplace.pk, title="Kok", words="Kok", answer_by=TODAY - DAY, actor=actor, now=NOW
        )
