"""An order is taken at any municipality, gets one fixed contact person, and opens once a human has confirmed it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import AuditEntry, Organisation
from tovholder.companies import order_services as orders
from tovholder.companies import queries, services
from tovholder.companies.facts import OrderProfile, SkillNeed
from tovholder.companies.models import Company, JobOrder

PROFILE = OrderProfile(
    title="Rengøringsassistent",
    occupation="cleaner",
    industry="cleaning",
    kinds=("work_placement", "ordinary_job"),
    danish_level=20,
    hours_min=Decimal(20),
    hours_max=Decimal(37),
    skills=(SkillNeed("site_cleaning", True, 2), SkillNeed("hand_tools")),
    licences=("driving_b",),
)


def _take(region: Region, actor: object = None, **told: object) -> JobOrder:
    told.setdefault("title", "To til rengøring")
    return orders.take_order(
        unit_id=region.workplace.pk,
        words="Vi mangler to til rengøring fra mandag.",
        actor=actor or region.actor("company_consultant"),  # type: ignore[arg-type]
        now=NOW,
        **told,  # type: ignore[arg-type]
    )


def test_an_order_taken_in_one_municipality_goes_to_the_companys_fixed_consultant_in_another(region: Region) -> None:
    fixed = region.member("company_consultant", at=region.helsingor, initials="KH")
    services.assign_consultant(
        company_id=region.company.pk,
        version=1,
        consultant_id=fixed.pk,
        stays_of=frozenset(),
        actor=region.actor("team_leader"),
        now=NOW,
    )
    order = _take(region, region.actor("company_consultant", at=region.fredensborg))
    assert order.owner_id == fixed.pk
    assert order.taken_by_id == region.helsingor.pk
    assert order.received_by_id == region.fredensborg.pk


def test_without_a_fixed_consultant_the_one_who_takes_the_order_holds_it(region: Region) -> None:
    member = region.member("company_consultant", at=region.fredensborg)
    order = _take(region, region.actor("company_consultant", at=region.fredensborg))
    assert (order.owner_id, order.taken_by_id) == (member.pk, region.fredensborg.pk)


def test_a_new_consultant_gets_the_own_municipalitys_open_orders_with_the_company(region: Region) -> None:
    """Another municipality's order stays where it is: nobody takes it by taking the company."""
    Company.objects.filter(pk=region.company.pk).update(consultant=region.member("company_consultant", initials="AA"))
    own, theirs = _take(region), region.order(taken_by=region.fredensborg)
    fixed = region.member("company_consultant", initials="KH")
    services.assign_consultant(
        company_id=region.company.pk,
        version=1,
        consultant_id=fixed.pk,
        stays_of=frozenset(),
        actor=region.actor("team_leader"),
        now=NOW,
    )
    own.refresh_from_db()
    theirs.refresh_from_db()
    assert (own.owner_id, own.taken_by_id) == (fixed.pk, region.helsingor.pk)
    assert (theirs.owner_id, theirs.taken_by_id) == (None, region.fredensborg.pk)


def test_a_draft_is_matched_only_after_a_human_confirmed_it(region: Region) -> None:
    order = _take(region)
    assert (order.status, order.confirmed_at) == ("draft", None)
    later = NOW + timedelta(hours=1)
    order = orders.confirm_order(
        order_id=order.pk, version=order.version, profile=PROFILE, actor=region.actor("company_consultant"), now=later
    )
    order.refresh_from_db()
    assert (order.status, order.confirmed_at, order.touched_at) == ("open", later, later)
    assert list(order.skills.order_by("skill").values_list("skill", "required", "level")) == [
        ("hand_tools", False, 1),
        ("site_cleaning", True, 2),
    ]
    assert order.kinds == ["work_placement", "ordinary_job"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kinds": ()}, "order.profile_incomplete"),
        ({"title": "  "}, "order.profile_incomplete"),
        ({"hours_min": Decimal(30), "hours_max": Decimal(20)}, "order.hours_turned_round"),
        ({"start_earliest": TODAY, "start_latest": TODAY - timedelta(days=1)}, "order.dates_turned_round"),
        ({"places": 0}, "order.no_place"),
    ],
)
def test_a_profile_that_cannot_be_matched_stays_a_draft(region: Region, change: dict[str, object], code: str) -> None:
    order = _take(region)
    with pytest.raises(NotAllowed) as refused:
        orders.confirm_order(
            order_id=order.pk,
            version=1,
            profile=replace(PROFILE, **change),  # type: ignore[arg-type]
            actor=region.actor("company_consultant"),
            now=NOW,
        )
    assert refused.value.code == code
    order.refresh_from_db()
    assert order.status == "draft"


