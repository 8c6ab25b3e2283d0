"""The content tree of a document as paragraphs and tables of Word, block by block: the same that page and PDF say."""

from __future__ import annotations

import io
from typing import assert_never

from docx.document import Document as WordFile
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tc
from docx.shared import Cm, Pt, RGBColor
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
from labapp.documents.word_looks import GREEN, INK, MUTED, PAPER
from labapp.documents.word_sheet import DEFAULT, Sheet, rows_of
from labapp.documents.word_text import add_text, legal

_SIGNERS_IN_A_ROW = 2
_TERM, _QR = Cm(4.6), Cm(2.4)


def write_body(file: WordFile, document: Document) -> None:
    """Write the whole document into a dressed Word file."""
    sheet = Sheet(file)
    if document.eyebrow:
        _add(sheet, document.eyebrow, "Document Eyebrow")
    _add(sheet, f"{document.kind}: {document.title}", "Title")
    if document.subtitle:
        _add(sheet, document.subtitle, "Subtitle")
    for block in document.blocks:
        _write(sheet, block)


def _add(sheet: Sheet, text: str, style: str, *, language: str | None = None) -> WordParagraph:
    paragraph = sheet.paragraph(style)
    add_text(paragraph, text, language=language)
    return paragraph


def _write(sheet: Sheet, block: Block) -> None:
    match block:
        case Heading() | Paragraph() | Items() | Quote() | Note():
            _write_prose(sheet, block)
        case Contributions():
            for said in block.entries:
                _write_contribution(sheet, said)
        case Exchange():
            _write_exchange(sheet, block)
        case Facts():
            _write_facts(sheet, block.entries)
        case Table():
            _write_table(sheet, block)
        case Signatures():
            _write_signatures(sheet, block.lines)
        case QrCode():
            _write_qr(sheet, block)
        case _:
            assert_never(block)


def _write_prose(sheet: Sheet, block: Heading | Paragraph | Items | Quote | Note) -> None:
    match block:
        case Heading():
            _add(sheet, block.text, f"Heading {block.level}")
        case Paragraph():
            _add(sheet, block.text, DEFAULT)
        case Items():
            for entry in block.entries:
                _add(sheet, entry, "List Bullet")
        case Quote():
            _add(sheet, "\n".join(filter(None, (block.text, block.source))), "Quote")
        case Note():
            _write_note(sheet, block)
        case _:
            assert_never(block)


def _write_note(sheet: Sheet, note: Note) -> None:
    last = _add(sheet, note.heading, "Note Heading")
    for line in note.lines:
        last = _add(sheet, line, "Note", language=note.language)
    last.paragraph_format.space_after = Pt(10)


def _write_contribution(sheet: Sheet, said: Contribution) -> None:
    paragraph = sheet.paragraph("Contribution")
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
        _add(sheet, remark, "Remark")


def _write_exchange(sheet: Sheet, exchange: Exchange) -> None:
    said = exchange.contribution
    _add(sheet, exchange.heading, "Heading 2")
    if said.text is not None:
        _add(sheet, said.text, "Quote", language=said.language)
    for remark in said.remarks:
        _add(sheet, remark, "Remark")
    match exchange.answer:
        case Answer() as answer:
            _add(sheet, f"{answer.group}: {answer.kind}", "Answer Kind")
            _add(sheet, answer.reason, "Answer")
            _write_facts(sheet, answer.extras)
        case Owed() as owed:
            _add(sheet, owed.sentence, "Owed")
        case None:
            pass
        case _:
            assert_never(exchange.answer)


def _write_facts(sheet: Sheet, entries: tuple[Fact, ...]) -> None:
    if not entries:
        return
    table = sheet.table(len(entries), (_TERM, sheet.room - _TERM))
    for (_row, (term, value)), fact in zip(rows_of(table), entries, strict=True):
        _fill(sheet, term, fact.term, is_bold=True)
        _fill(sheet, value, fact.value)
    _gap(sheet)


def _write_table(sheet: Sheet, block: Table) -> None:
    _add(sheet, block.caption, "Caption")
    first = sheet.room * 2 // (len(block.header) + 1)
    others = (sheet.room - first) // max(1, len(block.header) - 1)
    (top, heads), *rows = rows_of(sheet.table(1 + len(block.rows), (first, *(others for _ in block.header[1:]))))
    for cell, text in zip(heads, block.header, strict=True):
        _fill(sheet, cell, text, is_bold=True, colour=GREEN)
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{PAPER}"/>')
        cell.get_or_add_tcPr().append(shade)
    top.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for (_row, cells), texts in zip(rows, block.rows, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            _fill(sheet, cell, text)
    _gap(sheet)


def _fill(sheet: Sheet, cell: CT_Tc, text: str, *, is_bold: bool = False, colour: str = INK) -> None:
    run = add_text(sheet.paragraph_in(cell, "Table Text", space=Pt(3)), text)
    if is_bold:
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(colour)


def _gap(sheet: Sheet) -> None:
    sheet.paragraph("Table Text", after=Pt(4))


def _write_signatures(sheet: Sheet, lines: tuple[SignatureLine, ...]) -> None:
    for start in range(0, len(lines), _SIGNERS_IN_A_ROW):
        row = lines[start : start + _SIGNERS_IN_A_ROW]
        sheet.paragraph("Table Text", before=Pt(46)).paragraph_format.keep_with_next = True
        gutter = Cm(1.2)
        width = (sheet.room - gutter) // 2
        ((_row, cells),) = rows_of(sheet.table(1, (width, gutter, width)[: 2 * len(row) - 1]))
        for position, cell in enumerate(cells):
            _sign(sheet, cell, None if position % 2 else row[position // 2])


def _sign(sheet: Sheet, cell: CT_Tc, signer: SignatureLine | None) -> None:
    paragraph = sheet.paragraph_in(cell, "Signature")
    top = '<w:top w:val="nil"/>'
    if signer is not None:
        add_text(paragraph, "\n".join(filter(None, (signer.name, signer.role))))
        top = f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>'
    line = top + '<w:bottom w:val="nil"/>'
    cell.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{line}</w:tcBorders>"))


def _write_qr(sheet: Sheet, code: QrCode) -> None:
    paragraph = sheet.paragraph("Fine Print")
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run().add_picture(io.BytesIO(qr_png(code.url)), width=_QR)
    for told in paragraph._element.iter(qn("wp:docPr")):
        told.set("descr", legal(code.alt))
        told.set("name", "QR")
    _add(sheet, f"{code.caption}\n{code.shown_address}", "Fine Print")
