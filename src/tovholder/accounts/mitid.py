"""MitID through a broker, by OpenID Connect: a code with PKCE, state and nonce. What comes back is a CPR number.

No database here, and of a sign-in nothing is kept but in the caller's session. Of the broker itself the process
remembers for some minutes what it says to everybody. Tokens, names and numbers are in no log: what failed is told by a
word of ours."""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

Told = TypeVar("Told")
_REMEMBERED = 5 * 60  # seconds: what the broker says of itself, and its keys
_ANEW = 60  # seconds: keys are asked for again no sooner, whatever key a token names
_MINUTES_OUT = 10  # from our page to MitID and back
_LEEWAY = 60  # two machines' clocks
# Signed with the broker's private key; no shared secret and no "none", whatever the token says of itself.
_SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
# What a word of the wrong kind sets off, here and in the libraries, wherever a broker may put one.
_NONSENSE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
_WAYS = ("client_secret_basic", "client_secret_post")  # to show the secret; the first one the broker takes
_told: dict[str, tuple[float, Any]] = {}  # by address: when, and what


@dataclass(frozen=True)
class Broker:
    """Who asks MitID for us, and how it names the CPR number. From the environment (config/environment.py)."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    cpr_claim: str
    scope: str = "openid"
    assurance: str = ""  # what the broker is asked for, and must say it did; empty: not asked


class NotProved(Exception):
    """Nobody has been proved to be anybody. The word says why, for the log, and nothing about whom."""


class NoAnswer(Exception):
    """The broker cannot be reached, or answers what is no answer."""


@dataclass(frozen=True)
class Asked:
    """Where the browser goes, and what only the browser it leaves may know until it is back."""

    address: str
    kept: dict[str, Any]


def ask(broker: Broker, *, back_to: str, now: datetime) -> Asked:
    """Begin: state ties the answer to the browser, nonce the token to it, and the verifier the code to us."""
    found = _remembered(broker.issuer, _REMEMBERED) or _in_one_step(lambda step: _discovered(broker, step))
    kept = {
        "state": secrets.token_urlsafe(32),
        "nonce": secrets.token_urlsafe(32),
        "verifier": secrets.token_urlsafe(48),
        "back_to": back_to,
        "at": int(now.timestamp()),
    }
    # Asked for anew each time: at a shared telephone somebody else may still be signed in at the broker.
    more = {"nonce": kept["nonce"], "prompt": "login"} | ({"acr_values": broker.assurance} if broker.assurance else {})
    with _client(broker, found, back_to) as client:  # nobody is asked by it yet
        address, _state = client.create_authorization_url(
            found["authorization_endpoint"], state=kept["state"], code_verifier=kept["verifier"], **more
        )
    return Asked(address, kept)


def cpr_of(broker: Broker, *, answer: Mapping[str, str], kept: Mapping[str, Any] | None, now: datetime) -> str:
    """The number that MitID has proved. Raises NotProved or NoAnswer. `kept` has been taken out of the session."""
    if not kept or not secrets.compare_digest(answer.get("state", "").encode(), str(kept["state"]).encode()):
        raise NotProved("state")
    if not 0 <= now.timestamp() - kept["at"] + 1 <= _MINUTES_OUT * 60:
        raise NotProved("too_late")
    if answer.get("iss", broker.issuer) != broker.issuer:
        raise NotProved("issuer")
    if "error" in answer or not answer.get("code"):
        raise NotProved("declined")
    return _in_one_step(lambda step: _proved(broker, answer["code"], kept, now, step))


def forget() -> None:
    """What the broker said of itself is asked for anew."""
    _told.clear()


def _in_one_step(work: Callable[[Any], Told]) -> Told:
    import requests

    from tovholder.accounts import broker_call  # not before somebody signs in: most processes never do

    try:
        return broker_call.in_time(work)
    except requests.RequestException as fault:
        raise NoAnswer(type(fault).__name__) from None


def _proved(broker: Broker, code: str, kept: Mapping[str, Any], now: datetime, step: Any) -> str:
    found = _remembered(broker.issuer, _REMEMBERED) or _discovered(broker, step)
    with _client(broker, found, kept["back_to"]) as client:
        step.mount(client)
        told = _tokens(client, found, code, kept["verifier"])
        claims = _claims(broker, client, found, told, str(kept["nonce"]), now)
        number = claims.get(broker.cpr_claim) or _from_userinfo(broker, client, found, claims)
    if not number or not isinstance(number, str):
        raise NotProved("no_cpr")
    return number


def _client(broker: Broker, found: Mapping[str, Any], back_to: str) -> Any:
    from authlib.integrations.requests_client import OAuth2Session

    return OAuth2Session(
        client_id=broker.client,
        client_secret=broker.secret,
        scope=broker.scope,
        redirect_uri=back_to,
        code_challenge_method="S256",
        token_endpoint_auth_method=_way_of(found),
        default_timeout=_seconds(),
        leeway=0,  # the token is used at once, however short it lives
    )


def _seconds() -> int:
    from tovholder.accounts import broker_call

    return broker_call.SECONDS


def _way_of(found: Mapping[str, Any]) -> str | None:
    """How the secret is shown. Where nothing is said it is the first (OpenID Connect Discovery 1.0, section 3)."""
    ways = found.get("token_endpoint_auth_methods_supported")
    if ways is None:
        return _WAYS[0]
    return next((way for way in _WAYS if isinstance(ways, list) and way in ways), None)


def _remembered(address: str, seconds: int) -> Any:
    at, told = _told.get(address, (0.0, None))
    return told if told and time.monotonic() - at < seconds else None


def _discovered(broker: Broker, step: Any) -> dict[str, Any]:
    """What the broker says of itself, and that it is the one that was named."""
    import requests

    with requests.Session() as plain:
        step.mount(plain)
        found = _json(plain, f"{broker.issuer.rstrip('/')}/.well-known/openid-configuration")
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != broker.issuer or not all(_is_as_safe(found.get(each), broker) for each in needed):
        raise NotProved("issuer")
    if _way_of(found) is None:  # a secret is sent to nobody who says they cannot take it
        raise NotProved("methods")
    _told[broker.issuer] = time.monotonic(), found
    return found


def _is_as_safe(address: object, broker: Broker) -> bool:
    try:
        return isinstance(address, str) and urlsplit(address).scheme == urlsplit(broker.issuer).scheme
    except ValueError:
        return False


def _json(client: Any, address: str, **more: Any) -> dict[str, Any]:
    import requests
    from authlib.common.errors import AuthlibBaseError

    try:
        reply = client.get(address, timeout=_seconds(), allow_redirects=False, **more)
        reply.raise_for_status()
        told = reply.json()
    except (requests.RequestException, AuthlibBaseError, *_NONSENSE) as fault:
        raise NoAnswer(type(fault).__name__) from None
    if not isinstance(told, dict):
        raise NoAnswer("no_object")
    return told


def _tokens(client: Any, found: Mapping[str, Any], code: str, verifier: str) -> Mapping[str, Any]:
    """The code is paid in for tokens, once; refused there without the verifier only the same browser has."""
    import requests
    from authlib.common.errors import AuthlibBaseError

    try:
        told: Mapping[str, Any] = client.fetch_token(
            found["token_endpoint"],
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            allow_redirects=False,
        )
    except AuthlibBaseError:
        raise NotProved("code") from None
    except (requests.RequestException, *_NONSENSE) as fault:
        raise NoAnswer(type(fault).__name__) from None
    return told


def _claims(
    broker: Broker, client: Any, found: Mapping[str, Any], told: Mapping[str, Any], nonce: str, now: datetime
) -> Any:
    """What the ID token says, once its signature, issuer, audience, time, nonce and access token have been checked."""
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jws import JWSRegistry

    wanted: dict[str, Any] = {
        "iss": {"essential": True, "value": broker.issuer},
        "aud": {"essential": True, "value": broker.client},
    }
    if broker.assurance:
        wanted["acr"] = {"essential": True, "values": broker.assurance.split()}
    try:
        token = jwt.decode(
            told["id_token"],
            lambda signed: _keys(client, found["jwks_uri"], signed.headers().get("kid")),
            registry=JWSRegistry(algorithms=_SIGNED_BY, strict_check_header=False),
        )
        known = {"nonce": nonce, "client_id": broker.client, "access_token": told.get("access_token")}
        claims = CodeIDToken(token.claims, token.header, wanted, known)
        claims.validate(now=int(now.timestamp()), leeway=_LEEWAY)
    except (JoseError, *_NONSENSE):  # a fault may quote the token: it is not told on
        raise NotProved("token") from None
    return claims


def _keys(client: Any, address: str, named: object) -> Any:
    """The broker's keys. Asked for anew when the token names none of those remembered, but not each time."""
    keys = _remembered(address, _REMEMBERED)
    if keys is None or (named not in [each.kid for each in keys] and _remembered(address, _ANEW) is None):
        keys = _usable(_json(client, address, withhold_token=True))
        _told[address] = time.monotonic(), keys
    return keys


def _usable(told: Mapping[str, Any]) -> Any:
    """Those that can be read and are there to sign: one that cannot be read shuts nobody out."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry, KeySet

    keys: list[Any] = []
    listed = told.get("keys")
    for each in listed if isinstance(listed, list) else []:
        try:
            if each.get("use", "sig") == "sig":
                keys.extend(KeySet([JWKRegistry.import_key(each)]))
        except (JoseError, UnsupportedAlgorithm, *_NONSENSE):
            continue
    return KeySet(keys)


def _from_userinfo(broker: Broker, client: Any, found: Mapping[str, Any], claims: Mapping[str, Any]) -> object:
    """Some brokers tell the number at this address only; it must speak of the same sign-in as the token."""
    if not _is_as_safe(found.get("userinfo_endpoint"), broker):
        return None
    told = _json(client, found["userinfo_endpoint"])
    if told.get("sub") != claims["sub"]:
        raise NotProved("subject")
    return told.get(broker.cpr_claim)
