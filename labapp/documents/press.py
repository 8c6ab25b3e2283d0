"""The press: runs as a process of its own, reads one sheet, writes one PDF, and is gone with all its memory.

Inside the server it would keep up to two hundred megabytes for each large document, and a fault in the compiled
library would take the room down with it. It is started by path, so it knows nothing of the rest of the house.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst

if TYPE_CHECKING:
    from typst import PDFStandard

HERE = Path(__file__).parent

STANDARDS: Final[list[PDFStandard]] = ["ua-1", "a-2a"]
"""Accessible (PDF/UA-1, ISO 14289-1) and archivable (PDF/A-2a, ISO 19005-2) at once."""


def press(template: str, inputs: dict[str, str]) -> bytes:
    """Return the PDF that `template` makes of `inputs`, with the fonts of the package and no others.

    Raises TypstError when it would not meet the standards, for instance a picture without alt text.
    """
    pdf = typst.Compiler(
        input=HERE / "typst" / template,
        root=HERE / "typst",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]),
        sys_inputs=inputs,
    ).compile(format="pdf", pdf_standards=STANDARDS)
    if not isinstance(pdf, bytes):
        raise TypeError("one PDF was expected")
    return pdf


def main() -> int:
    """Read `{"template", "inputs"}` from the standard input and write the PDF; 1 and a message where it fails."""
    order = json.load(sys.stdin.buffer)
    try:
        pdf = press(order["template"], order["inputs"])
    except typst.TypstError as fault:
        sys.stderr.write(fault.message)
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
