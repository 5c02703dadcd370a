"""S27, Assens: company effort from the first month. The clock from housing, an alignment that is signed and renewed,
observations that lead to a new opening, the next placement once requirements are met, Danish at the workplace."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.alignment import written
from tests.integration.proposals.matching import fitting, need
from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership
from tovholder.base.decision import Decision
from tovholder.people.models import Person
from tovholder.placements import alignment_queries, alignment_rules, next_step_rules
from tovholder.placements.ladder_rules import HoursStep, StayFacts, TaskFacts
from tovholder.placements.models import (
    Alignment,
    AlignmentSignature,
    Observation,
    Placement,
    Task,
    TaskLevel,
    WorkplaceLesson,
)
from tovholder.placements.next_step_rules import Danish
from tovholder.proposals import weights
from tovholder.proposals.models import MatchRun, PersonRanking, Proposal

SignedIn = Callable[[Membership], Client]


def test_s27_1_the_clock_runs_for_a_month_from_takeover_and_says_what_it_is_counted_from(
    region: Region, signed_in: SignedIn
) -> None:
    stay = region.stay(region.person(takeover_on=date(2026, 1, 20)))
    page = signed_in(region.member("company_consultant")).get(f"/samarbejde/{stay.pk}/").content.decode()
    assert "begyndte 15 dage efter overtagelsen, inden for måneden" in page
    assert "uret tælles fra overtagelsen" in page
    for first, code in ((None, "housing.overdue"), (date(2026, 2, 20), "housing.began_in_time")):
        told = {"takeover_on": date(2026, 1, 20), "first_start": first, "on": date(2026, 2, 21)}
        assert alignment_rules.first_stay_clock(**told).code == code  # type: ignore[arg-type]
    late = {"takeover_on": date(2026, 1, 20), "first_start": date(2026, 2, 21), "on": date(2026, 3, 4)}
    assert alignment_rules.first_stay_clock(**late).code == "housing.began_late"  # type: ignore[arg-type]


def test_s27_2_company_citizen_and_municipality_sign_on_their_own_pages(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    stay = region.stay(person)
    consultant, firm = region.member("company_consultant"), written.company_member(region)
    citizen = written.citizen_member(region, person)
    parts = written.TEXT.parts() | {"number": "0"}
    assert signed_in(consultant).post(f"/samarbejde/{stay.pk}/", parts).status_code == 302
    told = {"number": "1", "role": "Køkkenchef", "mentor_name": "Bodil"}
    assert signed_in(firm).post(f"/virksomhed/forventninger/{stay.pk}/", told).status_code == 302
    own = signed_in(citizen)
    assert own.post(f"/borger/forventninger/{stay.pk}/?laes=ar", {"number": "1"}).status_code == 302
    signed_in(consultant).post(f"/samarbejde/{stay.pk}/underskriv/", {"number": "1"})
    rows = AlignmentSignature.objects.order_by("party").values_list("party", "name", "role", "language")
    assert list(rows) == [
        ("citizen", citizen.user.name, "", "ar"),
        ("company", firm.user.name, "Køkkenchef", ""),
        ("municipality", consultant.user.name, "", ""),
    ]
    found = Alignment.objects.get()
    assert (found.mentor_name, found.signed_by_all_at is None) == ("Bodil", False)
    assert "Bodil" in own.get(f"/borger/forventninger/{stay.pk}/").content.decode()


def test_s27_2_it_is_due_again_during_the_stay_and_renewed_by_all(region: Region) -> None:
    stay, actor = region.stay(region.person()), region.actor("company_consultant")
    first = written.write(region, stay)
    for party, name in (("company", "Bo"), ("citizen", "Amina")):
        written.services.note_signature(
            placement_id=stay.pk, number=1, party=party, name=name, actor=actor, now=written.NOW
        )
    written.sign(stay, actor)
    on = first.renew_on
    assert on < stay.ends_before
    assert not alignment_queries.waiting(actor=actor, on=on - timedelta(days=1)).exists()
    assert alignment_queries.waiting(actor=actor, on=on).get() == Alignment.objects.get(pk=first.pk)
    again = written.write(region, stay, number=1, renewal=True, now=written.LATER)
    assert (again.number, again.changed, again.renewal, again.signatures.count()) == (2, [], True, 0)


def test_s27_3_what_is_seen_is_written_at_fixed_points_and_leads_to_new_openings(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person(contact=region.member("company_consultant"))
    today = timezone.localdate()
    stay = region.stay(person, starts_on=today - timedelta(days=9), ends_before=today + timedelta(days=30))
    client = signed_in(region.member("company_consultant"))
    told = {"on": today, "point": "competence", "words": "Har sat fliser i ti år"}
    assert client.post(f"/samarbejde/{stay.pk}/set/", told).status_code == 302
    assert Observation.objects.get().point == "competence"
    page = client.get(f"/samarbejde/{stay.pk}/").content.decode()
    assert "Har sat fliser i ti år" in page
    assert f'href="/borgere/{person.pk}/job/"' in page
    assert not [field.name for field in Observation._meta.fields if field.name in ("score", "level", "number")]


def test_s27_5_danish_at_the_company_with_a_colleague_or_a_volunteer_stands_on_placement_and_alignment(
    region: Region, signed_in: SignedIn
) -> None:
    stay = region.stay(region.person())
    client = signed_in(region.member("company_consultant"))
    for weekday, whom in ((0, "colleague"), (3, "volunteer")):
        told = {"weekday": weekday, "begins_at": "10:30", "minutes": 45, "with_whom": whom, "starts_on": "2026-02-04"}
        assert client.post(f"/samarbejde/{stay.pk}/dansk/", told).status_code == 302
    assert WorkplaceLesson.objects.count() == 2
    page = client.get(f"/samarbejde/{stay.pk}/").content.decode()
    assert "Kollega at følge" in page
    assert "Frivillig fagsprogsmentor" in page
    assert "Der undervises i dansk på arbejdspladsen" in client.get(f"/forlob/{stay.pk}/").content.decode()


def test_s27_4_one_consultant_is_named_to_company_and_citizen(region: Region, signed_in: SignedIn) -> None:
    consultant = region.member("company_consultant")
    stay = region.stay(region.person(), consultant=consultant)
    page = signed_in(written.company_member(region)).get(f"/virksomhed/forventninger/{stay.pk}/").content.decode()
    assert consultant.user.name in page
    assert accounts.actor_of(consultant).works_on_cases


ON = date(2026, 3, 4)


def _facts(mastered: int = 2, hours: int = 25, ends_in: int = 30) -> StayFacts:
    """Two tasks, twenty hours at first; `hours` a week now."""
    begun = date(2026, 1, 5)
    tasks = tuple(TaskFacts(f"Opgave {n}", None, begun if n < mastered else None) for n in range(2))
    steps = (HoursStep(begun, Decimal(20), Decimal(0)), HoursStep(date(2026, 2, 2), Decimal(hours), Decimal(0)))
    end = ON + timedelta(days=ends_in)
    return StayFacts(kind="work_placement", starts_on=begun, ends_before=end, planned=steps, tasks=tasks)


@pytest.mark.parametrize(
    ("facts", "danish", "found", "ready"),
    [
        (_facts(), Danish(), "next.hours_rise", "next.ready"),
        (_facts(), Danish(has_goals=True, seen_on=ON), "next.danish_seen", "next.ready"),
        (_facts(), Danish(has_goals=True), "next.danish_not_seen", "next.ask_first"),
        (_facts(), Danish(has_goals=True, seen_on=ON - timedelta(days=61)), "next.danish_not_seen", "next.ask_first"),
        (_facts(mastered=1), Danish(), "next.tasks_not_yet", "next.not_yet"),
        (_facts(hours=20), Danish(), "next.hours_flat", "next.not_yet"),
        (_facts(hours=30), Danish(), "next.hours_many", "next.ready"),
        (_facts(ends_in=42), Danish(), "next.end_near", "next.ready"),
        (_facts(ends_in=43), Danish(), "next.end_far", "next.not_yet"),
    ],
)
def test_s27_4_each_requirement_is_an_answer_by_itself_and_what_nobody_told_is_asked(
    facts: StayFacts, danish: Danish, found: str, ready: str
) -> None:
    answers = next_step_rules.requirements(facts, danish, on=ON)
    assert found in [answer.code for answer in answers]
    decision: Decision = next_step_rules.is_ready(answers)
    assert decision.code == ready
    assert not [fact for answer in answers for fact in answer.facts if fact in ("score", "points")]


def _ripe(region: Region, signed_in: SignedIn, person: Person | None = None) -> tuple[Placement, Client]:
    """Two tasks done alone, hours that have risen, three weeks left."""
    kim, today = region.member("company_consultant"), timezone.localdate()
    stay = region.stay(
        person or region.person(contact=kim), consultant=kim, starts_on=today - timedelta(days=60),
        ends_before=today + timedelta(days=21), hours_unpaid=15,
    )  # fmt: skip
    for begins, hours in ((60, 15), (20, 25)):
        stay.hours.create(starts_on=today - timedelta(days=begins), unpaid=hours, paid=0)
    for words in ("Reder senge", "Gør rent"):
        task = Task.objects.create(placement=stay, words=words, added_at=timezone.now())
        seen = {"level": "alone", "seen_on": today, "party": "municipality", "at": timezone.now()}
        TaskLevel.objects.create(task=task, **seen)
    return stay, signed_in(kim)


def test_s27_4_the_next_step_at_the_same_company_is_proposed_with_reasons_and_leads_to_the_conversion(
    region: Region, signed_in: SignedIn
) -> None:
    stay, client = _ripe(region, signed_in)
    page = client.get(f"/forlob/{stay.pk}/").text
    assert "Kravene er opfyldt. Det er tid til at finde det næste forløb." in page
    assert "2 af 2 opgaver løses alene." in page
    assert f"/trappe/{stay.pk}/naeste/" in page
    page = client.get(f"/trappe/{stay.pk}/naeste/").text
    assert "Intet er besluttet med det her. Du og borgeren vælger." in page
    way = f"/trappe/{stay.pk}/videre/?form="
    assert way in page
    kind = page.split(way)[1].split('"')[0]
    form = client.get(f"{way}{kind}").text
    assert f'value="{kind}" selected' in form
    assert Placement.objects.count() == 1
    row = client.get("/trappe/?alle=1").text
    assert f"/forlob/{stay.pk}/#next-stay" in row


def test_s27_4_open_orders_with_a_view_to_a_job_come_from_the_citizens_list_and_are_proposed_in_one_press(
    region: Region, signed_in: SignedIn
) -> None:
    stay, client = _ripe(region, signed_in, fitting(region))
    job = need(region, "Tjener med løn", kinds=["ordinary_job"], start_earliest=None, start_latest=None)
    taste = need(region, "Kun et kig", kinds=["taster"])
    now = timezone.now()
    run = MatchRun.objects.create(
        kind="nightly", as_of=now, weights=weights.current(now=now), rules_version="x", started_at=now
    )
    PersonRanking.objects.create(
        person=stay.person, as_of=now, run=run,
        entries=[{"order": taste.pk, "score": 900000}, {"order": job.pk, "score": 500000}],
    )  # fmt: skip
    page = client.get(f"/trappe/{stay.pk}/naeste/").text
    assert "Tjener med løn" in page
    assert "Ordren tilbyder ordinært job" in page
    assert "Kun et kig" not in page
    assert "50,0" not in page.split('id="next-stay"')[1].split("</main>")[0]
    said = client.post(f"/borgere/{stay.person_id}/job/{job.pk}/", follow=True).text
    assert "Foreslået." in said
    assert Proposal.objects.get().order_id == job.pk


def test_s27_4_nothing_is_proposed_before_the_requirements_are_met_or_when_the_next_stay_is_made(
    region: Region, signed_in: SignedIn
) -> None:
    stay, client = _ripe(region, signed_in)
    TaskLevel.objects.all().delete()
    page = client.get(f"/trappe/{stay.pk}/naeste/").text
    assert "0 af 2 opgaver løses alene; der skal 2 til." in page
    assert "/videre/?form=" not in page
    Task.objects.all().delete()
    page = client.get(f"/trappe/{stay.pk}/naeste/").text
    assert "Der er ikke skrevet opgaver endnu." in page
    assert "/videre/?form=" not in page
    made = region.stay(
        Person.objects.get(), status="agreed", previous=stay, starts_on=stay.ends_before, ends_before=None
    )
    page = client.get(f"/forlob/{stay.pk}/").text
    assert "Det næste forløb er allerede oprettet." in page
    assert made.previous_id == stay.pk
