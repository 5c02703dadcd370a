"""The chain: the next stay with the data carried over, under the rules; still in the job after 3, 6 and 12 months."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.companies.models import CompanyContact
from tovholder.people.models import Person
from tovholder.placements import chain_queries, chain_services, ladder_reports, task_services
from tovholder.placements.models import EducationDraft, JobCheck, Placement
from tovholder.placements.plans import Answer, NewPlacement, Statements

SignedIn = Callable[[Membership], Client]
STARTS = date(2026, 4, 1)


@pytest.fixture
def stay(region: Region) -> Placement:
    chef = CompanyContact.objects.create(company=region.company, name="Chefen")
    return region.stay(region.person("Amina"), hours_unpaid=20, company_contact=chef, tasks="Rengøring")


def convert(region: Region, stay: Placement, kind: str = "ordinary_job", **facts: object) -> Answer:
    told: dict[str, object] = {"starts_on": STARTS, "hours_paid": Decimal(37), "hours_unpaid": Decimal(0)}
    return chain_services.convert(
        placement_id=stay.pk,
        version=Placement.objects.get(pk=stay.pk).version,
        new=NewPlacement(person_id=stay.person_id, unit_id=stay.unit_id, kind=kind, **(told | facts)),  # type: ignore[arg-type]
        statements=Statements(),
        actor=region.actor("caseworker"),
        now=NOW,
        draft={"school": "SOSU", "practice_goals": "Pleje", "danish_in_practice": "Fagord"},
    )


def test_the_next_stay_takes_tasks_and_levels_with_it_and_the_one_before_ends_the_day_before(
    region: Region, stay: Placement
) -> None:
    actor = region.actor("caseworker")
    task = task_services.add_task(placement_id=stay.pk, words="Rede senge", hours=Decimal(5), actor=actor, now=NOW)
    seen = {"levels": {task.pk: "alone"}, "seen_on": NOW.date()}
    task_services.assess(placement_id=stay.pk, actor=actor, now=NOW, **seen)  # type: ignore[arg-type]
    answer = convert(region, stay)
    after = Placement.objects.get(pk=answer.placement_id)
    stay.refresh_from_db()
    assert (after.previous_id, after.status, stay.ends_before) == (stay.pk, "agreed", STARTS)
    carried = after.task_list.get()
    assert (carried.words, carried.hours, carried.levels.get().level) == ("Rede senge", 5, "alone")


def test_a_stay_that_the_rules_refuse_leaves_the_standing_one_as_it_was(region: Region, stay: Placement) -> None:
    """Fifty hours are more than full time."""
    answer = convert(region, stay, hours_paid=Decimal(50))
    stay.refresh_from_db()
    assert [decision.code for decision in answer.in_the_way] == ["hours.over_full_time"]
    assert (stay.ends_before, Placement.objects.count()) == (date(2026, 5, 6), 1)


def test_the_same_stay_is_converted_once(region: Region, stay: Placement) -> None:
    convert(region, stay)
    with pytest.raises(NotAllowed) as said:
        convert(region, stay, starts_on=date(2026, 4, 8))
    assert said.value.code == "ladder.converted_already"


def test_the_next_one_begins_after_this_one_began(region: Region, stay: Placement) -> None:
    with pytest.raises(NotAllowed) as said:
        convert(region, stay, starts_on=stay.starts_on)
    assert said.value.code == "ladder.next_before_this"


def test_practice_becomes_an_igu_with_school_goals_and_danish_in_practice_carried_along(
    region: Region, signed_in: SignedIn, stay: Placement
) -> None:
    """S31-2. The conditions of an IGU are asked as in any agreement."""
    Person.objects.update(born_on=date(1996, 1, 1), residence_from=date(2022, 1, 1), residence_group="refugee")
    today = timezone.localdate()
    Placement.objects.update(starts_on=today - timedelta(weeks=9), ends_before=today + timedelta(weeks=4))
    browser = signed_in(region.member("caseworker"))
    page = browser.get(f"/trappe/{stay.pk}/videre/").text
    assert "Rengøring" in page
    told = {
        "version": 1, "kind": "igu", "starts_on": (today + timedelta(weeks=4)).isoformat(), "hours_paid": "37",
        "last_day": (today + timedelta(weeks=4, days=729)).isoformat(), "had_igu": "no", "school": "SOSU Fyn",
        "practice_goals": "Personlig pleje", "danish_in_practice": "Fagord hver morgen", "tasks": "Rengøring",
        "overrule_reason": "documented_exception", "overrule_words": "Set i sagen",
    }  # fmt: skip
    answer = browser.post(f"/trappe/{stay.pk}/videre/", told, follow=True)
    assert answer.status_code == 200
    draft = EducationDraft.objects.get()
    assert (draft.placement.kind, draft.placement.previous_id) == ("igu", stay.pk)
    assert "SOSU Fyn" in answer.text
    assert "Fagord hver morgen" in answer.text


def test_a_chain_is_one_history_with_totals_and_shows_stays_at_the_same_time(region: Region) -> None:
    person = region.person("Amina")
    first = region.stay(
        person, starts_on=date(2026, 1, 5), ends_before=date(2026, 2, 2), ended_on=date(2026, 2, 1), status="ended",
        outcome="wage_subsidy", hours_unpaid=20,
    )  # fmt: skip
    second = region.stay(
        person, kind="wage_subsidy_private", starts_on=date(2026, 2, 2), ends_before=date(2026, 3, 2), hours_paid=30,
        previous=first, status="ended", outcome="ordinary_job_here", ended_on=date(2026, 3, 1),
    )  # fmt: skip
    third = region.stay(
        person, kind="ordinary_job", starts_on=date(2026, 3, 2), ends_before=None, hours_paid=37, previous=second
    )
    beside = region.stay(person, kind="ordinary_hours", starts_on=date(2026, 2, 16), ends_before=date(2026, 2, 23))
    found = chain_queries.chain(second, actor=region.actor("caseworker"), on=date(2026, 3, 8))
    assert [link.placement.pk for link in found.links] == [first.pk, second.pk, third.pk]
    assert (found.weeks, found.unpaid, found.paid) == (9, 80, 4 * 30 + 37)
    assert [len(link.overlaps) for link in found.links] == [0, 1, 0]
    assert [other.pk for other in found.others] == [beside.pk]


@pytest.fixture
def job(region: Region) -> Placement:
    return region.stay(region.person("Amina"), kind="ordinary_job", starts_on=date(2025, 12, 4), ends_before=None)


def months_due(region: Region, on: date) -> list[int]:
    return [check.months for check in chain_queries.checks_due(actor=region.actor("caseworker"), on=on)]


def answer_check(
    region: Region, job: Placement, answer: str = "still_there", months: int = 3, **more: object
) -> JobCheck:
    return chain_services.answer_job_check(
        placement_id=job.pk, months=months, answer=answer, actor=region.actor("caseworker"), now=NOW, **more
    )  # type: ignore[arg-type]


def test_a_job_is_asked_about_after_three_six_and_twelve_months(region: Region, job: Placement) -> None:
    days = (date(2026, 2, 24), date(2026, 2, 25), date(2026, 6, 4), date(2026, 12, 4))
    assert [months_due(region, day) for day in days] == [[], [3], [6], [12]]


def test_who_left_is_not_asked_about_again_and_the_counts_say_so(region: Region, job: Placement) -> None:
    other = region.stay(region.person("Biniam"), kind="igu", starts_on=date(2025, 12, 1), ends_before=None)
    answer_check(region, job, "left", reason="job_ended")
    answer_check(region, other, hours=Decimal(30))
    assert months_due(region, NOW.date()) == []
    assert months_due(region, date(2026, 6, 4)) == [6]
    told = ladder_reports.still_in_job(actor=region.actor("caseworker"))
    assert told == [ladder_reports.StillThere(months=3, asked=2, still=1, left=1)]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"answer": "left"}, "ladder.left_needs_reason"),
        ({"answer": "gone"}, "ladder.no_such_answer"),
        ({"months": 6}, "ladder.check_too_early"),
        ({"months": 4}, "ladder.no_check_of_this_kind"),
        ({"hours": Decimal(38)}, "ladder.over_full_time"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    region: Region, job: Placement, told: dict[str, object], code: str
) -> None:
    with pytest.raises(NotAllowed) as said:
        answer_check(region, job, **told)  # type: ignore[arg-type]
    assert said.value.code == code


def test_the_page_of_checks_writes_the_answer_down_and_the_line_goes(
    region: Region, signed_in: SignedIn, job: Placement
) -> None:
    Placement.objects.update(starts_on=timezone.localdate() - timedelta(days=100))
    browser = signed_in(region.member("caseworker"))
    assert "Amina" in browser.get("/trappe/job/").text
    assert browser.post(f"/trappe/{job.pk}/job/", {"months": 3, "answer": "left"}).status_code == 422
    browser.post(f"/trappe/{job.pk}/job/", {"months": 3, "answer": "left", "reason": "moved"})
    assert "Amina" not in browser.get("/trappe/job/").text
    assert JobCheck.objects.get().reason == "moved"
