"""From a chosen proposal to an ended placement on the pages: few clicks, the rules first, nobody's words lost."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_chosen_proposal, a_person, staffed
from tests.integration.region import Region
from tovholder.accounts.models import Membership, ReadSubject, Unit
from tovholder.companies.models import ProductionUnit
from tovholder.people.models import Person
from tovholder.placements.models import HoursPeriod, Placement
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]
SIGNED = {"employer_signed": "on", "representative_signed": "on"}


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_consultant"))


@pytest.fixture
def proposal(region: Region) -> Proposal:
    return a_chosen_proposal(region, a_person(region))


def filled_in(page: str) -> dict[str, str]:
    """What the form's fields hold as the page opens, as a browser would send it."""
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
    fields |= {name: value for value, name in re.findall(r'<input[^>]*value="([^"]*)"[^>]*name="(\w+)"', page)}
    for name, options in re.findall(r'<select[^>]*name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    for name, words in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        fields[name] = words.strip()
    return {name: value for name, value in fields.items() if name not in ("agree", "look", "csrfmiddlewaretoken")}


def test_three_answers_make_a_placement_of_a_chosen_proposal(
    browser: Client, region: Region, proposal: Proposal
) -> None:
    staffed(region, "20")
    form = filled_in(browser.get(f"/forlob/af-forslag/{proposal.pk}/").content.decode())
    answer = browser.post(f"/forlob/af-forslag/{proposal.pk}/", form | SIGNED | {"purpose": "training"})
    placement = Placement.objects.get()
    assert answer.headers["Location"] == f"/forlob/{placement.pk}/"
    assert (placement.status, placement.person_id, placement.order_id) == (
        "agreed",
        proposal.person_id,
        proposal.order_id,
    )
    assert placement.hours_unpaid == 37
    proposal.refresh_from_db()
    assert proposal.placement_id == placement.pk


def test_the_rules_are_shown_before_anybody_agrees_and_nothing_is_saved(
    browser: Client, region: Region, proposal: Proposal
) -> None:
    page = browser.get(f"/forlob/af-forslag/{proposal.pk}/").content.decode()
    assert "Spørg arbejdsgiveren om antal ordinært ansatte" in page
    assert "§ 65" in page
    form = filled_in(page)
    looked = browser.post(f"/forlob/af-forslag/{proposal.pk}/", form | SIGNED | {"look": "1"}).content.decode()
    assert "Bekendtgørelse" in looked
    assert not Placement.objects.exists()


def test_a_full_workplace_refuses_and_keeps_what_was_written(
    browser: Client, region: Region, proposal: Proposal
) -> None:
    staffed(region, "5")
    region.stay(region.person("Bilal"), hours_unpaid=37, ends_before=timezone.localdate() + timedelta(days=60))
    form = filled_in(browser.get(f"/forlob/af-forslag/{proposal.pk}/").content.decode())
    answer = browser.post(
        f"/forlob/af-forslag/{proposal.pk}/", form | SIGNED | {"purpose": "training", "goals": "Kan betjene opvasken"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Det kan du ikke se bort fra." in page
    assert "Kan betjene opvasken" in page
    summary = page[page.index("data-focus") : page.index(" novalidate", page.index("data-focus"))]
    assert "Forløbet er ikke aftalt, fordi reglerne står i vejen:" in summary
    assert "Det kan en teamleder se bort fra." in summary
    assert not Placement.objects.exclude(status="started").exists()


def test_a_team_leader_overrules_with_a_reason_on_the_page(
    signed_in: SignedIn, region: Region, proposal: Proposal
) -> None:
    staffed(region, "5")
    region.stay(region.person("Bilal"), hours_unpaid=37, ends_before=timezone.localdate() + timedelta(days=60))
    leader = signed_in(region.member("team_leader"))
    address = f"/forlob/af-forslag/{proposal.pk}/"
    form = filled_in(leader.get(address).content.decode()) | SIGNED | {"purpose": "training"}
    asked = leader.post(address, form | {"look": "1"}).content.decode()
    assert 'name="overrule_words"' in asked
    reason = {"overrule_reason": "fact_wrong", "overrule_words": "Bilal stoppede i går."}
    page = leader.post(address, form | reason, follow=True).content.decode()
    assert "Bilal stoppede i går." in page
    assert "Oplysningen er forkert. " in page
    assert "fact_wrong" not in page
    assert Placement.objects.filter(status="agreed").count() == 1


def test_the_form_sent_twice_makes_one_placement(browser: Client, region: Region, proposal: Proposal) -> None:
    staffed(region, "20")
    form = filled_in(browser.get(f"/forlob/af-forslag/{proposal.pk}/").content.decode())
    for _ in range(2):
        browser.post(f"/forlob/af-forslag/{proposal.pk}/", form | SIGNED | {"purpose": "training"})
    assert Placement.objects.count() == 1


def test_a_proposal_the_company_has_not_chosen_gives_no_placement(browser: Client, region: Region) -> None:
    staffed(region, "20")
    early = a_chosen_proposal(region, a_person(region), status="interview")
    address = f"/forlob/af-forslag/{early.pk}/"
    page = browser.get(address, follow=True)
    assert page.redirect_chain == [(f"/forslag/{early.pk}/", 302)]
    assert "Et forløb kommer af et valgt forslag" in page.content.decode()
    browser.post(address, SIGNED | {"kind": "work_placement", "purpose": "training", "starts_on": "2026-04-01"})
    assert not Placement.objects.exists()


def test_a_placement_is_started_followed_up_and_ended_with_its_next_step(browser: Client, region: Region) -> None:
    stay = region.stay(region.person(), status="agreed")
    address = f"/forlob/{stay.pk}"
    today = timezone.localdate().isoformat()
    browser.post(f"{address}/start/", {"version": 1, "on": today})
    told = {"held_on": today, "words": "Kan selv finde vej.", "answer": "not_raised"}
    browser.post(f"/trappe/{stay.pk}/opfolgning/", told)
    assert "Kan selv finde vej." in browser.get(f"{address}/").content.decode()
    stay.refresh_from_db()
    answer = browser.post(
        f"{address}/end/",
        {
            "version": stay.version,
            "ended_on": today,
            "outcome": "ordinary_job_here",
            "next_step": "aftercare",
            "next_step_on": today,
            "reason": "found_job",
            "words": "Fast job.",
        },
        follow=True,
    )
    page = answer.content.decode()
    assert "Ordinært job samme sted" in page
    assert "Efterværn i jobbet" in page


def test_a_follow_up_is_read_by_its_writer_and_the_case_and_said_to_be_theirs(
    signed_in: SignedIn, region: Region
) -> None:
    """Two consultants of another unit: each finds the own words again, and neither reads the other's."""
    person = a_person(region)
    Person.objects.filter(pk=person.pk).update(unit=region.unit)
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    writers = [region.member("company_consultant", initials=initials) for initials in ("AA", "BB")]
    Membership.objects.filter(pk__in=[writer.pk for writer in writers]).update(unit=business)
    stay = region.stay(person)
    address, today = f"/forlob/{stay.pk}", timezone.localdate().isoformat()
    form = f"/trappe/{stay.pk}/opfolgning/"
    for writer, words in zip(writers, ("Kan selv finde vej.", "Har fået en nøgle."), strict=True):
        assert "Læses af dem, der arbejder i sagen, og af dig" in signed_in(writer).get(form).text
        signed_in(writer).post(form, {"held_on": today, "words": words, "answer": "not_raised"})
    page = signed_in(writers[0]).get(f"{address}/").text
    assert "Kan selv finde vej." in page
    assert "Har fået en nøgle." not in page
    assert page.count("Kun for dem, der arbejder i sagen") == 1
    case = signed_in(region.member("caseworker")).get(f"{address}/").text
    assert "Kan selv finde vej." in case
    assert "Har fået en nøgle." in case
    assert "Kun for dem, der arbejder i sagen" not in case


@pytest.mark.parametrize(("unpaid", "paid", "asked"), [(20, 0, True), (0, 0, True), (0, 20, False)])
def test_one_way_leads_to_a_follow_up_and_pay_is_asked_for_where_some_hours_have_none(
    browser: Client, region: Region, unpaid: int, paid: int, asked: bool
) -> None:
    stay = region.stay(region.person(), hours_unpaid=unpaid, hours_paid=paid)
    page, way = browser.get(f"/forlob/{stay.pk}/").text, f"/trappe/{stay.pk}/opfolgning/"
    assert page.count(way) == 1
    assert browser.post(f"/forlob/{stay.pk}/follow_up/", {"held_on": "2026-03-01", "words": "x"}).status_code == 404
    assert ("Hvad sagde virksomheden om løntimer?" in browser.get(way).text) is asked
    told = {"held_on": timezone.localdate().isoformat(), "words": "Går godt."}
    answer = browser.post(way, told)
    assert answer.status_code == (422 if asked else 302)


def test_the_last_day_is_told_alike_and_is_the_day_it_ended_once_it_has(browser: Client, region: Region) -> None:
    stay = region.stay(region.person("Zahra"), starts_on=date(2026, 12, 14), ends_before=date(2027, 3, 15))
    case, own = f"/borgere/{stay.person_id}/", f"/forlob/{stay.pk}/"
    assert "14.12.2026 – 14.03.2027" in browser.get(case).text
    assert "14. marts 2027" in browser.get(own).text
    Placement.objects.filter(pk=stay.pk).update(
        status="ended_early", ended_on=date(2027, 1, 8), outcome="goal_reached", next_step="aftercare"
    )
    assert "14.12.2026 – 08.01.2027" in browser.get(case).text
    assert "14. marts 2027" not in browser.get(own).text


def test_a_later_step_of_the_hours_is_told_as_the_next_and_not_as_todays(browser: Client, region: Region) -> None:
    today = timezone.localdate()
    stay = region.stay(
        region.person(),
        starts_on=today - timedelta(days=9),
        ends_before=today + timedelta(days=60),
        hours_unpaid=30,
        hours_paid=7,
    )
    stay.hours.all().delete()
    later = today + timedelta(days=20)
    stay.hours.create(starts_on=stay.starts_on, ends_before=later, unpaid=37, paid=0)
    stay.hours.create(starts_on=later, unpaid=30, paid=7)
    page = browser.get(f"/forlob/{stay.pk}/").text
    facts = page[page.index("<dt>Timer om ugen</dt>") :][:400]
    assert facts.index("37 ") < facts.index(f"fra {later:%d.%m.%Y}: 30 ")
    assert re.search(r'name="unpaid"[^>]*value="37', page)


def test_an_end_without_a_next_step_is_shown_again_with_the_words(browser: Client, region: Region) -> None:
    stay = region.stay(region.person())
    today = timezone.localdate().isoformat()
    answer = browser.post(
        f"/forlob/{stay.pk}/end/", {"version": 1, "ended_on": today, "outcome": "goal_reached", "words": "Lang tekst"}
    )
    assert answer.status_code == 422
    assert "Lang tekst" in answer.content.decode()
    stay.refresh_from_db()
    assert stay.status == "started"


def test_the_second_who_changes_a_placement_keeps_the_words_and_is_told(browser: Client, region: Region) -> None:
    stay = region.stay(region.person())
    Placement.objects.filter(pk=stay.pk).update(version=4)
    answer = browser.post(
        f"/forlob/{stay.pk}/interrupt/", {"version": 1, "reason": "childcare", "words": "Ingen plads i vuggestuen"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ingen plads i vuggestuen" in page
    assert 'name="version" value="4"' in page


def test_placements_of_other_municipalities_are_not_there(
    signed_in: SignedIn, region: Region, proposal: Proposal
) -> None:
    stay = region.stay(region.person("Zahra"))
    other = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert other.get(f"/forlob/{stay.pk}/").status_code == 404
    assert other.get(f"/forlob/af-forslag/{proposal.pk}/").status_code == 404
    assert other.post(f"/forlob/{stay.pk}/start/", {"version": 1, "on": "2026-03-04"}).status_code == 404
    assert "Zahra" not in other.get("/forlob/").content.decode()


def test_every_name_on_the_list_is_in_the_log_of_reads(browser: Client, region: Region) -> None:
    stay = region.stay(region.person("Zahra"))
    assert "Zahra" in browser.get("/forlob/").content.decode()
    assert ReadSubject.objects.get(event__route="staff:placements").person_id == stay.person_id


def test_the_address_is_the_filter(browser: Client, region: Region) -> None:
    today = timezone.localdate()
    region.stay(region.person("Zahra"), ends_before=today + timedelta(days=10))
    region.stay(region.person("Bilal"), kind="ordinary_job", ends_before=None)
    for query, shown, hidden in (
        ("slutter=1", "Zahra", "Bilal"),
        ("form=ordinary_job", "Bilal", "Zahra"),
        ("status=running&form=work_placement", "Zahra", "Bilal"),
    ):
        page = browser.get(f"/forlob/?{query}").content.decode()
        assert shown in page
        assert hidden not in page


@pytest.mark.parametrize("path", ["/forlob/", "/forlob/{}/", "/forlob/af-forslag/{}/"])
def test_the_pages_ask_few_questions_however_many_stays(
    browser: Client, region: Region, proposal: Proposal, path: str, all_queries: Callable[[], object]
) -> None:
    staffed(region, "20")
    stay = region.stay(region.person("Zahra"))
    address = path.format(proposal.pk if "forslag" in path else stay.pk)
    browser.get(address)
    with all_queries() as few:  # type: ignore[attr-defined]
        browser.get(address)
    for number in range(8):
        region.stay(region.person(f"Nr {number}"))
    with all_queries() as many:  # type: ignore[attr-defined]
        browser.get(address)
    assert many == few
    assert many[0] <= (25 if "forslag" in path else 15)


def test_the_benefits_officer_meets_no_link_that_leads_nowhere(region: Region, signed_in: SignedIn) -> None:
    person = a_person(region)
    order = region.order()
    stay = region.stay(person, order=order)
    a_chosen_proposal(region, person, order)
    officer = signed_in(region.member("benefits_officer"))
    for page in (f"/forlob/{stay.pk}/", f"/borgere/{person.pk}/"):
        words = officer.get(page).content.decode()
        for address in sorted(set(re.findall(r'href="(/(?:jobordrer|forslag|forlob|borgere)/\d+/[^"]*)"', words))):
            assert officer.get(address).status_code == 200, (page, address)


@pytest.mark.parametrize(("step", "told"), [("hours", {"unpaid": "20", "paid": "0"}), ("extend", {})])
def test_a_team_leader_answers_on_the_page_for_hours_beside_another_stay(
    region: Region, signed_in: SignedIn, step: str, told: dict[str, str]
) -> None:
    today, person = timezone.localdate(), a_person(region)
    ends = today + timedelta(days=30)
    stay = region.stay(person, starts_on=today - timedelta(days=30), ends_before=ends, hours_unpaid=20)
    elsewhere = ProductionUnit.objects.create(company=region.company, p_number="1000000002", name="Søhotellet")
    region.stay(person, unit=elsewhere, starts_on=today, ends_before=ends + timedelta(days=60), hours_unpaid=37)
    address = f"/forlob/{stay.pk}/{step}/"
    form = told | {"version": "1", "starts_on": f"{today}", "last_day": f"{ends + timedelta(days=6)}"}
    consultant = signed_in(region.member("company_consultant")).post(address, form).content.decode()
    assert "Det kan du ikke se bort fra." in consultant
    assert "overrule_reason" not in consultant
    leader = signed_in(region.member("team_leader"))
    assert 'name="overrule_reason"' in leader.post(address, form).content.decode()
    empty = leader.post(address, form | {"overrule_reason": "", "overrule_words": ""})
    assert (empty.status_code, "Skriv med ord, hvorfor det må gøres alligevel." in empty.content.decode()) == (
        422,
        True,
    )
    answered = form | {"overrule_reason": "fact_wrong", "overrule_words": "Søhotellet er aflyst."}
    assert leader.post(address, answered).status_code == 302
    page = leader.get(f"/forlob/{stay.pk}/").content.decode()
    assert "Ændret på trods af reglerne" in page
    assert "Søhotellet er aflyst." in page


def test_the_hours_of_a_stay_that_ended_early_end_with_it(region: Region, browser: Client) -> None:
    begun, ended, planned = date(2026, 2, 4), date(2026, 2, 20), date(2026, 5, 6)
    stay = region.stay(region.person(), status="ended_early", outcome="goal_reached", ended_on=ended)
    for starts_on, ends_before in ((begun, date(2026, 2, 11)), (date(2026, 2, 11), planned), (planned, None)):
        HoursPeriod.objects.create(
            placement=stay, starts_on=starts_on, ends_before=ends_before, unpaid=Decimal(20), paid=Decimal(0)
        )
    page = browser.get(f"/forlob/{stay.pk}/").content.decode()
    ladder = page[page.index('id="ladder"') :].split("</table>")[0]
    days = re.findall(r"<t[hd][^>]*>(\d[^<]*2026)</t[hd]>", ladder)
    assert [re.findall(r"\d+", day)[0] for day in days] == ["04", "10", "11", "20"]


def test_hours_of_a_stay_to_come_are_not_told_as_none(browser: Client, region: Region) -> None:
    begins = timezone.localdate() + timedelta(days=9)
    stay = region.stay(
        region.person(), status="agreed", starts_on=begins, ends_before=None, hours_unpaid=Decimal("30.5")
    )
    page = browser.get(f"/forlob/{stay.pk}/").text
    assert "Ingen timer uden løn." not in page
    assert "med 30,5 timer om ugen uden løn. Spørg om løntimer, når det er i gang." in page


@pytest.mark.parametrize(
    ("next_step", "label", "where"),
    [
        ("new_placement", "Aftal det næste forløb", "/forlob/for-borger/{}/"),
        ("talk", "Aftal et møde", "/moeder/borger/{}/"),
        ("course", "Skriv næste skridt i planen", "/plan/{}/"),
        ("visitation", "Gå til visitationen", "/plan/{}/visitation/"),
        ("aftercare", "Gå til efterværnet", "/efter/{}/"),
        ("closed", "Åbn sagen", "/borgere/{}/"),
    ],
)
def test_an_ended_stay_leads_to_the_next_step_that_was_chosen(
    browser: Client, region: Region, next_step: str, label: str, where: str
) -> None:
    ended = timezone.localdate() - timedelta(days=1)
    told = {"ended_on": ended, "outcome": "new_placement", "next_step": next_step}
    stay = region.stay(
        region.person(), status="ended", starts_on=ended - timedelta(days=30), ends_before=timezone.localdate(), **told
    )
    address = where.format(stay.person_id)
    page = browser.get(f"/forlob/{stay.pk}/").text
    assert f'<a class="button button-primary" href="{address}">{label}</a>' in page
    assert page.count("button-primary") == 1
    assert f'<li><a href="/trappe/{stay.pk}/opfolgning/"' in page
    assert browser.get(address).status_code == 200
    later = region.stay(stay.person, status="agreed", starts_on=timezone.localdate(), ends_before=None)
    assert f'href="/forlob/{later.pk}/">Se det næste forløb</a>' in browser.get(f"/forlob/{stay.pk}/").text


def test_a_stay_that_ends_early_is_asked_why_beside_the_field(browser: Client, region: Region) -> None:
    stay = region.stay(region.person(), ends_before=timezone.localdate() + timedelta(days=30))
    told = {"ended_on": timezone.localdate(), "outcome": "goal_reached", "next_step": "talk", "reason": ""}
    page = browser.post(f"/forlob/{stay.pk}/end/", told | {"version": stay.version})
    assert page.status_code == 422
    assert "Vælg en grund til afsluttet" not in page.text
    beside = page.text[page.text.index('id="end_reason-error"') :]
    assert beside.index("Det slutter før den aftalte sidste dag: vælg hvorfor.") < beside.index("</")
