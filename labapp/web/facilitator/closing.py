"""Closing a session at the desk: the room, the register, the anonymous questions of its lab or table."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from labapp.domain.closing import Missing
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.roles import Action, can
from labapp.domain.sessions import Stage
from labapp.domain.urn_terms import Meeting, closing_seals
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import closing as closings
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.services import closing, urns
from labapp.web import access, context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint, may_open
from labapp.web.facilitator.desk_forms import ActForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once, signature
from labapp.words.labels import refusal

CLOSING = "/sesiones/<uuid:session_id>/cierre"
_PAGES = {
    Missing.PAIRS: "facilitator.desk_pairs",
    Missing.ROSTER: "facilitator.roster_page",
    Missing.ORGANISATIONS: "facilitator.desk_organisations",
    Missing.MINORS: "facilitator.desk_page",
    Missing.UNCONFIRMED: "facilitator.contribution_list",
    Missing.REPLAYS: "facilitator.kept_page",
}


class RegisterForm(KeyedForm):
    """How much paper there was and how much of it was typed, and that whoever closes knows what follows."""

    name = "close_register"
    sheets_filled = IntegerField(validators=[InputRequired(), NumberRange(0, closing.MOST_SHEETS)])
    sheets_typed = IntegerField(validators=[InputRequired(), NumberRange(0, closing.MOST_SHEETS)])
    slips_filled = IntegerField(validators=[InputRequired(), NumberRange(0, closing.MOST_SHEETS)])
    slips_typed = IntegerField(validators=[InputRequired(), NumberRange(0, closing.MOST_SHEETS)])
    sure = BooleanField()

    def worded(self) -> RegisterForm:
        """Give the fields their words."""
        self.sheets_filled.label.text = _("Filas firmadas en papel")
        self.sheets_typed.label.text = _("De ellas, pasadas al programa")
        self.slips_filled.label.text = _("Hojas de preguntas anónimas en la caja")
        self.slips_typed.label.text = _("De ellas, pasadas al programa")
        self.sure.label.text = _("Entiendo que no se puede deshacer")
        return self

    def paper(self) -> closing.Paper:
        """Return what was declared. Raises RuleViolated `closing_not_confirmed` unless the box is ticked."""
        if not self.sure.data:
            raise RuleViolated("closing_not_confirmed", field="sure")
        return closing.Paper(
            sheets_filled=self.sheets_filled.data or 0,
            sheets_typed=self.sheets_typed.data or 0,
            slips_filled=self.slips_filled.data or 0,
            slips_typed=self.slips_typed.data or 0,
        )


class SealForm(KeyedForm):
    """That whoever seals knows that it is for good."""

    name = "seal_urn"
    sure = BooleanField()

    def worded(self) -> SealForm:
        """Give the field its words."""
        self.sure.label.text = _("Entiendo que sellar no se puede deshacer")
        return self


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """What is missing, what follows, and the next button."""

    head: SessionHead
    facts: closings.Closing
    missing: list[tuple[Missing, int, str | None]]
    report_days: int
    response_days: int
    seals: bool
    may_run: bool
    may_close: bool
    room: ActForm


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The anonymous questions of a lab or table."""

    unit: closings.UnitClosing


def _seals(head: SessionHead) -> bool:
    meetings = urns.meetings_of(context.reading(), head.space_id)
    return closing_seals(head.space_kind, Meeting(head.stage, head.starts_at, head.ends_at), meetings)


def _way(what: Missing, session_id: UUID) -> str | None:
    return url_for(_PAGES[what], session_id=session_id) if may_open(_PAGES[what]) else None


def _page(head: SessionHead) -> ClosingPage:
    facts = closings.closing(context.reading(), head.id)
    report, response = closing.terms_of(context.reading(), head.id)
    return ClosingPage(
        head=head,
        facts=facts,
        missing=[(what, many, _way(what, head.id)) for what, many in facts.missing],
        report_days=report,
        response_days=response,
        seals=facts.urn_is_open and _seals(head),
        may_run=can(context.actor(), Action.RUN_SESSION),
        may_close=can(context.actor(), Action.CLOSE_REGISTER) and head.stage is Stage.ROOM_CLOSED,
        room=ActForm.shown(),
    )


