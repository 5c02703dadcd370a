"""Back from MitID twice, in two tabs, on a shared phone: an answer counts once; nobody is thrown out or left in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.integration.own.broker import Provider
from tests.integration.own.conftest import CPR
from tests.integration.own.test_mitid import refused, sent_back
from tovholder.accounts import mitid
from tovholder.accounts.models import Membership
from tovholder.people.models import Person

UNKNOWN = "0202909995"


def twin(phone: Client) -> Client:
    """The same browser, before it has heard the answer."""
    other = Client()
    other.cookies["sessionid"] = phone.cookies["sessionid"].value
    return other


def test_of_two_answers_at_once_the_later_does_no_harm(
    opened: Person, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Client()
    address = sent_back(phone, provider)
    second, seen = twin(phone), []
    straight = mitid.cpr_of

    def and_meanwhile(*args: object, **more: object) -> str:
        monkeypatch.setattr(mitid, "cpr_of", straight)
        seen.append(second.get(address))
        return straight(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(mitid, "cpr_of", and_meanwhile)
    assert phone.get(address)["Location"] == "/borger/"
    assert [(page.status_code, page.get("Location")) for page in seen] == [(302, "/borger/")]
    assert "sessionid" not in seen[0].cookies
    assert "Hej Sara" in phone.get("/borger/").text
    late = twin(phone)
    late.cookies["sessionid"] = second.cookies["sessionid"].value
    assert "sessionid" not in late.get(address).cookies  # the cookie is the new session's by now
    assert phone.get(address)["Location"] == "/borger/"  # and who is in stays in
    assert "Hej Sara" in phone.get("/borger/").text


def test_an_answer_is_used_up_also_when_the_broker_fails(opened: Person, provider: Provider) -> None:
    phone = Client()
    address = sent_back(phone, provider)
    provider.said = {"/token": "nonsense"}
    assert phone.get(address).status_code == 503
    provider.said = {}
    assert phone.get(address)["Location"] == "/borger/"
    assert "_auth_user_id" not in phone.session


def test_each_tab_has_its_own_answer(opened: Person, provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    phone = Client()
    tabs = [sent_back(phone, provider, UNKNOWN) for _ in range(4)]
    assert refused(phone, tabs[3], caplog)
    provider.cpr = CPR
    assert refused(phone, tabs[0], caplog)  # the oldest of four
    assert phone.get(tabs[1])["Location"] == "/borger/"
    assert "Hej Sara" in phone.get("/borger/").text
    assert phone.get(tabs[2])["Location"] == "/borger/"
    assert not {"mitid_asked_by_state", "mitid_answered"} & set(phone.session.keys())


def test_a_link_to_the_beginning_signs_nobody_out(opened: Person, provider: Provider) -> None:
    phone = Client()
    phone.get(sent_back(phone, provider))
    sent_back(phone, provider, UNKNOWN)  # gone to the broker, and not come back
    assert "Hej Sara" in phone.get("/borger/").text
    assert phone.get("/borger/mit/mitid/tilbage/?state=never&code=asked")["Location"] == "/borger/"
    assert "Hej Sara" in phone.get("/borger/").text


def test_whoever_comes_back_in_vain_is_not_left_in_anothers_pages(
    opened: Person, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    phone = Client()
    phone.get(sent_back(phone, provider))
    assert "Hej Sara" in phone.get("/borger/").text
    assert refused(phone, sent_back(phone, provider, UNKNOWN), caplog)
    assert phone.get("/borger/").status_code == 302
    assert "no_pages" in caplog.text


def test_the_session_ends_with_the_browser(opened: Person, provider: Provider) -> None:
    phone = Client()
    answer = phone.get(sent_back(phone, provider))
    assert (answer.cookies["sessionid"]["expires"], answer.cookies["sessionid"]["max-age"]) == ("", "")


def test_the_log_of_the_case_says_that_it_was_the_citizen(
    opened: Person, provider: Provider, desk: Client, signed_in: Callable[[Membership], Client], settings: object
) -> None:
    phone = Client()
    phone.get(sent_back(phone, provider))
    settings.DEMO = True  # type: ignore[attr-defined]
    page = desk.get(f"/borgere/{opened.pk}/log/").text
    came_in = page[page.index("Kom ind med MitID") - 400 :][:800]
    assert "borgeren" in came_in
    assert "self" not in came_in


def test_a_place_that_begins_very_often_is_held_back(provider: Provider, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"mitid": "2/5m/ip"}
    cache.clear()
    assert [Client().get("/borger/mit/mitid/").status_code for _ in range(3)] == [302, 302, 429]
    assert Client().get("/borger/mit/mitid/", REMOTE_ADDR="10.0.0.9").status_code == 302
    cache.clear()
