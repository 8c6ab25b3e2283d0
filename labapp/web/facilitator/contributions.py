"""Taking notes: the quick line, and the list under it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.contributions import Channel, Kind, Language
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import contributions as lists
from labapp.queries.sessions import SessionHead
from labapp.services import contributions
from labapp.services.authors import person_named
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.contributions_forms import ContributeForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import refused, render
from labapp.web.polling import polled
from labapp.web.transaction import once

LIST_PAGE = "facilitator/contribution_list.html"


@dataclass(frozen=True, slots=True)
class ListView:
    """The page of the note-taker."""

    head: SessionHead
    list: lists.ContributionList
    wanted: lists.Filter
    kinds: tuple[Kind, ...]
    just_noted: int | None


def _wanted() -> lists.Filter:
    asked = request.args
    kind = asked.get("tipo", "")
    return lists.Filter(
        words=asked.get("q", "")[:200],
        kind=Kind(kind) if kind in set(Kind) else None,
        group=asked.get("grupo", "")[:200],
        unread_only=asked.get("solo") == "sin-leer",
        hidden_only=asked.get("solo") == "ocultos",
    )


def _list_view(head: SessionHead) -> ListView:
    wanted = _wanted()
    found = lists.contribution_list(context.reading(), head.id, wanted)
    return ListView(head, found, wanted, tuple(Kind), request.args.get("anotado", type=int))


def _first_shown() -> ContributeForm:
    """Return the quick line with what stayed the same since the last contribution."""
    kept = request.args
    channel, spoken = kept.get("canal", ""), kept.get("lengua", "")
    return ContributeForm.shown(
        channel=channel if channel in set(Channel) else Channel.VOICE.value,
        spoken=spoken if spoken in set(Language) else Language.SPANISH.value,
        group=kept.get("con", "")[:200],
    ).worded()


@blueprint.get("/sesiones/<uuid:session_id>/aportes")
@requires(Action.TAKE_NOTES)
def contribution_list(session_id: UUID) -> Response:
    """Show the list, newest first, under the quick line."""
    head = session_for(session_id, Action.TAKE_NOTES)
    return render(LIST_PAGE, _list_view(head), form=_first_shown())


@blueprint.get("/sesiones/<uuid:session_id>/aportes/nuevos")
@requires(Action.TAKE_NOTES)
def contributions_new(session_id: UUID) -> Response:
    """Answer the fragment that says how many came in since the list was shown; no line of the list moves."""
    head = session_for(session_id, Action.TAKE_NOTES)
    count = lists.newer_than(context.reading(), head.id, request.args.get("desde", 0, type=int))
    state = (head.id, count)
    return polled("contributions", state, lambda: render("facilitator/_contributions_new.html", state))


@blueprint.post("/sesiones/<uuid:session_id>/aportes")
@requires(Action.TAKE_NOTES)
def contribution_add(session_id: UUID) -> Response:
    """Note a contribution, and keep channel, group and language for the next one."""
    head, form = session_for(session_id, Action.TAKE_NOTES), ContributeForm.sent().worded()
    if not form.validate():
        return render(LIST_PAGE, _list_view(head), form=form, status=422)

    def act(db: Db) -> str:
        person_id = person_named(db, head.id, form.person.data or "")
        said = contributions.contribute(db, head.id, form.command(person_id), now=context.now())
        db.info["about"] = person_id
        kept = {"canal": form.channel.data, "lengua": form.spoken.data, "con": form.group.data or None}
        return url_for("facilitator.contribution_list", session_id=head.id, anotado=said.number, **kept)

    try:
        return once(Verb.CONTRIBUTE, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render(LIST_PAGE, _list_view(head), form=form, status=status)
