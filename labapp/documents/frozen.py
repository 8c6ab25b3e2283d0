"""A published document as plain data, and back: what goes out once is kept as it was, whatever changes later.

A field that joins the content tree later needs a default, so that older versions can still be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import cast

from labapp.documents.content import (
    Answer,
    Contribution,
    Contributions,
    Document,
    Exchange,
    Fact,
    Facts,
    Heading,
    Items,
    Note,
    Owed,
    Paragraph,
    QrCode,
    Quote,
    SignatureLine,
    Signatures,
    Table,
)

_KINDS: dict[str, type] = {
    "answer": Answer,
    "contribution": Contribution,
    "contributions": Contributions,
    "document": Document,
    "exchange": Exchange,
    "fact": Fact,
    "facts": Facts,
    "heading": Heading,
    "items": Items,
    "note": Note,
    "owed": Owed,
    "paragraph": Paragraph,
    "qr_code": QrCode,
    "quote": Quote,
    "signature_line": SignatureLine,
    "signatures": Signatures,
    "table": Table,
}
"""The names under which the parts are stored; they outlive the names of the classes."""

_NAMES = {kind: name for name, kind in _KINDS.items()}


def document_data(document: Document) -> dict[str, object]:
    """Return `document` as data that JSON can hold: the same data for the same document."""
    return cast("dict[str, object]", _data(document))


def document_from(data: Mapping[str, object]) -> Document:
    """Return the document that `document_data` turned into `data`. Raises ValueError for data that is none."""
    document = _value(data)
    if not isinstance(document, Document):
        raise ValueError("this is not a document")
    return document


def _data(value: object) -> object:
    match value:
        case None | str() | int():
            return value
        case date():
            return {"is": "day", "iso": value.isoformat()}
        case tuple():
            return [_data(entry) for entry in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {"is": _NAMES[type(value)]} | {f.name: _data(getattr(value, f.name)) for f in fields(value)}
        case _:
            raise TypeError(f"{type(value).__name__} is no part of a document")


def _value(data: object) -> object:
    match data:
        case {"is": "day", "iso": str() as iso}:
            return date.fromisoformat(iso)
        case {"is": str() as name, **held} if name in _KINDS:
            return _KINDS[name](**{str(key): _value(entry) for key, entry in held.items()})
        case list():
            return tuple(_value(entry) for entry in data)
        case None | str() | int():
            return data
        case _:
            raise ValueError("this is not a document")
