"""The body of a Word file that is being written: what looks alike is made once, and copied from then on.

python-docx searches all styles for each paragraph, and all rows and columns for each cell; in a document of a thousand
answers that was most of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document as WordFile
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Emu, Length
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from labapp.documents.word_looks import SAND

DEFAULT = "Normal"


class Sheet:
    """The body of a Word file, written from top to bottom. `room` is the width between its margins."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        # file.sections reads every paragraph of the body each time; the last section stands at its end
        self._end = section = file.element.body.get_or_add_sectPr()
        self.room = int((section.page_width or Cm(21)) - (section.left_margin or 0) - (section.right_margin or 0))
        self._paragraphs: dict[tuple[str, Length | None, Length | None], CT_P] = {}
        self._tables: dict[tuple[int, ...], CT_Tbl] = {}

    def paragraph(self, style: str, *, before: Length | None = None, after: Length | None = None) -> WordParagraph:
        """Return a new paragraph at the end; `before` and `after` are spaces other than those of its style."""
        blank = self._blank(style, before, after)
        self._end.addprevious(blank)
        return WordParagraph(blank, self._file._body)

    def paragraph_in(self, cell: CT_Tc, style: str, *, space: Length | None = None) -> WordParagraph:
        """Return the first paragraph of a new cell, blank, in a style and with this space above and below."""
        blank = self._blank(style, space, space)
        cell.replace(cell.p_lst[0], blank)
        return WordParagraph(blank, self._file._body)

    def table(self, rows: int, widths: tuple[int, ...]) -> CT_Tbl:
        """Return a new table at the end, with a line between its rows; no row is parted by the end of a page."""
        if widths not in self._tables:
            self._tables[widths] = self._new_table(widths)
        table: CT_Tbl = deepcopy(self._tables[widths])
        for _ in range(rows - 1):
            table.append(deepcopy(table.tr_lst[0]))
        self._end.addprevious(table)
        return table

    def _blank(self, style: str, before: Length | None, after: Length | None) -> CT_P:
        key = (style, before, after)
        if key not in self._paragraphs:
            made = WordParagraph(OxmlElement("w:p"), self._file._body)
            # given by its name, python-docx would look through all styles for the default one
            made._p.style = None if style == DEFAULT else self._file.styles[style].style_id
            if before is not None:
                made.paragraph_format.space_before = before
            if after is not None:
                made.paragraph_format.space_after = after
            self._paragraphs[key] = made._p
        blank: CT_P = deepcopy(self._paragraphs[key])
        return blank

    def _new_table(self, widths: tuple[int, ...]) -> CT_Tbl:
        element = CT_Tbl.new_tbl(1, len(widths), Emu(sum(widths)))
        table = WordTable(element, self._file._body)
        if "Table Grid" in self._file.styles:
            table._tblPr.style = self._file.styles["Table Grid"].style_id
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        _rule(element)
        return element


def rows_of(table: CT_Tbl) -> Iterator[tuple[CT_Row, tuple[CT_Tc, ...]]]:
    """Yield the rows of a table of `Sheet`, each with its cells."""
    for row in table.tr_lst:
        yield row, tuple(row.tc_lst)


def _rule(table: CT_Tbl) -> None:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{SAND}"'
    none = 'w:val="nil"'
    lines = f"<w:top {line}/><w:left {none}/><w:bottom {line}/><w:right {none}/>"
    lines += f"<w:insideH {line}/><w:insideV {none}/>"
    properties = table.tblPr
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
    for late in ("w:tblLayout", "w:tblCellMar", "w:tblLook"):
        for child in properties.findall(qn(late)):
            properties.append(child)
