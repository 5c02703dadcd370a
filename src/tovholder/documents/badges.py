"""A competence card as an Open Badges 3.0 credential, signed as a JWT (VC-JWT, EdDSA): no name, no CPR, no birth date.

The signing key is derived from the installation's lookup key, which is kept with the others and never changed: so a
badge stays verifiable, and a house that lays its keys elsewhere has none to add."""

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
_PURPOSE = b"tovholder open badges 1"


class Signer(Protocol):
    """Anything that signs a credential and shows by which key: another installation may have a seal of its own."""

    def sign(self, credential: dict[str, Any], *, kid: str) -> str: ...

    def public_key(self) -> dict[str, str]: ...


@dataclass(frozen=True)
class Alignment:
    """What a card stands on in a public framework: an ESCO concept with its address and name."""

    uri: str
    name: str
    kind: str  # as the specification writes it, e.g. "ext:ESCO.occupation"


@dataclass(frozen=True, kw_only=True)
class Achievement:
    """What is told in a badge: about the work, never about who did it."""

    number: str
    version: int
    check_at: str
    issuer: str
    issuer_at: str
    issued_at: datetime
    name: str
    description: str
    criteria: str
    evidence: str
    mastered: tuple[tuple[str, str], ...]  # what, and how well
    alignment: tuple[Alignment, ...] = ()


def credential(told: Achievement) -> dict[str, Any]:
    """The credential of OB 3.0. The subject is an address that stands for this card alone."""
    subject = uuid.uuid5(uuid.NAMESPACE_URL, f"{told.check_at}#{told.number}.{told.version}").urn
    return {
        "@context": CONTEXT,
        "id": f"{told.check_at}#{told.number}.{told.version}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": told.name,
        "issuer": {"id": told.issuer_at, "type": ["Profile"], "name": told.issuer},
        "validFrom": told.issued_at.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "achievement": _achievement(told),
            "result": [
                {"type": ["Result"], "resultDescription": _result_id(n), "value": level}
                for n, (_what, level) in enumerate(told.mastered, 1)
            ],
        },
        "evidence": [{"type": ["Evidence"], "narrative": told.evidence}],
    }


def _achievement(told: Achievement) -> dict[str, Any]:
    return {
        "id": f"{told.check_at}#{told.number}",
        "type": ["Achievement"],
        "achievementType": "Competency",
        "name": told.name,
        "description": told.description,
        "criteria": {"narrative": told.criteria},
        "resultDescription": [
            {"id": _result_id(n), "type": ["ResultDescription"], "name": what, "resultType": "Status"}
            for n, (what, _level) in enumerate(told.mastered, 1)
        ],
        "alignment": [
            {"type": ["Alignment"], "targetUrl": each.uri, "targetName": each.name, "targetFramework": "ESCO",
             "targetType": each.kind}
            for each in told.alignment
        ],
    }  # fmt: skip


def _result_id(number: int) -> str:
    return f"urn:tovholder:mastered:{number}"


class OwnKey:
    """Signs with the installation's own Ed25519 key."""

    def sign(self, credential: dict[str, Any], *, kid: str) -> str:
        """Header, payload and signature as one line (RFC 7515), the registered claims beside the credential."""
        header = {"alg": "EdDSA", "typ": "JWT", "kid": kid}
        began = int(datetime.fromisoformat(credential["validFrom"]).timestamp())
        claims = {"iss": credential["issuer"]["id"], "jti": credential["id"], "nbf": began}
        claims["sub"] = credential["credentialSubject"]["id"]
        signed = f"{_part(header)}.{_part(credential | claims)}"
        return f"{signed}.{_text(_key().sign(signed.encode()))}"

    def public_key(self) -> dict[str, str]:
        """As a JWK (RFC 8037)."""
        public = _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "x": _text(public)}


def _key() -> Ed25519PrivateKey:
    seed = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(bytes.fromhex(settings.LOOKUP_KEY))
    return Ed25519PrivateKey.from_private_bytes(seed)


def _part(told: dict[str, Any]) -> str:
    return _text(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
