"""The public calendar: what was announced and nothing else, by place and month, in light pages."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from labapp.domain.sessions import Modality, Stage, is_public
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.communities import Community
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space, SpaceCommunity
from labapp.queries.calendar import ON_A_PAGE
from tests.factories import a_community, a_session, a_space, writing
from tests.pages import Browser, Page

LIGHT = 50_000


def tokens(page: Page) -> list[str]:
    return [str(tag["href"]).rsplit("/", 1)[-1] for tag in page.select(".agenda a[href*='/sesion/']")]


@pytest.mark.parametrize("stage", list(Stage))
def test_only_what_was_announced_is_shown(house: House, phone: Browser, stage: Stage) -> None:
    session = a_session(house, stage=stage, starts_in_hours=5)
    if stage is Stage.CANCELLED:
        with writing(house, Verb.MOVE_SESSION) as db:
            db.get_one(LabSession, session.id).opened_at = house.now()

    shown = tokens(phone.get("/calendario"))

    assert shown == ([session.token] if is_public(stage) else [])
    phone.get(f"/sesion/{session.token}", status=200 if is_public(stage) else 404)
    phone.get(f"/sesion/{session.token}.ics", status=200 if is_public(stage) else 404)


def test_what_is_to_come_stands_first_and_what_passed_follows_the_latest_first(house: House, phone: Browser) -> None:
    space = a_space(house)
    made = {
        hours: a_session(house, space, stage=Stage.CONVENED, starts_in_hours=hours).token
        for hours in (-900, 30, -30, 900, -1)
    }

    assert tokens(phone.get("/calendario")) == [made[hours] for hours in (-1, 30, 900, -30, -900)]


def test_a_session_that_was_moved_says_why_in_the_list(house: House, phone: Browser) -> None:
    a_session(house, stage=Stage.POSTPONED, starts_in_hours=48)

    assert "Reprogramada Por el camino cerrado" in phone.get("/calendario").text


def test_a_place_is_that_of_the_session_its_community_or_those_it_concerns(house: House, phone: Browser) -> None:
    in_comarca = a_session(house, stage=Stage.CONVENED)
    in_panama = a_session(house, stage=Stage.CONVENED)
    table = a_space(house, SpaceKind.COCREATION_TABLE)
    concerns = a_session(house, table, stage=Stage.CONVENED, modality=Modality.VIRTUAL)
    elsewhere = a_session(house, a_space(house, SpaceKind.COCREATION_TABLE), stage=Stage.CONVENED)
    community = a_community(house, "Kusapín", "120601")
    with writing(house, Verb.CHANGE_SESSION) as db:
        db.get_one(LabSession, in_panama.id).place_code = "080812"
        db.add(SpaceCommunity(space_id=table.id, community_id=community.id))

    comarca, panama = phone.get("/calendario?lugar=12"), phone.get("/calendario?lugar=08")

    assert set(tokens(comarca)) == {in_comarca.token, concerns.token}
    assert tokens(panama) == [in_panama.token]
    assert elsewhere.token in tokens(phone.get("/calendario"))
    assert {option["value"] for option in comarca.select("#lugar option")} == {"", "12", "08"}
    assert set(tokens(phone.get(f"/comunidad/{community.token.lower()}"))) == {concerns.token}


def test_a_month_is_that_of_panama(house: House, phone: Browser) -> None:
    last_evening = a_session(house, stage=Stage.CONVENED)
    with writing(house, Verb.CHANGE_SESSION) as db:
        row = db.get_one(LabSession, last_evening.id)
        length = row.ends_at - row.starts_at
        row.starts_at = row.starts_at.replace(month=12, day=1, hour=2)  # 30 November, 9 p. m. in Panama
        row.ends_at = row.starts_at + length

    assert tokens(phone.get("/calendario?mes=2026-11")) == [last_evening.token]
    assert "No hay sesiones así" in phone.get("/calendario?mes=2026-12").text


@pytest.mark.parametrize(
    "query",
    ["lugar=99", "lugar=%25", "mes=ayer", "mes=0000-00", "pagina=-1", "pagina=1e9", "lugar=12&mes=2026-11&pagina=7"],
)
def test_a_filter_that_means_nothing_is_no_fault(house: House, phone: Browser, query: str) -> None:
    session = a_session(house, stage=Stage.CONVENED)

    assert tokens(phone.get(f"/calendario?{query}")) == [session.token]


def test_a_full_page_is_light_in_both_languages(house: House, phone: Browser) -> None:
    space = a_space(house, title="Agua potable todo el año para las comunidades de la cordillera y la costa")
    for hours in range(ON_A_PAGE + 5):
        a_session(house, space, stage=Stage.POSTPONED, starts_in_hours=hours)

    for address in ("/calendario", "/calendario?lang=en"):
        page = phone.get(address)
        assert len(tokens(page)) == ON_A_PAGE
        assert len(page.response.data) < LIGHT
    assert len(tokens(phone.get("/calendario?pagina=2"))) == 5


def test_english_pages_hold_no_spanish_words_of_ours(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.CONVENED, starts_in_hours=5)

    for address in ("/calendario", f"/sesion/{session.token}"):
        text = phone.get(f"{address}?lang=en").text
        assert "Convened" in text
        for word in ("Calendario", "Convocatoria", "Cuándo", "Dónde", "Convocada", "Próximas", "hábiles"):
            assert word not in text


def test_the_feed_holds_what_was_announced_and_survives_hostile_names(house: House, phone: Browser) -> None:
    space = a_space(house, title='Agua; "limpia", ya\\n\u202e😀')
    session = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=5)
    a_session(house, space, stage=Stage.DRAFT, starts_in_hours=5)
    a_session(house, space, stage=Stage.PUBLISHED, starts_in_hours=-24 * 120)

    answer = phone.client.get("/calendario.ics", base_url=phone.base)

    assert answer.content_type == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event["UID"].startswith(session.token.lower())
    assert str(event["SUMMARY"]) == space.title


def test_a_community_without_sessions_says_so_and_an_unknown_one_is_not_here(house: House, phone: Browser) -> None:
    community = a_community(house, "Soloy", None)

    page = phone.get(f"/comunidad/{community.token}")

    assert "Lugar por precisar" in page.text
    assert "Todavía no hay sesiones convocadas" in page.text
    phone.get("/comunidad/NADIE", status=404)


def test_no_page_of_anybody_sets_a_cookie_or_holds_a_script(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.CONVENED)

    for address in ("/calendario", f"/sesion/{session.token}", f"/comunidad/{community_of(house, session).token}"):
        page = phone.get(address)
        assert "Set-Cookie" not in page.response.headers
        assert not page.select("script")


def community_of(house: House, session: LabSession) -> Community:
    with house.database.reading() as db:
        return db.get_one(Community, db.get_one(Space, session.space_id).community_id)
