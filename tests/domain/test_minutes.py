"""Minutes are written by some, approved by another, and published as versions that never change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.minutes import (
    BLOCKS,
    REQUIRED,
    Block,
    Gap,
    Lacking,
    Minutes,
    MinutesKind,
    State,
    approve,
    missing_to_approve,
    publish,
    send_back,
    send_to_review,
    shows_sector_of_origin,
    write,
)

NOTE_TAKER, FACILITATOR, APPROVER = new_id(), new_id(), new_id()
READY = Minutes(
    kind=MinutesKind.TABLE_REPORT,
    filled=frozenset(BLOCKS[MinutesKind.TABLE_REPORT]),
    register_closed=True,
    contributions=8,
    report_due_on=date(2023, 8, 8),
    response_due_on=date(2023, 8, 24),
)


@pytest.mark.parametrize("kind", MinutesKind)
def test_what_is_required_is_a_block_of_the_document(kind: MinutesKind) -> None:
    assert set(BLOCKS[kind]) > REQUIRED[kind]
    assert len(BLOCKS[kind]) == len(set(BLOCKS[kind]))


def test_a_table_has_its_proposal_and_a_lab_its_agreements() -> None:
    assert Block.PROPOSAL in REQUIRED[MinutesKind.TABLE_REPORT]
    assert Block.AGREEMENTS in BLOCKS[MinutesKind.LAB_MINUTES]
    assert Block.AGREEMENTS not in BLOCKS[MinutesKind.TABLE_REPORT]


def test_written_reviewed_approved_and_published_by_two_people() -> None:
    written = write(write(READY, NOTE_TAKER), FACILITATOR)

    published = publish(approve(send_to_review(written), APPROVER))

    assert (published.state, published.published, published.approved_by) == (State.PUBLISHED, 1, APPROVER)


@pytest.mark.parametrize("author", [NOTE_TAKER, FACILITATOR])
def test_nobody_who_wrote_in_them_approves_them(author: object) -> None:
    written = send_to_review(write(write(READY, NOTE_TAKER), FACILITATOR))

    with pytest.raises(RuleViolated, match="approver_is_author"):
        approve(written, author)  # type: ignore[arg-type] # parametrized id


def test_words_that_change_after_the_approval_are_reviewed_anew() -> None:
    approved = approve(send_to_review(write(READY, NOTE_TAKER)), APPROVER)

    changed = write(approved, NOTE_TAKER)

    assert (changed.state, changed.approved_by) == (State.DRAFT, None)
    with pytest.raises(RuleViolated, match="minutes_not_approved"):
        publish(changed)


def test_they_are_sent_back_with_a_note() -> None:
    in_review = send_to_review(write(READY, NOTE_TAKER))

    assert send_back(in_review, "Falta el lugar.").state is State.DRAFT
    with pytest.raises(RuleViolated, match="return_needs_note"):
        send_back(in_review, " ")


@pytest.mark.parametrize(
    ("act", "state", "code"),
    [
        (send_to_review, State.IN_REVIEW, "minutes_not_draft"),
        (lambda it: send_back(it, "Nota."), State.DRAFT, "minutes_not_in_review"),
        (lambda it: send_back(it, "Nota."), State.PUBLISHED, "minutes_not_in_review"),
        (lambda it: approve(it, APPROVER), State.DRAFT, "minutes_not_in_review"),
        (publish, State.IN_REVIEW, "minutes_not_approved"),
        (publish, State.PUBLISHED, "minutes_not_approved"),
    ],
)
def test_no_step_is_jumped(act: Callable[[Minutes], Minutes], state: State, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        act(replace(READY, state=state))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ()),
        ({"filled": READY.filled - {Block.NEXT_STEPS}}, (Lacking(Gap.BLOCK_EMPTY, Block.NEXT_STEPS),)),
        ({"filled": READY.filled - {Block.COMMENTS, Block.ANNEXES}}, ()),
        ({"register_closed": False}, (Lacking(Gap.REGISTER_OPEN, Block.PARTICIPANTS),)),
        ({"unread": ("3", "7a")}, (Lacking(Gap.NOT_READ_BACK, Block.CONTRIBUTIONS, ("3", "7a")),)),
        ({"unread": ("3",), "unread_note": "Se fue la luz."}, ()),
        ({"report_due_on": None}, (Lacking(Gap.NO_TERM_FOR_REPORT, Block.NEXT_STEPS),)),
        ({"response_due_on": None}, (Lacking(Gap.NO_TERM_FOR_RESPONSE, Block.NEXT_STEPS),)),
        ({"response_due_on": None, "contributions": 0}, ()),
        ({"published": 1}, (Lacking(Gap.NO_CHANGE_NOTE),)),
        ({"published": 1, "change_note": "Se corrigió el lugar."}, ()),
    ],
)
def test_what_is_missing_is_listed(changes: dict[str, object], expected: tuple[Lacking, ...]) -> None:
    assert missing_to_approve(replace(READY, **changes)) == expected  # type: ignore[arg-type] # fields by name


@pytest.mark.parametrize(
    ("act", "state"), [(lambda it: approve(it, APPROVER), State.IN_REVIEW), (publish, State.APPROVED)]
)
def test_incomplete_minutes_are_neither_approved_nor_published(act: Callable[[Minutes], Minutes], state: State) -> None:
    with pytest.raises(RuleViolated, match="minutes_incomplete") as refused:
        act(replace(READY, state=state, register_closed=False))

    assert refused.value.details["count"] == 1


def test_a_second_version_follows_the_first() -> None:
    first = publish(approve(send_to_review(write(READY, NOTE_TAKER)), APPROVER))

    second = write(replace(first, change_note="Se corrigió el lugar."), FACILITATOR)

    assert publish(approve(send_to_review(second), NOTE_TAKER)).published == 2


@pytest.mark.parametrize(("persons", "expected"), [(1, False), (4, False), (5, True)])
def test_the_sector_of_a_contribution_is_named_from_five_persons_on(persons: int, expected: bool) -> None:
    assert shows_sector_of_origin(persons) is expected
