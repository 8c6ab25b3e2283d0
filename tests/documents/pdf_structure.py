"""Walks a PDF from both ends: what every page draws, and what the structure tree says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from tests.documents.pdf_reading import decoded, letters_of, opened, replacement_of, strings_of

Mark = tuple[int, int]
"""Object number of a page, and the number of a marked piece on it."""

SHOWS_TEXT = frozenset({"TJ", "Tj"})
PAINTS = SHOWS_TEXT | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}


@dataclass(frozen=True)
class Drawn:
    """One thing that a page draws: its mark, or None; whether it is an ornament, and of which kind; its text."""

    mark: Mark | None
    is_ornament: bool
    ornament: str
    text: str
    language: str


@dataclass(frozen=True)
class Element:
    """One element of the tree with the marks, annotations and elements that it holds, in reading order."""

    role: str
    language: str
    holds: tuple[Mark | int | Element, ...]

    @property
    def children(self) -> list[Element]:
        """The elements directly below."""
        return [one for one in self.holds if isinstance(one, Element)]

    @property
    def annotations(self) -> list[int]:
        """The object numbers of the annotations directly below."""
        return [one for one in self.holds if isinstance(one, int)]

    def everywhere(self) -> Iterator[Element]:
        """Yield this element and all below, in reading order."""
        yield self
        for child in self.children:
            yield from child.everywhere()

    def marks(self) -> Iterator[Mark]:
        """Yield every mark of this element and below, in reading order."""
        for one in self.holds:
            if isinstance(one, Element):
                yield from one.marks()
            elif isinstance(one, tuple):
                yield one


class Structure:
    """A PDF that was walked whole."""

    def __init__(self, pdf: bytes) -> None:
        """Walk every page and the tree."""
        with opened(pdf) as file:
            self.drawn = [one for page in file.pages for one in _drawn(page)]
            tree = file.Root.StructTreeRoot
            self.root = Element("root", "", tuple(_held(tree.K, 0)))
            self.roles = {str(k).lstrip("/"): str(v).lstrip("/") for k, v in tree.get("/RoleMap", {}).items()}
            self.tabs = {str(page.get("/Tabs")) for page in file.pages}
            self.links = {
                annotation.objgen[0]: str(annotation.get("/Contents", ""))
                for page in file.pages
                for annotation in page.get("/Annots", pikepdf.Array())
                if annotation.Subtype == "/Link" and "/StructParent" in annotation
            }
            self.annotations = sum(len(page.get("/Annots", ())) for page in file.pages)

    @cached_property
    def _texts(self) -> dict[Mark, str]:
        found: dict[Mark, str] = {}
        for one in self.drawn:
            if one.mark is not None:
                found[one.mark] = found.get(one.mark, "") + one.text
        return found

    def text(self, element: Element) -> str:
        """Return what is read aloud for an element, without blanks."""
        return "".join("".join(self._texts.get(mark, "") for mark in element.marks()).split())


def _held(kids: pikepdf.Object, page: int) -> Iterator[Mark | int | Element]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            yield page, int(kid)
        elif kid.get("/Type") == "/MCR":
            yield _page_of(kid, page), int(kid.MCID)
        elif kid.get("/Type") == "/OBJR":
            yield kid.Obj.objgen[0]
        else:
            below = _held(kid.get("/K", pikepdf.Array()), _page_of(kid, page))
            yield Element(str(kid.S).lstrip("/"), str(kid.get("/Lang", "")), tuple(below))


def _page_of(kid: pikepdf.Object, page: int) -> int:
    return int(kid.Pg.objgen[0]) if "/Pg" in kid else page


def _drawn(page: pikepdf.Page) -> Iterator[Drawn]:
    fonts = {name: letters_of(font) for name, font in page.get("/Resources", {}).get("/Font", {}).items()}
    open_now: list[tuple[str, pikepdf.Object | None]] = []
    font = ""
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        match operator:
            case "BDC" | "BMC":
                has_properties = len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary)
                open_now.append((str(operands[0]), operands[1] if has_properties else None))
                replacement = replacement_of(list(operands))
                if replacement is not None:
                    yield _of(page, open_now, replacement)
            case "EMC":
                open_now.pop()
            case "Tf":
                font = str(operands[0])
            case _ if operator in PAINTS:
                is_replaced = any(kept is not None and "/ActualText" in kept for _, kept in open_now)
                spells = operator in SHOWS_TEXT and not is_replaced
                texts = [decoded(bytes(part), fonts[font]) for part in strings_of(operands[0])] if spells else []
                yield _of(page, open_now, "".join(texts))


def _of(page: pikepdf.Page, open_now: list[tuple[str, pikepdf.Object | None]], text: str) -> Drawn:
    marks = [int(kept.MCID) for _, kept in open_now if kept is not None and "/MCID" in kept]
    ornaments = [kept for name, kept in open_now if name == "/Artifact"]
    kinds = [str(kept.get("/Type", "")) for kept in ornaments if kept is not None]
    languages = [str(kept.Lang) for _, kept in open_now if kept is not None and "/Lang" in kept]
    mark = (int(page.obj.objgen[0]), marks[-1]) if marks else None
    return Drawn(mark, bool(ornaments), "".join(kinds), text, "".join(languages[-1:]))
