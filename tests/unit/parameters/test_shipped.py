"""The parameters that are shipped: whole, consistent with each other, and dated as the law changed."""

from datetime import date

import pytest

from tovholder import parameters

NOW = date(2026, 3, 4)


def codes(name: str, on: date | None = None) -> list[str]:
    return [row.code for row in parameters.terms(name, on=on)]


def test_every_limit_says_what_it_rests_on() -> None:
    for name in parameters.limit_names():
        for entry in parameters.versions(name):
            assert entry.reference.title
            assert entry.reference.text, f"{name}: nothing says what the source holds"


def test_no_reference_holds_an_address() -> None:
    limits = [e.reference for n in parameters.limit_names() for e in parameters.versions(n)]
    rows = [row.reference for n in parameters.list_names() for row in parameters.terms(n)]
    for source in limits + rows:
        assert "http" not in f"{source.title}{source.paragraph}{source.text}"


def test_an_unknown_name_and_a_date_outside_are_told_apart() -> None:
    with pytest.raises(parameters.UnknownParameterError):
        parameters.value("no_such_limit", on=NOW)
    with pytest.raises(parameters.NotInForceError):
        parameters.value("igu", on=date(2016, 6, 30))
    with pytest.raises(parameters.UnknownParameterError):
        parameters.term("licences", "no_such_licence")


@pytest.mark.parametrize(
    ("on", "age", "years", "hours"),
    [
        (date(2021, 4, 30), 40, 5, 740),
        (date(2021, 5, 1), 40, 10, 851),
        (date(2023, 12, 31), 40, 10, 851),
        (date(2024, 1, 1), 50, 20, 851),
    ],
)
def test_igu_changes_on_the_day_the_law_does(on: date, age: int, years: int, hours: int) -> None:
    entry = parameters.value("igu", on=on)
    assert entry.whole("age_below_years") == age
    assert entry.whole("residence_years") == years
    assert entry.whole("school_hours") == hours


def test_benefits_carry_the_names_of_their_time() -> None:
    assert "integration_benefit" in codes("benefits", date(2019, 12, 31))
    assert "integration_benefit" not in codes("benefits", date(2020, 1, 1))
    assert "self_support_benefit" in codes("benefits", date(2025, 6, 30))
    assert "self_support_benefit" not in codes("benefits", date(2025, 7, 1))
    assert "cash_benefit_minimum" in codes("benefits", date(2025, 7, 1))


def test_an_old_case_keeps_its_words() -> None:
    assert parameters.term("benefits", "integration_benefit").label("da") == "Integrationsydelse"


def test_utility_work_leaves_the_employers_limit_in_2025_and_is_marked_unsure() -> None:
    before = parameters.term("placement_kinds", "utility_work", on=date(2024, 12, 31))
    after = parameters.term("placement_kinds", "utility_work", on=date(2025, 1, 1))
    assert before.flag("counts_in_ratio")
    assert not after.flag("counts_in_ratio")
    assert not after.reference.verified


def test_igu_is_never_counted_as_activation() -> None:
    assert not any(
        row.flag("counts_as_activation") for row in parameters.terms("placement_kinds") if row.text("family") == "igu"
    )


def test_consent_alone_never_carries_sharing() -> None:
    accepted = [row.code for row in parameters.terms("legal_bases") if row.flag("accepted")]
    assert "consent" not in accepted
    assert "gdpr_6_1_e" in accepted


def test_every_consideration_closes_strains_that_exist() -> None:
    strains = set(codes("strains"))
    for row in parameters.terms("considerations"):
        assert set(row.words("conflicts_with")) <= strains


def test_licences_include_licences_that_exist_and_all_they_include() -> None:
    rows = {row.code: row for row in parameters.terms("licences")}
    for row in rows.values():
        for code in row.words("includes"):
            assert set(rows[code].words("includes")) <= set(row.words("includes"))


def test_travel_means_ask_for_licences_that_exist() -> None:
    needed = {row.text("needs_licence") for row in parameters.terms("travel_means")} - {""}
    assert needed <= set(codes("licences"))


def test_target_groups_name_limits_that_exist() -> None:
    limits = set(parameters.limit_names())
    for row in parameters.terms("target_groups"):
        for attribute in ("placement_cap", "subsidy_private", "subsidy_public"):
            assert row.text(attribute) in limits


def test_kinds_name_purposes_that_exist_and_a_family_that_rules_know() -> None:
    purposes = set(codes("placement_purposes"))
    families = {
        "work_placement",
        "utility_work",
        "wage_subsidy_private",
        "wage_subsidy_public",
        "igu",
        "ordinary",
        "education",
        "flex",
    }
    for row in parameters.terms("placement_kinds"):
        assert set(row.words("purposes")) <= purposes
        assert bool(row.words("purposes")) == row.flag("purpose_required")
        assert row.text("family") in families


def test_every_module_of_danish_is_a_step_up() -> None:
    rows = parameters.terms("danish_modules")
    assert len(rows) == 18
    for track in (1, 2, 3):
        levels = [row.whole("level") for row in rows if row.whole("track") == track]
        assert len(levels) == 6
        assert levels == sorted(set(levels))


def test_a_test_stands_at_the_level_of_the_module_it_closes() -> None:
    modules = {row.code: row for row in parameters.terms("danish_modules")}
    for row in parameters.terms("danish_tests"):
        assert row.whole("level") == modules[row.text("after_module")].whole("level")


def test_states_of_health_on_the_boards_can_be_shown_as_away() -> None:
    health = {row.code for row in parameters.terms("board_statuses") if row.flag("health")}
    assert {"sick", "maternity"} <= health
    assert "away" in codes("board_statuses")
    assert "away" not in health


def test_codes_fit_the_columns_that_store_them() -> None:
    longest = {"travel_means": 12, "contact_kinds": 16, "literacy_levels": 16, "danish_tests": 16}
    longest["limit_words"] = 80  # names of limits, stored nowhere
    longest["own_translations"] = 80  # list and code of another list, stored nowhere
    for name in parameters.list_names():
        for code in codes(name):
            assert len(code) <= longest.get(name, 32), f"{name}: {code}"


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("wage_rule.wage_subsidy_private", date(2026, 3, 4)),
        ("wage_rule.wage_subsidy_public", date(2026, 3, 4)),
        ("wage_subsidy_cap.private", date(2026, 3, 4)),
        ("igu_registration", date(2026, 3, 4)),
        ("igu", date(2026, 3, 4)),
        ("igu_new_per_year", date(2026, 3, 4)),
        ("igu_new_starts", date(2026, 3, 4)),
        ("additional_employment", date(2026, 3, 4)),
        ("approval_before_start", date(2026, 3, 4)),
        ("wage_rule.igu", date(2026, 3, 4)),
        ("igu_bonus", date(2026, 3, 4)),
    ],
)
def test_what_is_known_at_second_hand_is_not_verified(name: str, on: date) -> None:
    assert not parameters.value(name, on=on).verified


def test_a_guide_to_a_system_is_not_called_a_law() -> None:
    found = [each.reference.title for name in parameters.limit_names() for each in parameters.versions(name)]
    assert "VITAS" not in found
    assert not [
        each.name
        for name in parameters.limit_names()
        for each in parameters.versions(name)
        if each.verified and each.reference.title.startswith(("Vejledning", "LAB")) and not each.reference.paragraph
    ]
