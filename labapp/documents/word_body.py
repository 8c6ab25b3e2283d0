"""The content tree of a document as paragraphs and tables of Word, block by block: the same that page and PDF say."""

from __future__ import annotations

import io
from typing import assert_never

from docx.document import Document as WordFile
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from labapp.documents.content import (
    Answer,
    Block,
    Contribution,
    Contributions,
    Document,
    Exchange,
    Fact,
    Facts,
    Heading,
    Items,
    Note,
    Owed,
    Paragraph,
    QrCode,
    Quote,
    SignatureLine,
    Signatures,
    Table,
)
from labapp.documents.qr import qr_png
from labapp.documents.word_looks import GREEN, INK, MUTED, PAPER, SAND
from labapp.documents.word_text import add_text, legal

_SIGNERS_IN_A_ROW = 2
_DEFAULT = "Normal"
_TERM, _QR = Cm(4.6), Cm(2.4)


def write_body(file: WordFile, document: Document) -> None:
    """Write the whole document into a dressed Word file."""
    if document.eyebrow:
        _add(file, document.eyebrow, "Document Eyebrow")
    _add(file, f"{document.kind}: {document.title}", "Title")
    if document.subtitle:
        _add(file, document.subtitle, "Subtitle")
    for block in document.blocks:
        _write(file, block)


def _add(file: WordFile, text: str, style: str, *, language: str | None = None) -> WordParagraph:
    paragraph = _paragraph(file, style)
    add_text(paragraph, text, language=language)
    return paragraph


def _paragraph(file: WordFile, style: str) -> WordParagraph:
    return _styled(file.add_paragraph(), style)


def _styled(paragraph: WordParagraph, style: str) -> WordParagraph:
    # given by its name, python-docx would look through all styles for the default one, at every paragraph
    paragraph._p.style = None if style == _DEFAULT else paragraph.part._document_part.styles[style].style_id
    return paragraph


def _write(file: WordFile, block: Block) -> None:
    match block:
        case Heading() | Paragraph() | Items() | Quote() | Note():
            _write_prose(file, block)
        case Contributions():
            for said in block.entries:
                _write_contribution(file, said)
        case Exchange():
            _write_exchange(file, block)
        case Facts():
            _write_facts(file, block.entries)
        case Table():
            _write_table(file, block)
        case Signatures():
            _write_signatures(file, block.lines)
        case QrCode():
            _write_qr(file, block)
        case _:
            assert_never(block)


def _write_prose(file: WordFile, block: Heading | Paragraph | Items | Quote | Note) -> None:
    match block:
        case Heading():
            _add(file, block.text, f"Heading {block.level}")
        case Paragraph():
            _add(file, block.text, _DEFAULT)
        case Items():
            for entry in block.entries:
                _add(file, entry, "List Bullet")
        case Quote():
            _add(file, "\n".join(filter(None, (block.text, block.source))), "Quote")
        case Note():
            _write_note(file, block)
        case _:
            assert_never(block)


def _write_note(file: WordFile, note: Note) -> None:
    _add(file, note.heading, "Note Heading")
    for line in note.lines:
        _add(file, line, "Note", language=note.language)
    file.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _write_contribution(file: WordFile, said: Contribution) -> None:
    paragraph = _paragraph(file, "Contribution")
    number = paragraph.add_run(legal(said.number))
    number.bold = True
    number.font.color.rgb = RGBColor.from_string(GREEN)
    paragraph.add_run("\t")
    remarks = list(said.remarks)
    if said.text is not None:
        add_text(paragraph, said.text, language=said.language)
    elif remarks:
        add_text(paragraph, remarks.pop(0)).font.color.rgb = RGBColor.from_string(MUTED)
    for remark in remarks:
        _add(file, remark, "Remark")


def _write_exchange(file: WordFile, exchange: Exchange) -> None:
    said = exchange.contribution
    _add(file, exchange.heading, "Heading 2")
    if said.text is not None:
        _add(file, said.text, "Quote", language=said.language)
    for remark in said.remarks:
        _add(file, remark, "Remark")
    match exchange.answer:
        case Answer() as answer:
            _add(file, f"{answer.group}: {answer.kind}", "Answer Kind")
            _add(file, answer.reason, "Answer")
            _write_facts(file, answer.extras)
        case Owed() as owed:
            _add(file, owed.sentence, "Owed")
        case None:
            pass
        case _:
            assert_never(exchange.answer)


