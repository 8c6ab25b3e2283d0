"""The page on which somebody chooses where each figure of who came is published, while it can be chosen."""

from __future__ import annotations

from typing import Any

import pytest

from labapp.domain.dimensions import DIMENSIONS, DimensionKey
from labapp.domain.disclosure import TotalsPolicy
from labapp.domain.policies import proposed_policy
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.queries.policies import Policies, variable_policies
from labapp.services.publication import freeze_tables
from tests.factories import a_session, a_space, sign_in, writing
from tests.pages import Browser

PAGE = "/programa/cifras"
PROPOSED = {each.key: proposed_policy(each) for each in DIMENSIONS}


@pytest.fixture(autouse=True)
def _signed_in(desk: Browser, house: House) -> None:
    sign_in(desk, house, Role.ADMINISTRATOR)


def standing(house: House) -> Policies:
    with house.database.reading() as db:
        return variable_policies(db)


def sent(page: Any, **changed: str) -> dict[str, str]:
    proposed = {key.value: policy.value for key, policy in PROPOSED.items()}
    return {"token": page.token(PAGE), "seen": page.select("[name=seen]")[0]["value"], **proposed, **changed}


def close_a_lab(house: House) -> None:
    space = a_space(house)
    a_session(house, space, stage=Stage.REGISTER_CLOSED)
    with writing(house, Verb.FREEZE_TABLES) as db:
        freeze_tables(db, space.id, now=house.now())


def test_the_page_shows_what_is_proposed_and_why(desk: Browser) -> None:
    page = desk.get(PAGE)

    ticked = {str(box["name"]): str(box["value"]) for box in page.select("input[type=radio][checked]")}
    assert ticked == {key.value: policy.value for key, policy in PROPOSED.items()}
    assert page.text.count("Dato sensible") == 3
    assert "qué contestó una persona" in page.text


def test_the_programme_leads_to_the_page(desk: Browser) -> None:
    assert desk.get("/programa").select(f"a[href='{PAGE}']")


def test_what_is_chosen_is_kept(desk: Browser, house: House) -> None:
    desk.post(PAGE, sent(desk.get(PAGE), sector="total_only", difficulty="per_unit"))

    assert standing(house) == {
        **PROPOSED, DimensionKey.SECTOR: TotalsPolicy.TOTAL_ONLY, DimensionKey.DIFFICULTY: TotalsPolicy.PER_UNIT,
    }  # fmt: skip


def test_once_a_lab_was_closed_nothing_is_offered_any_more(desk: Browser, house: House) -> None:
    close_a_lab(house)

    page = desk.get(PAGE)

    assert page.select("input[type=radio]") == []
    assert page.text.count("Ya no cambia") == len(DimensionKey)
    assert "todo quedó fijo" in page.text


def test_who_chose_while_somebody_closed_a_lab_is_told_and_nothing_changes(desk: Browser, house: House) -> None:
    form = sent(desk.get(PAGE), gender="total_only")
    close_a_lab(house)

    page = desk.post(PAGE, form, status=409)

    assert "comparando las dos se sabría de personas" in page.text
    assert standing(house) == PROPOSED


def test_who_was_overtaken_sees_what_they_chose_and_can_send_it_again(desk: Browser, house: House) -> None:
    old = sent(desk.get(PAGE), gender="total_only")
    desk.post(PAGE, sent(desk.get(PAGE), sector="total_only"))

    page = desk.post(PAGE, old, status=409)
    assert standing(house)[DimensionKey.GENDER] is TotalsPolicy.PER_UNIT
    assert page.select("#gender input[value=total_only][checked]")

    desk.post(PAGE, sent(page, gender="total_only"))
    assert standing(house)[DimensionKey.GENDER] is TotalsPolicy.TOTAL_ONLY


@pytest.mark.parametrize("gender", ["", "las dos"])
def test_a_choice_that_is_none_is_explained(desk: Browser, house: House, gender: str) -> None:
    desk.post(PAGE, sent(desk.get(PAGE), gender=gender), status=422)

    assert standing(house) == PROPOSED


@pytest.mark.parametrize("seen", ["", "gender", "gender:per_unit", "%%:%%"])
def test_a_page_that_nobody_was_shown_chooses_nothing(desk: Browser, house: House, seen: str) -> None:
    desk.post(PAGE, {**sent(desk.get(PAGE), gender="total_only"), "seen": seen}, status=409)

    assert standing(house) == PROPOSED


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.NOTE_TAKER, Role.APPROVER])
def test_only_those_who_set_up_the_programme_reach_it(desk: Browser, house: House, role: Role) -> None:
    sign_in(desk, house, role)

    assert "no puede hacer eso" in desk.get(PAGE, status=403).text


def test_the_page_reads_in_english(desk: Browser) -> None:
    assert "Published only in the total" not in desk.get(PAGE).text
    page = desk.get(f"{PAGE}?lang=en").text
    assert "Figures that are published" in page
    assert "Why not both" in page
