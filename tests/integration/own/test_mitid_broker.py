"""A broker of MitID that is slow, down, or talks nonsense: whoever signs in is told so soon, and nobody else waits."""

import threading
import time
from typing import Any

import pytest
from django.test import Client

from tests.integration.own.broker import Provider
from tests.integration.own.conftest import anew
from tests.integration.own.test_mitid import refused, sent_back
from tovholder.accounts import broker_call
from tovholder.people.models import Person

DISCOVERY = "/.well-known/openid-configuration"
BEGIN = "/borger/mit/mitid/"
SILENT = "MitID svarer ikke"


@pytest.fixture(autouse=True)
def _half_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker_call, "SECONDS", 0.5)


def is_silent(phone: Client, address: str) -> bool:
    page = phone.get(address)
    return page.status_code == 503 and SILENT in page.text


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_broker_that_sends_byte_by_byte_is_not_waited_for(opened: Person, provider: Provider, part: str) -> None:
    provider.slow = {DISCOVERY: part}
    assert is_silent(Client(), BEGIN)
    provider.slow = {}
    for end in ("/token", "/keys"):
        anew(provider)
        phone = Client()
        address = sent_back(phone, provider)
        provider.slow = {end: part}
        assert is_silent(phone, address), end
    deadline = time.monotonic() + 30  # and the threads that asked end too
    while any(each.name == "mitid" for each in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert provider.heard_out == []


def test_a_body_without_end_is_not_read(opened: Person, provider: Provider) -> None:
    provider.said = {DISCOVERY: provider.document() | {"more": "x" * 300_000}}
    assert is_silent(Client(), BEGIN)


def test_two_ask_the_broker_at_once_and_a_third_is_told_at_once(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker_call, "SECONDS", 60)
    wait, two = threading.Event(), threading.Barrier(3)

    def work(_step: Any) -> None:
        two.wait(60)
        wait.wait(60)

    waiting = [threading.Thread(target=broker_call.in_time, args=(work,)) for _ in range(2)]
    for each in waiting:
        each.start()
    two.wait(60)
    assert is_silent(Client(), BEGIN)
    assert ([each.is_alive() for each in waiting], provider.asked) == ([True, True], [])
    wait.set()
    for each in waiting:
        each.join()
    assert Client().get(BEGIN).status_code == 302


def test_what_the_broker_says_of_itself_and_its_keys_are_asked_for_once(
    opened: Person, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        phone = Client()
        assert phone.get(sent_back(phone, provider)).status_code == 302
    assert sorted(provider.asked) == [DISCOVERY, "/keys", "/token", "/token", "/token"]
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 301)
    assert Client().get(BEGIN).status_code == 302
    assert provider.asked.count(DISCOVERY) == 2


def test_a_key_nobody_knows_is_asked_for_once_a_minute(
    opened: Person, provider: Provider, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    phone = Client()
    assert phone.get(sent_back(phone, provider)).status_code == 302
    old, other = provider.key, Provider(provider.issuer).key
    provider.key = type(other).import_key(other.as_dict(private=True) | {"kid": "k2"})
    assert old.kid != provider.key.kid
    address = sent_back(phone, provider)
    assert refused(phone, address, caplog)  # within the minute
    now = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: now() + 61)
    assert phone.get(sent_back(phone, provider)).status_code == 302
    assert provider.asked.count("/keys") == 2


@pytest.mark.parametrize(
    "bad", [1, None, {"kty": "EC"}, {"kty": "EC", "crv": "Edgy", "x": "AA", "y": "AA"}, {"kty": []}]
)
def test_a_key_that_cannot_be_read_shuts_nobody_out(opened: Person, provider: Provider, bad: object) -> None:
    right = provider.key.as_dict(private=False)
    provider.said = {"/keys": {"keys": [bad, right, bad]}}
    phone = Client()
    assert phone.get(sent_back(phone, provider)).status_code == 302


def test_how_the_secret_is_shown_is_one_of_two_ways_or_it_is_not_shown(
    opened: Person, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.metadata = {"token_endpoint_auth_methods_supported": None}
    phone = Client()
    assert phone.get(sent_back(phone, provider)).status_code == 302
    for ways in (["private_key_jwt"], [], 3, "client_secret_basic"):
        anew(provider).metadata = {"token_endpoint_auth_methods_supported": ways}
        caplog.clear()
        assert is_silent(Client(), BEGIN), ways
        assert "methods" in caplog.text


@pytest.mark.parametrize(
    "said", [{"expires_in": [1]}, {"expires_in": float("inf")}, {"expires_at": {}}, {"id_token": 5}, [], "x", 1]
)
def test_tokens_that_are_none_are_no_fault_of_ours(opened: Person, provider: Provider, said: object) -> None:
    phone = Client()
    address = sent_back(phone, provider)
    provider.said = {"/token": {"access_token": "a"} | said if isinstance(said, dict) else said}
    page = phone.get(address)
    assert (page.status_code in (403, 503), "_auth_user_id" in phone.session) == (True, False)


@pytest.mark.parametrize("bent", ["https://[", 5, None, "ftp://elsewhere.example"])
def test_addresses_that_are_none_are_not_gone_to(provider: Provider, bent: object) -> None:
    provider.metadata = {"jwks_uri": bent}
    assert is_silent(Client(), BEGIN)
