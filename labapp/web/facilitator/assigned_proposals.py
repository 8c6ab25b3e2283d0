"""The liaison of an institution: a proposal that its institution is asked to validate, answered on screen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.countdowns import Countdown
from labapp.domain.roles import Action
from labapp.models.recorder import Db
from labapp.queries.validations import ValidationRow, validation_row
from labapp.services import validations
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.verdicts import VerdictForms, say_not_viable, say_viable, verdict_forms
from labapp.web.forms import KeyedForm
from labapp.web.pages import render

PAGE = "facilitator/assigned_proposal.html"
_ONE = "/asignados/propuestas/<uuid:validation_id>"


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A request to the own institution, and the two answers that it can give."""

    row: ValidationRow
    verdict: VerdictForms

    @property
    def standing(self) -> Countdown:
        """How the day of the answer stands today."""
        return self.row.clock(today_in())


def _own(validation_id: UUID) -> ValidationRow:
    """Return a request that may be worked on now. Raises NotFound, or RuleViolated with why not."""
    _check(context.reading(), validation_id)
    return validation_row(context.reading(), validation_id)


def _check(db: Db, validation_id: UUID) -> None:
    validations.check_own(db, who(), validation_id, today=today_in())


def _page(row: ValidationRow, sent: KeyedForm | None = None) -> OwnPage:
    actions = (
        url_for("facilitator.assigned_proposal_viable", validation_id=row.id),
        url_for("facilitator.assigned_proposal_not_viable", validation_id=row.id),
    )
    return OwnPage(row, verdict_forms(row, actions, sent))


def _again(row: ValidationRow, form: KeyedForm, status: int) -> Response:
    return render(PAGE, _page(row, form), form=form, status=status)


@blueprint.get(_ONE)
@requires(Action.ANSWER_ASSIGNED)
def assigned_proposal(validation_id: UUID) -> Response:
    """Show the clauses that the institution is asked about, and its two answers."""
    return render(PAGE, _page(_own(validation_id)))


@blueprint.post(f"{_ONE}/viable")
@requires(Action.ANSWER_ASSIGNED)
def assigned_proposal_viable(validation_id: UUID) -> Response:
    """Keep that the institution approves."""
    row = _own(validation_id)
    return say_viable(
        row.id,
        lambda form, status: _again(row, form, status),
        check=lambda db: _check(db, validation_id),
        done=url_for("facilitator.assigned_list"),
    )


@blueprint.post(f"{_ONE}/no-viable")
@requires(Action.ANSWER_ASSIGNED)
def assigned_proposal_not_viable(validation_id: UUID) -> Response:
    """Keep that the institution finds it not viable, with its reasons and its counter-proposal."""
    row = _own(validation_id)
    return say_not_viable(
        row,
        lambda form, status: _again(row, form, status),
        check=lambda db: _check(db, validation_id),
        done=url_for("facilitator.assigned_list"),
    )
