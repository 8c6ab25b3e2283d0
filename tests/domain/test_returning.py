"""What goes back to the people: each answer once, under all its numbers, and no way to choose the pleasant ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.response_extras import Extra
from labapp.domain.responses import Answer, Disposition, Document, Group, Listed
from labapp.domain.returning import Returned, fair_order, few_words, returned

REASON = "Este compromiso no alcanza a las obras municipales, y por eso no se puede decidir aquí."
ON = date(2026, 11, 20)


def a_document(*answers: Answer, listed: tuple[Listed, ...] = ()) -> Document:
    rows = listed or tuple(Listed(one.number, f"Dicho {one.number}") for one in answers)
    return Document(
        listed=rows, answers=answers, labels={}, institution="ANTAI", office="Dirección", answered_on=ON, held_on=ON
    )


def out_of_scope(number: str) -> Answer:
    return Answer(number, Disposition.OUT_OF_SCOPE, reason=REASON)


def test_an_answer_says_its_group_who_answers_and_the_day_that_it_promises() -> None:
    later = Answer(
        "2",
        Disposition.WILL_BE_CONSIDERED,
        reason=REASON,
        extras={
            Extra.DECIDING_BODY: "Comisión",
            Extra.DECIDE_ON: date(2027, 1, 30),
            Extra.RESPONSIBLE_OFFICE: "Secretaría",
        },
    )

    assert returned(a_document(out_of_scope("1"), later)) == (
        Returned(("1",), Group.NOT_TAKEN_UP, REASON, "ANTAI", None),
        Returned(("2",), Group.PENDING_DECISION, REASON, "ANTAI", date(2027, 1, 30)),
    )


def test_what_is_not_answered_says_who_owes_it_and_by_when() -> None:
    owed = Listed("1", "Dicho", owed_by="MEDUCA", due_on=date(2027, 2, 1))

    assert returned(a_document(listed=(owed,))) == (Returned(("1",), None, "", "MEDUCA", date(2027, 2, 1)),)


def test_joined_and_referring_contributions_stand_under_the_answer_that_holds_for_them() -> None:
    refers = Answer("2", Disposition.REFERS_TO_OTHER, refers_to="1")
    rows = (Listed("1", "a"), Listed("2", "b"), Listed("3", "c", joined_into="1"), Listed("4", "d", withdrawn=True))

    (only,) = returned(a_document(out_of_scope("1"), refers, listed=rows))

    assert only.numbers == ("1", "2", "3")


def test_the_parts_of_a_composite_one_stand_alone() -> None:
    rows = (Listed("7", "a y b", parts=("7a", "7b")), Listed("8", "c", joined_into="7"))
    whole = Answer("7", part_answers=(out_of_scope("7a"), out_of_scope("7b")))

    assert [one.numbers for one in returned(a_document(whole, listed=rows))] == [("7a", "8"), ("7b",)]


ROWS = st.lists(st.sampled_from([*Group, None]), max_size=30).map(
    lambda kinds: tuple(Returned((str(n),), kind, "", "", None) for n, kind in enumerate(kinds, 1))
)


@given(ROWS)
def test_the_fair_order_loses_and_doubles_nothing(rows: tuple[Returned, ...]) -> None:
    assert sorted(fair_order(rows), key=lambda one: int(one.number)) == list(rows)


@given(ROWS, st.integers(0, 30))
def test_whatever_fits_no_kind_is_ahead_of_another_by_more_than_one(rows: tuple[Returned, ...], fitting: int) -> None:
    shown = [one.group for one in fair_order(rows)[:fitting]]
    total = [one.group for one in rows]

    open_kinds = {kind for kind in set(total) if shown.count(kind) < total.count(kind)}
    most = max((shown.count(kind) for kind in set(total)), default=0)
    assert all(most - shown.count(kind) <= 1 for kind in open_kinds)


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Corto.", 20, "Corto."),
        ("Una frase entera. Y otra que no cabe.", 20, "Una frase entera."),
        ("Sí. Y luego una frase muy larga", 20, "Sí. Y luego una…"),
        ("Primero lo uno; después lo otro", 22, "Primero lo uno…"),
        ("Supercalifragilístico", 10, "Supercali…"),
        ("dos\nlíneas", 30, "dos líneas"),
    ],
)
def test_few_words_end_where_a_person_would_stop(text: str, most: int, cut: str) -> None:
    assert few_words(text, most) == cut


@given(st.text(max_size=200), st.integers(5, 100))
def test_few_words_are_never_more_than_asked(text: str, most: int) -> None:
    assert len(few_words(text, most)) <= most
