"""A company asks, and everybody sees until when it must have its answer, who has it, and what came of it (S29-1)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localtime

from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import desk_queries, desk_services
from tovholder.companies.models import Company, CompanyPromise, CompanyRequest
from tovholder.worklists import items
from tovholder.worklists import queries as worklists

ZONE = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def anna(region: Region) -> Membership:
    """The company's fixed consultant."""
    anna = region.member("company_consultant", initials="AA")
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    return anna


def asked(
    region: Region, actor: Actor, *, at: datetime = NOW, kind: str = "recruitment", key: str = ""
) -> CompanyRequest:
    return desk_services.receive(
        company_id=region.company.pk, kind=kind, words="Vi mangler to i køkkenet", actor=actor, now=at, request_key=key
    )


def test_a_request_goes_to_the_fixed_consultant_with_a_promise_of_24_hours_on_working_days(
    region: Region, anna: Membership
) -> None:
    """Taken down by a caseworker on a Friday at two; the clocks change that weekend, and Monday at two is the end."""
    friday = datetime(2026, 3, 27, 14, 0, tzinfo=ZONE)
    request = asked(region, region.actor("caseworker"), at=friday)
    promise = CompanyPromise.objects.get()
    assert request.owner == anna
    assert localtime(request.due_at) == datetime(2026, 3, 30, 14, 0, tzinfo=ZONE)
    assert (promise.due_at, promise.company, promise.kept_at) == (request.due_at, region.company, None)


@pytest.mark.parametrize(
    ("at", "stage"),
    [
        (datetime(2026, 3, 28, 20, 0, tzinfo=ZONE), "running"),  # Saturday: nobody is late because of a weekend
        (datetime(2026, 3, 30, 7, 59, tzinfo=ZONE), "running"),
        (datetime(2026, 3, 30, 8, 0, tzinfo=ZONE), "soon"),
        (datetime(2026, 3, 30, 13, 59, tzinfo=ZONE), "soon"),
        (datetime(2026, 3, 30, 14, 0, tzinfo=ZONE), "late"),
    ],
)
def test_the_breach_is_shown_before_it_happens_alike_by_rule_and_by_list(
    region: Region, anna: Membership, at: datetime, stage: str
) -> None:
    actor = accounts.actor_of(anna)
    request = asked(region, actor, at=datetime(2026, 3, 27, 14, 0, tzinfo=ZONE))
    assert desk_queries.stage(request, now=at) == stage
    listed = {name for name in ("late", "soon") if desk_queries.requests(actor=actor, now=at, stage=name).exists()}
    assert listed == {stage} - {"running"}


def test_the_answer_keeps_the_promise_and_the_second_who_answers_is_told(region: Region, anna: Membership) -> None:
    request = asked(region, accounts.actor_of(anna))
    told = {"request_id": request.pk, "version": 1, "now": NOW + timedelta(hours=2)}
    desk_services.answer(words="Vi finder to", actor=accounts.actor_of(anna), **told)
    with pytest.raises(Stale):
        desk_services.answer(words="Vi finder tre", actor=region.actor("team_leader"), **told)
    assert CompanyPromise.objects.get().kept_at == NOW + timedelta(hours=2)
    assert [step.words for step in request.history.order_by("pk")] == ["", "Vi finder to"]


def test_a_problem_calls_out_and_the_arrival_is_timed_against_its_own_clock(region: Region, anna: Membership) -> None:
    """Answered by telephone at once, it is late all the same when nobody has come within the hours."""
    actor = accounts.actor_of(anna)
    request = asked(region, actor, kind="problem")
    request = desk_services.answer(request_id=request.pk, version=1, words="Jeg kommer", actor=actor, now=NOW)
    tomorrow = NOW + timedelta(hours=25)
    assert desk_queries.stage(request, now=tomorrow) == "late"
    with pytest.raises(NotAllowed, match=r"request\.arrival_outside"):
        desk_services.arrive(
            request_id=request.pk, version=2, at=NOW - timedelta(hours=1), words="", actor=actor, now=tomorrow
        )
    came = NOW + timedelta(hours=3)
    request = desk_services.arrive(request_id=request.pk, version=2, at=came, words="", actor=actor, now=tomorrow)
    assert (request.arrived_at, desk_queries.stage(request, now=tomorrow)) == (came, "open")


def test_nobody_comes_out_for_a_question_and_no_stay_ends_for_it(region: Region, anna: Membership) -> None:
    actor = accounts.actor_of(anna)
    told = {"request_id": asked(region, actor, kind="question").pk, "version": 1, "actor": actor, "now": NOW}
    with pytest.raises(NotAllowed, match=r"request\.nobody_called_out"):
        desk_services.arrive(at=None, words="", **told)
    with pytest.raises(NotAllowed, match=r"request\.no_stay_to_end"):
        desk_services.close(outcome="ended_at_once", words="x", **told)


def test_who_has_it_now_is_known_with_everybody_who_had_it(region: Region, anna: Membership) -> None:
    bo = region.member("company_consultant", at=region.fredensborg, initials="BB")
    request = asked(region, accounts.actor_of(anna))
    told = {"request_id": request.pk, "now": NOW}
    desk_services.hand_over(owner_id=bo.pk, version=1, words="Du kender dem", actor=accounts.actor_of(anna), **told)
    desk_services.close(outcome="solved", version=2, words="De fik to", actor=accounts.actor_of(bo), **told)
    steps = desk_queries.request(request.pk, actor=accounts.actor_of(anna)).history.all()
    assert [(step.step, step.owner) for step in steps] == [("received", anna), ("handed_over", bo), ("closed", bo)]


def test_the_same_form_twice_is_one_request_and_an_unknown_kind_none(region: Region, anna: Membership) -> None:
    actor = accounts.actor_of(anna)
    assert asked(region, actor, key="a") == asked(region, actor, key="a")
    with pytest.raises(NotAllowed, match=r"request\.no_such_kind"):
        asked(region, actor, kind="nonsense")
    assert CompanyRequest.objects.count() == CompanyPromise.objects.count() == 1


def test_a_third_municipality_neither_reads_nor_answers_it(region: Region, anna: Membership) -> None:
    odense = Organisation.objects.create(kind="municipality", name="Odense Kommune", municipality_code="0461")
    request = asked(region, accounts.actor_of(anna))
    with pytest.raises(OutOfReach):
        desk_queries.request(request.pk, actor=region.actor("company_consultant", at=odense))
    with pytest.raises(NotAllowed, match=r"request\.of_another"):
        desk_services.answer(
            request_id=request.pk,
            version=1,
            words="x",
            actor=region.actor("caseworker", at=region.fredensborg),
            now=NOW,
        )


def test_what_is_late_stands_on_the_day_of_its_holder_and_of_the_team_leader(region: Region, anna: Membership) -> None:
    leader = region.member("team_leader")
    request = asked(region, accounts.actor_of(anna))

    def told(member: Membership, at: datetime) -> list[CompanyRequest]:
        limits, actor = items.limits(at, at.date()), accounts.actor_of(member)
        return list(worklists.due("request", actor=actor, limits=limits, whose=worklists.Whose(member.pk)))

    assert (told(anna, NOW), told(leader, NOW)) == ([request], [])
    assert told(leader, NOW + timedelta(hours=24)) == [request]
    desk_services.escalate(
        request_id=request.pk, version=1, words="Alle er syge", actor=accounts.actor_of(anna), now=NOW
    )
    assert told(leader, NOW) == [request]
