"""What case staff change on a case, one section at a time, and what two colleagues at once may not overwrite."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import AuditEntry, Membership, Unit
from tovholder.people import queries, services
from tovholder.people.facts import HeldSkill, NewPerson, Reach, Wanted
from tovholder.people.models import FamilyLink, Person

LATER = NOW + timedelta(hours=1)


def test_nobody_outside_a_case_takes_it_by_naming_oneself_and_it_leaves_the_unit_with_a_reason(
    region: Region, signed_in: Callable[[Membership], Client]
) -> None:
    """The contact reads what stands of health: one step would open the whole case to whoever takes it."""
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="employment")
    person = region.person(contact=region.member("caseworker"))
    karen = region.member("company_consultant", initials="KH")
    Person.objects.filter(pk=person.pk).update(unit=region.unit)
    Membership.objects.filter(pk=karen.pk).update(unit=elsewhere)
    karen.refresh_from_db()
    outside, address = signed_in(karen), f"/borgere/{person.pk}/ret/kontakt/"
    told = {"version": person.version, "contact": karen.user.name, "why": "spread_cases"}
    refused = outside.post(address, told)
    assert refused.status_code == 422
    assert "Spørg den nuværende kontaktperson" in refused.text
    assert address not in outside.get(f"/borgere/{person.pk}/").text
    assert outside.get(f"/borgere/{person.pk}/ret/hensyn/").status_code == 404
    inside = signed_in(region.member("caseworker"))
    assert "Vælg, hvorfor den gives videre" in inside.post(address, told | {"why": ""}).text
    assert Person.objects.get(pk=person.pk).contact == region.member("caseworker")
    assert inside.post(address, told).status_code == 302
    assert Person.objects.get(pk=person.pk).contact == karen
    assert "Skiftede kontaktperson: Sagerne fordeles mere ligeligt" in inside.get(f"/borgere/{person.pk}/log/").text
    assert AuditEntry.objects.get(action="person.assign_contact").facts == {
        "fields": ["contact"],
        "why": "spread_cases",
    }


def test_a_section_saved_twice_from_one_page_is_stale_the_second_time(region: Region) -> None:
    person, actor = region.person(), region.actor("caseworker")
    seen = person.version
    services.set_wishes(person_id=person.pk, version=seen, wishes=[Wanted("cleaning")], actor=actor, now=LATER)
    with pytest.raises(Stale):
        services.set_wishes(person_id=person.pk, version=seen, wishes=[], actor=actor, now=LATER)
    assert person.wishes.count() == 1


def test_what_matching_reads_moves_the_touch_and_what_it_does_not_read_leaves_it(region: Region) -> None:
    person, actor = region.person(), region.actor("caseworker")
    colleague = region.member("company_consultant", initials="BB")
    services.assign_contact(
        person_id=person.pk, version=person.version, contact_id=colleague.pk, actor=actor, now=LATER
    )
    person.refresh_from_db()
    assert (person.contact, person.touched_at) == (colleague, NOW)
    services.set_competences(
        person_id=person.pk,
        version=person.version,
        competences=[HeldSkill("cleaning")],
        on=TODAY,
        actor=actor,
        now=LATER,
    )
    person.refresh_from_db()
    assert person.touched_at == LATER


def test_a_skill_that_stands_unchanged_keeps_the_day_it_was_noted(region: Region) -> None:
    person, actor = region.person(), region.actor("caseworker")
    for version, skills, on in (
        (1, [HeldSkill("cleaning"), HeldSkill("cooking")], TODAY),
        (2, [HeldSkill("cleaning"), HeldSkill("driving", 3)], TODAY + timedelta(days=9)),
    ):
        services.set_competences(
            person_id=person.pk, version=version, competences=skills, on=on, actor=actor, now=LATER
        )
    noted = dict(person.competences.values_list("skill", "noted_on"))
    assert noted == {"cleaning": TODAY, "driving": TODAY + timedelta(days=9)}


def test_the_least_hours_may_not_pass_the_most(region: Region) -> None:
    person = region.person()
    reach = Reach(
        travel_means="bicycle",
        travel_minutes=30,
        available_from=None,
        available_until=None,
        hours_min=Decimal(30),
        hours_max=Decimal(20),
    )
    with pytest.raises(NotAllowed, match="hours_crossed"):
        services.set_reach(
            person_id=person.pk, version=person.version, reach=reach, actor=region.actor("caseworker"), now=LATER
        )


def test_another_municipality_cannot_change_a_case_and_the_try_is_noted_as_refused(region: Region) -> None:
    person, stranger = region.person(), region.actor("caseworker", at=region.fredensborg)
    with pytest.raises(queries.NoSuchPerson):
        services.set_wishes(person_id=person.pk, version=1, wishes=[], actor=stranger, now=LATER)
    assert stranger.book.refused == {person.pk: "refused"}


def test_a_number_can_be_replaced_and_the_case_stays_the_same(region: Region) -> None:
    person, actor = region.person(cpr="670190-1234"), region.actor("caseworker")
    services.change_cpr(person_id=person.pk, version=1, cpr="010190-4321", actor=actor, now=LATER)
    assert queries.by_cpr("0101904321", actor=actor) == person.pk
    assert queries.by_cpr("6701901234", actor=actor) is None


def test_protection_takes_the_postcode_off_the_case_and_the_person_out_of_the_pool(region: Region) -> None:
    person, actor = region.person(postcode="3000"), region.actor("caseworker")
    _share(region, person)
    assert list(queries.shared_in_pool(on=TODAY)) == [person]
    services.protect(person_id=person.pk, version=1, actor=actor, now=LATER)
    person.refresh_from_db()
    assert (person.protected, person.zone) == (True, "")
    services.unprotect(person_id=person.pk, version=2, actor=actor, now=LATER)
    person.refresh_from_db()
    assert person.zone == "3000"
    assert not queries.shared_in_pool(on=TODAY).exists()


def test_a_protected_person_cannot_be_shared(region: Region) -> None:
    with pytest.raises(NotAllowed, match=r"sharing\.protected"):
        _share(region, region.person(protected=True))


def test_consent_alone_carries_no_sharing(region: Region) -> None:
    with pytest.raises(NotAllowed, match="no_legal_basis"):
        _share(region, region.person(), legal_basis="consent")


def test_an_objection_ends_the_sharing_and_a_new_one_needs_a_new_talk(region: Region) -> None:
    person = region.person()
    _share(region, person)
    services.object_to_sharing(person_id=person.pk, on=TODAY, actor=region.actor("caseworker"), now=LATER)
    assert not queries.shared_in_pool(on=TODAY).exists()
    with pytest.raises(NotAllowed, match=r"sharing\.objected"):
        _share(region, person)
    _share(region, person, told_on=TODAY + timedelta(days=1), starts_on=TODAY + timedelta(days=1))
    assert queries.shared_in_pool(on=TODAY + timedelta(days=1)).exists()


def _share(region: Region, person: Person, **which: object) -> None:
    told = {
        "purpose": queries.POOL_PURPOSE,
        "legal_basis": "gdpr_6_1_e",
        "told": "Told in Arabic what other municipalities see",
        "told_on": TODAY,
        "starts_on": TODAY,
        "ends_before": TODAY + timedelta(days=90),
    }
    services.share_in_pool(person_id=person.pk, actor=region.actor("caseworker"), now=NOW, **(told | which))  # type: ignore[arg-type]


def test_an_access_opens_the_case_to_one_organisation_until_its_source_closes_it(region: Region) -> None:
    person, adviser = region.person(), region.actor("language_adviser", at=_centre())
    opened = {"person_id": person.pk, "source": "placement:1", "actor": region.actor("caseworker"), "now": NOW}
    services.open_access(
        organisation_id=adviser.organisation_id,
        purpose="learning",
        fields="learning",
        starts_on=date(2026, 1, 1),
        **opened,
    )
    assert list(queries.visible(actor=adviser, on=TODAY)) == [person]
    assert services.close_access(on=TODAY, **opened) == 1
    assert not queries.visible(actor=adviser, on=TODAY).exists()
    assert services.close_access(on=TODAY, **opened) == 0


@pytest.mark.parametrize(
    ("role", "sees"), [("company_consultant", True), ("school_consultant", False), ("mentor", False)]
)
def test_what_a_proposal_opened_is_for_those_who_work_on_cases(region: Region, role: str, sees: bool) -> None:
    person = region.person(at=region.fredensborg)
    services.open_access(
        person_id=person.pk,
        organisation_id=region.helsingor.pk,
        purpose="placement",
        fields="profile",
        starts_on=date(2026, 1, 1),
        source="proposal:1",
        actor=region.actor("caseworker", at=region.fredensborg),
        now=NOW,
    )
    assert queries.granted_elsewhere(actor=region.actor(role), on=TODAY).exists() is sees
    assert queries.opened(actor=region.actor(role)).exists() is sees


def _centre() -> object:
    from tovholder.accounts.models import Organisation

    return Organisation.objects.create(kind="language_centre", name="Sprogcenter Nord")


def test_the_address_is_shown_with_a_reason_and_the_look_is_written_down(region: Region) -> None:
    person, actor = region.person(protected=True, postcode="3000", street="Strandgade 1"), region.actor("caseworker")
    with pytest.raises(NotAllowed, match="needs_reason"):
        services.reveal_address(person_id=person.pk, reason="curious", actor=actor)
    assert services.reveal_address(person_id=person.pk, reason="letter", actor=actor).street == "Strandgade 1"
    assert queries.case(person.pk, actor=actor)
    assert actor.book.shown == {person.pk: "address"}
    assert AuditEntry.objects.get(action="person.reveal_address").facts == {"reason": "letter"}


def test_the_benefits_officer_sees_the_case_and_not_the_address(region: Region) -> None:
    person, officer = region.person(street="Strandgade 1"), region.actor("benefits_officer")
    assert queries.case(person.pk, actor=officer) == person
    with pytest.raises(NotAllowed):
        services.reveal_address(person_id=person.pk, reason="letter", actor=officer)


def test_a_family_is_tied_from_both_ends_and_not_across_municipalities(region: Region) -> None:
    mother, child, stranger = (
        region.person("Mor"),
        region.person("Barn"),
        region.person("Fremmed", at=region.fredensborg),
    )
    actor = region.actor("caseworker")
    services.link_family(person_id=mother.pk, version=1, relative_id=child.pk, relation="child", actor=actor, now=LATER)
    assert FamilyLink.objects.get(person=child).relation == "parent"
    with pytest.raises(queries.NoSuchPerson):
        services.link_family(
            person_id=mother.pk, version=2, relative_id=stranger.pk, relation="child", actor=actor, now=LATER
        )


def test_no_audit_line_holds_a_name_or_a_number(region: Region) -> None:
    region.person("Zzahra", cpr="010190-1234")
    told = " ".join(str(entry.facts) + entry.action + entry.target for entry in AuditEntry.objects.all())
    assert "Zzahra" not in told
    assert "0101901234" not in told


def test_a_batch_names_the_municipality_it_registers_for(region: Region) -> None:
    from tovholder.accounts.actors import system

    facts = NewPerson(given_name="A", family_name="B")
    made = services.register(facts=facts, actor=system("import"), organisation_id=region.fredensborg.pk, now=NOW)
    assert Person.objects.get(pk=made.person_id).organisation == region.fredensborg
    with pytest.raises(NotAllowed):
        services.register(facts=facts, actor=system("import"), now=NOW)
