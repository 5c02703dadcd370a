"""Lists sort, page and count on the server; the address is the filter, and nonsense in it is no fault."""

import pytest
from django.test import RequestFactory

from tests.integration.region import Region
from tovholder.accounts.models import Membership, User
from tovholder.web.shared import lists

SORTS = {"navn": ["user__name"], "rolle": ["role", "user__name"]}


@pytest.fixture
def sixty(region: Region) -> None:
    users = User.objects.bulk_create([User(email=f"{n}@example.dk", name=f"Navn {n:02}") for n in range(60)])
    Membership.objects.bulk_create([Membership(user=u, organisation=region.helsingor, role="mentor") for u in users])


def page(query: str) -> lists.Page:
    found = Membership.objects.filter(role="mentor").select_related("user")
    return lists.page_of(found, RequestFactory().get(f"/?{query}"), sorts=SORTS, first="navn")


@pytest.mark.usefixtures("sixty")
def test_pages_do_not_overlap_and_leave_nobody_out() -> None:
    names = [row.user.name for number in (1, 2, 3) for row in page(f"side={number}").rows]
    assert names == sorted(names)
    assert len(set(names)) == 60
    assert [page(f"side={number}").has_next for number in (1, 2, 3)] == [True, True, False]


@pytest.mark.usefixtures("sixty")
def test_a_column_sorts_both_ways_and_keeps_the_filter() -> None:
    first = page("q=a&side=2")
    assert first.sort_address("navn") == "?q=a&side=1&orden=-navn"
    assert first.direction("navn") == "ascending"
    assert page("orden=-navn").rows[0].user.name == "Navn 59"


@pytest.mark.usefixtures("sixty")
@pytest.mark.parametrize(
    "query", ["side=0", "side=-3", "side=x", "side=" + "9" * 40, "orden=user__password", "orden=-x"]
)
def test_nonsense_in_the_address_gives_the_plain_list(query: str) -> None:
    shown = page(query)
    assert shown.sort == "navn"
    assert shown.number == 1


@pytest.mark.usefixtures("sixty")
def test_counting_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "COUNT_LIMIT", 30)
    shown = page("")
    assert shown.too_many
    assert shown.count == 30
    assert shown.pages is None


def test_rows_that_are_made_already_are_paged_in_their_order() -> None:
    pages = [lists.page_of_rows(range(5), RequestFactory().get(f"/?side={n}"), size=2) for n in (1, 2, 3, 4)]
    assert [list(each.rows) for each in pages] == [[0, 1], [2, 3], [4], []]
    assert [each.has_next for each in pages] == [True, True, False, False]
    assert {each.pages for each in pages} == {3}
