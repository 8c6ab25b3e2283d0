"""Codes of verification: what is printed on a document names the data from which it was made, and nothing else.

A code is the SHA-256 of the stored data with the code itself left blank, so that a document can carry its own code and
anybody can work it out again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, cast

from labapp.domain.journal import Plain, canonical

PRINTED = 16
"""Hexadecimal digits of the beginning of a code, as every page carries it."""


def code_of(content: Mapping[str, Any]) -> str:
    """Return the code of verification of stored data, worked out from all that they hold and nothing else.

    The data are taken as they are, never as this program would write them: what joins the content tree later changes
    no code that was printed before.
    """
    return sha256_of({**content, "code": ""})


def short_code(sha256: str) -> str:
    """Return the beginning of a code of verification, in groups, as it is printed on every page."""
    begin = sha256[:PRINTED].upper()
    return "-".join(begin[at : at + 4] for at in range(0, PRINTED, 4))


def sha256_of(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of the canonical JSON of `data`."""
    return hashlib.sha256(canonical(cast("Plain", dict(data))).encode()).hexdigest()


def gives_its_code(document: Mapping[str, Any]) -> bool:
    """Return whether the data of a document give the code that they carry."""
    return short_code(code_of(document)) == document.get("code")


def is_whole(content: Mapping[str, Any]) -> bool:
    """Return whether published answers give their code: the document, and the facts that are kept beside it.

    Pages in other languages are made from those facts. The document of an earlier release does not name them; then its
    own data alone are bound.
    """
    document = content.get("document", {})
    named = document.get("facts_sha256", "")
    return gives_its_code(document) and named in ("", facts_sha256(content))


def facts_sha256(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what is kept beside the document of published answers."""
    return sha256_of({name: value for name, value in content.items() if name != "document"})
