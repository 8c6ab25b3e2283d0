"""Published minutes can be checked, compared and withdrawn; whoever holds a printed code finds every alteration."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa

from labapp import assembly
from labapp.documents.checking import Verdict, check_file
from labapp.documents.qr import qr_png
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.domain.verification_codes import code_of, short_code
from labapp.house import House
from labapp.models.minutes import MinutesVersion
from labapp.queries.verification import CodedVersion, every_version, read_code
from labapp.web.web_copy import public_pages
from tests.factories import a_programme, writing
from tests.pages import Browser, Page
from tests.web.minutes_desk import Desk, a_published_lab

SAID = ("Que haya agua todos los días.", "Que arreglen la luz de la escuela.")
Content = dict[str, Any]


@pytest.fixture
def out(desk: Browser, house: House) -> Desk:
    """A desk with one published version of the minutes of a session."""
    a_programme(house, public_base_url="https://labs.example.org")
    return a_published_lab(desk, house, *SAID)


def publish_another(out: Desk, words: str = "Se habló del agua y de la luz.") -> None:
    out.come(Role.NOTE_TAKER)
    out.send(f"{out.path}/development", f"{out.path}/development", {"words": words})
    out.step("", {"change_note": "Faltaba la luz."})
    out.publish()


def withdraw(out: Desk, number: int, reason: str = "Salió con un dato de otra persona.", *, status: int = 303) -> Page:
    path = f"{out.path}/v{number}"
    return out.send(path, f"{path}/retirar", {"reason": reason}, status=status)


def public(out: Desk, rest: str = "") -> str:
    return f"/sesion/{out.session.token}/minuta{rest}"


def fetched(out: Desk, path: str, status: int = 200) -> bytes:
    answer = out.browser.client.get(path, base_url=out.browser.base)
    assert answer.status_code == status
    return answer.data


def known(house: House) -> Sequence[CodedVersion]:
    with house.database.reading() as db:
        return tuple(every_version(db))


def contributions(content: Content) -> list[Content]:
    found: list[Content] = next(b["entries"] for b in content["blocks"] if b["is"] == "contributions")
    return found


def edit(content: Content) -> None:
    contributions(content)[0]["text"] = "Que no haya agua."


def delete(content: Content) -> None:
    del contributions(content)[1]


def insert(content: Content) -> None:
    contributions(content).append({**contributions(content)[0], "number": "9"})


def swap(content: Content) -> None:
    one, two = contributions(content)
    one["text"], two["text"] = two["text"], one["text"]


def truncate(content: Content) -> None:
    content["blocks"] = content["blocks"][:4]


def add_field(content: Content) -> None:
    content["remark"] = "ajeno"


def rewrite(content: Content) -> None:
    """What somebody does who knows how codes are made: the data agree with themselves again."""
    edit(content)
    content["code"] = short_code(code_of(content))


TAMPERS: list[Callable[[Content], None]] = [edit, delete, insert, swap, truncate, add_field, rewrite]


@pytest.mark.parametrize("tamper", TAMPERS)
def test_an_altered_copy_of_the_data_is_found_out(out: Desk, tamper: Callable[[Content], None]) -> None:
    data = json.loads(fetched(out, public(out, "/v1.json")))
    changed = copy.deepcopy(data)
    tamper(changed)
    versions = known(out.house)

    assert check_file(json.dumps(data).encode(), versions).verdict is Verdict.EQUAL
    assert check_file(json.dumps(changed).encode(), versions).verdict is not Verdict.EQUAL


@pytest.mark.parametrize("tamper", TAMPERS)
def test_an_altered_database_is_found_out_by_who_holds_the_printed_code(
    out: Desk, tamper: Callable[[Content], None]
) -> None:
    printed = out.versions()[0].content["code"]
    changed = copy.deepcopy(out.versions()[0].content)
    tamper(changed)
    agrees_with_itself = short_code(code_of(changed)) == changed["code"]
    with writing(out.house, Verb.EDIT_MINUTES) as db:
        row = db.scalars(sa.select(MinutesVersion)).one()
        row.content = changed
        if agrees_with_itself:
            row.sha256 = code_of(changed)

    if agrees_with_itself:
        assert "Ningún documento publicado lleva ese código" in out.browser.get(f"/verificar?codigo={printed}").text
        data = fetched(out, public(out, "/v1.json"))
        assert check_file(data, known(out.house), printed=read_code(printed)).verdict is Verdict.DIFFERENT
    else:
        page = out.browser.get(public(out), status=409)
        assert "no coincide con su código de verificación" in page.text


def test_page_and_pdf_that_somebody_kept_are_recognised_and_altered_ones_are_not(out: Desk) -> None:
    page, pdf, versions = fetched(out, public(out, "/v1")), fetched(out, public(out, "/v1.pdf")), known(out.house)

    assert check_file(page, versions).verdict is Verdict.EQUAL
    assert check_file(pdf, versions).verdict is Verdict.EQUAL
    altered = check_file(page.replace(b"todos los d", b"algunos d"), versions)
    assert altered.verdict is Verdict.DIFFERENT
    assert "algunos" in altered.lines[1]
    assert check_file(pdf[:-20] + b" " + pdf[-20:], versions).verdict is Verdict.DIFFERENT
    assert check_file(b"%PDF-1.7 de otra parte", versions).verdict is Verdict.UNKNOWN
    assert check_file(b"<html><p>Otra cosa</p></html>", versions).verdict is Verdict.UNKNOWN
    assert check_file(b"\xff\xfe\x00", versions).verdict is Verdict.UNKNOWN
    assert check_file(b"[" * 100_000, versions).verdict is Verdict.UNKNOWN


def test_data_of_another_house_that_agree_with_themselves_are_unknown(out: Desk) -> None:
    data = fetched(out, public(out, "/v1.json"))

    assert check_file(data, ()).verdict is Verdict.UNKNOWN
    assert check_file(data, [replace(known(out.house)[0], code="0" * 64)]).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "shape", [str.upper, str.lower, lambda code: code.replace("-", " "), lambda c: c.replace("-", "")]
)
def test_a_printed_code_says_what_is_published_under_it(out: Desk, shape: Callable[[str], str]) -> None:
    code = out.versions()[0].content["code"]

    page = out.browser.get("/verificar", query_string={"codigo": shape(code)})

    assert "Es auténtico y es la versión vigente." in page.text
    assert page.select(f'a[href="{public(out, "/v1")}"]')
    assert "Fulano" not in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("1234", "no es un código completo"), ("F" * 16, "Ningún documento"), ("<script>", "no es un código completo")],
)
def test_a_code_that_is_none_is_answered_plainly(out: Desk, typed: str, sentence: str) -> None:
    assert sentence in out.browser.get("/verificar", query_string={"codigo": typed}).text


def test_an_older_version_says_that_a_newer_one_is_out_and_what_changed(out: Desk) -> None:
    publish_another(out)
    first = out.versions()[0].content["code"]

    assert "hay una versión más nueva: la 2" in out.browser.get(f"/verificar?codigo={first}").text
    changes = out.browser.get(public(out, "/v2/cambios"))
    assert [tag.get_text(" ", strip=True) for tag in changes.select("ins")][-1].endswith("y de la luz")
    assert out.browser.get(public(out, "/v2")).select(f'a[href="{public(out, "/v2/cambios")}"]')
    out.browser.get(public(out, "/v1/cambios"), status=404)


def test_the_desk_sees_what_a_new_version_changes_before_it_is_approved(out: Desk) -> None:
    out.come(Role.NOTE_TAKER)
    out.send(f"{out.path}/development", f"{out.path}/development", {"words": "Se habló mucho del agua."})

    page = out.browser.get(f"{out.path}/cambios")

    assert any("mucho" in tag.get_text() for tag in page.select("ins"))


def test_a_withdrawn_version_keeps_its_place_and_its_reason_and_loses_its_text(out: Desk) -> None:
    code = out.versions()[0].content["code"]
    assert "Escriba por qué se retira" in withdraw(out, 1, " ", status=409).text

    withdraw(out, 1)

    page = out.browser.get(public(out))
    assert "Salió con un dato de otra persona." in page.text
    assert SAID[0] not in page.text
    for rest in ("/v1.pdf", "/v1.json", ".pdf"):
        assert SAID[0].encode() not in fetched(out, public(out, rest), 409)
    assert SAID[0] not in out.browser.get(f"/sesion/{out.session.token}").text
    assert "se retiró" in out.browser.get(f"/verificar?codigo={code}").text
    assert not out.browser.get(f"{out.path}/v1").select("form[action$=retirar]")


def test_the_newest_version_that_was_not_withdrawn_is_the_one_that_counts(out: Desk) -> None:
    publish_another(out)
    withdraw(out, 2)

    assert "Se habló del agua." in out.browser.get(public(out)).text
    assert "versión más nueva" not in out.browser.get(public(out, "/v1")).text
    publish_another(out, "Se habló de todo.")
    assert [version.number for version in out.versions()] == [1, 2, 3]
    assert f"{public(out, '/v3/cambios')}" in out.browser.get(public(out)).response.text


def attach(out: Desk, fields: dict[str, str], data: bytes = qr_png("FIRMA"), *, status: int = 303) -> Page:
    import io

    path = f"{out.path}/v1"
    form = out.browser.get(path).soup.select_one("form[enctype]")
    assert form is not None
    hidden = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[type=hidden]")}
    sent = {**hidden, **fields, "file": (io.BytesIO(data), "firmada.png")}
    return out.browser.post(f"{path}/firmada", sent, status=status, content_type="multipart/form-data")


@pytest.mark.parametrize(("fields", "is_public"), [({}, False), ({"is_public": "y"}, True)])
def test_a_signed_copy_is_for_the_team_unless_it_is_made_public(
    out: Desk, fields: dict[str, str], is_public: bool
) -> None:
    out.come(Role.NOTE_TAKER)
    attach(out, fields)

    link = out.browser.get(f"{out.path}/v1").select("a[href*=firmada]")[0]["href"]
    assert fetched(out, str(link)) == qr_png("FIRMA")
    shown = out.browser.get(public(out)).select("a[href*=firmada]")
    assert bool(shown) is is_public
    scan = str(link).rsplit("/", 1)[1]
    fetched(out, public(out, f"/v1/firmada/{scan}.png"), 200 if is_public else 404)
    fetched(out, public(out, f"/v1/firmada/{scan}.pdf"), 404)

    removal = out.browser.get(f"{out.path}/v1").soup.select_one("form[action$=quitar]")
    assert removal is not None
    out.send(f"{out.path}/v1", str(removal["action"]), {})
    fetched(out, str(link), 404)
    fetched(out, public(out, f"/v1/firmada/{scan}.png"), 404)


def test_a_public_signed_copy_leaves_as_the_picture_that_it_is(out: Desk) -> None:
    out.come(Role.NOTE_TAKER)
    attach(out, {"is_public": "y"})

    files = public_pages(assembly.copied(out.house))

    scans = {name: data for name, data in files.items() if "firmada" in name}
    assert list(scans.values()) == [qr_png("FIRMA")]
    assert all(name.endswith(".png") for name in scans)
    assert [name for name, data in files.items() if name.endswith(".html") and b"<html" not in data] == []


def test_a_file_that_is_no_scan_is_refused_and_nothing_is_attached(out: Desk) -> None:
    out.come(Role.NOTE_TAKER)

    assert "no es un PDF, una foto JPEG" in attach(out, {}, b"hola", status=409).text
    assert not out.browser.get(f"{out.path}/v1").select("a[href*=firmada]")


def test_the_reason_of_a_withdrawal_names_nobody(out: Desk) -> None:
    assert "datos personales: 6123-4567" in withdraw(out, 1, "Salió el teléfono 6123-4567.", status=409).text


def entries(page: Page) -> list[tuple[str, str]]:
    atom = "{http://www.w3.org/2005/Atom}"
    found = ElementTree.fromstring(page.response.data).findall(f"{atom}entry")  # noqa: S314 (made a moment ago, here)
    return [(str(one.findtext(f"{atom}title")), str(one.find(f"{atom}link").get("href"))) for one in found]  # type: ignore[union-attr] # every entry has one


def test_the_feed_tells_of_every_version_that_stands_the_latest_first(out: Desk, phone: Browser) -> None:
    assert [href for _, href in entries(phone.get("/publicado.atom"))] == [
        f"https://labs.example.org{public(out, '/v1')}"
    ]
    publish_another(out)
    assert [title[-9:] for title, _ in entries(phone.get("/publicado.atom"))] == ["versión 2", "versión 1"]
    before = phone.get("/publicado.atom").response.data
    withdraw(out, 1)
    assert [title[-9:] for title, _ in entries(phone.get("/publicado.atom"))] == ["versión 2"]
    assert phone.get("/publicado.atom").response.data != before
