"""A published version is kept as data and reads the same for ever."""

from __future__ import annotations

import json

import pytest

from labapp.documents import content
from labapp.documents.content import Document
from labapp.documents.frozen import document_data, document_from
from labapp.documents.minutes import minutes_document
from labapp.documents.pdf import document_pdf
from labapp.documents.responses import responses_document
from tests.documents.samples import minutes_page, responses_page

DOCUMENTS = {
    "minutes": minutes_document(minutes_page()),
    "draft": minutes_document(minutes_page(approval=None)),
    "responses": responses_document(responses_page()),
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_comes_back_from_json_as_it_was_and_prints_the_same_bytes(document: Document) -> None:
    kept = json.dumps(document_data(document))

    back = document_from(json.loads(kept))

    assert back == document
    assert document_pdf(back) == document_pdf(document)


@pytest.mark.parametrize("data", [{}, {"is": "paragraph", "text": "x"}, {"is": "unknown"}, {"is": 3}])
def test_other_data_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a document"):
        document_from(data)


def test_an_older_version_without_a_newer_field_can_be_read() -> None:
    data = document_data(DOCUMENTS["minutes"])
    del data["band"]

    assert document_from(data) == DOCUMENTS["minutes"]


def test_every_kind_of_block_can_be_kept() -> None:
    blocks: tuple[content.Block, ...] = (
        content.Quote("Palabras", "Alguien"),
        content.Items(("a", "b")),
        content.Signatures((content.SignatureLine("Por ANTAI"),)),
        content.QrCode("https://ejemplo.gob.pa", "alt", "Dirección:"),
    )
    document = minutes_document(minutes_page())
    with_all = content.Document(
        **{name: getattr(document, name) for name in document.__slots__ if name != "blocks"}, blocks=blocks
    )

    assert document_from(json.loads(json.dumps(document_data(with_all)))) == with_all
