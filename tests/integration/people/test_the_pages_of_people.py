"""The citizens' pages through a signed-in browser: what each role sees, and what another municipality never sees."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.models import AuditEntry, Membership, Organisation, ReadEvent, ReadSubject, Unit
from tovholder.accounts.readlog import alias
from tovholder.pathways.models import Contact
from tovholder.people import services
from tovholder.people.models import Person
from tovholder.web.staff.people_sections import SECTIONS

SignedIn = Callable[[Membership], Client]


def test_the_list_shows_own_citizens_and_logs_each_name_it_shows(region: Region, signed_in: SignedIn) -> None:
    own, foreign = region.person("Amina"), region.person("Fremmed", at=region.fredensborg)
    answer = signed_in(region.member("caseworker")).get("/borgere/")
    assert "Amina" in answer.text
    assert "Fremmed" not in answer.text
    logged = set(ReadSubject.objects.using(alias()).values_list("person_id", flat=True))
    assert logged == {own.pk}
    assert foreign.pk not in logged


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("navn=mohamed", {"Muhammad"}),
        ("kontakt=ingen", {"Olena"}),
        ("kontakt=mig", {"Muhammad"}),
        ("branche=cleaning", {"Olena"}),
        ("status=in_placement", {"Muhammad"}),
        ("status=waiting", {"Olena"}),
        ("lukket=on", {"Lukket"}),
        ("navn=mohamed&kontakt=ingen", set()),
    ],
)
def test_the_address_is_the_filter(region: Region, signed_in: SignedIn, query: str, names: set[str]) -> None:
    from tests.integration.region import NOW
    from tovholder.people.facts import Wanted

    me = region.member("caseworker")
    region.stay(region.person("Muhammad", contact=me))
    olena = region.person("Olena")
    services.set_wishes(
        person_id=olena.pk, version=1, wishes=[Wanted("cleaning")], actor=region.actor("caseworker"), now=NOW
    )
    closed = region.person("Lukket")
    Person.objects.filter(pk=closed.pk).update(closed_on=date(2026, 1, 1), closed_reason="other")
    text = signed_in(me).get(f"/borgere/?{query}").text
    assert {name for name in ("Muhammad", "Olena", "Lukket") if name in text} == names


def test_another_municipality_gets_not_found_and_the_try_is_logged_as_refused(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person()
    answer = signed_in(region.member("caseworker", at=region.fredensborg)).get(f"/borgere/{person.pk}/")
    assert answer.status_code == 404
    event = ReadEvent.objects.using(alias()).get()
    assert (event.allowed, event.subjects.get().person_id) == (False, person.pk)


def test_a_number_larger_than_any_id_is_not_found_and_breaks_no_log(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.member("caseworker"))
    assert browser.get(f"/borgere/{2**63}/").status_code == 404
    assert browser.get(f"/borgere/{2**63 - 1}/").status_code == 404


def test_a_case_that_does_not_exist_answers_as_one_out_of_reach(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    stranger = signed_in(region.member("caseworker", at=region.fredensborg))
    missing, foreign = stranger.get("/borgere/999999/"), stranger.get(f"/borgere/{person.pk}/")
    assert missing.status_code == foreign.status_code == 404
    assert _words(missing.text, 999999) == _words(foreign.text, person.pk)


def _words(page: str, person_id: int) -> str:
    """A page without what differs from one answer to the next: the token of its forms, and the address asked for."""
    tokens = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', r"\1", page)
    return tokens.replace(f"/{person_id}/", "/N/")


def test_the_number_is_found_by_post_and_stands_in_no_address_and_no_page(region: Region, signed_in: SignedIn) -> None:
    person = region.person(cpr="0101901234")
    browser = signed_in(region.member("caseworker"))
    answer = browser.post("/borgere/cpr/", {"cpr": "010190-1234"}, follow=True)
    assert answer.redirect_chain == [(f"/borgere/{person.pk}/", 302)]
    assert "1234" not in answer.text
    assert browser.get("/borgere/cpr/?cpr=0101901234").status_code == 405


def test_a_number_that_is_found_is_a_look_at_the_number(region: Region, signed_in: SignedIn) -> None:
    person = region.person(cpr="0101901234")
    signed_in(region.member("caseworker")).post("/borgere/cpr/", {"cpr": "010190-1234"})
    assert ReadSubject.objects.using(alias()).get(person_id=person.pk).fields == "cpr"


def test_whoever_tries_number_after_number_is_stopped_for_a_right_one_too(region: Region, signed_in: SignedIn) -> None:
    """The answer is the same for a number with a case and one without, and tomorrow the search works again."""
    person = region.person(cpr="0101901234")
    browser = signed_in(region.member("caseworker"))
    for ending in range(15):
        assert (
            "ingen sag med det nummer"
            in browser.post("/borgere/cpr/", {"cpr": f"010190-2{ending:03}"}, follow=True).text
        )
    for number in ("010190-1234", "010190-2999"):
        answer = browser.post("/borgere/cpr/", {"cpr": number}, follow=True)
        assert answer.redirect_chain == [("/borgere/", 302)]
        assert "Der er søgt på for mange numre" in answer.text
    colleague = signed_in(region.member("team_leader"))
    assert colleague.post("/borgere/cpr/", {"cpr": "010190-1234"}).url == f"/borgere/{person.pk}/"  # type: ignore[attr-defined]
    missed = AuditEntry.objects.filter(action="person.cpr_not_found")
    assert missed.count() == 15
    missed.update(at=timezone.now() - timedelta(minutes=61))
    assert browser.post("/borgere/cpr/", {"cpr": "010190-1234"}).url == f"/borgere/{person.pk}/"  # type: ignore[attr-defined]


def test_a_number_in_the_field_of_names_lists_nobody_and_is_sent_to_its_own_field(
    region: Region, signed_in: SignedIn
) -> None:
    region.person("Muhammad")
    page = signed_in(region.member("caseworker")).get("/borgere/", {"navn": "02 84 89"}).text
    assert "Muhammad" not in page
    assert "form-error" in page
    assert page.count("Et CPR-nummer søges i sit eget felt nedenfor.") == 2  # the title of the field, and beside it
    assert 'value="02 84 89"' not in page


def test_the_search_by_name_lets_no_number_into_the_address(region: Region, signed_in: SignedIn) -> None:
    page = signed_in(region.member("caseworker")).get("/borgere/").content.decode()
    (field,) = re.findall(r'<input[^>]*name="navn"[^>]*>', page)
    pattern = re.search(r'pattern="([^"]*)"', field)
    assert pattern
    assert re.fullmatch(pattern[1], "Amina Øst-Ali")
    assert not re.fullmatch(pattern[1], "Amina 0101901234")


def test_the_address_of_a_protected_person_needs_a_reason_and_is_in_the_log(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person(protected=True, street="Strandgade 1", postcode="3000", city="Helsingør")
    browser = signed_in(region.member("caseworker"))
    page = browser.get(f"/borgere/{person.pk}/").text
    assert "Strandgade" not in page
    assert "mark--protected" in page
    refused = browser.post(f"/borgere/{person.pk}/vis/", {"what": "address", "reason": ""})
    assert (refused.status_code, "Strandgade" in refused.text) == (422, False)
    assert "Strandgade 1" in browser.post(f"/borgere/{person.pk}/vis/", {"what": "address", "reason": "letter"}).text
    assert ReadSubject.objects.using(alias()).filter(fields="address").count() == 1


def test_the_benefits_officer_sees_no_considerations_and_cannot_write(region: Region, signed_in: SignedIn) -> None:
    from tests.integration.region import NOW

    person = region.person()
    services.set_considerations(
        person_id=person.pk, version=1, codes=["quiet_room"], known=True, actor=region.actor("caseworker"), now=NOW
    )
    officer = signed_in(region.member("benefits_officer"))
    assert "Rolige omgivelser" not in officer.get(f"/borgere/{person.pk}/").text
    assert officer.get(f"/borgere/{person.pk}/samtale/").status_code == 403
    assert "Rolige omgivelser" in signed_in(region.member("caseworker")).get(f"/borgere/{person.pk}/").text


def test_a_language_adviser_sees_the_opened_person_and_only_what_was_opened(
    region: Region, signed_in: SignedIn
) -> None:
    from tests.integration.region import NOW
    from tovholder.people.facts import HeldSkill

    centre = Organisation.objects.create(kind="language_centre", name="Sprogcenter Nord")
    person, unopened = region.person("Amina", benefit="cash_benefit", phone="11223344"), region.person("Lukket")
    actor = region.actor("caseworker")
    services.set_competences(
        person_id=person.pk, version=1, competences=[HeldSkill("bricklaying")], on=NOW.date(), actor=actor, now=NOW
    )
    services.open_access(
        person_id=person.pk,
        organisation_id=centre.pk,
        purpose="learning",
        fields="learning",
        starts_on=date(2020, 1, 1),
        source="class:1",
        actor=actor,
        now=NOW,
    )
    adviser = signed_in(region.member("language_adviser", at=centre))
    listed = adviser.get("/aabnet/").text
    assert ("Amina" in listed, "Lukket" in listed) == (True, False)
    page = adviser.get(f"/borgere/{person.pk}/").text
    assert "murerarbejde" in page
    assert "Kontanthjælp" not in page
    assert "11223344" not in page
    assert adviser.get(f"/borgere/{unopened.pk}/").status_code == 404
    assert adviser.get("/borgere/").status_code == 403


@pytest.mark.parametrize(("fields", "is_told"), [("contact", False), ("placement", True)])
def test_the_list_of_those_opened_tells_danish_where_the_opening_does(
    region: Region, signed_in: SignedIn, fields: str, is_told: bool
) -> None:
    person = region.person("Amina")
    Person.objects.filter(pk=person.pk).update(danish_track=2, danish_module=4)
    mentor = region.member("mentor")
    services.open_access(
        person_id=person.pk, organisation_id=region.helsingor.pk, membership_id=mentor.pk, purpose="mentoring",
        fields=fields, starts_on=date(2020, 1, 1), source="mentor:1", actor=region.actor("caseworker"), now=NOW,
    )  # fmt: skip
    page = signed_in(mentor).get("/aabnet/").text
    assert "Amina" in page
    assert ("modul 4" in page) is is_told


def test_the_log_page_tells_who_read_and_who_was_refused(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    signed_in(region.member("caseworker", at=region.fredensborg)).get(f"/borgere/{person.pk}/")
    signed_in(region.member("company_consultant", initials="BB")).get(f"/borgere/{person.pk}/")
    page = signed_in(region.member("team_leader")).get(f"/borgere/{person.pk}/log/").text
    assert "company_consultant BB" in page
    assert "Fredensborg Kommune" in page
    assert "Afvist" in page
    assert "Åbnede sagen" in page


def test_a_contact_takes_three_interactions_from_my_day(region: Region, signed_in: SignedIn) -> None:
    from tovholder.pathways.models import Contact

    person = region.person()
    browser = signed_in(region.member("caseworker"))
    form = browser.get(f"/borgere/{person.pk}/samtale/?next=/min-dag/")  # one: the link on the line
    assert 'value="talk" selected' in form.text
    saved = browser.post(f"/borgere/{person.pk}/samtale/", {"kind": "talk", "next": "/min-dag/"})  # two: save
    assert saved.headers["Location"] == "/min-dag/"
    assert Contact.objects.get().person == person


def test_two_who_write_in_one_section_see_both_texts(region: Region, signed_in: SignedIn) -> None:
    person = region.person("Amina")
    anna, bo = (signed_in(region.member("caseworker", initials=each)) for each in ("AA", "BB"))
    told = {"given_name": "Amina", "family_name": "Prøve", "version": "1"}
    assert anna.post(f"/borgere/{person.pk}/ret/profil/", told | {"phone": "11111111"}).status_code == 302
    answer = bo.post(f"/borgere/{person.pk}/ret/profil/", told | {"phone": "22222222"})
    assert answer.status_code == 409
    assert "11111111" in answer.text
    assert "22222222" in answer.text
    assert 'name="version" value="2"' in answer.text
    person.refresh_from_db()
    assert person.phone == "11111111"


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens(region: Region, signed_in: SignedIn, section: str) -> None:
    person = region.person()
    answer = signed_in(region.member("caseworker")).get(f"/borgere/{person.pk}/ret/{section}/")
    assert answer.status_code == 200
    stranger = signed_in(region.member("caseworker", at=region.fredensborg))
    assert stranger.get(f"/borgere/{person.pk}/ret/{section}/").status_code == 404


def test_skills_are_written_by_name_and_kept_by_code(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    browser = signed_in(region.member("caseworker"))
    told = {"version": "1", "skill_0": "Murerarbejde", "level_0": "3", "evidence_0": "document", "skill_1": ""}
    assert browser.post(f"/borgere/{person.pk}/ret/kompetencer/", told).status_code == 302
    held = person.competences.get()
    assert (held.skill, held.level, held.evidence) == ("bricklaying", 3, "document")
    wrong = browser.post(f"/borgere/{person.pk}/ret/kompetencer/", told | {"version": "2", "skill_1": "trylleri"})
    assert wrong.status_code == 422


def test_opening_a_case_by_form_warns_about_an_odd_number_without_repeating_it(
    region: Region, signed_in: SignedIn
) -> None:
    browser = signed_in(region.member("caseworker"))
    told = {"given_name": "Ny", "family_name": "Prøve", "cpr": "0101901234"}
    answer = browser.post("/borgere/ny/", told, follow=True)
    assert answer.status_code == 200
    assert "modulus 11" in answer.text
    assert "0101901234" not in answer.text
    assert browser.post("/borgere/ny/", told).status_code == 422


def test_pages_keep_to_their_number_of_queries(
    region: Region, signed_in: SignedIn, all_queries: Callable[[], AbstractContextManager[list[int]]]
) -> None:
    """Of all databases together: session, member, page, and the two statements of the read log. A list counts, sorts
    ids and reads its rows in three, each once; a case is asked who holds it only when somebody ever did."""
    me = region.member("caseworker")
    people = [region.person(f"Person {number}", contact=me) for number in range(12)]
    for person in people[:6]:
        region.stay(person)
    browser = signed_in(me)
    browser.get("/borgere/")
    for address, queries in PINNED.items():
        with all_queries() as counted:
            assert browser.get(address.format(person=people[0].pk)).status_code == 200
        assert counted == [queries], address


PINNED = {"/borgere/": 11, "/borgere/?status=in_placement": 11, "/borgere/{person}/": 14, "/borgere/{person}/log/": 11}


def test_a_language_is_written_and_shown_by_its_name_and_an_unknown_one_is_refused(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person("Amina")
    browser = signed_in(region.member("caseworker"))
    rows = {"spoken_0": "3", "written_0": "0"}
    address = f"/borgere/{person.pk}/ret/sprog/"
    refused = browser.post(address, {"version": person.version, "language_0": "hunsproget", **rows})
    assert refused.status_code == 422
    assert "Det sprog kender vi ikke" in refused.content.decode()
    browser.post(address, {"version": person.version, "language_0": "Dari", **rows})
    assert [line.language for line in person.languages.all()] == ["prs"]
    assert "dari" in browser.get(f"/borgere/{person.pk}/").content.decode()
    page = browser.get(address)
    assert 'value="dari"' in page.content.decode()
    twice = {"language_1": "prs", "spoken_1": "1", "written_1": "1"}
    person.refresh_from_db()
    answer = browser.post(address, {"version": person.version, "language_0": "dari", **rows, **twice})
    assert answer.status_code == 422
    assert "Det står allerede på en anden linje" in answer.content.decode()


@pytest.mark.parametrize("day", ["1800-01-01", "0001-01-01", "9999-12-31"])
def test_a_slip_in_the_year_is_told_beside_the_day(region: Region, signed_in: SignedIn, day: str) -> None:
    person = region.person("Amina")
    browser = signed_in(region.member("caseworker"))
    answer = browser.post(f"/borgere/{person.pk}/samtale/", {"kind": "talk", "on": day})
    assert answer.status_code == 422
    assert "Tjek årstallet" in answer.content.decode()


def test_nobody_is_proposed_for_an_order_that_is_not_there(region: Region, signed_in: SignedIn) -> None:
    person = region.person("Amina")
    browser = signed_in(region.member("company_consultant"))
    assert browser.post(f"/borgere/{person.pk}/job/999999/").status_code == 404


def test_a_box_in_a_line_of_work_has_the_label_it_is_drawn_at(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    page = signed_in(region.member("caseworker")).get(f"/borgere/{person.pk}/ret/arbejde/").content.decode()
    box = re.search(r'class="form-checkbox" id="([^"]+)"[^>]*><label for="([^"]+)">', page)
    assert box is not None
    assert box[1] == box[2]


def test_outside_the_case_scope_the_log_page_says_nothing_of_considerations(
    region: Region, signed_in: SignedIn
) -> None:
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Jobteam", field="employment")
    person = region.person()
    Person.objects.filter(pk=person.pk).update(unit=elsewhere)
    services.set_considerations(
        person_id=person.pk, version=person.version, codes=["no_heavy_lifting"], known=True,
        actor=region.actor("caseworker"), now=NOW,
    )  # fmt: skip
    for role, reads in (("caseworker", False), ("team_leader", True)):
        page = signed_in(region.member(role)).get(f"/borgere/{person.pk}/log/").text
        assert "Åbnede sagen" in page
        assert ("Ændrede hensyn" in page) is reads


def test_the_log_page_has_words_for_a_look_at_a_stay(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    leader = signed_in(region.member("team_leader"))
    leader.get(f"/forlob/{region.stay(person).pk}/")
    page = leader.get(f"/borgere/{person.pk}/log/").content.decode()
    assert "Forløbet" in page
    assert ">placement<" not in page


@pytest.mark.parametrize(
    "where", ["foo", "//evil.example/", "https://evil.example/", "javascript:alert(1)", "staff:log"]
)
def test_a_contact_leads_to_no_page_but_ours_and_is_saved(region: Region, signed_in: SignedIn, where: str) -> None:
    person, browser = region.person(), signed_in(region.member("caseworker"))
    said = {"kind": "talk", "words": "", "next": where, "request_key": "k"}
    answer = browser.post(f"/borgere/{person.pk}/samtale/", said)
    assert (answer.status_code, answer["Location"]) == (302, f"/borgere/{person.pk}/")
    assert Contact.objects.filter(person=person).count() == 1
    moved = browser.post("/organisation/", {"next": where})
    assert (moved.status_code, moved["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("address", "lawful"),
    [
        ("/borgere/{person}/familie/", ["Amina Øst-Ali"]),
        ("/jobordrer/", ["Rengøring 37 timer", "10000009"]),
        ("/virksomheder/", ["Strandhotellet", "10000009", "1000000001"]),
    ],
)
def test_no_cpr_number_is_sent_in_the_address_of_a_search(
    region: Region, signed_in: SignedIn, address: str, lawful: list[str]
) -> None:
    page = signed_in(region.member("caseworker")).get(address.format(person=region.person().pk)).text
    (field,) = re.findall(r'<input[^>]*name="q"[^>]*>', page)
    pattern = re.search(r'pattern="([^"]*)"', field)
    assert pattern
    for typed in lawful:
        assert re.fullmatch(pattern[1], typed)
    for typed in ("010190-1234", "Amina 010190-1234", "010190 1234"):
        assert not re.fullmatch(pattern[1], typed)
    if "1000000001" not in lawful:
        assert not re.fullmatch(pattern[1], "0101901234")


def test_hours_with_a_comma_are_kept_as_they_were_typed(region: Region, signed_in: SignedIn) -> None:
    person, browser = region.person(), signed_in(region.member("caseworker"))
    page = browser.get(f"/borgere/{person.pk}/ret/tid/").text
    field = re.search(r'<input[^>]*name="hours_min"[^>]*>', page)
    assert field is not None
    assert 'type="text"' in field[0]  # one of numbers makes 25 of it in a browser that is not Danish
    told = {"version": person.version, "hours_min": "2,5", "hours_max": "37"}
    assert browser.post(f"/borgere/{person.pk}/ret/tid/", told).status_code == 302
    person.refresh_from_db()
    assert (str(person.hours_min), str(person.hours_max)) == ("2.5", "37.0")
