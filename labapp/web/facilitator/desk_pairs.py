"""Decisions that wait at the desk: who may be the same person, and from where an organisation takes part."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, SelectField

from labapp.domain.demographics import Sector
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.desk_people import LikePair, pairs, unclassed_organisations
from labapp.queries.sessions import SessionHead
from labapp.services import desk_people
from labapp.services.organisations import classify
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.desk import DESK
from labapp.web.facilitator.desk_forms import read_id
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import once
from labapp.words.labels import options

SHOWN_AT_ONCE = 30


class PairForm(KeyedForm):
    """Two entries, and what somebody says of them: the one that stays, or that they are two."""

    name = "desk_pair"
    first = HiddenField()
    second = HiddenField()
    kept = HiddenField()


class SectorForm(KeyedForm):
    """The class of one organisation."""

    name = "desk_sector"
    organisation = HiddenField()
    sector = SelectField()

    def worded(self) -> SectorForm:
        """Give the field its words and choices."""
        self.sector.label.text = _("Sector")
        self.sector.choices = [
            each for each in options(Sector, context.language())
            if each[0] not in {"citizen", "undisclosed", "unasked"}
        ]  # fmt: skip
        return self


@dataclass(frozen=True, slots=True)
class PairsPage:
    """The strongest pairs, each with a form of its own, and how many wait in all."""

    head: SessionHead
    pairs: list[tuple[LikePair, PairForm]]
    count: int


@dataclass(frozen=True, slots=True)
class OrganisationsPage:
    """Organisations typed at the door, each with a form of its own."""

    head: SessionHead
    waiting: list[tuple[str, SectorForm]]


def _pairs(head: SessionHead) -> PairsPage:
    found = pairs(context.reading(), head.id)
    shown = [
        (pair, PairForm.shown(first=str(pair.first.id), second=str(pair.second.id))) for pair in found[:SHOWN_AT_ONCE]
    ]
    return PairsPage(head, shown, len(found))


@blueprint.get(f"{DESK}/parejas")
@requires(Action.CHECK_IN)
def desk_pairs(session_id: UUID) -> Response:
    """Show who may be the same person, with the reasons."""
    head = session_for(session_id, Action.CHECK_IN)
    return render("facilitator/desk_pairs.html", _pairs(head))


@blueprint.post(f"{DESK}/parejas")
@requires(Action.CHECK_IN)
def desk_pair_decide(session_id: UUID) -> Response:
    """Join two entries into the one that stays, or note that they are two people."""
    head, form = session_for(session_id, Action.CHECK_IN), PairForm.sent()
    first, second = read_id(form.first.data), read_id(form.second.data)

    def act(db: Db) -> str:
        if not form.kept.data:
            desk_people.say_two(db, session_id, first, second)
        else:
            kept = read_id(form.kept.data)
            desk_people.join(db, session_id, kept, second if kept == first else first, now=context.now())
        return url_for("facilitator.desk_pairs", session_id=session_id)

    try:
        return once(Verb.DECIDE_DUPLICATE, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/desk_pairs.html", _pairs(head), form=form, status=status)


def _organisations(head: SessionHead) -> OrganisationsPage:
    waiting = unclassed_organisations(context.reading())
    return OrganisationsPage(
        head, [(name, SectorForm.shown(organisation=str(each)).worded()) for each, name in waiting[:SHOWN_AT_ONCE]]
    )


@blueprint.get(f"{DESK}/organizaciones")
@requires(Action.CHECK_IN)
def desk_organisations(session_id: UUID) -> Response:
    """Show the organisations that were typed at the door and have no class yet."""
    head = session_for(session_id, Action.CHECK_IN)
    return render("facilitator/desk_organisations.html", _organisations(head))


@blueprint.post(f"{DESK}/organizaciones")
@requires(Action.CHECK_IN)
def desk_organisation_class(session_id: UUID) -> Response:
    """Give an organisation its class."""
    head, form = session_for(session_id, Action.CHECK_IN), SectorForm.sent().worded()
    if not form.validate():
        return render("facilitator/desk_organisations.html", _organisations(head), form=form, status=422)
    organisation = read_id(form.organisation.data)

    def act(db: Db) -> str:
        classify(db, organisation, Sector(form.sector.data))
        return url_for("facilitator.desk_organisations", session_id=session_id)

    return once(Verb.CHANGE_ORGANISATION, form, act)
