"""Published answers that somebody altered in the database are shown to nobody, and the printed code tells of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from labapp.documents.checking import Verdict, check_file
from labapp.domain.responses import VersionKind
from labapp.domain.verification_codes import code_of, facts_sha256, sha256_of, short_code
from labapp.house import House
from labapp.models.responses import ResponseVersion
from labapp.models.sessions import LabSession
from labapp.queries.printed_codes import Broken, code_faults
from labapp.queries.verification import every_version, read_code
from labapp.stored_files import stored_file
from tests.answering import an_answered_session, answered, gone_out, printed_edition, validated
from tests.pages import Browser
from tests.tampering import Attacker, attacking

Content = dict[str, Any]
Tamper = Callable[[Content], None]
PUT_IN = "Se rechaza todo lo que se pidió en esta mesa, sin más explicación que esta."


@dataclass(frozen=True)
class Paper:
    """A printed answer, and the way into the database from which it was printed."""

    session: LabSession
    version: ResponseVersion
    overwrite: Callable[[Content], None]

    @property
    def code(self) -> str:
        return str(self.version.content["document"]["code"])

    @property
    def path(self) -> str:
        return f"/sesion/{self.session.token}/respuesta"


@pytest.fixture
def paper(house: House) -> Iterator[Paper]:
    """Answers to three contributions went out and were printed."""
    session = an_answered_session(house, count=3, kind=VersionKind.PROGRESS)
    answered(house, session, "3")
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE, edition=printed_edition(house, session, VersionKind.COMPLETE))
    with house.database.reading() as db:
        version = db.scalars(sa.select(ResponseVersion).where(ResponseVersion.number == 2)).one()
    with attacking(house) as attack:

        def overwrite(content: Content) -> None:
            def put(attacker: Attacker) -> None:
                attacker.put(ResponseVersion, version.id, content=content, sha256=sha256_of(content))

            attack(put)

        yield Paper(session, version, overwrite)


def exchanges(content: Content) -> list[Content]:
    return [block for block in content["document"]["blocks"] if block["is"] == "exchange"]


def edit(content: Content) -> None:
    content["facts"]["answers"][0]["reason"] = PUT_IN
    exchanges(content)[0]["answer"]["reason"] = PUT_IN


def delete(content: Content) -> None:
    gone = exchanges(content)[1]
    content["document"]["blocks"].remove(gone)
    for rows in (content["facts"]["answers"], content["facts"]["listed"], content["shown"]):
        del rows[1]


def insert(content: Content) -> None:
    blocks = content["document"]["blocks"]
    blocks.append(copy.deepcopy(exchanges(content)[0]))
    for rows in (content["facts"]["answers"], content["facts"]["listed"], content["shown"]):
        rows.append({**rows[0], "number": "9"})


def swap(content: Content) -> None:
    for one, two in (exchanges(content)[:2], content["facts"]["answers"][:2]):
        key = "answer" if "answer" in one else "reason"
        one[key], two[key] = two[key], one[key]


def truncate(content: Content) -> None:
    content["document"]["blocks"] = content["document"]["blocks"][:-2]
    for rows in (content["facts"]["answers"], content["facts"]["listed"], content["shown"]):
        del rows[1:]


def only_what_the_page_shows(content: Content) -> None:
    content["facts"]["answers"][0]["reason"] = PUT_IN


def only_what_was_said(content: Content) -> None:
    content["shown"][0]["text"] = "Que no haya agua."


def only_what_is_printed(content: Content) -> None:
    exchanges(content)[0]["answer"]["reason"] = PUT_IN


def only_a_name_of_the_facts(content: Content) -> None:
    content["document"]["facts_sha256"] = ""


TAMPERS = [edit, delete, insert, swap, truncate, only_what_the_page_shows, only_what_was_said, only_what_is_printed]


def altered(paper: Paper, tamper: Tamper) -> Content:
    content = copy.deepcopy(dict(paper.version.content))
    tamper(content)
    assert content != paper.version.content
    return content


@pytest.mark.parametrize("tamper", [*TAMPERS, only_a_name_of_the_facts])
def test_altered_answers_are_shown_to_nobody_and_the_printed_code_says_so(
    house: House, phone: Browser, paper: Paper, tamper: Tamper
) -> None:
    paper.overwrite(altered(paper, tamper))

    for rest in ("", "/v2", ".pdf", "/v2.pdf"):
        answer = phone.get(paper.path + rest, status=409)
        assert "no coincide con su código de verificación" in answer.text
    said = phone.get("/verificar", query_string={"codigo": paper.code}).text
    assert "lo que se guarda aquí ya no coincide con él" in said
    assert "Es auténtico" not in said
    with house.database.reading() as db:
        assert {fault.kind for fault in code_faults(db, [held(paper)])} == {Broken.ALTERED}


@pytest.mark.parametrize("tamper", TAMPERS)
def test_answers_that_agree_with_themselves_again_have_another_code_than_the_paper(
    house: House, phone: Browser, paper: Paper, tamper: Tamper
) -> None:
    content = altered(paper, tamper)
    document = content["document"]
    document["facts_sha256"] = facts_sha256(content)
    document["code"] = short_code(code_of(document))
    paper.overwrite(content)

    phone.get(f"{paper.path}/v2", status=200)
    assert "Ningún documento publicado lleva ese código" in phone.get(f"/verificar?codigo={paper.code}").text
    with house.database.reading() as db:
        assert {fault.kind for fault in code_faults(db, [held(paper)])} == {Broken.UNKNOWN}


def test_the_file_that_somebody_kept_is_not_called_equal_once_the_data_were_altered(house: House, paper: Paper) -> None:
    pdf = stored_file(house.files, paper.version.pdf_sha256, ".pdf")
    assert pdf is not None
    with house.database.reading() as db:
        before = check_file(pdf, tuple(every_version(db)), printed=held(paper))
    paper.overwrite(altered(paper, edit))
    with house.database.reading() as db:
        after = check_file(pdf, tuple(every_version(db)), printed=held(paper))

    assert (before.verdict, after.verdict) == (Verdict.EQUAL, Verdict.DIFFERENT)
    assert after.version is not None
    assert not after.version.is_bound


def test_untouched_answers_are_authentic(house: House, phone: Browser, paper: Paper) -> None:
    assert "Es auténtico y es la versión vigente." in phone.get(f"/verificar?codigo={paper.code}").text
    phone.get(f"{paper.path}/v2", status=200)
    with house.database.reading() as db:
        assert code_faults(db, [held(paper)]) == ()


def test_answers_of_the_first_release_are_bound_by_their_document_alone(phone: Browser, paper: Paper) -> None:
    content = copy.deepcopy(dict(paper.version.content))
    for later in ("facts_sha256", "journal"):
        del content["document"][later]
    content["document"]["code"] = code = short_code(code_of(content["document"]))
    paper.overwrite(content)

    assert "Es auténtico" in phone.get(f"/verificar?codigo={code}").text
    phone.get(f"{paper.path}/v2", status=200)


def held(paper: Paper) -> str:
    code = read_code(paper.code)
    assert code is not None
    return code


def test_data_that_are_no_document_any_more_stop_nobody_from_asking(house: House, phone: Browser, paper: Paper) -> None:
    content = {**paper.version.content, "document": {"is": "document", "code": paper.code}}
    paper.overwrite(content)

    assert "ya no coincide con él" in phone.get(f"/verificar?codigo={paper.code}").text
    phone.get(paper.path, status=409)
    with house.database.reading() as db:
        page = f'<article class="document">{paper.code}</article>'.encode()
        assert check_file(page, tuple(every_version(db))).verdict is Verdict.DIFFERENT
        assert check_file(b"%PDF-1.7 de otra parte", tuple(every_version(db))).verdict is Verdict.UNKNOWN
