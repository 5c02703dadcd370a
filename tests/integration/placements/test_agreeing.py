"""A stay is agreed only when the employer rules allow it, or somebody who may overrules a refusal with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, Organisation
from tovholder.companies.models import Headcount, ProductionUnit, StatedStays
from tovholder.people import services as people
from tovholder.people.facts import Worked
from tovholder.people.models import Access, Person
from tovholder.people.queries import NoSuchPerson
from tovholder.placements import queries, services
from tovholder.placements.models import Placement, RuleCheck
from tovholder.placements.plans import Answer, NewPlacement, Overrule, Statements

SIGNED = Statements(employer_signed=True, representative_signed=True)
MONTHS = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


@pytest.fixture
def person(region: Region) -> Person:
    """In the programme, asked about earlier work: nobody here has employed her."""
    found = region.person(
        programme="introduction_programme",
        takeover_on=date(2025, 11, 1),
        born_on=date(1990, 5, 1),
        residence_from=date(2025, 10, 1),
        residence_group="refugee",
    )
    people.set_experience(
        person_id=found.pk,
        version=found.version,
        experience=[Worked("Syerske", 60)],
        actor=region.actor("caseworker"),
        now=NOW,
    )
    return Person.objects.get(pk=found.pk)


def _staffed(region: Region, fte: str, others: str | None = "0") -> None:
    """The unit has so many ordinarily employed; the employer has stated others' stays today."""
    Headcount.objects.bulk_create(
        Headcount(unit=region.workplace, month=month, fte=Decimal(fte), stated_on=TODAY) for month in MONTHS
    )
    if others is not None:
        StatedStays.objects.create(unit=region.workplace, fte=Decimal(others), stated_on=TODAY)


def _plan(region: Region, person: Person, **changed: object) -> NewPlacement:
    told: dict[str, object] = {
        "person_id": person.pk,
        "unit_id": region.workplace.pk,
        "kind": "work_placement",
        "purpose": "training",
        "starts_on": TODAY + timedelta(days=5),
        "ends_before": TODAY + timedelta(days=5 + 7 * 13),
        "hours_unpaid": Decimal(37),
    }
    return NewPlacement(**(told | changed))  # type: ignore[arg-type]


def _ask(region: Region, new: NewPlacement, role: str = "company_consultant", **told: object) -> Answer:
    told.setdefault("statements", SIGNED)
    told.setdefault("request_key", "")
    return services.plan_and_agree(new=new, actor=region.actor(role), now=NOW, **told)  # type: ignore[arg-type]


def _codes(answer: Answer) -> list[str]:
    return [decision.code for decision in answer.in_the_way]


def test_ten_employed_have_room_for_the_second_stay_and_not_for_the_third(region: Region, person: Person) -> None:
    _staffed(region, "10")
    region.stay(region.person("Bilal"), hours_unpaid=37)
    assert _ask(region, _plan(region, person)).agreed
    region.stay(region.person("Chaman"), hours_unpaid=37)
    third = _ask(region, _plan(region, region.person("Dalia", programme="introduction_programme")))
    assert "ratio.full" in _codes(third)
    assert third.placement_id is None


def _elsewhere(region: Region) -> ProductionUnit:
    return ProductionUnit.objects.create(
        company=region.company, p_number="1000000002", name="Søhotellet", postcode="3000", municipality_code="0217"
    )


@pytest.mark.parametrize(("role", "agreed"), [("team_leader", True), ("company_consultant", False)])
def test_hours_at_two_workplaces_count_together_and_a_team_leader_may_answer_for_them(
    region: Region, person: Person, role: str, agreed: bool
) -> None:
    _staffed(region, "20")
    region.stay(person, unit=_elsewhere(region), hours_unpaid=37, status="agreed")
    new = _plan(region, person, hours_unpaid=Decimal(25))
    refused = _ask(region, new, role)
    assert _codes(refused) == ["hours.over_full_time_together"]
    assert refused.in_the_way[0].facts["hours"] == 62
    assert _ask(region, new, role, overrule=Overrule("fact_wrong", "Det andet slutter før.")).agreed is agreed


