"""With number and code: what is kept of a person, what they said and what was answered, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from labapp.domain.attendance import AgeSide, ArrivalChannel, is_number, short_name
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import read_code, show_code
from labapp.domain.privacy import Consent
from labapp.domain.roles import PHONE
from labapp.domain.verbs import Verb
from labapp.erasures import remember_erased
from labapp.models.attendance import Participant
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.queries import attendance as doors
from labapp.queries.answer_place import answer_places
from labapp.queries.observation_windows import OwnRecord, own_records
from labapp.queries.replies import OwnAnswer, own_answers
from labapp.services import attendance, privacy
from labapp.services.desk_people import erase_entries
from labapp.web import context
from labapp.web.access import participant
from labapp.web.answer_place import AnswerPromise, in_words
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.participant import limits
from labapp.web.participant.blueprint import blueprint
from labapp.web.participant.door import MOST_TYPED
from labapp.web.transaction import once


@dataclass(frozen=True, slots=True)
class MinePage:
    """What a code shows: at most first name and initial, the number, and what this person contributed."""

    title: str
    number: str
    code: str
    shown_code: str
    short_name: str
    may_be_named: bool
    contributions: list[Contribution]
    consents: list[Consent]
    """What is given now and can be withdrawn."""
    answers: dict[UUID, OwnAnswer]
    """What was published about those contributions that have something published, by their id."""
    promises: list[AnswerPromise]
    """Where the answers will be, one for each session in which something was contributed."""
    records: tuple[OwnRecord, ...]
    """The published documents of the sessions in which this person was, and the corrections they asked for."""


class PersonCodeForm(KeyedForm):
    """Number and code, as they stand on the receipt or the card."""

    name = "person_code"
    number = StringField(validators=[InputRequired(), Length(max=12)])
    code = StringField(validators=[InputRequired(), Length(max=40)])


class NameForm(KeyedForm):
    """How one is called."""

    name = "correct_name"
    full_name = StringField(validators=[Length(max=MOST_TYPED)])

    def worded(self) -> NameForm:
        """Return the form with its words in the reader's language."""
        self.full_name.label.text = _("Nombre y apellido")
        self.full_name.flags.required = True
        return self


class WithdrawForm(KeyedForm):
    """One consent taken back."""

    name = "withdraw"
    kind = HiddenField()


def _labelled(form: PersonCodeForm) -> PersonCodeForm:
    form.number.label.text, form.code.label.text = _("Su número"), _("Su código")
    return form


@blueprint.get("/E/mio")
@participant
def by_person_code() -> Response:
    """Ask for number and code."""
    return render("participant/by_person_code.html", form=_labelled(PersonCodeForm.shown()))


@blueprint.post("/E/mio")
@participant
def typed_person_code() -> Response:
    """Lead to one's own page; wrong pairs are counted, so that codes cannot be guessed."""
    form = _labelled(PersonCodeForm.sent())
    code = read_code(form.code.data or "")
    try:
        with limits.guessing():
            if not is_number(form.number.data or "", doors.number_on_card(context.reading(), code)):
                raise NotFound("person_code_unknown")
    except (RuleViolated, NotFound) as refusal:
        status = refused(form, RuleViolated(refusal.code, field="code"))
        return render("participant/by_person_code.html", form=form, status=status)
    return redirect(url_for("participant.mine", person=code), 303)


def person_of(code: str) -> MinePage:
    """Return what stands under a code; a wrong one is counted. Raises NotFound, RuleViolated `too_fast`."""
    with limits.guessing():
        person, space = doors.person_anywhere(context.reading(), read_code(code))
    given = privacy.consents_in_force(context.reading(), person.id)
    contributions = doors.contributions_of(context.reading(), person.id)
    sessions = dict.fromkeys(contribution.session_id for contribution in contributions)
    places = answer_places(context.reading(), sessions)
    return MinePage(
        title=space.title,
        number=f"{person.node_letter}-{person.number}" if person.node_letter else str(person.number),
        code=person.code or "",
        shown_code=show_code(person.code or ""),
        short_name=short_name(person.name or ""),
        may_be_named=person.age_side is not AgeSide.MINOR or person.authorised_at is not None,
        contributions=contributions,
        consents=[kind for kind, is_given in given.items() if is_given],
        answers=own_answers(context.reading(), contributions, now=context.now()),
        promises=[in_words(places[session]) for session in sessions],
        records=own_records(context.reading(), person.id, now=context.now()),
    )


@blueprint.get("/E/mio/<person>")
@participant
def mine(person: str) -> Response:
    """Show what is kept under a code."""
    return render("participant/mine.html", person_of(person), form=WithdrawForm.shown())


@blueprint.get("/E/mio/<person>/nombre")
@participant
def rename(person: str) -> Response:
    """Ask how one is called."""
    return render("participant/rename.html", person_of(person), form=NameForm.shown().worded())


@blueprint.post("/E/mio/<person>/nombre")
@participant
def renamed(person: str) -> Response:
    """Correct a name on the list."""
    page, form = person_of(person), NameForm.sent().worded()

    def act(db: Db) -> str:
        limits.spend(limits.WORDS, "rename")
        row = _own(db, page)
        attendance.correct_name(row, form.full_name.data or "")
        return url_for("participant.mine", person=page.code)

    try:
        return once(Verb.CORRECT_PERSON, form, act)
    except RuleViolated as violation:
        return render("participant/rename.html", page, form=form, status=refused(form, violation))


def _own(db: Db, page: MinePage) -> Participant:
    row = doors.person_anywhere(db, page.code)[0]
    db.info["about"] = row.id
    return row


@blueprint.post("/E/mio/<person>/retirar")
@participant
def withdraw(person: str) -> Response:
    """Take a consent back at once; the one for the list erases the person and leaves one in the total."""
    page, form = person_of(person), WithdrawForm.sent()
    kind = next((each for each in page.consents if each.value == form.kind.data), None)
    if kind is None:
        raise RuleViolated("consent_not_given")
    if kind is Consent.ATTENDANCE and request.form.get("sure") != "yes":
        return render("participant/sure.html", page, form=WithdrawForm.shown(kind=kind.value))

    if kind is Consent.ATTENDANCE:
        answer = once(Verb.ERASE_PERSON, form, lambda db: _forget(db, page))
        context.finish_erasure()
        return answer
    return once(Verb.WITHDRAW_CONSENT, form, lambda db: _take_back(db, page, kind))


def _forget(db: Db, page: MinePage) -> str:
    entries = erase_entries(db, _own(db, page), by=PHONE, channel=ArrivalChannel.PHONE, now=context.now())
    for erased in entries:
        remember_erased(context.house().settings, erased)
    return url_for("participant.forgotten")


def _take_back(db: Db, page: MinePage, kind: Consent) -> str:
    privacy.withdraw(db, _own(db, page), kind, captured_by=PHONE, channel=ArrivalChannel.PHONE, at=context.now())
    return url_for("participant.mine", person=page.code)


@blueprint.get("/E/mio/retirado")
@participant
def forgotten() -> Response:
    """Say that it is done, and what stays."""
    return render("participant/forgotten.html")
