"""What the record of a session gained: letterheads, its few plain sentences, withdrawn versions, signed copies"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letterhead",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_letterhead_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_letterhead_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterhead")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_letterhead_organisation_id")),
    )
    op.create_table(
        "minutes_summary",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("translation", sa.Text(), nullable=True),
        sa.Column(
            "language",
            sa.Enum(
                "es",
                "gym",
                "sab",
                "cuk",
                "emp",
                "noa",
                "tfr",
                "bzd",
                "lsp",
                "en",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("translator", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(translation IS NULL) = (language IS NULL) AND (translation IS NULL) = (translator IS NULL)",
            name=op.f("ck_minutes_summary_translation_has_language_and_translator"),
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_minutes_summary_minutes_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_minutes_summary_op"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_summary")),
        sa.UniqueConstraint("minutes_id", name=op.f("uq_minutes_summary_minutes_id")),
    )
    op.create_table(
        "minutes_scan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("pdf", "jpeg", "png", name="scankind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attached_by_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["attached_by_id"],
            ["staff.id"],
            name=op.f("fk_minutes_scan_attached_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_minutes_scan_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["minutes_version.id"],
            name=op.f("fk_minutes_scan_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_scan")),
    )
    with op.batch_alter_table("minutes_scan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_scan_version_id"), ["version_id"], unique=False)

    op.create_table(
        "minutes_withdrawal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "reason IS NULL OR length(trim(reason)) > 0", name=op.f("ck_minutes_withdrawal_reason_not_blank")
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_minutes_withdrawal_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["minutes_version.id"],
            name=op.f("fk_minutes_withdrawal_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["staff.id"],
            name=op.f("fk_minutes_withdrawal_withdrawn_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_withdrawal")),
        sa.UniqueConstraint("version_id", name=op.f("uq_minutes_withdrawal_version_id")),
    )