def test_nobody_is_agreed_twice_at_one_workplace_in_the_same_weeks(region: Region, person: Person) -> None:
    _staffed(region, "20")
    assert _ask(region, _plan(region, person, hours_unpaid=Decimal(10))).agreed
    again = _plan(region, person, starts_on=TODAY + timedelta(days=20), hours_unpaid=Decimal(10))
    answer = _ask(region, again, "team_leader", overrule=Overrule("fact_wrong", "Det er noget andet."))
    assert _codes(answer) == ["stay.here_already"]


def test_the_steps_of_a_running_stay_count_the_other_stays_too(region: Region, person: Person) -> None:
    _staffed(region, "20")
    found = Placement.objects.get(pk=_ask(region, _plan(region, person, hours_unpaid=Decimal(20))).placement_id)
    region.stay(person, unit=_elsewhere(region), hours_unpaid=17, status="agreed", ends_before=date(2026, 12, 1))
    who = {"placement_id": found.pk, "version": found.version, "actor": region.actor("caseworker"), "now": NOW}
    more = services.change_hours(**who, starts_on=found.starts_on, unpaid=Decimal(21), paid=Decimal(0))
    assert _codes(more) == ["hours.over_full_time_together"]
    longer = services.extend(**who, ends_before=date(2026, 9, 1))
    assert _codes(longer) == []


def test_a_stay_that_ends_before_this_one_begins_takes_no_place(region: Region, person: Person) -> None:
    _staffed(region, "5")
    region.stay(region.person("Bilal"), hours_unpaid=37, ends_before=TODAY + timedelta(days=5))
    assert _ask(region, _plan(region, person)).agreed


def test_a_refused_stay_leaves_nothing_behind_but_a_line_in_the_log(region: Region, person: Person) -> None:
    _staffed(region, "5")
    region.stay(region.person("Bilal"), hours_unpaid=37)
    assert not _ask(region, _plan(region, person)).agreed
    assert Placement.objects.filter(person=person).count() == 0
    entry = AuditEntry.objects.get(action="placement.agree")
    assert (entry.allowed, entry.facts, entry.person_id) == (False, {"decision": "ratio.full"}, person.pk)


@pytest.mark.parametrize(("role", "agreed"), [("team_leader", True), ("company_consultant", False)])
def test_a_full_workplace_is_overruled_by_a_team_leader_only(
    region: Region, person: Person, role: str, agreed: bool
) -> None:
    _staffed(region, "5")
    region.stay(region.person("Bilal"), hours_unpaid=37)
    overrule = Overrule("fact_wrong", "Bilal er stoppet i fredags.")
    answer = _ask(region, _plan(region, person), role, overrule=overrule)
    assert answer.agreed is agreed
    if agreed:
        check = RuleCheck.objects.get()
        assert check.overruled_by_id == region.member("team_leader").pk
        assert check.overrule_reason == "fact_wrong: Bilal er stoppet i fredags."
        assert "ratio.full" in [decision["code"] for decision in check.decisions]


def test_a_team_leader_without_words_overrules_nothing(region: Region, person: Person) -> None:
    _staffed(region, "5")
    region.stay(region.person("Bilal"), hours_unpaid=37)
    assert not _ask(region, _plan(region, person), "team_leader", overrule=Overrule("fact_wrong", "  ")).agreed


def test_an_unknown_headcount_is_answered_for_by_the_one_who_knows_the_company(region: Region, person: Person) -> None:
    assert _codes(_ask(region, _plan(region, person))) == ["ratio.headcount_unknown"]
    overrule = Overrule("concrete_assessment", "22 ansatte ifølge lønlisten, set i dag.")
    assert _ask(region, _plan(region, person), overrule=overrule).agreed


def test_no_signature_of_the_representative_is_never_overruled(region: Region, person: Person) -> None:
    _staffed(region, "20")
    answer = _ask(
        region,
        _plan(region, person),
        "team_leader",
        statements=Statements(employer_signed=True),
        overrule=Overrule("concrete_assessment", "Hun er på ferie."),
    )
    assert _codes(answer) == ["statement.representative_missing"]


