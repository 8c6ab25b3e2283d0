"""Contributing from a phone: only the words are asked for, and the number comes back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from labapp.domain.contributions import Channel
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import read_code
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import attendance as doors
from labapp.queries.contributions import own_contribution
from labapp.services import contributions
from labapp.services.contributions import ContributeCommand
from labapp.web import context
from labapp.web.access import participant
from labapp.web.answer_place import AnswerPromise, promise_of
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.participant import limits
from labapp.web.participant.blueprint import blueprint
from labapp.web.transaction import once

MOST_TYPED = 20_000
"""Characters that the field takes at all; the domain says how long a contribution may be."""


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Where somebody who is on the list writes what they have to say."""

    door: doors.Door
    person: doors.Person


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """The number of what was just said, and its words as they were kept."""

    door: doors.Door
    person: doors.Person
    number: int
    text: str
    promise: AnswerPromise


class WordsForm(KeyedForm):
    """The words, and nothing else."""

    name = "words"
    words = TextAreaField(validators=[InputRequired(), Length(max=MOST_TYPED)])

    def worded(self) -> WordsForm:
        """Give the field its words."""
        self.words.label.text = _("Lo que quiere decir")
        return self


def _page(code: str, person: str) -> WordsPage:
    door = doors.door(context.reading(), read_code(code))
    with limits.guessing():
        who = doors.person_by_code(context.reading(), door.session_id, door.space_id, read_code(person))
    if not who.is_present:
        raise NotFound("person_code_unknown")
    return WordsPage(door, who)


@blueprint.get("/E/<code>/listo/<person>/aporte")
@participant
def contribute(code: str, person: str) -> Response:
    """Ask for the words."""
    page = _page(code, person)
    if not page.door.is_open:
        return render("participant/words_closed.html", page)
    return render("participant/words.html", page, form=WordsForm.shown().worded())


@blueprint.post("/E/<code>/listo/<person>/aporte")
@participant
def say_words(code: str, person: str) -> Response:
    """Keep the words under the next number of the session."""
    page, form = _page(code, person), WordsForm.sent().worded()
    if not form.validate():
        return render("participant/words.html", page, form=form, status=422)

    def act(db: Db) -> str:
        limits.spend(limits.WORDS, "words")
        db.info["about"] = page.person.id
        command = ContributeCommand(text=form.words.data or "", channel=Channel.PHONE, person_id=page.person.id)
        said = contributions.contribute(db, page.door.session_id, command, now=context.now())
        return url_for("participant.contributed", code=code, person=person, number=said.number)

    try:
        return once(Verb.CONTRIBUTE, form, act)
    except RuleViolated as violation:
        if violation.code == "room_closed":
            return render("participant/words_closed.html", page, form=form, status=409)
        violation.details["field"] = "words"
        return render("participant/words.html", page, form=form, status=refused(form, violation))


@blueprint.get("/E/<code>/listo/<person>/aporte/<int:number>")
@participant
def contributed(code: str, person: str, number: int) -> Response:
    """Show the number of a contribution to whoever gave it."""
    page = _page(code, person)
    found = own_contribution(context.reading(), page.door.session_id, page.person.id, number)
    if found is None:
        raise NotFound
    received = ReceivedPage(page.door, page.person, *found, promise=promise_of(page.door.session_id))
    return render("participant/words_received.html", received)
