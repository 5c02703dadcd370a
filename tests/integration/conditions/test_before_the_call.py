"""Before the call: places on the days ahead, which kinds a workplace may have, and what is lawful for one citizen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import formats, timezone, translation

from tests.integration.placements.chosen import a_person, staffed
from tests.integration.region import NOW, Region
from tovholder import parameters
from tovholder.accounts.models import Membership, ReadSubject
from tovholder.companies.models import Headcount, ProductionUnit, StatedStays
from tovholder.placements import before_call, conditions_services, gathering, rules, vitas
from tovholder.placements import services as placements
from tovholder.placements.conditions_services import ToldOfUnit
from tovholder.placements.facts import Stay
from tovholder.placements.models import UnitConditions
from tovholder.placements.plans import NewPlacement, Overrule, Statements
from tovholder.web.shared import sentences
from tovholder.web.staff import rule_book

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_consultant"))


def test_the_day_a_place_becomes_free_is_told_and_nobodys_name(browser: Client, region: Region) -> None:
    staffed(region, "10")
    today = timezone.localdate()
    free_on = today + timedelta(days=20)
    for name in ("Zahra", "Bilal"):
        region.stay(region.person(name), starts_on=today - timedelta(days=9), ends_before=free_on)
    spans = before_call.spans_of([region.workplace.pk], on=today)[region.workplace.pk]
    told = [(span.starts_on, span.decision.facts.get("left")) for span in spans]
    assert told == [(today, 0), (free_on, 2), (today + timedelta(days=32), None)]
    page = browser.get(f"/vilkaar/enhed/{region.workplace.pk}/").content.decode()
    assert "Ingen plads tilbage ud af 2 lovlige pladser" in page
    assert "2 pladser tilbage" in page
    assert "Zahra" not in page


def test_a_workplace_without_headcount_is_asked_not_guessed(browser: Client, region: Region) -> None:
    StatedStays.objects.create(unit=region.workplace, fte=0, stated_on=timezone.localdate())
    page = browser.get(f"/vilkaar/enhed/{region.workplace.pk}/").content.decode()
    assert "Spørg arbejdsgiveren om ordinært ansatte" in page
    of_company = browser.get(f"/virksomheder/{region.company.pk}/").content.decode()
    assert "Spørg arbejdsgiveren om ordinært ansatte" in of_company


def test_what_the_employer_says_decides_which_kinds_it_may_have(browser: Client, region: Region) -> None:
    staffed(region, "10")
    address = f"/vilkaar/enhed/{region.workplace.pk}/"
    assert "Notér, om arbejdsgiveren er offentlig eller privat" in browser.get(address).content.decode()
    told = {"version": "0", "public": "no", "employer_alone": "", "closes_on": "", "support_kr": "", "wage_kr": ""}
    browser.post(f"{address}oplyst/", told)
    assert UnitConditions.objects.get().public is False
    page = browser.get(address).content.decode()
    assert "kan kun være hos en offentlig arbejdsgiver" in page
    again = browser.post(f"{address}oplyst/", told, follow=True).content.decode()
    assert "ændret, mens du skrev" in again


def test_a_closed_workplace_refuses_every_kind_and_every_ask(browser: Client, region: Region) -> None:
    staffed(region, "10")
    today = timezone.localdate()
    conditions_services.state_unit(
        unit_id=region.workplace.pk,
        version=0,
        told=ToldOfUnit(last_day=today - timedelta(days=1)),
        actor=region.actor("company_consultant"),
        now=NOW,
    )
    facts = before_call.of_units([region.workplace], on=today)[region.workplace.pk]
    assert all(each.allowed is False for each in before_call.kinds_here(facts))
    form = {"kind": "work_placement", "starts_on": f"{today}", "last_day": f"{today}", "hours": "20", "number": "1"}
    answer = browser.post(f"/vilkaar/enhed/{region.workplace.pk}/erklaering/", form)
    assert answer.status_code == 422
    assert "Arbejdspladsen er lukket" in answer.content.decode()


def test_for_one_citizen_the_first_lawful_day_is_when_the_place_is_free(browser: Client, region: Region) -> None:
    staffed(region, "5")
    today = timezone.localdate()
    free_on = today + timedelta(days=20)
    region.stay(region.person("Zahra"), starts_on=today - timedelta(days=9), ends_before=free_on)
    person = a_person(region)
    facts = before_call.of_units([region.workplace], on=today)[region.workplace.pk]
    _person, kinds = before_call.kinds_for(person.pk, facts, actor=region.actor("company_consultant"))
    days = {each.kinds[0]: each.day for each in kinds}
    assert days["work_placement"] == free_on
    page = browser.get(f"/vilkaar/enhed/{region.workplace.pk}/borger/{person.pk}/").content.decode()
    assert person.given_name in page
    assert ReadSubject.objects.filter(person_id=person.pk).exists()


def test_a_citizen_of_another_municipality_or_caseload_is_nobody(region: Region, signed_in: SignedIn) -> None:
    theirs = region.person(at=region.fredensborg)
    address = f"/vilkaar/enhed/{region.workplace.pk}/borger/{{}}/"
    assert signed_in(region.member("caseworker")).get(address.format(theirs.pk)).status_code == 404
    somebody = region.person("Bilal", contact=region.member("caseworker"))
    own_only = signed_in(region.member("caseworker", initials="OC", scope="caseload"))
    assert own_only.get(address.format(somebody.pk)).status_code == 404


def test_the_sheet_for_vitas_says_what_is_missing_and_never_the_number(browser: Client, region: Region) -> None:
    person = a_person(region)
    stay = region.stay(person, kind="wage_subsidy_private", tasks="Rengøring")
    sheet = vitas.vitas_facts(stay.pk, region.actor("company_consultant"))
    missing = {each.code: each.ask for each in sheet.missing}
    assert missing["ordinary_fte"] == "employer"
    assert missing["representative_name"] == "representative"
    assert {"monthly_cost", "contract"} <= missing.keys()
    assert any(decision.code == "rate.carried_on" and decision.is_unknown for decision in sheet.decisions)
    page = browser.get(f"/vilkaar/vitas/{stay.pk}/").content.decode()
    assert region.workplace.p_number in page
    assert "spørg arbejdsgiveren" in page


def test_the_rules_are_told_with_days_reference_and_whether_verified(browser: Client) -> None:
    page = browser.get("/vilkaar/regler/").content.decode()
    assert "wage_subsidy_rate.private" in page
    assert "BEK 2636/2021" in page
    unsure = browser.get("/vilkaar/regler/?kun=usikre").content.decode()
    assert "employer_only.utility_work" in unsure
    assert "employer_statement" not in unsure


def test_the_rules_are_called_what_people_call_them_in_both_languages(browser: Client) -> None:
    page = browser.get("/vilkaar/regler/").content.decode()
    assert '<h2 class="h4 in-summary">Merbeskæftigelse</h2>' in page
    assert "i første omgang, uger: 13; forlænget, uger: 26" in page
    assert "arbejdsgiver: offentlig" in page
    assert "<code>ratio_rule</code>: <code>per_small</code>" in page  # whoever writes a law to try needs the names
    assert "`" not in page
    assert '<h2 class="h4 in-summary">Slags forløb</h2>' in page
    with translation.override("en"):
        assert [rule_book._word("limit_words", name) for name in ("additional_employment", "igu_bonus")] == [
            "Additional employment",
            "IGU: bonus",
        ]


def test_every_limit_and_every_part_of_one_has_words() -> None:
    """A name of the program on the page of rules tells nobody which rule it is."""
    limits = parameters.limit_names()
    entries = [each for name in limits for each in parameters.versions(name)]
    parts = {part for each in entries if isinstance(each.value, Mapping) for part in each.value}
    told = (("limit_words", limits), ("limit_part_words", sorted(parts)))
    assert [name for terms, names in told for name in names if not parameters.is_term(terms, name)] == []
    assert {each.unit for each in entries} <= rule_book.UNITS.keys()
    assert {each.selects_by for each in entries} <= rule_book.SELECTS.keys()


def test_a_rule_nobody_has_named_is_shown_as_its_file_writes_it(browser: Client, monkeypatch: Any) -> None:
    entry = replace(parameters.versions("additional_employment")[0], name="brand_new", value={"odd_part": True})
    monkeypatch.setattr(parameters, "limit_names", lambda: ("brand_new",))
    monkeypatch.setattr(parameters, "versions", lambda name: (entry,))
    page = browser.get("/vilkaar/regler/").content.decode()
    assert '<h2 class="h4 in-summary">brand_new</h2>' in page
    assert "odd_part: ja" in page


def test_an_old_statement_of_others_names_our_own_limit_and_its_day_in_both_places(
    browser: Client, region: Region
) -> None:
    staffed(region, "60")
    today = timezone.localdate()
    StatedStays.objects.update(stated_on=today - timedelta(days=29))
    facts = before_call.of_units([region.workplace], on=today)[region.workplace.pk]
    spans = [(span.starts_on, span.decision.code) for span in facts.spans]
    assert spans == [(today, "ahead.left_until"), (today + timedelta(days=3), "ahead.others_stale")]
    assert (
        "efter vores egen grænse på 31 dage" in browser.get(f"/vilkaar/enhed/{region.workplace.pk}/").content.decode()
    )
    later = Stay(kind="work_placement", starts_on=today + timedelta(days=3), ends_before=today + timedelta(days=30))
    asked = rules.of_the_workplace(later, facts.for_stay(later), counted=True)
    (ratio,) = [each for each in asked if each.code.startswith("ratio.")]
    assert "ikke efter loven" in sentences.say(ratio, "da")
    assert ratio.facts["counts_until"] == today + timedelta(days=2)


def test_the_hours_that_are_tried_fit_the_citizen_are_said_and_can_be_chosen(browser: Client, region: Region) -> None:
    staffed(region, "60")
    today, person = timezone.localdate(), a_person(region)
    elsewhere = ProductionUnit.objects.create(company=region.company, p_number="1000000099", name="Andet sted")
    until = today + timedelta(days=25)
    region.stay(person, unit=elsewhere, hours_unpaid=10, starts_on=today - timedelta(days=9), ends_before=until)
    facts = before_call.of_units([region.workplace], on=today)[region.workplace.pk]
    actor = region.actor("company_consultant")
    found = {each.kinds[0]: each for each in before_call.kinds_for(person.pk, facts, actor=actor)[1]}
    assert (found["work_placement"].day, found["work_placement"].hours) == (today, 27)
    address = f"/vilkaar/enhed/{region.workplace.pk}/borger/{person.pk}/"
    assert "Prøvet med 27 timer om ugen" in browser.get(address).content.decode()
    page = browser.get(f"{address}?timer=37").content.decode()
    assert "Prøvet med 37 timer om ugen" in page
    assert f"fra {formats.date_format(until)}" in page
    assert browser.get(f"{address}?timer=mange").status_code == 422


def test_the_sheet_for_vitas_and_the_agreement_say_the_same_of_what_was_only_ticked(
    browser: Client, region: Region
) -> None:
    staffed(region, "60")
    today, person = timezone.localdate(), a_person(region)
    new = NewPlacement(
        person_id=person.pk, unit_id=region.workplace.pk, kind="work_placement", purpose="training",
        starts_on=today, ends_before=today + timedelta(weeks=4), hours_unpaid=Decimal(20),
    )  # fmt: skip
    answer = placements.plan_and_agree(
        new=new,
        statements=Statements(employer_signed=True, representative_signed=True),
        actor=region.actor("caseworker"),
        now=timezone.now(),
        request_key="x",
        overrule=Overrule("fact_wrong", "x"),
    )
    told = "har sat kryds ved, at arbejdsgiver og medarbejderrepræsentant bekræfter"
    assert told in browser.get(f"/forlob/{answer.placement_id}/").content.decode()
    sheet = browser.get(f"/vilkaar/vitas/{answer.placement_id}/").content.decode()
    assert told in sheet
    assert "spørg medarbejdernes repræsentant" in sheet


def test_when_the_employed_were_stated_is_of_the_months_that_are_counted(region: Region) -> None:
    today = timezone.localdate()
    for month, stated_on in zip(gathering.months_before(today, 4), range(40, 0, -10), strict=True):
        Headcount.objects.create(
            unit=region.workplace, month=month, fte=20, stated_on=today - timedelta(days=stated_on)
        )
    Headcount.objects.create(unit=region.workplace, month=today.replace(day=1), fte=30, stated_on=today)
    stay = region.stay(a_person(region), starts_on=today + timedelta(days=9), ends_before=today + timedelta(days=40))
    sheet = vitas.vitas_facts(stay.pk, region.actor("company_consultant"), on=today)
    told = {each.code: each.value for _part, fields in sheet.parts for each in fields}
    assert told["ordinary_fte"] == 20
    assert told["fte_stated_on"] == today - timedelta(days=10)
