"""Communities: a name and a place stand for one of them, also when two people type at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.communities import Community
from labapp.services.communities import CommunityFacts, add_community, change_community
from tests.factories import a_community, writing


def _facts(name: str = "Soloy", place_code: str | None = None, note: str = "") -> CommunityFacts:
    return CommunityFacts(name=name, place_code=place_code, note=note)


@pytest.mark.parametrize("place_code", [None, "120101"])
def test_the_same_community_typed_eight_times_at_once_is_there_once(house: House, place_code: str | None) -> None:
    def add(_turn: int) -> str:
        try:
            with writing(house, Verb.ADD_COMMUNITY) as db:
                add_community(db, _facts(place_code=place_code))
        except RuleViolated as refused:
            return refused.code
        return ""

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(add, range(8)))

    assert codes == ["", *["community_is_there"] * 7]


def test_texts_are_cleaned_once_and_found_by_their_key(house: House) -> None:
    with writing(house, Verb.ADD_COMMUNITY) as db:
        added = add_community(db, _facts("  Río\u202e  Sábalo ", note="a\r\nb"))

    assert (added.name, added.name_key, added.note) == ("Río Sábalo", "rio sabalo", "a\nb")


def test_changing_a_note_keeps_the_name_that_is_its_own(house: House) -> None:
    community = a_community(house)

    with writing(house, Verb.CHANGE_COMMUNITY) as db:
        change_community(db, community.id, _facts("Soloy", "120101", "Nueva"), seen=community.op)

    with house.database.reading() as db:
        assert db.scalars(sa.select(Community.note)).all() == ["Nueva"]


def test_a_community_that_is_not_there_cannot_be_changed(house: House) -> None:
    with pytest.raises(NotFound), writing(house, Verb.CHANGE_COMMUNITY) as db:
        change_community(db, new_id(), _facts(), seen=new_id())
