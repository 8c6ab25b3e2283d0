"""The outbox of a node that sends mail, and mail as a way in which somebody was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_mail"
down_revision = "0009_observations"
branch_labels = None
depends_on = None

_BEFORE = ("whatsapp", "sms", "call", "in_person")


def _channels(*codes: str) -> sa.Enum:
    return sa.Enum(*codes, name="noticechannel", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    # SQLite rebuilds the table for this; its triggers are installed anew after every migration.
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.alter_column(
            "channel", existing_type=_channels(*_BEFORE), type_=_channels(*_BEFORE, "email"), existing_nullable=False
        )

    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "taken",
                "handing",
                "sent",
                "failed",
                "cancelled",
                "doubtful",
                name="mailstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued_by_id", sa.Uuid(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taking_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "trouble",
            sa.Enum(
                "unreachable",
                "no_encryption",
                "sign_in_refused",
                "sender_refused",
                "try_later",
                "address_refused",
                "message_refused",
                "cut_off",
                "copy_brought_back",
                "contact_taken_back",
                "no_address",
                "told_already",
                "newer_version",
                name="mailtrouble",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reply_code", sa.Integer(), nullable=True),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outgoing_mail_attempts_not_negative")),
        sa.CheckConstraint("state <> 'queued' OR next_at IS NOT NULL", name=op.f("ck_outgoing_mail_queued_has_time")),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_outgoing_mail_sent_has_time")
        ),
        sa.CheckConstraint(
            "state NOT IN ('taken', 'handing') OR (taken_at IS NOT NULL AND taking_id IS NOT NULL)",
            name=op.f("ck_outgoing_mail_taken_has_taker"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["participant.id"],
            name=op.f("fk_outgoing_mail_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["queued_by_id"],
            ["staff.id"],
            name=op.f("fk_outgoing_mail_queued_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["response_version.id"],
            name=op.f("fk_outgoing_mail_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint("version_id", "person_id", name=op.f("uq_outgoing_mail_version_id_person_id")),
    )
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_mail_next_at"), ["next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outgoing_mail_person_id"), ["person_id"], unique=False)
