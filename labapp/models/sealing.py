"""Sealed values: what the journal keeps of personal columns can be read only while the person's key exists."""

from __future__ import annotations

import base64
import json
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from labapp.domain.journal import Plain, canonical

_NONCE = 12


def new_key() -> bytes:
    """Return a fresh key for one person (256 bits)."""
    return AESGCM.generate_key(bit_length=256)


def _place(entity: str, row_id: UUID | str, field: str) -> bytes:
    return f"{entity}.{row_id}.{field}".encode()


def seal(key: bytes, value: Plain, *, entity: str, row_id: UUID | str, field: str) -> str:
    """Return the value sealed under `key` for this very place: it cannot be moved to another row or field."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key).encrypt(nonce, canonical(value).encode(), _place(entity, row_id, field))
    return base64.b64encode(nonce + sealed).decode()


def unseal(key: bytes, sealed: str, *, entity: str, row_id: UUID | str, field: str) -> Plain:
    """Return the value that was sealed here. Raises ValueError where it was altered or moved."""
    raw = base64.b64decode(sealed)
    try:
        value = AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _place(entity, row_id, field))
    except InvalidTag as wrong:
        raise ValueError(f"sealed value of {entity}.{field} does not open") from wrong
    plain: Plain = json.loads(value)
    return plain
