"""Putting messages in the outbox: once for each person, again only when somebody says so, never out of an old copy."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.mail import MailState, MailTrouble
from labapp.domain.phones import NoticeChannel
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Consent, Notice, Participant
from labapp.models.journal import Operation
from labapp.models.mail import OutgoingMail
from labapp.queries.outbox import Contents, mail_contents, mail_lines
from labapp.services import desk_people, outbox
from tests.factories import a_session, writing
from tests.outbox import ADDRESS, Post


@pytest.fixture
def post(house: House) -> Post:
    return Post.of(house)


def left(post: Post, state: MailState, trouble: MailTrouble | None = MailTrouble.CUT_OFF) -> None:
    """Every message, as an attempt left it."""
    with writing(post.house, Verb.KEEP_HOUSE) as db:
        for mail in db.scalars(sa.select(OutgoingMail)):
            mail.state, mail.trouble, mail.next_at = state, trouble, None
            mail.sent_at = post.house.now() if state is MailState.SENT else None


def contents(post: Post) -> Contents | MailTrouble:
    with post.house.database.reading() as db:
        return mail_contents(db, db.scalars(sa.select(OutgoingMail)).one())


def test_only_who_left_an_address_and_was_not_told_gets_a_message(post: Post) -> None:
    asked = post.person()
    post.person("Eliécer Bejerano", contact="6987-6543")

    assert post.queue() == 1
    assert [row.person_id for row in post.rows()] == [asked]


def test_the_outbox_holds_no_address_and_no_text(post: Post) -> None:
    post.person()
    post.queue()

    with post.house.database.reading() as db:
        row = db.execute(sa.select(*OutgoingMail.__table__.columns)).one()
        operations = db.scalars(sa.select(Operation.changes).where(Operation.verb == Verb.QUEUE_MAIL)).all()
    assert ADDRESS not in str(row)
    assert operations == []


def test_asking_again_adds_nobody_twice(post: Post) -> None:
    post.person()
    post.queue()

    with pytest.raises(RuleViolated, match="mail_for_nobody"):
        post.queue()
    post.person("Eliécer Bejerano", contact="eliecer@ejemplo.com")
    assert post.queue() == 1
    assert len(post.rows()) == 2


def test_two_who_ask_at_once_leave_one_message_for_each_person(post: Post) -> None:
    post.person()

    def ask(_: int) -> int:
        try:
            return post.queue()
        except RuleViolated:
            return 0

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(ask, range(4))) == 1
    assert len(post.rows()) == 1


def test_before_anything_is_published_there_is_nothing_to_queue(house: House, post: Post) -> None:
    waiting = a_session(house)

    with (
        pytest.raises(RuleViolated, match="response_not_published"),
        writing(house, Verb.QUEUE_MAIL) as db,
    ):
        outbox.queue_mail(db, waiting.id, by=post.staff, now=house.now())


@pytest.mark.parametrize("state", [MailState.FAILED, MailState.DOUBTFUL, MailState.CANCELLED])
def test_a_person_may_have_it_sent_again(post: Post, state: MailState) -> None:
    person = post.person()
    post.queue()
    left(post, state)

    post.again(person)

    (row,) = post.rows()
    assert (row.state, row.trouble, row.attempts, row.next_at) == (MailState.QUEUED, None, 0, post.house.now())


@pytest.mark.parametrize("state", [MailState.QUEUED, MailState.SENT])
def test_what_waits_or_has_left_is_not_sent_again(post: Post, state: MailState) -> None:
    person = post.person()
    post.queue()
    if state is MailState.SENT:
        left(post, state, None)

    with pytest.raises(RuleViolated, match="mail_not_again"):
        post.again(person)


@pytest.mark.parametrize(
    ("state", "channel", "settled"),
    [
        (MailState.DOUBTFUL, NoticeChannel.EMAIL, MailState.SENT),
        (MailState.DOUBTFUL, NoticeChannel.CALL, MailState.CANCELLED),
        (MailState.FAILED, NoticeChannel.WHATSAPP, MailState.CANCELLED),
        (MailState.SENT, NoticeChannel.CALL, MailState.SENT),
    ],
)
def test_telling_somebody_settles_their_message(
    post: Post, state: MailState, channel: NoticeChannel, settled: MailState
) -> None:
    person = post.person()
    post.queue()
    left(post, state, None if state is MailState.SENT else MailTrouble.CUT_OFF)

    with writing(post.house, Verb.NOTE_TOLD) as db:
        outbox.settle(db, post.version, person, channel=channel)

    assert [row.state for row in post.rows()] == [settled]


def test_after_going_back_to_a_copy_what_waited_in_it_is_doubtful(post: Post) -> None:
    post.person()
    post.queue()

    with writing(post.house, Verb.KEEP_HOUSE) as db:
        outbox.doubt_unsent(db)

    assert post.standing() == [(MailState.DOUBTFUL, MailTrouble.COPY_BROUGHT_BACK)]


def test_erasing_somebody_cancels_and_unties_the_message(post: Post) -> None:
    person = post.person()
    post.queue()

    post.erase(person)

    (row,) = post.rows()
    assert (row.person_id, row.state, row.trouble) == (None, MailState.CANCELLED, MailTrouble.CONTACT_TAKEN_BACK)


def test_of_two_entries_that_were_joined_the_kept_one_is_written_to_once(post: Post) -> None:
    kept, other = post.person("Celestina Montezuma P."), post.person()
    post.queue()
    with writing(post.house, Verb.DECIDE_DUPLICATE) as db:
        desk_people.join(db, post.session.id, kept, other, now=post.house.now())

    taken = []
    for row in post.rows():
        with writing(post.house, Verb.NOTE_TOLD) as db:
            taken.append(outbox.take(db, row.id, now=post.house.now()))

    assert [one is not None for one in taken] == [True, False]
    with post.house.database.reading() as db:
        assert set(mail_lines(db, post.version)) == {kept}


def test_the_language_is_that_of_the_notice_that_the_person_read_last(post: Post) -> None:
    person = post.person()
    post.queue()
    found = contents(post)
    assert isinstance(found, Contents)
    assert found.language == "es"

    with writing(post.house, Verb.GIVE_CONSENT) as db:
        notice = Notice(hash="0" * 64, language="en", text="We keep…")
        db.add(notice)
        newest = db.scalars(sa.select(Consent).where(Consent.participant_id == person).limit(1)).one()
        newest.notice_id = notice.id

    found = contents(post)
    assert isinstance(found, Contents)
    assert found.language == "en"


def test_whose_contact_is_a_number_by_now_gets_no_mail(post: Post) -> None:
    person = post.person()
    post.queue()
    with writing(post.house, Verb.CORRECT_PERSON) as db:
        db.get_one(Participant, person).contact = "6987-6543"

    assert contents(post) is MailTrouble.NO_ADDRESS
