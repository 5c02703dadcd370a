"""S52, Sønderborg systematises FIP: repeated measurements seen as a star and as lines with a guide for the talk; talks
seen, good grips, and whether another group should have it. The questions are invented: FIP's own are its holders'."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.pathways import progress_queries, progress_services
from tovholder.pathways.models import Instrument, InstrumentVersion, Measurement, MethodNote, Vignette, VignetteScore
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
SHEET = {
    "title": "FIP (indtastet)", "about": "", "scale": "Slet ikke\nLidt\nMeget", "guide": "Spørg til ugen",
    "words_1": "Jeg kender tre job.", "short_1": "Job", "who_1": "citizen",
    "words_2": "Borgeren nævner job.", "short_2": "Job", "who_2": "caseworker",
    "words_3": "Jeg tror på job i år.", "short_3": "Min tro", "who_3": "caseworker", "belief_3": "on",
    "words_4": "Jeg sover godt.", "short_4": "Søvn", "who_4": "citizen",
    "words_5": "Jeg taler dansk hver dag.", "short_5": "Dansk", "who_5": "citizen",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def amina(region: Region) -> Person:
    person = region.person("Amina", contact=region.member("caseworker"))
    Person.objects.filter(pk=person.pk).update(login=region.member("citizen").user, unit=region.unit)
    return Person.objects.get(pk=person.pk)


def fip(region: Region, signed_in: SignedIn) -> Instrument:
    signed_in(region.member("team_leader")).post("/progression/skemaer/nyt/", SHEET)
    return Instrument.objects.get(title="FIP (indtastet)")


def measured(
    region: Region,
    person: Person,
    respondent: str,
    values: dict[str, int | None],
    on: date,
    choice: str = "way_to_work",
) -> Measurement:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=NOW.tzinfo)
    actor = region.actor("caseworker")
    told = {"choice": choice, "respondent": respondent, "together": respondent == "citizen"}
    made = progress_services.begin(person_id=person.pk, actor=actor, now=at, **told)  # type: ignore[arg-type]
    return progress_services.fill(
        measurement_id=made.pk, answers=values, version=made.version, actor=actor, now=at, send=True
    )


def test_s52_1_a_team_leader_enters_fip_and_both_answer_it_again_and_again_on_the_case(
    region: Region, signed_in: SignedIn, amina: Person
) -> None:
    instrument, browser = fip(region, signed_in), signed_in(region.member("caseworker"))
    begin = {"choice": str(instrument.pk), "how": "caseworker", "moment": "along", "second": "da"}
    answer = browser.post(f"/progression/borger/{amina.pk}/begynd/", begin)
    page = browser.get(answer["Location"]).text
    assert "Borgeren nævner job." in page
    assert "Jeg kender tre job." not in page
    browser.post(answer["Location"], {"version": 1, "q2": "2", "q3": "3", "send": "1"})
    sent = Measurement.objects.get()
    assert (sent.answers, sent.beliefs) == ({"q2": 2}, {"q3": 3})
    for weeks, value in ((30, 1), (18, 1), (6, 2)):
        measured(region, amina, "citizen", {"q1": value}, NOW.date() - timedelta(weeks=weeks), str(instrument.pk))
    way = progress_queries.of_case(amina.pk, actor=region.actor("caseworker"), on=NOW.date()).ways[0]
    assert [given.value for given in way.lines[0].by_citizen] == [1, 1, 2]


def test_s52_1_the_case_shows_star_lines_table_and_a_guide_for_the_talk_and_says_how_unsure_it_is(
    region: Region, signed_in: SignedIn, amina: Person
) -> None:
    for weeks, value in ((30, 2), (18, 3), (6, 4)):
        day = NOW.date() - timedelta(weeks=weeks)
        measured(region, amina, "citizen", {"c_jobs": value, "c_can": 3, "c_next": None}, day)
    measured(region, amina, "caseworker", {"s_jobs": 2, "s_belief": 5}, NOW.date())
    page = signed_in(region.member("caseworker")).get(f"/progression/borger/{amina.pk}/").text
    assert page.count("<svg") >= 4
    assert 'class="chart-unsure"' in page
    assert "2 trin op siden det første af 3 svar" in page
    assert "Få svar (1)" in page
    assert "et halvt trin til hver side" in page
    assert "Sig, hvad skemaet er til" in page
    assert "Job jeg kan få" in page


def test_s52_1_what_a_caseworker_believes_is_told_of_the_caseworker_and_never_to_the_citizen(
    region: Region, signed_in: SignedIn, amina: Person
) -> None:
    measured(region, amina, "caseworker", {"s_jobs": 2, "s_belief": 1}, NOW.date())
    belief = "Jeg tror selv på"
    staff = signed_in(region.member("caseworker")).get(f"/progression/borger/{amina.pk}/").text
    assert f"troede {region.member('caseworker').user.name} {NOW.day}. marts 2026" in staff
    assert belief in staff
    citizen = signed_in(region.member("citizen")).get("/borger/skemaer/").text
    assert "chart-theirs-mark" in citizen
    assert belief not in citizen
    assert "tro" not in citizen.split("<main")[1].split("</main>")[0].casefold().split()


def test_s52_1_a_changed_question_is_a_new_version_and_old_answers_keep_theirs(
    region: Region, signed_in: SignedIn, amina: Person
) -> None:
    instrument, leader = fip(region, signed_in), signed_in(region.member("team_leader"))
    measured(region, amina, "citizen", {"q1": 1, "q5": 2}, NOW.date() - timedelta(days=9), str(instrument.pk))
    codes = {f"code_{number}": f"q{number}" for number in range(1, 6)}
    changed = SHEET | codes | {"version": 1, "words_1": "Jeg kender fem job."}
    leader.post(f"/progression/skemaer/{instrument.pk}/ret/", changed)
    measured(region, amina, "citizen", {"q1": 3, "q5": 3}, NOW.date(), str(instrument.pk))
    assert sorted(InstrumentVersion.objects.values_list("number", flat=True)) == [1, 2]
    way = progress_queries.of_case(amina.pk, actor=region.actor("caseworker"), on=NOW.date()).ways[0]
    lines = {line.axis: line for line in way.lines}
    assert [given.joins for given in lines["q1"].by_citizen] == [False, True]
    assert [given.joins for given in lines["q5"].by_citizen] == [True, True]
    old = Measurement.objects.order_by("pk")[0]
    assert "Jeg kender tre job." in leader.get(f"/progression/svar/{old.pk}/").text
    stale = leader.post(f"/progression/skemaer/{instrument.pk}/ret/", changed | {"words_1": "Andet."})
    assert stale.status_code == 409
    assert "Andet." in stale.text


def test_s52_2_talks_seen_good_grips_and_a_verdict_on_new_groups_are_notes_shared_with_partners(
    region: Region, signed_in: SignedIn
) -> None:
    browser, address = signed_in(region.member("caseworker")), "/progression/greb/"
    note = {"on": NOW.date().isoformat(), "words": "Lad borgeren tegne stjernen selv.", "kind": "grip", "shared": "on"}
    browser.post(address, note | {"request_key": "a"})
    browser.post(address, note | {"request_key": "a"})
    without = browser.post(address, note | {"kind": "group", "words": "Jobparate", "request_key": "b"})
    assert (without.status_code, MethodNote.objects.count()) == (422, 1)
    browser.post(address, note | {"kind": "group", "group": "Jobparate", "verdict": "try_first", "request_key": "c"})
    partner = signed_in(region.member("caseworker", at=region.fredensborg)).get(address).text
    assert "Lad borgeren tegne stjernen selv." in partner
    assert "Prøv med nogle få først" in partner


def test_s52_2_colleagues_score_the_same_invented_case_and_see_the_spread_and_the_drift_without_names(
    region: Region, signed_in: SignedIn
) -> None:
    leader = signed_in(region.member("team_leader"))
    case = {"title": "Samira", "words": "En opdigtet borger", "choice": "way_to_work", "request_key": "v"}
    leader.post("/progression/enighed/", case)
    vignette = Vignette.objects.get()
    colleagues = [region.member("caseworker", initials=f"C{number}") for number in range(4)]
    address = f"/progression/enighed/{vignette.pk}/"
    first = signed_in(colleagues[0])
    for colleague, value in zip(colleagues, (1, 1, 2, 2), strict=True):
        signed_in(colleague).post(address, {"s_jobs": str(value)})
    assert VignetteScore.objects.count() == 4
    page = first.get(address).text
    assert "Scoret ens" in page
    assert not [each.user.name for each in colleagues[1:] if each.user.name in page]
    Vignette.objects.update(rounds=["2026-01-05"])
    leader.post(f"{address}runde/", {"version": 1})
    before = first.get(address).text
    assert "Scoret ens" not in before
    for colleague in colleagues:
        signed_in(colleague).post(address, {"s_jobs": "4"})
    assert "højere end i runden før" in first.get(address).text


def test_what_a_caseworker_believes_is_read_by_the_pages_of_progression_for_staff_alone() -> None:
    """No list, no board, no matching and no page of a citizen or a company names it."""
    source = Path(progress_queries.__file__).parents[1]
    readers = {
        str(path.relative_to(source)) for path in source.rglob("*.py") if ".beliefs" in path.read_text(encoding="utf-8")
    }
    assert readers == {
        "pathways/progress_queries.py", "pathways/progress_services.py", "web/staff/progress.py",
    }  # fmt: skip
    pages = {path.name for path in source.rglob("*.html") if "beliefs" in path.read_text(encoding="utf-8")}
    assert pages == {"person.html"}


def test_no_page_orders_citizens_by_an_answer_and_nothing_adds_answers_up(region: Region, amina: Person) -> None:
    names = {field.name for field in Measurement._meta.get_fields()}
    assert not {name for name in names if "score" in name or "total" in name or "mean" in name}
    for index in Measurement._meta.indexes:
        assert not {"answers", "beliefs"} & set(index.fields)
