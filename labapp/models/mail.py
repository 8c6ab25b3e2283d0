"""The outbox of this node: one row for each message to one person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ids import new_id
from labapp.domain.mail import MailState, MailTrouble
from labapp.models.base import Base, Local, personal, ref


class OutgoingMail(Local, Base):
    """That one person is to get one message about one version; the address and the text are read when it is sent.

    Local, because a queue that travelled would be sent by every node that holds it. What is true everywhere, that
    somebody was told, is a recorded `notification`.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        sa.UniqueConstraint("version_id", "person_id"),
        sa.CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        sa.CheckConstraint("state <> 'queued' OR next_at IS NOT NULL", name="queued_has_time"),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time"),
        sa.CheckConstraint(
            "state NOT IN ('taken', 'handing') OR (taken_at IS NOT NULL AND taking_id IS NOT NULL)",
            name="taken_has_taker",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    """Also the Message-ID, the same at every attempt: a mailbox that gets it twice can tell."""
    version_id: Mapped[UUID] = mapped_column(ref("response_version.id"))
    person_id: Mapped[UUID | None] = mapped_column(ref("participant.id"), index=True, info=personal())
    state: Mapped[MailState] = mapped_column(default=MailState.QUEUED)
    queued_at: Mapped[datetime]
    queued_by_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    taking_id: Mapped[UUID | None]
    """Names the one taking that may still go on: whoever took it before finds another here and stops."""
    taken_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    trouble: Mapped[MailTrouble | None]
    reply_code: Mapped[int | None]
    """The three digits of the server's answer; its words may repeat the address and are not kept."""
