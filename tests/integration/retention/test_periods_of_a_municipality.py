"""A municipality decides how long it keeps what it answers for, within bounds; its neighbours keep theirs."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import Region
from tovholder import parameters
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, OwnPeriod
from tovholder.people.models import Person, PoolSharing
from tovholder.proposals.models import Proposal
from tovholder.retention import due, periods, services

SignedIn = Callable[[Membership], Client]


def closed(region: Region, name: str, days_ago: int, **which: object) -> Person:
    person = region.person(name, **which)
    day = timezone.localdate() - timedelta(days=days_ago)
    Person.objects.filter(pk=person.pk).update(closed_on=day, closed_reason="other")
    return person


def decide(region: Region, days: int, now: datetime | None = None, **changed: object) -> OwnPeriod:
    told = {"period": "closed_case", "reason": "Besluttet af kommunen", "actor": region.actor("administrator")}
    return periods.set_own(days=days, now=now or timezone.now(), **(told | changed))  # type: ignore[arg-type]


def notice() -> int:
    return parameters.value("own_period_notice", on=timezone.localdate()).whole()


def left() -> set[str]:
    return set(Person.objects.values_list("given_name", flat=True))


def test_a_shorter_period_is_carried_out_for_the_own_cases_only_and_after_its_notice(region: Region) -> None:
    closed(region, "Egen", 400)
    closed(region, "Nabo", 400, at=region.fredensborg)
    assert decide(region, 365).starts_on == timezone.localdate() + timedelta(days=notice())
    services.run(now=timezone.now())
    assert left() == {"Egen", "Nabo"}
    services.run(now=timezone.now() + timedelta(days=notice()))
    assert left() == {"Nabo"}


def test_a_longer_period_holds_at_once(region: Region) -> None:
    closed(region, "Egen", 1900)
    closed(region, "Nabo", 1900, at=region.fredensborg)
    decide(region, 2000)
    services.run(now=timezone.now())
    assert left() == {"Egen"}


def test_the_newest_word_counts_before_the_earlier_one_held(region: Region) -> None:
    """A slip that was seen in time deletes nothing."""
    closed(region, "Egen", 400)
    decide(region, 365)
    decide(region, 1826)
    services.run(now=timezone.now() + timedelta(days=notice() + 1))
    assert left() == {"Egen"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"days": 364}, "retention.period_outside"),
        ({"days": 3653}, "retention.period_outside"),
        ({"days": 900, "period": "read_log"}, "retention.period_of_the_installation"),
        ({"days": 900, "period": "hvadsomhelst"}, "retention.period_of_the_installation"),
        ({"days": 900, "reason": " "}, "retention.reason_missing"),
    ],
)
def test_what_is_no_ones_to_decide_or_has_no_reason_is_refused(
    region: Region, changed: dict[str, object], code: str
) -> None:
    days = changed.pop("days")
    with pytest.raises(NotAllowed) as refused:
        decide(region, days, **changed)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not OwnPeriod.objects.exists()


@pytest.mark.parametrize("role", ["team_leader", "caseworker", "steering_member"])
def test_only_an_administrator_decides(region: Region, signed_in: SignedIn, role: str) -> None:
    with pytest.raises(NotAllowed, match=r"retention\.not_your_work"):
        decide(region, 900, actor=region.actor(role))
    form = {"period": "closed_case", "days": "900", "reason": "x"}
    assert signed_in(region.member(role)).post("/sletning/frist/", form).status_code == 403
    assert not OwnPeriod.objects.exists()


def test_the_page_sets_shows_and_counts_by_the_own_period(region: Region, signed_in: SignedIn) -> None:
    closed(region, "Egen", 1830)
    browser = signed_in(region.member("administrator"))
    form = {"period": "closed_case", "days": "1840", "reason": "Rigsrevisionen spørger"}
    page = browser.post("/sletning/frist/", form, follow=True).text
    assert "Rigsrevisionen spørger" in page
    line = page.split("Lukkede sager")[1].split("</tr>", maxsplit=1)[0]
    day = timezone.localdate() + timedelta(days=10)
    assert "1840 dage" in line
    assert f"{day:%d.%m.%Y}: 1" in line
    neighbour = signed_in(region.member("administrator", at=region.fredensborg)).get("/sletning/").text
    assert "Rigsrevisionen" not in neighbour
    assert "1826 dage" in neighbour
    entry = AuditEntry.objects.get(action="retention.set_period")
    assert (entry.facts["days"], entry.facts["before"]) == (1840, 1826)


def test_a_fault_stands_beside_what_was_typed(region: Region, signed_in: SignedIn) -> None:
    form = {"period": "closed_case", "days": "12", "reason": "Kort og godt"}
    answer = signed_in(region.member("administrator")).post("/sletning/frist/", form)
    assert answer.status_code == 422
    assert "Der kan vælges mellem 365 og 3652 dage." in answer.text
    assert "Kort og godt" in answer.text


def test_the_case_tells_its_own_day(region: Region) -> None:
    decide(region, 2000)
    today = timezone.localdate()
    for at, days in ((region.helsingor, 2000), (region.fredensborg, 1826)):
        assert due.day_of_case(today, organisation_id=at.pk, today=today) == today + timedelta(days=days)


def test_sharings_and_proposals_go_by_the_period_of_their_controller(region: Region) -> None:
    for at in (region.helsingor, region.fredensborg):
        person = shared(fitting(region, "Delt", at=at))
        PoolSharing.objects.filter(person=person).update(ends_before=timezone.localdate() - timedelta(days=60))
        stale = timezone.now() - timedelta(days=60)
        told = {"status": "withdrawn", "reason": "other", "pseudonym": "ABCDEFGH", "parts": {}}
        told |= {"proposed_by": region.member("caseworker"), "created_at": stale, "touched_at": stale}
        Proposal.objects.create(order=need(region), person=person, organisation=at, **told)
    for period in ("pool_profile", "proposals_not_chosen"):
        decide(region, 50, period=period)
    services.run(now=timezone.now() + timedelta(days=notice()))
    assert [each.person.organisation for each in PoolSharing.objects.all()] == [region.fredensborg]
    assert [each.organisation for each in Proposal.objects.all()] == [region.fredensborg]


def test_proposals_and_sharings_are_the_controllers_to_decide_too() -> None:
    open_ones = {term.code for term in periods.open_to_controllers(on=timezone.localdate())}
    assert open_ones == {"closed_case", "pool_profile", "proposals_not_chosen"}
