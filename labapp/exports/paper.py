"""How a sheet comes out of a printer."""

from __future__ import annotations

from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.tables import Audience, Language, Wording, said
from labapp.words.labels_tables import AUDIENCES

LINE_HEIGHT = 15.0
"""Points of one line of text. A row that wraps says its height, because not every spreadsheet finds it out."""

_LETTER = 1  # the paper of Panama
_PAGE: Wording = ("Página &P de &N", "Page &P of &N")


def set_paper(sheet: Worksheet, *, audience: Audience, language: Language) -> None:
    """Set landscape Letter, as wide as the sheet and as long as it takes; each page says who may read it."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _LETTER
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = HeaderFooterItem()
    footer.left.text = said(AUDIENCES[audience], language)
    footer.right.text = said(_PAGE, language)
    sheet.oddFooter = footer
