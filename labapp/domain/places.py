"""The 699 corregimientos, 81 districts and 13 provinces and comarcas of Panama, by INEC code."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from labapp.domain.errors import RuleViolated
from labapp.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEARCH_LIMIT = 12

_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
_EXACT, _PREFIX, _WORD, _ALIAS, _AREA = range(5)


class ProvinceKind(StrEnum):
    """What the first level of the country's division calls itself."""

    PROVINCE = "province"
    COMARCA = "comarca"


_PROVINCE_KINDS = {"provincia": ProvinceKind.PROVINCE, "comarca": ProvinceKind.COMARCA}


@dataclass(frozen=True, slots=True)
class Province:
    """A province or a comarca of that level; `code` has two digits."""

    code: str
    name: str
    kind: ProvinceKind


@dataclass(frozen=True, slots=True)
class District:
    """A district; `code` has four digits. A technical one only carries a code, where a comarca has no districts."""

    code: str
    name: str
    is_technical: bool

    @property
    def province_code(self) -> str:
        """The first two digits."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Place:
    """A corregimiento with what contains it; `code` has six digits and is stored as text.

    `district` is None in Comarca Guna Yala, which has none.
    """

    code: str
    corregimiento: str
    district: str | None
    province: str

    @property
    def district_code(self) -> str:
        """The first four digits."""
        return self.code[:4]

    @property
    def province_code(self) -> str:
        """The first two digits."""
        return self.code[:2]

    @property
    def area(self) -> str:
        """What a neighbour calls the surroundings: the district, or the comarca that has no districts."""
        return self.district or self.province

    @property
    def shown(self) -> str:
        """Corregimiento, district, province: the only way to tell apart the 59 names that repeat."""
        return ", ".join(part for part in (self.corregimiento, self.district, self.province) if part)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place as the search sees it: keys of its name and its other names, and all its words after a blank each."""

    place: Place
    name: str
    aliases: tuple[str, ...]
    words: str

    def rank(self, key: str) -> int:
        """How well the name answers a `key` whose words are all here: the smaller, the better."""
        if key in (self.name, self.place.code):
            return _EXACT
        if self.name.startswith(key):
            return _PREFIX
        if f" {key}" in self.name:
            return _WORD
        return _ALIAS if any(f" {key}" in f" {alias}" for alias in self.aliases) else _AREA


@dataclass(frozen=True, slots=True)
class _Registry:
    provinces: tuple[Province, ...]
    districts: tuple[District, ...]
    places: Mapping[str, Place]
    entries: tuple[_Entry, ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (resources.files("labapp") / "data" / "places" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _key(text: str) -> str:
    # Phones without ñ on the keyboard type "Canazas"; for finding a place both are the same.
    return _NOT_A_WORD.sub(" ", fold(text).replace("ñ", "n")).strip()


def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for column, alias, file in (
        ("codigo_inec", "alias", "aliases.csv"),
        ("codigo_para_buscar", "nombre", "supplement.csv"),
    ):
        for row in _rows(file):
            found[row[column]] = (*found.get(row[column], ()), _key(row[alias]))
    return found


def _entry(place: Place, aliases: Mapping[str, tuple[str, ...]]) -> _Entry:
    own = aliases.get(place.code, ())
    around = (*aliases.get(place.district_code, ()), *aliases.get(place.province_code, ()))
    name = _key(place.corregimiento)
    words = " ".join((name, *own, _key(place.district or ""), _key(place.province), *around, place.code))
    return _Entry(place, name, own, f" {words}")


def _place(row: Mapping[str, str], named_districts: set[str]) -> Place:
    district = row["distrito"] if row["codigo_distrito"] in named_districts else None
    return Place(row["codigo_corregimiento"], row["corregimiento"], district, row["provincia"])


@cache
def _registry() -> _Registry:
    districts = tuple(
        District(row["codigo_distrito"], row["distrito"], row["tipo"] != "distrito") for row in _rows("districts.csv")
    )
    named = {district.code for district in districts if not district.is_technical}
    places = {row["codigo_corregimiento"]: _place(row, named) for row in _rows("corregimientos.csv")}
    aliases = _aliases()
    return _Registry(
        tuple(
            Province(row["codigo_provincia"], row["nombre"], _PROVINCE_KINDS[row["tipo"]])
            for row in _rows("provinces.csv")
        ),
        districts,
        places,
        tuple(_entry(place, aliases) for place in places.values()),
    )


def place(code: str) -> Place:
    """Return the corregimiento of a six-digit code. Raises `RuleViolated("unknown_place")`."""
    found = _registry().places.get(code)
    if found is None:
        raise RuleViolated("unknown_place", place=code)
    return found


def place_if_known(code: str | None) -> Place | None:
    """Return the place of a stored or typed code, or None where it is still to be settled (por precisar)."""
    return place(code) if code else None


def provinces() -> tuple[Province, ...]:
    """Return the provinces and comarcas in INEC order."""
    return _registry().provinces


def districts(province_code: str) -> tuple[District, ...]:
    """Return the districts of a province in INEC order; none for Comarca Guna Yala and for an unknown code."""
    return tuple(
        district
        for district in _registry().districts
        if district.province_code == province_code and not district.is_technical
    )


def places_in(area_code: str) -> tuple[Place, ...]:
    """Return the corregimientos of a province (two digits) or a district (four), in INEC order."""
    return tuple(found for found in _registry().places.values() if found.code.startswith(area_code))


def search_places(typed: str, limit: int = SEARCH_LIMIT) -> tuple[Place, ...]:
    """Return at most `limit` places that contain every typed word, best first.

    Best is the whole name or the code, then its beginning, then a later word of it, then another name for it,
    then a name of its district or province. Accents, capitals and commas do not matter.
    """
    key = _key(typed)
    if not key:
        return ()
    words = [f" {word}" for word in key.split(" ")]
    found = [
        (entry.rank(key), entry.name, entry.place.code, entry.place)
        for entry in _registry().entries
        if all(word in entry.words for word in words)
    ]
    found.sort(key=lambda hit: hit[:3])
    return tuple(hit[3] for hit in found[:limit])
