"""What stands above a list: the logo of the institution, its heading, and what the list is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.pictures import Picture, read_picture
from labapp.exports.cells import FACE, Written, text_cell

_TALLEST, _WIDEST = 72, 340  # pixels of the logo on the sheet
_POINTS, _EMU = 0.75, 9525  # of one pixel
_LINE_HEIGHT, _TITLE_HEIGHT = 18.0, 24.0  # points
_MARGIN = 3  # pixels around the logo


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The logo as it was brought, the lines of the institution, what the list is called and what it is of."""

    logo: bytes | None
    lines: Sequence[str]
    title: str
    subject: str


class _Logo(Image):
    """A picture that goes into the file as it is; openpyxl would need an imaging library to look at it."""

    def __init__(self, data: bytes, picture: Picture) -> None:
        self._bytes = data
        self.format = picture.kind.value
        shrunk = min(1.0, _TALLEST / picture.height, _WIDEST / picture.width)
        self.width, self.height = max(1, round(picture.width * shrunk)), max(1, round(picture.height * shrunk))
        corner = AnchorMarker(col=0, row=0, colOff=_MARGIN * _EMU, rowOff=_MARGIN * _EMU)
        size = XDRPositiveSize2D(self.width * _EMU, self.height * _EMU)
        self.anchor = OneCellAnchor(_from=corner, ext=size)

    def _data(self) -> bytes:
        return self._bytes


def lines_above(sheet: Worksheet, head: Letterhead) -> list[list[Written]]:
    """Return the lines above the headings of a list; the logo and the height of each line are set on `sheet`."""
    lines: list[list[Written]] = []
    if head.logo is not None:
        logo = _Logo(head.logo, read_picture(head.logo))
        sheet.add_image(logo)
        sheet.row_dimensions[1].height = (logo.height + 2 * _MARGIN) * _POINTS
        lines.append([None])
    lines += [[_text(sheet, text, size=12, bold=True)] for text in head.lines]
    for position in range(len(lines) - len(head.lines), len(lines) + 2):
        sheet.row_dimensions[position + 1].height = _LINE_HEIGHT
    sheet.row_dimensions[len(lines) + 1].height = _TITLE_HEIGHT
    lines += [[_text(sheet, head.title, size=16, bold=True)], [_text(sheet, head.subject, size=11, bold=False)]]
    return lines


def _text(sheet: Worksheet, text: str, *, size: int, bold: bool) -> Cell:
    cell = text_cell(sheet, text)
    cell.font = Font(name=FACE, size=size, bold=bold)
    cell.alignment = Alignment(vertical="center")
    return cell
