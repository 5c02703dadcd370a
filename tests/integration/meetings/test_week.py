"""A citizen's week: what stands in it, what clashes, health as one word, and the same on paper and on a phone."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.test import Client

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.models import Membership
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import week_queries as queries
from tovholder.pathways import week_rules
from tovholder.pathways import week_services as services
from tovholder.pathways.models import Meeting, SetAsideHours, WeekEntry
from tovholder.pathways.week_rules import Untimed
from tovholder.pathways.week_services import NewEntry
from tovholder.people.models import Person
from tovholder.placements.models import WorkplaceLesson

SignedIn = Callable[[Membership], Client]
MONDAY = date(2026, 3, 9)


def told(page: Any, status: int = 200) -> str:
    assert page.status_code == status, page.content.decode()[:2000]
    return str(page.content.decode())


def add(region: Region, person: Person, kind: str, days: tuple[int, ...], begins: int, ends: int, **more: Any) -> None:
    entry = NewEntry(kind, days, time(begins), time(ends), TODAY, **more)
    services.add_to_week(person_id=person.pk, entry=entry, actor=region.actor("caseworker"), now=NOW)


def test_a_form_sent_twice_writes_one_row_a_day_and_of_an_appointment_no_words(staff: Client, amina: Person) -> None:
    form = {
        "kind": "appointment", "days": ["0", "2"], "begins_at": "10:00", "ends_at": "11:00", "words": "Psykolog",
        "starts_on": "2026-03-04", "request_key": "en-gang",
    }  # fmt: skip
    for _each in range(2):
        assert staff.post(f"/moeder/uge/{amina.pk}/", form).status_code == 302
    assert list(WeekEntry.objects.order_by("weekday").values_list("weekday", "words")) == [(0, ""), (2, "")]
    page = told(staff.get(f"/moeder/uge/{amina.pk}/?uge=2026-03-11"))
    assert "Aftale" in page
    assert "Psykolog" not in page


def test_the_week_has_meetings_lessons_at_work_and_the_hours_of_the_stays_and_shows_what_clashes(
    region: Region, staff: Client, amina: Person, meeting: Meeting
) -> None:
    stay = region.stay(amina, hours_unpaid=20, hours_paid=0)
    WorkplaceLesson.objects.create(
        placement=stay, weekday=0, begins_at=time(9), minutes=60, with_whom="teacher", starts_on=TODAY
    )
    add(region, amina, "work", (0, 1), 8, 12)
    week = queries.week(amina.pk, monday=MONDAY)
    assert [(each.one.kind, each.other and each.other.kind) for each in week.clashes] == [("work", "meeting")]
    page = told(staff.get(f"/moeder/uge/{amina.pk}/?uge=2026-03-09"))
    assert "Forløbene er planlagt til 20 timer, og i ugen står der 8 timer." in page
    assert "Strandhotellet" in page


def test_times_when_the_citizen_has_nothing_are_offered_first_and_the_others_tell_what(
    region: Region, staff: Client, amina: Person
) -> None:
    add(region, amina, "danish", (0, 1, 2, 3), 9, 15, words="Lærdansk")
    page = told(staff.get(f"/moeder/borger/{amina.pk}/"))
    assert "fredag 6. marts kl. 09:00" in page
    assert "borgeren har" not in page
    add(region, amina, "work", (4,), 9, 15)
    page = told(staff.get(f"/moeder/borger/{amina.pk}/"))
    assert "onsdag 4. marts kl. 10:00 – borgeren har: Dansk" in page


def test_an_entry_ends_today_and_stays_in_the_weeks_before(
    region: Region, staff: Client, amina: Person, signed_in: SignedIn
) -> None:
    entry = WeekEntry.objects.create(
        person=amina, organisation=region.helsingor, kind="danish", weekday=0, begins_at=time(9), ends_at=time(12),
        starts_on=date(2026, 1, 5),
    )  # fmt: skip
    elsewhere = signed_in(region.member("caseworker", at=region.fredensborg))
    assert elsewhere.post(f"/moeder/uge/slut/{entry.pk}/").status_code == 404
    assert staff.post(f"/moeder/uge/slut/{entry.pk}/").status_code == 302
    assert not queries.week(amina.pk, monday=MONDAY).blocks
    assert queries.week(amina.pk, monday=date(2026, 2, 2)).blocks


def test_the_citizen_reads_the_week_and_prints_it_in_the_own_language(
    region: Region, own: Client, amina: Person
) -> None:
    add(region, amina, "childcare", (0,), 8, 14)
    add(region, amina, "work", (0,), 9, 15)
    page = told(own.get("/borger/uge/?uge=2026-03-09"))
    assert "أسبوعي" in page
    assert "رعاية الأطفال لا تغطي كل الوقت" in page
    answer = own.post("/borger/uge/papir/?uge=2026-03-09")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    paper = IssuedPaper.objects.get()
    assert (paper.kind, paper.language, paper.person_id) == ("week", "ar", amina.pk)
    assert paper.number in told(own.get("/borger/papirer/"))


def test_hours_without_a_fixed_time_stand_under_the_week_on_screen_and_on_paper(
    region: Region, own: Client, staff: Client, amina: Person
) -> None:
    region.stay(amina, hours_unpaid=20, hours_paid=0)
    SetAsideHours.objects.create(person=amina, organisation=region.helsingor, hours=Decimal("4.5"), starts_on=TODAY)
    found = queries.week(amina.pk, monday=MONDAY).untimed
    assert found == [Untimed("work", Decimal(20), "Strandhotellet"), Untimed("appointment", Decimal("4.5"))]
    page = told(own.get("/borger/uge/?uge=2026-03-09"))
    for words in ("بدون وقت محدد", "20 ساعات في الأسبوع", "Strandhotellet", "ساعات في الأسبوع"):
        assert words in page
    assert "20 timer om ugen uden fast tid, Strandhotellet" in told(
        staff.get(f"/moeder/uge/{amina.pk}/?uge=2026-03-09")
    )
    assert own.post("/borger/uge/papir/?uge=2026-03-09").status_code == 200
    assert services._facts(amina, queries.week(amina.pk, monday=MONDAY))["untimed"] == [
        ("work", Decimal(20), "Strandhotellet"),
        ("appointment", Decimal("4.5"), ""),
    ]
    add(region, amina, "work", (0, 1), 8, 12)
    assert queries.week(amina.pk, monday=MONDAY).untimed[0] == Untimed("work", Decimal(12), "Strandhotellet")


def test_of_several_stays_the_hours_left_over_have_no_place_and_hours_that_all_have_a_time_leave_none() -> None:
    told = [(Decimal(10), "Strandhotellet"), (Decimal(8), "Havnens Bageri"), (Decimal(0), "Værkstedet")]

    def left(stays: list[tuple[Decimal, str]], timed: int) -> list[Untimed]:
        return week_rules.untimed(stays, in_week=Decimal(timed), set_aside=Decimal(0), set_aside_kind="appointment")

    assert [each.where for each in left(told, 0)] == ["Strandhotellet", "Havnens Bageri"]
    assert left(told, 6) == [Untimed("work", Decimal(12))]
    assert left(told, 18) == left(told, 20) == left([], 4) == []
