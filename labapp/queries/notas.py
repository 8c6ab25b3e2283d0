"""Reading a nota, whatever it asks for: how it was written, as what it went out, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from labapp.domain.scans import ScanKind
from labapp.models.letters import Nota


@dataclass(frozen=True, slots=True, kw_only=True)
class NotaFacts:
    """A nota; without `number` it has not gone out, without `reply_number` nobody has answered."""

    place: str
    dated_on: date
    addressee: str
    office: str
    request: str
    signatory: str
    written_at: datetime
    number: str | None
    sent_on: date | None
    reply_number: str | None
    reply_on: date | None
    scan_sha256: str | None
    scan_kind: ScanKind | None


def nota_facts(row: Nota) -> NotaFacts:
    """Return the nota of a row."""
    return NotaFacts(
        place=row.place,
        dated_on=row.dated_on,
        addressee=row.addressee or "",
        office=row.office or "",
        request=row.request,
        signatory=row.signatory or "",
        written_at=row.written_at,
        number=row.number,
        sent_on=row.sent_on,
        reply_number=row.reply_number,
        reply_on=row.reply_on,
        scan_sha256=row.scan_sha256,
        scan_kind=ScanKind(row.scan_kind) if row.scan_kind else None,
    )
