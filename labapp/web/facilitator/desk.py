"""The registration desk: the quick line, who is here now, who is expected, and the way to everything else."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.attendance import Part
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.roles import Action, can
from labapp.domain.sessions import desk_may_write
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import desk as desks
from labapp.queries.desk_people import Brief, DeskPerson, desk_person, elsewhere, like
from labapp.queries.programme import room_network
from labapp.queries.replays import kept_count
from labapp.queries.sessions import SessionHead
from labapp.services import desk, desk_people
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.desk_forms import ActForm, LineForm, beside, read_id
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import refused, render
from labapp.web.polling import polled
from labapp.web.transaction import once, signature

DESK = "/sesiones/<uuid:session_id>/registro"


@dataclass(frozen=True, slots=True)
class Phones:
    """Whether phones arrive, and what may be wrong while none does."""

    arrived: int
    url: str | None
    ways: tuple[tuple[str, str], ...]
    network: str | None


@dataclass(frozen=True, slots=True)
class DeskView:
    """The desk of one session."""

    head: SessionHead
    now: desks.DeskNow
    phones: Phones
    may_write: bool
    q: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The desk with its buttons, each with a token of its own."""

    live: DeskView
    waiting: list[desks.Waiting]
    elsewhere: list[Brief]
    last: DeskPerson | None
    resembles: list[Brief]
    unregistered: UUID | None
    kept: int
    """How many forms came twice with other content and wait for somebody to look at them."""
    tick: ActForm
    bring: ActForm
    undo: ActForm
    refuse: ActForm
    refuse_undo: ActForm


def may_write(head: SessionHead) -> bool:
    """Whether whoever acts may write at this desk now."""
    return can(context.actor(), Action.CHECK_IN) and desk_may_write(head.stage)


def _phones(head: SessionHead, registered: int) -> Phones:
    door = context.house().door
    network = room_network(context.reading())
    path = url_for("participant.door", code=head.code)
    return Phones(
        arrived=max(registered, door.devices.total()),
        url=door.url(path, chosen=network.address if network else None),
        ways=door.ways(context.language()),
        network=network.ssid if network else None,
    )


def _view(head: SessionHead) -> DeskView:
    q = request.args.get("q", "")[:200]
    now = desks.desk_now(context.reading(), head.id, q=q)
    return DeskView(head, now, _phones(head, now.phones), may_write(head), q)


def _last(head: SessionHead) -> DeskPerson | None:
    typed = request.args.get("ultima", "")
    try:
        return desk_person(context.reading(), head.id, read_id(typed)) if typed else None
    except NotFound:
        return None


def _page(head: SessionHead) -> DeskPage:
    db, last = context.reading(), _last(head)
    live = _view(head)
    return DeskPage(
        live=live,
        waiting=desks.waiting(db, head.id),
        elsewhere=elsewhere(db, head.id, live.q),
        last=last,
        resembles=[each for each in like(db, head.id, last.name) if each.id != last.id] if last else [],
        unregistered=desks.last_unregistered(db, head.id),
        kept=kept_count(db, session_id=head.id, code=head.code),
        tick=ActForm.shown(),
        bring=ActForm.shown(),
        undo=ActForm.shown(about=str(last.id) if last else ""),
        refuse=ActForm.shown(),
        refuse_undo=ActForm.shown(),
    )


@blueprint.get(DESK)
@requires(Action.SEE_NAMES)
def desk_page(session_id: UUID) -> Response:
    """Show the desk."""
    head = session_for(session_id, Action.SEE_NAMES)
    return render("facilitator/desk.html", _page(head), form=LineForm.shown().worded(head))


@blueprint.get(f"{DESK}/ahora")
@requires(Action.SEE_NAMES)
def desk_live(session_id: UUID) -> Response:
    """Answer the live part of the desk, or 304 while nothing has changed."""
    head = session_for(session_id, Action.SEE_NAMES)
    house, db = context.house(), context.reading()
    door = (house.door.devices.total(), house.door.address(), house.door.port)
    state = (session_id, desks.version(db), *door, request.args.get("q", ""), may_write(head))
    return polled("desk", state, lambda: render("facilitator/_desk_now.html", _view(head)))


def back(session_id: UUID, **values: object) -> str:
    """Return the address of the desk, with what the next page should show first."""
    return url_for("facilitator.desk_page", session_id=session_id, **values)  # type: ignore[arg-type] # query values


@blueprint.post(DESK)
@requires(Action.CHECK_IN)
def desk_line(session_id: UUID) -> Response:
    """Write down an arrival, and show the empty line again."""
    head = session_for(session_id, Action.CHECK_IN)
    form = LineForm.sent().worded(head)
    if not form.validate():
        return render("facilitator/desk.html", _page(head), form=form, status=422)

    def act(db: Db) -> str:
        person = desk.write_line(db, head.id, form.line(head, signature()), now=context.now())
        return back(head.id, ultima=person.id)

    try:
        return once(Verb.CHECK_IN, form, act)
    except RuleViolated as violation:
        status = refused(form, beside(violation))
        return render("facilitator/desk.html", _page(head), form=form, status=status)


@blueprint.post(f"{DESK}/esperados")
@requires(Action.CHECK_IN)
def desk_tick(session_id: UUID) -> Response:
    """Put somebody of the expected list on the list."""
    session_for(session_id, Action.CHECK_IN)
    form = ActForm.sent()
    expected = read_id(form.about.data)

    def act(db: Db) -> str:
        person = desk.tick_expected(db, session_id, expected, by=signature(), now=context.now())
        return back(session_id, ultima=person.id)

    return once(Verb.CHECK_IN, form, act)


@blueprint.post(f"{DESK}/de-vuelta")
@requires(Action.CHECK_IN)
def desk_bring(session_id: UUID) -> Response:
    """Note that somebody known from before is here."""
    session_for(session_id, Action.CHECK_IN)
    form = ActForm.sent()
    person_id = read_id(form.about.data)

    def act(db: Db) -> str:
        person = desk.bring(db, session_id, person_id, now=context.now())
        return back(session_id, ultima=person.id)

    return once(Verb.RETURN_TO_SESSION, form, act)


@blueprint.post(f"{DESK}/deshacer")
@requires(Action.CHECK_IN)
def desk_undo(session_id: UUID) -> Response:
    """Take an arrival back."""
    session_for(session_id, Action.CHECK_IN)
    form = ActForm.sent()
    person_id = read_id(form.about.data)

    def act(db: Db) -> str:
        desk_people.take_back(db, session_id, person_id, now=context.now())
        return back(session_id, ultima=person_id)

    return once(Verb.UNDO_CHECK_IN, form, act)


@blueprint.post(f"{DESK}/sin-registrarse")
@requires(Action.CHECK_IN)
def desk_refused(session_id: UUID) -> Response:
    """Count one person who came and refused any record."""
    session_for(session_id, Action.CHECK_IN)
    form = ActForm.sent()

    def act(db: Db) -> str:
        desk.add_unregistered(db, session_id, part=Part.PARTICIPANT, now=context.now())
        return back(session_id)

    return once(Verb.COUNT_UNREGISTERED, form, act)


@blueprint.post(f"{DESK}/sin-registrarse/deshacer")
@requires(Action.CHECK_IN)
def desk_refused_undo(session_id: UUID) -> Response:
    """Take back the last person without record."""
    session_for(session_id, Action.CHECK_IN)
    form = ActForm.sent()
    counted = read_id(form.about.data)

    def act(db: Db) -> str:
        desk.take_back_unregistered(db, session_id, counted, now=context.now())
        return back(session_id)

    return once(Verb.UNDO_CHECK_IN, form, act)
