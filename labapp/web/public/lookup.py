"""Looking up one contribution by the session's code and its number: what was said and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import request
from werkzeug.wrappers import Response

from labapp.documents.responses_page import AnsweredContribution
from labapp.domain.clause_places import ClausePlace
from labapp.domain.errors import NotFound, Refusal, RuleViolated
from labapp.queries.public_record import public_record
from labapp.queries.public_responses import FoundContribution, find_contribution
from labapp.queries.replies import Second, second_answers
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.pages import render
from labapp.web.public.blueprint import blueprint
from labapp.web.public.responses import answers_to, clauses_of, way
from labapp.words.labels import refusal

LONGEST_TYPED = 40


@dataclass(frozen=True, slots=True)
class LookupPage:
    """What was typed, what was found, or why nothing was. `mine_href`: where number and code of a person are asked."""

    code: str
    number: str
    found: FoundContribution | None
    answers: tuple[AnsweredContribution, ...]
    problem: str
    mine_href: str | None
    seconds: Mapping[str, Sequence[Second]] = field(default_factory=dict)
    """What offices added afterwards, by number of contribution."""
    clauses: Mapping[str, Sequence[ClausePlace]] = field(default_factory=dict)
    """In which clauses of proposals each number stands today."""


@blueprint.get("/aporte")
@public
def lookup() -> Response:
    """Ask for session and number, or show what is public under them. Nothing typed here changes anything.

    Where nothing can be asked, the sessions stand there by their code.
    """
    if context.is_copy():
        return render("public/lookup_copy.html", public_record(context.reading()))
    code = request.args.get("sesion", "")[:LONGEST_TYPED]
    number = request.args.get("numero", "")[:LONGEST_TYPED]
    if not (code.strip() or number.strip()):
        return render("public/lookup.html", _page("", ""))
    try:
        found = find_contribution(context.reading(), code, number, today=today_in())
    except (NotFound, RuleViolated) as nothing:
        return render("public/lookup.html", _page(code, number, nothing), status=404)
    return render("public/lookup.html", _found(code, number, found))


def _page(code: str, number: str, problem: Refusal | None = None) -> LookupPage:
    words = refusal(problem.code, context.language(), problem.details) if problem else ""
    return LookupPage(code, number, None, (), words, way("participant.by_person_code"))


def _found(code: str, number: str, found: FoundContribution) -> LookupPage:
    answers = tuple(answers_to(found.version, found.number)) if found.version else ()
    numbers = [one.contribution.number for one in answers] or [found.number]
    return replace(
        _page(code, number),
        found=found,
        answers=answers,
        seconds=second_answers(context.reading(), found.head.id),
        clauses=clauses_of(found.head, numbers),
    )
