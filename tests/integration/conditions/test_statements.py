"""Employer and representative state the conditions by a personal link; the rule counts what they said."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_person, staffed
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import AuditEntry, Membership, Organisation, PersonalLink
from tovholder.companies.models import CompanyAsk, Headcount, StatedStays
from tovholder.placements import conditions_services as services
from tovholder.placements import gathering, stated
from tovholder.placements import services as placements
from tovholder.placements.conditions_services import NewAsk, Stated
from tovholder.placements.models import CourseStay, EmployerStatement, StatementAsk
from tovholder.placements.plans import Answer, NewPlacement, Statements

SignedIn = Callable[[Membership], Client]
STARTS = date(2026, 12, 14)


def asked(region: Region, **facts: object) -> StatementAsk:
    told: dict[str, object] = {
        "unit_id": region.workplace.pk,
        "kind": "work_placement",
        "starts_on": STARTS,
        "ends_before": STARTS + timedelta(weeks=13),
        "hours": Decimal(37),
    }
    new = NewAsk(**(told | facts))  # type: ignore[arg-type]
    return services.ask(new=new, actor=region.actor("company_consultant"), now=timezone.now())


def linked(region: Region, ask: StatementAsk, role: str = "union") -> str:
    return services.link(
        ask_id=ask.pk, role=role, name="Tine", actor=region.actor("company_consultant"), now=timezone.now()
    )


def says(region: Region, ask: StatementAsk, role: str, *, agrees: bool = True, words: str = "") -> EmployerStatement:
    token = linked(region, ask, role)
    link = PersonalLink.objects.get(target=f"statement:{ask.pk}:{role}", withdrawn_at=None)
    assert token
    stated = Stated(role=role, name="Tine", agrees=agrees, words=words, no_union=True)
    return services.state_by_link(found=link, stated=stated, now=timezone.now())


def test_an_ask_for_a_later_start_knows_the_places_by_the_months_that_are_over(region: Region) -> None:
    today = timezone.localdate()
    Headcount.objects.bulk_create(
        Headcount(unit=region.workplace, month=month, fte=Decimal(65), stated_on=today)
        for month in gathering.months_before(today, 4)
    )
    StatedStays.objects.create(unit=region.workplace, fte=2, stated_on=today)
    starts = today + timedelta(days=28)  # what the employer said of others is still fresh then
    told = asked(region, starts_on=starts, ends_before=starts + timedelta(weeks=13)).shown
    assert (told["facts"]["left"], told["facts"]["lawful"]) == (9, 11)


def test_when_one_has_answered_for_the_employees_the_link_of_the_other_asks_nothing_more(region: Region) -> None:
    ask = asked(region)
    address = f"/virksomhed/erklaering/link/{linked(region, ask, 'employee')}/"
    assert "<textarea" in Client().get(address).content.decode()
    says(region, ask, "union")
    page = Client().get(address).content.decode()
    assert "<textarea" not in page
    assert "har allerede svaret" in page
    assert "Tine" not in page


def what_the_rule_says(region: Region, **facts: object) -> list[str]:
    told: dict[str, object] = {
        "person_id": a_person(region).pk,
        "unit_id": region.workplace.pk,
        "kind": "work_placement",
        "purpose": "training",
        "starts_on": STARTS,
        "ends_before": STARTS + timedelta(weeks=4),
        "hours_unpaid": Decimal(30),
    }
    agreement = placements.what_if(
        new=NewPlacement(**(told | facts)),  # type: ignore[arg-type]
        statements=Statements(),
        actor=region.actor("caseworker"),
        on=timezone.localdate(),
    )
    return [each.code for each in agreement.decisions if each.code.startswith("statement.")]


def test_the_link_opens_without_sign_in_shows_no_citizen_and_takes_an_answer(region: Region) -> None:
    staffed(region, "10")
    region.stay(region.person("Zahra", "Hemmelig"))
    ask = asked(region)
    address = f"/virksomhed/erklaering/link/{linked(region, ask)}/"
    page = Client().get(address)
    assert page.status_code == 200
    assert "Zahra" not in page.content.decode()
    assert "Er vilkårene opfyldt?" in page.content.decode()
    answer = Client().post(address, {"name": "Tine Tillid", "answer": "yes", "words": ""}, follow=True)
    assert "Du har erklæret, at vilkårene er opfyldt" in answer.content.decode()
    said = EmployerStatement.objects.get()
    assert (said.role, said.name, said.agrees, said.way) == ("union", "Tine Tillid", True, "link")
    kept = CompanyAsk.objects.get(key=f"statement:{ask.pk}:union")
    assert (kept.kind, kept.answer) == ("statement", "yes")
    assert AuditEntry.objects.filter(action="statement.state", target=f"statement:{ask.pk}").exists()


def test_a_no_needs_words_and_then_nobody_may_agree(region: Region) -> None:
    staffed(region, "10")
    ask = asked(region)
    address = f"/virksomhed/erklaering/link/{linked(region, ask)}/"
    silent = Client().post(address, {"name": "Tine", "answer": "no", "words": " "})
    assert silent.status_code == 422
    Client().post(address, {"name": "Tine", "answer": "no", "words": "To er lige afskediget."})
    assert EmployerStatement.objects.get().words == "To er lige afskediget."
    assert what_the_rule_says(region) == ["statement.representative_refused"]


def test_a_wrong_or_withdrawn_link_tells_nothing(region: Region) -> None:
    ask = asked(region)
    token = linked(region, ask)
    services.withdraw(ask_id=ask.pk, actor=region.actor("company_consultant"), now=timezone.now())
    for address in (f"/virksomhed/erklaering/link/{token}/", "/virksomhed/erklaering/link/wrong/"):
        page = Client().get(address)
        assert page.status_code == 404
        assert region.company.name not in page.content.decode()


def test_with_both_statements_the_rule_is_met_for_a_stay_inside_what_was_asked(region: Region) -> None:
    staffed(region, "10")
    assert what_the_rule_says(region) == ["statement.employer_missing"]
    ask = asked(region)
    says(region, ask, "employer")
    assert what_the_rule_says(region) == ["statement.representative_missing"]
    says(region, ask, "employee")
    assert what_the_rule_says(region) == ["statement.given"]
    assert what_the_rule_says(region, ends_before=STARTS + timedelta(weeks=14)) == ["statement.employer_missing"]
    assert what_the_rule_says(region, kind="taster", purpose="clarifying") == ["statement.employer_missing"]


def test_a_statement_for_one_stands_for_one_stay_and_not_for_another_municipality(region: Region) -> None:
    ask = asked(region)
    says(region, ask, "employer")
    stay = gathering.stay_of(
        NewPlacement(
            person_id=0, unit_id=0, kind="work_placement", starts_on=STARTS, ends_before=STARTS + timedelta(weeks=4)
        )
    )
    unit, ours, theirs = region.workplace.pk, region.helsingor.pk, region.fredensborg.pk
    assert stated.of_stay(unit, stay=stay, organisation_id=ours).employer
    assert not stated.of_stay(unit, stay=stay, organisation_id=theirs).employer
    region.stay(
        region.person("Zahra"),
        status="agreed",
        starts_on=STARTS,
        ends_before=STARTS + timedelta(weeks=4),
        created_at=timezone.now(),
    )
    assert not stated.of_stay(unit, stay=stay, organisation_id=ours).employer


def test_the_first_answer_stands_for_employer_and_for_the_employees(region: Region) -> None:
    ask = asked(region)
    says(region, ask, "union")
    with pytest.raises(NotAllowed, match=r"statement\.given_already"):
        linked(region, ask, "employee")
    link = PersonalLink.objects.get(target=f"statement:{ask.pk}:union")
    with pytest.raises(NotAllowed, match=r"statement\.given_already"):
        services.state_by_link(found=link, stated=Stated(role="union", name="T", agrees=True), now=timezone.now())
    assert EmployerStatement.objects.count() == 1


def test_a_representative_of_the_employees_says_that_there_is_none_of_the_trade(region: Region) -> None:
    address = f"/virksomhed/erklaering/link/{linked(region, asked(region), 'employee')}/"
    refused = Client().post(address, {"name": "Ea", "answer": "yes"})
    assert "ingen tillidsrepræsentant" in refused.content.decode()
    assert not EmployerStatement.objects.exists()
    Client().post(address, {"name": "Ea", "answer": "yes", "no_union": "on"})
    assert EmployerStatement.objects.get().no_union


def test_a_company_contact_states_as_employer_for_the_own_company_only(region: Region, signed_in: SignedIn) -> None:
    region.company.organisation = Organisation.objects.create(kind="company", name="Strandhotellet")
    region.company.save()
    ask = asked(region)
    browser = signed_in(region.member("company_contact", at=region.company.organisation))
    assert f"/virksomhed/erklaering/{ask.pk}/" in browser.get("/virksomhed/").content.decode()
    other = signed_in(region.member("company_contact", at=Organisation.objects.create(kind="company", name="Nabo")))
    assert other.get(f"/virksomhed/erklaering/{ask.pk}/").status_code == 404
    browser.post(f"/virksomhed/erklaering/{ask.pk}/", {"name": "Chefen", "answer": "yes"})
    said = EmployerStatement.objects.get()
    assert (said.role, said.way, said.by is not None) == ("employer", "sign_in", True)


def test_a_paper_is_noted_with_words_by_the_municipality_that_asked(region: Region) -> None:
    ask = asked(region)
    told = {"ask_id": ask.pk, "now": NOW}
    paper = Stated(role="employer", name="Chefen", agrees=True)
    with pytest.raises(NotAllowed, match=r"statement\.paper_without_words"):
        services.seen_on_paper(stated=paper, actor=region.actor("company_consultant"), **told)  # type: ignore[arg-type]
    told["stated"] = Stated(role="employer", name="Chefen", agrees=True, words="Brev af 2. marts")
    with pytest.raises(OutOfReach):
        services.seen_on_paper(actor=region.actor("company_consultant", at=region.fredensborg), **told)  # type: ignore[arg-type]
    services.seen_on_paper(actor=region.actor("company_consultant"), **told)  # type: ignore[arg-type]
    assert EmployerStatement.objects.get().way == "paper"


def test_the_page_of_an_ask_makes_a_link_that_is_shown_once(region: Region, signed_in: SignedIn) -> None:
    ask = asked(region)
    browser = signed_in(region.member("company_consultant"))
    made = browser.post(f"/vilkaar/erklaering/{ask.pk}/link/", {"role": "union", "name": "Tine"}).content.decode()
    assert "/virksomhed/erklaering/link/" in made
    assert "/virksomhed/erklaering/link/" not in browser.get(f"/vilkaar/erklaering/{ask.pk}/").content.decode()


def test_a_placement_under_a_course_lasts_a_month_and_is_remembered_for_the_next(region: Region) -> None:
    staffed(region, "20")
    person = a_person(region)
    told: dict[str, object] = {
        "person_id": person.pk,
        "unit_id": region.workplace.pk,
        "kind": "industry_placement",
        "purpose": "training",
        "starts_on": STARTS,
        "hours_unpaid": Decimal(30),
    }
    under = Statements(employer_signed=True, representative_signed=True, under_course=True)

    def agreed(ends_before: date) -> Answer:
        new = NewPlacement(**(told | {"ends_before": ends_before}))  # type: ignore[arg-type]
        return placements.plan_and_agree(
            new=new,
            statements=under,
            actor=region.actor("caseworker"),
            now=timezone.now(),
            request_key=f"{ends_before}",
        )

    refused = agreed(STARTS + timedelta(weeks=5))
    assert [decision.code for decision in refused.in_the_way] == ["course.period_too_long"]
    made = agreed(STARTS + timedelta(weeks=4))
    assert made.agreed
    assert CourseStay.objects.get().placement_id == made.placement_id


def test_a_no_after_the_agreement_stands_on_the_stay_and_on_my_day_until_it_is_settled(
    region: Region, signed_in: SignedIn
) -> None:
    ask = asked(region)
    stay = region.stay(
        a_person(region),
        status="agreed",
        starts_on=STARTS,
        ends_before=STARTS + timedelta(weeks=4),
        consultant=region.member("company_consultant"),
    )
    says(region, ask, "union", agrees=False, words="Der er ingen aftale med os.")
    client = signed_in(region.member("company_consultant"))
    page = client.get(f"/forlob/{stay.pk}/").content.decode()
    assert "sagde medarbejdernes repræsentant, at vilkårene ikke er opfyldt" in page
    assert f"/vilkaar/erklaering/{ask.pk}/" in page
    assert "sagde medarbejdernes repræsentant" in client.get("/min-dag/").content.decode()
    stay.refresh_from_db()
    assert stay.status == "agreed"
    services.withdraw(ask_id=ask.pk, actor=region.actor("company_consultant"), now=timezone.now())
    assert "sagde medarbejdernes repræsentant" not in client.get("/min-dag/").content.decode()
    assert "er siden trukket tilbage" in client.get(f"/forlob/{stay.pk}/").content.decode()
