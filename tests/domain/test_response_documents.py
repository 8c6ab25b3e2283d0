"""Only a complete document is a reasoned response; before that a progress report names who owes what, until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from labapp.domain.completeness import Lack
from labapp.domain.errors import RuleViolated
from labapp.domain.response_documents import (
    Pending,
    changed_numbers,
    check_publishable,
    dated_too_early,
    missing_of_document,
    missing_of_progress,
    pending,
    state_of,
)
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Answer, Disposition, Document, Listed, VersionKind

REASON = "Se incluyó porque las comunidades lo pidieron y cabe dentro del presupuesto aprobado."
REPORTED = {"1": "Ampliar a las comarcas.", "2": "Más videos cortos."}
DUE = date(2023, 9, 30)


def incorporated(number: str, **changes: object) -> Answer:
    extras = {Extra.CLAUSE: "3", Extra.VERSION: "2"}
    return replace(Answer(number, Disposition.INCORPORATED, reason=REASON, extras=extras), **changes)  # type: ignore[arg-type] # by name


COMPLETE = Document(
    listed=tuple(Listed(number, text) for number, text in REPORTED.items()),
    answers=(incorporated("1"), incorporated("2")),
    labels={},
    gathering="Segunda mesa de cocreación, ítem A",
    held_on=date(2023, 7, 25),
    institution="ANTAI",
    office="Oficina de Gobierno Abierto",
    answered_on=date(2023, 8, 14),
    objections_contact="Ventanilla de ANTAI, planta baja",
    validated_by="Dirección General",
    validated_on=date(2023, 8, 15),
)


def test_a_complete_document_is_a_reasoned_response() -> None:
    assert missing_of_document(COMPLETE, REPORTED) == ()
    assert state_of(COMPLETE, REPORTED) is VersionKind.COMPLETE
    check_publishable(COMPLETE, REPORTED, wanted=VersionKind.COMPLETE)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"gathering": " "}, Lack.NO_GATHERING),
        ({"held_on": None}, Lack.NO_GATHERING_DAY),
        ({"objections_contact": ""}, Lack.NO_OBJECTIONS_CONTACT),
        ({"objections_until": date(2023, 8, 1)}, Lack.OBJECTIONS_END_EARLY),
        ({"validated_by": ""}, Lack.NOT_VALIDATED),
        ({"validated_on": None}, Lack.NOT_VALIDATED),
        ({"listed": COMPLETE.listed[:1]}, Lack.NOT_LISTED),
        ({"listed": (*COMPLETE.listed, Listed("3", "Otro"))}, Lack.NOT_IN_MINUTES),
        ({"listed": (Listed("1", "Ampliar."), COMPLETE.listed[1])}, Lack.TEXT_ALTERED),
        ({"answers": (incorporated("1"),)}, Lack.UNANSWERED),
        ({"answers": (incorporated("1"), incorporated("2", reason="Sí."))}, Lack.REASON_TOO_SHORT),
    ],
)
def test_one_thing_missing_keeps_it_from_being_one(changes: dict[str, object], expected: Lack) -> None:
    document = replace(COMPLETE, **changes)  # type: ignore[arg-type] # fields by name

    assert expected in {line.code for line in missing_of_document(document, REPORTED)}
    with pytest.raises(RuleViolated, match="response_incomplete") as refused:
        check_publishable(document, REPORTED, wanted=VersionKind.COMPLETE)
    assert refused.value.details["missing"] == missing_of_document(document, REPORTED)


def test_institution_office_and_day_are_asked_of_the_document_when_no_answer_brings_them() -> None:
    unsigned = replace(COMPLETE, institution="", office="", answered_on=None)

    fields = {line.field for line in missing_of_document(unsigned, REPORTED)}

    assert fields == {"institution", "office", "answered_on"}


def test_the_text_may_differ_in_blanks_only() -> None:
    spaced = replace(COMPLETE, listed=(Listed("1", "Ampliar  a las\tcomarcas. "), COMPLETE.listed[1]))

    assert missing_of_document(spaced, REPORTED) == ()


def test_withdrawn_and_joined_ones_are_listed_and_need_no_answer_of_their_own() -> None:
    listed = (*COMPLETE.listed, Listed("3", "Videos.", joined_into="2"), Listed("4", "", withdrawn=True))

    document = replace(COMPLETE, listed=listed)

    assert missing_of_document(document, {**REPORTED, "3": "Videos."}) == ()


def test_one_answer_may_serve_several_contributions() -> None:
    document = replace(COMPLETE, answers=(incorporated("1", also=("2",)),))

    assert missing_of_document(document, REPORTED) == ()


def test_a_progress_report_names_who_owes_each_open_one_and_until_when() -> None:
    listed = (COMPLETE.listed[0], replace(COMPLETE.listed[1], owed_by="Ministerio de Obras Públicas", due_on=DUE))
    document = replace(COMPLETE, listed=listed, answers=(incorporated("1"),), validated_by="")

    assert pending(document) == (Pending("2", "Ministerio de Obras Públicas", DUE),)
    assert state_of(document, REPORTED) is VersionKind.PROGRESS
    check_publishable(document, REPORTED, wanted=VersionKind.PROGRESS)


def test_an_incomplete_answer_is_still_pending() -> None:
    document = replace(COMPLETE, answers=(incorporated("1"), incorporated("2", extras={})))

    assert [row.number for row in pending(document)] == ["2"]


def test_a_progress_report_without_institution_or_day_waits() -> None:
    document = replace(COMPLETE, institution="", answers=())

    found = {(line.code, line.number) for line in missing_of_progress(document, REPORTED)}

    assert (Lack.PENDING_WITHOUT_INSTITUTION, "1") in found
    assert (Lack.PENDING_WITHOUT_DAY, "2") in found
    assert state_of(document, REPORTED) is None
    with pytest.raises(RuleViolated, match="progress_incomplete"):
        check_publishable(document, REPORTED, wanted=VersionKind.PROGRESS)


def test_a_new_version_shows_which_numbers_changed() -> None:
    after = replace(COMPLETE, answers=(incorporated("1"), incorporated("2", reason=REASON + " Y más.")))

    assert changed_numbers(COMPLETE, after) == ("2",)
    assert changed_numbers(COMPLETE, COMPLETE) == ()
    assert changed_numbers(COMPLETE, replace(COMPLETE, listed=COMPLETE.listed[:1])) == ("2",)


@pytest.mark.parametrize(
    ("own_day", "out_on", "today", "early"),
    [
        (None, date(2023, 8, 16), date(2023, 8, 30), ("2",)),
        (date(2023, 8, 30), date(2023, 8, 16), date(2023, 8, 30), ()),
        (None, date(2023, 8, 15), date(2023, 8, 30), ()),
        (None, date(2023, 8, 16), date(2023, 8, 16), ()),
        (None, None, date(2023, 8, 30), ()),
    ],
)
def test_a_new_answer_under_the_day_of_an_older_version_is_named(
    own_day: date | None, out_on: date | None, today: date, early: tuple[str, ...]
) -> None:
    answers = (incorporated("1"), incorporated("2", answered_on=own_day))
    document = replace(COMPLETE, answers=answers, answered_on=date(2023, 8, 16))

    assert dated_too_early(document, ("2", "9"), out_on=out_on, today=today) == early
