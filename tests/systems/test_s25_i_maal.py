"""S25, I mål med integration: phases with what belongs to them, offers side by side against the duty, visitation on the
same questions for all, actors whom the municipality follows up with."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.pathways.models import AroundPerson, PlanPart, PlanText, Visitation
from tovholder.people.models import Access, Person

SignedIn = Callable[[Membership], Client]
YES = {"talked_with": "yes", "understood": "yes", "competences_known": "no", "work_now": "no", "hindrance_named": "yes"}


def test_s25_1_the_plan_tells_the_phase_from_takeover_and_what_belongs_to_it(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    client = signed_in(region.member("caseworker"))
    for days, heading, step in (
        (10, "Fase 1: modtagelse og start", "Første tilbud og danskuddannelse"),
        (100, "Fase 2: samtaler og indsats", "Branchepraktik eller afklarende praktik"),
        (500, "Ikke selvforsørgende endnu: fase 2 en gang til", "Er der brug for efterværn?"),
    ):
        person = region.person(takeover_on=today - timedelta(days=days))
        page = client.get(f"/plan/{person.pk}/").content.decode()
        assert heading in page
        assert step in page


def test_s25_1_offers_run_side_by_side_on_one_timeline_with_their_hours_against_the_duty(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    person = region.person(takeover_on=today - timedelta(days=60), benefit="cash_benefit_basic")
    region.stay(person, starts_on=today - timedelta(days=5), ends_before=today + timedelta(days=60), hours_unpaid=20)
    client = signed_in(region.member("caseworker"))
    for kind, words, hours in (("danish", "Modul 2", "12"), ("mentor", "Bodil", "2"), ("health", "", "3")):
        told = {"kind": kind, "words": words, "starts_on": today, "hours": hours, "request_key": kind}
        assert client.post(f"/plan/{person.pk}/del/", told).status_code == 302
        client.post(f"/plan/{person.pk}/del/", told)  # a finger pressed twice
    assert PlanPart.objects.count() == 3
    page = client.get(f"/plan/{person.pk}/").content.decode()
    assert "37 timer om ugen ud af 37 timer" in page
    assert page.count("<rect") == 4 + 2  # one bar each, and the two of the key
    refused = client.post(f"/plan/{person.pk}/del/", {"kind": "health", "words": "Ryggen", "starts_on": today})
    assert refused.status_code == 422
    assert "Om sundhed står der kun timer i planen" in refused.content.decode()
    assert "Ryggen" in refused.content.decode()


def test_two_who_write_the_same_plan_lose_nobody_s_words(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    first, second = signed_in(region.member("caseworker")), signed_in(region.member("team_leader"))
    told = {"number": 0, "own_goal": "Kok", "agreed": "Praktik i et køkken", "next_step": "Ring til Strandhotellet"}
    assert first.post(f"/plan/{person.pk}/", told).status_code == 302
    late = second.post(f"/plan/{person.pk}/", told | {"agreed": "Kursus først"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Praktik i et køkken" in page
    assert "Kursus først" in page
    again = second.post(f"/plan/{person.pk}/", told | {"agreed": "Kursus først", "number": 1})
    assert again.status_code == 302
    assert list(PlanText.objects.order_by("number").values_list("agreed", flat=True)) == [
        "Praktik i et køkken",
        "Kursus først",
    ]


def test_s25_5_visitation_and_visitation_again_stand_with_day_answers_and_reason_and_no_number(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person()
    client = signed_in(region.member("caseworker"))
    told = {f"q_{code}": said for code, said in YES.items()} | {"on": "2026-02-01", "reason": "Skal lære sproget først"}
    for code, tried, status in (("activity_ready", "unknown", 302), ("job_ready", "yes", 302)):
        version = Person.objects.get(pk=person.pk).version
        answer = client.post(
            f"/plan/{person.pk}/visitation/", told | {"q_tried": tried, "code": code, "version": version}
        )
        assert answer.status_code == status
    assert list(Visitation.objects.order_by("made_at").values_list("code", flat=True)) == [
        "activity_ready",
        "job_ready",
    ]
    stands = Person.objects.get(pk=person.pk)
    assert (stands.visitation, stands.visited_on) == ("job_ready", date(2026, 2, 1))
    assert not [field.name for field in Visitation._meta.fields if field.name in ("score", "points", "level")]
    page = client.get(f"/plan/{person.pk}/visitation/").content.decode()
    assert page.count("Skal lære sproget først") == 2


def test_s25_5_activity_ready_needs_a_talk_and_words_for_what_is_to_be_solved(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person()
    told = {f"q_{code}": said for code, said in YES.items()} | {"q_tried": "yes", "q_talked_with": "no"}
    told |= {"on": "2026-02-01", "reason": "x", "code": "activity_ready", "version": str(person.version)}
    refused = signed_in(region.member("caseworker")).post(f"/plan/{person.pk}/visitation/", told)
    assert refused.status_code == 422
    assert "Aktivitetsparat kræver en samtale med borgeren" in refused.content.decode()
    assert not Visitation.objects.exists()


def test_s25_6_the_municipality_keeps_the_responsibility_for_second_actors_and_language_schools(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person()
    centre = Organisation.objects.create(kind="language_centre", name="Sprogcenter Nord")
    Access.objects.create(
        person=person, organisation=centre, purpose="learning", fields="learning", starts_on=date(2026, 1, 1),
        source="course:1",
    )  # fmt: skip
    client = signed_in(region.member("caseworker"))
    told = {"role": "second_actor", "name": "Jens Hansen", "at": "Aktør A/S", "starts_on": "2026-01-01"}
    assert client.post(f"/plan/{person.pk}/hjaelp/", told).status_code == 302
    page = client.get(f"/plan/{person.pk}/").content.decode()
    assert "ansvaret er vores" in page
    assert "Sprogcenter Nord" in page
    helper = AroundPerson.objects.get()
    client.post(f"/plan/{person.pk}/hjaelp/skridt/", {"helper": helper.pk, "what": "fulgt"})
    assert AroundPerson.objects.get().followed_on == timezone.localdate()
    assert "ansvaret er vores" not in client.get(f"/plan/{person.pk}/").content.decode()
