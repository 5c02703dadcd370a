"""A small OpenID provider in the test's own process: own keys, codes that work once. A test may bend its answers."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

from tovholder.accounts.mitid import Broker

CLIENT, SECRET, CLAIM = "tovholder-test", "a secret of the test", "dk.cpr"


class Provider:
    """What it says of itself, of whoever signed in, and of the codes it gave."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = ECKey.generate_key("P-256", {"kid": "k1"})
        self.codes: dict[str, dict[str, Any]] = {}
        self.cpr = ""
        self.claims: dict[str, Any] = {}  # bent ones
        self.metadata: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        self.sign = self.signed
        self.at = 0.0
        self.asked: list[str] = []  # the addresses, in order
        self.slow: dict[str, str] = {}  # by address: "head" or "body" comes byte by byte
        self.heard_out: list[str] = []  # of those that came byte by byte whom somebody waited for
        self.said: dict[str, Any] = {}  # by address: what is said instead

    def broker(self, **more: str) -> Broker:
        return Broker(self.issuer, CLIENT, SECRET, CLAIM, **more)

    def sign_in(self, address: str, cpr: str, at: float) -> str:
        """What MitID does when the browser comes to the address: the address it is sent back to."""
        parts = urlsplit(address)
        assert address.startswith(f"{self.issuer}/authorize?")
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        self.cpr, self.at, code = cpr, at, secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def document(self) -> dict[str, Any]:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        ends |= {"userinfo_endpoint": "userinfo"}
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{end}" for name, end in ends.items()} | self.metadata

    def tokens(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        asked = self.codes.pop(form.get("code", ""), None)
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if asked is None or authorization != f"Basic {known}" or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return None
        told: dict[str, Any] = {"iss": self.issuer, "aud": CLIENT, "sub": "s-1", "nonce": asked["nonce"]}
        told |= {"iat": int(self.at), "exp": int(self.at) + 300}
        if self.userinfo is None:
            told[CLAIM] = self.cpr
        claims = {name: value for name, value in (told | self.claims).items() if value is not None}
        return {"access_token": "at-1", "token_type": "Bearer", "expires_in": 60, "id_token": self.sign(claims)}

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key, algorithms=["ES256"])

    def signed_by_another(self, claims: dict[str, Any]) -> str:
        other = ECKey.generate_key("P-256", {"kid": "k1"})
        return jwt.encode({"alg": "ES256", "kid": "k1"}, claims, other, algorithms=["ES256"])

    def signed_by_the_secret(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "HS256", "kid": "k1"}, claims, OctKey.import_key(SECRET * 2), algorithms=["HS256"])

    @staticmethod
    def unsigned(claims: dict[str, Any]) -> str:
        parts = [json.dumps(each).encode() for each in ({"alg": "none", "kid": "k1"}, claims)]
        return ".".join(base64.urlsafe_b64encode(each).rstrip(b"=").decode() for each in parts) + "."


@contextmanager
def running() -> Iterator[Provider]:
    """The provider at an address of this machine, for as long as the test lasts."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = {
                "/.well-known/openid-configuration": provider.document(),
                "/keys": KeySet([provider.key]).as_dict(private=False),
                "/userinfo": provider.userinfo,
            }
            self._say(said.get(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(provider.tokens(form, self.headers["Authorization"]), else_say={"error": "invalid_grant"})

        def _say(self, told: Any, else_say: Any = None) -> None:
            provider.asked.append(self.path)
            told = provider.said.get(self.path, told)
            status = 200 if told is not None else 400
            head = f"HTTP/1.0 {status} -\r\nContent-Type: application/json\r\n\r\n".encode()
            body = json.dumps(told if told is not None else else_say).encode()
            how = provider.slow.get(self.path)
            self._write(head, slowly=how == "head")
            self._write(body, slowly=how == "body")
            if how:
                provider.heard_out.append(self.path)

        def _write(self, told: bytes, *, slowly: bool) -> None:
            for start in range(0, len(told), 1 if slowly else len(told) or 1):
                self.wfile.write(told[start : start + 1] if slowly else told)
                time.sleep(0.1 if slowly else 0)

        def log_message(self, *_args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_args: Any) -> None:
            pass  # the other end has hung up

    with Server(("127.0.0.1", 0), Answer) as server:
        provider = Provider(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
