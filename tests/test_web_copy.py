"""The copy for the web: every public page as a file that works by itself, and nothing that is not public."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from labapp import assembly
from labapp.demo.load import load_demonstration
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.programme import Programme
from labapp.models.sessions import LabSession
from labapp.published_folder import MANIFEST, Written, publish_into, zipped
from labapp.web.web_copy import public_pages
from tests.answering import a_promise, published_minutes
from tests.conftest import Clock
from tests.copied_pages import crawled, faults_of, pages_of, served, soup_of
from tests.documents.pdf_reading import spoken_text
from tests.factories import PASSWORD, a_member_of_staff, a_programme, a_session, a_space, an_arrival, writing
from tests.pages import Browser
from tests.web.minutes_desk import Desk, close, say

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

NAME = "Canaria Zumbayllu"
WORDS = "Un puente sobre la quebrada grande"
HOSTILE = (
    "../../etc/passwd",
    "CON",
    "C:\\autoexec.bat",
    '" onmouseover="alert(1)" href="javascript:alert(1)',
    "<script>alert(1)</script>",
    "a/b?lang=en#x&y=%2e%2e",
    "\u202egnp.exe",
)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    return tmp_path / "stick" / "web"


def copy(house: House, web: Path) -> Written:
    return publish_into(web, public_pages(assembly.copied(house)), instance=house.settings.instance)


def test_the_demonstration_works_from_a_stick_and_from_any_server(house: House, web: Path) -> None:
    load_demonstration(house)

    done = copy(house, web)

    assert faults_of(web) == []
    assert done.new == len([path for path in web.rglob("*") if path.is_file()]) - 1
    assert {path.suffix for path in web.rglob("*.*")} >= {".html", ".css", ".svg", ".pdf", ".ics", ".json", ".csv"}
    with served(web) as home:
        reached = crawled(home)
        assert set(reached.values()) == {200}
        token = next(web.glob("sesion/*/minuta")).parent.name
        for printed in ("", "/minuta", "/respuesta", "/minuta/v1", "/minuta/v1.pdf"):
            assert set(crawled(f"{home}sesion/{token}{printed}").values()) == {200}, "an address as it was printed"
    assert len(reached) >= len(pages_of(web))


def test_nothing_is_written_when_nothing_changed(house: House, web: Path, clock: Clock) -> None:
    load_demonstration(house)
    first = copy(house, web)
    before = {path: path.stat().st_mtime_ns for path in web.rglob("*")}

    second = copy(house, web)

    assert second == Written(new=0, changed=0, same=first.new, removed=0)
    assert {path: path.stat().st_mtime_ns for path in web.rglob("*")} == before
    clock.forward(hours=20)
    copy(house, web)
    dated = [path.relative_to(web).as_posix() for path, at in before.items() if path.stat().st_mtime_ns != at]
    changed = {path for path in dated if (web / path).is_file() and path != MANIFEST}
    assert {"index.html", "en/index.html"} <= changed
    assert not [path for path in changed if "sesion/" in path], "a session that nobody touched stays as it was"


def test_a_change_writes_its_own_files_and_no_others(house: House, web: Path) -> None:
    a_programme(house)
    touched, other = a_session(house, stage=Stage.CONVENED), a_session(house, a_space(house), stage=Stage.CONVENED)
    copy(house, web)
    before = {path: path.read_bytes() for path in web.rglob("*") if path.is_file()}
    with writing(house, Verb.CHANGE_SESSION) as db:
        db.get_one(LabSession, touched.id).title = "Agua para la parte alta"

    done = copy(house, web)

    changed = {path.relative_to(web).as_posix() for path, data in before.items() if path.read_bytes() != data}
    assert done.changed == len(changed - {MANIFEST})
    assert f"sesion/{touched.token}/index.html" in changed
    assert not [path for path in changed if other.token in path]


def test_drafts_and_unpublished_work_stay_at_home(house: House, web: Path, desk: Browser) -> None:
    a_programme(house, public_base_url="https://labs.example.org")
    draft, held = a_session(house, stage=Stage.DRAFT), a_session(house)
    an_arrival(house, held, NAME)
    say(house, held, WORDS)
    close(house, held)

    copy(house, web)

    assert held.token in (out := everything(web))
    for secret in (draft.token, NAME, WORDS, held.code, PASSWORD):
        assert secret not in out, secret
    there = Desk(desk, house, held)
    there.come(Role.FACILITATOR)
    there.send(f"{there.path}/development", f"{there.path}/development", {"words": "Se trabajó en grupos."})
    there.publish()
    copy(house, web)
    assert WORDS in (out := everything(web)), "what was said goes out"
    assert NAME not in out, "who said it does not"
    assert NAME.split()[1] not in out
    assert faults_of(web) == []


def everything(web: Path) -> str:
    pdfs = [spoken_text(path.read_bytes()) for path in web.rglob("*.pdf")]
    return "".join([*pdfs, *(p.read_text(errors="replace") for p in web.rglob("*") if p.is_file())])


def test_minutes_that_were_altered_stop_the_copy_and_take_nothing_out(house: House, web: Path) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    copy(house, web)
    before = {path: path.read_bytes() for path in web.rglob("*") if path.is_file()}
    a_member_of_staff(house, Role.APPROVER)
    published_minutes(house, session)  # its code of verification fits nothing

    with pytest.raises(RuleViolated, match="publish_page_failed"):
        copy(house, web)

    assert {path: path.read_bytes() for path in web.rglob("*") if path.is_file()} == before


def test_titles_never_name_a_file_and_run_nothing(house: House, web: Path) -> None:
    a_programme(house)
    for title in HOSTILE:
        a_session(house, a_space(house, title=title), stage=Stage.CONVENED)

    copy(house, web)

    assert faults_of(web) == []
    names = {part for path in web.rglob("*") for part in path.relative_to(web).parts}
    assert not [name for name in names if any(sign in name for sign in "\\:?*<>|\"' ") or name.upper() == "CON"]
    shown = soup_of(web / "calendario" / "index.html").get_text()
    assert all(title in shown for title in HOSTILE[:6])


def test_a_cancelled_session_stays_with_its_reason(house: House, web: Path) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED)
    copy(house, web)
    with writing(house, Verb.MOVE_SESSION) as db:
        row = db.get_one(LabSession, session.id)
        row.stage, row.reason, row.opened_at = Stage.CANCELLED, "Creció el río Fonseca", house.now()

    copy(house, web)

    page = soup_of(web / "sesion" / session.token / "index.html").get_text()
    assert "Creció el río Fonseca" in page
    assert faults_of(web) == []


def test_a_copy_says_no_day_that_will_be_false_tomorrow(house: House, web: Path, clock: Clock) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_promise(house, session, days=9)

    copy(house, web)
    page = web / "sesion" / session.token / "respuesta" / "index.html"

    assert "Prometida" in soup_of(page).get_text()
    assert "Faltan" not in soup_of(page).get_text()
    clock.forward(days=30)
    copy(house, web)
    assert "Vencida" in soup_of(page).get_text()


def test_a_private_address_never_leaves_the_laptop(house: House, web: Path) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED)
    for base in ("http://192.168.8.2:8480", "http://localhost:8400", "https://laboratorios.local"):
        with writing(house, Verb.SET_UP_PROGRAMME) as db:
            db.query(Programme).one().public_base_url = base
        copy(house, web)
        assert faults_of(web) == [], base
        assert base not in (web / "sesion" / session.token / "index.html").read_text()


def test_the_open_tables_say_what_the_pages_say(house: House, web: Path) -> None:
    load_demonstration(house)
    copy(house, web)

    for name in ("sesiones", "respuestas", "participacion"):
        rows = list(csv.DictReader(io.StringIO((web / "datos" / f"{name}.csv").read_text(encoding="utf-8"))))
        objects = json.loads((web / "datos" / f"{name}.json").read_text(encoding="utf-8"))
        assert [list(row) for row in rows] == [list(one) for one in objects]
        assert name == "participacion" or len(rows) > 1
    answers = json.loads((web / "datos" / "respuestas.json").read_text(encoding="utf-8"))
    page = soup_of(next(web.glob("sesion/*/respuesta/v1/index.html"), next(web.glob("sesion/*/respuesta/index.html"))))
    assert answers[0]["razon"]
    assert page.select("h1")


def test_the_zip_holds_the_same_files_and_is_the_same_zip_tomorrow(house: House, web: Path) -> None:
    a_programme(house)
    a_session(house, stage=Stage.CONVENED)
    files = public_pages(assembly.copied(house))

    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        archive.extractall(web)

    assert faults_of(web / "paginas-publicas") == []
    assert zipped(files) == zipped(dict(reversed(files.items())))
