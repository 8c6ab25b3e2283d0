"""The public figures count whole contributions and always add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.response_extras import Extra
from labapp.domain.response_measures import (
    Answering,
    Counted,
    answering,
    counted,
    group_of,
    measures,
    summed,
)
from labapp.domain.responses import GROUP, Answer, Disposition, Document, Group, Listed, by_number

D = Disposition
HELD = date(2023, 7, 25)
REASON = "Se decidió así después de oír a las comunidades y de revisar el presupuesto del año."
SHAPED: dict[str, str | date] = {
    "day": HELD + timedelta(60),
    "address": "https://ejemplo.gob.pa",
    "reason_kind": "legal",
}
EXTRAS: dict[Extra, str | date] = {
    extra: SHAPED.get(extra.shape, "Un dato concreto")
    for extra in Extra
    if extra not in {Extra.REFERS_TO, Extra.WHY_NO_AGREEMENT}
}


def answer(number: str, kind: Disposition, **changes: object) -> Answer:
    made = Answer(number, kind, reason=REASON, extras=EXTRAS, answered_on=HELD + timedelta(10))
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def document(*answers: Answer, listed: tuple[Listed, ...]) -> Document:
    return Document(
        listed=listed, answers=answers, labels={}, held_on=HELD, institution="ANTAI", office="Gobierno Abierto"
    )


def rows(count: int) -> tuple[Listed, ...]:
    return tuple(Listed(str(n + 1), "") for n in range(count))


def test_one_that_refers_counts_in_the_group_of_its_target() -> None:
    target, refers = answer("1", D.OUT_OF_SCOPE), answer("2", D.REFERS_TO_OTHER, refers_to="1")

    assert group_of(refers, by_number((target, refers))) is Group.NOT_TAKEN_UP


@pytest.mark.parametrize("target", ["2", "3", "99"])
def test_a_reference_that_leads_nowhere_has_no_group(target: str) -> None:
    answers = by_number((answer("2", D.REFERS_TO_OTHER, refers_to=target), answer("3", D.REFERS_TO_OTHER)))

    assert group_of(answers["2"], answers) is None


def test_a_withdrawn_one_decides_nothing() -> None:
    assert group_of(answer("1", D.WITHDRAWN), {}) is None


def test_an_offer_without_agreement_was_not_taken_up() -> None:
    declined = answer("1", D.OFFER, extras={Extra.WHY_NO_AGREEMENT: "No hay local."})

    assert group_of(declined, {}) is Group.NOT_TAKEN_UP
    assert group_of(answer("1", D.OFFER), {}) is Group.OTHER_WAY


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((D.OUT_OF_SCOPE, D.INCORPORATED), Group.TAKEN_UP),
        ((D.OUT_OF_SCOPE, D.WILL_BE_CONSIDERED), Group.PENDING_DECISION),
        ((D.OUT_OF_SCOPE, D.ALREADY_COVERED), Group.ALREADY_THERE),
        ((D.COMMENT_ONLY, D.COMMENT_ONLY), Group.NO_REQUEST),
    ],
)
def test_a_composite_one_counts_once(kinds: tuple[Disposition, Disposition], expected: Group) -> None:
    parts = tuple(answer(f"7{letter}", kind) for letter, kind in zip("ab", kinds, strict=True))

    assert group_of(Answer("7", part_answers=parts), {}) is expected


def test_received_answered_and_taken_up() -> None:
    listed = (*rows(4), Listed("5", "", joined_into="1"), Listed("6", "", withdrawn=True))
    given = (answer("1", D.INCORPORATED), answer("2", D.NOT_VIABLE), answer("3", D.NOT_VIABLE, extras={}))

    found = measures(document(*given, listed=listed), today=HELD)

    assert (found.received, found.withdrawn, found.answered, found.taken_up) == (5, 1, 3, 2)
    assert found.groups[Group.NOT_TAKEN_UP] == 1


def test_the_median_counts_calendar_days_from_the_gathering() -> None:
    days = (5, 10, 40)
    given = tuple(answer(str(n + 1), D.ALREADY_COVERED, answered_on=HELD + timedelta(d)) for n, d in enumerate(days))

    assert measures(document(*given, listed=rows(3)), today=HELD).median_days == 10
    assert measures(document(listed=rows(3)), today=HELD).median_days is None


def test_a_composite_one_is_answered_on_the_day_of_its_last_part() -> None:
    parts = (answer("1a", D.INCORPORATED), answer("1b", D.INCORPORATED, answered_on=HELD + timedelta(20)))
    listed = (Listed("1", "", parts=("1a", "1b")),)

    found = measures(document(Answer("1", part_answers=parts), listed=listed), today=HELD)

    assert (found.answered, found.median_days) == (1, 20)


@pytest.mark.parametrize(("late", "expected"), [(0, ()), (60, ()), (61, ("1",))])
def test_what_would_be_considered_is_overdue_the_day_after_its_date(late: int, expected: tuple[str, ...]) -> None:
    given = answer("1", D.WILL_BE_CONSIDERED)

    found = measures(document(given, listed=rows(1)), today=HELD + timedelta(late))

    assert found.overdue == expected


@given(st.lists(st.sampled_from([k for k in D if k in GROUP]), max_size=8))
def test_the_groups_add_up_to_the_answered(kinds: list[Disposition]) -> None:
    given = tuple(answer(str(n + 1), kind) for n, kind in enumerate(kinds))

    found = measures(document(*given, listed=rows(len(kinds) + 2)), today=HELD)

    assert sum(found.groups.values()) == found.answered == len(kinds)
    assert found.received == len(kinds) + 2


def test_many_documents_are_counted_as_one_list() -> None:
    one = document(answer("1", D.INCORPORATED), listed=rows(2))
    other = document(answer("1", D.NOT_VIABLE, answered_on=HELD + timedelta(30)), listed=rows(1))

    found = summed((*counted(one), *counted(other)), today=HELD)

    assert (found.received, found.answered, found.taken_up, found.median_days) == (3, 2, 1, 20)


def test_nothing_at_all_has_no_median() -> None:
    assert summed((), today=HELD) == measures(document(listed=()), today=HELD)


def test_a_contribution_says_who_answers_it() -> None:
    of_water = answer("1", D.INCORPORATED, institution="MEDUCA", office="Dirección de Agua")
    given = (
        of_water,
        Answer("2", part_answers=(answer("2a", D.NOT_VIABLE), replace(of_water, number="2b", institution="IDAAN"))),
        Answer("3", part_answers=(answer("3a", D.NOT_VIABLE), answer("3b", D.NOT_VIABLE, institution=" antai "))),
    )
    listed = (Listed("1", ""), Listed("2", "", parts=("2a", "2b")), Listed("3", "", parts=("3a", "3b")),
              Listed("4", "", owed_by="MIDES"), Listed("5", ""))  # fmt: skip

    found = {row.number: row.institutions for row in counted(document(*given, listed=listed))}

    assert found == {"1": ("MEDUCA",), "2": ("ANTAI", "IDAAN"), "3": ("ANTAI",), "4": ("MIDES",), "5": ("ANTAI",)}
    assert [answering(row) for row in counted(document(*given, listed=listed))][1] is Answering.SEVERAL
    assert answering(Counted("1")) is Answering.NOBODY_YET
    assert answering(Counted("1", ("MEDUCA",))) == "MEDUCA"


def test_what_is_owed_has_the_day_that_was_promised() -> None:
    later = answer("2", D.WILL_BE_CONSIDERED, extras={**EXTRAS, Extra.DECIDE_ON: HELD + timedelta(90)})
    parts = (answer("3a", D.WILL_BE_CONSIDERED), answer("3b", D.NEXT_STAGE))
    listed = (Listed("1", "", due_on=HELD + timedelta(30)), Listed("2", ""), Listed("3", "", parts=("3a", "3b")))

    one, two, three = counted(document(later, Answer("3", part_answers=parts), listed=listed))

    assert (one.due_on, one.decide_on) == (HELD + timedelta(30), None)
    assert (two.due_on, two.decide_on) == (None, HELD + timedelta(90))
    assert three.decide_on == HELD + timedelta(60), "the earliest of its parts"


@given(st.lists(st.sampled_from([k for k in D if k in GROUP]), max_size=8), st.integers(0, 4))
def test_the_sum_of_the_rows_is_the_whole(kinds: list[Disposition], cut: int) -> None:
    given = tuple(answer(str(n + 1), kind) for n, kind in enumerate(kinds))
    every = counted(document(*given, listed=rows(len(kinds) + 1)))

    parts = [summed(piece, today=HELD) for piece in (every[:cut], every[cut:])]

    assert sum(part.received for part in parts) == summed(every, today=HELD).received
    assert sum(part.taken_up for part in parts) == summed(every, today=HELD).taken_up
