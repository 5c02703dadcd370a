"""Who may sign what: a changed text is signed anew, a link shows one stay, nobody reads a name from the register."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.alignment import written
from tests.integration.region import NOW, Region
from tovholder.accounts import personal_links
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import AuditEntry, Membership, ReadSubject
from tovholder.companies.models import CompanyAsk
from tovholder.placements import alignment_queries, alignment_rules
from tovholder.placements import alignment_services as services
from tovholder.placements.models import Alignment, AlignmentSignature, Placement
from tovholder.web.shared import sentences

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def stay(region: Region) -> Placement:
    return region.stay(region.person())


def _link(region: Region, stay: Placement) -> str:
    return services.link_for_company(
        placement_id=stay.pk, name="Bo Kok", actor=region.actor("company_consultant"), now=timezone.now()
    )


def test_a_changed_text_needs_new_signatures_and_says_what_changed(region: Region, stay: Placement) -> None:
    actor = region.actor("company_consultant")
    written.write(region, stay)
    written.sign(stay, actor)
    second = written.write(region, stay, number=1, absence="Ring før 6", purpose="skill")
    assert (second.number, second.changed, second.signatures.count()) == (2, ["purpose", "absence"], 0)
    assert list(Alignment.objects.filter(current=True)) == [second]
    assert Alignment.objects.get(number=1).signatures.count() == 1


def test_the_same_text_again_is_no_new_version(region: Region, stay: Placement) -> None:
    first = written.write(region, stay)
    assert written.write(region, stay, number=1) == first
    assert CompanyAsk.objects.filter(kind="alignment").count() == 1


def test_the_same_form_sent_twice_by_one_writer_is_written_once(region: Region, stay: Placement) -> None:
    first = written.write(region, stay)
    assert written.write(region, stay) == first
    changed = written.write(region, stay, number=1, conflict="Sig det straks")
    assert written.write(region, stay, number=1, conflict="Sig det straks") == changed
    assert Alignment.objects.count() == 2
    with pytest.raises(Stale):
        written.write(region, stay, number=1, conflict="Noget andet")


def test_two_who_write_at_once_both_keep_their_words(region: Region, signed_in: SignedIn, stay: Placement) -> None:
    written.write(region, stay, absence="Kollegas ord")
    told = written.TEXT.parts() | {"number": "0", "absence": "Mine egne ord"}
    answer = signed_in(region.member("caseworker")).post(f"/samarbejde/{stay.pk}/", told)
    page = answer.content.decode()
    assert (answer.status_code, Alignment.objects.count()) == (409, 1)
    assert "Kollegas ord" in page
    assert "Mine egne ord" in page
    assert 'name="number" value="1"' in page


def test_a_version_that_is_no_longer_the_newest_is_not_signed(region: Region, stay: Placement) -> None:
    written.write(region, stay)
    written.write(region, stay, number=1, conflict="Nyt")
    with pytest.raises(Stale):
        written.sign(stay, region.actor("company_consultant"), number=1)


def test_a_part_left_empty_is_named_and_nothing_is_saved(region: Region, stay: Placement) -> None:
    with pytest.raises(NotAllowed) as refused:
        written.write(region, stay, at_end=" ")
    assert (refused.value.code, refused.value.facts["part"]) == ("alignment.part_missing", "at_end")
    assert not Alignment.objects.exists()


def test_a_stay_that_is_over_is_neither_written_about_nor_signed(region: Region, stay: Placement) -> None:
    written.write(region, stay)
    Placement.objects.filter(pk=stay.pk).update(status="ended", outcome="goal_reached")
    actor = region.actor("company_consultant")
    for step in (lambda: written.write(region, stay, number=1, conflict="Nyt"), lambda: written.sign(stay, actor)):
        with pytest.raises(NotAllowed, match=r"alignment\.stay_over"):
            step()


@pytest.mark.parametrize("is_written", [True, False])
def test_a_company_is_not_asked_for_anything_about_a_stay_that_is_over(
    region: Region, signed_in: SignedIn, stay: Placement, is_written: bool
) -> None:
    if is_written:
        written.write(region, stay)
    Placement.objects.filter(pk=stay.pk).update(status="ended", outcome="goal_reached")
    firm = signed_in(written.company_member(region))
    page = firm.get(f"/virksomhed/forventninger/{stay.pk}/").content.decode()
    assert "Forløbet er slut" in page
    assert not [word for word in ("I bliver spurgt", "Vi er enige", "Fortæl om et problem") if word in page]
    assert "Fortæl om et problem" not in firm.get(f"/virksomhed/forloeb/{stay.pk}/timer/").content.decode()


def test_a_company_signs_only_for_its_own_stays(region: Region, stay: Placement) -> None:
    written.write(region, stay)
    other = region.actor("company_contact", at=region.fredensborg)
    with pytest.raises(OutOfReach):
        written.sign(stay, other)


def test_a_link_signs_for_the_company_under_its_name_and_shows_no_name_from_the_register(
    region: Region, signed_in: SignedIn, stay: Placement
) -> None:
    written.write(region, stay)
    address = f"/virksomhed/forventninger/link/{_link(region, stay)}/"
    client = Client()
    page = client.get(address).content.decode()
    assert "Ring før 7" in page
    assert stay.person.given_name not in page
    assert ReadSubject.objects.get(person_id=stay.person_id).event.actor_name == "Bo Kok"
    thanks = client.post(address, {"number": "1", "role": "Kok", "mentor_name": "Bodil"}, follow=True).content.decode()
    assert "Tak. Du har skrevet under.</p>" in thanks
    made = AlignmentSignature.objects.get()
    assert (made.party, made.name, made.role, made.by) == ("company", "Bo Kok", "Kok", None)
    assert CompanyAsk.objects.get(kind="alignment").answer == "done"
    assert AuditEntry.objects.filter(action="alignment.sign", actor_name="Bo Kok").exists()


def test_a_link_that_does_not_work_says_the_same_whatever_is_wrong_with_it(region: Region, stay: Placement) -> None:
    written.write(region, stay)
    old, token = _link(region, stay), _link(region, stay)
    Placement.objects.filter(pk=stay.pk).update(status="ended", outcome="goal_reached")
    answers = [Client().get(f"/virksomhed/forventninger/link/{each}/") for each in (old, token, "x")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content.split(b"<main")[1].split(b"</main")[0] for answer in answers}) == 1


def test_a_link_of_another_purpose_opens_nothing_here(region: Region, stay: Placement) -> None:
    actor, now = region.actor("company_consultant"), timezone.now()
    token = personal_links.make(
        purpose="statement", target=f"placement:{stay.pk}", name="Bo", ends_at=now + timedelta(days=1), actor=actor,
        now=now,
    )  # fmt: skip
    assert Client().get(f"/virksomhed/forventninger/link/{token}/").status_code == 404


def test_nobody_but_the_company_tells_who_follows_the_citizen(region: Region, stay: Placement) -> None:
    written.write(region, stay)
    written.sign(stay, region.actor("company_consultant"), mentor_name="Gæt")
    assert Alignment.objects.get().mentor_name == ""


def test_a_second_sending_changes_nothing_under_the_signatures_and_says_so(
    region: Region, signed_in: SignedIn, stay: Placement
) -> None:
    written.write(region, stay)
    firm = signed_in(written.company_member(region))
    link = f"/virksomhed/forventninger/link/{_link(region, stay)}/"
    told = {"number": "1", "role": "Kok", "mentor_name": "Bodil"}
    Client().post(link, told)
    for client, address in ((Client(), link), (firm, f"/virksomhed/forventninger/{stay.pk}/")):
        page = client.post(address, told | {"mentor_name": "Gæt"}, follow=True).content.decode()
        assert "det, I skrev under på, gælder" in page
        assert "Tak. Du har skrevet under" not in page
    assert Alignment.objects.get().mentor_name == "Bodil"


@pytest.mark.parametrize(
    ("code", "words", "side"), [("ar", "الهدف", "rtl"), ("prs", "هدف", "rtl"), ("uk", "Мета", "ltr")]
)
def test_the_citizen_reads_the_form_in_the_own_language_and_that_it_is_a_machines(
    region: Region, signed_in: SignedIn, stay: Placement, code: str, words: str, side: str
) -> None:
    written.write(region, stay)
    client = signed_in(written.citizen_member(region, stay.person))
    page = client.get(f"/borger/forventninger/{stay.pk}/?laes={code}").content.decode()
    assert f'<div lang="{"fa" if code == "prs" else code}" dir="{side}">' in page
    assert page.count("oversat af en maskine") == 1
    assert words in page
    assert '<span lang="da" dir="ltr">Ring før 7</span>' in page
    assert "oversat af en maskine" not in client.get(f"/borger/forventninger/{stay.pk}/?laes=da").content.decode()


def test_a_citizen_reads_and_signs_no_other_citizens(region: Region, signed_in: SignedIn, stay: Placement) -> None:
    written.write(region, stay)
    other = signed_in(written.citizen_member(region, region.person("Bilal")))
    assert other.get(f"/borger/forventninger/{stay.pk}/").status_code == 404


def test_unsigned_stands_on_the_placement_the_companys_page_and_the_list(
    region: Region, signed_in: SignedIn, stay: Placement
) -> None:
    written.write(region, stay)
    staff, firm = signed_in(region.member("company_consultant")), signed_in(written.company_member(region))
    assert (
        "Mangler underskrift fra: virksomheden, borgeren og kommunen."
        in staff.get(f"/forlob/{stay.pk}/").content.decode()
    )
    assert f"/samarbejde/{stay.pk}/" in staff.get("/samarbejde/").content.decode()
    assert "Venter på jeres underskrift" in firm.get("/virksomhed/").content.decode()
    firm.post(f"/virksomhed/forventninger/{stay.pk}/", {"number": "1", "role": "Leder"})
    assert "Venter på jeres underskrift" not in firm.get("/virksomhed/").content.decode()


def test_the_renewal_is_never_after_the_last_day() -> None:
    on = NOW.date()
    days = [(7, 6), (200, 42), (None, 42)]
    for length, expected in days:
        ends = on + timedelta(days=length) if length else None
        assert (alignment_rules.renewal_day(written_on=on, ends_before=ends) - on).days == expected


def test_others_of_the_municipality_see_that_something_was_seen_and_not_the_words(
    region: Region, stay: Placement
) -> None:
    writer = region.actor("caseworker")
    told = {"placement_id": stay.pk, "on": NOW.date(), "point": "tasks", "words": "Tal med lægen"}
    services.observe(actor=writer, now=NOW, **told)  # type: ignore[arg-type]
    stay.person.unit = region.unit
    member = region.member("company_consultant", initials="AN")
    reader = region.actor("company_consultant", initials="AN")
    assert member.unit == region.unit
    shown = alignment_queries.of_stay(stay, actor=reader, on=NOW.date()).observations
    assert [each.words for each in shown] == ["Tal med lægen"]
    outside = alignment_queries.of_stay(stay, actor=_elsewhere(reader), on=NOW.date()).observations
    assert [(each.words, each.is_withheld) for each in outside] == [("", True)]


def _elsewhere(actor: Actor) -> Actor:

    return replace(actor, unit_id=10_000, membership_id=10_000)


def test_a_first_stay_that_was_late_tells_its_day_and_not_thousands_of_days() -> None:
    began_on, takeover_on = date(2026, 3, 2), date(2018, 5, 1)
    clock = alignment_rules.first_stay_clock(takeover_on=takeover_on, first_start=began_on, on=began_on)
    told = sentences.say(clock, "da")
    assert "begyndte 2. marts 2026" in told
    assert "dage" not in told
