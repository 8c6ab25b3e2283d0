"""Every named constraint of the database refuses the bad row that it is there for, whatever the program does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from labapp.domain.ids import new_id
from labapp.models.database import make_engine
from tests.rows import NOW, TABLES, WRONG_CODE, Row, World, sample

C = TypeVar("C", bound=sa.Constraint)
MINE: sa.ColumnElement[object] = sa.literal_column("id")
UNANSWERED: Row = {"counter_id": None, "reason": None, "reason_kind": None}

BAD: dict[str, Row] = {
    "ck_community_place_code_is_six_digits": {"place_code": "12010"},
    "ck_space_lab_has_community": {"kind": "innovation_lab", "community_id": None},
    "ck_space_table_kind_for_tables": {"kind": "innovation_lab", "table_kind": "extended"},
    "ck_space_tablekind": {"kind": "cocreation_table", "table_kind": WRONG_CODE},
    "ck_space_urn_opened_before_sealed": {"urn_sealed_at": NOW},
    "ck_frozen_table_withheld_has_no_cells": {"level": None, "cells": {"women": 5}},
    "ck_lab_session_ends_after_start": {"ends_at": NOW - timedelta(hours=3)},
    "ck_lab_session_change_has_reason": {"stage": "cancelled", "reason": "  "},
    "ck_lab_session_capacity_positive": {"capacity": 0},
    "ck_intervention_has_office_or_organisation": {"office": None},
    "ck_intervention_person_has_office": {"office": None, "organisation": "ANTAI", "person": "Ana"},
    "ck_minutes_summary_language": {"translation": "Nuedi", "language": WRONG_CODE, "translator": "Ibelele"},
    "ck_minutes_summary_translation_has_language_and_translator": {"translation": "Nuedi", "language": None},
    "ck_participant_number_positive": {"number": 0},
    "ck_participant_minor_has_no_name": {"age_side": "minor", "name": "Ana"},
    "ck_participant_only_adults_have_contact": {"age_side": "minor", "contact": "6000-0000"},
    "ck_participant_erased_is_blank": {"erased_at": NOW, "name": "Ana"},
    "ck_programme_table_edition_positive": {"edition": 0},
    "ck_programme_table_withheld_has_no_cells": {"level": None, "cells": [["woman", 30, None]], "base": 30},
    "ck_reading_count_count_positive": {"count": 0},
    "ck_urn_total_count_not_negative": {"count": -1},
    "ck_agenda_block_has_name": {"code": None, "title": None},
    "ck_agenda_block_minutes_positive": {"minutes": 0},
    "ck_attendance_leaves_after_arrival": {"left_at": NOW - timedelta(minutes=1)},
    "ck_contribution_number_positive": {"number": 0},
    "ck_contribution_redacted_has_text": {"public_text": "[nombre]"},
    "ck_contribution_hidden_has_reason": {"public_state": "withheld", "withhold_reason": None},
    "ck_contribution_publicstate": {"public_state": WRONG_CODE, "withhold_reason": "offence"},
    "ck_contribution_withholdreason": {"public_state": "withheld", "withhold_reason": WRONG_CODE},
    "ck_contribution_not_joined_to_itself": {"joined_into_id": MINE},
    "ck_list_template_logo_has_kind": {"logo_sha256": "ab", "logo_kind": None},
    "ck_list_template_picturekind": {"logo_sha256": "ab", "logo_kind": WRONG_CODE},
    "ck_list_export_listscope": {"scope": WRONG_CODE, "session_id": None},
    "ck_list_export_session_for_sessions": {"session_id": None},
    "ck_list_export_space_unless_period": {"space_id": None},
    "ck_list_export_days_for_periods": {"from_on": NOW.date(), "to_on": NOW.date()},
    "ck_list_export_both_days": {"to_on": NOW.date()},
    "ck_list_export_ends_after_start": {
        "scope": "period", "session_id": None, "space_id": None,
        "from_on": NOW.date(), "to_on": NOW.date() - timedelta(days=1),
    },
    "ck_answer_reference_has_target": {"disposition": "refers_to_other", "refers_to_id": None},
    "ck_answer_not_referring_to_itself": {"refers_to_id": sa.literal_column("contribution_id")},
    "ck_assignment_open_has_no_end": {"closed_on": NOW.date()},
    "ck_assignment_assignmentstate": {"state": WRONG_CODE, "closed_on": NOW.date()},
    "ck_assignment_given_back_says_why": {"state": "given_back", "closed_on": NOW.date(), "reason": "No nos compete"},
    "ck_due_extension_decision_has_day": {"decision": "granted", "decided_on": None},
    "ck_due_extension_extensiondecision": {"decision": WRONG_CODE, "decided_on": NOW.date()},
    "ck_due_extension_is_longer": {"until_on": NOW.date() - timedelta(days=3)},
    "ck_request_letter_sent_with_number_and_day": {"number": "N-1", "sent_on": None},
    "ck_request_letter_reply_with_number_and_day": {"reply_number": None, "reply_on": NOW.date()},
    "ck_request_letter_number_not_blank": {"number": " ", "sent_on": NOW.date()},
    "ck_request_letter_reply_number_not_blank": {"reply_number": " ", "reply_on": NOW.date()},
    "ck_request_letter_scan_has_kind": {"reply_number": "R-1", "reply_on": NOW.date(), "scan_sha256": "0" * 64},
    "ck_request_letter_scan_is_of_a_reply": {"scan_sha256": "0" * 64, "scan_kind": ".pdf"},
    "ck_liaison_designation_ends_after_start": {"valid_until": NOW.date() - timedelta(days=3)},
    "ck_observation_one_place": {"part": "agreements", "contribution_id": MINE},
    "ck_observation_answer_has_author_and_time": {"answered_at": None},
    "ck_observation_refusal_has_reason": {"outcome": "not_corrected"},
    "ck_observation_outcome": {"outcome": WRONG_CODE, "reason": "Así se dijo"},
    "ck_observation_told_once_answered": {"outcome": None, "answered_at": None, "answered_by_id": None},
    "ck_observation_window_days_positive": {"days": 0},
    "ck_outgoing_mail_attempts_not_negative": {"attempts": -1},
    "ck_outgoing_mail_queued_has_time": {"next_at": None},
    "ck_outgoing_mail_sent_has_time": {"sent_at": NOW},
    "ck_outgoing_mail_taken_has_taker": {"state": "taken", "taking_id": None},
    "ck_proposal_counter_has_institution": {"counter_to_id": new_id(), "organisation_id": None},
    "ck_proposal_not_counter_to_itself": {"counter_to_id": MINE},
    "ck_validation_sent_with_number_and_day": {"number": "N-1", "sent_on": None},
    "ck_validation_reply_with_number_and_day": {"reply_on": None},
    "ck_validation_number_not_blank": {"number": " ", "sent_on": NOW.date()},
    "ck_validation_scan_has_kind": {"scan_sha256": "0" * 64},
    "ck_validation_scan_is_of_a_reply": {
        **UNANSWERED, "verdict": "pending", "reply_number": None, "reply_on": None,
        "scan_sha256": "0" * 64, "scan_kind": ".pdf",
    },
    "ck_validation_verdict": {**UNANSWERED, "verdict": WRONG_CODE},
    "ck_validation_verdict_by_nota": {"reply_number": None, "reply_on": None},
    "ck_validation_verdict_has_office_and_function": {"answered_by_office": None},
    "ck_validation_counter_when_not_viable": {"verdict": "viable"},
    "ck_validation_counter_has_reason": {"reason": None},
    "ck_validation_counter_has_kind": {"reason_kind": None},
    "ck_validation_taken_back_says_why": {"taken_back_on": NOW.date()},
    "ck_validation_taken_back_because_not_blank": {"taken_back_on": NOW.date(), "taken_back_because": "  "},
    "ck_answer_reason_belongs_to_a_kind": {"disposition": None, "reason": "Porque sí"},
}
"""For each check that `bad_row` cannot break by itself, alone: what to change in a good row."""


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    engine = make_engine(database_url)
    try:
        yield World.built(engine)
    finally:
        engine.dispose()


def constraints(kind: type[C]) -> list[tuple[sa.Table, C]]:
    found = [(table, c) for table in TABLES for c in table.constraints if isinstance(c, kind)]
    return sorted(found, key=lambda pair: str(pair[1].name))


def bad_row(check: sa.CheckConstraint) -> Row | None:
    """Return the change that breaks this check alone; None where nobody has thought of one."""
    name, column = str(check.name), str(check.name).removeprefix(f"ck_{check.table.name}_").removesuffix("_not_blank")
    if name in BAD:
        return BAD[name]
    if check.columns:  # only checks of a vocabulary know their column
        return {next(iter(check.columns)).name: WRONG_CODE}
    if name.endswith("_not_blank"):
        return {column: "   "}
    return None


def refusal(act: Any, *given: Any) -> str:
    """Return what the database says against an act; nothing where it accepts."""
    try:
        act(*given)
    except IntegrityError as refused:
        diagnosis = getattr(refused.orig, "diag", None)
        return str(diagnosis.constraint_name) if diagnosis else str(refused.orig)
    return "accepted"


def test_every_check_has_a_bad_row_and_no_bad_row_is_left_over() -> None:
    checks = [check for _, check in constraints(sa.CheckConstraint)]

    assert [check.name for check in checks if bad_row(check) is None] == []
    assert set(BAD) <= {check.name for check in checks}


def test_every_constraint_has_a_name_of_its_own() -> None:
    names = [c.name for _, c in constraints(sa.Constraint)]

    assert None not in names
    assert len(names) == len(set(names))


def test_every_check_refuses_its_bad_row(world: World) -> None:
    checks = constraints(sa.CheckConstraint)

    said = {check.name: refusal(world.change, table, bad_row(check)) for table, check in checks}

    expected = "{}" if world.engine.dialect.name == "postgresql" else "CHECK constraint failed: {}"
    assert said == {name: expected.format(name) for name in said}


def test_every_unique_constraint_refuses_the_second_row(world: World) -> None:
    said, expected = {}, {}
    for table, unique in constraints(sa.UniqueConstraint):
        columns = [column.name for column in unique.columns]
        said[unique.name] = refusal(world.double, table, set(columns))
        listed = ", ".join(f"{table.name}.{column}" for column in columns)
        on_sqlite = world.engine.dialect.name == "sqlite"
        expected[unique.name] = f"UNIQUE constraint failed: {listed}" if on_sqlite else unique.name

    assert said == expected


def test_a_second_row_that_differs_in_what_is_unique_is_accepted(world: World) -> None:
    doubled = {table.name: refusal(world.double, table, set()) for table, _ in constraints(sa.UniqueConstraint)}

    assert set(doubled.values()) == {"accepted"}


def test_every_foreign_key_refuses_a_row_that_is_not_there(world: World) -> None:
    said = {
        key.name: refusal(world.change, table, {key.columns[0].name: sample(key.columns[0])})
        for table, key in constraints(sa.ForeignKeyConstraint)
    }

    on_sqlite = world.engine.dialect.name == "sqlite"
    assert said == {name: "FOREIGN KEY constraint failed" if on_sqlite else name for name in said}


def test_a_change_that_breaks_nothing_is_accepted(world: World) -> None:
    changed = [(table, table.columns["op"]) for table in TABLES if "op" in table.columns]

    said = {table.name: refusal(world.change, table, {}) for table, _ in changed}

    assert said == {table.name: "accepted" for table, _ in changed}
    assert refusal(world.change, changed[0][0], {"op": new_id()}) != "accepted"
