"""The styles of our Word documents, under the names that Word itself knows, so that its navigation works."""

from __future__ import annotations

from dataclasses import dataclass

INK, MUTED, GREEN, CLAY, PAPER, SAND, WHITE = "1D2521", "55605A", "1F5B4D", "A8452A", "F8F3E9", "E3D9C6", "FFFFFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One paragraph style: sizes in points, indents in centimetres, colours as six hexadecimal digits."""

    name: str
    size: float = 11
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 6
    indent: float = 0
    first: float = 0
    spacing: float = 1.12
    sticks: bool = False
    """Whether it stays on the page of what follows."""
    fill: str | None = None
    edge: str | None = None


LOOKS = (
    Look(name="Normal"),
    Look(name="Title", size=22, bold=True, after=6, spacing=1.0),
    Look(name="Subtitle", size=13, colour=MUTED, after=12),
    Look(name="Heading 1", size=15, colour=GREEN, bold=True, before=18, after=6, sticks=True),
    Look(name="Heading 2", size=12, colour=GREEN, bold=True, before=12, after=4, sticks=True),
    Look(name="List Bullet", after=3, indent=0.63, first=-0.63),
    Look(name="Caption", size=10.5, bold=True, before=8, after=4, sticks=True),
    Look(name="Quote", before=4, indent=0.6, edge=SAND),
    Look(name="Document Eyebrow", size=10, colour=GREEN, bold=True, after=4),
    Look(name="Document Foot", size=8.5, colour=MUTED, after=0, spacing=1.0),
    Look(name="Draft Mark", size=10.5, colour=WHITE, bold=True, after=6, spacing=1.0, fill=CLAY),
    Look(name="Note Heading", colour=GREEN, bold=True, before=6, after=0, sticks=True, fill=PAPER, edge=GREEN),
    Look(name="Note", after=0, fill=PAPER, edge=GREEN),
    Look(name="Contribution", before=6, after=3, indent=1.1, first=-1.1),
    Look(name="Remark", size=9.5, colour=MUTED, after=3, indent=1.1),
    Look(name="Answer Kind", bold=True, before=4, after=2, sticks=True, fill=PAPER, edge=GREEN),
    Look(name="Answer", after=4, fill=PAPER, edge=GREEN),
    Look(name="Owed", colour=CLAY, bold=True, before=4),
    Look(name="Table Text", size=10.5, after=0, spacing=1.0),
    Look(name="Signature", size=10, colour=MUTED, after=0, spacing=1.0),
    Look(name="Fine Print", size=10, colour=MUTED),
)
