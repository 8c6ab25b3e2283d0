"""The nota to an institution: written with one button, noted when it went out, and what came back with its scan."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import FileField, StringField, TextAreaField

from labapp.documents.request_letter import PROPOSED_REQUEST
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.roles import Action
from labapp.domain.scans import read_scan
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.answer_sheets import asked_sheet
from labapp.queries.assignments import Owing, share_of
from labapp.queries.letters import Letter, institution_name, letter, letters_to
from labapp.queries.responses import response_page as read_answers
from labapp.queries.sessions import SessionHead
from labapp.services import letters
from labapp.stored_files import keep_file
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.assignments import ANSWERS
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Day, Needed, Seen, WordedForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _, refused, render, say
from labapp.web.scan_files import scan_file
from labapp.web.transaction import once


class LetterForm(WordedForm):
    """What a nota says besides the contributions."""

    name = "letter"
    place = StringField(validators=[Needed("Escriba el lugar, por ejemplo «Panamá».")])
    dated_on = Day(validators=[Needed("Escoja la fecha de la nota.")])
    addressee = StringField()
    office = StringField()
    request = TextAreaField(validators=[Needed("Escriba qué se pide a la institución.")])
    signatory = StringField()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "place": _("Lugar"),
            "dated_on": _("Fecha de la nota"),
            "addressee": _("A quién se dirige: nombre y cargo"),
            "office": _("Oficina o despacho"),
            "request": _("Lo que se pide"),
            "signatory": _("Quién firma: nombre y cargo"),
        }

    def command(self) -> letters.LetterFacts:
        """Return what was written."""
        return letters.LetterFacts(
            place=self.place.data or "",
            dated_on=self.dated_on.data,
            request=self.request.data or "",
            addressee=self.addressee.data or "",
            office=self.office.data or "",
            signatory=self.signatory.data or "",
        )


class SentForm(WordedForm):
    """The number and the day with which a nota went out."""

    name = "letter_sent"
    seen = Seen()
    number = StringField(validators=[Needed("Escriba el número con el que salió la nota.")])
    sent_on = Day(validators=[Needed("Escoja el día en que salió la nota.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"number": _("Número de la nota"), "sent_on": _("Día en que salió")}


class ReplyForm(WordedForm):
    """The nota of the institution: its number, its day, and the scanned paper."""

    name = "letter_reply"
    seen = Seen()
    reply_number = StringField(validators=[Needed("Escriba el número de la nota de la institución.")])
    reply_on = Day(validators=[Needed("Escoja la fecha de la nota de la institución.")])
    scan = FileField()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "reply_number": _("Número de la nota de la institución"),
            "reply_on": _("Fecha de esa nota"),
            "scan": _("La nota escaneada"),
        }


@dataclass(frozen=True, slots=True)
class WritingPage:
    """What an institution owes, the notas written to it, and what the next one will ask for."""

    head: SessionHead
    organisation_id: UUID
    institution: str
    owing: tuple[Owing, ...]
    letters: tuple[Letter, ...]

    @property
    def to_ask(self) -> tuple[Owing, ...]:
        """What no nota that went out asked for yet."""
        sent = {one.id for one in self.letters if one.nota.number}
        return tuple(one for one in self.owing if one.assignment.letter_id not in sent)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One nota, how many contributions its workbook holds, and the forms that note what became of it."""

    letter: Letter
    to_fill: int
    sent: SentForm
    reply: ReplyForm


def _writing_page(session_id: UUID, organisation_id: UUID) -> WritingPage:
    head, db = session_for(session_id, Action.ASSIGN_RESPONSES), context.reading()
    today = today_in(head.zone)
    share = share_of(db, session_id, read_answers(db, session_id, today=today).cards, today=today)
    debt = next((one for one in share.debts if one.organisation_id == organisation_id), None)
    return WritingPage(
        head=head,
        organisation_id=organisation_id,
        institution=institution_name(db, organisation_id),
        owing=debt.owing if debt else (),
        letters=letters_to(db, session_id, organisation_id),
    )


def _proposed(page: WritingPage) -> LetterForm:
    """Return the form as the last nota to this institution left it; the first one has the usual words."""
    last = next((one.nota for one in page.letters), None)
    return LetterForm.shown(
        place=last.place if last else "Panamá",
        dated_on=today_in(page.head.zone),
        addressee=last.addressee if last else "",
        office=last.office if last else "",
        request=last.request if last else PROPOSED_REQUEST,
        signatory=last.signatory if last else "",
    )


@blueprint.get(f"{ANSWERS}/institucion/<uuid:organisation_id>")
@requires(Action.ASSIGN_RESPONSES)
def letter_new(session_id: UUID, organisation_id: UUID) -> Response:
    """Show what an institution owes, its notas, and the form of the next one."""
    page = _writing_page(session_id, organisation_id)
    return render("facilitator/letter_new.html", page, form=_proposed(page))


