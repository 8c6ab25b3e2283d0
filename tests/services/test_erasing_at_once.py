"""Somebody is erased while something is written in their name: whichever came first, nothing of them stays behind."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.contributions import Channel
from labapp.domain.phones import NoticeChannel
from labapp.domain.replies import Verdict
from labapp.domain.roles import CONSOLE, PHONE
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Participant
from labapp.models.contributions import Contribution
from labapp.models.mail import OutgoingMail
from labapp.models.recorder import Db
from labapp.models.returning import Notification, Reply
from labapp.models.sessions import LabSession
from labapp.queries.response_document import response_facts
from labapp.services import attendance, contributions, desk_people, notifications, outbox, replies
from labapp.services.contributions import ContributeCommand
from labapp.services.outbox import AttemptEnd, Taken
from labapp.services.replies import GivenReply
from tests.crossing import one_inside_the_other
from tests.factories import writing
from tests.outbox import Post

WORDS = "Zumbayllu dijo otra cosa."


@dataclass(frozen=True, slots=True)
class Case:
    """An answered session, one person of it, and everything that can be written in their name."""

    post: Post
    person: UUID
    contribution: UUID
    taken: Taken | None = None

    @property
    def house(self) -> House:
        return self.post.house

    def erase(self, db: Db) -> None:
        desk_people.erase(db, self.post.session.id, self.person, by=CONSOLE, now=self.house.now())

    def erase_from_a_phone(self, db: Db) -> None:
        person = db.get_one(Participant, self.person)
        desk_people.erase_entries(db, person, by=PHONE, channel=ArrivalChannel.PHONE, now=self.house.now())

    def reply(self, db: Db) -> None:
        given = GivenReply(Verdict.DOES_NOT_ANSWER, WORDS, ArrivalChannel.PHONE)
        replies.reply(db, self.person, self.contribution, given, now=self.house.now())

    def tell(self, db: Db) -> None:
        channel, post = NoticeChannel.IN_PERSON, self.post
        notifications.note_told(
            db, post.session.id, self.person, post.version, channel=channel, by=post.staff, now=self.house.now()
        )
        outbox.settle(db, post.version, self.person, channel=channel)

    def queue(self, db: Db) -> None:
        outbox.queue_mail(db, self.post.session.id, by=self.post.staff, now=self.house.now())

    def arrive(self, db: Db) -> None:
        assert self.taken is not None
        outbox.finish(db, self.taken, AttemptEnd(), now=self.house.now())

    def say(self, db: Db) -> None:
        session = db.get_one(LabSession, self.post.session.id)
        session.stage = Stage.OPEN  # as if the register had never been closed
        db.flush()
        command = ContributeCommand(text=WORDS, channel=Channel.PAPER, person_id=self.person)
        contributions.contribute(db, session.id, command, now=self.house.now())

    def rename(self, db: Db) -> None:
        attendance.correct_name(db.get_one(Participant, self.person), "Zumbayllu Canaria")

    def in_transit(self) -> Case:
        """The same with the message to this person on its way."""
        with writing(self.house, Verb.QUEUE_MAIL) as db:
            self.queue(db)
        with writing(self.house, Verb.NOTE_TOLD) as db:
            taken = outbox.take(db, self.post.rows()[0].id, now=self.house.now())
        assert taken is not None
        with writing(self.house, Verb.NOTE_TOLD) as db:
            assert outbox.hand(db, taken)
        return Case(self.post, self.person, self.contribution, taken)


@pytest.fixture
def case(house: House) -> Case:
    post = Post.of(house)
    person = post.person(said=(1,))
    with house.database.reading() as db:
        return Case(post, person, response_facts(db, post.session.id).ids["1"])


def tied_to(house: House, person: UUID) -> list[str]:
    """Return the tables in which something still names this person, or says their words."""
    with house.database.reading() as db:
        tables = (Contribution, Reply, Notification, OutgoingMail)
        tied = [table.__tablename__ for table in tables
                if db.scalars(sa.select(table).where(table.person_id == person)).first()]  # fmt: skip
        said = [row.sentence for row in db.scalars(sa.select(Reply)) if row.sentence]
        return [*tied, *said, *filter(None, [db.get_one(Participant, person).name])]


ACTS = ["reply", "tell", "queue", "say", "rename"]


@pytest.mark.parametrize("erase", ["erase", "erase_from_a_phone"])
@pytest.mark.parametrize("act", ACTS)
def test_what_was_written_just_before_an_erasure_goes_with_it(case: Case, act: str, erase: str) -> None:
    ends = one_inside_the_other(case.house, getattr(case, act), getattr(case, erase))

    assert ends == ["done", "done"]
    assert tied_to(case.house, case.person) == []


@pytest.mark.parametrize("act", ACTS)
def test_what_comes_while_somebody_is_erased_is_refused(case: Case, act: str) -> None:
    ends = one_inside_the_other(case.house, case.erase, getattr(case, act))

    assert ends[0] == "done"
    assert ends[1] != "done"
    assert tied_to(case.house, case.person) == []


def test_a_message_that_arrives_while_somebody_is_erased_notes_nobody(case: Case) -> None:
    case = case.in_transit()

    assert one_inside_the_other(case.house, case.erase, case.arrive) == ["done", "done"]

    assert tied_to(case.house, case.person) == []


def test_somebody_who_is_erased_while_a_message_arrives_is_untied_from_it(case: Case) -> None:
    case = case.in_transit()

    assert one_inside_the_other(case.house, case.arrive, case.erase) == ["done", "done"]

    assert tied_to(case.house, case.person) == []


@pytest.mark.parametrize("order", [("tell", "arrive"), ("arrive", "tell"), ("tell", "queue")])
def test_a_notice_that_is_marked_while_the_mail_goes_is_marked_once(case: Case, order: tuple[str, str]) -> None:
    case = case.in_transit()
    first, second = (getattr(case, act) for act in order)

    ends = one_inside_the_other(case.house, first, second)

    assert set(ends) <= {"done", "mail_for_nobody"}
    assert len(case.post.notes()) == 1


def test_a_message_that_holds_nobody_stays_tied_to_whoever_was_erased_meanwhile(case: Case) -> None:
    """The control of the tests above: the same row, only the person is not held first."""
    post, now = case.post, case.house.now()

    def unheld(db: Db) -> None:
        row = OutgoingMail(version_id=post.version, person_id=case.person, queued_at=now, queued_by_id=post.staff,
                           next_at=now)  # fmt: skip
        db.add(row)

    one_inside_the_other(case.house, case.erase, unheld)

    assert tied_to(case.house, case.person) == ["outgoing_mail"]