def _write_facts(file: WordFile, entries: tuple[Fact, ...]) -> None:
    if not entries:
        return
    table = _new_table(file, len(entries), (_TERM, _room(file) - _TERM))
    _rule(table)
    for row, fact in zip(table.rows, entries, strict=True):
        _fill(row.cells[0], fact.term, is_bold=True)
        _fill(row.cells[1], fact.value)
    _gap(file)


def _write_table(file: WordFile, block: Table) -> None:
    _add(file, block.caption, "Caption")
    first = _room(file) * 2 // (len(block.header) + 1)
    others = (_room(file) - first) // max(1, len(block.header) - 1)
    table = _new_table(file, 1 + len(block.rows), (first, *(others for _ in block.header[1:])))
    _rule(table)
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        _fill(cell, text, is_bold=True, colour=GREEN)
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{PAPER}"/>')
        cell._element.get_or_add_tcPr().append(shade)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, texts in zip(list(table.rows)[1:], block.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text)
    _gap(file)


def _room(file: WordFile) -> int:
    # file.sections reads every paragraph of the body each time; the last section stands at its end
    section = file.element.body.get_or_add_sectPr()
    return int((section.page_width or Cm(21)) - (section.left_margin or 0) - (section.right_margin or 0))


def _new_table(file: WordFile, rows: int, widths: tuple[int, ...]) -> WordTable:
    # file.add_table asks file.sections for the width, see _room
    table: WordTable = file._body.add_table(rows, len(widths), Emu(sum(widths)))
    if "Table Grid" in file.styles:
        table._tblPr.style = file.styles["Table Grid"].style_id
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _rule(table: WordTable) -> None:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{SAND}"'
    none = 'w:val="nil"'
    lines = f"<w:top {line}/><w:left {none}/><w:bottom {line}/><w:right {none}/>"
    lines += f"<w:insideH {line}/><w:insideV {none}/>"
    properties = table._tbl.tblPr
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
    for late in ("w:tblLayout", "w:tblCellMar", "w:tblLook"):
        for child in properties.findall(qn(late)):
            properties.append(child)


def _fill(cell: _Cell, text: str, *, is_bold: bool = False, colour: str = INK) -> None:
    paragraph = _styled(cell.paragraphs[0], "Table Text")
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    run = add_text(paragraph, text)
    if is_bold:
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(colour)


def _gap(file: WordFile) -> None:
    space = _paragraph(file, "Table Text")
    space.paragraph_format.space_after = Pt(4)


def _write_signatures(file: WordFile, lines: tuple[SignatureLine, ...]) -> None:
    for start in range(0, len(lines), _SIGNERS_IN_A_ROW):
        row = lines[start : start + _SIGNERS_IN_A_ROW]
        room = _paragraph(file, "Table Text")
        room.paragraph_format.space_before, room.paragraph_format.keep_with_next = Pt(46), True
        gutter = Cm(1.2)
        width = (_room(file) - gutter) // 2
        table = _new_table(file, 1, (width, gutter, width)[: 2 * len(row) - 1])
        _rule(table)
        for position, cell in enumerate(table.rows[0].cells):
            _sign(cell, None if position % 2 else row[position // 2])


def _sign(cell: _Cell, signer: SignatureLine | None) -> None:
    paragraph = _styled(cell.paragraphs[0], "Signature")
    top = '<w:top w:val="nil"/>'
    if signer is not None:
        add_text(paragraph, "\n".join(filter(None, (signer.name, signer.role))))
        top = f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>'
    line = top + '<w:bottom w:val="nil"/>'
    cell._element.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{line}</w:tcBorders>"))


def _write_qr(file: WordFile, code: QrCode) -> None:
    paragraph = _paragraph(file, "Fine Print")
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run().add_picture(io.BytesIO(qr_png(code.url)), width=_QR)
    for told in paragraph._element.iter(qn("wp:docPr")):
        told.set("descr", legal(code.alt))
        told.set("name", "QR")
    _add(file, f"{code.caption}\n{code.shown_address}", "Fine Print")
