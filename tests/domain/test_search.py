"""A search is read as people write, finds what they mean, and shows where it found it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.search import (
    LONGEST_EXCERPT,
    LONGEST_TYPED,
    MOST_TERMS,
    FoundKind,
    Passage,
    excerpt,
    passage,
    read_query,
)


def said(text: str, number: str = "") -> Passage:
    return passage(FoundKind.CONTRIBUTION, text, number=number)


def shown(text: str, typed: str) -> str:
    return "".join(f"[{one.text}]" if one.is_found else one.text for one in excerpt(text, read_query(typed)))


FOUND = [
    ("agua", "Que el AGUA llegue"),
    ("ARBOL", "un árbol"),
    ("árboles", "un árbol"),
    ("árbol", "los árboles"),
    ("calles", "la calle"),
    ("calle", "las calles"),
    ("luz", "las luces"),
    ("luces", "la luz"),
    ("mes", "seis meses"),
    ("leyes", "la ley"),
    ("país", "los países"),
    ("ngabe", "la comarca Ngäbe-Buglé"),
    ("Ngäbe-Buglé", "la comarca ngabe bugle"),
    ("ngo\u0308be", "los ngöbe"),
    ("ngöbe", "los ngo\u0308be"),
    ("ñandu", "el ñandú"),
    ("nandu", "el ñandú"),
    ("K’una", "los K'una"),
    ("agua escuela", "La escuela se quedó sin agua."),
    ("el agua de la escuela", "escuelas sin agua"),
    ("de", "el comité de la comunidad"),
    ('"agua potable"', "el Agua\u00a0 potable"),
    ("“agua potable” escuela", "La escuela quiere agua potable."),
    ("«agua potable»", "agua potable"),
    ('"agua', "el agua"),
    ("100%", "al 100 por ciento"),
]


@pytest.mark.parametrize(("typed", "text"), FOUND)
def test_words_are_found_whatever_their_accents_case_and_number(typed: str, text: str) -> None:
    assert read_query(typed).finds(said(text))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("agua", "un aguacate"),
        ("año", "el ano"),
        ("mesas", "seis meses"),
        ("casas", "los casos"),
        ("agua luz", "solo agua"),
        ('"agua potable"', "agua muy potable"),
        ('"agua potable"', "agua\npotable"),
        ('"árboles"', "un árbol"),
        ("", "agua"),
        ("%", "100 %"),
        ("_", "a_b"),
    ],
)
def test_what_was_not_asked_for_is_not_found(typed: str, text: str) -> None:
    assert not read_query(typed).finds(said(text))


@pytest.mark.parametrize(("typed", "number"), [("12", "12"), ("aporte 12", "12"), ("12A", "12a"), ("12", "12a")])
def test_a_contribution_is_found_by_its_number(typed: str, number: str) -> None:
    assert read_query(typed).finds(said("Que haya agua.", number))


def test_a_number_means_that_contribution_before_any_text_with_the_number() -> None:
    query = read_query("agua 12")

    assert query.is_number_of(said("Que haya agua.", "12"))
    assert not query.is_number_of(said("Agua desde el 12 de mayo.", "3"))
    assert not read_query("agua").is_number_of(said("Que haya agua."))


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Que el agua llegue, las Aguas.", "agua", "Que el [agua] llegue, las [Aguas]."),
        ("El año de la caña.", "ano", "El [año] de la caña."),
        ("Agua potable, no agua.", '"agua potable"', "[Agua potable], no agua."),
        ("Ngäbe-Buglé", "ngabe bugle", "[Ngäbe]-[Buglé]"),
        ("agua potable", 'agua "agua potable"', "[agua potable]"),
        ("agua\npotable", '"agua potable" agua', "[agua]\npotable"),
        ("Sin nada que marcar", "12", "Sin nada que marcar"),
    ],
)
def test_found_words_are_marked_in_their_own_spelling(text: str, typed: str, marked: str) -> None:
    assert shown(text, typed) == marked


def test_a_long_text_is_cut_around_the_first_found_word() -> None:
    text = "palabra " * 100 + "agua " + "palabra " * 100

    cut = shown(text, "agua")

    assert "[agua]" in cut
    assert cut.startswith("…palabra")
    assert cut.endswith("…")
    assert len(cut) <= LONGEST_EXCERPT + 4


def test_too_much_is_cut_and_says_so() -> None:
    long = read_query(" ".join(f"palabra{number}" for number in range(10_000)))

    assert long.is_cut
    assert len(long.terms) <= MOST_TERMS
    assert read_query("a" * (LONGEST_TYPED + 1)).is_cut
    assert not read_query(" agua  de la escuela ").is_cut


@given(st.text(max_size=400), st.text(max_size=400))
def test_nothing_that_can_be_typed_is_refused_and_no_text_is_altered(typed: str, text: str) -> None:
    query, where = read_query(typed), said(text)

    query.finds(where)
    joined = "".join(one.text for one in excerpt(where.text, query))

    assert joined.removeprefix("…").removesuffix("…") in where.text or "…" in where.text


@given(st.lists(st.sampled_from(["agua", "luz", "árbol", "niños", "Ngäbe"]), min_size=1, max_size=8))
def test_a_text_is_found_by_all_of_its_words_in_any_order_and_every_one_is_marked(words: list[str]) -> None:
    where = said(". ".join(words))
    query = read_query(" ".join(reversed(words)))

    assert query.finds(where)
    assert sum(one.is_found for one in excerpt(where.text, query)) == len(words)
