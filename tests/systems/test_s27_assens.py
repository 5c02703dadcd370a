"""S27, Assens: company effort from the first month. The clock from housing, an alignment that is signed and renewed,
observations that lead to a new opening, Danish at the workplace."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.alignment import written
from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership
from tovholder.placements import alignment_queries, alignment_rules
from tovholder.placements.models import Alignment, AlignmentSignature, Observation, WorkplaceLesson

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
