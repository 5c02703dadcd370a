"""In with MitID: whoever the broker proves to be the citizen of an open case that staff have opened for it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.own import broker
from tests.integration.own.broker import Provider
from tests.integration.own.conftest import CPR, WEDNESDAY, anew
from tests.integration.region import Region
from tovholder.accounts import mitid
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.config import environment
from tovholder.people.models import Person

NOT_IN = "MitID kunne ikke åbne en side for dig her"
Bend = Callable[[Provider], Any]


def sent_back(phone: Client, provider: Provider, cpr: str = CPR) -> str:
    """Out to the broker, signed in there, and the address one is sent back to."""
    out = phone.get("/borger/mit/mitid/")
    assert out.status_code == 302
    return provider.sign_in(out["Location"], cpr, WEDNESDAY.timestamp())


def refused(phone: Client, address: str, caplog: pytest.LogCaptureFixture) -> bool:
    page = phone.get(address)
    assert CPR not in page.text + caplog.text
    return page.status_code == 403 and NOT_IN in page.text and "_auth_user_id" not in phone.session


def test_a_citizen_comes_in_with_mitid_once_the_caseworker_has_opened_the_pages(
    sara: Person, desk: Client, provider: Provider, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    phone = Client()
    assert "Log ind med MitID" in phone.get("/konto/login/").text
    assert refused(phone, sent_back(phone, provider), caplog)  # nobody has opened the pages
    settings.DEMO = True
    assert "Åbn for MitID" in desk.get(f"/borgersider/{sara.pk}/").text
    assert desk.post(f"/borgersider/{sara.pk}/mitid/").status_code == 302
    assert "Åben: borgeren logger ind med MitID" in desk.get(f"/borgersider/{sara.pk}/").text
    settings.DEMO = False
    address, before = sent_back(phone, provider), phone.session.session_key
    assert phone.get(address, follow=True).redirect_chain == [("/borger/", 302)]
    assert "Hej Sara" in phone.get("/borger/").text
    assert phone.session.session_key != before
    assert CPR not in str(dict(phone.session.items())) + caplog.text + address
    assert not {"mitid_asked_by_state", "id_token"} & set(phone.session.keys())
    entry = AuditEntry.objects.get(action="way_in.mitid")
    assert (entry.person_id, CPR in str(entry.facts)) == (sara.pk, False)
    assert refused(Client(), address, caplog)  # nobody else's session asked for this
    phone.post("/konto/logout/")
    assert refused(phone, address, caplog)  # and it works once


BENT: dict[str, Bend] = {
    "another audience": lambda p: p.claims.update(aud="somebody-else"),
    "one of many audiences, for another party": lambda p: p.claims.update(aud=[broker.CLIENT, "x"], azp="x"),
    "another issuer in the token": lambda p: p.claims.update(iss="https://elsewhere.example"),
    "an old token": lambda p: p.claims.update(iat=1, exp=int(WEDNESDAY.timestamp()) - 120),
    "no end": lambda p: p.claims.update(exp=None),
    "another nonce": lambda p: p.claims.update(nonce="of another sign-in"),
    "no nonce": lambda p: p.claims.update(nonce=None),
    "another access token": lambda p: p.claims.update(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "alg none": lambda p: setattr(p, "sign", p.unsigned),
    "a shared secret for a key": lambda p: setattr(p, "sign", p.signed_by_the_secret),
    "somebody else's key": lambda p: setattr(p, "sign", p.signed_by_another),
    "no number": lambda p: (p.claims.update({broker.CLAIM: None}), p.metadata.update(userinfo_endpoint=None)),
    "somebody else in the userinfo": lambda p: setattr(p, "userinfo", {"sub": "s-2", broker.CLAIM: CPR}),
}


def test_no_bent_answer_lets_anybody_in(opened: Person, provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    phone = Client()
    for what, bend in BENT.items():
        anew(provider)
        address = sent_back(phone, provider)
        bend(provider)
        mitid.forget()
        assert refused(phone, address, caplog), what
    anew(provider)
    provider.userinfo = {"sub": "s-1", broker.CLAIM: CPR}
    assert phone.get(sent_back(phone, provider)).status_code == 302  # and straight, from userinfo, it does


def test_another_state_another_issuer_a_refusal_and_a_late_answer_let_nobody_in(
    opened: Person, provider: Provider, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    phone = Client()
    for bent in ("&state=another", "&iss=https://elsewhere.example", "&error=access_denied", "&code=another"):
        assert refused(phone, sent_back(phone, provider) + bent, caplog), bent
    settings.MITID = provider.broker(assurance="substantial")
    assert refused(phone, sent_back(phone, provider), caplog)  # the token does not say how sure it is
    settings.MITID = provider.broker()
    address = sent_back(phone, provider)
    monkeypatch.setattr(timezone, "now", lambda: WEDNESDAY + timedelta(minutes=11))
    assert refused(phone, address, caplog)
    anew(provider).metadata = {"issuer": "https://elsewhere.example"}
    assert "MitID svarer ikke" in phone.get("/borger/mit/mitid/").text


@pytest.mark.parametrize("why", ["unknown", "closed", "shut", "staff too", "no number at all"])
def test_whoever_has_no_opened_case_is_told_the_same_neutral_sentence(
    region: Region, opened: Person, provider: Provider, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    cpr = {"unknown": "0202909995", "no number at all": "abc"}.get(why, CPR)
    if why == "closed":
        Person.objects.filter(pk=opened.pk).update(closed_on=WEDNESDAY.date())
    elif why == "shut":
        Membership.objects.filter(user_id=opened.login_id or Person.objects.get(pk=opened.pk).login_id).update(
            active=False
        )
    elif why == "staff too":
        Membership.objects.filter(pk=region.member("job_consultant").pk).update(
            user_id=Person.objects.get(pk=opened.pk).login_id
        )
    phone = Client()
    assert refused(phone, sent_back(phone, provider, cpr), caplog)
    assert "no_pages" in caplog.text
    assert not AuditEntry.objects.filter(action="way_in.mitid").exists()


def test_the_button_is_told_in_the_languages_of_citizens_and_its_language_goes_on(provider: Provider) -> None:
    phone = Client()
    page = phone.get("/konto/login/").text
    assert 'href="/borger/mit/mitid/?laes=fa" lang="fa" dir="rtl">ورود با MitID</a>' in page
    assert 'lang="da">Log ind med MitID</a>' in page
    assert phone.get("/borger/mit/mitid/?laes=fa").cookies["django_language"].value == "fa"
    assert phone.get("/borger/mit/mitid/tilbage/?state=x&code=y").text.count('lang="fa"') > 1
    assert "django_language" not in Client().get("/borger/mit/mitid/?laes=xx").cookies


def test_without_a_broker_there_is_no_button_and_half_a_broker_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.broker("live") is None
    assert "MitID" not in Client().get("/konto/login/").text
    assert Client().get("/borger/mit/mitid/").status_code == 404
    assert Client().get("/borger/mit/mitid/tilbage/?code=1&state=2").status_code == 404
    told = {"ISSUER": "http://127.0.0.1/", "CLIENT": "c", "SECRET": "s", "CPR_CLAIM": "cpr"}
    for name, value in told.items():
        with pytest.raises(environment.Misconfigured) if name != "ISSUER" else pytest.MonkeyPatch.context():
            environment.broker("test")
        monkeypatch.setenv(f"TOVHOLDER_MITID_{name}", value)
    assert "s'" not in repr(environment.broker("test"))
    with pytest.raises(environment.Misconfigured, match="https"):
        environment.broker("live")


@pytest.mark.parametrize(
    "issuer",
    [
        "https://",
        "https:///x",
        "https://b.example?x=1",
        "https://b.example/#x",
        "https://u:p@b.example",
        "https://b:x/",
    ],
)
def test_an_address_of_a_broker_that_is_none_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    for name, value in {"ISSUER": issuer, "CLIENT": "c", "SECRET": "s", "CPR_CLAIM": "cpr"}.items():
        monkeypatch.setenv(f"TOVHOLDER_MITID_{name}", value)
    with pytest.raises(environment.Misconfigured, match="TOVHOLDER_MITID_ISSUER must be an https address") as told:
        environment.broker("live")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("told", "asked"), [("", "openid"), ("ssn", "openid ssn"), ("ssn openid", "ssn openid"), (" openid", "openid")]
)
def test_what_is_asked_for_beside_is_beside(monkeypatch: pytest.MonkeyPatch, told: str, asked: str) -> None:
    more = {"ISSUER": "https://b.example/x", "CLIENT": "c", "SECRET": "s", "CPR_CLAIM": "cpr", "SCOPE": told}
    for name, value in more.items():
        monkeypatch.setenv(f"TOVHOLDER_MITID_{name}", value)
    broker_set = environment.broker("live")
    assert broker_set is not None
    assert broker_set.scope == asked
