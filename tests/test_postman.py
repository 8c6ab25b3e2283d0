"""Messages that leave: once, to one person, as things stand when they leave, and honestly when something breaks."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from labapp.documents.return_mail import return_mail
from labapp.domain.mail import FIRST_WAIT, LEASE, MOST_ATTEMPTS, MailState, MailTrouble, Reach
from labapp.domain.phones import NoticeChannel
from labapp.domain.responses import VersionKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.mail_delivery import MailLine
from labapp.models.attendance import Participant
from labapp.models.mail import OutgoingMail
from labapp.postman import Rounds
from labapp.queries.outbox import Contents, due_mail, mail_contents
from labapp.services import notifications, outbox
from tests.answering import an_answered_session, answered, gone_out, validated
from tests.conftest import Clock
from tests.factories import writing
from tests.mail_server import Mailbox
from tests.outbox import ADDRESS, Post

OTHER = "eliecer@ejemplo.com"


@pytest.fixture
def post(house: House) -> Post:
    return Post.of(house)


def test_each_person_gets_one_message_of_their_own_and_is_noted_as_told(post: Post, mailbox: Mailbox) -> None:
    one, other = post.person(said=(1,)), post.person("Eliécer Bejerano", contact=OTHER, said=(2,))
    assert post.queue() == 2

    ends = post.postman(mailbox).round()

    assert ends == {None: 2}
    said = zip(mailbox.behaviour.letters, mailbox.behaviour.messages, strict=True)
    letters = {tuple(letter.rcpt_tos): message for letter, message in said}
    assert sorted(letters) == [(ADDRESS,), (OTHER,)]
    assert "Su aporte número 1" in letters[ADDRESS,].get_content()
    assert "Su aporte número 2" in letters[OTHER,].get_content()
    assert {note.person_id: (note.channel, note.by_id) for note in post.notes()} == {
        one: (NoticeChannel.EMAIL, post.staff),
        other: (NoticeChannel.EMAIL, post.staff),
    }
    assert {row.sent_at for row in post.rows()} == {post.house.now()}


def test_another_round_sends_nothing_more(post: Post, mailbox: Mailbox) -> None:
    post.person()
    post.queue()
    postman = post.postman(mailbox)
    postman.round()

    assert postman.round() == {}
    assert len(mailbox.behaviour.letters) == 1


def test_two_senders_at_once_send_every_message_once(post: Post, mailbox: Mailbox) -> None:
    for number in range(6):
        post.person(f"Persona {number}", contact=f"persona{number}@ejemplo.com")
    post.queue()
    begin = threading.Barrier(4)

    def walk(_: int) -> int:
        begin.wait(10)
        return post.postman(mailbox).round()[None]

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(walk, range(4)))

    assert sum(sent) == 6
    to = [letter.rcpt_tos[0] for letter in mailbox.behaviour.letters]
    assert (len(to), len(set(to))) == (6, 6)
    assert len(post.notes()) == 6


def test_a_second_sender_finds_nothing_while_the_first_is_in_the_middle_of_it(post: Post, mailbox: Mailbox) -> None:
    post.person()
    post.queue()
    seen: list[object] = []
    mailbox.behaviour.calls["dot"] = lambda: seen.append(post.postman(mailbox).round())

    post.postman(mailbox).round()

    assert seen == [{}]
    assert len(mailbox.behaviour.letters) == 1


def test_without_taking_turns_two_senders_would_send_the_same(post: Post, mailbox: Mailbox) -> None:
    """The control of the two tests above: the same read and the same delivery, only nothing is taken first."""
    post.person()
    post.queue()
    read = threading.Barrier(2)

    def careless(_: int) -> None:
        with post.house.database.reading() as db:
            (mail_id,) = due_mail(db, now=post.house.now())
            contents = mail_contents(db, db.get_one(OutgoingMail, mail_id))
        assert isinstance(contents, Contents)
        read.wait(10)
        with MailLine(mailbox.server) as line:
            line.address(contents.address)
            message = return_mail(contents, mail_id=mail_id, sender=mailbox.server.sender, at=post.house.now())
            line.hand_over(bytes(message))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(careless, range(2)))

    assert [letter.rcpt_tos for letter in mailbox.behaviour.letters] == [[ADDRESS], [ADDRESS]]
    assert len({message["Message-ID"] for message in mailbox.behaviour.messages}) == 1


@pytest.mark.parametrize("step", ["connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"])
def test_a_line_that_breaks_early_is_tried_again_later_and_then_sends_once(
    post: Post, mailbox: Mailbox, clock: Clock, step: str
) -> None:
    post.person()
    post.queue()
    mailbox.behaviour.drop = step
    postman = post.postman(mailbox)
    assert postman.round() == {Reach.ALL_FOR_NOW: 1}
    assert post.standing() == [(MailState.QUEUED, MailTrouble.UNREACHABLE)]
    mailbox.behaviour.drop = ""

    assert postman.round() == {}
    clock.forward(seconds=FIRST_WAIT.total_seconds())
    assert postman.round() == {None: 1}
    assert (len(mailbox.behaviour.letters), len(post.notes())) == (1, 1)


@pytest.mark.parametrize(("step", "arrived"), [("content", 0), ("dot", 1)])
def test_a_line_that_breaks_after_the_text_left_is_doubtful_and_nobody_sends_it_by_itself(
    post: Post, mailbox: Mailbox, clock: Clock, step: str, arrived: int
) -> None:
    person = post.person()
    post.queue()
    mailbox.behaviour.drop = step
    postman = post.postman(mailbox)
    postman.round()
    mailbox.behaviour.drop = ""

    for _ in range(3):
        clock.forward(days=2)
        assert postman.round() == {}
    assert post.standing() == [(MailState.DOUBTFUL, MailTrouble.CUT_OFF)]
    assert (len(mailbox.behaviour.letters), post.notes()) == (arrived, [])
    post.again(person)
    postman.round()
    assert len(mailbox.behaviour.letters) == arrived + 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "dot"])
def test_try_later_waits_longer_each_time_and_gives_up_in_the_end(
    post: Post, mailbox: Mailbox, clock: Clock, step: str
) -> None:
    post.person()
    post.queue()
    mailbox.behaviour.replies[step] = "451 luego"
    began, waits = clock.at, []
    while post.rows()[0].state is MailState.QUEUED:
        clock.at = post.rows()[0].next_at or clock.at
        waits.append(clock.at - began)
        post.postman(mailbox).round()

    row = post.rows()[0]
    assert (row.state, row.trouble, row.reply_code) == (MailState.FAILED, MailTrouble.TRY_LATER, 451)
    assert (len(waits), row.attempts) == (MOST_ATTEMPTS, MOST_ATTEMPTS)
    assert waits[-1] > timedelta(days=4)
    assert not mailbox.behaviour.letters


@pytest.mark.parametrize(
    ("step", "reply", "trouble"),
    [
        ("RCPT", "550 no existe", MailTrouble.ADDRESS_REFUSED),
        ("DATA", "554 no", MailTrouble.MESSAGE_REFUSED),
        ("dot", "552 no", MailTrouble.MESSAGE_REFUSED),
    ],
)
def test_a_refusal_for_good_is_kept_with_its_reason_and_stops_nobody_else(
    post: Post, mailbox: Mailbox, clock: Clock, step: str, reply: str, trouble: MailTrouble
) -> None:
    post.person()
    post.person("Eliécer Bejerano", contact=OTHER)
    post.queue()
    mailbox.behaviour.replies[step] = reply

    assert post.postman(mailbox).round() == {Reach.THIS_FOR_GOOD: 2}
    clock.forward(days=3)
    assert post.postman(mailbox).round() == {}
    assert post.standing() == [(MailState.FAILED, trouble)] * 2


def test_where_the_server_is_of_no_use_one_message_is_tried_and_the_rest_wait(post: Post, mailbox: Mailbox) -> None:
    post.person()
    post.person("Eliécer Bejerano", contact=OTHER)
    post.queue()
    mailbox.behaviour.replies["AUTH"] = "535 no"

    assert post.postman(mailbox).round() == {Reach.ALL_FOR_NOW: 1}
    assert sorted(row.attempts for row in post.rows()) == [0, 1]
    assert {row.state for row in post.rows()} == {MailState.QUEUED}


def test_who_takes_the_permission_back_while_it_waits_gets_nothing(post: Post, mailbox: Mailbox) -> None:
    person = post.person()
    post.queue()
    post.take_back(person)

    assert post.postman(mailbox).round() == {}
    assert post.standing() == [(MailState.CANCELLED, MailTrouble.CONTACT_TAKEN_BACK)]
    assert not mailbox.behaviour.letters


def test_who_takes_the_permission_back_while_the_line_is_open_gets_nothing(post: Post, mailbox: Mailbox) -> None:
    person = post.person()
    post.queue()
    mailbox.behaviour.calls["RCPT"] = lambda: post.take_back(person)

    post.postman(mailbox).round()

    assert post.standing() == [(MailState.CANCELLED, MailTrouble.CONTACT_TAKEN_BACK)]
    assert (mailbox.behaviour.letters, post.notes()) == ([], [])


@pytest.mark.parametrize("step", ["RCPT", "dot"])
def test_who_is_erased_on_the_way_is_named_nowhere_afterwards(post: Post, mailbox: Mailbox, step: str) -> None:
    person = post.person()
    post.queue()
    mailbox.behaviour.calls[step] = lambda: post.erase(person)

    post.postman(mailbox).round()

    assert [row.person_id for row in post.rows()] == [None]
    assert post.notes() == []
    assert bool(mailbox.behaviour.letters) == (step == "dot")


def test_who_was_told_otherwise_meanwhile_gets_no_mail(post: Post, mailbox: Mailbox) -> None:
    person = post.person()
    post.queue()
    with writing(post.house, Verb.NOTE_TOLD) as db:
        channel, now = NoticeChannel.IN_PERSON, post.house.now()
        notifications.note_told(db, post.session.id, person, post.version, channel=channel, by=post.staff, now=now)

    post.postman(mailbox).round()

    assert post.standing() == [(MailState.CANCELLED, MailTrouble.TOLD_ALREADY)]
    assert not mailbox.behaviour.letters


def test_an_address_that_was_corrected_meanwhile_is_the_one_that_is_written_to(post: Post, mailbox: Mailbox) -> None:
    person = post.person()
    post.queue()
    with writing(post.house, Verb.CORRECT_PERSON) as db:
        db.get_one(Participant, person).contact = OTHER

    post.postman(mailbox).round()

    assert [letter.rcpt_tos for letter in mailbox.behaviour.letters] == [[OTHER]]


def test_what_was_overtaken_by_a_newer_version_is_not_sent(house: House, mailbox: Mailbox) -> None:
    post = Post.of(house, an_answered_session(house, kind=VersionKind.PROGRESS))
    post.person()
    post.queue()
    answered(house, post.session, "2")
    validated(house, post.session)
    gone_out(house, post.session, VersionKind.COMPLETE)

    post.postman(mailbox).round()

    assert post.standing() == [(MailState.CANCELLED, MailTrouble.NEWER_VERSION)]
    assert not mailbox.behaviour.letters


def test_a_sender_that_died_before_the_text_left_loses_nothing(post: Post, mailbox: Mailbox, clock: Clock) -> None:
    post.person()
    post.queue()
    with writing(post.house, Verb.NOTE_TOLD) as db:
        assert outbox.take(db, post.rows()[0].id, now=clock.at)

    assert post.postman(mailbox).round() == {}
    clock.forward(seconds=LEASE.total_seconds())
    assert post.postman(mailbox).round() == {None: 1}


def test_a_sender_that_was_given_up_and_wakes_again_sends_nothing(
    post: Post, mailbox: Mailbox, clock: Clock
) -> None:
    post.person()
    post.queue()
    with writing(post.house, Verb.NOTE_TOLD) as db:
        asleep = outbox.take(db, post.rows()[0].id, now=clock.at)
    clock.forward(seconds=LEASE.total_seconds())
    post.postman(mailbox).round()

    assert asleep is not None
    with writing(post.house, Verb.NOTE_TOLD) as db:
        assert not outbox.hand(db, asleep)
        outbox.finish(db, asleep, outbox.AttemptEnd(MailTrouble.UNREACHABLE), now=clock.at)
    assert post.standing() == [(MailState.SENT, None)]


def test_an_answer_that_comes_after_all_settles_the_doubt(post: Post, clock: Clock) -> None:
    post.person()
    post.queue()
    with writing(post.house, Verb.NOTE_TOLD) as db:
        slow = outbox.take(db, post.rows()[0].id, now=clock.at)
    assert slow is not None
    with writing(post.house, Verb.NOTE_TOLD) as db:
        assert outbox.hand(db, slow)
    clock.forward(seconds=LEASE.total_seconds())
    with writing(post.house, Verb.NOTE_TOLD) as db:
        outbox.release_abandoned(db, now=clock.at)
    assert post.standing() == [(MailState.DOUBTFUL, MailTrouble.CUT_OFF)]

    with writing(post.house, Verb.NOTE_TOLD) as db:
        outbox.finish(db, slow, outbox.AttemptEnd(reply_code=250), now=clock.at)

    assert post.standing() == [(MailState.SENT, None)]
    assert len(post.notes()) == 1


def test_the_log_names_neither_people_nor_addresses(
    post: Post, mailbox: Mailbox, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "labapp")
    person = post.person()
    post.queue()
    for step, reply in (("RCPT", f"450 <{ADDRESS}> luego"), ("RCPT", f"550 <{ADDRESS}> no existe")):
        mailbox.behaviour.replies[step] = reply
        post.postman(mailbox).round()
        clock.forward(days=1)

    own = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("labapp"))
    assert "address_refused 550" in own
    for told in (ADDRESS, "celestina", "Montezuma", str(person)):
        assert told not in own


def test_while_serving_the_rounds_go_by_themselves(post: Post, mailbox: Mailbox) -> None:
    post.person()
    post.queue()
    arrived = threading.Event()
    mailbox.behaviour.calls["dot"] = arrived.set

    with Rounds(post.postman(mailbox), every_seconds=0.01):
        assert arrived.wait(20)

    assert post.standing() == [(MailState.SENT, None)]
