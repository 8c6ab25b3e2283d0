"""An answer is complete when it decides, gives its reason, and says the rest that its kind asks for.

The first table has the structure of a real published response of eleven answers, retold: as they stand all are
refused; once institution, office and day are set for the document, only number 4 passes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.completeness import SHORTEST_REASON, Lack, is_web_address, missing
from labapp.domain.response_extras import Extra
from labapp.domain.responses import REQUIRED, Answer, Disposition, Document, Listed

D = Disposition
ON = date(2023, 8, 14)
LABELS = {
    D.ALREADY_COVERED: ("Ya contemplado en el compromiso", "Already covered by the commitment"),
    D.COMMENT_ONLY: ("Comentario sin solicitud", "Comment without a request"),
}

ELEVEN = (
    Answer(
        "1",
        D.ALREADY_COVERED,
        reason="El texto ya trae un componente para dar a conocer los avances, a cargo de las entidades que lo "
        "ejecutan, con talleres para los gremios sobre el proyecto, lo que se gana con él y cómo leer los datos.",
    ),
    Answer("2", D.WILL_BE_CONSIDERED, reason="Se tomará en cuenta al rehacer el portal de obras del Estado"),
    Answer(
        "3",
        D.REFERS_TO_OTHER,
        (D.WILL_BE_CONSIDERED,),
        reason="Tiene que ver con el aporte uno; se verá cuando se prepare el plan de medios.",
        refers_to="1",
    ),
    Answer(
        "4",
        D.OUT_OF_SCOPE,
        reason="Salvo que quien denuncia diga de dónde tomó el dato, no hay forma técnica de saber si salió de "
        "este portal, y medirlo no forma parte de lo que el compromiso se propone hacer.",
    ),
    Answer(
        "5",
        D.UNDER_WAY,
        reason="Dentro del plan vigente se mejora el portal y se abren las interfaces que lo conectan con el "
        "sistema de compras; con el estándar abierto, los datos salen en un formato libre y fácil de reutilizar.",
    ),
    Answer(
        "6",
        D.REFERS_TO_OTHER,
        (D.ALREADY_COVERED,),
        reason="Se une al aporte uno, porque divulgar la iniciativa hace que se conozca lo logrado. Seguirán las "
        "capacitaciones a organizaciones, empresas, universidades y periodistas sobre el uso de los datos.",
        refers_to="1",
    ),
    Answer(
        "7",
        D.ALREADY_COVERED,
        reason="Está previsto dar seguimiento a lo que midió el índice y capacitar a los equipos para subir la "
        "nota, además de una segunda medición que muestre cuánto se avanzó desde la primera.",
        covered=("7a", "7b"),
    ),
    Answer("8", None, reason="Los dos portales están enlazados"),
    Answer(
        "9",
        D.UNDER_WAY,
        (D.WILL_BE_CONSIDERED,),
        reason="Lo que se propone en estos espacios ya se publica en dos páginas institucionales; además se "
        "podría abrir una sección aparte dentro del portal del proyecto.",
    ),
    Answer(
        "10",
        D.INFORMATION_AVAILABLE,
        reason="Los canales digitales de la institución tienen todo lo relativo a los comités que se acaban de "
        "formar durante el piloto en la capital.",
    ),
    Answer(
        "11",
        D.VIABLE_ELSEWHERE,
        reason="Entre las actividades del día del derecho a saber cabe una jornada de participación sobre este "
        "tema, aunque no como parte de este compromiso.",
    ),
)
LISTED = tuple(
    Listed(answer.number, f"Aporte {answer.number}", parts=("7a", "7b", "7c") if answer.number == "7" else ())
    for answer in ELEVEN
)
AS_IT_STANDS = Document(listed=LISTED, answers=ELEVEN, labels=LABELS)
SIGNED = replace(AS_IT_STANDS, institution="ANTAI", office="Oficina de Gobierno Abierto", answered_on=ON)

LONG = "Se decidió así después de oír a las comunidades y de revisar el presupuesto del año."
SHAPED: dict[str, str | date] = {"day": ON, "address": "https://www.ejemplo.gob.pa/datos", "reason_kind": "budget"}
EVERY_EXTRA: dict[Extra, str | date] = {
    extra: SHAPED.get(extra.shape, "Un dato concreto")
    for extra in Extra
    if extra not in {Extra.REFERS_TO, Extra.WHY_NO_AGREEMENT}
}


def lacks(answer: Answer, document: Document = SIGNED) -> set[Lack]:
    return {line.code for line in missing(answer, document)}


def rules(answer: Answer, document: Document) -> set[int]:
    return {line.code.rule for line in missing(answer, document)}


def full(kind: Disposition, **changes: object) -> Answer:
    answer = Answer("4", kind, reason=LONG, extras=EVERY_EXTRA, refers_to="1")
    return replace(answer, **changes)  # type: ignore[arg-type] # fields by name


@pytest.mark.parametrize("answer", ELEVEN, ids=lambda answer: answer.number)
def test_none_of_the_eleven_is_complete_without_institution_and_day(answer: Answer) -> None:
    assert 5 in rules(answer, AS_IT_STANDS)


def test_with_institution_office_and_day_only_number_four_passes() -> None:
    assert [answer.number for answer in ELEVEN if not missing(answer, SIGNED)] == ["4"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, {3}),
        (2, {3}),
        (3, {3, 6}),  # also points to number 1, which is not complete either
        (5, {3}),
        (6, {3, 6}),
        (7, {3, 4}),
        (8, {1, 2}),
        (9, {3}),
        (10, {3}),
        (11, {3}),
    ],
)
def test_each_of_the_eleven_fails_the_rules_that_it_breaks(number: int, expected: set[int]) -> None:
    assert rules(ELEVEN[number - 1], SIGNED) == expected


def test_the_boundary_cases_have_the_lengths_of_the_real_ones() -> None:
    assert len(ELEVEN[1].reason) == SHORTEST_REASON
    assert len(ELEVEN[7].reason) == 32


def test_sixty_characters_are_enough_and_fifty_nine_are_not() -> None:
    reason = ELEVEN[1].reason

    assert lacks(full(D.INCORPORATED, reason=reason)) == set()
    assert lacks(full(D.INCORPORATED, reason=reason[:-1])) == {Lack.REASON_TOO_SHORT}
    assert lacks(full(D.INCORPORATED, reason=reason[:-1] + "    \n  ")) == {Lack.REASON_TOO_SHORT}


def test_each_line_names_the_field_and_the_contribution() -> None:
    lines = missing(ELEVEN[1], SIGNED)

    assert [(line.field, line.number) for line in lines] == [
        ("deciding_body", "2"),
        ("decide_on", "2"),
        ("responsible_office", "2"),
    ]


@pytest.mark.parametrize("kind", [k for k in D if k is not D.WITHDRAWN])
def test_every_kind_with_its_fields_is_complete(kind: Disposition) -> None:
    target = full(D.INCORPORATED, number="1")
    answer = full(kind)

    assert missing(answer, replace(SIGNED, answers=(target, answer))) == ()


@pytest.mark.parametrize("kind", D)
def test_every_kind_without_its_fields_says_which(kind: Disposition) -> None:
    answer = full(kind, extras={}, refers_to=None)

    said = {line.field for line in missing(answer, SIGNED) if line.code.rule in {3, 7}}

    assert said == set(REQUIRED[kind])


@pytest.mark.parametrize("nothing", ["", "   ", "N/A", "No aplica.", "-", "Por definir", "ninguna"])
def test_a_field_that_says_nothing_is_absent(nothing: str) -> None:
    extras = {**EVERY_EXTRA, Extra.COUNTER_PROPOSAL: nothing, Extra.REASON_KIND: nothing}

    assert lacks(full(D.NOT_VIABLE, extras=extras)) == {Lack.NO_COUNTER_PROPOSAL, Lack.EXTRA_ABSENT}


def test_a_refusal_needs_one_of_the_eight_kinds_of_reason() -> None:
    assert lacks(full(D.NOT_VIABLE, extras={**EVERY_EXTRA, Extra.REASON_KIND: "capricho"})) == {Lack.NOT_A_REASON_KIND}


def test_an_offer_without_agreement_says_why() -> None:
    assert lacks(full(D.OFFER, extras={})) == {Lack.EXTRA_ABSENT}
    assert (
        lacks(full(D.OFFER, extras={Extra.WHY_NO_AGREEMENT: "No hay local con techo para guardar el equipo."})) == set()
    )


def test_a_reason_that_only_repeats_the_label_is_no_reason() -> None:
    repeated = "Ya contemplado en el compromiso. Ya contemplado, ya contemplado en el compromiso."

    assert lacks(full(D.ALREADY_COVERED, reason=repeated)) == {Lack.REASON_REPEATS_LABEL}
    assert lacks(full(D.INCORPORATED, reason="bla " * 30)) == {Lack.REASON_REPEATS_LABEL}


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("Gracias por venir desde tan lejos.", set()),
        ("Comentario sin solicitud", {Lack.REASON_REPEATS_LABEL}),
        ("", {Lack.NO_REASON}),
    ],
)
def test_a_comment_is_acknowledged_in_few_words(reason: str, expected: set[Lack]) -> None:
    assert lacks(full(D.COMMENT_ONLY, reason=reason)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(ON, set()), (date(2023, 8, 13), {Lack.DAY_ALREADY_PAST}), ("mañana", {Lack.NOT_A_DAY})],
)
def test_a_promised_day_is_a_day_not_before_the_answer(day: date | str, expected: set[Lack]) -> None:
    assert lacks(full(D.WILL_BE_CONSIDERED, extras={**EVERY_EXTRA, Extra.DECIDE_ON: day})) == expected


def test_a_secondary_kind_brings_its_own_fields() -> None:
    answer = full(D.INCORPORATED, secondary=(D.SENT_ELSEWHERE,), extras={Extra.CLAUSE: "3", Extra.VERSION: "2"})

    fields = {line.field for line in missing(answer, SIGNED)}

    assert fields == {Extra.RECIPIENT, Extra.SENT_ON, Extra.PROOF, Extra.HOW_TO_FOLLOW}


@pytest.mark.parametrize("secondary", [(D.INCORPORATED,), (D.OFFER, D.OFFER), (D.WITHDRAWN,)])
def test_a_kind_is_named_once(secondary: tuple[Disposition, ...]) -> None:
    assert Lack.DISPOSITION_REPEATED in lacks(full(D.INCORPORATED, secondary=secondary))


@pytest.mark.parametrize(
    ("version", "clause", "expected"),
    [
        ("2", "3.1", set()),
        ("2", "3.1; 4", set()),
        ("2", "3.1; 9", {Lack.CLAUSE_UNKNOWN}),
        ("7", "3.1", {Lack.VERSION_UNKNOWN}),
    ],
)
def test_a_clause_exists_in_the_version_named(version: str, clause: str, expected: set[Lack]) -> None:
    document = replace(SIGNED, clauses={"1": frozenset({"1"}), "2": frozenset({"3.1", "4"})})

    found = lacks(full(D.INCORPORATED, extras={Extra.VERSION: version, Extra.CLAUSE: clause}), document)

    assert found == expected


def test_a_clause_without_version_exists_in_some_version() -> None:
    document = replace(SIGNED, clauses={"1": frozenset({"1"}), "2": frozenset({"3.1"})})

    assert lacks(full(D.ALREADY_COVERED, extras={Extra.CLAUSE: "1"}), document) == set()
    assert lacks(full(D.ALREADY_COVERED, extras={Extra.CLAUSE: "8"}), document) == {Lack.CLAUSE_UNKNOWN}


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("Nota DG-045 de 2023", set()),
        ("https://ejemplo.gob.pa/obras", set()),
        ("https://", {Lack.NOT_AN_ADDRESS}),
        ("www.ejemplo.gob.pa", {Lack.NOT_AN_ADDRESS}),
    ],
)
def test_evidence_is_a_document_or_a_whole_address(evidence: str, expected: set[Lack]) -> None:
    assert lacks(full(D.UNDER_WAY, extras={Extra.EVIDENCE: evidence})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.ejemplo.gob.pa/a?b=c#d", True),
        ("http://ñandú.org", True),
        ("https://[::1", False),
        ("javascript:alert(1)", False),
        ("https://ejemplo gob.pa", False),
        ("https://localhost", False),
        ("https://.pa", False),
        ("ftp://ejemplo.gob.pa", False),
    ],
)
def test_an_address_resolves_in_form(text: str, expected: bool) -> None:
    assert is_web_address(text) is expected


def test_withdrawn_is_only_for_what_its_author_withdrew() -> None:
    withdrawn = replace(SIGNED, listed=(Listed("4", "", withdrawn=True),))
    answer = Answer("4", D.WITHDRAWN, extras={Extra.WITHDRAWN_ON: ON})

    assert lacks(answer, withdrawn) == set()
    assert lacks(answer) == {Lack.NOT_WITHDRAWN}


def test_a_part_answered_apart_needs_all_that_a_whole_one_needs() -> None:
    complete = full(D.INCORPORATED, number="7c")
    whole = replace(ELEVEN[6], extras={Extra.CLAUSE: "2"})

    assert lacks(replace(whole, part_answers=(complete,))) == set()
    short = replace(complete, reason="Sí.", extras={})
    assert {(m.code, m.number) for m in missing(replace(whole, part_answers=(short,)), SIGNED)} == {
        (Lack.REASON_TOO_SHORT, "7c"),
        (Lack.EXTRA_ABSENT, "7c"),
    }


def test_an_answer_part_by_part_needs_no_answer_of_the_whole() -> None:
    parts = tuple(full(D.INCORPORATED, number=number) for number in ("7a", "7b", "7c"))

    assert lacks(Answer("7", part_answers=parts)) == set()
    assert lacks(Answer("7", part_answers=parts[:2])) == {Lack.PART_UNANSWERED}


def refer(number: str, target: str, **changes: object) -> Answer:
    return replace(Answer(number, D.REFERS_TO_OTHER, refers_to=target), **changes)  # type: ignore[arg-type] # by name


WHOLE = full(D.INCORPORATED, number="1")


@pytest.mark.parametrize(
    ("answer", "others", "expected"),
    [
        (refer("2", "1"), (WHOLE,), None),
        (refer("2", "2"), (), Lack.REFERS_TO_ITSELF),
        (refer("2", "3", also=("3",)), (), Lack.REFERS_TO_ITSELF),
        (refer("2", "99"), (), Lack.REFERS_TO_UNKNOWN),
        (refer("2", "5"), (full(D.INCORPORATED, number="5"),), Lack.REFERS_TO_UNKNOWN),  # 5 was withdrawn
        (refer("2", "3"), (refer("3", "1"), WHOLE), Lack.REFERS_IN_CHAIN),
        (refer("2", "3"), (refer("3", "2"),), Lack.REFERS_IN_CHAIN),
        (refer("2", "1"), (replace(WHOLE, extras={}),), Lack.REFERS_TO_INCOMPLETE),
        (refer("2", "1"), (replace(WHOLE, secondary=(D.REFERS_TO_OTHER,), refers_to="2"),), Lack.REFERS_IN_CHAIN),
        (refer("7a", "7"), (Answer("7", part_answers=(refer("7a", "7"),)),), Lack.REFERS_TO_ITSELF),
    ],
)
def test_a_reference_leads_to_one_complete_answer(
    answer: Answer, others: tuple[Answer, ...], expected: Lack | None
) -> None:
    listed = (*(Listed(str(n), "", withdrawn=n == 5) for n in range(1, 7)), LISTED[6])
    document = replace(SIGNED, listed=listed, answers=(answer, *others))

    assert lacks(answer, document) == ({expected} if expected else set())


NUMBERS = st.sampled_from(["1", "2", "3", "7", "7a", "7b", "7c", "99"])
EXTRAS = st.dictionaries(st.sampled_from(list(Extra)), st.sampled_from(["", "algo", "https://", ON]), max_size=3)
PLAIN = st.builds(
    Answer,
    NUMBERS,
    st.none() | st.sampled_from(list(D)),
    st.lists(st.sampled_from(list(D)), max_size=3).map(tuple),
    st.sampled_from(["", "corta", LONG]),
    EXTRAS,
    st.none() | NUMBERS,
    covered=st.lists(NUMBERS, max_size=2).map(tuple),
    also=st.lists(NUMBERS, max_size=2).map(tuple),
)
ANSWERS = st.builds(lambda whole, parts: replace(whole, part_answers=tuple(parts)), PLAIN, st.lists(PLAIN, max_size=2))


@given(st.lists(ANSWERS, max_size=5).map(tuple))
def test_the_check_ends_whatever_refers_to_whatever(answers: tuple[Answer, ...]) -> None:
    document = replace(SIGNED, answers=answers)

    for answer in answers:
        complete = not missing(answer, document)
        assert not (complete and answer.primary is None and not answer.part_answers)
        assert not (complete and answer.primary is D.REFERS_TO_OTHER and answer.refers_to in {None, answer.number})
