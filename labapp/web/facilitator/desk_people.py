"""One person at the desk: part, times, name, facts, the papers of a minor, and the withdrawal of their data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.attendance import AgeSide, ArrivalChannel, MinorPapers, Part
from labapp.domain.demographics import PlaceScope
from labapp.domain.errors import RuleViolated
from labapp.domain.privacy import Consent
from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.erasures import remember_erased
from labapp.models.recorder import Db
from labapp.queries.desk_people import DeskPerson, desk_person
from labapp.queries.sessions import SessionHead
from labapp.services import desk_people, privacy
from labapp.services.profiles import complete_profile
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.desk import DESK, back, may_write
from labapp.web.facilitator.desk_forms import (
    ActForm,
    EraseForm,
    FactsForm,
    NameForm,
    PresenceForm,
    at_time,
    beside,
)
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once, signature
from labapp.words.formats import local

ONE = f"{DESK}/<uuid:person_id>"


@dataclass(slots=True)
class PersonPage:
    """A person with one form for each thing that may be changed about them."""

    head: SessionHead
    person: DeskPerson
    may_write: bool
    may_erase: bool
    named: NameForm
    presence: PresenceForm
    facts: FactsForm
    erase: EraseForm
    revoke: ActForm
    turn: ActForm


def _facts(head: SessionHead, person: DeskPerson) -> FactsForm:
    comes_for = {True: "alone", False: "organisation", None: ""}[person.alone]
    said = {True: "yes", False: "no", None: ""}
    return FactsForm.shown(
        age=person.age.value,
        gender=person.gender or "",
        age_band=person.age_band or "",
        first_time=person.first_time or "",
        place=person.place or "",
        comes_for=comes_for,
        organisation=person.organisation,
        position=person.position,
        contact=person.contact,
        image=said[person.consents.get(Consent.IMAGE_VOICE)],
        public_name=said[person.consents.get(Consent.PUBLIC_NAME)],
    ).worded(head)


def _presence(head: SessionHead, person: DeskPerson) -> PresenceForm:
    return PresenceForm.shown(
        part=(person.part or Part.PARTICIPANT).value,
        arrived=local(person.arrived_at, head.zone).time() if person.arrived_at else None,
        left=local(person.left_at, head.zone).time() if person.left_at else None,
    ).worded()


def _page(head: SessionHead, person_id: UUID, sent: KeyedForm | None = None) -> PersonPage:
    person = desk_person(context.reading(), head.id, person_id)
    page = PersonPage(
        head=head,
        person=person,
        may_write=may_write(head),
        may_erase=can(context.actor(), Action.ERASE_PERSON),
        named=NameForm.shown(full_name=person.name, seen=str(person.op)).worded(),
        presence=_presence(head, person),
        facts=_facts(head, person),
        erase=EraseForm.shown().worded(),
        revoke=ActForm.shown(),
        turn=ActForm.shown(about=str(person.id)),
    )
    match sent:
        case NameForm():
            page.named = sent
        case PresenceForm():
            page.presence = sent
        case FactsForm():
            page.facts = sent
        case EraseForm():
            page.erase = sent
    return page


@blueprint.get(ONE)
@requires(Action.SEE_NAMES)
def desk_person_page(session_id: UUID, person_id: UUID) -> Response:
    """Show one person of the list."""
    return render("facilitator/desk_person.html", _page(session_for(session_id, Action.SEE_NAMES), person_id))


def _change(head: SessionHead, person_id: UUID, verb: Verb, form: KeyedForm, act: Callable[[Db], None]) -> Response:
    """Do one act about a person and show them again; a refusal stands in the form that it is about."""

    def whole(db: Db) -> str:
        act(db)
        return url_for("facilitator.desk_person_page", session_id=head.id, person_id=person_id)

    status = 422
    if form.validate():
        try:
            return once(verb, form, whole)
        except RuleViolated as violation:
            status = refused(form, beside(violation))
    return render("facilitator/desk_person.html", _page(head, person_id, form), form=form, status=status)


@blueprint.post(f"{ONE}/nombre")
@requires(Action.CHECK_IN)
def desk_person_name(session_id: UUID, person_id: UUID) -> Response:
    """Correct a name, or add that of a minor whose papers are noted."""
    head, form = session_for(session_id, Action.CHECK_IN), NameForm.sent().worded()
    person = desk_person(context.reading(), session_id, person_id)
    name = form.full_name.data or ""
    if person.age is AgeSide.MINOR and not person.is_authorised:
        papers = MinorPapers(authorised=bool(form.authorised.data), agrees=bool(form.agrees.data))
        return _change(
            head, person_id, Verb.AUTHORISE_MINOR, form,
            lambda db: desk_people.authorise_minor(db, session_id, person_id, name, papers, now=context.now()),
        )  # fmt: skip
    return _change(
        head, person_id, Verb.CORRECT_PERSON, form,
        lambda db: desk_people.correct_name(db, session_id, person_id, name, seen=form.seen.data or ""),
    )  # fmt: skip


@blueprint.post(f"{ONE}/presencia")
@requires(Action.CHECK_IN)
def desk_person_presence(session_id: UUID, person_id: UUID) -> Response:
    """Change part and times."""
    head, form = session_for(session_id, Action.CHECK_IN), PresenceForm.sent().worded()

    def act(db: Db) -> None:
        desk_people.change_part(db, session_id, person_id, Part(form.part.data))
        before = desk_people.presence(db, session_id, person_id)
        arrived = at_time(head, form.arrived.data)
        same = arrived is None or local(before.arrived_at, head.zone).strftime("%H:%M") == f"{arrived:%H:%M}"
        desk_people.change_times(
            db, session_id, person_id,
            arrived_at=before.arrived_at if same or arrived is None else arrived,
            left_at=at_time(head, form.left.data), now=context.now(),
        )  # fmt: skip

    return _change(head, person_id, Verb.CHANGE_PART, form, act)


@blueprint.post(f"{ONE}/salida")
@requires(Action.CHECK_IN)
def desk_person_left(session_id: UUID, person_id: UUID) -> Response:
    """Note that somebody leaves now."""
    head, form = session_for(session_id, Action.CHECK_IN), ActForm.sent()
    now = context.now()
    return _change(
        head, person_id, Verb.CHECK_OUT, form,
        lambda db: desk_people.leave(db, session_id, person_id, now=now),
    )  # fmt: skip


@blueprint.post(f"{ONE}/datos")
@requires(Action.CHECK_IN)
def desk_person_facts(session_id: UUID, person_id: UUID) -> Response:
    """Keep what somebody tells of themselves at the desk."""
    head = session_for(session_id, Action.CHECK_IN)
    form = FactsForm.sent().worded(head)

    def act(db: Db) -> None:
        person = desk_people.person_here(db, session_id, person_id)
        told, place = form.told(), PlaceScope(form.place.data) if form.place.data else None
        desk_people.set_age(person, AgeSide(form.age.data))
        desk_people.check_band(person.age_side, told.age_band)
        desk_people.set_place(person, place)
        complete_profile(
            db, person, told, channel=ArrivalChannel.DESK, captured_by=signature(), notice_id=None, now=context.now()
        )

    return _change(head, person_id, Verb.COMPLETE_PROFILE, form, act)


@blueprint.post(f"{ONE}/permiso")
@requires(Action.ERASE_PERSON)
def desk_person_revoke(session_id: UUID, person_id: UUID) -> Response:
    """Take back one consent at the wish of the person; it holds at once."""
    head, form = session_for(session_id, Action.SEE_NAMES), ActForm.sent()
    kind = next((each for each in Consent if each.value == form.about.data), None)

    def act(db: Db) -> None:
        if kind is None or kind is Consent.ATTENDANCE:
            raise RuleViolated("consent_not_given")
        person = desk_people.person_here(db, session_id, person_id)
        privacy.withdraw(
            db, person, kind, captured_by=signature(), channel=ArrivalChannel.DESK, at=context.now()
        )

    return _change(head, person_id, Verb.WITHDRAW_CONSENT, form, act)


@blueprint.post(f"{ONE}/retirar")
@requires(Action.ERASE_PERSON)
def desk_person_erase(session_id: UUID, person_id: UUID) -> Response:
    """Withdraw the data of a person: one stays in the total and nothing else on this laptop."""
    head, form = session_for(session_id, Action.SEE_NAMES), EraseForm.sent().worded()
    house = context.house()

    def act(db: Db) -> str:
        form.check()
        for entry in desk_people.erase(db, session_id, person_id, by=signature(), now=context.now()):
            remember_erased(house.settings, entry)
        return back(session_id)

    try:
        response = once(Verb.ERASE_PERSON, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/desk_person.html", _page(head, person_id, form), form=form, status=status)
    context.finish_erasure()
    say("ok", _("Los datos de esa persona se retiraron. Queda una en el total."))
    return response
