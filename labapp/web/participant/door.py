"""Coming in: name, where from, of age; then number and code. Whoever stops after that is on the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa
from flask import redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from labapp.domain.attendance import AgeSide, ArrivalChannel
from labapp.domain.demographics import PlaceScope
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import read_code, show_code
from labapp.domain.roles import PHONE
from labapp.domain.verbs import Verb
from labapp.models.attendance import Device, Participant
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries import attendance as doors
from labapp.services import attendance
from labapp.services.attendance import CheckIn
from labapp.web import context
from labapp.web.access import participant
from labapp.web.answer_place import AnswerPromise, promise_of
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.participant import limits, notice, questions
from labapp.web.participant.blueprint import blueprint, device
from labapp.web.transaction import once
from labapp.words.questions_demographics import SAME_AREA_OF

_REMEMBER = sa.insert(Device)
_PLACES = {PlaceScope.THIS_COMMUNITY.value, PlaceScope.SAME_AREA.value, PlaceScope.ELSEWHERE.value}
_AGES = {AgeSide.ADULT.value, AgeSide.MINOR.value}
MOST_TYPED = 6000
"""Characters that a name field takes at all; the domain says what a name may be."""


@dataclass(frozen=True, slots=True)
class DoorPage:
    """The first page of a phone: the session, who this phone knows, the three lines of the notice."""

    door: doors.Door
    known: list[doors.Person] = field(default_factory=list)
    lines: tuple[str, ...] = ()
    is_companion: bool = False


@dataclass(frozen=True, slots=True)
class ArrivedPage:
    """The receipt: number, code, and what can be done now."""

    door: doors.Door
    person: doors.Person
    shown_code: str
    companions: list[doors.Person]
    turn: str
    """What the anonymous questions are opened with; empty where they are not open to this person."""
    promise: AnswerPromise


@dataclass(frozen=True, slots=True)
class HomePage:
    """Where to go when only the address was typed."""

    doors: list[doors.Door]


class CodeForm(KeyedForm):
    """The short code on the wall."""

    name = "door_code"
    code = StringField(validators=[InputRequired()])


class ArrivalForm(KeyedForm):
    """What the first page asks, and nothing more."""

    name = "arrival"
    full_name = StringField()
    place = RadioField(choices=[])
    age = RadioField(choices=[])

    def worded(self, door: doors.Door) -> ArrivalForm:
        """Give the fields their words, in the reader's language and for this community."""
        english = context.language() == "en"
        self.full_name.label.text = _("Nombre y apellido")
        self.full_name.flags.required = True
        self.place.label.text = _("¿De dónde viene?")
        self.age.label.text = _("¿Tiene 18 años o más?")
        same = SAME_AREA_OF[english].format(area=door.area) if door.area else None
        here = _("De %(community)s", community=door.community) if door.community else _("De aquí cerca")
        self.place.choices = [
            (PlaceScope.THIS_COMMUNITY.value, here),
            *([(PlaceScope.SAME_AREA.value, same)] if same else []),
            (PlaceScope.ELSEWHERE.value, _("De otro lugar")),
        ]
        self.age.choices = [(AgeSide.ADULT.value, _("Sí")), (AgeSide.MINOR.value, _("No, soy menor"))]
        return self

    def is_filled(self) -> bool:
        """Return whether both questions have an answer that exists; the name is for the domain to judge."""
        for asked, answers in ((self.place, _PLACES), (self.age, _AGES)):
            if asked.data not in answers:
                asked.errors = [_("Toque una respuesta.")]
        if len(self.full_name.data or "") > MOST_TYPED:
            self.full_name.errors = [_("El nombre es demasiado largo.")]
        return not self.errors

    def command(self, *, notice_id: UUID) -> CheckIn:
        """Return the arrival in the terms of the domain."""
        return CheckIn(
            name=self.full_name.data or "",
            age=AgeSide(self.age.data),
            place=PlaceScope(self.place.data),
            channel=ArrivalChannel.PHONE,
            captured_by=PHONE,
            notice_id=notice_id,
        )


class ReturnForm(KeyedForm):
    """"Yes, it is me": one tap at the second session."""

    name = "return"


@blueprint.get("/")
@participant
def home() -> Response:
    """Lead to the one open session, or ask which."""
    found = doors.open_doors(context.reading())
    if len(found) == 1:
        return redirect(url_for("participant.door", code=found[0].code), 303)
    return render("participant/home.html", HomePage(found), form=CodeForm.shown())


