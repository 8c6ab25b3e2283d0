"""The anonymous questions: each its own page, no name, no cookie, no address that says anything, no log.

The turn travels in a hidden field of a POST and nowhere else. Each answer is on the disk before the next question is
shown; sending a page again changes nothing, and both times the same page comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import g, request
from werkzeug.wrappers import Response
from wtforms import HiddenField

from labapp.domain.attendance import AgeSide
from labapp.domain.demographics import DifficultyAnswer, DifficultyArea, difficulty_of
from labapp.domain.dimensions import ANONYMOUS_QUESTIONS, AnonymousQuestion
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import read_code
from labapp.queries.attendance import Door, Person, person_by_code, space_by_token, unit_token
from labapp.queries.attendance import door as door_of
from labapp.urn_files import UrnUnavailable
from labapp.web import context
from labapp.web.access import participant
from labapp.web.forms import KeyedForm
from labapp.web.pages import render
from labapp.web.participant import limits
from labapp.web.participant.blueprint import blueprint
from labapp.words.labels import label
from labapp.words.questions_demographics import ANONYMOUS_QUESTIONS as WORDS

ORDER = tuple(AnonymousQuestion)


class QuestionForm(KeyedForm):
    """A question of the slip. Its fields are read from the request, one by one; nothing of it is kept."""

    name = "question"
    turn = HiddenField()


@dataclass(frozen=True, slots=True)
class Asked:
    """One list of answers: the name of its field, its words, its choices, and what was touched on this page."""

    field: str
    words: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


class Hitch(StrEnum):
    """Why the same question is shown again, with what was touched still touched."""

    MISSING = "missing"
    NOT_KEPT = "not_kept"


STATUS = {None: 200, Hitch.MISSING: 422, Hitch.NOT_KEPT: 503}


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The question to answer now, as one list or as six, and how far one is."""

    turn: str
    question: AnonymousQuestion
    title: str
    asked: tuple[Asked, ...]
    step: int
    steps: int
    hitch: Hitch | None


def turn_for(door: Door, person: Person) -> str:
    """Return the turn of this person, or nothing where the questions are not open to them or were answered.

    Whether a person has had their turn is read from the urn's own marks, never from a column.
    """
    urns = context.house().urns
    if not door.is_open or not door.has_questions or person.age is not AgeSide.ADULT:
        return ""
    try:
        if urns.had_turn(door.space_id, person.id) or not urns.is_open(door.space_id):
            return ""
        return f"{unit_token(context.reading(), door.space_id)}.{urns.turn(door.space_id, person.id)}"
    except UrnUnavailable:
        return ""  # the receipt of somebody who is on the list never fails for the questions' sake


def _list(field: str, words: str, choices: tuple[tuple[str, str], ...], sent: Mapping[str, str]) -> Asked:
    touched = sent.get(field, "")
    return Asked(field, words, choices, touched if touched in dict(choices) else "")


def _asked(question: AnonymousQuestion, sent: Mapping[str, str]) -> tuple[Asked, ...]:
    language = context.language()
    english = language == "en"
    if question is not AnonymousQuestion.DIFFICULTY:
        choices = tuple((choice.value, label(choice, language)) for choice in ANONYMOUS_QUESTIONS[question])
        return (_list("answer", WORDS[question][english], choices, sent),)
    answers = tuple((answer.value, label(answer, language)) for answer in DifficultyAnswer)
    return tuple(_list(area.value, label(area, language), answers, sent) for area in DifficultyArea)


def _page(turn: str, question: AnonymousQuestion, hitch: Hitch | None = None) -> Response:
    asked = _asked(question, request.form if hitch else {})
    page = QuestionPage(
        turn=turn,
        question=question,
        title=WORDS[question][context.language() == "en"],
        asked=asked,
        step=ORDER.index(question) + 1,
        steps=len(ORDER),
        hitch=hitch,
    )
    form = QuestionForm.shown(turn=turn)
    return render("participant/question.html", page, form=form, status=STATUS[hitch])


def _choice(question: AnonymousQuestion, sent: Mapping[str, str]) -> str | None:
    """Return the one value of this slip, or None where something was left unanswered."""
    if question is not AnonymousQuestion.DIFFICULTY:
        given = sent.get("answer", "")
        return given if given in {choice.value for choice in ANONYMOUS_QUESTIONS[question]} else None
    known = {answer.value for answer in DifficultyAnswer}
    if any(sent.get(area.value) not in known for area in DifficultyArea):
        return None
    return difficulty_of({area: DifficultyAnswer(sent[area.value]) for area in DifficultyArea}).value


@dataclass(frozen=True, slots=True)
class OfferPage:
    """The last step: what is offered, to whom, and whether it is still open to them."""

    door: Door
    person: Person
    turn: str


@blueprint.get("/E/<code>/listo/<person>/anonimas")
@participant
def offer(code: str, person: str) -> Response:
    """Offer the anonymous questions, once, and an end at any time."""
    found = door_of(context.reading(), read_code(code))
    with limits.guessing():
        who = person_by_code(context.reading(), found.session_id, found.space_id, read_code(person))
    return render("participant/offer.html", OfferPage(found, who, turn_for(found, who)), form=QuestionForm.shown())


@blueprint.before_request
def leave_no_trace() -> None:
    """Keep the addresses of the questions out of every log, errors included."""
    if request.path == "/q":
        g.unlogged = True


def _drop(unit_id: UUID, turn: str, question: AnonymousQuestion, choice: str) -> None:
    context.house().urns.answer(unit_id, turn, question=question.value, choices=(choice,))


def _asked_now(sent: str) -> AnonymousQuestion | None:
    return next((question for question in ORDER if question.value == sent), None)


@blueprint.post("/q")
@participant
def question() -> Response:
    """Take one answer and show the next question; the first POST, from the receipt, only shows the first one."""
    form = QuestionForm.sent()
    unit, _dot, turn = (form.turn.data or "").partition(".")
    space = space_by_token(context.reading(), unit)
    answered = _asked_now(request.form.get("question", ""))
    if "stop" in request.form or space is None:
        return _thanks()
    if answered is None:
        return _page(form.turn.data or "", ORDER[0])
    if "skip" not in request.form:
        choice = _choice(answered, request.form)
        if choice is None:
            return _page(form.turn.data or "", answered, Hitch.MISSING)
        try:
            _drop(space, turn, answered, choice)
        except RuleViolated as refusal:
            raise NotFound("questions_closed") from refusal
        except UrnUnavailable:
            return _page(form.turn.data or "", answered, Hitch.NOT_KEPT)
    following = ORDER.index(answered) + 1
    return _thanks() if following == len(ORDER) else _page(form.turn.data or "", ORDER[following])


def _thanks() -> Response:
    return render("participant/thanks.html")