def test_a_stay_agreed_for_next_month_is_judged_by_the_months_that_are_over(region: Region, person: Person) -> None:
    _staffed(region, "10")  # November to February, and today is the fourth of March
    begins = TODAY + timedelta(days=28)
    assert begins.month == 4
    assert _ask(region, _plan(region, person, starts_on=begins, ends_before=begins + timedelta(weeks=13))).agreed


def test_the_last_employer_takes_nobody_back_unpaid(region: Region, person: Person) -> None:
    _staffed(region, "20")
    people.set_experience(
        person_id=person.pk,
        version=person.version,
        experience=[Worked("Opvasker", 6, before_denmark=False, employer_cvr=region.company.cvr, ended_on=TODAY)],
        actor=region.actor("caseworker"),
        now=NOW,
    )
    assert _codes(_ask(region, _plan(region, person))) == ["previous.last_employer_placement"]


def test_nobody_has_asked_about_earlier_work(region: Region) -> None:
    _staffed(region, "20")
    fresh = region.person("Emin", programme="introduction_programme")
    assert _codes(_ask(region, _plan(region, fresh))) == ["previous.not_asked"]


@pytest.mark.parametrize(("born_on", "agreed"), [(date(1976, 3, 10), True), (date(1976, 3, 9), False)])
def test_an_igu_begins_before_the_fiftieth_birthday(region: Region, born_on: date, agreed: bool) -> None:
    _staffed(region, "20")
    person = region.person(
        "Fatima", born_on=born_on, residence_from=date(2020, 1, 1), residence_group="refugee", programme="x"
    )
    people.set_experience(
        person_id=person.pk,
        version=person.version,
        experience=[Worked("Syerske", 12)],
        actor=region.actor("caseworker"),
        now=NOW,
    )
    new = _plan(
        region,
        person,
        kind="igu",
        purpose="",
        hours_unpaid=Decimal(0),
        hours_paid=Decimal(32),
        ends_before=date(2028, 3, 9),
    )
    assert _ask(region, new, statements=Statements(had_igu=False)).agreed is agreed


def test_one_stay_comes_of_one_proposal_however_often_it_is_sent(region: Region, person: Person) -> None:
    _staffed(region, "20")
    first = _ask(region, _plan(region, person), request_key="proposal:7")
    second = _ask(region, _plan(region, person), request_key="proposal:7")
    assert first.placement_id == second.placement_id
    assert Placement.objects.count() == 1


@pytest.mark.parametrize("changed", [{"tasks": "Kun om morgenen"}, {"hours_unpaid": Decimal(20)}])
def test_sent_again_with_other_content_it_is_refused_and_not_called_agreed(
    region: Region, person: Person, changed: dict[str, object]
) -> None:
    _staffed(region, "20")
    first = _ask(region, _plan(region, person), request_key="case:1:aa")
    with pytest.raises(NotAllowed, match=r"placement\.agreed_with_other_content"):
        _ask(region, _plan(region, person, **changed), request_key="case:1:aa")
    assert Placement.objects.get().pk == first.placement_id


def test_after_a_cancelled_stay_the_same_proposal_may_lead_to_another(region: Region, person: Person) -> None:
    _staffed(region, "20")
    first = _ask(region, _plan(region, person), request_key="proposal:7")
    placement = Placement.objects.get(pk=first.placement_id)
    services.cancel(
        placement_id=placement.pk,
        version=placement.version,
        reason="no_tasks",
        actor=region.actor("caseworker"),
        now=NOW,
    )
    assert _ask(region, _plan(region, person), request_key="proposal:7").placement_id != first.placement_id


def test_the_agreed_stay_fills_the_order_and_calling_it_off_opens_it_again(region: Region, person: Person) -> None:
    _staffed(region, "20")
    order = region.order()
    answer = _ask(region, _plan(region, person, order_id=order.pk))
    order.refresh_from_db()
    assert order.status == "filled"
    placement = Placement.objects.get(pk=answer.placement_id)
    services.cancel(
        placement_id=placement.pk,
        version=placement.version,
        reason="no_tasks",
        actor=region.actor("caseworker"),
        now=NOW,
    )
    order.refresh_from_db()
    assert order.status == "open"


