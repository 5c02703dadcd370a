"""An administrator invites; the new member chooses a password and adds a second step; nothing opens before that."""

import base64
import hashlib
import hmac
import secrets
import struct
import time
from collections.abc import Callable

from tests.journeys.walking import PHONE, Walk

Somebody = Callable[..., Walk]
PASSWORD = "en lang sætning om en cykel"


def code_of(secret: str, at: float) -> str:
    """What an app on a phone shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def invited(somebody: Somebody, role: str = "Sagsbehandler") -> tuple[str, str]:
    """The e-mail and the one-time link of somebody the administrator has just invited."""
    administrator = somebody()
    administrator.be("administrator")
    administrator.open("/medlemmer/")
    administrator.press("Invitér en person")
    email = f"ny-{secrets.token_hex(4)}@example.dk"
    administrator.write("Navn", "Nynne Ny")
    administrator.write("E-mail på arbejdet", email)
    administrator.choose("Rolle", role.lower())
    administrator.press("Invitér")
    assert administrator.heading() == "Giv dette til Nynne Ny"
    return email, administrator.page.locator(".one-time-link code").inner_text()


def with_password(somebody: Somebody, size: dict[str, int] = PHONE) -> tuple[Walk, str, str]:
    """The new member, signed in with a password alone."""
    email, link = invited(somebody)
    member = somebody(size)
    member.open(link.removeprefix(member.address))
    member.write("Ny adgangskode", PASSWORD)
    member.write("Bekræftelse af ny adgangskode", PASSWORD)
    member.press("Gem den nye adgangskode")
    sign_in(member, email)
    return member, email, link


def sign_in(member: Walk, email: str) -> None:
    member.write("E-mail", email)
    member.write("Adgangskode", PASSWORD)
    member.press("Log ind", "button")


def passkey_in(member: Walk) -> None:
    """A key that lives in the machine and knows its owner, as a phone or a laptop has one."""
    session = member.page.context.new_cdp_session(member.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def use_key(member: Walk, button: str) -> None:
    """Press the button; the page leaves by itself when the key has answered."""
    member.page.get_by_role("button", name=button).click()


def test_a_password_alone_opens_no_page_with_cases(somebody: Somebody) -> None:
    member, _, _ = with_password(somebody)
    assert member.heading() == "Mit login"
    for path in ("/min-dag/", "/medlemmer/", "/organisation/"):
        member.open(path)
        assert member.heading() == "Mit login", path


def test_the_link_works_once(somebody: Somebody) -> None:
    _, _, link = with_password(somebody)
    other = somebody()
    other.open(link.removeprefix(other.address))
    assert other.heading() == "Linket virker ikke længere"


def test_password_and_code_from_an_app(somebody: Somebody) -> None:
    member, email, _ = with_password(somebody)
    member.press("Tilføj en app")
    secret = member.page.locator("code").inner_text()
    member.write("Kode fra appen", code_of(secret, time.time()))
    member.press("Tilføj appen")
    assert member.heading() == "Nødkoder"
    member.press("Jeg har gemt dem")
    member.press("Log ud")
    member.open("/konto/login/")
    sign_in(member, email)
    assert member.heading() == "Det andet trin"
    member.write("Kode", "000000")
    member.press("Log ind", "button")
    assert member.heading() == "Det andet trin"
    # A code is not taken twice: the app's next one.
    member.write("Kode", code_of(secret, time.time() + 30))
    member.press("Log ind", "button")
    assert "Helsingør Kommune" in member.page.locator(".acting").inner_text()


def test_a_passkey_takes_the_place_of_password_and_code(somebody: Somebody) -> None:
    member, _, _ = with_password(somebody)
    passkey_in(member)
    member.press("Tilføj en adgangsnøgle")
    member.tick("Brug den i stedet for adgangskoden")
    use_key(member, "Tilføj adgangsnøglen")
    member.page.wait_for_url(lambda address: not address.endswith("/ny/"))
    member.open("/konto/2fa/noegler/")
    member.speak("English")
    member.speak("Dansk")
    assert "Træder i stedet for adgangskoden." in member.text()
    member.press("Log ud")
    member.open("/konto/login/")
    use_key(member, "Log ind med en adgangsnøgle")
    member.page.wait_for_url(lambda address: "/konto/" not in address)
    assert "Helsingør Kommune" in member.page.locator(".acting").inner_text()


def test_a_refused_passkey_says_so_on_the_page(somebody: Somebody) -> None:
    visitor = somebody()
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    visitor.open("/konto/login/")
    use_key(visitor, "Log ind med en adgangsnøgle")
    visitor.page.get_by_text("Adgangsnøglen blev ikke brugt.").wait_for()
    visitor.check()
