"""An administrator invites, changes and closes members of the own organisation, and of no other."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts import actors, member_services, organisation_services, queries
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import AuditEntry, Membership

SignedIn = Callable[[Membership], Client]


def invite(actor: Actor, *, email: str = "ny@example.dk", role: str = "caseworker", **more: object) -> Membership:
    made = member_services.invite(
        actor=actor,
        organisation_id=actor.organisation_id,
        email=email,
        name="Ny Kollega",
        role=role,
        **more,  # type: ignore[arg-type]
    )
    return Membership.objects.get(pk=made.membership_id)


def change(actor: Actor, member: Membership, **told: object) -> Membership:
    now = {
        "seen": queries.state_of(member),
        "role": member.role,
        "unit_id": member.unit_id,
        "scope": member.scope,
        "active": member.active,
        "phone": member.phone,
    }
    return member_services.change_member(actor=actor, membership_id=member.pk, **(now | told))  # type: ignore[arg-type]


def refusal(what: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as told:
        what()
    return told.value.code


def test_an_invitation_makes_a_user_who_cannot_sign_in_yet(region: Region) -> None:
    member = invite(region.actor("administrator"))
    assert not member.user.has_usable_password()
    assert AuditEntry.objects.filter(action="member.invite", target=f"membership:{member.pk}").exists()


def test_only_an_administrator_of_the_organisation_invites(region: Region) -> None:
    assert refusal(lambda: invite(region.actor("team_leader"))) == "member.only_by_administrator"
    elsewhere = region.actor("administrator", at=region.fredensborg)
    told = {"email": "x@example.dk", "name": "X", "role": "caseworker"}
    assert (
        refusal(
            lambda: member_services.invite(actor=elsewhere, organisation_id=region.helsingor.pk, **told)  # type: ignore[arg-type]
        )
        == "member.only_by_administrator"
    )


@pytest.mark.parametrize("role", ["company_contact", "coordinator", "citizen"])
def test_a_role_the_kind_of_organisation_has_not_is_refused(region: Region, role: str) -> None:
    assert refusal(lambda: invite(region.actor("administrator"), role=role)) == "member.role_not_of_kind"


def test_only_the_organisation_that_invited_first_makes_a_new_link(region: Region) -> None:
    theirs = invite(region.actor("administrator", at=region.fredensborg))
    Membership.objects.filter(pk=theirs.pk).update(active=False)
    ours = Membership.objects.create(user=theirs.user, organisation=region.helsingor, role="mentor")
    assert refusal(lambda: member_services.new_link(actor=region.actor("administrator"), membership_id=ours.pk)) == (
        "member.invited_elsewhere"
    )


def test_an_administrator_gives_nobody_a_role_under_the_own_address(region: Region, signed_in: SignedIn) -> None:
    own = region.member("administrator")
    told = {"email": own.user.email.upper(), "name": "Mig", "role": "team_leader", "unit": ""}
    page = signed_in(own).post("/medlemmer/nyt/", told).text
    assert "Du kan ikke give dig selv en rolle" in page
    assert list(Membership.objects.filter(user=own.user)) == [own]
    assert AuditEntry.objects.get(action="member.own_role_refused").facts["role"] == "team_leader"


@pytest.mark.parametrize("more", [{"role": "team_leader"}, {"scope": "caseload"}])
def test_an_administrator_turns_the_own_membership_into_nothing_more(region: Region, more: dict[str, object]) -> None:
    administrator = region.actor("administrator")
    invite(administrator, email="b@example.dk", role="administrator")
    own = Membership.objects.get(pk=administrator.membership_id)
    assert refusal(lambda: change(administrator, own, **more)) == "member.own_role"
    own.refresh_from_db()
    assert (own.role, own.scope) == ("administrator", "organisation")
    assert AuditEntry.objects.filter(action="member.own_role_refused").exists()


def test_an_administrator_does_not_open_an_own_closed_membership(region: Region) -> None:
    administrator = region.actor("administrator")
    old = Membership.objects.create(
        user_id=administrator.user_id, organisation=region.helsingor, role="team_leader", active=False
    )
    assert refusal(lambda: change(administrator, old, active=True)) == "member.own_role"


def test_a_new_link_ends_the_old_password(region: Region) -> None:
    member = invite(region.actor("administrator"))
    member.user.set_password("en lang sætning om en cykel")
    member.user.save()
    made = member_services.new_link(actor=region.actor("administrator"), membership_id=member.pk)
    member.user.refresh_from_db()
    assert made.link is not None
    assert not member.user.has_usable_password()


@pytest.mark.parametrize("closed", [True, False])
def test_a_former_employer_makes_no_link_to_whoever_works_elsewhere_now(region: Region, closed: bool) -> None:
    administrator, member = region.actor("administrator"), invite(region.actor("administrator"))
    member.user.set_password("en lang sætning om en cykel")
    member.user.save()
    if closed:
        change(administrator, member, active=False)
    else:
        Membership.objects.create(user=member.user, organisation=region.fredensborg, role="caseworker")
    assert refusal(lambda: member_services.new_link(actor=administrator, membership_id=member.pk)) == (
        "member.closed" if closed else "member.works_elsewhere"
    )
    member.user.refresh_from_db()
    assert member.user.has_usable_password()


def test_somebody_elses_change_is_not_overwritten(region: Region) -> None:
    administrator = region.actor("administrator")
    member = invite(administrator)
    change(administrator, Membership.objects.get(pk=member.pk), scope="caseload")
    with pytest.raises(Stale):
        change(administrator, member, role="team_leader")


def test_the_last_administrator_stays(region: Region) -> None:
    administrator = region.actor("administrator")
    member = Membership.objects.get(pk=administrator.membership_id)
    assert refusal(lambda: change(administrator, member, active=False)) == "member.last_administrator"
    other = invite(administrator, email="b@example.dk", role="administrator")
    assert change(administrator, member, active=False).active is False
    assert other.active


def test_another_organisations_member_is_out_of_reach(region: Region) -> None:
    theirs = invite(region.actor("administrator", at=region.fredensborg))
    assert refusal(lambda: change(region.actor("administrator"), theirs, active=False)) == "member.not_yours"


def test_a_closed_membership_opens_nothing_from_the_next_page_on(region: Region, signed_in: SignedIn) -> None:
    member = region.member("caseworker", initials="KJ")
    browser = signed_in(member)
    assert browser.get("/medlemmer/").status_code == 403
    change(region.actor("administrator"), member, active=False)
    assert browser.get("/min-dag/").status_code == 302


def test_every_administrator_sees_who_let_a_member_in_and_when(region: Region, signed_in: SignedIn) -> None:
    administrator = region.member("administrator")
    member = invite(queries.actor_of(administrator))
    Membership.objects.filter(pk=member.pk).update(opened_at="2026-03-02T12:00:00+01:00")
    colleague = region.member("administrator", initials="BB")
    page = signed_in(colleague).get("/medlemmer/").text
    assert f"inviteret af {administrator.user.name} den 02.03.2026" in page


def test_who_opens_a_closed_membership_again_stands_beside_it(region: Region) -> None:
    member = invite(region.actor("administrator"))
    administrator = region.actor("administrator", initials="BB")
    change(administrator, member, active=False)
    change(administrator, Membership.objects.get(pk=member.pk), active=True)
    member.refresh_from_db()
    assert member.opened_by_id == administrator.membership_id
    assert AuditEntry.objects.filter(action="member.change", membership_id=administrator.membership_id).count() == 2


def test_citizens_are_not_on_the_list_of_members(region: Region, signed_in: SignedIn) -> None:
    citizen = region.member("citizen", initials="AP")
    page = signed_in(region.member("administrator")).get("/medlemmer/").content.decode()
    assert citizen.user.name not in page


def test_both_texts_are_shown_when_two_administrators_write_at_once(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.member("administrator"))
    member = invite(region.actor("administrator"))
    stale = queries.state_of(member)
    change(region.actor("administrator"), member, role="team_leader")
    words = {"seen": stale, "role": "ambassador", "unit": "", "scope": "organisation", "active": "on"}
    answer = browser.post(f"/medlemmer/{member.pk}/", words)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "teamleder" in page
    assert "integrationsambassadør" in page
    member.refresh_from_db()
    assert member.role == "team_leader"


def test_only_the_installation_makes_organisations(region: Region) -> None:
    made = organisation_services.create_organisation(actor=actors.system("setup"), kind="union", name="Fagforeningen")
    assert made.pk
    assert refusal(
        lambda: organisation_services.create_organisation(actor=region.actor("administrator"), kind="union", name="X")
    ) == ("organisation.only_by_installation")


def test_the_right_to_health_is_offered_where_somebody_works_on_cases_and_nowhere_else(
    region: Region, signed_in: SignedIn
) -> None:
    """Considerations go by the case one works in (people.case_scope); what is behind the wall by this right alone."""
    browser = signed_in(region.member("administrator"))
    for role, offered in (("caseworker", True), ("benefits_officer", False), ("mentor", False)):
        page = browser.get(f"/medlemmer/{region.member(role).pk}/").text
        assert 'name="scope"' in page
        assert ("/helbred/" in page) is offered


def test_the_telephone_at_work_stands_beside_the_name(region: Region) -> None:
    colleague = region.member("caseworker")
    change(region.actor("administrator"), colleague, phone=" 12 34 56 78 ")
    colleague.refresh_from_db()
    assert colleague.to_call == f"{colleague.user.name}, Helsingør Kommune, 12 34 56 78"
    colleague.phone = ""
    assert colleague.to_call == f"{colleague.user.name}, Helsingør Kommune"
