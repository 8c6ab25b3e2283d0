"""One urn on the disk: its key, its files, and the queue of answers before them.

`.urn` holds the state of `domain/urn.py`, encrypted, and `.key` the random bytes that everything in it depends on.
`.new` is a draft of the first; `.gone` is a key on its way out, and its renaming is the moment of no return.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from labapp import durable
from labapp.domain import urn
from labapp.domain.errors import RuleViolated
from labapp.domain.urn import Catalogue, Outcome, Slip, UrnState

KEY_LENGTH = 64
SUFFIXES = {".urn", ".new", ".key", ".gone"}
_NONCE_LENGTH = 12


class UrnUnavailable(Exception):
    """The files could not be read or written. An answer may be sent again: kept or not, it counts once."""


class UrnDamaged(UrnUnavailable):
    """Key and file do not fit together, or one of them is spoiled: what this urn held cannot be read again."""


class Secret:
    """The key of one urn and what is done with it: a key of its own each for the state, the turns and the marks."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_LENGTH:
            raise UrnDamaged("the key of an urn is spoiled")
        self._state = AESGCM(hmac.digest(raw, b"state", "sha256"))
        self._turns = AESGCM(hmac.digest(raw, b"turns", "sha256"))
        self._marks = hmac.digest(raw, b"marks", "sha256")

    def sealed(self, state: UrnState) -> bytes:
        nonce = secrets.token_bytes(_NONCE_LENGTH)
        return nonce + self._state.encrypt(nonce, urn.encode(state), b"state")

    def opened(self, sealed: bytes) -> UrnState:
        try:
            return urn.decode(self._state.decrypt(sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:], b"state"))
        except (InvalidTag, ValueError) as error:
            raise UrnDamaged("the file of an urn is spoiled") from error

    def turn(self, person_id: UUID) -> str:
        nonce = secrets.token_bytes(_NONCE_LENGTH)
        return urlsafe_b64encode(nonce + self._turns.encrypt(nonce, person_id.bytes, b"turn")).decode("ascii")

    def person(self, turn: str) -> UUID:
        try:
            sent = urlsafe_b64decode(turn.encode("ascii"))
            return UUID(bytes=self._turns.decrypt(sent[:_NONCE_LENGTH], sent[_NONCE_LENGTH:], b"turn"))
        except (InvalidTag, ValueError) as error:
            raise RuleViolated("urn_turn_unknown") from error

    def mark(self, kind: str, who: str, question: str) -> bytes:
        told = json.dumps([kind, who, question]).encode("ascii")
        return hmac.digest(self._marks, told, "sha256")[: urn.MARK_LENGTH]


@dataclass(eq=False)
class _Waiting:
    """A slip that waits for the disk."""

    slip: Slip
    outcome: Outcome | None = None
    failure: BaseException | None = None

    @property
    def is_done(self) -> bool:
        return self.outcome is not None or self.failure is not None

    def result(self) -> Outcome:
        if self.outcome is not None:
            return self.outcome
        match self.failure:  # one failure answers many: each raises an exception of its own
            case RuleViolated(code=code):
                raise RuleViolated(code) from self.failure
            case UrnDamaged(args=args):
                raise UrnDamaged(*args) from self.failure
            case _:
                raise UrnUnavailable("an urn could not be written") from self.failure


