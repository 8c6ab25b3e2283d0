"""The figures of the whole programme, edition by edition"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015_programme_tables"
down_revision = "0014_policies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme_table",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("cells", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("units", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_programme_table_edition_positive")),
        sa.CheckConstraint(
            "(level IS NULL) = (cells IS NULL) AND (level IS NULL) = (base IS NULL)",
            name=op.f("ck_programme_table_withheld_has_no_cells"),
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_programme_table_op"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_table")),
        sa.UniqueConstraint("dimension", "edition", name=op.f("uq_programme_table_dimension_edition")),
    )
