"""A problem in a stay: its clock on working days, two who answer at once, and what others of the house may read."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.alignment import written
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import AuditEntry, Membership, Unit
from tovholder.people.models import Person
from tovholder.placements import incident_queries, incident_rules
from tovholder.placements import incident_services as services
from tovholder.placements.models import Incident, Placement

SignedIn = Callable[[Membership], Client]
CPH = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def stay(region: Region) -> Placement:
    today = timezone.localdate()
    return region.stay(
        region.person(), starts_on=today - timedelta(days=30), ends_before=today + timedelta(days=30), hours_unpaid=20
    )


def _heard(region: Region, stay: Placement, **facts: object) -> Incident:
    told: dict[str, object] = {"kind": "conflict", "words": "Råbte i køkkenet", "actor": region.actor("caseworker")}
    return services.report_incident(placement_id=stay.pk, now=timezone.now(), **(told | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heard", "due"),
    [
        (datetime(2026, 3, 4, 9, 30, tzinfo=CPH), datetime(2026, 3, 5, 9, 30, tzinfo=CPH)),
        (datetime(2026, 3, 6, 14, 0, tzinfo=CPH), datetime(2026, 3, 9, 14, 0, tzinfo=CPH)),
        (datetime(2026, 3, 27, 14, 0, tzinfo=CPH), datetime(2026, 3, 30, 14, 0, tzinfo=CPH)),  # the clocks change
    ],
)
def test_the_24_hours_stand_still_on_days_off(heard: datetime, due: datetime) -> None:
    assert incident_rules.due_at(heard) == due


def test_a_breach_is_shown_before_it_happens() -> None:
    due = NOW + timedelta(hours=24)
    told = [
        incident_rules.arrival(due=due, arrived=None, now=NOW + timedelta(hours=hours)).code for hours in (17, 19, 25)
    ]
    assert told == ["incident.come_by", "incident.hurry", "incident.nobody_came"]
    assert incident_rules.arrival(due=due, arrived=due + timedelta(minutes=1), now=due).code == "incident.came_late"


def test_two_who_answer_at_once_the_second_is_told_and_keeps_the_words(
    region: Region, signed_in: SignedIn, stay: Placement
) -> None:
    made = _heard(region, stay)
    client = signed_in(region.member("caseworker"))
    services.arrived(incident_id=made.pk, version=1, actor=region.actor("caseworker"), now=timezone.now())
    told = {"version": 1, "done": "Vi talte om pauser"}
    answer = client.post(f"/samarbejde/problem/{made.pk}/loest/", told)
    assert answer.status_code == 409
    assert "Vi talte om pauser" in answer.content.decode()
    assert client.post(f"/samarbejde/problem/{made.pk}/loest/", told | {"version": 2}).status_code == 302
    with pytest.raises(Stale):
        services.solve(incident_id=made.pk, version=2, done="x", actor=region.actor("caseworker"), now=timezone.now())
    late = client.post(f"/samarbejde/problem/{made.pk}/loest/", told | {"version": 2, "done": "Mine ord"})
    assert "Mine ord" in late.content.decode()


def test_the_same_form_sent_twice_is_one_problem(region: Region, stay: Placement) -> None:
    assert _heard(region, stay) == _heard(region, stay)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    first = _heard(region, stay, kind="tasks", heard_at=an_hour_ago)
    assert _heard(region, stay, kind="tasks", heard_at=an_hour_ago) == first


def test_a_problem_was_not_heard_before_the_stay_was_there(
    region: Region, signed_in: SignedIn, stay: Placement
) -> None:
    told = {"kind": "tasks", "words": "Ingen opgaver", "heard_at": "2020-01-01T10:00"}
    answer = signed_in(region.member("caseworker")).post(f"/samarbejde/{stay.pk}/problem/", told)
    assert answer.status_code == 422
    assert "Det kan ikke være hørt, før forløbet blev planlagt" in answer.content.decode()
    assert "Ingen opgaver" in answer.content.decode()


def test_outside_the_case_neither_words_nor_kinds_of_health_are_told(region: Region, stay: Placement) -> None:
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    Person.objects.filter(pk=stay.person_id).update(unit=business)
    made = _heard(region, stay, kind="wellbeing", words="Sover ikke", actor=region.actor("team_leader"))
    outside = incident_queries.incident(made.pk, actor=region.actor("company_consultant"))
    assert (outside.kind, outside.words, outside.is_withheld) == ("other", "", True)
    inside = incident_queries.incident(made.pk, actor=region.actor("team_leader"))
    assert (inside.kind, inside.words) == ("wellbeing", "Sover ikke")
    assert "wellbeing" not in str(list(AuditEntry.objects.filter(person_id=stay.person_id).values()))


def test_a_company_tells_of_a_problem_in_its_own_stay_and_the_consultant_has_it(
    region: Region, signed_in: SignedIn, stay: Placement
) -> None:
    owner = region.member("company_consultant")
    Placement.objects.filter(pk=stay.pk).update(consultant=owner)
    client = signed_in(written.company_member(region))
    answer = client.post(f"/virksomhed/forventninger/{stay.pk}/problem/", {"kind": "tasks", "words": "Ingen opgaver"})
    assert answer.status_code == 302
    made = Incident.objects.get()
    assert (made.by_company, made.owner) == (True, owner)
    other = region.stay(region.person("Bilal"), status="planned")
    assert client.get(f"/virksomhed/forventninger/{other.pk}/problem/").status_code == 404


def test_a_plan_to_end_takes_the_hours_and_follow_ups_after_it_away(region: Region, stay: Placement) -> None:
    stay.hours.create(starts_on=stay.starts_on, ends_before=stay.ends_before, unpaid=20, paid=0)
    last = timezone.localdate() + timedelta(days=5)
    stay.follow_ups.create(due_on=last + timedelta(days=3))
    made, actor = _heard(region, stay), region.actor("caseworker")
    told = {"incident_id": made.pk, "reason": "conflict", "done": "Ingen vej", "actor": actor, "now": timezone.now()}
    with pytest.raises(NotAllowed, match=r"incident\.last_day_outside"):
        services.end_by_plan(version=1, last_day=last + timedelta(days=90), **told)  # type: ignore[arg-type]
    services.end_by_plan(version=1, last_day=last, **told)  # type: ignore[arg-type]
    stay.refresh_from_db()
    assert stay.ends_before == stay.hours.get().ends_before == last + timedelta(days=1)
    assert not stay.follow_ups.exists()


def test_a_problem_is_handed_to_no_stranger(region: Region, stay: Placement) -> None:
    made, stranger = _heard(region, stay), region.member("caseworker", at=region.fredensborg)
    with pytest.raises(NotAllowed, match=r"incident\.not_a_colleague"):
        services.hand_over(
            incident_id=made.pk, version=1, owner_id=stranger.pk, actor=region.actor("caseworker"), now=timezone.now()
        )
