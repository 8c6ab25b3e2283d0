"""The press: runs as a process of its own, reads one sheet, writes one PDF or picture, and is gone with its memory.

Inside the server it would keep up to two hundred megabytes for each large document, and a fault in the compiled
library would take the room down with it. It is started by path, so it knows nothing of the rest of the house.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst

if TYPE_CHECKING:
    from typst import PDFStandard

HERE = Path(__file__).parent

STANDARDS: Final[list[PDFStandard]] = ["ua-1", "a-2a"]
"""Accessible (PDF/UA-1, ISO 14289-1) and archivable (PDF/A-2a, ISO 19005-2) at once."""


POINTS_PER_INCH = 72
"""One pixel of a picture for each point of its template."""


def press(template: str, inputs: dict[str, str]) -> bytes:
    """Return the PDF that `template` makes of `inputs`, with the fonts of the package and no others.

    Raises TypstError when it would not meet the standards, for instance a picture without alt text.
    """
    return _whole(_compiler(template, inputs).compile(format="pdf", pdf_standards=STANDARDS))


def picture(template: str, inputs: dict[str, str]) -> bytes:
    """Return the PNG that `template`, of one page, makes of `inputs`. Raises TypstError when they do not fit."""
    return _whole(_compiler(template, inputs).compile(format="png", ppi=POINTS_PER_INCH))


def _compiler(template: str, inputs: dict[str, str]) -> typst.Compiler:
    return typst.Compiler(
        input=HERE / "typst" / template,
        root=HERE / "typst",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]),
        sys_inputs=inputs,
    )


def _whole(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("one file was expected")
    return made


MAKERS: Final[dict[str, Callable[[str, dict[str, str]], bytes]]] = {"pdf": press, "png": picture}


def main() -> int:
    """Read `{"form", "template", "inputs"}` from the standard input and write the file; 1 and why where it fails."""
    order = json.load(sys.stdin.buffer)
    try:
        made = MAKERS[order["form"]](order["template"], order["inputs"])
    except typst.TypstError as fault:
        sys.stderr.write(fault.message)
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
