"""What tests of the observation window stand on: minutes that are out, who was there, and requests about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.documents.approval import Approval
from labapp.documents.minutes_versions import digest_of, sealed_version
from labapp.domain.attendance import ArrivalChannel
from labapp.domain.minutes import Block
from labapp.domain.observations import Outcome
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.minutes import MinutesVersion
from labapp.models.observations import Observation, ObservationWindow
from labapp.models.sessions import LabSession
from labapp.queries.minutes import minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.queries.observation_windows import coming_window
from labapp.queries.observations import Asked, asked_of
from labapp.queries.printed_codes import journal_heads
from labapp.services import minutes, observations
from labapp.services.observations import Request
from labapp.words.formats import local
from tests.factories import a_member_of_staff, a_programme, a_session, an_arrival, writing
from tests.returning import Somebody, somebody
from tests.web.minutes_desk import close, say

WORDS = "Dije agua todo el año, no solo en verano."


@dataclass(frozen=True, slots=True)
class Room:
    """A session with people, its minutes, and the staff who write and who approve them."""

    house: House
    session: LabSession
    person: Somebody
    author: UUID
    approver: UUID

    def ask(
        self, words: str = WORDS, *, number: str = "1", part: str = "", by: Somebody | None = None, phone: bool = True
    ) -> None:
        request = Request(number, part, words, ArrivalChannel.PHONE if phone else ArrivalChannel.DESK)
        with writing(self.house, Verb.ASK_CORRECTION) as db:
            observations.ask(db, (by or self.person).id, self.session.id, request, now=self.house.now())

    def asked(self) -> tuple[Asked, ...]:
        with self.house.database.reading() as db:
            return asked_of(db, self.session.id)

    def rows(self) -> list[Observation]:
        with self.house.database.reading() as db:
            return list(db.scalars(sa.select(Observation).order_by(Observation.at, Observation.id)))

    def windows(self) -> list[date]:
        with self.house.database.reading() as db:
            return list(db.scalars(sa.select(ObservationWindow.until).order_by(ObservationWindow.id)))

    def answer(self, asked: Asked, outcome: Outcome = Outcome.CORRECTED, reason: str = "") -> None:
        with writing(self.house, Verb.ANSWER_OBSERVATION) as db:
            observations.answer(
                db, self.session.id, asked.id, outcome, reason, seen=asked.op, by=self.author,
                now=self.house.now(),
            )  # fmt: skip

    def note(self, change: str) -> None:
        with writing(self.house, Verb.EDIT_MINUTES) as db:
            minutes.write_notes(db, self.session.id, unread_note="", change_note=change, author=self.author)

    def approve(self) -> None:
        with self.house.database.reading() as db:
            seen = digest_of(minutes_facts(db, self.session.id), minutes_draft(db, self.session.id))
        with writing(self.house, Verb.SUBMIT_MINUTES) as db:
            minutes.send_to_review(db, self.session.id, author=self.author)
        with writing(self.house, Verb.APPROVE_MINUTES) as db:
            minutes.approve(
                db, self.session.id, approver=self.approver, seen=seen, digest_of=digest_of, now=self.house.now()
            )

    def edition(self) -> minutes.Edition:
        """The approved version as it would go out now."""
        with self.house.database.reading() as db:
            facts, draft = minutes_facts(db, self.session.id), minutes_draft(db, self.session.id)
            window = coming_window(db, zone=self.session.zone, now=self.house.now())
            journal = journal_heads(db)
        on = local(self.house.now(), self.session.zone).date()
        approval = Approval("ANTAI", on)
        sealed = sealed_version(facts, draft, approval, on=on, correct_until=window.until, journal=journal)
        return minutes.Edition(
            digest=digest_of(facts, draft), number=draft.published + 1, content=sealed.content, sha256=sealed.sha256,
            pdf_sha256="0" * 64, window=window,
        )  # fmt: skip

    def go_out(self, edition: minutes.Edition | None = None) -> MinutesVersion:
        ready = edition or self.edition()
        with writing(self.house, Verb.PUBLISH_MINUTES) as db:
            return minutes.publish(db, self.session.id, ready, digest_of=digest_of, now=self.house.now())

    def publish(self) -> MinutesVersion:
        self.approve()
        return self.go_out()


def a_room_with_minutes(house: House) -> Room:
    """A room whose first minutes are out."""
    a_programme(house)
    room = a_room(house)
    room.publish()
    return room


def a_room(house: House) -> Room:
    """A room whose minutes are written and not yet approved; the person gave contribution 1."""
    there = a_session(house)
    an_arrival(house, there)
    for text in ("Que haya agua en verano.", "Que haya camino."):
        say(house, there, text)
    person = somebody(house, there, said=(1,))
    close(house, there)
    author, approver = a_member_of_staff(house).id, a_member_of_staff(house).id
    with writing(house, Verb.EDIT_MINUTES) as db:
        minutes.keep_block(db, there.id, Block.DEVELOPMENT, "Se habló del agua.", seen="", author=author)
    return Room(house, there, person, author, approver)
