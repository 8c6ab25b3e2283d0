"""What is known about one export before a file of it is begun; loads no spreadsheet library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from labapp.domain.errors import RuleViolated
from labapp.domain.tables import Audience, Language


@dataclass(frozen=True, slots=True)
class Cover:
    """What is known about one export: `subject` says whose rows these are, `purpose` is in words of `language`.

    `asked_by` is the name of who asked for it; `remarks` are sentences on what the rows count and what has no row.

    A file with personal columns has a purpose and the number of the journal entry that allowed it.
    Raises RuleViolated `export_without_purpose`. Source: Ley 81 de 2019, principle of purpose.
    """

    subject: str
    audience: Audience
    language: Language
    made_at: datetime
    purpose: str | None = None
    export_id: UUID | None = None
    asked_by: str | None = None
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.audience is Audience.PERSONAL and (not self.purpose or self.export_id is None):
            raise RuleViolated("export_without_purpose")
