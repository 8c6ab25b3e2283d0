"""Typing the anonymous slips that came out of the box. No receipt, no log, no count: only the urn knows.

The key of the form goes into the urn and nowhere else, so that a slip sent twice counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from labapp.domain.demographics import Difficulty, DifficultyAnswer, DifficultyArea, difficulty_of
from labapp.domain.dimensions import ANONYMOUS_QUESTIONS, AnonymousQuestion
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.sessions import desk_may_write
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.closing import slips_declared
from labapp.queries.sessions import SessionHead
from labapp.services import closing
from labapp.urn_files import UrnUnavailable
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.closing import CLOSING
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import once
from labapp.words.labels import label
from labapp.words.questions_demographics import ANONYMOUS_QUESTIONS as WORDS

SLIPS = f"{CLOSING}/hojas"


class SlipForm(KeyedForm):
    """One slip of one question. Its answer is read from the request and kept nowhere."""

    name = "paper_slip"
    question = HiddenField()


class DeclareForm(KeyedForm):
    """How many slips of each question came out of the box."""

    name = "declare_slips"
    slips = IntegerField(validators=[InputRequired(), NumberRange(0, closing.MOST_SHEETS)])

    def worded(self) -> DeclareForm:
        """Give the field its words."""
        self.slips.label.text = _("Hojas de la pregunta que más tiene")
        return self


@dataclass(frozen=True, slots=True)
class Asked:
    """One list of answers on the slip: the name of its field, its words, its choices."""

    field: str
    words: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SlipsPage:
    """The slip being typed. `declared` is what somebody counted by hand; the urn tells nothing."""

    head: SessionHead
    question: AnonymousQuestion
    others: tuple[tuple[AnonymousQuestion, str], ...]
    asked: tuple[Asked, ...]
    declared: int
    is_open: bool
    was_kept: bool
    slip: SlipForm
    declare: DeclareForm


def _asked(question: AnonymousQuestion) -> tuple[Asked, ...]:
    language = context.language()
    if question is not AnonymousQuestion.DIFFICULTY:
        choices = tuple((choice.value, label(choice, language)) for choice in ANONYMOUS_QUESTIONS[question])
        return (Asked("answer", WORDS[question][language == "en"], choices),)
    answers = tuple((answer.value, label(answer, language)) for answer in DifficultyAnswer)
    return tuple(Asked(area.value, label(area, language), answers) for area in DifficultyArea)


def _question(sent: str) -> AnonymousQuestion:
    return next((each for each in AnonymousQuestion if each.value == sent), AnonymousQuestion.INDIGENOUS_PEOPLE)


def _page(
    head: SessionHead,
    question: AnonymousQuestion,
    *,
    slip: SlipForm | None = None,
    declare: DeclareForm | None = None,
) -> SlipsPage:
    declared = slips_declared(context.reading(), head.space_id)
    others = tuple(
        (each, url_for("facilitator.slips_page", session_id=head.id, pregunta=each.value))
        for each in AnonymousQuestion
    )
    return SlipsPage(
        head=head,
        question=question,
        others=others,
        asked=_asked(question),
        declared=declared,
        is_open=desk_may_write(head.stage) and context.house().urns.is_open(head.space_id),
        was_kept="otra" in request.args,
        slip=slip or SlipForm.shown(question=question.value),
        declare=declare or DeclareForm.shown(slips=declared).worded(),
    )


def _choice(question: AnonymousQuestion) -> str:
    """Return the one value of the slip. Raises RuleViolated `slip_incomplete`."""
    if question is not AnonymousQuestion.DIFFICULTY:
        given = request.form.get("answer", "")
    else:
        known = {answer.value for answer in DifficultyAnswer}
        areas = {area: request.form.get(area.value, "") for area in DifficultyArea}
        told = {area: DifficultyAnswer(said) for area, said in areas.items() if said in known}
        found = difficulty_of(told)
        given = "" if found is Difficulty.UNASKED else found.value
    if given not in {choice.value for choice in ANONYMOUS_QUESTIONS[question]}:
        raise RuleViolated("slip_incomplete")
    return given


@blueprint.get(SLIPS)
@requires(Action.CHECK_IN)
def slips_page(session_id: UUID) -> Response:
    """Show an empty slip of one question."""
    head, question = session_for(session_id, Action.CHECK_IN), _question(request.args.get("pregunta", ""))
    return render("facilitator/slips.html", _page(head, question))


@blueprint.post(SLIPS)
@requires(Action.CHECK_IN)
def slip_add(session_id: UUID) -> Response:
    """Count one slip, and show the next empty one."""
    g.unlogged = True
    head, form = session_for(session_id, Action.CHECK_IN), SlipForm.sent()
    question = _question(form.question.data or "")
    try:
        if not desk_may_write(head.stage):
            raise RuleViolated("register_closed")
        bound = slips_declared(context.reading(), head.space_id)
        context.house().urns.answer_on_paper(
            head.space_id, form.spoken_for.key, question=question.value, choices=(_choice(question),),
            sheet_bound=bound,
        )  # fmt: skip
    except UrnUnavailable:
        status = refused(form, RuleViolated("urn_not_ready"))
    except RuleViolated as violation:
        status = refused(form, violation)
    else:
        return redirect(url_for("facilitator.slips_page", session_id=session_id, pregunta=question.value, otra=1), 303)
    return render("facilitator/slips.html", _page(head, question, slip=form), form=form, status=status)


@blueprint.post(f"{SLIPS}/cuantas")
@requires(Action.CHECK_IN)
def slips_declare(session_id: UUID) -> Response:
    """Note how many slips there are, so that no more can be typed."""
    head, form = session_for(session_id, Action.CHECK_IN), DeclareForm.sent().worded()
    first = _question("")
    if not form.validate():
        return render("facilitator/slips.html", _page(head, first, declare=form), form=form, status=422)

    def act(db: Db) -> str:
        closing.declare_slips(db, session_id, form.slips.data or 0)
        return url_for("facilitator.slips_page", session_id=session_id)

    return once(Verb.DECLARE_PAPER, form, act)
