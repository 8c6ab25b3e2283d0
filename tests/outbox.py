"""What tests of mail stand on: an answered session, people who left an address, and a postman with a real server."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.mail import MailState, MailTrouble
from labapp.domain.privacy import Consent
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.mail_delivery import Patience
from labapp.models.attendance import Participant
from labapp.models.mail import OutgoingMail
from labapp.models.returning import Notification
from labapp.models.sessions import LabSession
from labapp.postman import Postman
from labapp.queries.response_versions import versions_of
from labapp.services import outbox, privacy
from tests.answering import an_answered_session
from tests.factories import a_member_of_staff, writing
from tests.mail_server import Mailbox
from tests.returning import somebody

ADDRESS = "celestina.montezuma@ejemplo.com"
Standing = tuple[MailState, MailTrouble | None]


@dataclass(frozen=True, slots=True)
class Post:
    """An answered session of a house, its newest version, and whoever puts messages in the outbox."""

    house: House
    session: LabSession
    version: UUID
    staff: UUID

    @classmethod
    def of(cls, house: House, session: LabSession | None = None) -> Post:
        """The post of this session, or of one that was just answered."""
        answered = session or an_answered_session(house)
        with house.database.reading() as db:
            version = versions_of(db, answered.id)[0].id
        return cls(house, answered, version, a_member_of_staff(house, Role.COORDINATION).id)

    def person(self, name: str = "Celestina Montezuma", *, contact: str = ADDRESS, said: tuple[int, ...] = ()) -> UUID:
        """Somebody of the session who left an address."""
        return somebody(self.house, self.session, name, contact=contact, said=said).id

    def queue(self) -> int:
        """Everybody who can be is written to."""
        with writing(self.house, Verb.QUEUE_MAIL) as db:
            return outbox.queue_mail(db, self.session.id, by=self.staff, now=self.house.now())

    def again(self, person: UUID) -> None:
        """Somebody says that it is to be sent once more."""
        with writing(self.house, Verb.QUEUE_MAIL) as db:
            outbox.queue_again(db, self.version, person, by=self.staff, now=self.house.now())

    def take_back(self, person: UUID) -> None:
        """The person does not want to be told any more."""
        with writing(self.house, Verb.WITHDRAW_CONSENT) as db:
            row, channel = db.get_one(Participant, person), ArrivalChannel.PHONE
            privacy.withdraw(db, row, Consent.CONTACT, captured_by=CONSOLE, channel=channel, at=self.house.now())

    def erase(self, person: UUID) -> None:
        """The person is erased."""
        with writing(self.house, Verb.ERASE_PERSON) as db:
            privacy.erase_person(db, db.get_one(Participant, person), now=self.house.now())

    def rows(self) -> list[OutgoingMail]:
        """Every message, in the order in which they were queued."""
        with self.house.database.reading() as db:
            return list(db.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id)))

    def standing(self) -> list[Standing]:
        """State and trouble of every message."""
        return [(row.state, row.trouble) for row in self.rows()]

    def notes(self) -> list[Notification]:
        """Who was told."""
        with self.house.database.reading() as db:
            return list(db.scalars(sa.select(Notification).order_by(Notification.id)))

    def postman(self, mailbox: Mailbox) -> Postman:
        """A sender that waits seconds and not minutes."""
        return Postman(self.house, mailbox.server, Patience(answer=10, acceptance=10))
