"""A version of a proposal as a document: the tree from which the Word file and the differences are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labapp.documents.content import Block, Document, Heading, Items, Paragraph
from labapp.domain.proposals import Clause, ProposalText
from labapp.domain.verification_codes import short_code

LANGUAGE = "es"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around the text: the programme, the lab or table, the names of sessions by token, the edition."""

    programme: str
    gathering: str
    sessions: dict[str, str]
    dated_on: date
    version: int
    sha256: str = ""


def proposal_document(text: ProposalText, around: Around) -> Document:
    """Return a text as a document; without a code it says on every page that it has not gone out."""
    return Document(
        kind="Propuesta de compromiso",
        title=text.title,
        eyebrow=around.programme,
        subtitle=around.gathering,
        language=LANGUAGE,
        dated_on=around.dated_on,
        version=around.version,
        code=short_code(around.sha256) if around.sha256 else "",
        office=around.programme,
        blocks=tuple(block for clause in text.clauses for block in _clause(clause, around.sessions)),
        band=None if around.sha256 else "Borrador",
    )


def _clause(clause: Clause, sessions: dict[str, str]) -> tuple[Block, ...]:
    paragraphs = tuple(Paragraph(text) for text in clause.text.split("\n") if text)
    if not clause.sources:
        return (Heading(f"Cláusula {clause.name}"), *paragraphs)
    sources = tuple(f"Aporte {one.number}: {sessions.get(one.session, one.session)}" for one in clause.sources)
    return (Heading(f"Cláusula {clause.name}"), *paragraphs, Paragraph("Viene de:"), Items(sources))
