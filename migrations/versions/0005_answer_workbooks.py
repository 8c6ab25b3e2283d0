"""Workbooks of answers that came back and wait at the desk"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "returned_workbook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("brought_by_id", sa.Uuid(), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["brought_by_id"],
            ["staff.id"],
            name=op.f("fk_returned_workbook_brought_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["lab_session.id"],
            name=op.f("fk_returned_workbook_session_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returned_workbook")),
    )
    with op.batch_alter_table("returned_workbook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_returned_workbook_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_returned_workbook_session_id"), ["session_id"], unique=False)

