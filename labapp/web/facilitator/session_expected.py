"""Who is expected at a session: a list pasted from a spreadsheet, looked at row by row before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField

from labapp.domain.roles import Action
from labapp.domain.rosters import ExpectedList, RowProblem, parse_expected
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.calls import ExpectedPerson, expected_people
from labapp.queries.sessions import SessionHead
from labapp.services import calls
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Needed, WordedForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _, render

TEMPLATE = "facilitator/session_expected.html"
REVIEW = "facilitator/session_expected_review.html"

_CANNOT_BE_KEPT = frozenset({RowProblem.NAME_ABSENT, RowProblem.NAME_LONG})


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """Who is expected by now."""

    head: SessionHead
    people: tuple[ExpectedPerson, ...]
    forget: ForgetForm


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A pasted list before it is kept; `lines` are those that were ticked."""

    head: SessionHead
    found: ExpectedList
    lines: frozenset[int]

    def can_be_kept(self, problems: tuple[RowProblem, ...]) -> bool:
        """Whether a row has a name that fits."""
        return not _CANNOT_BE_KEPT & set(problems)


class PasteForm(WordedForm):
    """The paste."""

    name = "expected_paste"
    text = TextAreaField(validators=[Needed("Pegue aquí la lista.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"text": _("Lista copiada de Excel")}


class KeepForm(WordedForm):
    """The paste again, with the rows that were ticked beside it."""

    name = "expected_keep"
    text = HiddenField()


class ForgetForm(WordedForm):
    """Nothing but the wish to empty the list."""

    name = "expected_forget"


def _page(head: SessionHead, *, forget: ForgetForm | None = None) -> ExpectedPage:
    return ExpectedPage(head, expected_people(context.reading(), head.id), forget or ForgetForm.shown())


def _url(session_id: UUID) -> str:
    return url_for("facilitator.session_expected", session_id=session_id)


@blueprint.get("/sesiones/<uuid:session_id>/esperados")
@requires(Action.SEE_NAMES)
def session_expected(session_id: UUID) -> Response:
    """Show who is expected, and where to paste a list."""
    return render(TEMPLATE, _page(session_for(session_id, Action.PLAN)), form=PasteForm.shown())


@blueprint.post("/sesiones/<uuid:session_id>/esperados/revisar")
@requires(Action.PLAN)
def expected_review(session_id: UUID) -> Response:
    """Show a pasted list row by row, with what is odd about each; nothing is kept yet."""
    head = session_for(session_id, Action.PLAN)
    form = PasteForm.sent()
    if not form.validate():
        return render(TEMPLATE, _page(head), form=form, status=422)
    found = parse_expected(form.text.data or "")
    lines = frozenset(row.line for row in found.rows if not row.problems)
    return render(REVIEW, ReviewPage(head, found, lines), form=KeepForm.shown(text=form.text.data))


@blueprint.post("/sesiones/<uuid:session_id>/esperados")
@requires(Action.PLAN)
def expected_keep(session_id: UUID) -> Response:
    """Keep the rows that were ticked."""
    head = session_for(session_id, Action.PLAN)
    form = KeepForm.sent()
    found = parse_expected(form.text.data or "")
    lines = frozenset(request.form.getlist("line", type=int))

    def act(db: Db) -> str:
        calls.expect(db, session_id, [row for row in found.rows if row.line in lines])
        return _url(session_id)

    return attempt(Verb.PASTE_EXPECTED, form, act, template=REVIEW, page=ReviewPage(head, found, lines))


@blueprint.post("/sesiones/<uuid:session_id>/esperados/vaciar")
@requires(Action.PLAN)
def expected_forget(session_id: UUID) -> Response:
    """Empty the list of those expected."""
    head = session_for(session_id, Action.PLAN)
    form = ForgetForm.sent()

    def act(db: Db) -> str:
        calls.forget_expected(db, session_id)
        return _url(session_id)

    return attempt(Verb.PASTE_EXPECTED, form, act, template=TEMPLATE, page=_page(head, forget=form))
