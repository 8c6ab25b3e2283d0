"""Step 10: who is silent, and what an answer must say."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from labapp.domain.errors import RuleViolated
from labapp.domain.proposals import Clause, ProposalText
from labapp.domain.response_extras import ReasonKind
from labapp.domain.validations import (
    REASON_KINDS,
    Request,
    Signed,
    StepTen,
    Verdict,
    check_not_viable,
    check_signed,
    silent,
    step_ten,
)

MIDES, MEF = UUID(int=1), UUID(int=2)
ORIGINAL = ProposalText("Laboratorios", (Clause("1", "Seis laboratorios"), Clause("2", "Dos videos")))
COUNTER = ProposalText("Laboratorios", (Clause("1", "Cuatro laboratorios"), Clause("2", "Dos videos")))
REASON = "El presupuesto de este año alcanza para cuatro laboratorios; los otros dos necesitan una partida nueva."
SIGNED = Signed(office="Despacho superior", function="Ministra", number="DM-9", on=date(2026, 12, 1))
SENT = date(2026, 11, 20)
_P, _V, _N = Verdict.PENDING, Verdict.VIABLE, Verdict.NOT_VIABLE


@pytest.mark.parametrize(
    ("requests", "version", "step"),
    [
        ([], 1, StepTen.NOT_ASKED),
        ([Request(MIDES, 1, _P)], 1, StepTen.WAITING),
        ([Request(MIDES, 1, _V), Request(MEF, 1, _P)], 1, StepTen.WAITING),
        ([Request(MIDES, 1, _V), Request(MEF, 1, _N)], 1, StepTen.DONE),
        ([Request(MIDES, 1, _V)], 2, StepTen.WAITING),
        ([Request(MIDES, 1, _V), Request(MIDES, 2, _P)], 2, StepTen.WAITING),
        ([Request(MIDES, 1, _N), Request(MIDES, 2, _V)], 2, StepTen.DONE),
    ],
)
def test_step_ten_is_not_done_while_an_institution_is_silent_about_the_newest_version(
    requests: list[Request], version: int, step: StepTen
) -> None:
    assert step_ten(requests, version=version) is step


def test_it_is_told_who_is_silent() -> None:
    asked = [Request(MIDES, 2, _V), Request(MEF, 1, _V)]

    assert silent(asked, version=2) == (MEF,)


@pytest.mark.parametrize(
    ("signed", "sent_on", "code"),
    [
        (SIGNED, None, "letter_not_sent"),
        (Signed(office="", function="Ministra", number="DM-9", on=SENT), SENT, "verdict_needs_office"),
        (Signed(office="Despacho", function="", number="DM-9", on=SENT), SENT, "verdict_needs_function"),
        (Signed(office="Despacho", function="Ministra", number="", on=SENT), SENT, "reply_needs_number"),
        (Signed(office="Despacho", function="Ministra", number="DM-9", on=None), SENT, "reply_needs_day"),
        (SIGNED, date(2026, 12, 2), "reply_before_request"),
    ],
)
def test_an_answer_names_who_gives_it_and_follows_the_nota(signed: Signed, sent_on: date | None, code: str) -> None:
    with pytest.raises(RuleViolated) as caught:
        check_signed(signed, sent_on=sent_on)

    assert caught.value.code == code


def test_an_answer_may_bear_the_day_of_the_nota() -> None:
    assert check_signed(SIGNED, sent_on=date(2026, 12, 1)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("kind", "reason", "counter", "code"),
    [
        (None, REASON, COUNTER, "not_viable_needs_kind"),
        (ReasonKind.METHOD, REASON, COUNTER, "not_viable_needs_kind"),
        (ReasonKind.BUDGET, "", COUNTER, "not_viable_needs_reason"),
        (ReasonKind.BUDGET, "No hay fondos." + " " * 80, COUNTER, "not_viable_reason_short"),
        (ReasonKind.BUDGET, REASON, ProposalText("Laboratorios", ()), "counter_missing"),
        (ReasonKind.BUDGET, REASON, ORIGINAL, "counter_is_the_same"),
    ],
)
def test_not_viable_is_not_kept_without_kind_clear_reasons_and_counter_proposal(
    kind: ReasonKind | None, reason: str, counter: ProposalText, code: str
) -> None:
    with pytest.raises(RuleViolated) as caught:
        check_not_viable(kind, reason, original=ORIGINAL, counter=counter)

    assert caught.value.code == code


@pytest.mark.parametrize("kind", REASON_KINDS)
def test_with_all_three_it_is_kept(kind: ReasonKind) -> None:
    assert check_not_viable(kind, REASON, original=ORIGINAL, counter=COUNTER) is kind
