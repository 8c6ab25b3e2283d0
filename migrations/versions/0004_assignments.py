"""Assignments of contributions, more time, notas and designations; and the role of the liaison"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KNOWN_ROLE = (
    "role IN ('administrator', 'coordination', 'facilitator', 'note_taker', 'approver', 'data_officer', 'liaison')"
)


def _staff() -> sa.Table:
    """Return the table as it is from now on: the same columns, and one role more."""
    return sa.Table(
        "staff",
        sa.MetaData(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(KNOWN_ROLE, name="ck_staff_role"),
        sa.CheckConstraint("name IS NULL OR length(trim(name)) > 0", name="ck_staff_name_not_blank"),
        sa.ForeignKeyConstraint(["op"], ["operation.id"], name="fk_staff_op", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_staff_organisation_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
    )


def _admit_liaisons() -> None:
    """The triggers of `staff` go with the old table on SQLite; `env.py` installs them again after every migration."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_staff_role"), "staff", type_="check")
        op.create_check_constraint(op.f("ck_staff_role"), "staff", KNOWN_ROLE)
        return
    with op.batch_alter_table("staff", recreate="always", copy_from=_staff()):
        pass


def upgrade() -> None:
    _admit_liaisons()
    op.create_table(
        "liaison_designation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("note_number", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "principal", "substitute", name="liaisoncapacity", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "note_number IS NULL OR length(trim(note_number)) > 0",
            name=op.f("ck_liaison_designation_note_number_not_blank"),
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_liaison_designation_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_liaison_designation_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
            name=op.f("fk_liaison_designation_staff_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_designation")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_liaison_designation_staff_id")),
    )
    op.create_table(
        "request_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("signatory", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("reply_number", sa.Text(), nullable=True),
        sa.Column("reply_on", sa.Date(), nullable=True),
        sa.Column("scan_sha256", sa.Text(), nullable=True),
        sa.Column("scan_kind", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(number IS NULL) = (sent_on IS NULL)", name=op.f("ck_request_letter_sent_with_number_and_day")
        ),
        sa.CheckConstraint(
            "(reply_number IS NULL) = (reply_on IS NULL)", name=op.f("ck_request_letter_reply_with_number_and_day")
        ),
        sa.CheckConstraint("(scan_sha256 IS NULL) = (scan_kind IS NULL)", name=op.f("ck_request_letter_scan_has_kind")),
        sa.CheckConstraint(
            "number IS NULL OR length(trim(number)) > 0", name=op.f("ck_request_letter_number_not_blank")
        ),
        sa.CheckConstraint(
            "reply_number IS NULL OR length(trim(reply_number)) > 0",
            name=op.f("ck_request_letter_reply_number_not_blank"),
        ),
        sa.CheckConstraint(
            "scan_sha256 IS NULL OR reply_number IS NOT NULL", name=op.f("ck_request_letter_scan_is_of_a_reply")
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_request_letter_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_request_letter_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["lab_session.id"],
            name=op.f("fk_request_letter_session_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_letter")),
    )
    with op.batch_alter_table("request_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_letter_session_id"), ["session_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "assigned",
                "taken_back",
                "given_back",
                name="assignmentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("belongs_to", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(state = 'assigned') = (closed_on IS NULL)", name=op.f("ck_assignment_open_has_no_end")),
        sa.CheckConstraint(
            "state <> 'given_back' OR (reason IS NOT NULL AND belongs_to IS NOT NULL)",
            name=op.f("ck_assignment_given_back_says_why"),
        ),
        sa.CheckConstraint(
            "belongs_to IS NULL OR length(trim(belongs_to)) > 0", name=op.f("ck_assignment_belongs_to_not_blank")
        ),
        sa.CheckConstraint("reason IS NULL OR length(trim(reason)) > 0", name=op.f("ck_assignment_reason_not_blank")),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_assignment_contribution_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["request_letter.id"],
            name=op.f("fk_assignment_letter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_assignment_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_assignment_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_contribution_id"), ["contribution_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "due_extension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "granted", "refused", name="extensiondecision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(decision IS NULL) = (decided_on IS NULL)", name=op.f("ck_due_extension_decision_has_day")),
        sa.CheckConstraint(
            "reason IS NULL OR length(trim(reason)) > 0", name=op.f("ck_due_extension_reason_not_blank")
        ),
        sa.CheckConstraint("until_on > due_before", name=op.f("ck_due_extension_is_longer")),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_due_extension_assignment_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_due_extension_op"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_extension")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_due_extension_assignment_id")),
    )
