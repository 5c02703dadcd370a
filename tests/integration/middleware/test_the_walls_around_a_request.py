"""What stands in front of every page: a rule, a second factor, one organisation at a time, and a strict policy."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts import installation
from tovholder.accounts.models import Membership, ReadEvent, ReadSubject, User
from tovholder.accounts.readlog import alias

SignedIn = Callable[[Membership], Client]
BARE = pytest.mark.urls("tests.integration.middleware.bare_urls")


@BARE
def test_a_view_without_a_rule_is_refused_to_everybody(region: Region, signed_in: SignedIn) -> None:
    for client in (Client(), signed_in(region.member("team_leader")), signed_in(region.member("administrator"))):
        answer = client.get("/bar/")
        assert (answer.status_code, b"shown" in answer.content) == (403, False)


@BARE
def test_a_rule_lets_in_the_role_it_names_and_no_other(region: Region, signed_in: SignedIn) -> None:
    assert signed_in(region.member("mentor")).get("/kun-mentorer/").content == b"shown"
    assert signed_in(region.member("caseworker")).get("/kun-mentorer/").status_code == 403


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    answer = Client().get("/borgere/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/borgere/")


def test_staff_who_are_no_personas_need_a_second_factor_before_any_page(region: Region, signed_in: SignedIn) -> None:
    member = region.member("caseworker")
    User.objects.filter(pk=member.user_id).update(is_persona=False)
    answer = signed_in(Membership.objects.get(pk=member.pk)).get("/borgere/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/2fa/")


def test_a_persona_needs_a_second_factor_too_where_it_is_no_demo(
    region: Region, signed_in: SignedIn, settings: object
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    answer = signed_in(region.member("caseworker")).get("/borgere/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/2fa/")


def test_rights_in_one_organisation_are_not_rights_while_acting_for_another(
    region: Region, signed_in: SignedIn
) -> None:
    """The same user, the same session: the case is there or not there with the organisation acted for."""
    here = region.member("caseworker")
    there = Membership.objects.create(user=here.user, organisation=region.fredensborg, role="caseworker")
    person, client = region.person("Amina"), signed_in(here)
    assert client.get(f"/borgere/{person.pk}/").status_code == 200
    client.post("/organisation/", {"membership": there.pk})
    answer = client.get(f"/borgere/{person.pk}/")
    assert answer.status_code == 404
    assert "Amina" not in answer.content.decode()


def test_what_was_refused_stands_in_the_log_with_who_and_for_whom(region: Region, signed_in: SignedIn) -> None:
    person = region.person("Amina")
    member = region.member("caseworker", at=region.fredensborg)
    signed_in(member).get(f"/borgere/{person.pk}/")
    event = ReadEvent.objects.using(alias()).get(allowed=False)
    assert (event.membership_id, event.organisation_id, event.route) == (
        member.pk,
        region.fredensborg.pk,
        "staff:person",
    )
    assert ReadSubject.objects.using(alias()).get(event=event).person_id == person.pk


def test_a_page_whose_reads_cannot_be_logged_is_not_shown(
    region: Region, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, client = region.person("Amina"), signed_in(region.member("caseworker"))

    def broken(**_: object) -> None:
        raise OSError

    monkeypatch.setattr("tovholder.web.shared.middleware.readlog.write", broken)
    answer = client.get(f"/borgere/{person.pk}/")
    assert (answer.status_code, "Amina" in answer.content.decode()) == (503, False)


@pytest.mark.parametrize("address", ["/konto/login/", "/was/", "/borgere/", "/tavler/", "/findes-ikke/", "/overblik/"])
def test_every_answer_forbids_scripts_and_styles_from_the_page_itself(
    region: Region, signed_in: SignedIn, address: str
) -> None:
    answer = signed_in(region.member("caseworker")).get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_page_of_personas_is_not_there_on_a_database_that_is_no_demo(region: Region) -> None:
    from tovholder.web.shared import personas

    request = HttpRequest()
    request.method = "GET"
    installation.mark_live(now=timezone.now())
    with pytest.raises(personas.Http404):
        personas.choose(request)


def test_no_page_of_somebody_who_is_signed_in_is_kept_by_a_browser(region: Region, signed_in: SignedIn) -> None:
    person, browser = region.person(), signed_in(region.member("caseworker"))
    shown = {"what": "cpr", "reason": "letter"}
    for answer in (
        browser.get(f"/borgere/{person.pk}/"),
        browser.post(f"/borgere/{person.pk}/vis/", shown),
        browser.get("/borgere/999999/"),
    ):
        assert "no-store" in answer["Cache-Control"]
