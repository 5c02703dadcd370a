"""S29, Middelfart: company service with a purpose both parties approve, somebody there within 24 hours when there is a
problem, and an end at once when it cannot be solved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.alignment import written
from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership
from tovholder.companies import desk_queries, desk_rules, desk_services
from tovholder.companies.models import Company, CompanyAsk, CompanyPromise, CompanyRequest
from tovholder.placements import incident_services
from tovholder.placements.models import Incident, Placement
from tovholder.worklists import items, queries

SignedIn = Callable[[Membership], Client]


def _running(region: Region, **facts: object) -> Placement:
    today = timezone.localdate()
    told = {"starts_on": today - timedelta(days=9), "ends_before": today + timedelta(days=30)}
    return region.stay(region.person(), **(told | facts))


def test_s29_1_a_problem_takes_four_presses_and_runs_on_a_clock_of_24_hours(
    region: Region, signed_in: SignedIn
) -> None:
    """The placement, report, what it is about, save: the time stands ready and words are optional."""
    owner = region.member("company_consultant")
    stay, client = _running(region, consultant=owner), signed_in(owner)
    page = client.get(f"/forlob/{stay.pk}/").content.decode()
    assert f'href="/samarbejde/{stay.pk}/problem/"' in page
    form = client.get(f"/samarbejde/{stay.pk}/problem/").content.decode()
    heard = form.split('name="heard_at" value="')[1].split('"')[0]
    answer = client.post(f"/samarbejde/{stay.pk}/problem/", {"kind": "conflict", "heard_at": heard})
    made = Incident.objects.get()
    assert answer.headers["Location"] == f"/samarbejde/problem/{made.pk}/"
    assert made.owner == owner
    assert timedelta(hours=24) <= made.due_at - made.heard_at <= timedelta(days=6)
    assert CompanyPromise.objects.get().due_at == made.due_at
    client.post(
        f"/samarbejde/problem/{made.pk}/kommet/", {"version": 1, "at": f"{timezone.localtime():%Y-%m-%dT%H:%M:%S}"}
    )
    assert Incident.objects.get().arrived_at is not None
    assert CompanyPromise.objects.get().kept_at is not None


def test_s29_1_it_stands_first_in_the_owners_day_and_in_the_leaders_once_told(region: Region) -> None:
    owner, leader = region.member("company_consultant"), region.member("team_leader")
    stay, actor = region.stay(region.person(), consultant=owner), region.actor("company_consultant")
    made = incident_services.report_incident(placement_id=stay.pk, kind="tasks", actor=actor, now=NOW)
    limits = items.limits(NOW, NOW.date())

    def day(member: Membership) -> list[Incident]:
        return list(queries.due("incident", actor=actor, limits=limits, whose=queries.Whose(member.pk)))

    assert (items.KINDS[0], day(owner), day(leader)) == ("incident", [made], [])
    incident_services.hand_over(incident_id=made.pk, version=1, owner_id=leader.pk, actor=actor, now=NOW)
    assert (day(owner), day(leader)) == ([made], [made])


def test_s29_3_the_purpose_is_a_choice_that_company_and_citizen_approve(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    stay = region.stay(person)
    client = signed_in(region.member("company_consultant"))
    refused = client.post(f"/samarbejde/{stay.pk}/", written.TEXT.parts() | {"number": "0", "purpose": ""})
    assert refused.status_code == 422
    for number, purpose in enumerate(("language", "workplace", "skill", "wage_subsidy", "hire")):
        written.write(region, stay, number=number, purpose=purpose)
    assert CompanyAsk.objects.filter(kind="alignment").values_list("answer", flat=True).order_by("pk").last() == ""
    assert CompanyAsk.objects.filter(kind="alignment", answer="withdrawn").count() == 4
    page = signed_in(written.company_member(region)).get(f"/virksomhed/forventninger/{stay.pk}/").content.decode()
    assert "På vej til ansættelse" in page
    assert "ændret" in page


@pytest.mark.parametrize(("step", "status"), [("slut", "ended_early"), ("plan", "started")])
def test_s29_4_a_stay_is_ended_at_once_or_by_plan_with_a_reason_in_the_same_step(
    region: Region, signed_in: SignedIn, step: str, status: str
) -> None:
    stay = _running(region)
    who = {"actor": region.actor("company_consultant"), "now": timezone.now()}
    made = incident_services.report_incident(placement_id=stay.pk, kind="conflict", **who)  # type: ignore[arg-type]
    last = timezone.localdate() + timedelta(days=(0 if step == "slut" else 5))
    told = {"version": 1, "reason": "conflict", "done": "Talte med begge", "last_day": last}
    told |= {"outcome": "stopped_by_company", "next_step": "new_placement"}
    client = signed_in(region.member("company_consultant"))
    assert client.post(f"/samarbejde/problem/{made.pk}/{step}/", told).status_code == 302
    stay.refresh_from_db()
    assert stay.status == status
    assert stay.ended_on == last if step == "slut" else stay.ends_before == last + timedelta(days=1)
    assert stay.events.latest("pk").reason == "conflict"
    assert Incident.objects.get().outcome == ("ended" if step == "slut" else "ends_by_plan")


# Kind, hours until the reply, hours until somebody came (None: nobody has to), in time. Wednesday 9.30 to Thursday.
REPLIES = [
    ("recruitment", 2, None, (True, None)),
    ("recruitment", 26, None, (False, None)),
    ("problem", 1, 5, (True, True)),
    ("problem", 1, 25, (True, False)),
]


def test_s29_1_each_reply_and_each_arrival_is_timed_against_24_hours_with_an_owner(region: Region) -> None:
    anna = region.member("company_consultant", initials="AA")
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    actor = accounts.actor_of(anna)
    for kind, reply, arrival, _kept in REPLIES:
        made = desk_services.receive(
            company_id=region.company.pk, kind=kind, words=f"{kind} {reply}", actor=actor, now=NOW
        )
        told = {"request_id": made.pk, "actor": actor, "words": "Vi kommer"}
        desk_services.answer(version=1, now=NOW + timedelta(hours=reply), **told)
        if arrival is not None:
            desk_services.arrive(version=2, at=None, now=NOW + timedelta(hours=arrival), **told)
    rows = CompanyRequest.objects.order_by("pk")
    kept = [
        (desk_rules.was_kept(row.due_at, row.answered_at), desk_rules.was_kept(row.arrive_by, row.arrived_at))
        for row in rows
    ]
    assert kept == [each[-1] for each in REPLIES]
    assert {row.owner for row in rows} == {anna}


def test_s29_1_what_is_late_escalates_by_itself_and_before_that_by_hand(region: Region) -> None:
    actor = region.actor("company_consultant")
    told = {"company_id": region.company.pk, "actor": actor, "now": NOW, "kind": "problem"}
    late, lifted = (desk_services.receive(words=words, **told) for words in ("Ingen kom", "Vi kan ikke selv"))
    desk_services.escalate(request_id=lifted.pk, version=1, words="Kræver en leder", actor=actor, now=NOW)
    leader = region.actor("team_leader")

    def seen(hours: int) -> list[CompanyRequest]:
        now = NOW + timedelta(hours=hours)
        return list(desk_queries.requests(actor=leader, now=now, stage="escalated").order_by("pk"))

    assert (seen(1), seen(24)) == ([lifted], [late, lifted])