class UrnFiles:
    """The files of one urn and the queue before them.

    Refuses `urn_closed` when there is no such urn or it is sealed; raises UrnUnavailable when the disk fails.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.state_file = folder / f"{name}.urn"
        self.draft_file = folder / f"{name}.new"
        self.key_file = folder / f"{name}.key"
        self.gone_file = folder / f"{name}.gone"
        self._lock_file = folder / "lock"
        self._turnstile = threading.Condition()
        self._waiting: list[_Waiting] = []
        self._is_writing = False

    def secret(self) -> Secret:
        """Return the key; RuleViolated `urn_closed` when there is no such urn."""
        if not self.state_file.exists():
            raise RuleViolated("urn_closed")
        try:
            return Secret(durable.read(self.key_file))
        except FileNotFoundError as error:
            raise RuleViolated("urn_closed") from error
        except OSError as error:
            raise UrnUnavailable("the key of an urn cannot be read") from error

    def state(self, secret: Secret) -> UrnState:
        try:
            return secret.opened(durable.read(self.state_file))
        except FileNotFoundError as error:
            raise RuleViolated("urn_closed") from error
        except OSError as error:
            raise UrnUnavailable("the file of an urn cannot be read") from error

    def begin(self, catalogue: Catalogue) -> None:
        """The urn is open with at least this catalogue. The state file appears last: with it, the urn exists."""
        with self._alone():
            if self.state_file.exists():
                self._extend(catalogue)
            else:
                raw = secrets.token_bytes(KEY_LENGTH)
                durable.write_private(self.key_file, raw)
                self._save(Secret(raw), urn.empty(catalogue))

    def drop(self, slip: Slip) -> Outcome:
        """The slip is in the file, or was: whoever finds the disk idle writes for all who wait by then."""
        mine = _Waiting(slip)
        with self._turnstile:
            self._waiting.append(mine)
            while self._is_writing and not mine.is_done:
                self._turnstile.wait()
            if mine.is_done:
                return mine.result()
            self._is_writing = True
            batch, self._waiting = self._waiting, []
        try:
            self._write(batch)
        finally:
            with self._turnstile:
                self._is_writing = False
                self._turnstile.notify_all()
        return mine.result()

    def close(self) -> UrnState:
        """No slip is taken any more, not even after a kill; return what the urn holds."""
        with self._alone():
            secret = self.secret()
            state = self.state(secret)
            if not state.is_closed:
                state = urn.closed(state)
                self._save(secret, state)
            return state

    def destroy(self) -> None:
        """Nothing is left. `.gone` is emptied first and removed last, so that an interrupted end is known as one."""
        with self._alone():
            if self._takes_slips():
                raise RuleViolated("urn_still_open")
            if self.key_file.exists():
                durable.rename(self.key_file, self.gone_file)
            durable.overwrite(self.gone_file)
            self._wipe_files()

    def tidy(self) -> None:
        """What a kill left behind is gone: an end is finished, a beginning that nobody saw and a draft are dropped."""
        with self._alone():
            if self.gone_file.exists() or not self.state_file.exists():
                self._wipe_files()
            durable.wipe(self.draft_file)

    def _takes_slips(self) -> bool:
        try:
            return not self.state(self.secret()).is_closed
        except (RuleViolated, UrnDamaged):
            return False

    def _extend(self, catalogue: Catalogue) -> None:
        if not self.key_file.exists():
            raise UrnDamaged("the key of an urn is missing")
        secret = self.secret()
        state = self.state(secret)
        if state.is_closed:
            raise RuleViolated("urn_closed")
        wider = urn.extended(state, catalogue)
        if wider != state:
            self._save(secret, wider)

    def _write(self, batch: list[_Waiting]) -> None:
        """Everybody in `batch` is answered, and nobody before the disk has all of them."""
        try:
            with self._alone():
                secret = self.secret()
                before = self.state(secret)
                after, verdicts = _all_added(before, [waiting.slip for waiting in batch])
                if after is before:  # an earlier program may have been killed between the renaming and this flush
                    durable.flush_folder(self.state_file.parent)
                else:
                    self._save(secret, after)
        except BaseException as error:
            for waiting in batch:
                waiting.failure = error
            if not isinstance(error, (RuleViolated, UrnUnavailable)):
                raise
        else:
            for waiting, verdict in zip(batch, verdicts, strict=True):
                if isinstance(verdict, RuleViolated):
                    waiting.failure = verdict
                else:
                    waiting.outcome = verdict

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with durable.exclusive(self._lock_file):
                yield
        except OSError as error:
            raise UrnUnavailable("the files of an urn cannot be read or written") from error

    def _save(self, secret: Secret, state: UrnState) -> None:
        durable.replace_whole(self.state_file, secret.sealed(state), draft=self.draft_file)

    def _wipe_files(self) -> None:
        for file in (self.key_file, self.draft_file, self.state_file, self.gone_file):
            durable.wipe(file)


def _all_added(state: UrnState, slips: Iterable[Slip]) -> tuple[UrnState, list[Outcome | RuleViolated]]:
    verdicts: list[Outcome | RuleViolated] = []
    for slip in slips:
        try:
            state, outcome = urn.add(state, slip)
            verdicts.append(outcome)
        except RuleViolated as refusal:
            verdicts.append(refusal)
    return state, verdicts
