"""Communities at the desk: looking one up, a place without script, two people at once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.communities import Community
from tests.factories import a_community, an_organisation, sign_in
from tests.pages import Browser, Page

NEW = "/comunidades/nueva"


@pytest.fixture(autouse=True)
def _signed_in(desk: Browser, house: House) -> None:
    sign_in(desk, house, organisation=an_organisation(house))


def _stored(house: House) -> list[Community]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Community).order_by(Community.name_key, Community.place_code)))


def _look_up(desk: Browser, typed: str, **fields: str) -> Page:
    page = desk.get(NEW)
    sent = {"token": page.token(), "called": "Soloy", "find": typed, "buscar": "1", **fields}
    return desk.post(NEW, sent, status=200)


def _places(page: Page) -> list[str]:
    return [label.get_text(strip=True) for label in page.select("#place label")]


def test_a_community_needs_only_a_name(desk: Browser, house: House) -> None:
    desk.fill(NEW, {"called": " Soloy ", "place": ""})

    assert [(c.name, c.place_code) for c in _stored(house)] == [("Soloy", None)]
    assert "Por precisar" in desk.get("/comunidades").text


def test_three_places_called_san_miguel_are_told_apart(desk: Browser) -> None:
    page = _look_up(desk, "San Miguel")

    named = [place for place in _places(page) if place.startswith("San Miguel,")]

    assert len(named) == 3
    assert len({place.split(", ")[-1] for place in named}) == 3
    assert not page.select("#place input[checked]")


def test_looking_a_place_up_keeps_nothing_and_loses_nothing(desk: Browser, house: House) -> None:
    page = _look_up(desk, "Soloy", note="Preguntar por la señora Ana")

    assert _stored(house) == []
    assert page.select("#called")[0]["value"] == "Soloy"
    assert "señora Ana" in page.select("#note")[0].get_text()


def test_the_chosen_place_is_kept(desk: Browser, house: House) -> None:
    found = _look_up(desk, "san miguel")
    chosen = next(box for box in found.select("#place input") if box["value"])

    desk.post(NEW, {"token": found.token(), "called": "San Miguel", "find": "san miguel",
                    "searched": "san miguel", "place": chosen["value"]})  # fmt: skip

    assert [c.place_code for c in _stored(house)] == [chosen["value"]]


def test_a_name_that_was_typed_but_not_looked_up_is_looked_up_first(desk: Browser, house: House) -> None:
    page = desk.get(NEW)

    asked = desk.post(NEW, {"token": page.token(), "called": "A", "find": "Boquete", "place": ""}, status=200)

    assert any("Boquete" in place for place in _places(asked))
    assert _stored(house) == []


def test_of_several_places_one_must_be_chosen(desk: Browser, house: House) -> None:
    found = _look_up(desk, "San Miguel")

    sent = {"token": found.token(), "called": "A", "find": "San Miguel", "searched": "San Miguel"}
    page = desk.post(NEW, sent, status=422)

    assert "Escoja uno de los lugares" in page.text
    assert len(_places(page)) > 3
    assert _stored(house) == []


def test_a_place_that_nobody_knows_can_stay_to_be_settled(desk: Browser, house: House) -> None:
    found = _look_up(desk, "Xyzxyz")
    assert "No encontramos ese lugar" in found.text

    desk.post(NEW, {"token": found.token(), "called": "A", "find": "Xyzxyz", "searched": "Xyzxyz", "place": ""})

    assert [c.place_code for c in _stored(house)] == [None]


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"called": "  ", "place": ""}, 422, "Escriba el nombre de la comunidad"),
        ({"called": "a" * 5000, "place": ""}, 409, "Acórtelo"),
        ({"called": "A", "place": "999999"}, 409, "Ese código de corregimiento no existe"),
    ],
)
def test_what_cannot_be_is_explained(
    desk: Browser, house: House, sent: dict[str, str], status: int, sentence: str
) -> None:
    assert sentence in desk.fill(NEW, sent, status=status).text
    assert _stored(house) == []


def test_the_same_name_in_the_same_place_is_refused_and_elsewhere_is_not(desk: Browser, house: House) -> None:
    a_community(house, "Soloy", "120101")

    page = desk.fill(NEW, {"called": "SOLOY", "place": "120101"}, status=409)
    desk.fill(NEW, {"called": "Soloy", "place": ""})

    assert "ya está en la lista" in page.text
    assert len(_stored(house)) == 2


def test_searching_ignores_accents_and_capitals(desk: Browser, house: House) -> None:
    a_community(house, "Río Sábalo", None)
    a_community(house, "Soloy", None)

    found = desk.get("/comunidades?q=RIO sabalo")

    assert "Río Sábalo" in found.text
    assert "Soloy" not in found.text
    assert "Ninguna comunidad se llama así" in desk.get("/comunidades?q=%25").text


def test_a_stale_form_shows_both_texts(desk: Browser, house: House) -> None:
    community = a_community(house)
    path = f"/comunidades/{community.id}"
    old = desk.get(path)
    seen = old.select("[name=seen]")[0]["value"]
    desk.fill(path, {"seen": seen, "called": "Soloy", "place": "120101", "note": "La de antes"})

    sent = {"token": old.token(path), "seen": seen, "called": "Soloy", "place": "120101", "note": "La mía"}
    both = desk.post(path, sent, status=409)

    assert "La de antes" in both.text
    assert "La mía" in both.select("#note")[0].get_text()
    assert _stored(house)[0].note == "La de antes"
    desk.post(path, {**sent, "token": both.token(path), "seen": both.select("[name=seen]")[0]["value"]})
    assert _stored(house)[0].note == "La mía"


def test_a_double_tap_adds_one_community(desk: Browser, house: House) -> None:
    sent = {"token": desk.get(NEW).token(), "called": "Soloy", "place": ""}

    first, second = desk.post(NEW, sent), desk.post(NEW, sent)

    assert first.location == second.location
    assert len(_stored(house)) == 1


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.APPROVER, Role.DATA_OFFICER])
def test_who_does_not_plan_only_reads(desk: Browser, house: House, role: Role) -> None:
    community = a_community(house)
    sign_in(desk, house, role, organisation=an_organisation(house))

    page = desk.get(f"/comunidades/{community.id}")

    assert not page.select("form[method=post]")
    desk.get(NEW, status=403)
    desk.post(f"/comunidades/{community.id}", {"called": "Otra"}, status=403)


def test_whoever_administers_the_house_sees_no_communities(desk: Browser, house: House) -> None:
    sign_in(desk, house, Role.ADMINISTRATOR)

    desk.get("/comunidades", status=403)


def test_a_hostile_name_is_text_and_nothing_else(desk: Browser, house: House) -> None:
    desk.fill(NEW, {"called": "<script>alert(1)</script>{{ 7*7 }}", "place": ""})

    page = desk.get("/comunidades")

    assert "<script>alert(1)</script>{{ 7*7 }}" in page.text
    assert not [tag for tag in page.select("script") if not tag.get("src")]
