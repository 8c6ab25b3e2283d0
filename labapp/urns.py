"""The urns: files beside the database that count anonymous answers and cannot say whose they were.

An urn is two files of one name: `.urn` holds the state of `domain/urn.py`, encrypted, and `.key` 64 random bytes that
everything in it depends on. Answering rewrites the first one whole and only then returns; answers that arrive while
the disk is busy share the next write. No row, log line or transaction of the database knows of an answer.

The name is made from the unit's id by a hash, so a folder listing tells neither ids nor when units were planned.

What remains possible, from `docs/threat-model-urn.md`. While the urn is open: (1) control of the running program or
its memory shows answers as they pass; (2) key and file together tell who has answered which question, never what;
(3) two states of different times and the key tell what was answered in between, which is why no copy is ever made of
this folder; (4) the file's time is that of the last answer; (5) on an open network a phone's name and its answers
travel from one address. Once sealed: (6) a disk that kept old blocks may keep the key, see 3; (7) totals of few people,
or unanimous ones, speak about everybody; (8) whoever knows all answers but one knows that one; (9) the day of sealing
is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from labapp.domain.errors import RuleViolated
from labapp.domain.urn import Catalogue, Count, Outcome, Slip, UrnState
from labapp.urn_files import SUFFIXES, Secret, UrnFiles


class UrnStore:
    """All urns of this node, in one folder that no copy, bundle or report may ever include.

    Refusals are `RuleViolated`: `urn_closed` (sealed, being sealed, or never opened), `urn_turn_unknown` and those of
    `domain/urn.py`. `UrnUnavailable` when the disk fails: the answer may be sent again, it will not count twice.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._urns: dict[UUID, UrnFiles] = {}
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def open(self, unit_id: UUID, catalogue: Catalogue) -> None:
        """The urn of this unit takes answers to `catalogue`; one that is open keeps what it holds.

        The caller knows from the database that the unit was not sealed: an urn that was destroyed left no trace here.
        """
        self._urn(unit_id).begin(catalogue)

    def is_open(self, unit_id: UUID) -> bool:
        """Whether the urn takes answers now."""
        return (state := self._state(unit_id)) is not None and not state[1].is_closed

    def turn(self, unit_id: UUID, person_id: UUID) -> str:
        """Return the person's turn, a text for a hidden field: different each time and written down nowhere."""
        return self._urn(unit_id).secret().turn(person_id)

    def had_turn(self, unit_id: UUID, person_id: UUID) -> bool:
        """Whether the person has answered any question of this urn, from its marks and nothing else."""
        if (state := self._state(unit_id)) is None:
            return False
        secret, held = state
        return any(secret.mark("person", str(person_id), question) in held.marks for question in held.counts)

    def answer(self, unit_id: UUID, turn: str, *, question: str, choices: tuple[str, ...]) -> Outcome:
        """The answer counts once and is on the disk. `ALREADY` keeps nothing of it; show the same page for both."""
        place = self._urn(unit_id)
        secret = place.secret()
        mark = secret.mark("person", str(secret.person(turn)), question)
        return place.drop(Slip(mark, question, choices))

    def answer_on_paper(
        self, unit_id: UUID, form_key: str, *, question: str, choices: tuple[str, ...], sheet_bound: int
    ) -> Outcome:
        """The answer of a paper slip counts once per form, up to `sheet_bound` (the sheets declared) per question."""
        place = self._urn(unit_id)
        return place.drop(Slip(place.secret().mark("paper", form_key, question), question, choices, sheet_bound))

    def totals_for_sealing(self, unit_id: UUID) -> Mapping[str, Count]:
        """Return the counts by question, after which the urn takes no answer any more; repeatable until `destroy`.

        Closing comes first, so that no phone is thanked for an answer after its total was read. There is no other
        way to see a count.
        """
        return self._urn(unit_id).close().counts

    def destroy(self, unit_id: UUID) -> None:
        """Nothing of the urn can be read again. Repeatable; called when the database has committed the totals.

        Refuses `urn_still_open` when the totals were never asked for: they would be lost.
        """
        self._urn(unit_id).destroy()

    def clean_leftovers(self, sealed_ids: Iterable[UUID]) -> None:
        """At start: closed urns of sealed units are destroyed; what a kill left half done is finished or dropped.

        An urn that still takes answers although its unit was sealed (on another node) is left for a person to see.
        """
        for unit_id in sealed_ids:
            with suppress(RuleViolated):
                self.destroy(unit_id)
        for name in {file.stem for file in self._folder.iterdir() if file.suffix in SUFFIXES}:
            UrnFiles(self._folder, name).tidy()

    def _state(self, unit_id: UUID) -> tuple[Secret, UrnState] | None:
        place = self._urn(unit_id)
        try:
            secret = place.secret()
            return secret, place.state(secret)
        except RuleViolated:
            return None

    def _urn(self, unit_id: UUID) -> UrnFiles:
        name = sha256(b"urn " + unit_id.bytes).hexdigest()[:32]
        return self._urns.setdefault(unit_id, UrnFiles(self._folder, name))
