"""Reads a PDF as a screen reader and an archive do: its tags, its text, its fonts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True)
class Tag:
    """One element of the structure tree."""

    name: str
    alt: str | None
    attributes: tuple[pikepdf.Dictionary, ...]
    children: tuple[Tag, ...]

    def all(self, name: str) -> list[Tag]:
        """Return every element called `name`, this one included, in reading order."""
        found = [self] if self.name == name else []
        return found + [tag for child in self.children for tag in child.all(name)]


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Return the file, opened."""
    return pikepdf.open(io.BytesIO(pdf))


def metadata(pdf: bytes) -> dict[str, str]:
    """Return the simple XMP values by their names without namespace prefix, `ua`, `a`, `conformance`, `title`."""
    with opened(pdf) as file, file.open_metadata() as xmp:
        return {
            "ua": str(xmp.get("{http://www.aiim.org/pdfua/ns/id/}part", "")),
            "a": str(xmp.get("{http://www.aiim.org/pdfa/ns/id/}part", "")),
            "conformance": str(xmp.get("{http://www.aiim.org/pdfa/ns/id/}conformance", "")),
            "title": str(xmp.get("dc:title", "")),
        }


def tags(pdf: bytes) -> Tag:
    """Return the structure tree."""
    with opened(pdf) as file:
        root = file.Root.StructTreeRoot
        return Tag("root", None, (), tuple(_tags(root.K)))


def _tags(node: pikepdf.Object) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _tags(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        attributes = node.get("/A", pikepdf.Array())
        listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        copied = tuple(pikepdf.Dictionary({k: str(v) for k, v in one.items()}) for one in listed)
        alt = str(node["/Alt"]) if "/Alt" in node else None
        yield Tag(str(node.S).lstrip("/"), alt, copied, tuple(_tags(node.get("/K", pikepdf.Array()))))


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without blanks, which lines and cells set anew."""
    with opened(pdf) as file:
        return ["".join("".join(_shown(page)).split()) for page in file.pages]


def spoken_text(pdf: bytes) -> str:
    """Return what a reader reads aloud, without blanks: running heads, feet and ornaments are not spoken."""
    with opened(pdf) as file:
        return "".join("".join("".join(_shown(page, with_artifacts=False)).split()) for page in file.pages)


def lines(pdf: bytes) -> int:
    """Return how many pieces of line the file sets."""
    with opened(pdf) as file:
        return sum(str(op) == "BT" for page in file.pages for _, op in pikepdf.parse_content_stream(page))


def squeezed(text: str) -> str:
    """Return `text` as `page_texts` gives it."""
    return "".join(text.split())


def fonts(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of the file by name, and whether each is inside."""
    with opened(pdf) as file:
        found: dict[str, bool] = {}
        for page in file.pages:
            for font in page.get("/Resources", {}).get("/Font", {}).values():
                descendant = font.DescendantFonts[0]
                found[str(descendant.BaseFont).split("+")[-1]] = "/FontFile2" in descendant.FontDescriptor
        return found


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Return width and height of each page in millimetres."""
    with opened(pdf) as file:
        return [tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in file.pages]  # type: ignore[misc]  # two sides


def _shown(page: pikepdf.Page, *, with_artifacts: bool = True) -> Iterator[str]:
    """Yield the text in the order of the page, as a reader copies it: replacement texts stand for their glyphs."""
    silent: list[bool] = []
    letters = {name: letters_of(font) for name, font in page.get("/Resources", {}).get("/Font", {}).items()}
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                is_artifact = str(operands[0]) == "/Artifact" and not with_artifacts
                replacement = replacement_of(operands)
                if replacement is not None and not any(silent):
                    yield replacement
                silent.append(is_artifact or replacement is not None)
            case "EMC":
                silent.pop()
            case "Tf":
                font = str(operands[0])
            case "TJ" | "Tj" if not any(silent):
                yield from (decoded(bytes(part), letters[font]) for part in strings_of(operands[0]))


def replacement_of(operands: Sequence[pikepdf.Object]) -> str | None:
    has_properties = len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary)
    return str(operands[1].ActualText) if has_properties and "/ActualText" in operands[1] else None


def strings_of(shown: pikepdf.Object) -> Iterator[pikepdf.Object]:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    return (part for part in parts if isinstance(part, pikepdf.String))


def letters_of(font: pikepdf.Object) -> dict[int, str]:
    pairs = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def decoded(glyphs: bytes, letters: dict[int, str]) -> str:
    return "".join(letters[int.from_bytes(glyphs[i : i + 2], "big")] for i in range(0, len(glyphs), 2))