@blueprint.post(f"{ANSWERS}/institucion/<uuid:organisation_id>")
@requires(Action.ASSIGN_RESPONSES)
def letter_write(session_id: UUID, organisation_id: UUID) -> Response:
    """Write the nota, or write the one anew that did not go out."""
    page, form = _writing_page(session_id, organisation_id), LetterForm.sent()
    if not form.validate():
        return render("facilitator/letter_new.html", page, form=form, status=422)

    def act(db: Db) -> str:
        written = letters.write_letter(db, session_id, organisation_id, form.command(), now=context.now())
        return url_for("facilitator.letter_page", session_id=session_id, letter_id=written.id)

    try:
        return once(Verb.WRITE_LETTER, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/letter_new.html", page, form=form, status=status)


def letter_for(session_id: UUID, letter_id: UUID) -> Letter:
    """Return a nota that whoever acts may see. Raises NotFound or NotAllowed."""
    session_for(session_id, Action.ASSIGN_RESPONSES)
    return letter(context.reading(), session_id, letter_id)


def _page(found: Letter, *, sent: SentForm | None = None, reply: ReplyForm | None = None) -> LetterPage:
    for form in filter(None, (sent, reply)):
        form["seen"].data = str(found.op)
    return LetterPage(
        found,
        len(asked_sheet(context.reading(), found).rows),
        sent or SentForm.shown(seen=str(found.op), number=found.nota.number or "", sent_on=found.nota.sent_on),
        reply
        or ReplyForm.shown(
            seen=str(found.op), reply_number=found.nota.reply_number or "", reply_on=found.nota.reply_on
        ),
    )


@blueprint.get(f"{ANSWERS}/notas/<uuid:letter_id>")
@requires(Action.ASSIGN_RESPONSES)
def letter_page(session_id: UUID, letter_id: UUID) -> Response:
    """Show a nota: the Word file, and the forms for what became of it."""
    return render("facilitator/letter.html", _page(letter_for(session_id, letter_id)))


@blueprint.post(f"{ANSWERS}/notas/<uuid:letter_id>/enviada")
@requires(Action.ASSIGN_RESPONSES)
def letter_sent(session_id: UUID, letter_id: UUID) -> Response:
    """Note with which number and on which day it went out."""
    found, form = letter_for(session_id, letter_id), SentForm.sent()
    seen = form.seen.version
    if not form.validate():
        return render("facilitator/letter.html", _page(found, sent=form), form=form, status=422)

    def act(db: Db) -> str:
        letters.record_sent(db, letter_id, number=form.number.data or "", sent_on=form.sent_on.data, seen=seen)
        return url_for("facilitator.letter_page", session_id=session_id, letter_id=letter_id)

    try:
        return once(Verb.RECORD_LETTER, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/letter.html", _page(found, sent=form), form=form, status=status)


@blueprint.post(f"{ANSWERS}/notas/<uuid:letter_id>/contestada")
@requires(Action.ASSIGN_RESPONSES)
def letter_reply(session_id: UUID, letter_id: UUID) -> Response:
    """Note the nota that came back, and keep its scan under the hash of what it holds."""
    found, form = letter_for(session_id, letter_id), ReplyForm.sent()
    if not form.validate():
        return render("facilitator/letter.html", _page(found, reply=form), form=form, status=422)
    try:
        answer = _replied(found, form)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/letter.html", _page(found, reply=form), form=form, status=status)
    say("ok", _("Anotado: la institución respondió con su nota."))
    return answer


def _replied(found: Letter, form: ReplyForm) -> Response:
    seen, scan = form.seen.version, kept_scan()

    def act(db: Db) -> str:
        number, day = form.reply_number.data or "", form.reply_on.data
        letters.record_reply(db, found.id, number=number, replied_on=day, scan=scan, seen=seen)
        return url_for("facilitator.letter_page", session_id=found.head.id, letter_id=found.id)

    return once(Verb.RECORD_LETTER, form, act)


def kept_scan() -> letters.KeptScan | None:
    """Return the scan that was sent, on the disk already; None where none was. One that is refused leaves nothing."""
    upload = request.files.get("scan")
    if upload is None:
        return None
    data = upload.read()
    upload.close()
    if not data:
        return None
    kind, kept = read_scan(data, field="scan")
    return letters.KeptScan(keep_file(context.house().files, kept, kind.suffix), kind)


@blueprint.get(f"{ANSWERS}/notas/<uuid:letter_id>/escaneo")
@requires(Action.ASSIGN_RESPONSES)
def letter_scan(session_id: UUID, letter_id: UUID) -> Response:
    """Give the scan of the nota that came back. Raises NotFound where there is none."""
    found = letter_for(session_id, letter_id)
    if found.nota.scan_sha256 is None or found.nota.scan_kind is None:
        raise NotFound
    return scan_file(found.nota.scan_sha256, found.nota.scan_kind, f"respuesta-{found.head.code.lower()}")
