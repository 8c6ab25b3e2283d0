"""The postman: while the program serves, it takes what waits in the outbox to the mail server, one by one.

The log names neither people nor addresses.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self, TypeVar
from uuid import UUID

import sqlalchemy as sa

from labapp.documents.return_mail import return_mail
from labapp.domain.mail import MailTrouble, Reach, reach_of
from labapp.domain.roles import HOUSE
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.mail_delivery import MailLine, NotSent, Patience
from labapp.mail_settings import MailServer
from labapp.models.database import Busy
from labapp.models.recorder import Db
from labapp.queries.outbox import due_mail
from labapp.services import outbox
from labapp.services.outbox import AttemptEnd, Taken

T = TypeVar("T")

log = logging.getLogger("labapp.postman")

EVERY_SECONDS = 60.0
_SECONDS_TO_END = 20.0
_TRIES_TO_KEEP = 3
_DATABASE = (sa.exc.SQLAlchemyError, Busy, OSError)


@dataclass(frozen=True, slots=True)
class Postman:
    """Carries the messages of one house to one server; any number of them may walk at once."""

    house: House
    server: MailServer
    patience: Patience = field(default_factory=Patience)

    def round(self, *, ending: Callable[[], bool] = lambda: False) -> Counter[Reach | None]:
        """Return how the attempts of one round ended, None standing for sent; each message due was tried once.

        Where the server itself cannot be used nothing more is tried.
        """
        ends: Counter[Reach | None] = Counter()
        self._write(lambda db: outbox.release_abandoned(db, now=self.house.now()))
        with self.house.database.reading() as db:
            due = due_mail(db, now=self.house.now())
        for mail_id in due:
            if ending() or ends[Reach.ALL_FOR_NOW]:
                break
            outcome = self._carry(mail_id)
            if outcome is not None:
                ends[reach_of(outcome.trouble) if outcome.trouble else None] += 1
        return ends

    def _write(self, act: Callable[[Db], T]) -> T:
        with self.house.database.writing(Verb.NOTE_TOLD, actor=HOUSE, at=self.house.now()) as db:
            return act(db)

    def _carry(self, mail_id: UUID) -> AttemptEnd | None:
        taken = self._write(lambda db: outbox.take(db, mail_id, now=self.house.now()))
        if taken is None:
            return None
        try:
            with MailLine(self.server, self.patience) as line:
                return self._hand_over(line, taken)
        except NotSent as not_sent:
            return self._keep(taken, AttemptEnd(not_sent.trouble, not_sent.reply_code))

    def _hand_over(self, line: MailLine, taken: Taken) -> AttemptEnd | None:
        """What the server accepted is kept before anything else is said to it."""
        contents = taken.contents
        try:
            message = bytes(
                return_mail(contents, mail_id=taken.mail_id, sender=self.server.sender, at=self.house.now())
            )
        except ValueError:  # a text that no header can hold keeps back its own message and no other
            raise NotSent(MailTrouble.MESSAGE_REFUSED) from None
        line.address(contents.address)
        if not self._write(lambda db: outbox.hand(db, taken)):
            return None
        return self._keep(taken, AttemptEnd(reply_code=line.hand_over(message)))

    def _keep(self, taken: Taken, outcome: AttemptEnd) -> AttemptEnd:
        for tries_left in reversed(range(_TRIES_TO_KEEP)):
            try:
                self._write(lambda db: outbox.finish(db, taken, outcome, now=self.house.now()))
                break
            except _DATABASE:
                if not tries_left:
                    raise
        if outcome.trouble is not None:
            log.warning("mail %s: %s %s", taken.mail_id, outcome.trouble.value, outcome.reply_code or "")
        return outcome


class Rounds:
    """Inside its block a thread walks a round every minute; what cannot be written is logged and tried again."""

    def __init__(self, postman: Postman, *, every_seconds: float = EVERY_SECONDS) -> None:
        self._postman, self._every = postman, every_seconds
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._walk, name="postman", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join(_SECONDS_TO_END)

    def _walk(self) -> None:
        while not self._ending.wait(self._every):
            try:
                self._postman.round(ending=self._ending.is_set)
            except _DATABASE as error:
                log.warning("the round failed: %s", type(error).__name__)


@contextmanager
def mail_going_out(house: House) -> Iterator[None]:
    """Inside the block the outbox is emptied, where the settings name a mail server."""
    if house.settings.mail is None:
        yield
        return
    with Rounds(Postman(house, house.settings.mail)):
        yield
