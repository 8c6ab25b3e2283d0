"""The one way in which a request writes: the key first, then the act, then 303."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import redirect
from werkzeug.wrappers import Response

from labapp.domain.errors import RuleViolated
from labapp.domain.roles import PHONE
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.replays import is_of_a_session
from labapp.services import receipts
from labapp.web import context
from labapp.web.forms import KeyedForm


class OtherContent(Exception):
    """A used key came back with other content, kept for the desk to see or not: answered with 409."""

    def __init__(self, location: str, *, is_kept: bool) -> None:
        super().__init__(location)
        self.location, self.is_kept = location, is_kept


class Stale(RuleViolated):
    """The form is too old to act on: shown again with what was typed."""

    def __init__(self) -> None:
        super().__init__("form_is_old")


def signature() -> str:
    """Return how the journal names whoever acts in this request; a phone never says whose it is."""
    who = context.actor()
    return who.signature if who is not None else PHONE


@contextmanager
def writing(verb: Verb) -> Iterator[Db]:
    """Give the session of one act of this request: committed when the block ends, rolled back on any exception."""
    with context.house().database.writing(verb, actor=signature(), at=context.now()) as db:
        yield db


def once(verb: Verb, form: KeyedForm, act: Callable[[Db], str]) -> Response:
    """Do `act` once for this form and answer 303 to where it leads, now and for every retry.

    `act` gets the session of the transaction and returns the address of the receipt. The key is claimed before any
    limit or rule is looked at. Raises OtherContent, Stale, or what `act` raises; then nothing was changed.
    """
    key, content = form.spoken_for.key, form.fingerprint()
    with writing(verb) as db:
        claim = receipts.claim(db, key, content=content, at=context.now())
        if claim.is_new:
            if form.is_stale:
                raise Stale
            location = act(db)
            db.flush()
            receipts.keep_answer(db, key, location=location, person=db.info.get("about"))
            return redirect(location, 303)
    if claim.is_same:
        return redirect(claim.location, 303)
    is_kept = form.may_be_kept and is_of_a_session(claim.location)
    if is_kept:
        with writing(Verb.KEEP_REPLAY) as db:
            receipts.keep_replay(db, key, form=form.name, fields=form.as_sent(), at=context.now())
    raise OtherContent(claim.location, is_kept=is_kept)