def test_the_agreement_sets_hours_follow_ups_and_what_the_company_may_see(region: Region, person: Person) -> None:
    _staffed(region, "20")
    region.company.organisation = Organisation.objects.create(kind="company", name="Strandhotellet")
    region.company.save()
    new = _plan(region, person)
    placement = Placement.objects.get(pk=_ask(region, new).placement_id)
    assert placement.hours.get().unpaid == 37
    due = list(placement.follow_ups.order_by("due_on").values_list("due_on", flat=True))
    assert due[:2] == [new.starts_on + timedelta(days=14), new.starts_on + timedelta(days=42)]
    assert max(due) < placement.ends_before
    access = Access.objects.get(person=person)
    assert (access.organisation, access.fields, access.source) == (
        region.company.organisation,
        "placement",
        f"placement:{placement.pk}",
    )
    assert Person.objects.get(pk=person.pk).touched_at == NOW


def test_what_if_tells_all_rules_and_saves_nothing(region: Region, person: Person) -> None:
    _staffed(region, "5")
    agreement = services.what_if(
        new=_plan(region, person), statements=SIGNED, actor=region.actor("company_consultant"), on=TODAY
    )
    assert [decision.code for decision in agreement.decisions if decision.allowed] != []
    assert all(decision.reference for decision in agreement.in_the_way)
    assert not Placement.objects.exists()


def test_only_the_persons_own_municipality_agrees(region: Region, person: Person) -> None:
    _staffed(region, "20")
    with pytest.raises(NoSuchPerson):
        services.plan_and_agree(
            new=_plan(region, person),
            statements=SIGNED,
            actor=region.actor("company_consultant", at=region.fredensborg),
            now=NOW,
            request_key="",
        )


@pytest.mark.parametrize("role", ["benefits_officer"])
def test_those_who_only_read_cases_agree_nothing(region: Region, person: Person, role: str) -> None:
    with pytest.raises(NotAllowed):
        _ask(region, _plan(region, person), role)


def test_dates_turned_round_and_an_order_of_another_workplace_are_refused(region: Region, person: Person) -> None:
    for changed, code in (
        ({"ends_before": TODAY}, "placement.dates_turned_round"),
        ({"hours_unpaid": Decimal(-1)}, "placement.hours_negative"),
    ):
        with pytest.raises(NotAllowed) as refused:
            _ask(region, replace(_plan(region, person), **changed))  # type: ignore[arg-type]
        assert refused.value.code == code


def test_places_left_are_told_for_many_workplaces_in_four_queries(
    region: Region, django_assert_num_queries: object
) -> None:
    _staffed(region, "10", others="0.5")
    region.stay(region.person("Bilal"), hours_unpaid=37)
    with django_assert_num_queries(3):  # type: ignore[operator]
        answers = queries.ratio_at_units([region.workplace.pk], on=TODAY)
    answer = answers[region.workplace.pk]
    assert (answer.allowed, answer.facts["left"], answer.facts["ours"]) == (False, 0, Decimal(1))
    StatedStays.objects.create(unit=region.workplace, fte=Decimal(0), stated_on=TODAY)
    assert queries.ratio_at_units([region.workplace.pk], on=TODAY)[region.workplace.pk].facts["left"] == 1


@pytest.mark.parametrize("average", [None, "30"])
@pytest.mark.parametrize("others", [None, "0"])
def test_who_asks_for_places_is_told_whole_ones_and_not_one_citizens_hours(
    region: Region, average: str | None, others: str | None, signed_in: Callable[[Membership], Client]
) -> None:
    """Read by whoever looks at the company, of any municipality."""
    region.stay(region.person("Bilal"), hours_unpaid=30)
    if average:
        _staffed(region, average, others=others)
    answer = queries.ratio_at_units([region.workplace.pk], on=TODAY)[region.workplace.pk]
    assert str(answer.facts["ours"]) == "1"
    reader = region.member("company_consultant", at=region.fredensborg)
    page = signed_in(reader).get(f"/virksomheder/{region.company.pk}/").text
    assert "0,8" not in page


def test_an_old_statement_of_others_stays_makes_the_places_unknown(region: Region) -> None:
    _staffed(region, "10", others=None)
    StatedStays.objects.create(unit=region.workplace, fte=Decimal(0), stated_on=TODAY - timedelta(days=32))
    answer = queries.ratio_at_units([region.workplace.pk], on=TODAY)[region.workplace.pk]
    assert (answer.allowed, answer.code) == (None, "places.others_unknown")


