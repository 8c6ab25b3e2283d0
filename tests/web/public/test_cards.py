"""What a link says of itself where it is shared: words always, a picture under a public address only."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from labapp import assembly
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.published_folder import publish_into
from labapp.web.web_copy import public_pages
from tests.answering import an_answered_session
from tests.copied_pages import faults_of
from tests.factories import a_programme, a_session, an_arrival, writing
from tests.pages import Browser, Page
from tests.web.minutes_desk import Desk, close, say

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

BASE = "https://labs.example.org"
PERSON = "Canaria Zumbayllu"


def meta(page: Page, name: str) -> str | None:
    found = page.soup.select_one(f'meta[property="{name}"], meta[name="{name}"]')
    return str(found["content"]) if found else None


def picture_of(page: Page) -> str:
    link = page.soup.select_one('link[type="image/png"]')
    assert link is not None
    return str(link["href"])


def size(phone: Browser, path: str) -> tuple[int, int]:
    answer = phone.client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert len(answer.data) < 300_000
    return Image.open(io.BytesIO(answer.data)).size


@pytest.fixture
def minutes(house: House, desk: Browser) -> LabSession:
    """A session with published minutes; one person came and one thing was said."""
    a_programme(house, public_base_url=BASE)
    session = a_session(house)
    an_arrival(house, session, PERSON)
    say(house, session, "Un puente sobre la quebrada grande")
    close(house, session)
    there = Desk(desk, house, session)
    there.come(Role.FACILITATOR)
    there.send(f"{there.path}/development", f"{there.path}/development", {"words": "Se trabajó en grupos."})
    there.publish()
    return session


def test_minutes_are_shared_with_their_few_sentences_and_their_own_picture(minutes: LabSession, phone: Browser) -> None:
    page = phone.get(f"/sesion/{minutes.token}/minuta")

    card = f"/sesion/{minutes.token}/minuta/v1/tarjeta.png"
    assert meta(page, "og:image") == BASE + card
    assert meta(page, "og:url") == f"{BASE}/sesion/{minutes.token}/minuta/v1"
    assert (meta(page, "og:description") or "").startswith("La sesión fue el 20 de noviembre de 2026")
    assert "Minuta, versión 1" in (meta(page, "og:image:alt") or "")
    assert "1 persona participó" in (meta(page, "og:image:alt") or "")
    assert meta(page, "twitter:card") == "summary_large_image"
    assert picture_of(page) == card
    assert size(phone, card) == (1200, 630)
    assert PERSON not in str(page.soup)


def test_every_page_with_a_card_gives_its_picture(house: House, minutes: LabSession, phone: Browser) -> None:
    answered = an_answered_session(house, count=3)
    with house.database.reading() as db:
        space = db.get_one(Space, minutes.space_id)
        community = next(iter(re.findall(r"/comunidad/(\w+)", str(phone.get("/registro-publico").soup))))
    assert space.community_id

    for path in ("/registro-publico", f"/comunidad/{community}", f"/sesion/{minutes.token}",
                 f"/sesion/{answered.token}/respuesta", f"/sesion/{answered.token}/respuesta/v1"):  # fmt: skip
        page = phone.get(path)
        card = picture_of(page)
        assert meta(page, "og:image") == BASE + card
        assert meta(page, "og:title")
        assert meta(page, "og:description")
        assert size(phone, card) == (1200, 630)


def test_answers_say_how_many_were_answered(house: House, phone: Browser) -> None:
    answered = an_answered_session(house, count=3)

    page = phone.get(f"/sesion/{answered.token}/respuesta")

    assert "3 aportes · 3 respondidos" in str(page.soup.select_one('link[type="image/png"]'))
    assert meta(page, "og:description") == "Aportes recibidos: 3; respondidos: 3; acogidos: 1"


@pytest.mark.parametrize("base", [None, "http://192.168.8.2:8480", "https://laboratorios.local"])
def test_without_a_public_address_no_picture_is_promised(house: House, phone: Browser, base: str | None) -> None:
    a_programme(house, **({"public_base_url": base} if base else {}))
    session = a_session(house, stage=Stage.CONVENED)

    page = phone.get(f"/sesion/{session.token}")

    assert (meta(page, "og:image"), meta(page, "og:url"), meta(page, "twitter:card")) == (None, None, "summary")
    head = str(page.soup.head)
    assert "192.168" not in head
    assert ".local" not in head
    assert meta(page, "og:title")


def test_the_head_of_a_page_comes_within_what_a_telephone_reads(minutes: LabSession, phone: Browser) -> None:
    body = phone.client.get(f"/sesion/{minutes.token}/minuta").data

    assert body.index(b"</head>") < 20_000
    assert body.index(b"og:image") < body.index(b"</head>")


def test_nobody_gets_the_card_of_what_is_not_public(house: House, phone: Browser) -> None:
    draft = a_session(house, stage=Stage.DRAFT)

    for path in (f"/sesion/{draft.token}/tarjeta.png", f"/sesion/{draft.token}/minuta/v1/tarjeta.png",
                 f"/sesion/{draft.token}/respuesta/v1/tarjeta.png", "/comunidad/ZZZZ/tarjeta.png"):  # fmt: skip
        assert phone.client.get(path).status_code == 404


def test_a_withdrawn_version_keeps_its_reason_and_loses_its_card(
    house: House, minutes: LabSession, phone: Browser, desk: Browser
) -> None:
    there = Desk(desk, house, minutes)
    form = f"{there.path}/v1"
    there.send(form, f"{form}/retirar", {"reason": "Se publicó con un error."})

    page = phone.get(f"/sesion/{minutes.token}/minuta")

    assert (meta(page, "og:image"), meta(page, "og:description")) == (None, "Esta versión se retiró.")
    assert phone.client.get(f"/sesion/{minutes.token}/minuta/v1/tarjeta.png").status_code == 409


def test_the_pictures_go_out_with_the_pages(house: House, minutes: LabSession, tmp_path: Path) -> None:
    web = tmp_path / "stick" / "web"
    publish_into(web, public_pages(assembly.copied(house)), instance=house.settings.instance)

    card = web / "sesion" / minutes.token / "minuta" / "v1" / "tarjeta.png"
    with Image.open(card) as drawn:
        assert drawn.size == (1200, 630)
    assert (web / "registro-publico" / "tarjeta.png").is_file()
    assert faults_of(web) == []
    page = (web / "sesion" / minutes.token / "minuta" / "index.html").read_text(encoding="utf-8")
    assert f'content="{BASE}/sesion/{minutes.token}/minuta/v1/tarjeta.png"' in page


def test_a_renamed_session_gets_a_new_picture(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.CONVENED)
    before = phone.client.get(f"/sesion/{session.token}/tarjeta.png")
    with writing(house, Verb.CHANGE_SESSION) as db:
        db.get_one(LabSession, session.id).title = "Agua para la parte alta"

    after = phone.client.get(f"/sesion/{session.token}/tarjeta.png")

    assert before.data != after.data
    again = phone.client.get(f"/sesion/{session.token}/tarjeta.png", headers={"If-None-Match": after.headers["ETag"]})
    assert again.status_code == 304
