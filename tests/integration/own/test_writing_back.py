"""The citizen writes back on an answer: it is open again with the colleague who has it, who sees what was written."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.integration.own.conftest import WEDNESDAY
from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.pathways import inbox_queries, inbox_services
from tovholder.pathways.models import Enquiry
from tovholder.people.models import Person

ASK = "/borger/mit/skriv/"


@pytest.fixture
def answered(region: Region, amina: Person, caseworker: Membership) -> Enquiry:
    asked = WEDNESDAY - timedelta(days=7)
    row = inbox_services.ask(
        person_id=amina.pk, told=inbox_services.Told("talk", "Hvornår?"), actor=region.actor("citizen"), now=asked
    )
    row = inbox_services.send_on(
        enquiry_id=row.pk, version=1, role="caseworker", owner_id=caseworker.pk, words="Kun mellem os",
        actor=accounts.actor_of(caseworker), now=asked,
    )  # fmt: skip
    return inbox_services.answer(
        enquiry_id=row.pk, version=2, words="På fredag", actor=accounts.actor_of(caseworker), now=asked
    )


def test_who_has_it_sees_that_it_was_written_back_and_answers_again(
    browser: Client, desk: Client, amina: Person, caseworker: Membership, answered: Enquiry
) -> None:
    page = browser.get(ASK).text
    assert "Skriv tilbage" in page
    assert "Kun mellem os" not in page
    for _twice in range(2):
        assert browser.post(f"{ASK}{answered.pk}/", {"words": "Fredag kan jeg ikke"}).status_code == 302
    row = Enquiry.objects.get()
    assert (row.answered_at, row.owner, row.version) == (None, caseworker, 4)
    assert row.due_at > WEDNESDAY  # a new clock
    listed = desk.get("/indbakke/?stand=mine").text
    assert "Borgeren har skrevet tilbage" in listed
    page = desk.get(f"/indbakke/{row.pk}/").text
    assert page.index("Fredag kan jeg ikke") < page.index("Hvad der er sket")  # beside the question, and in the history
    assert "På fredag" in page
    assert desk.post(f"/indbakke/{row.pk}/svar/", {"version": 4, "words": "Så på mandag"}).status_code == 302
    own = browser.get(ASK).text
    told = [own.index(words) for words in ("På fredag", "Fredag kan jeg ikke", "Så på mandag")]
    assert told == sorted(told)
    assert AuditEntry.objects.filter(action="enquiry.written_back", person_id=amina.pk).count() == 1


def test_nothing_written_stays_in_the_form_and_nothing_is_opened(browser: Client, answered: Enquiry) -> None:
    assert browser.post(f"{ASK}{answered.pk}/", {"words": " "}).status_code == 422
    page = browser.post(f"{ASK}{answered.pk}/", {"words": "Mit nummer er 010190-1234"})
    assert page.status_code == 422
    assert "Mit nummer er" in page.text
    assert Enquiry.objects.get().answered_at is not None


def test_where_the_colleague_has_left_it_goes_where_the_rule_says(
    region: Region, amina: Person, caseworker: Membership, answered: Enquiry
) -> None:
    Membership.objects.filter(pk=caseworker.pk).update(active=False)
    new = region.member("caseworker", initials="NY")
    Person.objects.filter(pk=amina.pk).update(contact=new)
    citizen = region.actor("citizen")
    row = inbox_services.write_back(enquiry_id=answered.pk, words="Og nu?", actor=citizen, now=WEDNESDAY)
    assert (row.owner, row.role) == (new, "caseworker")


def test_an_answer_to_what_was_not_read_yet_is_held_back_and_further_words_keep_the_clock(
    region: Region, caseworker: Membership, answered: Enquiry
) -> None:
    citizen, staff = region.actor("citizen"), accounts.actor_of(caseworker)
    first = inbox_services.write_back(enquiry_id=answered.pk, words="Og nu?", actor=citizen, now=WEDNESDAY)
    later = WEDNESDAY + timedelta(hours=3)
    more = inbox_services.write_back(enquiry_id=answered.pk, words="Eller lørdag", actor=citizen, now=later)
    assert more.due_at == first.due_at
    with pytest.raises(Stale):
        inbox_services.answer(enquiry_id=more.pk, version=first.version, words="Nej", actor=staff, now=later)


def test_another_citizen_staff_and_the_citizen_of_a_closed_case_write_nothing_back(
    region: Region, amina: Person, caseworker: Membership, answered: Enquiry, signed_in: Callable[[Membership], Client]
) -> None:
    other = region.person("Bilal", contact=caseworker)
    login = region.member("citizen", initials="BI")
    Person.objects.filter(pk=other.pk).update(login=login.user)
    stranger = signed_in(login)
    assert stranger.post(f"{ASK}{answered.pk}/", {"words": "Hej"}).status_code == 404
    with pytest.raises(OutOfReach):
        inbox_services.write_back(
            enquiry_id=answered.pk, words="Hej", actor=accounts.actor_of(caseworker), now=WEDNESDAY
        )
    Person.objects.filter(pk=amina.pk).update(closed_on=WEDNESDAY.date())
    with pytest.raises(NotAllowed) as refused:
        inbox_services.write_back(enquiry_id=answered.pk, words="Hej", actor=region.actor("citizen"), now=WEDNESDAY)
    assert refused.value.code == "own.case_closed"
    assert not [each for each in inbox_queries.of_person(amina.pk) if len(each.said) > 1]  # type: ignore[attr-defined]
