"""Hours told by municipality, company and citizen: each day once, never below nought or more than a week has."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import Organisation
from tovholder.companies.models import Company
from tovholder.people.models import Person
from tovholder.placements import ladder_queries, ladder_services, task_services
from tovholder.placements import services as placements
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import HoursPeriod, Placement, TaskLevel

FIRST, LAST = date(2026, 2, 9), date(2026, 2, 15)


@pytest.fixture
def stay(region: Region) -> Placement:
    return region.stay(region.person("Amina"), hours_unpaid=20)


def worked(hours: object, first: date = FIRST, last: date = LAST, paid: object = 0) -> HoursStep:
    return HoursStep(first, Decimal(str(hours)), Decimal(str(paid)), last + timedelta(days=1))


def company(region: Region, name: str = "Strandhotellet") -> Actor:
    firm = Organisation.objects.create(kind="company", name=name)
    if name == "Strandhotellet":
        Company.objects.filter(pk=region.company.pk).update(organisation=firm)
    return region.actor("company_contact", at=firm)


def citizen(region: Region, stay: Placement) -> Actor:
    member = region.member("citizen", at=stay.organisation)
    Person.objects.filter(pk=stay.person_id).update(login=member.user)
    return accounts.actor_of(member)


def tell(stay: Placement, actor: Actor, hours: HoursStep, **more: bool) -> HoursPeriod:
    return ladder_services.report_hours(placement_id=stay.pk, worked=hours, actor=actor, now=NOW, **more)


def refused(stay: Placement, actor: Actor, hours: HoursStep, **more: bool) -> str:
    with pytest.raises(NotAllowed) as said:
        tell(stay, actor, hours, **more)
    return said.value.code


def test_the_company_tells_hours_of_its_own_stay_and_the_citizen_does_so_beside_it(
    region: Region, stay: Placement
) -> None:
    assert refused(stay, citizen(region, stay), worked(15)) == "own_week.on_the_own_page"
    tell(stay, company(region), worked(18))
    told = HoursPeriod.objects.filter(real=True)
    assert [(row.report.party, row.unpaid) for row in told] == [("company", 18)]


def test_another_company_and_another_municipality_tell_nothing(region: Region, stay: Placement) -> None:
    for stranger in (company(region, "Naboen"), region.actor("caseworker", at=region.fredensborg)):
        with pytest.raises(OutOfReach):
            tell(stay, stranger, worked(18))
    assert not HoursPeriod.objects.exists()


def test_a_benefits_officer_reads_but_tells_nothing(region: Region, stay: Placement) -> None:
    assert refused(stay, region.actor("benefits_officer"), worked(18)) == "placement.not_your_case"


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        (worked(-1), "ladder.hours_negative"),
        (worked(168.5), "ladder.more_than_a_week_has"),
        (worked(20, date(2026, 2, 3), LAST), "ladder.before_stay"),
        (worked(20, FIRST, date(2026, 3, 5)), "ladder.not_worked_yet"),
        (worked(20, LAST, FIRST), "ladder.days_turned_round"),
    ],
)
def test_what_cannot_have_been_worked_is_refused(region: Region, stay: Placement, hours: HoursStep, code: str) -> None:
    assert refused(stay, region.actor("caseworker"), hours) == code
    assert not HoursPeriod.objects.filter(real=True).exists()


def test_more_than_full_time_is_told_as_it_was_and_is_what_to_talk_about(region: Region, stay: Placement) -> None:
    caseworker = region.actor("caseworker")
    tell(stay, company(region), worked(37.5))
    [flagged] = [
        each
        for each in ladder_queries.ladder(stay.pk, actor=caseworker, on=LAST).talk_about
        if each.code == "ladder.worked_over_full_time"
    ]
    assert (flagged.facts["hours"], flagged.facts["most"]) == (Decimal("37.5"), 37)


def test_days_are_told_once_until_somebody_says_that_they_correct_them(region: Region, stay: Placement) -> None:
    """The week is cut out of the month: what lies before and after stands, with who told it."""
    firm, caseworker = company(region), region.actor("caseworker")
    tell(stay, firm, worked(20, date(2026, 2, 4), date(2026, 3, 3)))
    assert refused(stay, caseworker, worked(10)) == "ladder.hours_told_already"
    tell(stay, caseworker, worked(10), correct=True)
    rows = HoursPeriod.objects.filter(real=True).order_by("starts_on")
    assert [(row.starts_on, row.ends_before, row.unpaid, row.report.party) for row in rows] == [
        (date(2026, 2, 4), date(2026, 2, 9), 20, "company"),
        (date(2026, 2, 9), date(2026, 2, 16), 10, "municipality"),
        (date(2026, 2, 16), date(2026, 3, 4), 20, "company"),
    ]


def test_a_company_does_not_correct_what_the_municipality_told(region: Region, stay: Placement) -> None:
    tell(stay, region.actor("caseworker"), worked(10))
    assert refused(stay, company(region), worked(20), correct=True) == "ladder.told_by_others"


def test_the_same_told_twice_is_told_once(region: Region, stay: Placement) -> None:
    firm = company(region)
    assert tell(stay, firm, worked(20)) == tell(stay, firm, worked(20))
    assert HoursPeriod.objects.filter(real=True).count() == 1


def test_hours_of_a_stay_to_come_are_not_told(region: Region) -> None:
    to_come = region.stay(region.person("Biniam"), status="agreed")
    assert refused(to_come, region.actor("caseworker"), worked(20)) == "ladder.not_begun"


def test_a_plan_above_full_time_with_another_stay_is_answered_for_by_a_leader_or_not_made(
    region: Region, stay: Placement
) -> None:
    other = region.stay(stay.person, hours_unpaid=20, unit=region.workplace)
    steps = [HoursStep(date(2026, 3, 9), Decimal(18), Decimal(0))]
    who = {"placement_id": other.pk, "version": 1, "now": NOW}
    answer = ladder_services.plan_hours(steps=steps, actor=region.actor("caseworker"), **who)  # type: ignore[arg-type]
    assert [decision.code for decision in answer.in_the_way] == ["hours.over_full_time_together"]
    assert not HoursPeriod.objects.exists()


def test_a_new_plan_keeps_the_steps_before_its_first_day(region: Region, stay: Placement) -> None:
    actor = region.actor("caseworker")
    for day, unpaid, paid in ((date(2026, 2, 4), 20, 0), (date(2026, 3, 9), 15, 5)):
        version = Placement.objects.get(pk=stay.pk).version
        steps = [HoursStep(day, Decimal(unpaid), Decimal(paid))]
        ladder_services.plan_hours(placement_id=stay.pk, version=version, steps=steps, actor=actor, now=NOW)
    rows = HoursPeriod.objects.filter(real=False).order_by("starts_on")
    assert [(row.unpaid, row.ends_before) for row in rows] == [(20, date(2026, 3, 9)), (15, date(2026, 5, 6))]
    assert Placement.objects.get(pk=stay.pk).hours_unpaid == 20  # those of today: the new step begins next week


def test_a_follow_up_that_is_refused_in_one_part_keeps_nothing(region: Region, stay: Placement) -> None:
    actor = region.actor("caseworker")
    with pytest.raises(NotAllowed):
        ladder_services.follow_up(
            placement_id=stay.pk, held_on=NOW.date(), words="Går godt", answer="later", worked=worked(170), actor=actor,
            now=NOW,
        )  # fmt: skip
    assert not stay.follow_ups.exists()
    assert not stay.paid_talks.exists()


def test_a_company_assesses_a_task_and_what_was_said_before_stands(region: Region, stay: Placement) -> None:
    caseworker = region.actor("caseworker")
    task = task_services.add_task(placement_id=stay.pk, words="Rede senge", actor=caseworker, now=NOW)
    for actor, level in ((caseworker, "with_help"), (company(region), "alone")):
        task_services.assess(placement_id=stay.pk, levels={task.pk: level}, seen_on=LAST, actor=actor, now=NOW)
    assert list(TaskLevel.objects.order_by("pk").values_list("party", "level")) == [
        ("municipality", "with_help"),
        ("company", "alone"),
    ]


def test_a_task_of_another_stay_is_not_assessed_through_ones_own(region: Region, stay: Placement) -> None:
    other = region.stay(region.person("Biniam"))
    task = task_services.add_task(placement_id=other.pk, words="Vaske", actor=region.actor("caseworker"), now=NOW)
    with pytest.raises(NotAllowed) as said:
        task_services.assess(
            placement_id=stay.pk, levels={task.pk: "alone"}, seen_on=LAST, actor=region.actor("caseworker"), now=NOW
        )
    assert said.value.code == "ladder.task_of_another_stay"


def test_hours_written_as_a_step_from_a_day_on_end_where_newer_ones_begin(region: Region, stay: Placement) -> None:
    actor = region.actor("caseworker")
    placements.change_hours(
        placement_id=stay.pk, version=1, starts_on=date(2026, 2, 4), unpaid=Decimal(12), paid=Decimal(0), actor=actor,
        now=NOW, real=True,
    )  # fmt: skip
    tell(stay, actor, worked(18))
    assert list(HoursPeriod.objects.filter(real=True).order_by("starts_on").values_list("ends_before", flat=True)) == [
        FIRST,
        LAST + timedelta(days=1),
    ]
