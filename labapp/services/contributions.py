"""Writing down what people say: a number for life, who said it only as a sealed link, and what the public reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain import contributions as rules
from labapp.domain.contributions import Channel, Kind, Language, PublicState, State, WithholdReason
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.numbering import GivenNumber, parse_number
from labapp.domain.sessions import Stage, desk_may_write, phones_may_write
from labapp.domain.text import clean_line, clean_text, fold
from labapp.models.contributions import Contribution, ContributionRevision
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import TableItem
from labapp.queries.contributions import given_number, state_of
from labapp.services.authors import check_author

LONGEST_LABEL = 80
"""Characters of a theme or of the name of a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributeCommand:
    """What somebody said, as the form gave it. `person_id` is who said it, where that is known."""

    text: str
    channel: Channel
    language: Language = Language.SPANISH
    kind: Kind | None = None
    group: str = ""
    person_id: UUID | None = None
    translation: str = ""
    translator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What staff say about a contribution; empty texts mean that nothing is said."""

    kind: Kind | None
    theme: str
    group: str
    item_id: UUID | None
    language: Language
    translation: str
    translator: str


def contribute(db: Db, session_id: UUID, command: ContributeCommand, *, now: datetime) -> Contribution:
    """Add a contribution under the next number of its session, which it keeps for life.

    Raises RuleViolated: `room_closed` or `list_closed`, as `domain.contributions.read_text`, `person_number_unknown`.
    """
    text = rules.read_text(command.text)
    session = _locked(db, session_id)
    _check_open(session.stage, command.channel)
    if command.person_id is not None:
        check_author(db, session.space_id, command.person_id)
    last = db.scalar(sa.select(sa.func.max(Contribution.number)).where(Contribution.session_id == session_id))
    said = Contribution(
        session_id=session_id,
        number=(last or 0) + 1,
        text=text,
        text_key=fold(text),
        kind=command.kind,
        group=_label(command.group, "group"),
        channel=command.channel,
        person_id=command.person_id,
        said_at=now,
    )
    _translate(said, command.language, command.translation, command.translator)
    db.add(said)
    return said


def classify(db: Db, said: Contribution, command: Classification) -> None:
    """Note kind, theme, group, item and language. Raises RuleViolated `item_unknown`, `translation_same_language`."""
    if command.item_id is not None and not _item_is_here(db, said, command.item_id):
        raise RuleViolated("item_unknown", field="item")
    said.kind = command.kind
    said.theme = _label(command.theme, "theme")
    said.group = _label(command.group, "group")
    said.item_id = command.item_id
    _translate(said, command.language, command.translation, command.translator)


def _translate(said: Contribution, language: Language, typed: str, translator: str) -> None:
    translation = clean_text(typed)
    if translation and language is Language.SPANISH:
        raise RuleViolated("translation_same_language", field="translation")
    said.language = language.value
    said.translation = rules.read_text(translation) if translation else None
    said.translator = _label(translator, "translator") if translation else None


def rewrite(db: Db, said: Contribution, typed: str, *, reason: str, by: str, now: datetime) -> None:
    """Change the words; once they were read back, what they said before is kept with the reason.

    Raises RuleViolated as `domain.contributions.change_text`.
    """
    changed, revision = rules.change_text(_rule(db, said), typed, reason=reason)
    if revision is not None:
        db.add(ContributionRevision(contribution_id=said.id, text=revision.text_before, reason=revision.reason,
                                    by=by, at=now))  # fmt: skip
    said.text, said.text_key = changed.text, fold(changed.text)


def split(db: Db, said: Contribution, texts: tuple[str, ...], *, now: datetime) -> list[Contribution]:
    """Divide a composite contribution into 7a, 7b; the whole keeps number and words. Raises RuleViolated."""
    _locked(db, said.session_id)
    _, parts = rules.split(_rule(db, said), texts)
    rows = [_part(said, part, now=now) for part in parts]
    said.is_split = True
    db.add_all(rows)
    return rows


def _part(whole: Contribution, part: rules.Contribution, *, now: datetime) -> Contribution:
    # of a whole that is not shown in full no part is shown until somebody has looked at each of them
    is_shown = whole.public_state is PublicState.SHOWN
    return Contribution(
        session_id=whole.session_id,
        number=part.number.number,
        part=part.number.part,
        split_from_id=whole.id,
        text=part.text,
        text_key=fold(part.text),
        language=whole.language,
        kind=whole.kind,
        theme=whole.theme,
        group=whole.group,
        item_id=whole.item_id,
        channel=whole.channel,
        person_id=whole.person_id,
        said_at=whole.said_at,
        confirmed_at=now if part.state is State.CONFIRMED else None,
        public_state=PublicState.SHOWN if is_shown else PublicState.WITHHELD,
        withhold_reason=whole.withhold_reason,
    )


def join(db: Db, said: Contribution, into_number: str) -> None:
    """Join an equal contribution into the one with that number: both numbers stay. Raises RuleViolated."""
    _locked(db, said.session_id)
    into = by_number(db, said.session_id, into_number)
    rules.join(_rule(db, said), into=_rule(db, into))
    said.joined_into_id = into.id


def separate(said: Contribution) -> None:
    """Let a joined contribution stand on its own again."""
    said.joined_into_id = None


def withdraw(db: Db, said: Contribution, *, now: datetime) -> None:
    """Take a contribution back: its number stays, the public reads no words. Raises RuleViolated `list_closed`."""
    stage = _locked(db, said.session_id).stage
    rules.withdraw(_rule(db, said), list_open=desk_may_write(stage))
    said.withdrawn_at = said.withdrawn_at or now


def reinstate(db: Db, said: Contribution) -> None:
    """Bring a withdrawn contribution back, to be read back anew. Raises RuleViolated `list_closed`."""
    stage = _locked(db, said.session_id).stage
    rules.reinstate(_rule(db, said), list_open=desk_may_write(stage))
    said.withdrawn_at = said.confirmed_at = None


def read_back(db: Db, said: Contribution, *, now: datetime) -> None:
    """Confirm what was read aloud: number and words are fixed. Raises RuleViolated `contribution_withdrawn`."""
    rules.confirm(_rule(db, said))
    said.confirmed_at = said.confirmed_at or now


def set_public_state(
    db: Db, said: Contribution, state: PublicState, *, reason: WithholdReason | None, public_text: str
) -> None:
    """Decide what the public reads; the original stays as it was said.

    Raises RuleViolated `reason_missing`, or as `domain.contributions.redact`.
    """
    before = _rule(db, said)
    if state is PublicState.SHOWN:
        after = rules.show(before)
    elif reason is None:
        raise RuleViolated("reason_missing", field="withhold_reason")
    elif state is PublicState.WITHHELD:
        after = rules.withhold(before, reason)
    else:
        after = rules.redact(before, reason, public_text=public_text)
    said.public_state, said.withhold_reason = after.public_state, after.withhold_reason
    said.public_text = after.redacted_text


def held(db: Db, session_id: UUID, contribution_id: UUID, *, seen: str) -> Contribution:
    """Return a contribution of this session, held until the act ends, as the page showed it.

    Raises NotFound, or RuleViolated `changed_meanwhile` where somebody changed it after the page was made.
    """
    said = db.get(Contribution, contribution_id, with_for_update=True, populate_existing=True)
    if said is None or said.session_id != session_id:
        raise NotFound
    if str(said.op) != seen:
        raise RuleViolated("changed_meanwhile")
    return said


def by_number(db: Db, session_id: UUID, typed: str) -> Contribution:
    """Return the contribution of a session that people call by this number. Raises RuleViolated `number_unknown`."""
    number = parse_number(typed)
    found = db.scalar(
        sa.select(Contribution).where(
            Contribution.session_id == session_id,
            Contribution.number == number.number,
            Contribution.part == number.part,
        )
    )
    if found is None or number.node:
        raise RuleViolated("number_unknown", field="number", number=str(number))
    return found


def _locked(db: Db, session_id: UUID) -> LabSession:
    # one writer per list: the next number and the stage are read under this lock
    return db.get_one(LabSession, session_id, with_for_update={"key_share": True}, populate_existing=True)


def _check_open(stage: Stage, channel: Channel) -> None:
    if channel is Channel.PHONE and not phones_may_write(stage):
        raise RuleViolated("room_closed")
    if not desk_may_write(stage):
        raise RuleViolated("list_closed")


def _item_is_here(db: Db, said: Contribution, item_id: UUID) -> bool:
    space_id = db.get_one(LabSession, said.session_id).space_id
    item = db.get(TableItem, item_id)
    return item is not None and item.space_id == space_id


def _label(typed: str, field: str) -> str | None:
    label = clean_line(typed)
    if len(label) > LONGEST_LABEL:
        raise RuleViolated("label_too_long", field=field, length=len(label), limit=LONGEST_LABEL)
    return label or None


def _rule(db: Db, said: Contribution) -> rules.Contribution:
    into = db.get(Contribution, said.joined_into_id) if said.joined_into_id else None
    return rules.Contribution(
        number=given_number(said),
        text=said.text,
        state=state_of(said),
        public_state=said.public_state,
        withhold_reason=said.withhold_reason,
        redacted_text=said.public_text,
        parts=_numbers(db, Contribution.split_from_id == said.id),
        joined_into=given_number(into) if into else None,
        joined=_numbers(db, Contribution.joined_into_id == said.id),
    )


def _numbers(db: Db, condition: sa.ColumnElement[bool]) -> tuple[GivenNumber, ...]:
    found = sa.select(Contribution).where(condition).order_by(Contribution.number, Contribution.part)
    return tuple(given_number(row) for row in db.scalars(found))
