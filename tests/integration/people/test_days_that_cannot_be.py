"""Days no life and no case has are refused wherever they are written; an absurd birth is asked about."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.pathways import services as pathways
from tovholder.people import services
from tovholder.people.facts import NewPerson, Profile, Worked
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]
DAY = timedelta(days=1)
OLD_NUMBER = "018170-5003"  # made up; the seventh digit and the year say 1870


def registered(region: Region, **facts: object) -> int:
    new = NewPerson(given_name="Amina", family_name="Prøve", **facts)  # type: ignore[arg-type]
    return services.register(facts=new, actor=region.actor("caseworker"), now=NOW).person_id


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"born_on": TODAY + DAY}, "person.born_in_future"),
        ({"born_on": date(1899, 12, 31)}, "person.born_long_ago"),
        ({"cpr": OLD_NUMBER}, "person.born_long_ago"),
        ({"born_on": date(1990, 3, 1), "takeover_on": date(1990, 2, 28)}, "person.before_birth"),
        ({"born_on": date(1990, 3, 1), "residence_from": date(1989, 3, 1)}, "person.before_birth"),
        ({"born_on": date(1990, 3, 1), "visited_on": date(1990, 2, 28)}, "person.before_birth"),
    ],
)
def test_days_no_life_has_open_no_case(region: Region, facts: dict[str, object], code: str) -> None:
    with pytest.raises(NotAllowed, match=code):
        registered(region, **facts)
    assert not Person.objects.exists()


def test_somebody_born_today_and_taken_over_today_has_a_case(region: Region) -> None:
    assert registered(region, born_on=TODAY, takeover_on=TODAY, residence_from=TODAY)


def test_a_birth_in_the_future_is_refused_on_the_case_too(region: Region) -> None:
    person = region.person(born_on=date(1990, 3, 1))
    told = {name: getattr(person, name) for name in Profile.__dataclass_fields__}
    with pytest.raises(NotAllowed, match="born_in_future"):
        services.set_profile(
            person_id=person.pk,
            version=1,
            profile=Profile(**(told | {"born_on": TODAY + DAY})),
            actor=region.actor("caseworker"),
            now=NOW,
        )


def test_an_old_birth_is_asked_about_and_taken_once_somebody_says_that_it_is_right(
    region: Region, signed_in: SignedIn
) -> None:
    client = signed_in(region.member("caseworker"))
    typed = {"given_name": "Amina", "family_name": "Prøve", "cpr": OLD_NUMBER}
    page = client.post("/borgere/ny/", typed)
    assert (page.status_code, Person.objects.count()) == (422, 0)
    text = page.content.decode()
    assert "Passer fødselsdatoen?" in text
    assert 'type="checkbox" name="birth_is_right"' in text
    client.post("/borgere/ny/", typed | {"birth_is_right": "on"})
    assert Person.objects.get().born_on == date(1870, 1, 1)


def test_a_birth_to_come_is_told_beside_its_field(region: Region, signed_in: SignedIn) -> None:
    tomorrow = timezone.localdate() + DAY
    typed = {"given_name": "Amina", "family_name": "Prøve", "born_on": f"{tomorrow}"}
    page = signed_in(region.member("caseworker")).post("/borgere/ny/", typed)
    assert "Fødselsdatoen ligger i fremtiden" in page.content.decode()
    assert not Person.objects.exists()


def test_a_number_of_somebody_older_than_anybody_is_asked_about_before_it_replaces_another(region: Region) -> None:
    person, actor = region.person(), region.actor("caseworker")
    change = {"person_id": person.pk, "version": 1, "cpr": OLD_NUMBER, "actor": actor, "now": NOW}
    with pytest.raises(NotAllowed, match="born_long_ago"):
        services.change_cpr(**change)
    assert services.change_cpr(**change, birth_is_right=True).person_id == person.pk


@pytest.mark.parametrize("ended_on", [TODAY + DAY, date(1990, 2, 28)])
def test_work_does_not_end_in_the_future_or_before_the_birth(region: Region, ended_on: date) -> None:
    person = region.person(born_on=date(1990, 3, 1))
    with pytest.raises(NotAllowed, match="work_ended_outside_life"):
        services.set_experience(
            person_id=person.pk,
            version=1,
            experience=[Worked(title="Kok", months=3, ended_on=ended_on)],
            actor=region.actor("caseworker"),
            now=NOW,
        )


@pytest.mark.parametrize("days", [-1, 1])
def test_a_case_is_not_closed_before_it_was_opened_or_on_a_day_to_come(region: Region, days: int) -> None:
    person = region.person()
    with pytest.raises(NotAllowed, match="closed_outside_case"):
        pathways.close_case(
            person_id=person.pk,
            version=1,
            reason="ordinary_job",
            on=TODAY + days * DAY,
            actor=region.actor("caseworker"),
            now=NOW,
        )
