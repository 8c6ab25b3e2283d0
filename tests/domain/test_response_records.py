"""A published document of answers is kept as plain data and comes back as it was."""

from __future__ import annotations

import json
from datetime import date

from labapp.domain.response_extras import Extra
from labapp.domain.response_records import document_from, document_record
from labapp.domain.responses import Answer, Disposition, Document, Listed

LABELS = {Disposition.COMMENT_ONLY: ("Comentario sin solicitud",)}


def test_every_part_of_a_document_survives_json() -> None:
    part = Answer("7a", Disposition.UNDER_WAY, reason="Ya se hace.", extras={Extra.EVIDENCE: "nota 5"})
    answer = Answer(
        "1",
        Disposition.WILL_BE_CONSIDERED,
        secondary=(Disposition.REFERS_TO_OTHER,),
        reason="Se decide después.",
        extras={Extra.DECIDE_ON: date(2026, 12, 1), Extra.DECIDING_BODY: "La comisión"},
        refers_to="2",
        institution="ANTAI",
        office="Transparencia",
        answered_on=date(2026, 11, 20),
    )
    document = Document(
        listed=(
            Listed("1", "Uno", owed_by="MEF", due_on=date(2026, 12, 9)),
            Listed("2", "Dos", joined_into="1"),
            Listed("7", "Siete", parts=("7a", "7b")),
            Listed("8", "", withdrawn=True),
        ),
        answers=(answer, Answer("7", part_answers=(part,))),
        labels=LABELS,
        gathering="Mesa",
        held_on=date(2026, 11, 1),
        objections_until=date(2026, 12, 20),
        validated_on=date(2026, 11, 21),
        clauses={"2": frozenset({"1.1", "1.2"})},
    )

    back = document_from(json.loads(json.dumps(document_record(document))), LABELS)

    assert back == document


def test_who_validated_is_not_in_what_is_published() -> None:
    document = Document(
        listed=(), answers=(), labels=LABELS, validated_by="Ana Prueba", validated_on=date(2026, 11, 21)
    )

    assert "Ana Prueba" not in json.dumps(document_record(document))
