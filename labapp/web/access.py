"""Who may reach an endpoint. Every view says so; the application refuses to start where one does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask

from labapp.domain.errors import NotAllowed
from labapp.domain.roles import Action, Territory, can
from labapp.web import context

View = TypeVar("View", bound=Callable[..., object])
_MARK = "labapp_audience"


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a view is: everybody, a phone in the room, or staff who may do one action."""

    name: str
    action: Action | None = None


PUBLIC = Audience("public")
PARTICIPANT = Audience("participant")


class SignInNeeded(Exception):
    """Nobody is signed in; answered with the sign-in page."""


def public(view: View) -> View:
    """Mark a view that everybody may reach."""
    setattr(view, _MARK, PUBLIC)
    return view


def participant(view: View) -> View:
    """Mark a view for phones in the room: no account, a code of a session or of a person."""
    setattr(view, _MARK, PARTICIPANT)
    return view


def requires(action: Action) -> Callable[[View], View]:
    """Mark a view for signed-in staff whose role may do `action`."""

    def mark(view: View) -> View:
        setattr(view, _MARK, Audience("staff", action))
        return view

    return mark


def audience_of(app: Flask, endpoint: str) -> Audience | None:
    """Return for whom an endpoint is, or None where nobody said."""
    if endpoint == "static":
        return PUBLIC
    return getattr(app.view_functions[endpoint], _MARK, None)


def check_every_endpoint(app: Flask) -> None:
    """Raise RuntimeError naming each endpoint without an audience: such an application does not start."""
    unmarked = sorted(e for e in app.view_functions if audience_of(app, e) is None)
    if unmarked:
        raise RuntimeError(f"endpoints without an audience: {', '.join(unmarked)}")


def admit(app: Flask, endpoint: str) -> None:
    """Let the request pass, or raise SignInNeeded or NotAllowed."""
    audience = audience_of(app, endpoint)
    if audience is None or audience.action is None:
        return
    who = context.actor()
    if who is None:
        raise SignInNeeded
    if not can(who, audience.action):
        raise NotAllowed("not_allowed")


def check(action: Action, where: Territory) -> None:
    """Raise NotAllowed unless whoever acts may do `action` in this space."""
    if not can(context.actor(), action, where):
        raise NotAllowed("not_allowed")
