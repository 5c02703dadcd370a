"""S28, Nordfyn's combination of practice and paid hours: a plan before the company at the start, a progression form,
a talk about pay at each follow-up and extension, hours that grow. End to end, as the company consultant."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import CompanyAsk
from tovholder.people.models import Person
from tovholder.placements import ladder_queries, ladder_services, task_services
from tovholder.placements.models import HoursPeriod, PaidTalk, Placement, Task, TaskLevel
from tovholder.web.staff import ladder_forms

SignedIn = Callable[[Membership], Client]
# The plan of the seed's kind: practice, then 5 and 15 hours a week with pay.
PLAN = ((0, 20, 0), (4, 15, 5), (8, 10, 15))


@pytest.fixture
def kim(region: Region) -> Membership:
    return region.member("company_consultant", initials="KS")


@pytest.fixture
def stay(region: Region, kim: Membership) -> Placement:
    """Practice for a quarter of a year, ten weeks in."""
    begun = timezone.localdate() - timedelta(weeks=10)
    return region.stay(
        region.person("Amina"),
        starts_on=begun,
        ends_before=begun + timedelta(weeks=13),
        hours_unpaid=20,
        consultant=kim,
    )


def plan(stay: Placement) -> dict[str, object]:
    told: dict[str, object] = {"version": Placement.objects.get(pk=stay.pk).version}
    for number, (week, unpaid, paid) in enumerate(PLAN, start=1):
        day = stay.starts_on + timedelta(weeks=week)
        told |= {f"day_{number}": day.isoformat(), f"unpaid_{number}": unpaid, f"paid_{number}": paid}
    return told


def a_task(stay: Placement, kim: Membership, region: Region, *, alone_weeks: int, hours: int = 5) -> Task:
    actor, now = region.actor("company_consultant", initials="KS"), timezone.now()
    task = task_services.add_task(
        placement_id=stay.pk, words="Gøre værelser rene", hours=Decimal(hours), actor=actor, now=now
    )
    for level, weeks in (("with_help", alone_weeks + 1), ("alone", alone_weeks)):
        seen = timezone.localdate() - timedelta(weeks=weeks)
        task_services.assess(placement_id=stay.pk, levels={task.pk: level}, seen_on=seen, actor=actor, now=now)
    return task


def test_s28_1_the_progression_form_keeps_tasks_and_every_level_over_time_and_by_whom(
    region: Region, signed_in: SignedIn, kim: Membership, stay: Placement
) -> None:
    browser, today = signed_in(kim), timezone.localdate()
    address = f"/trappe/{stay.pk}/opgaver/"
    browser.post(f"{address}ny/", {"words": "Rede senge", "hours": "5"})
    task = Task.objects.get()
    for days, level in ((21, "shown"), (14, "with_help"), (7, "alone")):
        seen = today - timedelta(days=days)
        browser.post(f"{address}niveau/", {"seen_on": seen.isoformat(), f"level_{task.pk}": level})
    page = browser.get(address).text
    assert TaskLevel.objects.count() == 3
    for words in ("Rede senge", "Har fået det vist", "Kan med hjælp", "Kan alene", kim.user.name):
        assert words in page


def test_s28_2_practice_and_paid_hours_stand_in_one_stay_with_a_plan_entered_in_one_form(
    region: Region, signed_in: SignedIn, kim: Membership, stay: Placement
) -> None:
    answer = signed_in(kim).post(f"/trappe/{stay.pk}/plan/", plan(stay), follow=True)
    steps = HoursPeriod.objects.filter(placement=stay, real=False).order_by("starts_on")
    assert [(step.unpaid, step.paid) for step in steps] == [(20, 0), (15, 5), (10, 15)]
    assert [step.ends_before for step in steps] == [*(step.starts_on for step in steps[1:]), stay.ends_before]
    assert "<svg" in answer.text
    assert "planlagt" in answer.text


def test_s28_2_a_plan_without_steps_or_with_hours_and_no_day_is_told_what_is_missing(
    region: Region, signed_in: SignedIn, kim: Membership, stay: Placement
) -> None:
    browser, address = signed_in(kim), f"/trappe/{stay.pk}/plan/"
    for told, words in (({}, "Skriv mindst ét trin"), ({"paid_1": "5"}, "Skriv fra hvilken dag")):
        answer = browser.post(address, {"version": stay.version, **told})
        assert answer.status_code == 422
        assert words in answer.text
    assert not HoursPeriod.objects.exists()


def test_s28_2_a_task_has_a_day_from_which_it_is_planned_as_paid(
    region: Region, signed_in: SignedIn, kim: Membership, stay: Placement
) -> None:
    task, day = a_task(stay, kim, region, alone_weeks=1), timezone.localdate() + timedelta(days=7)
    told = {"task": task.pk, "hours": "5", "paid_from": day.isoformat()}
    page = signed_in(kim).post(f"/trappe/{stay.pk}/opgaver/ret/", told, follow=True).text
    assert "planlagt med løn fra" in page


@pytest.mark.parametrize(("weeks", "ready"), [(2, True), (1, False)])
def test_s28_3_a_task_done_alone_for_weeks_without_pay_is_ready_for_pay_with_its_hours(
    region: Region, kim: Membership, stay: Placement, weeks: int, ready: bool
) -> None:
    a_task(stay, kim, region, alone_weeks=weeks)
    found = ladder_queries.ladder(
        stay.pk, actor=region.actor("company_consultant", initials="KS"), on=timezone.localdate()
    )
    assert found.hours_for_pay == (5 if ready else 0)


def test_s28_3_a_follow_up_shows_the_facts_asks_for_pay_and_the_answer_stands_with_the_company(
    region: Region, signed_in: SignedIn, kim: Membership, stay: Placement
) -> None:
    task = a_task(stay, kim, region, alone_weeks=3)
    browser, address, today = signed_in(kim), f"/trappe/{stay.pk}/opfolgning/", timezone.localdate()
    page = browser.get(address).text
    assert "10 uger uden løntimer" in page
    assert "Gøre værelser rene: alene i 3 uger, 5 timer om ugen" in page
    without = browser.post(address, {"held_on": today.isoformat(), "words": "Går godt"})
    assert (without.status_code, PaidTalk.objects.count()) == (422, 0)
    told = {"held_on": today.isoformat(), "words": "Går godt", "answer": "later", f"level_{task.pk}": "teaches"}
    browser.post(address, told)
    assert PaidTalk.objects.get().answer == "later"
    assert TaskLevel.objects.filter(level="teaches", seen_on=today).count() == 1
    asked = CompanyAsk.objects.get(kind="paid_hours")
    assert (asked.company, asked.answer) == (region.company, "later")
    assert stay.person.given_name not in asked.words


def test_s28_3_a_follow_up_is_two_presses_and_two_answers_all_else_is_filled_in_or_left(
    region: Region, kim: Membership, stay: Placement
) -> None:
    """Open it, say how it goes, choose what was said of pay, save: four of the six that it may take."""
    task = a_task(stay, kim, region, alone_weeks=3)
    form = ladder_forms.FollowUp(tasks=[task], initial={"held_on": timezone.localdate()})
    assert {name for name, field in form.fields.items() if field.required and name not in form.initial} == {"answer"}
    assert f"level_{task.pk}" in form.fields


def test_s28_3_an_extension_leads_to_the_talk_about_pay(
    region: Region, signed_in: SignedIn, kim: Membership, stay: Placement
) -> None:
    Person.objects.update(programme="introduction_programme")
    longer = stay.starts_on + timedelta(weeks=14)
    told = {"version": stay.version, "last_day": longer.isoformat()}
    page = signed_in(kim).post(f"/forlob/{stay.pk}/extend/", told, follow=True)
    stay.refresh_from_db()
    assert stay.ends_before == longer + timedelta(days=1)
    assert page.redirect_chain[-1][0] == f"/trappe/{stay.pk}/opfolgning/"
    assert "Forløbet er forlænget uden løntimer" in page.text


def test_s28_4_growth_in_hours_is_told_by_all_three_and_shown_beside_the_plan(
    region: Region, signed_in: SignedIn, kim: Membership, stay: Placement
) -> None:
    signed_in(kim).post(f"/trappe/{stay.pk}/plan/", plan(stay))
    for number, (week, unpaid, paid) in enumerate(PLAN):
        first = stay.starts_on + timedelta(weeks=week)
        last = first + timedelta(weeks=4) if number < 2 else first + timedelta(weeks=1)
        ladder_services.report_hours(
            placement_id=stay.pk,
            worked=ladder_queries.HoursStep(first, Decimal(unpaid), Decimal(paid), last),
            actor=region.actor("company_consultant", initials="KS"),
            now=timezone.now(),
        )
    found = ladder_queries.ladder(
        stay.pk, actor=region.actor("company_consultant", initials="KS"), on=timezone.localdate()
    )
    assert [row.paid for row in found.worked] == [0, 5, 15]
    assert found.talk_about == ()
    page = signed_in(kim).get(f"/trappe/{stay.pk}/").text
    assert "fortalt af kommunen" in page
    assert 'class="chart-worked"' in page
