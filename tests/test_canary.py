"""One person walks through the phone with marked words; then every byte that this laptop holds is searched for them.

No request and no file may hold the name beside a sensitive answer, and after an erasure the name is in no live file.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from labapp import assembly
from labapp.backup import make_copy
from labapp.domain.dimensions import ANONYMOUS_QUESTIONS
from labapp.domain.sessions import Stage
from labapp.domain.urn import Question
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.published_folder import publish_into
from labapp.web.web_copy import public_pages
from tests.factories import a_programme, a_session, writing
from tests.pages import Browser, Page

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

NAME = "Canaria Zumbayllu"
ORGANISATION = "Cooperativa Zumbayllu del Canario"
CONTACT = "6987-65432"
WORDS = "Un puente de zumbayllu sobre la quebrada"
SENSITIVE = ("bokota", "cannot_do_it", "self_described")
"""Answers that stand in no schema and in no page by chance."""

AREAS = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
CATALOGUE = {q.value: Question(frozenset(a.value for a in answers)) for q, answers in ANONYMOUS_QUESTIONS.items()}


class Wire:
    """Everything that the phone sent, request by request: address, headers and body."""

    def __init__(self, phone: Browser) -> None:
        self.requests: list[bytes] = []
        self._inner: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]] = phone.app.wsgi_app
        phone.app.wsgi_app = self._tapped  # type: ignore[method-assign] # Flask's own way to wrap an application

    def _tapped(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        heads = "\n".join(f"{name}: {value}" for name, value in environ.items() if isinstance(value, str))
        self.requests.append(heads.encode() + b"\n\n" + body)
        return self._inner({**environ, "wsgi.input": io.BytesIO(body)}, start_response)


@pytest.fixture
def session(house: House) -> LabSession:
    a_programme(house)
    opened = a_session(house)
    house.urns.open(opened.space_id, CATALOGUE)
    with writing(house, Verb.OPEN_URN) as db:
        db.get_one(Space, opened.space_id).urn_opened_at = house.now()
    return opened


def hidden(page: Page) -> dict[str, str]:
    fields = page.select("form[action='/q'] input[type=hidden]")
    return {str(field["name"]): str(field["value"]) for field in fields}


def walk(phone: Browser, session: LabSession) -> str:
    """Come in, tell of oneself, contribute, answer the anonymous questions; return the address of the receipt."""
    door = f"/E/{session.code}"
    receipt = phone.fill(door, {"full_name": NAME, "place": "this_community", "age": "adult"}).location
    told = {"gender": "woman", "comes_for": "organisation", "organisation": ORGANISATION, "contact": CONTACT}
    phone.fill(f"{receipt}/datos", told)
    phone.fill(f"{receipt}/aporte", {"words": WORDS})
    page = phone.post("/q", hidden(phone.get(f"{receipt}/anonimas")), status=200)
    page = phone.post("/q", hidden(page) | {"answer": "bokota"}, status=200)
    page = phone.post("/q", hidden(page) | {"answer": "yes"}, status=200)
    page = phone.post("/q", hidden(page) | dict.fromkeys(AREAS, "cannot_do_it"), status=200)
    phone.post("/q", hidden(page) | {"answer": "self_described"}, status=200)
    return receipt


def holds(data: bytes, words: str) -> bool:
    return any(words.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be"))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def holding(folder: Path, words: str) -> list[str]:
    return [name for name, data in files_of(folder).items() if holds(data, words)]


def test_no_request_tells_who_gave_a_sensitive_answer(phone: Browser, session: LabSession) -> None:
    wire = Wire(phone)

    receipt = walk(phone, session)

    person = receipt.rsplit("/", 1)[-1]
    sensitive = [sent for sent in wire.requests if any(holds(sent, answer) for answer in SENSITIVE)]
    assert len(sensitive) == 3
    for sent in sensitive:
        assert not any(holds(sent, word) for word in ("Zumbayllu", person, session.code, "6987", "labapp_cel"))
        assert b"/listo/" not in sent
        assert b"HTTP_COOKIE" not in sent


def test_a_sensitive_answer_stands_in_no_file_and_no_log(
    phone: Browser, house: House, session: LabSession, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    walk(phone, session)
    make_copy(house.settings, now=house.now())

    assert len(files_of(tmp_path)) >= 5
    assert holding(tmp_path, NAME), "the search finds what is there"
    for answer in SENSITIVE:
        assert holding(tmp_path, answer) == []
        assert answer not in caplog.text
    assert house.urns.totals_for_sealing(session.space_id)["indigenous_people"].totals["bokota"] == 1


def test_what_goes_to_the_web_tells_of_nobody(
    phone: Browser, house: House, session: LabSession, tmp_path: Path
) -> None:
    person = walk(phone, session).rsplit("/", 1)[-1]
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED

    publish_into(tmp_path / "web", public_pages(assembly.copied(house)), instance=house.settings.instance)

    assert holding(tmp_path / "web", session.token), "the search finds what is there"
    for mark in (NAME, NAME.split()[1].lower(), ORGANISATION, CONTACT, WORDS, person, session.code, *SENSITIVE):
        assert holding(tmp_path / "web", mark) == [], mark


def test_after_an_erasure_the_person_is_in_no_live_file(
    phone: Browser, house: House, session: LabSession, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person = walk(phone, session).rsplit("/", 1)[-1]
    address = f"/E/mio/{person}"
    asked = {"token": phone.get(address).token("retirar"), "kind": "attendance"}
    sure = phone.post(f"{address}/retirar", asked, status=200)

    phone.post(f"{address}/retirar", {"token": sure.token("retirar"), "kind": "attendance", "sure": "yes"})

    for mark in (NAME, NAME.lower(), CONTACT, person):
        assert holding(tmp_path, mark) == [], mark
    assert NAME not in caplog.text
    assert holding(tmp_path, WORDS), "what was said stays, untied"