@pytest.mark.parametrize(("role", "agreed"), [("team_leader", True), ("company_consultant", False)])
def test_hours_and_end_of_a_running_stay_are_overruled_as_an_agreement_is(
    region: Region, person: Person, role: str, agreed: bool
) -> None:
    _staffed(region, "20")
    found = Placement.objects.get(pk=_ask(region, _plan(region, person, hours_unpaid=Decimal(10))).placement_id)
    after = {"starts_on": found.ends_before, "ends_before": found.ends_before + timedelta(weeks=6)}
    region.stay(person, unit=_elsewhere(region), hours_unpaid=37, status="agreed", **after)
    overrule = Overrule("fact_wrong", "Det andet flyttes.")
    end = {"placement_id": found.pk, "ends_before": found.ends_before + timedelta(weeks=2), "now": NOW}
    step = {
        "placement_id": found.pk,
        "starts_on": found.starts_on,
        "unpaid": Decimal(38),
        "paid": Decimal(0),
        "now": NOW,
    }
    for take, told in ((services.extend, end), (services.change_hours, step)):
        found.refresh_from_db()
        who = {"actor": region.actor(role), "version": found.version}
        for too_little in (None, Overrule("fact_wrong", " "), Overrule("", "Det andet flyttes.")):
            assert not take(**told, **who, overrule=too_little).agreed
        assert take(**told, **who, overrule=overrule).agreed is agreed
    kept = list(RuleCheck.objects.exclude(step="agree").order_by("pk").values_list("step", "overrule_reason"))
    words = "fact_wrong: Det andet flyttes."
    assert kept == ([("extend", words), ("hours", words)] if agreed else [])


def test_nobody_overrules_that_a_stay_is_not_longer_or_that_the_person_is_here_already(
    region: Region, person: Person
) -> None:
    _staffed(region, "20")
    found = Placement.objects.get(pk=_ask(region, _plan(region, person, hours_unpaid=Decimal(10))).placement_id)
    region.stay(person, status="agreed", hours_unpaid=10, starts_on=found.ends_before, ends_before=date(2026, 9, 1))
    leader = {"placement_id": found.pk, "version": found.version, "actor": region.actor("team_leader"), "now": NOW}
    leader["overrule"] = Overrule("fact_wrong", "Det er noget andet.")
    shorter = services.extend(**leader, ends_before=found.ends_before)
    beside = services.extend(**leader, ends_before=found.ends_before + timedelta(weeks=1))
    assert (_codes(shorter), _codes(beside)) == (["stay.not_longer"], ["stay.here_already"])


def test_a_team_leader_who_answers_for_an_agreement_does_not_become_the_companys_contact(
    region: Region, person: Person
) -> None:
    """The order's tovholder goes on with the stay; another is the consultant only when chosen."""
    _staffed(region, "20")
    region.stay(person, unit=_elsewhere(region), hours_unpaid=37, status="agreed")
    owner, other = (
        region.member("company_consultant", initials="OO"),
        region.member("company_consultant", initials="XX"),
    )
    answered_for = Overrule("fact_wrong", "Det andet slutter før.")
    new = _plan(region, person, hours_unpaid=Decimal(25), order_id=region.order(owner=owner).pk)
    agreed = _ask(region, new, "team_leader", overrule=answered_for)
    assert Placement.objects.get(pk=agreed.placement_id).consultant == owner
    Placement.objects.filter(pk=agreed.placement_id).delete()
    chosen = _ask(region, replace(new, consultant_id=other.pk), "team_leader", overrule=answered_for)
    assert Placement.objects.get(pk=chosen.placement_id).consultant == other


def test_an_order_of_another_municipality_leaves_the_stay_with_whoever_agreed_it(
    region: Region, person: Person
) -> None:
    _staffed(region, "20")
    theirs = region.order(owner=region.member("company_consultant", at=region.fredensborg), taken_by=region.fredensborg)
    agreed = _ask(region, _plan(region, person, order_id=theirs.pk))
    assert Placement.objects.get(pk=agreed.placement_id).consultant == region.member("company_consultant")
