"""The printed kit: how many cards, one button, one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from labapp.documents.kit import kit_pdf
from labapp.documents.kit_page import Card, Door, KitPage, Slip, Wifi
from labapp.domain.demographics import DifficultyAnswer, DifficultyArea
from labapp.domain.dimensions import ANONYMOUS_QUESTIONS, AnonymousQuestion
from labapp.domain.errors import RuleViolated
from labapp.domain.ids import show_code
from labapp.domain.numbering import FIRST_CARD, LAST_CARD
from labapp.domain.privacy import Consent, notice_hash
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.programme import RoomNetwork
from labapp.models.recorder import Db
from labapp.queries.kit import PrintedCard, free_cards, organisers
from labapp.queries.programme import notice_facts, room_network
from labapp.queries.sessions import SessionHead
from labapp.services.cards import print_cards
from labapp.web import context
from labapp.web.access import requires
from labapp.web.answer_place import promise_of
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import once
from labapp.words.formats import local
from labapp.words.labels import label
from labapp.words.labels_privacy import QUESTIONS as CONSENTS
from labapp.words.notice import notice
from labapp.words.questions_demographics import ANONYMOUS_QUESTIONS as WORDS

KIT = "/sesiones/<uuid:session_id>/kit"
MOST_PEOPLE = 500
_USUAL_PEOPLE = 40
_USUAL_CARDS = 20


class KitForm(KeyedForm):
    """For how many people, and how many of them without a phone."""

    name = "kit"
    people = IntegerField(validators=[InputRequired(), NumberRange(1, MOST_PEOPLE)])
    cards = IntegerField(validators=[InputRequired(), NumberRange(0, LAST_CARD - FIRST_CARD + 1)])

    def worded(self) -> KitForm:
        """Give the fields their words."""
        self.people.label.text = _("¿Cuántas personas espera?")
        self.cards.label.text = _("Tarjetas nuevas, para quienes no traen celular")
        return self


@dataclass(frozen=True, slots=True)
class KitFormPage:
    """What the kit will say, and the cards that were printed and that nobody carries yet."""

    head: SessionHead
    network: str | None
    address: str | None
    free: tuple[PrintedCard, ...]


def _address(network: RoomNetwork | None) -> str | None:
    """Return the address that is printed: the one chosen by hand for the room, else the live one."""
    chosen = network.address if network else None
    return chosen or context.house().door.address()


def _page(head: SessionHead) -> KitFormPage:
    db = context.reading()
    network = room_network(db)
    free = free_cards(db, head.space_id, FIRST_CARD, LAST_CARD)
    return KitFormPage(head, network.ssid if network else None, _address(network), free)


@blueprint.get(KIT)
@requires(Action.CHECK_IN)
def kit_page(session_id: UUID) -> Response:
    """Ask how many cards."""
    head = session_for(session_id, Action.CHECK_IN)
    page = _page(head)
    form = KitForm.shown(people=_USUAL_PEOPLE, cards=0 if page.free else _USUAL_CARDS).worded()
    return render("facilitator/kit.html", page, form=form)


@blueprint.post(KIT)
@requires(Action.CHECK_IN)
def kit_print(session_id: UUID) -> Response:
    """Make the new cards in one act and lead to the PDF that holds them; sent twice it is the same PDF."""
    head, form = session_for(session_id, Action.CHECK_IN), KitForm.sent().worded()
    page = _page(head)
    if not form.validate():
        return render("facilitator/kit.html", page, form=form, status=422)

    def act(db: Db) -> str:
        if page.network is None or page.address is None:
            raise RuleViolated("network_missing")
        made = print_cards(db, head.space_id, form.cards.data or 0)
        first, last = (made[0], made[-1]) if made else (None, None)
        return url_for(
            "facilitator.kit_document", session_id=session_id, personas=form.people.data, desde=first, hasta=last
        )

    try:
        return once(Verb.PRINT_CARDS, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/kit.html", page, form=form, status=status)


def _asked(name: str, usual: int, most: int) -> int:
    typed = request.args.get(name, "")
    return min(int(typed), most) if typed.isascii() and typed.isdigit() and len(typed) < 5 else usual


@blueprint.get("/sesiones/<uuid:session_id>/kit.pdf")
@requires(Action.CHECK_IN)
def kit_document(session_id: UUID) -> Response:
    """Answer the kit of a session as one PDF, with the cards of a range that nobody carries."""
    head = session_for(session_id, Action.CHECK_IN)
    network = room_network(context.reading())
    address = _address(network)
    if network is None or address is None:
        raise RuleViolated("network_missing")
    first, last = _asked("desde", 0, LAST_CARD), _asked("hasta", 0, LAST_CARD)
    cards = free_cards(context.reading(), head.space_id, first, last)
    people = max(1, _asked("personas", _USUAL_PEOPLE, MOST_PEOPLE))
    pdf = kit_pdf(_kit(head, network, address, cards, people=people))
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="kit-{head.code}.pdf"'
    return response


def _door(head: SessionHead, network: RoomNetwork, address: str) -> Door:
    printed = partial(context.house().door.printed_url, address=address)
    wifi, home = Wifi(network.ssid, network.password or ""), printed("").removeprefix("HTTP://").rstrip("/")
    return Door(wifi, printed(url_for("participant.door", code=head.code)), home, head.code)


def _kit(
    head: SessionHead, network: RoomNetwork, address: str, cards: tuple[PrintedCard, ...], *, people: int
) -> KitPage:
    db, language = context.reading(), context.language()
    told = notice(notice_facts(db), language)
    owners, promised = organisers(db, head.space_id), promise_of(head.id)
    return KitPage(
        language=language,
        title=head.name,
        place=head.where,
        starts_at=head.starts_at,
        zone=head.zone,
        organisers=owners,
        office=owners[0] if owners else "",
        code=head.code,
        dated_on=local(context.now(), head.zone).date(),
        door=_door(head, network, address),
        sheet_rows=people,
        cards=tuple(Card(str(card.number), show_code(card.code)) for card in cards),
        answer=promised.sentence,
        answer_address=promised.address,
        slips=_slips(language),
        slip_copies=people,
        slip_acceptance=CONSENTS[Consent.ANONYMOUS_QUESTIONS][language == "en"],
        notice=told,
        notice_version=notice_hash(told.text)[:8],
    )


def _slips(language: str) -> tuple[Slip, ...]:
    def slip(question: AnonymousQuestion) -> Slip:
        if question is AnonymousQuestion.DIFFICULTY:
            return Slip(
                tuple(label(area, language) for area in DifficultyArea),
                tuple(label(answer, language) for answer in DifficultyAnswer),
            )
        choices = tuple(label(choice, language) for choice in ANONYMOUS_QUESTIONS[question])
        return Slip((WORDS[question][language == "en"],), choices)

    return tuple(slip(question) for question in AnonymousQuestion)
