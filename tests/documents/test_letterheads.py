"""The letterhead of an institution: its paper is kept, its text is not, and what could do harm is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from labapp.documents.letterheads import MOST_BYTES
from labapp.documents.minutes import minutes_document
from labapp.documents.qr import qr_png
from labapp.documents.word import document_word, letterhead_from
from labapp.domain.errors import RuleViolated
from tests.documents.samples import minutes_page

DRAFT = minutes_document(minutes_page(approval=None))
Change = Callable[[WordFile], object]


def a_letterhead(change: Change = lambda _file: None) -> bytes:
    """Return a letterhead as an institution would make it: logo, address, and an old letter in it."""
    file = docx.Document()
    file.sections[0].left_margin = Cm(4)
    file.sections[0].header.paragraphs[0].add_run("Autoridad de Ejemplo").add_picture(io.BytesIO(qr_png("LOGO")))
    file.sections[0].footer.paragraphs[0].text = "Avenida del Ejemplo, Ciudad de Panamá"
    file.add_paragraph("Estimado señor Fulano: le debemos dinero.")
    file.core_properties.author = "La secretaria"
    change(file)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for entry in source.namelist():
            text = source.read(entry)
            target.writestr(entry, text.replace(old, new) if entry == name else text)
    return written.getvalue()


def link(kind: str, target: str, *, in_header: bool = False) -> Change:
    def change(file: WordFile) -> None:
        part = file.sections[0].header.part if in_header else file.part
        part.relate_to(target, kind, is_external=True)

    return change


def test_paper_logo_and_address_stay_and_the_old_letter_goes() -> None:
    kept = letterhead_from(a_letterhead())

    file = docx.Document(io.BytesIO(kept))
    assert file.sections[0].header.paragraphs[0].text == "Autoridad de Ejemplo"
    assert round(file.sections[0].left_margin or 0, -3) == Cm(4)
    assert file.paragraphs == []
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"le debemos dinero" not in everything
    assert b"La secretaria" not in everything
    assert kept == letterhead_from(kept)


def test_a_document_is_written_on_the_paper_of_the_institution() -> None:
    file = docx.Document(io.BytesIO(document_word(DRAFT, letterhead=letterhead_from(a_letterhead()))))

    header, footer = file.sections[0].header, file.sections[0].footer
    assert [p.text for p in header.paragraphs] == ["Autoridad de Ejemplo", "BORRADOR – NO APROBADO"]
    assert footer.paragraphs[0].text == "Avenida del Ejemplo, Ciudad de Panamá"
    assert footer.paragraphs[1].text.startswith("Código K7M2-Q9XB")
    assert any(part.partname.endswith(".png") for part in header.part.related_parts.values())
    assert "Que los laboratorios lleguen también a las comarcas." in "\n".join(p.text for p in file.paragraphs)


def test_a_first_page_of_its_own_carries_the_mark_too() -> None:
    def own_first_page(file: WordFile) -> None:
        file.sections[0].different_first_page_header_footer = True
        file.sections[0].first_page_header.paragraphs[0].text = "Portada"

    file = docx.Document(io.BytesIO(document_word(DRAFT, letterhead=letterhead_from(a_letterhead(own_first_page)))))

    assert [p.text for p in file.sections[0].first_page_header.paragraphs] == ["Portada", "BORRADOR – NO APROBADO"]


def test_a_paper_without_the_usual_styles_and_lists_is_given_them() -> None:
    def bare(file: WordFile) -> None:
        for name in ("List Bullet", "Heading 2", "Quote", "Table Grid"):
            file.styles[name].delete()
        numbering = next(key for key, each in file.part.rels.items() if each.reltype == RELATIONSHIP_TYPE.NUMBERING)
        del file.part.rels[numbering]

    file = docx.Document(io.BytesIO(document_word(DRAFT, letterhead=letterhead_from(a_letterhead(bare)))))

    bullets = file.styles["List Bullet"].element.pPr.numPr.numId.val
    assert bullets in {number.numId for number in file.part.numbering_part.element.num_lst}
    assert "Heading 2" in file.styles


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "letterhead_not_word"),
        (b"%PDF-1.7 no", "letterhead_not_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200, "letterhead_not_word"),
        (a_letterhead()[:4_000], "letterhead_not_word"),
        (with_entry(b"", "hola.txt", b"hola"), "letterhead_not_word"),
        (b"\0" * (MOST_BYTES + 1), "letterhead_too_big"),
        (with_entry(a_letterhead(), "word/media/grande.bin", b"\0" * 40_000_000), "letterhead_too_big"),
        (with_entry(a_letterhead(), "word/vbaProject.bin", b"macro"), "letterhead_has_macros"),
        (
            replaced(
                a_letterhead(),
                "[Content_Types].xml",
                b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                b"vnd.ms-word.document.macroEnabled.main",
            ),
            "letterhead_has_macros",
        ),
        (
            replaced(
                a_letterhead(), "[Content_Types].xml", b"wordprocessingml.document.main", b"spreadsheetml.sheet.main"
            ),
            "letterhead_not_word",
        ),
        (
            replaced(
                a_letterhead(), "word/document.xml", b"<w:document ", b'<!DOCTYPE x [<!ENTITY a "a">]><w:document '
            ),
            "letterhead_not_word",
        ),
        (a_letterhead(link(RELATIONSHIP_TYPE.IMAGE, "http://ejemplo.test/logo.png")), "letterhead_links_outside"),
        (
            a_letterhead(link(RELATIONSHIP_TYPE.IMAGE, "file:///C:/logo.png", in_header=True)),
            "letterhead_links_outside",
        ),
        (
            a_letterhead(link(RELATIONSHIP_TYPE.HYPERLINK, "file://servidor/x", in_header=True)),
            "letterhead_links_outside",
        ),
        (a_letterhead(link(RELATIONSHIP_TYPE.A_F_CHUNK, "http://ejemplo.test/")), "letterhead_links_outside"),
    ],
)
def test_what_is_no_plain_word_file_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(RuleViolated) as refusal:
        letterhead_from(data)

    assert refusal.value.code == code


def test_an_object_in_the_header_is_refused() -> None:
    def with_object(file: WordFile) -> None:
        header = file.sections[0].header.part
        header.relate_to(file.part.part_related_by(RELATIONSHIP_TYPE.THEME), RELATIONSHIP_TYPE.OLE_OBJECT)

    with pytest.raises(RuleViolated) as refusal:
        letterhead_from(a_letterhead(with_object))

    assert refusal.value.code == "letterhead_has_objects"


@pytest.mark.parametrize("target", ["https://ejemplo.test/", "mailto:contacto@ejemplo.test", "tel:+50760000000"])
def test_an_address_to_click_on_does_no_harm(target: str) -> None:
    assert letterhead_from(a_letterhead(link(RELATIONSHIP_TYPE.HYPERLINK, target, in_header=True)))


def test_the_template_of_another_computer_is_forgotten() -> None:
    def attached(file: WordFile) -> None:
        settings = file.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        settings.relate_to("file:///C:/Users/secretaria/Oficio.dotm", kind, is_external=True)

    kept = letterhead_from(a_letterhead(attached))

    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        assert not [name for name in archive.namelist() if b"Oficio.dotm" in archive.read(name)]