def test_what_somebody_else_saved_is_not_overwritten(region: Region) -> None:
    order = _take(region)
    actor = region.actor("company_consultant")
    orders.change_order(order_id=order.pk, version=1, profile=PROFILE, actor=actor, now=NOW)
    with pytest.raises(Stale):
        orders.change_order(order_id=order.pk, version=1, profile=replace(PROFILE, title="Andet"), actor=actor, now=NOW)
    order.refresh_from_db()
    assert order.title == "Rengøringsassistent"


def test_the_clock_stops_at_the_first_answer_and_not_again(region: Region) -> None:
    actor = region.actor("company_consultant")
    order = _take(region)
    assert queries.answer_due(order, on=TODAY) == NOW + timedelta(hours=24)
    first = orders.answer_order(order_id=order.pk, version=1, actor=actor, now=NOW + timedelta(hours=2))
    orders.answer_order(order_id=order.pk, version=first.version, actor=actor, now=NOW + timedelta(hours=9))
    order.refresh_from_db()
    assert order.answered_at == NOW + timedelta(hours=2)


def test_the_same_form_sent_twice_makes_one_order(region: Region) -> None:
    assert _take(region, request_key="abc").pk == _take(region, request_key="abc").pk
    assert JobOrder.objects.count() == 1


def test_a_form_neither_takes_nor_finds_the_key_of_an_import_or_of_somebody_else(region: Region) -> None:
    imported = region.order(request_key=f"i{region.helsingor.pk}:JO-1")
    first = _take(region, request_key=imported.request_key)
    other = _take(region, region.actor("team_leader"), request_key=imported.request_key)
    assert len({imported.pk, first.pk, other.pk}) == 3
    assert not JobOrder.objects.filter(request_key__startswith="i").exclude(pk=imported.pk).exists()


def test_a_form_whose_order_has_gone_out_of_reach_is_refused_in_words(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    _take(region, request_key="abc")
    monkeypatch.setattr(queries, "visible_orders", lambda **_: JobOrder.objects.none())
    with pytest.raises(NotAllowed, match=r"order\.sent_before"):
        _take(region, request_key="abc")


def test_a_withdrawn_order_says_why_and_opens_no_more(region: Region) -> None:
    actor = region.actor("company_consultant")
    order = _take(region)
    with pytest.raises(NotAllowed):
        orders.withdraw_order(order_id=order.pk, version=1, words="", actor=actor, now=NOW)
    orders.withdraw_order(order_id=order.pk, version=1, words="Har selv fundet to.", actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        orders.confirm_order(order_id=order.pk, version=2, profile=PROFILE, actor=actor, now=NOW)


def test_asking_the_company_again_moves_the_date_it_must_be_asked(region: Region) -> None:
    order = region.order(fresh_until=TODAY - timedelta(days=1))
    actor = region.actor("company_consultant")
    assert [row.pk for row in queries.orders(actor=actor, stale_on=TODAY)] == [order.pk]
    orders.still_holds(order_id=order.pk, version=1, actor=actor, on=TODAY, now=NOW)
    assert not queries.orders(actor=actor, stale_on=TODAY).exists()


def test_every_write_of_an_order_is_in_the_log_without_the_companys_words(region: Region) -> None:
    order = _take(region)
    entry = AuditEntry.objects.get(action="order.take")
    assert entry.target == f"order:{order.pk}"
    assert "rengøring" not in str(entry.facts).lower()


def test_orders_are_seen_in_the_partnership_and_not_outside(region: Region) -> None:
    order = region.order()
    outside = Organisation.objects.create(kind="municipality", name="Tønder Kommune", municipality_code="0550")
    assert queries.order(order.pk, actor=region.actor("company_consultant", at=region.fredensborg)).pk == order.pk
    with pytest.raises(OutOfReach):
        queries.order(order.pk, actor=region.actor("company_consultant", at=outside))


@pytest.mark.parametrize("role", ["steering_member", "mentor", "citizen", "benefits_officer", "administrator"])
def test_roles_without_company_work_see_no_orders_and_no_companies(region: Region, role: str) -> None:
    region.order()
    actor = region.actor(role)
    assert not queries.visible_orders(actor=actor).exists()
    assert not queries.visible(actor=actor).exists()
    with pytest.raises(NotAllowed):
        _take(region, actor)


def test_a_company_contact_sees_the_own_companys_orders_only(region: Region) -> None:
    mine = region.order()
    company = services.give_sign_in(
        company_id=region.company.pk, version=1, actor=region.actor("company_consultant"), now=NOW
    )
    contact = region.actor("company_contact", at=company.organisation)
    stranger = region.actor("company_contact", at=Organisation.objects.create(kind="company", name="En anden"))
    assert [row.pk for row in queries.visible_orders(actor=contact)] == [mine.pk]
    assert not queries.visible_orders(actor=stranger).exists()
    taken = _take(region, contact)
    assert (taken.owner_id, taken.taken_by_id) == (None, region.helsingor.pk)
    with pytest.raises(OutOfReach):
        _take(region, stranger)
