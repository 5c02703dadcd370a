"""A company is one record for all: CVR, workplaces, headcounts, contacts, one fixed consultant."""

from datetime import date
from decimal import Decimal

import pytest

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import AuditEntry
from tovholder.companies import contact_services, queries, rules, services
from tovholder.companies.facts import NewContact, NewUnit
from tovholder.companies.models import Company, Headcount

CVR = rules.made_up_cvr(7)


def _register(region: Region, cvr: str = CVR, name: str = "Havnens Køkken") -> Company:
    return services.register_company(cvr=cvr, name=name, actor=region.actor("company_consultant"), now=NOW)


def test_a_cvr_that_is_already_here_gives_the_company_that_is_here(region: Region) -> None:
    first = _register(region)
    again = _register(region, cvr=f"DK {CVR[:2]} {CVR[2:4]} {CVR[4:6]} {CVR[6:]}", name="Stavet anderledes")
    assert again.pk == first.pk
    assert again.name == "Havnens Køkken"


def test_a_wrong_check_digit_warns_and_a_wrong_length_refuses(region: Region) -> None:
    wrong = CVR[:-1] + str((int(CVR[-1]) + 1) % 10)
    _register(region, cvr=wrong)
    assert AuditEntry.objects.get(action="company.register").facts["cvr_check"] == "cvr.check_digit_warning"
    with pytest.raises(NotAllowed):
        _register(region, cvr="1234567")


def test_a_p_number_belongs_to_one_company(region: Region) -> None:
    other = _register(region)
    with pytest.raises(NotAllowed) as refused:
        services.add_unit(
            stays_of=frozenset(),
            company_id=other.pk,
            facts=NewUnit(p_number=region.workplace.p_number, name="Kopi", municipality_code="0217"),
            actor=region.actor("company_consultant"),
            now=NOW,
        )
    assert refused.value.code == "company.p_number_taken"


def test_a_month_has_one_headcount_the_newest_statement(region: Region) -> None:
    for fte in (Decimal(10), Decimal("12.5")):
        services.state_headcount(
            stays_of=frozenset(),
            unit_id=region.workplace.pk,
            month=date(2026, 2, 17),
            fte=fte,
            stated_on=TODAY,
            actor=region.actor("company_consultant"),
            now=NOW,
        )
    assert list(Headcount.objects.values_list("month", "fte")) == [(date(2026, 2, 1), Decimal("12.50"))]


def test_a_new_primary_contact_takes_over_and_one_who_left_is_not_offered(region: Region) -> None:
    actor = region.actor("company_consultant")
    first = services.add_contact(
        stays_of=frozenset(), company_id=region.company.pk, facts=NewContact(name="Bo"), actor=actor, now=NOW
    )
    assert first.primary
    services.add_contact(
        stays_of=frozenset(),
        company_id=region.company.pk,
        facts=NewContact(name="Eva", primary=True),
        actor=actor,
        now=NOW,
    )
    contact_services.retire_contact(
        stays_of=frozenset(), company_id=first.company_id, contact_id=first.pk, actor=actor, now=NOW
    )
    found = queries.company(region.company.pk, actor=actor)
    assert [(contact.name, contact.primary) for contact in found.contacts.all()] == [("Eva", True)]


def test_a_handover_is_logged_with_who_had_the_company_before(region: Region) -> None:
    first, second = (region.member("company_consultant", initials=letters) for letters in ("AA", "BB"))
    for version, consultant in enumerate((first, second), 1):
        services.assign_consultant(
            company_id=region.company.pk,
            version=version,
            consultant_id=consultant.pk,
            stays_of=frozenset(),
            actor=region.actor("team_leader"),
            now=NOW,
        )
    entry = AuditEntry.objects.filter(action="company.assign_consultant").latest("pk")
    assert entry.facts == {"from": first.pk, "to": second.pk}


def test_a_company_changed_by_somebody_else_is_not_overwritten(region: Region) -> None:
    actor = region.actor("company_consultant")
    services.change_company(
        stays_of=frozenset(),
        company_id=region.company.pk,
        version=1,
        name="Nyt navn",
        industry="kitchen",
        actor=actor,
        now=NOW,
    )
    with pytest.raises(Stale):
        services.change_company(
            stays_of=frozenset(),
            company_id=region.company.pk,
            version=1,
            name="Mit navn",
            industry="",
            actor=actor,
            now=NOW,
        )


def test_only_company_staff_of_a_municipality_write(region: Region) -> None:
    for role in ("coordinator", "school_consultant", "steering_member", "company_contact"):
        with pytest.raises(NotAllowed):
            services.register_company(cvr=CVR, name="X", actor=region.actor(role), now=NOW)
    assert Company.objects.count() == 1


def test_a_company_is_found_by_name_cvr_and_p_number(region: Region) -> None:
    actor = region.actor("coordinator")
    for text in ("strand", region.company.cvr[:6], region.workplace.p_number):
        assert [row.pk for row in queries.search(actor=actor, text=text)] == [region.company.pk]
    assert not queries.search(actor=actor, text="findes ikke").exists()