def _first_form(page: ClosingPage) -> RegisterForm:
    paper = page.facts.paper
    return RegisterForm.shown(
        sheets_filled=paper.sheet_rows if paper.sheets_filled is None else paper.sheets_filled,
        sheets_typed=paper.sheet_rows,
        slips_filled=paper.slips_filled or 0,
        slips_typed=paper.slips_typed if paper.slips_filled else 0,
    ).worded()


@blueprint.get(CLOSING)
@requires(Action.SEE_SPACE)
def closing_page(session_id: UUID) -> Response:
    """Show what is missing and the next step of closing."""
    page = _page(session_for(session_id, Action.SEE_SPACE))
    return render("facilitator/closing.html", page, form=_first_form(page))


def _here(session_id: UUID) -> str:
    return url_for("facilitator.closing_page", session_id=session_id)


@blueprint.post(f"{CLOSING}/sala")
@requires(Action.RUN_SESSION)
def closing_room(session_id: UUID) -> Response:
    """Close the room, or open it again."""
    session_for(session_id, Action.RUN_SESSION)
    form = ActForm.sent()

    def act(db: Db) -> str:
        if form.about.data == "open":
            closing.reopen_room(db, session_id)
        else:
            closing.close_room(db, session_id, now=context.now())
        return _here(session_id)

    return once(Verb.MOVE_SESSION, form, act)


@blueprint.post(f"{CLOSING}/registro")
@requires(Action.CLOSE_REGISTER)
def closing_register(session_id: UUID) -> Response:
    """Close the register, and seal the anonymous questions where this was the last of them."""
    head, form = session_for(session_id, Action.CLOSE_REGISTER), RegisterForm.sent().worded()
    if not form.validate():
        return render("facilitator/closing.html", _page(head), form=form, status=422)
    seals = _seals(head)

    def act(db: Db) -> str:
        closing.close_register(db, session_id, form.paper(), now=context.now())
        return _here(session_id)

    try:
        response = once(Verb.MOVE_SESSION, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/closing.html", _page(head), form=form, status=status)
    if seals:
        _seal(head.space_id)
    return response


def _seal(space_id: UUID) -> None:
    """Seal, or say why it could not be done; the next start of the program tries again."""
    house = context.house()
    try:
        urns.seal(house.database, house.urns, space_id, actor=signature(), now=context.now())
    except RuleViolated as violation:
        say("warning", refusal(violation.code, context.language(), violation.details))


def _unit(space_id: UUID) -> UnitPage:
    territory = territory_of_space(context.reading(), space_id)
    if not can(context.actor(), Action.SEE_SPACE, territory):
        raise NotFound
    access.check(Action.SEAL_URN, territory)
    return UnitPage(closings.unit_closing(context.reading(), space_id))


@blueprint.get("/laboratorios/<uuid:space_id>/cierre")
@requires(Action.SEAL_URN)
def space_closing(space_id: UUID) -> Response:
    """Show how the anonymous questions of a lab or table stand, and the way to seal them by hand."""
    return render("facilitator/closing_unit.html", _unit(space_id), form=SealForm.shown().worded())


@blueprint.post("/laboratorios/<uuid:space_id>/cierre")
@requires(Action.SEAL_URN)
def space_seal(space_id: UUID) -> Response:
    """Seal the anonymous questions of a lab or table by hand."""
    page, form = _unit(space_id), SealForm.sent().worded()
    house = context.house()
    try:
        if not form.sure.data:
            raise RuleViolated("closing_not_confirmed", field="sure")
        urns.seal(house.database, house.urns, space_id, actor=signature(), now=context.now())
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/closing_unit.html", page, form=form, status=status)
    return Response(status=303, headers={"Location": url_for("facilitator.space_closing", space_id=space_id)})
