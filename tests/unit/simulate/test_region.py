"""The region as facts: believable, lawful, the same again from the same seed, and nobody in it is real."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from tovholder import parameters
from tovholder.accounts.roles import OrganisationKind, Role, may_hold
from tovholder.base.transition import Transition
from tovholder.companies import rules as company_rules
from tovholder.people import rules as people_rules
from tovholder.placements import transitions as of_placements
from tovholder.proposals import transitions as of_proposals
from tovholder.simulate import firms, making, personas
from tovholder.simulate.facts import Citizen, Part, Stay, Step
from tovholder.simulate.making import Region
from tovholder.simulate.scale import Scale

SAMPLES = Path(__file__).resolve().parents[3] / "docs" / "samples"
TODAY = date(2026, 11, 20)


@lru_cache(maxsize=1)
def region() -> tuple[Region, list[Part]]:
    made = making.make(Scale(today=TODAY, people=1000, seed=5, part=300))
    return made, list(made.parts())


def citizens() -> list[Citizen]:
    return [citizen for part in region()[1] for citizen in part.citizens]


def stays() -> list[Stay]:
    return [stay for part in region()[1] for stay in part.stays]


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    def people(seed: int) -> list[dict[str, object]]:
        return [one.case for one in making.make(Scale(today=TODAY, people=100, seed=seed)).first.citizens]

    assert people(5) == people(5) != people(6)


def test_no_number_of_the_samples_is_one_the_demo_makes_whatever_its_seed_and_size() -> None:
    """Companies get the first number of twenty that passes, workplaces follow the companies, and nobody is born on
    another day of December or after the 28th of a month."""
    companies, people = _sample("companies"), _sample("people")
    most = 50_000 // firms.SERIALS  # parts, before the made-up CVR numbers are used up
    for row in companies:
        assert row["CVR-nummer"] != company_rules.made_up_cvr(int(row["CVR-nummer"][2:]) // 20)
        assert row["P-nummer"] > company_rules.made_up_p_number((most + 1) * firms.SERIALS * 3)
    for row in people:
        assert people_rules.is_test_cpr(row["CPR-nummer"])
        assert int(row["CPR-nummer"][2:4]) - people_rules.TEST_MONTHS == 12
    born = [citizen.case["born_on"] for citizen in citizens()]
    assert all(day.month < 12 and day.day < 29 for day in born)


def _sample(kind: str) -> list[dict[str, str]]:
    with (SAMPLES / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_every_cpr_number_is_marked_as_made_up_and_given_once() -> None:
    numbers = [one.case["cpr"] for one in citizens() if one.case["cpr"]]
    assert len(numbers) > 950
    assert all(people_rules.is_test_cpr(number) for number in numbers)
    assert all(people_rules.birth_date(one.case["cpr"]) == one.case["born_on"] for one in citizens() if one.case["cpr"])
    assert len(set(numbers)) == len(numbers)


def test_every_company_number_is_made_up_passes_the_check_and_is_given_once() -> None:
    numbers = [firm.cvr for part in region()[1] for firm in part.firms]
    assert all(number.startswith(company_rules.TEST_PREFIX) for number in numbers)
    assert all(company_rules.has_check_digit(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    units = [place.p_number for part in region()[1] for firm in part.firms for place in firm.workplaces]
    assert len(set(units)) == len(units)


def test_no_telephone_number_can_be_called() -> None:
    assert {one.case["phone"][:2] for one in citizens()} <= {"00", ""}


def test_some_are_protected_and_those_have_no_open_postcode_and_are_in_no_pool() -> None:
    protected = [one for one in citizens() if one.case["protected"]]
    assert 0.01 <= len(protected) / len(citizens()) <= 0.03
    assert all(one.case["zone"] == "" and one.sharing is None for one in protected)


def test_four_in_five_with_an_open_case_are_shared_in_the_pool_on_an_accepted_basis() -> None:
    still = [one for one in citizens() if one.closed is None]
    shared = [one.sharing for one in still if one.sharing]
    assert 0.75 <= len(shared) / len(still) <= 0.86
    assert all(parameters.term("legal_bases", sharing.legal_basis).flag("accepted") for sharing in shared)


def test_groups_stand_in_the_proportions_of_the_seed() -> None:
    """Allerød: 22 of 157 are women under 50 without education and work; 31 are job-ready."""
    leanings = Counter(one.leaning for one in citizens())
    assert leanings["women_under_50"] / len(citizens()) == pytest.approx(22 / 164, abs=0.035)
    assert leanings["job_ready"] / len(citizens()) == pytest.approx(31 / 164, abs=0.04)


@pytest.mark.parametrize(
    "column", ["danish_module", "hours_min", "travel_minutes", "available_from", "needs_interpreter"]
)
def test_what_real_cases_leave_open_is_open_here_too(column: str) -> None:
    unknown = sum(one.case[column] is None for one in citizens()) / len(citizens())
    assert 0.02 < unknown < 0.3


def test_every_code_is_one_the_parameters_know() -> None:
    used = {
        "placement_kinds": {stay.columns["kind"] for stay in stays()},
        "placement_outcomes": {stay.columns["outcome"] for stay in stays()} - {""},
        "next_steps": {stay.columns["next_step"] for stay in stays()} - {""},
        "placement_stop_reasons": {step.reason for stay in stays() for step in stay.steps} - {""},
        "considerations": {code for one in citizens() for code in one.considerations},
        "licences": {paper.code for one in citizens() for paper in one.papers},
        "residence_groups": {one.case["residence_group"] for one in citizens()},
        "benefits": {one.case["benefit"] for one in citizens()} - {""},
        "visitations": {one.case["visitation"] for one in citizens()} - {""},
        "literacy_levels": {one.case["literacy"] for one in citizens()} - {""},
        "travel_means": {one.case["travel_means"] for one in citizens()} - {""},
        "segments": {group.code for one in citizens() for group in one.groups},
        "contact_kinds": {talk.kind for part in region()[1] for talk in part.talks},
        "board_statuses": {spell.code for part in region()[1] for spell in part.spells},
        "case_closed_reasons": {one.closed[1] for one in citizens() if one.closed},
        "strains": {code for part in region()[1] for order in part.orders for code in order.columns.get("strains", ())},
        "not_chosen_reasons": {step.reason for part in region()[1] for one in part.suggestions for step in one.steps}
        - {""},
    }
    for name, codes in used.items():
        assert codes, name
        assert {code for code in codes if not parameters.is_term(name, code)} == set(), name


def _lawful(steps: Iterable[Step], table: tuple[Transition, ...]) -> bool:
    return all(
        any(
            (row.source, row.target) == (step.source, step.target) and (step.reason or not row.requires_reason)
            for row in table
        )
        for step in steps
        if step.source
    )


def test_stays_and_proposals_take_only_lawful_steps_in_the_order_of_time() -> None:
    for stay in stays():
        first = Step("", "planned", stay.columns["created_at"], None, "", "")
        taken = [first, *stay.steps]
        assert [step.target for step in taken[:-1]] == [step.source for step in taken[1:]]
        assert _lawful(stay.steps, of_placements.TRANSITIONS)
        assert [step.at for step in taken] == sorted(step.at for step in taken)
    for suggestion in (one for part in region()[1] for one in part.suggestions):
        assert _lawful(suggestion.steps, of_proposals.TRANSITIONS)
        assert [step.at for step in suggestion.steps] == sorted(step.at for step in suggestion.steps)


def test_everything_has_happened_before_today_and_no_stay_begins_before_its_case() -> None:
    opened = {one.number: one.registered_at for one in citizens()}
    for stay in stays():
        assert opened[stay.person] < stay.columns["created_at"]
        assert all(step.at.date() < TODAY for step in stay.steps)
    assert all(talk.at.date() < TODAY for part in region()[1] for talk in part.talks)
    assert all(spell.starts_on < TODAY for part in region()[1] for spell in part.spells)
    assert all(one.touched_at.date() < TODAY for one in citizens())


def test_nobody_is_at_two_workplaces_at_once_and_no_spell_runs_meanwhile() -> None:
    for part in region()[1]:
        taken: dict[int, list[tuple[date, date]]] = {}
        for stay in part.stays:
            if stay.columns["status"] in ("planned", "agreed", "cancelled"):
                continue
            end = stay.columns["ended_on"] or stay.columns["ends_before"] or date.max
            taken.setdefault(stay.person, []).append((stay.columns["starts_on"], end))
        for spell in part.spells:
            taken.setdefault(spell.person, []).append((spell.starts_on, spell.ends_before or date.max))
        for spans in taken.values():
            ordered = sorted(spans)
            assert all(one[1] <= other[0] for one, other in pairwise(ordered))


def test_a_full_order_has_as_many_stays_as_places_and_no_order_more() -> None:
    for part in region()[1]:
        agreed = Counter(stay.order for stay in part.stays if stay.order is not None)
        for order in part.orders:
            if order.columns["status"] == "filled":
                assert agreed[order.number] == order.columns["places"]
            else:
                assert agreed[order.number] < order.columns["places"] or not agreed[order.number]


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_orders_of_the_hotel_speak_of_the_hotel_in_its_own_town(seed: int) -> None:
    part = making.make(Scale(today=TODAY, people=100, seed=seed)).first
    hotel = next(firm for firm in part.firms if firm.name == personas.HOTEL)
    places = {place.number: place for place in hotel.workplaces}
    names = [firm.name for firm in part.firms if firm is not hotel]
    asked = [order for order in part.orders if order.workplace in places]
    assert asked
    for words in (order.columns["words"] for order in asked):
        assert not re.search(r"A/S|ApS|I/S|IVS|K/S", words.replace(personas.HOTEL, ""))
        assert not [name for name in names if name in words]
    assert {place.name.partition(",")[0] for place in hotel.workplaces} == {"Hotel Skrænthøj"}


def test_the_citizen_is_spoken_to_in_what_was_told_of_the_sharing() -> None:
    told = {one.sharing.told for one in citizens() if one.sharing}
    assert told
    assert all(words.startswith("Du er") for words in told)


def test_every_role_has_a_persona_and_everybody_holds_a_role_that_fits_the_organisation() -> None:
    made, _ = region()
    kinds = {body.key: body.kind for body in made.bodies}
    assert {member.role for member in made.staff.members if member.persona} == set(Role)
    assert {str(kind) for kind in kinds.values()} == {kind.value for kind in OrganisationKind}
    assert all(may_hold(kinds[member.body], member.role) for member in made.staff.members)


def test_there_is_about_one_open_order_for_eight_people_and_one_consultant_for_forty() -> None:
    made, parts = region()
    open_orders = sum(order.columns["status"] in ("open", "draft") for part in parts for order in part.orders)
    assert 1000 / 8 * 0.8 <= open_orders <= 1000 / 8 * 1.2
    assert len(made.staff.members) >= 1000 / 40


def test_the_text_of_an_order_says_what_its_profile_says() -> None:
    for part in region()[1]:
        for order in part.orders[1:]:
            if order.columns["status"] != "draft":
                assert all(task in order.columns["words"] for task in order.columns["tasks"].split(", "))


def test_what_is_overdue_is_little_and_new() -> None:
    """Old follow-ups are held, companies are answered within the day, and agreed talks lie ahead, but for a few."""
    visits = [visit for stay in stays() if stay.columns["status"] == "started" for visit in stay.visits]
    late = [visit for visit in visits if visit.held_on is None and visit.due_on < TODAY]
    assert late
    assert min(visit.due_on for visit in late) > TODAY - timedelta(weeks=3)
    running = sum(stay.columns["status"] == "started" for stay in stays())
    assert len(late) < running * 0.12
    days_late = [(visit.held_on - visit.due_on).days for visit in visits if visit.held_on]
    assert max(days_late) < 21
    assert sum(days > 5 for days in days_late) < len(days_late) * 0.08


def test_drafts_wait_for_days_not_weeks_and_most_agreed_talks_lie_ahead() -> None:
    orders = [order for part in region()[1] for order in part.orders]
    drafts = [order for order in orders if order.columns["status"] == "draft"]
    assert all((TODAY - order.columns["received_at"].date()).days <= 5 for order in drafts)
    passed = [order for order in orders if order.columns["answered_at"] is not None]
    slow = [o for o in passed if o.columns["answered_at"] - o.columns["received_at"] > timedelta(hours=24)]
    assert len(slow) < len(passed) * 0.1
    agreed = [talk.next_on for part in region()[1] for talk in part.talks if talk.next_on]
    late = [day for day in agreed if day < TODAY]
    assert late
    assert len(late) < len(agreed) * 0.06
    assert min(late) >= TODAY - timedelta(days=10)


def test_most_have_had_a_first_offer_about_when_the_law_wants_it() -> None:
    old = [one for one in citizens() if one.closed is None and one.registered_at.date() < TODAY - timedelta(days=90)]
    offered = {stay.person for stay in stays() if stay.columns["status"] not in ("planned", "cancelled")}
    without = [one for one in old if one.number not in offered]
    assert len(without) < len(old) * 0.06
