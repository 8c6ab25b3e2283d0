"""Probable doubles are shown as pairs with reasons; two people with one name are never refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.ids import new_id
from labapp.domain.likeness import MOST_PAIRS, Pair, Reason, Somebody, names_alike, probable_duplicates


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("María Pérez", "maria  PEREZ", Reason.SAME_NAME),
        ("María de los Ángeles Ríos", "Maria Angeles Rios", Reason.SAME_NAME),
        ("Pérez, María", "María Pérez", Reason.SAME_WORDS),
        ("Ana María Gil", "Anamaría Gil", Reason.SAME_WORDS),
        ("José Gonzales", "Jose González", Reason.SAME_SOUND),
        ("Elías Vázquez", "Vasques Elias", Reason.SAME_SOUND),
        ("Hilaria Quintero", "Ilaria Kintero", Reason.SAME_SOUND),
        ("Juan Pérez", "Juna Pérez", Reason.ONE_SLIP),
        ("Juan Pérez", "Juan Péres Z", Reason.ONE_SLIP),
        ("Mitzila Santos", "Mitzla Santos", Reason.ONE_SLIP),
        ("Yaribeth Ríos", "Yaribeth Rías", Reason.ONE_SLIP),
        ("M. Pérez", "María Pérez", Reason.INITIALS),
        ("Juan C. Pinto", "Juan Carlos Pinto", Reason.INITIALS),
        ("María Pérez", "María Isabel Pérez Gómez", Reason.SHORTER_NAME),
        ("Maria Peres", "María Isabel Pérez Gómez", Reason.SHORTER_NAME),
    ],
)
def test_names_that_may_be_one_person(first: str, second: str, reason: Reason) -> None:
    assert names_alike(first, second) == (reason,)
    assert names_alike(second, first) == (reason,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ana", "Eva"),
        ("Luz", "Luz Solís"),
        ("María Pérez", "María Santos"),
        ("María Pérez", "Juana Pérez"),
        ("M. P.", "María Pérez"),
        ("Juan Pérez", "Juna Péres Z"),
        ("Eneida Bejerano", "Mitzila Montezuma"),
        ("", ""),
        ("", "María Pérez"),
    ],
)
def test_names_that_are_clearly_two_people(first: str, second: str) -> None:
    assert names_alike(first, second) == ()


def test_a_name_is_not_lost_when_it_has_no_letters() -> None:
    assert names_alike("😀", "😀") == (Reason.SAME_NAME,)


def somebody(name: str, contact: str = "", organisation: str = "") -> Somebody:
    return Somebody(new_id(), name, contact, organisation)


def test_a_pair_comes_with_everything_that_speaks_for_it() -> None:
    one = somebody("María Pérez", "6123-4567", "Junta Comunal")
    two = somebody("Perez Maria", "+507 6123 4567", "junta comunal")

    assert probable_duplicates([one, somebody("Luis Ríos"), two]) == (
        Pair(one.id, two.id, (Reason.SAME_WORDS, Reason.SAME_CONTACT, Reason.SAME_ORGANISATION)),
    )


def test_a_shared_phone_alone_is_a_family_and_no_pair() -> None:
    family = [somebody(name, "6123-4567") for name in ("María Pérez", "Luis Pérez", "Rosa Santos")]

    assert probable_duplicates(family) == ()


def test_a_shared_phone_with_the_same_first_name_is_a_pair() -> None:
    one, two = somebody("María", "6123-4567"), somebody("María Pérez", "61234567")

    assert probable_duplicates([one, two]) == (Pair(one.id, two.id, (Reason.SAME_FIRST_NAME, Reason.SAME_CONTACT)),)


def test_an_organisation_alone_is_no_pair() -> None:
    colleagues = [somebody(name, organisation="ANTAI") for name in ("María Pérez", "Luis Ríos")]

    assert probable_duplicates(colleagues) == ()


def test_the_strongest_pairs_come_first() -> None:
    short, long, same = somebody("María Pérez"), somebody("María Isabel Pérez"), somebody("Maria Perez")

    found = probable_duplicates([short, long, same])

    assert [pair.reasons[0] for pair in found] == [Reason.SAME_NAME, Reason.SHORTER_NAME, Reason.SHORTER_NAME]


def test_a_room_of_one_name_gives_pairs_enough_and_not_eighty_thousand() -> None:
    assert len(probable_duplicates(somebody("María Pérez") for _ in range(400))) == MOST_PAIRS


def test_a_room_of_four_hundred_different_names_is_compared() -> None:
    syllables = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "to", "ru")
    names = [f"{a}{b}ra {c}{a}lo" for a in syllables for b in syllables for c in syllables[:4]]

    found = probable_duplicates(somebody(name) for name in [*names, "bacera bello"])

    assert len(names) == 400
    assert found


WORDS = st.lists(st.sampled_from(["María", "Maria", "José", "M.", "Pérez", "Peres", "de", "Ana", "😀"]), max_size=4)


@given(st.lists(WORDS.map(" ".join), max_size=7))
def test_the_quick_way_finds_what_comparing_everybody_finds(names: list[str]) -> None:
    people = [somebody(name) for name in names]

    quick = {(pair.first, pair.second): pair.reasons for pair in probable_duplicates(people)}

    slow = {
        (one.id, two.id): reasons
        for position, one in enumerate(people)
        for two in people[position + 1 :]
        if (reasons := names_alike(one.name, two.name))
    }
    assert quick == slow
