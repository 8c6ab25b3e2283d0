"""Everything that is published is found by its words, nothing else is, and whoever searches is not remembered."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urldefrag
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp import assembly
from labapp.demo.load import load_demonstration
from labapp.documents.searching import search
from labapp.domain.contributions import PublicState, WithholdReason
from labapp.domain.roles import Role
from labapp.domain.search import read_query
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.communities import Community
from labapp.models.contributions import Contribution
from labapp.models.proposals import Proposal, ProposalVersion, Validation
from labapp.models.sessions import Call
from labapp.services import validations
from labapp.web.web_copy import public_pages
from tests.answering import a_contribution, an_answered_session
from tests.copied_pages import faults_of, soup_of
from tests.factories import a_programme, a_session, a_space, an_arrival, an_organisation, writing
from tests.pages import Browser, Page
from tests.proposing import a_proposal, asked, published, refused
from tests.web.minutes_desk import Desk, close, say

NAME = "Canaria Zumbayllu"
HIDDEN = "La vecina Zumbayllu vive en la casa amarilla."
ONLY_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def out(desk: Browser, house: House) -> Desk:
    """A desk with published minutes of a session: a shown, a redacted and a withheld contribution."""
    a_programme(house, public_base_url="https://labs.example.org")
    session = a_session(house)
    an_arrival(house, session, NAME)
    say(house, session, "Que haya agua potable en la escuela de Soloy.")
    said = say(house, session, HIDDEN)
    with writing(house, Verb.REWRITE_CONTRIBUTION) as db:
        row = db.get_one(Contribution, said.id)
        row.public_state, row.withhold_reason = PublicState.REDACTED, WithholdReason.ANOTHER_PERSONS_DATA
        row.public_text = "Que se cuide a una persona mayor."
    close(house, session)
    there = Desk(desk, house, session)
    there.come(Role.FACILITATOR)
    write(there, "development", "Se habló del agua.")
    write(there, "agreements", "- La junta comunal limpia la toma cada mes.")
    there.publish()
    return there


def write(there: Desk, block: str, words: str) -> None:
    there.send(f"{there.path}/{block}", f"{there.path}/{block}", {"words": words})


def found(browser: Browser, typed: str, **narrowed: str) -> Page:
    return browser.get("/buscar", query_string={"q": typed, **narrowed})


def hrefs(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.select(".found h3 a")]


def marks(page: Page) -> set[str]:
    return {tag.get_text() for tag in page.select("mark")}


def test_a_neighbour_finds_her_contribution_on_a_phone_and_is_led_to_its_place(out: Desk, phone: Browser) -> None:
    minutes = f"/sesion/{out.session.token}/minuta"

    page = found(phone, "aguas ESCUELAS")

    assert hrefs(page) == [f"{minutes}#aporte-1"]
    assert marks(page) == {"agua", "escuela"}
    assert phone.get(minutes).select("#aporte-1")
    assert hrefs(found(out.browser, "aporte 1"))[0] == f"{minutes}#aporte-1"


def test_agreements_and_other_parts_are_found_as_what_they_are(out: Desk, phone: Browser) -> None:
    page = found(phone, "toma")

    assert [tag.get_text() for tag in page.select("main h2")] == ["Acuerdos y próximos pasos"]
    assert "Otras partes de minutas e informes" in found(phone, '"se habló del agua"').text


def test_what_is_not_published_is_not_found(out: Desk, phone: Browser, house: House) -> None:
    draft = a_session(house, a_space(house, title="Zumbayllu secreto"), stage=Stage.DRAFT)
    open_one = a_session(house, a_space(house))
    a_contribution(house, open_one, 1, "Zumbayllu dicho y no publicado")

    assert "No encontramos nada así" in found(phone, "zumbayllu").text
    assert "No encontramos nada así" in found(phone, '"casa amarilla"').text
    assert found(phone, "persona mayor").select("mark")
    assert draft.token not in found(phone, "secreto").response.text


def test_withdrawn_minutes_are_found_no_more_and_the_version_before_is(out: Desk, phone: Browser, house: House) -> None:
    out.come(Role.NOTE_TAKER)
    write(out, "development", "Se habló de la quebrada.")
    out.step("", {"change_note": "Faltaba la quebrada."})
    out.publish()
    assert found(phone, "quebrada").select("mark")
    assert "habló del agua" not in found(phone, "agua").text, "only the newest version"

    out.send(f"{out.path}/v2", f"{out.path}/v2/retirar", {"reason": "Salió con un error."})

    assert not found(phone, "quebrada").select("mark")
    assert "habló del agua" in found(phone, "agua").text
    out.send(f"{out.path}/v1", f"{out.path}/v1/retirar", {"reason": "También."})
    assert "No encontramos nada así" in found(phone, "toma").text
    assert not house.shelf._kept, "nothing withdrawn is held in memory"


def test_answers_are_found_by_what_was_said_the_reason_and_the_institution(house: House, phone: Browser) -> None:
    session = an_answered_session(house)
    answer = f"/sesion/{session.token}/respuesta"

    page = found(phone, "comunidades visitadas antai")

    assert hrefs(page) == [f"{answer}#aporte-1"]
    assert phone.get(answer).select("#aporte-1")
    assert len(hrefs(found(phone, "parte alta"))) == 2, "minutes that do not agree with their code are shown to nobody"


def test_calls_labs_and_communities_are_found_by_name_and_place(house: House, phone: Browser) -> None:
    space = a_space(house, title="Señal en la montaña")
    session = a_session(house, space, stage=Stage.CONVENED)
    with writing(house, Verb.CHANGE_SESSION) as db:
        db.add(Call(session_id=session.id, text="Traiga sus propuestas de caminos."))

    page = found(phone, "besiko")

    assert hrefs(found(phone, "caminos")) == [f"/sesion/{session.token}"]
    assert hrefs(found(phone, "senal montanas")) == [f"/sesion/{session.token}", f"/laboratorio/{space.token}"]
    assert any(href.startswith("/comunidad/") for href in hrefs(page))


def test_results_are_narrowed_by_community_and_by_kind_and_go_on_by_pages(house: House, phone: Browser) -> None:
    for number in range(23):
        a_session(house, a_space(house, title=f"Camino {number}"), stage=Stage.CONVENED)
    with house.database.reading() as db:
        here = db.query(Community).order_by(Community.token).first()

    everything = found(phone, "camino")
    labs = found(phone, "camino", tipo="laboratorios")
    narrow = found(phone, "camino", comunidad=here.token.lower() if here else "")

    assert "Todo (46)" in everything.text
    assert "Página 1 de 3" in everything.text
    assert len(hrefs(labs)) == 20
    assert "Página 1 de 2" in labs.text
    assert len(hrefs(narrow)) == 2
    assert narrow.select("option[selected]")
    assert len({*pages_of(phone, "/buscar?q=camino")}) == 46
    assert found(phone, "camino", tipo="nada", comunidad="nada", pagina="-7").status == 200


def pages_of(phone: Browser, path: str) -> list[str]:
    page = phone.get(path)
    more = page.select("a[rel=next]")
    return hrefs(page) + (pages_of(phone, str(more[0]["href"])) if more else [])


HOSTILE = [
    "%", "_", "%%%' OR 1=1 --", '"', "«", "\x00agua\x00", "\u202eaugA", "<mark>x</mark>", "<script>alert(1)</script>",
    "🙂", "\ud83d", " " * 3_000, "a" * 30_000, "palabra " * 10_000, "(" * 500, "\\", "&quot;",
    "a\u0301" * 200, "-", "٣٤",
]  # fmt: skip


@ONLY_SQLITE
@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_gets_an_ordinary_page(house: House, phone: Browser, typed: str) -> None:
    a_session(house, stage=Stage.CONVENED)

    page = found(phone, typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))

    assert page.select("form[role=search]")
    assert not page.select("script")
    assert not page.select("mark mark")


@ONLY_SQLITE
def test_found_words_are_marked_without_trusting_what_people_wrote(house: House, phone: Browser) -> None:
    a_session(house, a_space(house, title="<img src=x> & camino"), stage=Stage.CONVENED)

    page = found(phone, "img camino")

    assert marks(page) == {"img", "camino"}
    assert not page.select("main img")


@ONLY_SQLITE
def test_nobody_remembers_what_was_searched(
    house: House, phone: Browser, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    a_session(house, stage=Stage.CONVENED)

    with caplog.at_level(logging.DEBUG):
        page = found(phone, "zumbayllu")

    assert "zumbayllu" not in caplog.text
    assert "Set-Cookie" not in page.response.headers
    assert page.response.headers["Cache-Control"] == "no-store"
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and b"zumbayllu" in path.read_bytes()]
    assert kept == []


ASKED = {
    "laboratorios regiones": [("contribution", "1"), ("answer", "1")],
    "martin": [("contribution", "8"), ("answer", "8")],
    "contribucion 3": [],
    "aporte 3": [
        *[("contribution", "3")] * 2, *[("answer", "3")] * 2, ("answer", "7"), ("answer", "2"), ("answer", "5"),
    ],
    "ngäbe": [("session", ""), ("session", ""), ("community", "")],
}


def test_both_databases_find_the_same_in_the_same_order(house: House) -> None:
    load_demonstration(house)

    with house.database.reading() as db:
        found = {typed: search(db, house.shelf, read_query(typed)).hits for typed in ASKED}

    told = {typed: [(hit.passage.kind.value, hit.passage.number) for hit in hits] for typed, hits in found.items()}
    assert told == ASKED


@ONLY_SQLITE
def test_a_copy_lists_every_contribution_with_the_way_to_it(out: Desk, house: House, tmp_path: Path) -> None:
    web = tmp_path / "web"
    for file, data in public_pages(assembly.copied(house)).items():
        (web / file).parent.mkdir(parents=True, exist_ok=True)
        (web / file).write_bytes(data)

    index = soup_of(web / "buscar" / "index.html")

    assert faults_of(web) == []
    listed = [" ".join(tag.get_text().split()) for tag in index.select("main li")]
    assert listed == [
        "Aporte 1: Que haya agua potable en la escuela de Soloy.",
        "Aporte 2: Que se cuide a una persona mayor.",
    ]
    ways = [urldefrag(str(tag["href"])) for tag in index.select("main li a")]
    assert [way.fragment for way in ways] == ["aporte-1", "aporte-2"]
    assert all((web / "buscar" / way.url).resolve().is_file() for way in ways)
    assert "buscar/index.html" in soup_of(web / "index.html").decode()
    assert NAME not in index.get_text()


def test_a_proposal_is_found_by_its_clauses_and_by_why_it_was_refused(phone: Browser, house: House) -> None:
    space = a_space(house)
    proposal = a_proposal(house, space)
    assert not hrefs(found(phone, "comarcas"))

    published(house, proposal)
    token = a_token(house, proposal)
    refused(house, asked(house, proposal, an_organisation(house, "Ministerio de Obras")))

    assert hrefs(found(phone, "seis seguimientos", tipo="propuestas")) == [f"/propuesta/{token}"]
    assert hrefs(found(phone, "presupuesto alcanza obras")) == [f"/propuesta/{token}"]


def test_a_counter_proposal_that_counts_no_more_is_not_found_and_its_page_says_so(
    house: House, phone: Browser
) -> None:
    proposal, ministry = a_proposal(house, a_space(house)), an_organisation(house, "Ministerio de Obras")
    published(house, proposal)
    request = asked(house, proposal, ministry)
    counter = a_token(house, refused(house, request))
    assert hrefs(found(phone, "cuatro laboratorios de seguimiento")) == [f"/propuesta/{counter}"]

    with writing(house, Verb.TAKE_BACK_VALIDATION) as db:
        seen, today = db.get_one(Validation, request).op, house.now().date()
        validations.take_back(db, request, "La nota era de otra propuesta.", seen=seen, today=today)

    assert hrefs(found(phone, "cuatro laboratorios de seguimiento")) == []
    page = phone.get(f"/propuesta/{counter}").text
    assert "La nota era de otra propuesta." in page
    assert "no le resultó viable" not in page


def test_a_proposal_that_was_altered_is_not_found(house: House, phone: Browser) -> None:
    proposal = a_proposal(house, a_space(house))
    published(house, proposal)
    assert len(hrefs(found(phone, "comarcas"))) == 1

    with writing(house, Verb.PUBLISH_PROPOSAL) as db:
        row = db.scalars(sa.select(ProposalVersion)).one()
        row.content = {**row.content, "title": "Laboratorios en las comarcas, sin presupuesto"}

    assert not hrefs(found(phone, "comarcas"))


def a_token(house: House, proposal: UUID) -> str:
    with house.database.reading() as db:
        return db.get_one(Proposal, proposal).token
