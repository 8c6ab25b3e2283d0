"""Reading the minutes of a session: the draft with what people wrote in it, and the published versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.contributions import Language
from labapp.domain.errors import NotFound
from labapp.domain.interventions import Intervention
from labapp.domain.minutes import Block, State
from labapp.domain.minutes import Minutes as MinutesRule
from labapp.domain.obligations import ObligationKind
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.models.minutes import Minutes, MinutesBlock, MinutesSummary, MinutesVersion, MinutesWithdrawal
from labapp.models.people import Organisation, Staff
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.interventions import Spoken, interventions_of
from labapp.queries.minutes_facts import MinutesFacts
from labapp.queries.sessions import SessionHead, session_head

_REGISTER_CLOSED = frozenset({Stage.REGISTER_CLOSED, Stage.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote for a block; `op` is the version of the row."""

    text: str
    op: UUID


@dataclass(frozen=True, slots=True)
class Summary:
    """The few sentences at the head as somebody wrote them; all blank while the data make them."""

    text: str = ""
    translation: str = ""
    language: Language | None = None
    translator: str | None = None
    op: UUID | None = None


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """The coming version of the minutes. Without a row it is a draft in which nobody has written."""

    op: UUID | None = None
    state: State = State.DRAFT
    authors: frozenset[UUID] = frozenset()
    approved_by: UUID | None = None
    approved_at: datetime | None = None
    approved_digest: str = ""
    returned_note: str = ""
    unread_note: str = ""
    change_note: str = ""
    written: Mapping[Block, Written] = field(default_factory=dict)
    summary: Summary = Summary()
    published: int = 0
    spoken: tuple[Spoken, ...] = ()

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """What was said from the front of the room, in its order."""
        return tuple(one.said for one in self.spoken if not one.is_removed)

    @property
    def texts(self) -> dict[Block, str]:
        """The words of each block that somebody wrote in."""
        return {block: written.text for block, written in self.written.items() if written.text}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version in a list."""

    id: UUID
    number: int
    published_at: datetime
    approved_at: datetime
    approved_by: UUID
    sha256: str
    pdf_sha256: str
    change_note: str
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether its text may be read: a withdrawn one keeps its place in the list, and its reason."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class FrozenVersion:
    """One published version with its content as it was stored, and the list of all."""

    head: SessionHead
    version: VersionRow
    content: Mapping[str, Any]
    versions: tuple[VersionRow, ...]

    @property
    def is_latest(self) -> bool:
        """Whether no newer version is out."""
        return not any(one.number > self.version.number and one.is_shown for one in self.versions)

    @property
    def shown_before(self) -> int | None:
        """The number of the version that is shown before this one, to be compared with it."""
        return next((one.number for one in self.versions if one.number < self.version.number and one.is_shown), None)


@dataclass(frozen=True, slots=True)
class Office:
    """For whom somebody signs: their organisation, and what they are in it."""

    organisation: str | None
    role: Role


def minutes_draft(db: Db, session_id: UUID) -> MinutesDraft:
    """Return the draft of the minutes of a session."""
    row = db.scalar(sa.select(Minutes).where(Minutes.session_id == session_id))
    if row is None:
        return MinutesDraft()
    blocks = db.scalars(sa.select(MinutesBlock).where(MinutesBlock.minutes_id == row.id))
    return MinutesDraft(
        op=row.op,
        state=row.state,
        authors=frozenset(UUID(author) for author in row.authors),
        approved_by=row.approved_by_id,
        approved_at=row.approved_at,
        approved_digest=row.approved_digest or "",
        returned_note=row.returned_note or "",
        unread_note=row.unread_note or "",
        change_note=row.change_note or "",
        written={block.block: Written(block.text, block.op) for block in blocks},
        summary=_summary(db, row.id),
        published=_latest(db, row.id),
        spoken=interventions_of(db, row.id),
    )


def _summary(db: Db, minutes_id: UUID) -> Summary:
    row = db.scalar(sa.select(MinutesSummary).where(MinutesSummary.minutes_id == minutes_id))
    if row is None:
        return Summary()
    return Summary(row.text, row.translation or "", row.language, row.translator, row.op)


def _latest(db: Db, minutes_id: UUID) -> int:
    newest = sa.select(sa.func.max(MinutesVersion.number)).where(MinutesVersion.minutes_id == minutes_id)
    return db.scalar(newest) or 0


def filled_blocks(facts: MinutesFacts, draft: MinutesDraft) -> frozenset[Block]:
    """Return the blocks that have words, assembled or written."""
    filled = {Block.HEADER, Block.SESSION, Block.CONTRIBUTIONS, Block.PARTICIPANTS, *draft.texts}
    assembled = {
        Block.FRAME: facts.space.purpose or facts.space.axis,
        Block.INTERVENTIONS: draft.interventions,
        Block.PROPOSAL: facts.drafts,
        Block.DEVELOPMENT: facts.agenda,
        Block.NEXT_STEPS: facts.promises,
    }
    return frozenset(filled | {block for block, data in assembled.items() if data})


def minutes_rule(facts: MinutesFacts, draft: MinutesDraft) -> MinutesRule:
    """Return the minutes as their rules see them."""
    due = dict(facts.promises)
    return MinutesRule(
        kind=facts.kind,
        state=draft.state,
        authors=draft.authors,
        filled=filled_blocks(facts, draft),
        register_closed=facts.head.stage in _REGISTER_CLOSED,
        contributions=facts.received,
        unread=facts.unread,
        unread_note=draft.unread_note,
        report_due_on=due.get(ObligationKind.REPORT),
        response_due_on=due.get(ObligationKind.RESPONSE),
        approved_by=draft.approved_by,
        published=draft.published,
        change_note=draft.change_note,
    )


def office_of(db: Db, staff_id: UUID) -> Office:
    """Return for whom a member of staff signs. Raises NotFound."""
    found = db.execute(
        sa.select(Organisation.name, Staff.role)
        .select_from(Staff)
        .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
        .where(Staff.id == staff_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return Office(found.name, found.role)


def _versions(db: Db, session_id: UUID) -> list[MinutesVersion]:
    return list(
        db.scalars(
            sa.select(MinutesVersion)
            .join(Minutes, Minutes.id == MinutesVersion.minutes_id)
            .where(Minutes.session_id == session_id)
            .order_by(MinutesVersion.number.desc())
        )
    )


def _rows(db: Db, versions: list[MinutesVersion]) -> tuple[VersionRow, ...]:
    ids = [version.id for version in versions]
    found = db.scalars(sa.select(MinutesWithdrawal).where(MinutesWithdrawal.version_id.in_(ids)))
    withdrawn = {one.version_id: one for one in found}
    return tuple(_row(version, withdrawn.get(version.id)) for version in versions)


def _row(version: MinutesVersion, withdrawal: MinutesWithdrawal | None) -> VersionRow:
    return VersionRow(
        id=version.id,
        number=version.number,
        published_at=version.published_at,
        approved_at=version.approved_at,
        approved_by=version.approved_by_id,
        sha256=version.sha256,
        pdf_sha256=version.pdf_sha256,
        change_note=version.change_note or "",
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        withdrawn_because=withdrawal.reason if withdrawal else "",
    )


def version_rows(db: Db, session_id: UUID) -> tuple[VersionRow, ...]:
    """Return every published version of the minutes of a session, the newest first."""
    return _rows(db, _versions(db, session_id))


def version_out(db: Db, session_id: UUID) -> VersionRow | None:
    """Return the newest version of the minutes of a session that is shown; None where none is."""
    return next((row for row in version_rows(db, session_id) if row.is_shown), None)


def frozen_version(db: Db, token: str, number: int | None) -> FrozenVersion:
    """Return a published version by the public token of its session. Raises NotFound.

    Without a number it is the newest that was not withdrawn, or the newest where all were. Of a withdrawn one there
    is no content.
    """
    session_id = db.scalar(sa.select(LabSession.id).where(LabSession.token == token))
    versions = _versions(db, session_id) if session_id else []
    rows = _rows(db, versions)
    wanted = [row for row in rows if number in (None, row.number)]
    found = next((row for row in wanted if row.is_shown), wanted[0] if wanted else None)
    if session_id is None or found is None:
        raise NotFound
    contents = {version.number: version.content for version in versions}
    content = contents[found.number] if found.is_shown else {}
    return FrozenVersion(session_head(db, session_id), found, content, rows)
