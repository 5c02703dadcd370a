"""A meeting from the free time to what came of it: letter, interpreter, message, move, outcome, the law's rhythm."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.integration.demand.written_together import partner
from tests.integration.meetings.scene import AFTER_IT, NEXT_TUESDAY, planned
from tests.integration.region import NOW, TODAY, Region
from tovholder import parameters
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Membership, Organisation
from tovholder.base.period import months_after
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import meeting_hours_services as hours
from tovholder.pathways import meeting_letter_services as letters
from tovholder.pathways import meetings_queries as queries
from tovholder.pathways import meetings_services as services
from tovholder.pathways.meetings_services import Interpreter
from tovholder.pathways.models import Contact, Meeting
from tovholder.pathways.rules import talk_due
from tovholder.people.models import LanguageSkill, Person
from tovholder.worklists import items, meeting_turns

SignedIn = Callable[[Membership], Client]


def told(page: Any, status: int = 200) -> str:
    assert page.status_code == status, page.content.decode()[:2000]
    return str(page.content.decode())


def plan(**more: str) -> dict[str, str]:
    return {
        "kind": "talk", "form": "in_person", "minutes": "45", "state": "none", "request_key": "en-gang",
        "place": "Rådhuset", **more,
    }  # fmt: skip


def test_a_meeting_is_agreed_at_a_free_time_once_however_often_the_form_is_sent(
    staff: Client, caseworker: Membership, amina: Person
) -> None:
    address = f"/moeder/borger/{amina.pk}/"
    page = told(staff.get(address))
    assert "2026-03-04T10:00:00+01:00" in page
    form = plan(host=str(caseworker.pk), slot="2026-03-05T10:00:00+01:00")
    for _each in range(2):
        assert staff.post(address, form).status_code == 302
    made = Meeting.objects.get()
    assert (made.starts_at, made.host) == (NOW.replace(day=5, hour=10, minute=0), caseworker)
    assert 'value="2026-03-05T10:00:00+01:00"' not in told(staff.get(address))


def test_the_times_of_a_colleague_are_shown_without_losing_what_was_written(
    region: Region, staff: Client, amina: Person, meeting: Meeting
) -> None:
    colleague = region.member("team_leader", initials="BO")
    form = plan(host=str(colleague.pk), others="Anne fra sprogcentret", vis="1", minutes="30")
    page = told(staff.post(f"/moeder/borger/{amina.pk}/", form))
    assert "Anne fra sprogcentret" in page
    assert 'value="2026-03-04T10:00:00+01:00"' in page
    assert "Noget skal rettes" not in page
    assert Meeting.objects.count() == 1


def test_a_time_taken_meanwhile_and_a_form_without_a_time_are_refused_with_the_words_still_there(
    staff: Client, caseworker: Membership, amina: Person, meeting: Meeting
) -> None:
    address = f"/moeder/borger/{amina.pk}/"
    form = plan(host=str(caseworker.pk), others="Anne fra sprogcentret")
    taken = told(staff.post(address, form | {"slot": "2026-03-10T10:00:00+01:00"}), 422)
    assert "har et andet møde på det tidspunkt" in taken
    assert "Anne fra sprogcentret" in taken
    assert "Vælg en ledig tid" in told(staff.post(address, form), 422)
    assert Meeting.objects.count() == 1


def test_neither_the_member_nor_the_citizen_is_booked_twice_and_nothing_in_the_past(
    region: Region, amina: Person, meeting: Meeting
) -> None:
    other, colleague = region.person("Badr"), region.member("team_leader")
    for person, when, host, code in (
        (other, NEXT_TUESDAY + timedelta(minutes=30), None, "meeting.host_is_busy"),
        (amina, NEXT_TUESDAY + timedelta(minutes=30), colleague.pk, "meeting.citizen_is_busy"),
        (amina, NOW - timedelta(days=1), None, "meeting.in_the_past"),
    ):
        more = {"host_id": host} if host else {}
        with pytest.raises(NotAllowed, match=code):
            planned(region, person, when, **more)


def test_the_letter_is_made_in_the_citizens_language_and_its_way_is_followed(
    region: Region, staff: Client, meeting: Meeting
) -> None:
    address = f"/moeder/{meeting.pk}/"
    assert staff.post(f"{address}brev/", {"language": "ar"}).status_code == 302
    paper = IssuedPaper.objects.get()
    assert (paper.kind, paper.language, paper.person_id) == ("meeting", "ar", meeting.person_id)
    for state in ("digital_post", "digital_post", "came_back", "handed_over"):
        assert staff.post(f"{address}brevet/", {"state": state}).status_code == 302
    steps = list(meeting.steps.order_by("pk").values_list("step", flat=True))
    assert steps == ["planned", "made", "digital_post", "came_back", "handed_over"]


def test_who_is_to_come_is_told_where_and_nobody_writes_the_same_place_twice(
    region: Region, staff: Client, caseworker: Membership, amina: Person
) -> None:
    """The place of last time stands there; the room that goes with a free time is the one that counts then."""
    address, form = f"/moeder/borger/{amina.pk}/", plan(host=str(caseworker.pk), slot="2026-03-05T10:00:00+01:00")
    assert "Skriv, hvor borgeren skal komme hen" in told(staff.post(address, form | {"place": ""}), 422)
    assert staff.post(address, form | {"place": "Torvet 1, stuen"}).status_code == 302
    assert 'value="Torvet 1, stuen"' in told(staff.get(address))
    left = form | {"place": "Torvet 1, stuen", "slot": "2026-03-09T10:00:00+01:00"}
    assert "Skriv linket" in told(staff.post(address, left | {"form": "video"}), 422)
    assert staff.post(address, left | {"form": "phone"}).status_code == 302
    assert Meeting.objects.latest("pk").place == ""
    hours.add_hours(
        weekday=4, begins_at=time(9), ends_at=time(12), at_centre_id=None, place="Lokale 3",
        actor=region.actor("caseworker"),
    )  # fmt: skip
    for day, place, where in ((6, "Torvet 1, stuen", "Lokale 3"), (13, "Kantinen", "Kantinen"), (20, "", "Lokale 3")):
        again = form | {"slot": f"2026-03-{day:02}T09:00:00+01:00", "place": place}
        assert staff.post(address, again).status_code == 302
        assert Meeting.objects.latest("pk").place == where


def test_the_letter_says_at_which_language_centre(region: Region, amina: Person) -> None:
    """Where hours at a centre tell no room, its name is all that says where to come."""
    centre = Organisation.objects.get(pk=partner(region, "language_centre", "language_adviser").organisation_id)
    for days, room, where in ((0, "", centre.name), (1, "Lokale 3", f"Lokale 3, {centre.name}")):
        when = NEXT_TUESDAY + timedelta(days=days)
        made = planned(region, amina, when, kind="centre", at_centre_id=centre.pk, place=room)
        assert letters._facts(made, "da")["place"] == where


def test_a_hearing_and_a_handover_never_go_by_ordinary_mail(region: Region, amina: Person) -> None:
    actor = region.actor("caseworker")
    for days, kind in enumerate(("hearing", "handover")):
        made = planned(region, amina, NEXT_TUESDAY + timedelta(days=days), kind=kind)
        letters.make_letter(meeting_id=made.pk, language="da", check_at="https://x.dk/", actor=actor, now=NOW)
        with pytest.raises(NotAllowed, match=r"never_by_ordinary_mail"):
            services.note_letter(meeting_id=made.pk, state="mail", actor=actor, now=NOW)
        services.note_letter(meeting_id=made.pk, state="digital_post", actor=actor, now=NOW)


def test_the_text_to_copy_says_only_that_a_message_waits(staff: Client, meeting: Meeting) -> None:
    page = told(staff.get(f"/moeder/{meeting.pk}/"))
    assert "هناك رسالة لك من البلدية" in page
    assert "Der er en besked til dig fra kommunen." in page
    staff.post(f"/moeder/{meeting.pk}/besked/", {})
    staff.post(f"/moeder/{meeting.pk}/besked/", {"reminds": "1"})
    meeting.refresh_from_db()
    assert (meeting.told_at, meeting.reminded_at) == (NOW, NOW)


def test_a_meeting_held_is_a_talk_of_the_laws_rhythm_and_a_joint_meeting_is_not(
    region: Region, amina: Person, meeting: Meeting
) -> None:
    actor, joint = region.actor("caseworker"), planned(region, amina, NEXT_TUESDAY.replace(hour=13), kind="joint")
    evening = NEXT_TUESDAY.replace(hour=18)
    for each in (meeting, joint):
        services.note_outcome(
            meeting_id=each.pk, version=1, outcome="seen", words="Vil arbejde i køkken", actor=actor, now=evening
        )
    rows = list(Contact.objects.order_by("at").values_list("kind", "at", "words"))
    assert rows == [
        ("talk", NEXT_TUESDAY, "Vil arbejde i køkken"),
        ("note", joint.starts_at, "Vil arbejde i køkken"),
    ]


def test_a_talk_on_the_night_of_the_visitation_counts_by_our_midnight_and_not_that_of_utc(region: Region) -> None:
    for day, counted in ((TODAY - timedelta(days=200), 2), (date(2026, 1, 10), 2)):  # in summer and in winter
        person = region.person(f"Amina {day}")
        Person.objects.filter(pk=person.pk).update(visited_on=day)
        first = datetime.combine(day, time(0, 30), NOW.tzinfo)
        for at in (first - timedelta(hours=1), first, first + timedelta(days=1)):
            Contact.objects.create(person=person, organisation=region.helsingor, kind="talk", at=at)
        limits = items.limits(NOW, TODAY)
        rows = meeting_turns.with_talks(Person.objects.filter(pk=person.pk), limits)
        assert rows.get().talks_held == counted


def test_my_day_and_the_case_count_the_same_talks_of_a_span_that_is_over(region: Region) -> None:
    person = region.person("Fadi")
    months = parameters.value("talks", on=TODAY).whole("first_months")
    visited_on = next(day for n in range(800) if months_after(day := TODAY - timedelta(days=n), months) < TODAY)
    Person.objects.filter(pk=person.pk).update(visited_on=visited_on)
    end = months_after(visited_on, months)
    for day in (end, end + timedelta(days=1), TODAY + timedelta(days=1)):
        at = datetime.combine(day, time(0, 30), NOW.tzinfo)
        Contact.objects.create(person=person, organisation=region.helsingor, kind="talk", at=at)
    row = meeting_turns.with_talks(Person.objects.all(), items.limits(NOW, TODAY)).get(pk=person.pk)
    days = [timezone.localdate(each.at) for each in Contact.objects.all()]
    of_case = talk_due(visited_on=visited_on, talks=days, on=TODAY)
    assert items.why_talk(visited_on, row.talks_held, TODAY) == of_case
    assert of_case.facts["held"] == 1


def test_nobody_has_stayed_away_before_it_begins_and_an_outcome_is_said_once(region: Region, meeting: Meeting) -> None:
    actor = region.actor("caseworker")
    with pytest.raises(NotAllowed, match=r"meeting\.not_yet"):
        services.note_outcome(meeting_id=meeting.pk, version=1, outcome="absent", actor=actor, now=NOW)
    services.note_outcome(meeting_id=meeting.pk, version=1, outcome="excused", actor=actor, now=NOW)
    with pytest.raises(Stale):
        services.note_outcome(meeting_id=meeting.pk, version=1, outcome="absent", actor=actor, now=AFTER_IT)
    assert not Contact.objects.exists()


def test_a_note_written_second_loses_no_words(
    region: Region, caseworker: Membership, meeting: Meeting, later: Callable[..., None], signed_in: SignedIn
) -> None:
    later(AFTER_IT)
    staff = signed_in(caseworker)
    assert "Det har vi aftalt" in told(staff.get(f"/moeder/{meeting.pk}/"))
    services.set_interpreter(
        meeting_id=meeting.pk, version=1, interpreter=Interpreter("wanted", "ar"), actor=region.actor("caseworker"),
        now=NOW,
    )  # fmt: skip
    form = {"version": "1", "outcome": "seen", "words": "Mine ord om mødet"}
    page = told(staff.post(f"/moeder/{meeting.pk}/udfald/", form), 409)
    assert "Mine ord om mødet" in page
    assert staff.post(f"/moeder/{meeting.pk}/udfald/", form | {"version": "2"}).status_code == 302
    assert Contact.objects.get().words == "Mine ord om mødet"


def test_a_moved_meeting_leaves_the_old_one_standing_and_its_interpreter_is_booked_again(
    region: Region, amina: Person
) -> None:
    actor = region.actor("caseworker")
    old = planned(region, amina, interpreter=Interpreter("booked", "ar", "irakisk", "woman", "Tolkene"))
    new_time = NEXT_TUESDAY + timedelta(days=1)
    made = services.move_meeting(meeting_id=old.pk, version=1, starts_at=new_time, minutes=30, actor=actor, now=NOW)
    old.refresh_from_db()
    assert (old.state, made.moved_from_id, made.starts_at) == ("moved", old.pk, new_time)
    assert (made.interpreter, made.interpreter_dialect, made.interpreter_gender) == ("wanted", "irakisk", "woman")
    assert [each.code for each in queries.missing(made, now=NOW)] == ["meeting.interpreter_wanted"]


def test_another_place_takes_the_letter_and_the_messages_back(
    region: Region, staff: Client, meeting: Meeting, signed_in: SignedIn
) -> None:
    sent = {"letter": "digital_post", "letter_paper_id": 1, "told_at": NOW, "reminded_at": NOW}
    Meeting.objects.filter(pk=meeting.pk).update(**sent, place="Lokale 1")
    at = f"/moeder/{meeting.pk}/sted/"
    assert "Skriv, hvor borgeren skal komme" in told(staff.post(at, {"version": "1", "place": " "}), 422)
    assert staff.post(at, {"version": "1", "place": "Lokale 1"}).status_code == 302  # nothing is new
    meeting.refresh_from_db()
    assert (meeting.letter, meeting.version) == ("digital_post", 1)
    assert staff.post(at, {"version": "1", "place": "Biblioteket"}).status_code == 302
    page = told(staff.get(f"/moeder/{meeting.pk}/"))
    assert "Biblioteket" in page
    assert "Ikke lavet endnu" in page
    assert "Et andet sted" in page
    meeting.refresh_from_db()
    assert (meeting.letter, meeting.told_at, meeting.reminded_at, meeting.state) == ("", None, None, "planned")
    assert "Min tekst" in told(staff.post(at, {"version": "1", "place": "Min tekst"}), 409)
    elsewhere = signed_in(region.member("caseworker", at=region.fredensborg))
    assert elsewhere.post(at, {"version": "2", "place": "Andetsteds"}).status_code == 404


def test_a_letter_is_made_again_for_the_place_it_was_first_made_for_and_the_one_between_holds_no_longer(
    region: Region, staff: Client, meeting: Meeting
) -> None:
    made = []
    for number, place in enumerate(("Lokale 1", "Lokale 2", "Lokale 1")):
        meeting.refresh_from_db()
        told_ = {"version": str(meeting.version), "place": place}
        assert staff.post(f"/moeder/{meeting.pk}/sted/", told_).status_code == 302
        assert staff.post(f"/moeder/{meeting.pk}/brev/", {"language": "da"}).status_code == 302
        meeting.refresh_from_db()
        assert meeting.letter == "made"
        made.append(meeting.letter_paper_id)
        assert len(set(made)) == number + 1
    holding = IssuedPaper.objects.filter(withdrawn_at__isnull=True).values_list("pk", flat=True)
    assert list(holding) == made[-1:]


def test_a_meeting_that_has_begun_stays_where_it_is(
    caseworker: Membership, signed_in: SignedIn, meeting: Meeting, later: Callable[..., None]
) -> None:
    later(AFTER_IT)
    staff = signed_in(caseworker)
    assert "/sted/" not in told(staff.get(f"/moeder/{meeting.pk}/"))
    page = told(staff.post(f"/moeder/{meeting.pk}/sted/", {"version": "1", "place": "Biblioteket"}), 422)
    assert "stedet ligger fast" in page


def test_saving_the_place_as_it_was_shown_changes_nothing(region: Region, staff: Client, meeting: Meeting) -> None:
    centre = Organisation.objects.create(kind="language_centre", name="Sprogcenter Nord")
    Meeting.objects.filter(pk=meeting.pk).update(place="Lokale 3", at_centre=centre)
    page = told(staff.get(f"/moeder/{meeting.pk}/"))
    assert 'value="Lokale 3, Sprogcenter Nord"' in page
    told_ = {"version": "1", "place": "Lokale 3, Sprogcenter Nord"}
    assert staff.post(f"/moeder/{meeting.pk}/sted/", told_).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, meeting.at_centre_id, meeting.version) == ("Lokale 3", centre.pk, 1)


def test_the_list_shows_what_is_missing_and_not_what_is_in_order(
    region: Region, staff: Client, amina: Person, meeting: Meeting
) -> None:
    assert "Der mangler ikke noget" in told(staff.get("/moeder/"))
    planned(region, amina, NOW + timedelta(days=1), interpreter=Interpreter("wanted", "ar"))
    page = told(staff.get("/moeder/"))
    assert "Der er stadig ingen tolk" in page
    assert "Mind borgeren om" in page
    Person.objects.filter(pk=amina.pk).update(closed_on=NOW.date(), closed_reason="ordinary_job")
    assert "Der mangler ikke noget" in told(staff.get("/moeder/"))


def test_a_calendar_holds_times_and_no_name_and_ends_with_the_membership(
    region: Region, client: Client, caseworker: Membership, meeting: Meeting
) -> None:
    first = hours.calendar_link(actor=region.actor("caseworker"), now=NOW)
    token = hours.calendar_link(actor=region.actor("caseworker"), now=NOW)
    assert client.get(f"/moeder/kalender/{first}.ics").status_code == 404
    text = told(client.get(f"/moeder/kalender/{token}.ics"))
    assert "DTSTART:20260310T090000Z" in text
    for word in ("Amina", "Rådhuset", "Samtale", "caseworker"):
        assert word not in text
    Membership.objects.filter(pk=caseworker.pk).update(active=False)
    assert client.get(f"/moeder/kalender/{token}.ics").status_code == 404


def test_the_citizen_asks_for_another_time_and_an_interpreter_in_the_own_language(
    own: Client, meeting: Meeting, staff: Client
) -> None:
    page = told(own.get("/borger/moeder/"))
    assert "اجتماعاتي" in page
    assert 'dir="rtl"' in page
    assert page.count("Siden er oversat af en maskine") == 1
    empty = told(own.post(f"/borger/moeder/{meeting.pk}/tid/", {"words": ""}), 422)
    assert "اكتب شيئًا هنا" in empty
    own.post(f"/borger/moeder/{meeting.pk}/tid/", {"words": "Efter kl. 12"})
    own.post(f"/borger/moeder/{meeting.pk}/tolk/", {"spoken": "ar", "dialect": "syrisk", "gender": "woman"})
    page = told(staff.get(f"/moeder/{meeting.pk}/"))
    for words in ("Efter kl. 12", "Borgeren beder om en anden tid", "syrisk", "Helst en kvinde"):
        assert words in page


def test_a_citizen_reaches_no_meeting_of_another_and_a_colleague_elsewhere_none_at_all(
    region: Region, own: Client, meeting: Meeting
) -> None:
    theirs = planned(region, region.person("Badr"), NEXT_TUESDAY.replace(hour=14))
    assert own.post(f"/borger/moeder/{theirs.pk}/tid/", {"words": "Nu"}).status_code == 404
    with pytest.raises(OutOfReach):
        queries.meeting(meeting.pk, actor=region.actor("caseworker", at=region.fredensborg))
    with pytest.raises(NotAllowed, match=r"meeting\.of_the_citizen"):
        services.ask_to_move(meeting_id=meeting.pk, words="x", actor=region.actor("caseworker"), now=NOW)


def test_letters_and_interpreter_begin_with_what_the_citizen_speaks_and_with_nothing_where_nobody_has_told(
    region: Region, staff: Client
) -> None:
    person = region.person("Yusra", contact=region.member("caseworker"))
    pages = [reverse(f"staff:{name}", args=[person.pk]) for name in ("attendance", "meetings_of_person")]
    guide, meeting = (told(staff.get(page)) for page in pages)
    assert '<option value="" selected>–</option>' in guide
    assert '<option value="" selected>–</option>' in meeting
    for code, spoken in (("da", 2), ("ar", 3)):
        LanguageSkill.objects.create(person=person, language=code, spoken=spoken)
    assert '<option value="ar" selected>' in told(staff.get(pages[0]))
    planned(region, person, interpreter=Interpreter("wanted", "ti", "", "woman"))
    meeting = told(staff.get(pages[1]))
    assert '<option value="wanted" selected>' in meeting
    assert '<option value="woman" selected>' in meeting
    assert "tigrinya" in meeting


def test_an_odd_time_and_a_written_one_beside_a_ticked_one_are_told_and_a_video_needs_its_link(
    region: Region, staff: Client, amina: Person
) -> None:
    address = reverse("staff:meetings_of_person", args=[amina.pk])
    evening = "2026-12-24T23:00"
    refused = staff.post(address, plan(form="video", place="", host=str(amina.contact_id), at=evening))
    assert "Skriv linket" in told(refused, 422)
    ticked = plan(
        host=str(amina.contact_id), at=evening, slot=NEXT_TUESDAY.isoformat(), state="wanted", spoken="arabisk"
    )
    page = told(staff.post(address, ticked, follow=True))
    assert "Det, du skrev, gælder" in page
    assert "uden for den normale tid" in page
    made = Meeting.objects.latest("pk")
    assert made.starts_at.hour in (22, 23)
    actor = region.actor("caseworker")
    letters.make_letter(meeting_id=made.pk, language="da", check_at="https://x.example/", actor=actor, now=NOW)
    assert letters._facts(made, "da")["interpreter"] == "wanted"
