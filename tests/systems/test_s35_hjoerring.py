"""S35, Hjørring: welcome course, first practice before it is over, a day and a visit for each industry, a choice."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company, SurveyReply, SurveyRound
from tovholder.parameters import workdays
from tovholder.pathways import (
    investment_queries,
    own_queries,
    own_rules,
    own_services,
    plans_queries,
    progress_queries,
)
from tovholder.pathways.models import WelcomeCourse
from tovholder.people.models import Person, Wish

SignedIn = Callable[[Membership], Client]
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
FIVE = ["retail", "industry", "agriculture", "cleaning", "kitchen"]


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def amina(region: Region) -> Person:
    person = region.person("Amina")
    Person.objects.filter(pk=person.pk).update(login=region.member("citizen").user)
    return Person.objects.get(pk=person.pk)


def planned(region: Region, person: Person, version: int = 0) -> WelcomeCourse:
    return own_services.plan_welcome(
        person_id=person.pk, version=version, starts_on=date(2026, 3, 9), practice_weeks=4,
        actor=region.actor("caseworker"), now=NOW,
    )  # fmt: skip


def test_s35_1_the_days_follow_from_the_first_one_and_the_practice_begins_before_the_course_is_over(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    desk = signed_in(region.member("caseworker"))
    told = {"starts_on": "2026-03-09", "practice_weeks": "4", "version": "0"}
    assert desk.post(f"/borgersider/{amina.pk}/velkomst/", told).status_code == 302
    days = own_queries.days_of(WelcomeCourse.objects.get())
    assert (days.practice_on, days.course_ends_before) == (date(2026, 3, 30), date(2026, 4, 6))
    assert days.practice_on < days.course_ends_before
    page = desk.post(f"/borgersider/{amina.pk}/velkomst/", told | {"practice_weeks": "7", "version": "1"})
    assert "mellem 4 og 6 uger" in page.text


def test_s35_2_each_industry_has_a_class_and_a_visit_the_day_after_and_none_on_a_holiday() -> None:
    for starts_on in (date(2026, 3, 9), date(2026, 11, 2), date(2027, 2, 22)):
        days = own_rules.welcome_days(starts_on=starts_on, practice_weeks=4, industries=FIVE)
        assert [each.industry for each in days.industries] == FIVE
        assert days.industries[0].class_on >= days.practice_ends_before
        for each in days.industries:
            assert (each.visit_on - each.class_on).days == 1
            assert workdays.is_working_day(each.class_on)
            assert workdays.is_working_day(each.visit_on)


def test_s35_2_the_citizen_chooses_at_least_two_and_they_become_the_wishes_of_the_case(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    planned(region, amina)
    Wish.objects.create(person=amina, industry="kitchen", occupation="kitchen_helper", rank=1)
    browser = signed_in(region.member("citizen"))
    page = browser.post("/borger/mit/oensker/", {"version": amina.version, "industries": ["kitchen"]})
    assert page.status_code == 422
    assert "Vælg mindst 2" in page.text
    told = {"version": amina.version, "industries": ["kitchen", "cleaning"], "first": "cleaning"}
    assert browser.post("/borger/mit/oensker/", told).status_code == 302
    wishes = Wish.objects.filter(person=amina).order_by("rank").values_list("industry", "occupation")
    assert list(wishes) == [("cleaning", ""), ("kitchen", "kitchen_helper")]
    assert WelcomeCourse.objects.get().chosen == ["cleaning", "kitchen"]
    case = signed_in(region.member("caseworker")).get(f"/borgersider/{amina.pk}/").text
    assert 'href="/jobordrer/?branche=cleaning"' in case  # from the choice to where practice can be had


def test_s35_2_what_was_changed_meanwhile_is_shown_and_not_overwritten(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    told = {"version": amina.version - 1, "industries": ["kitchen", "cleaning"]}
    page = signed_in(region.member("citizen")).post("/borger/mit/oensker/", told)
    assert page.status_code == 422
    assert "Din sag er ændret imens" in page.text
    assert not Wish.objects.filter(person=amina).exists()


def test_s35_2_the_list_changes_from_a_day_on_and_planned_courses_keep_theirs(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    planned(region, amina)
    leader = signed_in(region.member("team_leader"))
    told = {"what": "package", "industries": ["care", "logistics", "retail"], "starts_on": "2026-03-04"}
    assert leader.post("/borgersider/", told).status_code == 302
    assert own_queries.package_of(region.helsingor.pk, on=date(2026, 3, 4)) == ["care", "logistics", "retail"]
    assert own_queries.package_of(region.helsingor.pk, on=date(2026, 3, 3)) == FIVE
    assert WelcomeCourse.objects.get().industries == FIVE
    assert signed_in(region.member("caseworker")).get("/borgersider/").status_code == 403


def test_s35_3_the_same_indicators_are_answered_at_each_visit_and_followed_each_for_itself(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    stay = region.stay(amina, starts_on=date(2026, 2, 2))
    consultant = signed_in(region.member("company_consultant"))
    address = f"/trappe/{stay.pk}/opfolgning/"
    for day, step in (("2026-02-18", "2"), ("2026-03-04", "3")):
        told = {"held_on": day, "words": "Set", "answer": "later", "ind-w_tasks": step}
        answer = consultant.post(address, told)
        assert answer.status_code == 302
    page = consultant.get(address).text
    assert "Sidst: 3 Med lidt hjælp" in page
    way = progress_queries.of_case(amina.pk, actor=region.actor("company_consultant"), on=NOW.date()).ways[0]
    line = next(line for line in way.lines if line.axis == "tasks")
    assert [(given.on, given.value) for given in line.by_caseworker] == [(date(2026, 2, 18), 2), (date(2026, 3, 4), 3)]
    assert "Løser aftalte opgaver" in signed_in(region.member("citizen")).get("/borger/skemaer/").text
    elsewhere = region.stay(region.person("Badr", at=region.fredensborg), starts_on=date(2026, 2, 2))
    assert "Set ved besøget" not in consultant.get(f"/trappe/{elsewhere.pk}/opfolgning/").text


def answered(at: Organisation, companies: list[Company], on: date = date(2026, 2, 2)) -> SurveyRound:
    """A closed barometer of a municipality: all are ready, each expects to hire two."""
    told = {"title": f"Barometer {at.name}", "questionnaire": "job_barometer", "closes_on": on, "opened_at": NOW}
    made = SurveyRound.objects.create(organisation=at, asked_on=on, **told)
    answers = {"hires": [{"occupation": "kitchen_helper", "number": 2}], "placement": "yes", "igu": "maybe"}
    SurveyReply.objects.bulk_create(
        SurveyReply(round=made, company=company, industry="kitchen", answers=answers, answered_at=NOW)
        for company in companies
    )
    return made


def test_s35_4_the_barometers_of_all_municipalities_stand_in_the_demand_and_what_a_company_said_beside_its_order(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    others = Company.objects.bulk_create(
        Company(cvr=f"9900{n:04}", name=f"Firma {n}", created_at=NOW) for n in range(7)
    )
    answered(region.helsingor, [region.company, *others])
    answered(region.fredensborg, list(others[:2]))
    consultant = signed_in(region.member("company_consultant"))
    page = consultant.get("/behov/").text
    part = page[page.index("hver kommunes jobbarometer".capitalize()) :]
    assert "8 af 8" in part
    assert "100 %" in part
    assert part.index("2 af 2") < part.index("for få til at vise")  # two answers would tell who said what
    order = region.order()
    told = consultant.get(f"/jobordrer/{order.pk}/").text
    assert "Barometer Helsingør Kommune" in told
    assert "Vil I tage en borger i praktik?" in told
    stranger = signed_in(region.member("company_consultant", at=region.fredensborg)).get(f"/jobordrer/{order.pk}/").text
    assert "Barometer Helsingør Kommune" not in stranger  # single answers are read by those who asked


def test_s35_5_the_account_for_the_council_sums_what_was_invested_and_saved_and_what_misses_is_said(
    region: Region, signed_in: SignedIn
) -> None:
    """The seed: of 2015 to 2017 84.1 million invested and 115.5 saved; 20 and 11.8 above the budget in 2016 and 2017.
    How it lies within the years is invented."""
    leader = signed_in(region.member("team_leader"))
    lines = (
        ("2015", "invested", "28000000", "28000000"), ("2016", "invested", "28000000", "28100000"),
        ("2017", "invested", "28000000", "28000000"), ("2015", "saved", "20000000", "20000000"),
        ("2016", "saved", "25000000", "45000000"), ("2017", "saved", "38700000", "50500000"),
    )  # fmt: skip
    for year, kind, expected, actual in lines:
        told = {"year": year, "kind": kind, "what": "Indsatsen", "expected": expected, "actual": actual}
        assert leader.post("/investering/", told).status_code == 302
    assert leader.post("/investering/", told).status_code == 422  # the same line once
    every = investment_queries.accounts_of(actor=region.actor("steering_member"))[0].years
    assert [(year.year, year.above) for year in every[1:3]] == [(2016, 20_000_000), (2017, 11_800_000)]
    assert (every[-1].invested.number, every[-1].saved.number) == (84_100_000, 115_500_000)
    leader.post("/investering/", {"year": "2018", "kind": "saved", "what": "Indsatsen", "expected": "1"})
    council = signed_in(region.member("steering_member"))
    page = council.get("/investering/").text
    assert "115.500.000" in page
    assert "en linje mangler tal" in page
    last = investment_queries.accounts_of(actor=region.actor("steering_member"))[0].years[-1]
    assert last.above == 31_800_000  # 2018 has nothing to be held against yet
    assert "Indsatsen" not in page  # sums only
    assert "Helsingør Kommune;2016;28000000;28100000;25000000;45000000" in council.get(
        "/investering/investering.csv"
    ).content.decode("utf-8-sig")
    assert signed_in(region.member("caseworker")).get("/investering/").status_code == 403
    assert "115.500.000" not in signed_in(region.member("team_leader", at=region.fredensborg)).get("/investering/").text


def test_s35_6_health_and_an_intensive_mentor_run_beside_the_company_course_and_the_company_has_somebody_to_step_in(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    desk = signed_in(region.member("caseworker"))
    stay = region.stay(amina, starts_on=date(2026, 2, 2))
    mentor = {"kind": "mentor", "starts_on": "2026-02-02", "hours": "10", "words": "Ved starten af hver dag"}
    health = {"kind": "health", "starts_on": "2026-02-02", "hours": "2"}
    assert desk.post(f"/plan/{amina.pk}/del/", health | {"words": "Ryggen"}).status_code == 422  # never what it is
    for told in (mentor, health):
        assert desk.post(f"/plan/{amina.pk}/del/", told).status_code == 302
    lines = plans_queries.plan(amina, on=NOW.date(), actor=region.actor("caseworker")).lines
    assert {(line.kind, line.starts_on) for line in lines if line.part} == {
        ("mentor", date(2026, 2, 2)), ("health", date(2026, 2, 2)),
    }  # fmt: skip
    page = desk.get(f"/plan/{amina.pk}/").text
    assert {word in page for word in ("Mentor, Ved starten af hver dag", "Sundhed", "Virksomhedspraktik")} == {True}
    assert "Ryggen" not in page
    consultant = region.member("company_consultant", initials="KA")
    assert "ingen endnu" in desk.get(f"/forlob/{stay.pk}/").text
    assert region.company.name in desk.get("/virksomheder/?uden=1").text
    Company.objects.filter(pk=region.company.pk).update(consultant=consultant)
    assert "kan træde til med det samme" in desk.get(f"/forlob/{stay.pk}/").text
    assert region.company.name not in desk.get("/virksomheder/?uden=1").text
