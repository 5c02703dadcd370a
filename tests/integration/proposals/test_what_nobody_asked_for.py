"""A part of the score that the order says nothing about is told as such, not as nought points."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.proposals.matching import fitting, need
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import OrderSkill
from tovholder.proposals import runs, services, shown

SILENT = "ikke efterspurgt"


@pytest.fixture
def browser(region: Region, signed_in: Callable[[Membership], Client]) -> Client:
    return signed_in(region.member("company_consultant"))


def test_a_skill_nobody_asked_for_stands_as_such_in_bars_and_table_of_the_list(region: Region, browser: Client) -> None:
    fitting(region)
    order = need(region)  # asks for one skill and finds none useful
    runs.nightly(now=NOW)
    row = shown.for_order(order, actor=region.actor("company_consultant")).ranked[0]
    assert [part.code for part in row.parts if not part.asked] == ["part.useful_skills"]
    page = browser.get(f"/jobordrer/{order.pk}/").content.decode()
    assert page.count(SILENT) == 2
    assert f'<span class="part-not-asked">{SILENT}</span>' in page


def test_a_useful_skill_the_person_has_not_is_nought_and_not_unasked(region: Region, browser: Client) -> None:
    fitting(region)
    order = need(region)
    OrderSkill.objects.create(order=order, skill="laundry", required=False)
    runs.nightly(now=NOW)
    assert SILENT not in browser.get(f"/jobordrer/{order.pk}/").content.decode()


def test_a_proposal_tells_it_too(region: Region, browser: Client) -> None:
    person, order = fitting(region), need(region)
    told = services.propose(
        order_id=order.pk, person_id=person.pk, actor=region.actor("company_consultant"), why="", now=NOW
    )
    assert browser.get(f"/forslag/{told.pk}/").content.decode().count(SILENT) == 2
