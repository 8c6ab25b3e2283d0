"""Places of Panama: the whole table, and finding one as people type it."""

from __future__ import annotations

from collections import Counter

import pytest

from labapp.domain.errors import RuleViolated
from labapp.domain.places import (
    ProvinceKind,
    districts,
    place,
    place_if_known,
    places_in,
    provinces,
    search_places,
)


def everywhere() -> list[str]:
    return [found.code for province in provinces() for found in places_in(province.code)]


def test_the_country_has_699_corregimientos_81_districts_and_13_provinces_and_comarcas() -> None:
    assert len(set(everywhere())) == len(everywhere()) == 699
    assert sum(len(districts(province.code)) for province in provinces()) == 81
    assert Counter(province.kind for province in provinces()) == {ProvinceKind.PROVINCE: 10, ProvinceKind.COMARCA: 3}


def test_provinces_come_in_inec_order() -> None:
    assert [province.code for province in provinces()] == [f"{number:02}" for number in range(1, 14)]
    assert [province.name for province in provinces()][7:10] == ["Panamá", "Veraguas", "Comarca Guna Yala"]


def test_every_place_lies_in_a_district_and_a_province_that_exist() -> None:
    named = {district.code for province in provinces() for district in districts(province.code)}

    without = [code for code in everywhere() if place(code).district_code not in named]

    assert without == ["100101", "100102", "100103", "100104"]


def test_codes_keep_their_leading_zero() -> None:
    assert place("010101").shown == "Bocas del Toro, Bocas del Toro, Bocas del Toro"
    assert (place("010101").district_code, place("010101").province_code) == ("0101", "01")


@pytest.mark.parametrize("code", ["", "10101", "999999", "San Miguel", "0101", "080818 "])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(RuleViolated) as refused:
        place(code)

    assert refused.value.code == "unknown_place"


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_place_may_still_be_to_be_settled(nothing: str | None) -> None:
    assert place_if_known(nothing) is None
    assert place_if_known("080201") == place("080201")


def test_guna_yala_has_no_districts_and_its_places_say_so() -> None:
    nargana = place("100101")

    assert nargana.shown == "Narganá, Comarca Guna Yala"
    assert (nargana.district, nargana.area) == (None, "Comarca Guna Yala")
    assert districts("10") == ()


def test_an_area_has_a_name() -> None:
    assert place("080201").area == "Balboa"


def test_places_of_a_district_come_in_inec_order() -> None:
    assert [found.code for found in places_in("0101")] == sorted(found.code for found in places_in("0101"))
    assert {found.district for found in places_in("0101")} == {"Bocas del Toro"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("San Miguel", ["020616", "070220", "080201"]),
        ("san miguel balboa", ["080201"]),
        ("San Miguel, Balboa, Panamá", ["080201"]),
        ("080818", ["080818"]),
        ("NARGANA", ["100101"]),
        ("canazas", ["090301"]),
        ("Cañazas", ["090301"]),
        ("Bethania", ["080806"]),
        ("Calidonia", ["091103", "080804"]),
        ("14 de noviembre", ["090705"]),
        ("Naso Tjër Di", ["010204"]),
        ("bonyic", ["010204"]),
        ("san blas", ["100102", "100101", "100103", "100104"]),
    ],
)
def test_a_place_is_found_as_people_type_it(typed: str, first: list[str]) -> None:
    found = [each.code for each in search_places(typed)]

    assert found[: len(first)] == first


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("santa rosa", ["Santa Rosa,", "Santa Rosa,", "Santa Rosa,", "Santa Rita,"]),
        ("calidonia", ["Calidonia,", "La Exposición o Calidonia,"]),
        ("san miguel", ["San Miguel,"] * 3 + ["Amelia Denis de Icaza, San Miguelito"]),
        ("guab", ["Guabal,", "Guabito,", "El Guabo,", "Las Guabas,"]),
    ],
    ids=["name, then another name", "name, then a word of it", "name, then its district", "beginnings, then words"],
)
def test_the_best_answers_come_first(typed: str, kinds: list[str]) -> None:
    found = [each.shown for each in search_places(typed, limit=50)][: len(kinds)]

    assert [shown.startswith(kind) for shown, kind in zip(found, kinds, strict=True)] == [True] * len(kinds), found


def test_no_more_places_are_returned_than_wanted() -> None:
    assert len(search_places("san", limit=5)) == 5
    assert len(search_places("san")) == 12


@pytest.mark.parametrize("typed", ["", "   ", ",", "…", "xyzzy", "san\u202e miguelón", "'; --", "ã" * 5000])
def test_what_is_no_place_finds_nothing(typed: str) -> None:
    assert search_places(typed) == ()


def test_every_place_is_found_by_what_is_shown_of_it() -> None:
    lost = [code for code in everywhere() if place(code) not in search_places(place(code).shown, limit=699)]

    assert lost == []
