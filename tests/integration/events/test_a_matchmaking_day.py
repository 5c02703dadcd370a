"""S16-2 and S22-6: a day on which citizens, brought by bus, meet companies in sessions; and what comes of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.events import scene
from tests.integration.events.scene import SignedIn, place, planned
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company, CompanyAsk
from tovholder.learning.models import Event, EventBooking
from tovholder.people.models import Person
from tovholder.proposals import queries as proposals


@pytest.fixture
def anna(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_consultant"))


@pytest.fixture
def nadia(region: Region) -> Membership:
    body = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=body)
    return region.member("company_contact", at=body)


def test_s16_2_a_citizen_is_booked_with_session_and_bus_and_the_company_is_asked(region: Region, anna: Client) -> None:
    event = planned(anna, region)
    amina = region.person("Amina")
    page = place(anna, event, amina.pk, session=scene.session().pk, bus=scene.bus().pk)
    assert "Amina" in page
    assert "bus fra København kl. 07:30" in page
    ask = CompanyAsk.objects.get()
    assert (ask.kind, ask.words, ask.answered_at) == ("event", "Mød virksomhederne", None)
    assert ask.answer_by == timezone.localdate() + timedelta(days=13)


def test_s16_2_the_third_waits_in_line_and_is_given_the_free_seat_by_somebody(region: Region, anna: Client) -> None:
    event = planned(anna, region)
    first, second, third = (region.person(name) for name in ("Amina", "Biniam", "Carla"))
    for person in (first, second):
        place(anna, event, person.pk)
    assert "sat i kø" in place(anna, event, third.pk)
    place(anna, event, first.pk, out="1")
    assert EventBooking.objects.get(person=third).state == "waiting"
    assert "I kø til et arrangement med en ledig plads" in anna.get("/arrangementer/").content.decode()
    assert "sat i kø" in place(anna, event, region.person("Dina").pk)
    page = anna.get(f"/arrangementer/{event.pk}/").content.decode()
    assert "1 plads er ledig, og 2 står i kø" in page
    assert "Giv den ledige plads" in page
    assert "Booket" in place(anna, event, third.pk)
    assert EventBooking.objects.get(person=third).state == "booked"
    assert "med en ledig plads" not in anna.get("/arrangementer/").content.decode()


def test_s16_2_a_session_and_a_bus_hold_no_more_than_they_have_seats_for(region: Region, anna: Client) -> None:
    event = planned(anna, region, seats=60)
    amina, biniam = region.person("Amina"), region.person("Biniam")
    place(anna, event, amina.pk, session=scene.session().pk)
    assert "ikke møde flere" in place(anna, event, biniam.pk, session=scene.session().pk)
    group = {"name": "Ingeniørhøjskolen", "number": 51, "bus": scene.bus().pk}
    assert anna.post(f"/arrangementer/{event.pk}/gruppe/", group).status_code == 422
    assert anna.post(f"/arrangementer/{event.pk}/gruppe/", group | {"number": 50}).status_code == 302
    assert "0 pladser tilbage" in place(anna, event, biniam.pk, bus=scene.bus().pk)


def test_booked_twice_is_booked_once(region: Region, anna: Client) -> None:
    event = planned(anna, region)
    amina = region.person("Amina")
    for _ in range(2):
        place(anna, event, amina.pk)
    assert EventBooking.objects.count() == 1


def test_protected_people_stand_on_their_own_municipalitys_list_only_and_others_read_a_number(
    region: Region, anna: Client, signed_in: SignedIn
) -> None:
    event = planned(anna, region)
    hidden = region.person("Skjult", at=region.fredensborg)
    bo = signed_in(region.member("company_consultant", at=region.fredensborg))
    place(bo, event, hidden.pk)
    Person.objects.filter(pk=hidden.pk).update(protected=True)
    assert "Skjult" in bo.get(f"/arrangementer/{event.pk}/").content.decode()
    page = anna.get(f"/arrangementer/{event.pk}/").content.decode()
    assert "Skjult" not in page
    assert "1 til borgere" in page
    assert anna.post(f"/arrangementer/{event.pk}/borger/{hidden.pk}/").status_code == 404


def test_protected_people_are_not_booked_at_another_municipalitys_event(
    region: Region, anna: Client, signed_in: SignedIn
) -> None:
    event = planned(anna, region)
    hidden = region.person("Skjult", at=region.fredensborg, protected=True)
    bo = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert "kun tilmeldes arrangementer i sin egen kommune" in place(bo, event, hidden.pk)
    assert not EventBooking.objects.exists()
    ours = region.person("Egen", protected=True)
    place(anna, event, ours.pk)
    assert EventBooking.objects.get().person == ours


def test_the_company_answers_itself_and_reads_labels_of_its_own_session_only(
    region: Region, anna: Client, nadia: Membership, signed_in: SignedIn
) -> None:
    event = planned(anna, region)
    amina, biniam = region.person("Amina"), region.person("Biniam")
    place(anna, event, amina.pk, session=scene.session().pk)
    place(anna, event, biniam.pk)
    company = signed_in(nadia)
    company.post(f"/virksomhed/arrangementer/{event.pk}/svar/{scene.session().pk}/")
    assert CompanyAsk.objects.get().answer == "yes"
    page = company.get(f"/virksomhed/arrangementer/{event.pk}/").content.decode()
    assert proposals.pseudonym_of(0, f"event:{event.pk}", amina.pk) in page
    assert proposals.pseudonym_of(0, f"event:{event.pk}", biniam.pk) not in page
    assert "Amina" not in page


def test_a_no_that_takes_the_session_from_somebody_is_asked_about_with_their_number_first(
    region: Region, anna: Client, nadia: Membership, signed_in: SignedIn
) -> None:
    event = planned(anna, region)
    place(anna, event, region.person("Amina").pk, session=scene.session().pk)
    company, address = signed_in(nadia), f"/virksomhed/arrangementer/{event.pk}/svar/{scene.session().pk}/"
    page = company.post(address, {"no": "1"}, follow=True).content.decode()
    assert EventBooking.objects.get().session == scene.session()
    assert "1 mister tiden" in page
    company.post(address, {"no": "1", "frees": "1"})
    assert EventBooking.objects.get().session is None
    assert scene.session().answer == "no"


def test_a_session_is_answered_under_its_own_event_only(
    region: Region, anna: Client, nadia: Membership, signed_in: SignedIn
) -> None:
    event = planned(anna, region)
    for client, stem in ((signed_in(nadia), "/virksomhed"), (anna, "")):
        address = f"{stem}/arrangementer/{event.pk + 1}/svar/{scene.session().pk}/"
        assert client.post(address).status_code == 404
        assert scene.session().answered_at is None


def test_staff_who_note_a_no_are_asked_too(region: Region, anna: Client) -> None:
    event = planned(anna, region)
    place(anna, event, region.person("Amina").pk, session=scene.session().pk)
    address = f"/arrangementer/{event.pk}/svar/{scene.session().pk}/"
    anna.post(address)
    assert "1 mister tiden" in anna.post(address, {"no": "1"}, follow=True).content.decode()
    assert scene.session().answer == "yes"
    anna.post(address, {"no": "1", "frees": "1"})
    assert EventBooking.objects.get().session is None


def test_another_company_reads_nothing_of_it(region: Region, anna: Client, signed_in: SignedIn) -> None:
    event = planned(anna, region)
    body = Organisation.objects.create(kind="company", name="Bageren")
    Company.objects.create(cvr="99000039", name="Bageren", organisation=body, created_at=timezone.now())
    other = signed_in(region.member("company_contact", at=body))
    assert other.get(f"/virksomhed/arrangementer/{event.pk}/").status_code == 404
    assert other.post(f"/virksomhed/arrangementer/{event.pk}/svar/{scene.session().pk}/").status_code == 404


def test_s14_3_those_who_came_are_followed_up(region: Region, anna: Client) -> None:
    event = planned(anna, region, kind="guidance")
    amina = region.person("Amina")
    place(anna, event, amina.pk)
    row = EventBooking.objects.get()
    told = {"came": "yes", "outcome": "placement", "follow_up_on": timezone.localdate()}
    early = anna.post(f"/arrangementer/pladser/{row.pk}/", told)
    assert early.status_code == 422  # it has not begun
    scene.over(event)
    assert anna.post(f"/arrangementer/pladser/{row.pk}/", told).status_code == 302
    assert "Amina" in anna.get("/arrangementer/").content.decode()
    anna.post(f"/arrangementer/pladser/{row.pk}/talt/")
    assert "Amina" not in anna.get("/arrangementer/").content.decode()


def test_a_called_off_event_cancels_bookings_and_asks_nobody_any_more(region: Region, anna: Client) -> None:
    event = planned(anna, region)
    place(anna, event, region.person("Amina").pk)
    for _ in range(2):
        anna.post(f"/arrangementer/{event.pk}/aflys/")
    assert EventBooking.objects.get().state == "cancelled"
    assert CompanyAsk.objects.get().answer == "withdrawn"
    assert "aflyst" in place(anna, event, region.person("Biniam").pk)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends": "09:00"}, "skal slutte"),
        ({"day": "2020-01-01"}, "skal ligge forude"),
        ({"seats": -1}, "større"),
        ({"day": "2027-03-28", "begins": "02:30", "ends": "03:30"}, "Uret stilles frem"),
    ],
)
def test_crossed_times_and_days_gone_are_refused_in_plain_words(
    anna: Client, change: dict[str, object], words: str
) -> None:
    day = timezone.localdate() + timedelta(days=14)
    told = {
        "kind": "job_fair", "title": "Jobmesse", "place": "Hallen", "day": day, "begins": "10:00", "ends": "15:00",
        "seats": 9,
    }  # fmt: skip
    answer = anna.post("/arrangementer/ny/", told | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Event.objects.exists()
