"""How often public pages were opened and public files downloaded"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_views"
down_revision = "0013_mail"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reading_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column(
            "form",
            sa.Enum("page", "file", name="readform", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_reading_count_count_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_count")),
        sa.UniqueConstraint("place", "form", "on", name=op.f("uq_reading_count_place_form_on")),
    )
