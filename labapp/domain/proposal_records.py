"""The text of a proposal as plain data, and back: what is sealed in a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.domain.errors import RuleViolated
from labapp.domain.journal import Plain
from labapp.domain.proposals import Clause, ProposalText, Source
from labapp.domain.verification_codes import sha256_of


def text_record(text: ProposalText) -> dict[str, Plain]:
    """Return a text as data that JSON can hold: the same data for the same text."""
    return {
        "title": text.title,
        "clauses": [
            {
                "name": clause.name,
                "text": clause.text,
                "sources": [{"session": source.session, "number": source.number} for source in clause.sources],
            }
            for clause in text.clauses
        ],
    }


def text_from(record: Mapping[str, Any]) -> ProposalText:
    """Return the text that `text_record` turned into `record`."""
    clauses = (
        Clause(one["name"], one["text"], tuple(Source(each["session"], each["number"]) for each in one["sources"]))
        for one in record["clauses"]
    )
    return ProposalText(record["title"], tuple(clauses))


def said(text: ProposalText) -> list[Plain]:
    """Return what a text says, clause by clause, as data in which personal data can be looked for."""
    parts: list[Plain] = [text.title]
    for clause in text.clauses:
        parts += [{"is": "heading", "text": clause.name}, {"is": "paragraph", "text": clause.text}]
    return parts


def opened(record: Mapping[str, Any], sha256: str) -> ProposalText:
    """Return the text of a version, once its data give the code under which it went out.

    Raises RuleViolated `version_altered` where the code is another: such a version is shown to nobody.
    """
    if sha256_of(record) != sha256:
        raise RuleViolated("version_altered")
    return text_from(record)
