"""What holds for the employer rules whatever the numbers are."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tovholder import parameters
from tovholder.placements import rules

ON = date(2026, 3, 4)
FTE = st.decimals(min_value=0, max_value=2000, places=2)
SHARE = st.decimals(min_value=0, max_value=60, places=2)
KINDS = st.sampled_from([row.code for row in parameters.terms("placement_kinds", on=ON)])
GROUPS = st.sampled_from(["", *(row.code for row in parameters.terms("target_groups", on=ON))])


@given(FTE, FTE)
def test_more_employed_never_means_fewer_places(one: Decimal, other: Decimal) -> None:
    few, many = sorted([one, other])
    assert rules.lawful_places(few, on=ON) <= rules.lawful_places(many, on=ON)


@given(FTE, SHARE, SHARE)
def test_one_more_stay_never_opens_a_full_workplace(average: Decimal, ours: Decimal, more: Decimal) -> None:
    def answer(taken: Decimal) -> bool | None:
        return rules.ratio_rule(
            monthly_fte=[average] * 4, ours=taken, others=Decimal(0), others_stated_on=ON, starts_on=ON
        ).allowed

    if answer(ours) is False:
        assert answer(ours + more) is False


@given(FTE, SHARE)
def test_what_nobody_said_of_others_is_never_taken_as_none(average: Decimal, ours: Decimal) -> None:
    unsaid = rules.ratio_rule(monthly_fte=[average] * 4, ours=ours, others=None, others_stated_on=None, starts_on=ON)
    assert unsaid.allowed is not True


@given(KINDS, GROUPS, st.integers(min_value=1, max_value=900), st.integers(min_value=1, max_value=900))
def test_a_shorter_stay_is_never_refused_where_a_longer_one_is_lawful(
    kind: str, group: str, one: int, other: int
) -> None:
    short, long = sorted([one, other])

    def answer(days: int) -> bool | None:
        stay = rules.Stay(kind=kind, starts_on=ON, ends_before=ON + timedelta(days=days))
        return rules.within_cap(stay, target_group=group).allowed

    if answer(long):
        assert answer(short)


@given(KINDS, GROUPS)
def test_nothing_is_agreed_on_an_empty_form_but_what_asks_for_nothing(kind: str, group: str) -> None:
    agreement = rules.may_agree(
        rules.Stay(kind=kind, starts_on=ON), rules.PersonFacts(target_group=group), rules.UnitFacts(cvr="99000007")
    )
    assert agreement.allowed is not True


@given(KINDS)
def test_a_citizen_or_a_mentor_can_set_no_rule_aside(kind: str) -> None:
    agreement = rules.may_agree(
        rules.Stay(kind=kind, starts_on=ON), rules.PersonFacts(), rules.UnitFacts(cvr="99000007")
    )
    for decision in agreement.in_the_way:
        for role in ("citizen", "mentor", "company_contact", "steering_member", "benefits_officer"):
            assert rules.may_overrule(decision, role=role, reason="other").allowed is False