@blueprint.get("/entrar")
@participant
def by_code() -> Response:
    """Ask for the code on the wall."""
    return render("participant/home.html", HomePage(doors.open_doors(context.reading())), form=CodeForm.shown())


@blueprint.post("/entrar")
@participant
def typed_code() -> Response:
    """Lead to the session whose code was typed."""
    form = CodeForm.sent()
    return redirect(url_for("participant.door", code=read_code(form.code.data or "") or "-"), 303)


def _door(code: str) -> doors.Door:
    return doors.door(context.reading(), read_code(code))


def _page(door: doors.Door, *, is_companion: bool) -> DoorPage:
    known = doors.people_of_device(context.reading(), device(), door.session_id, door.space_id)
    lines = notice.written(context.reading()).short
    return DoorPage(door, [] if is_companion else known, lines, is_companion)


@blueprint.get("/e/<path:rest>")
@participant
def small_letters(rest: str) -> Response:
    """Lead an address typed in small letters to the one in capitals."""
    return redirect(f"/E/{rest}", 303)


@blueprint.get("/E/<code>")
@participant
def door(code: str) -> Response:
    """Show the first page, or "is it you?" to a phone that was here before."""
    found = _door(code)
    if not found.is_open:
        return render("participant/closed.html", DoorPage(found))
    page = _page(found, is_companion=request.args.get("otra") == "1")
    if page.known and not page.is_companion:
        return render("participant/is_it_you.html", page, form=ReturnForm.shown())
    return render("participant/door.html", page, form=ArrivalForm.shown().worded(found))


@blueprint.post("/E/<code>")
@participant
def come_in(code: str) -> Response:
    """Put a person on the list and lead to number and code. The session is read where it is decided upon."""
    is_companion = request.args.get("otra") == "1"
    form = ArrivalForm.sent()
    if not form.is_filled():
        return _asked_again(code, form, is_companion=is_companion, status=422)
    try:
        return once(Verb.CHECK_IN, form, lambda db: _arrive(db, code, form, is_companion=is_companion))
    except RuleViolated as violation:
        if violation.code in {"room_closed", "room_not_open"}:
            return render("participant/closed.html", DoorPage(_door(code)), status=409)
        return _asked_again(code, form, is_companion=is_companion, status=refused(form, violation))


def _asked_again(code: str, form: ArrivalForm, *, is_companion: bool, status: int) -> Response:
    found = _door(code)
    page = _page(found, is_companion=is_companion)
    return render("participant/door.html", page, form=form.worded(found), status=status)


def _arrive(db: Db, code: str, form: ArrivalForm, *, is_companion: bool) -> str:
    limits.spend(limits.ARRIVALS, "arrival")
    found = doors.door(db, read_code(code))
    limits.spend(limits.room_arrivals(), "room", whose=str(found.id))
    command = form.command(notice_id=notice.shown_notice(db, found.programme))
    arrival = attendance.walk_in(db, found, command, now=context.now())
    phone = {"token_hash": device(), "participant_id": arrival.person.id, "is_companion": is_companion}
    db.connection().execute(_REMEMBER, phone)
    return url_for("participant.arrived", code=found.code, person=arrival.person.code)


@blueprint.post("/E/<code>/volver/<uuid:person>")
@participant
def come_back(code: str, person: UUID) -> Response:
    """Note that somebody whom this phone knows is here again: same number, same code."""
    found, form = _door(code), ReturnForm.sent()
    known = doors.people_of_device(context.reading(), device(), found.session_id, found.space_id)
    if person not in {each.id for each in known}:
        raise NotFound("person_code_unknown")

    def act(db: Db) -> str:
        row = db.get_one(Participant, person)
        session = db.get_one(LabSession, found.session_id)
        attendance.return_to_session(db, session, row, channel=ArrivalChannel.PHONE, now=context.now())
        return url_for("participant.arrived", code=found.code, person=row.code)

    return once(Verb.RETURN_TO_SESSION, form, act)


@blueprint.get("/E/<code>/listo/<person>")
@participant
def arrived(code: str, person: str) -> Response:
    """Show number and code, and what can be done now."""
    found = _door(code)
    with limits.guessing():
        who = doors.person_by_code(context.reading(), found.session_id, found.space_id, read_code(person))
    family = doors.people_of_device(context.reading(), device(), found.session_id, found.space_id)
    page = ArrivedPage(
        door=found,
        person=who,
        shown_code=show_code(who.code),
        companions=[each for each in family if each.id != who.id],
        turn=questions.turn_for(found, who),
        promise=promise_of(found.session_id),
    )
    return render("participant/arrived.html", page, form=questions.QuestionForm.shown())
