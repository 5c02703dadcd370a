"""Encrypted text at rest and keyed lookups. AES-256-GCM; the first key encrypts, all keys decrypt (rotation)."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_NONCE = 12


@lru_cache(maxsize=4)
def _ciphers(keys: tuple[str, ...]) -> tuple[AESGCM, ...]:
    return tuple(AESGCM(bytes.fromhex(key)) for key in keys)


def encrypt(data: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + _ciphers(tuple(settings.FIELD_KEYS))[0].encrypt(nonce, data, None)


def decrypt(data: bytes) -> bytes:
    """Raises InvalidTag when no key fits: the keys file does not belong to this database."""
    for cipher in _ciphers(tuple(settings.FIELD_KEYS)):
        try:
            return cipher.decrypt(data[:_NONCE], data[_NONCE:], None)
        except InvalidTag:
            continue
    raise InvalidTag


def lookup(kind: str, value: str) -> str:
    """A keyed hash to find an encrypted value by equality. `kind` keeps two columns from being compared."""
    message = f"{kind}:{value}".encode()
    return hmac.new(bytes.fromhex(settings.LOOKUP_KEY), message, hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text that is only readable with the installation's keys. Cannot be filtered on."""

    def get_prep_value(self, value: str | None) -> str | None:
        if not value:
            return value
        return base64.b64encode(encrypt(value.encode())).decode()

    def from_db_value(self, value: str | None, *args: object) -> str | None:
        if not value:
            return value
        return decrypt(base64.b64decode(value)).decode()
