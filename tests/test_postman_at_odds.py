"""What must not stop the mail of everybody else: a text that no header can hold, a clock that is set back."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from labapp.domain.mail import MailState, MailTrouble
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.mail_delivery import Patience
from labapp.models.attendance import Participant
from labapp.postman import Postman
from labapp.services import outbox
from tests.conftest import Clock
from tests.factories import writing
from tests.mail_server import Mailbox
from tests.outbox import ADDRESS, Post

OTHER = "eliecer@ejemplo.com"


@pytest.fixture
def post(house: House) -> Post:
    return Post.of(house)


def test_an_address_that_no_header_can_hold_stops_nobody_elses_message(post: Post, mailbox: Mailbox) -> None:
    post.person(contact=OTHER)
    post.person("Eliécer Bejerano")
    post.queue()
    with writing(post.house, Verb.COMPLETE_PROFILE) as db:
        for person in db.scalars(sa.select(Participant).where(Participant.contact == OTHER)):
            person.contact = "=?utf-8?q?=0d=0aBcc=3ax?=@ejemplo.com"

    ends = post.postman(mailbox).round()

    assert ends == {None: 1}
    assert [letter.rcpt_tos for letter in mailbox.behaviour.letters] == [[ADDRESS]]
    assert (MailState.CANCELLED, MailTrouble.NO_ADDRESS) in post.standing()


def test_a_message_that_cannot_be_written_is_refused_alone(post: Post, mailbox: Mailbox) -> None:
    post.person()
    post.queue()
    odd = replace(mailbox.server, sender="dos palabras")

    Postman(post.house, odd, Patience(answer=10, acceptance=10)).round()

    assert post.standing() == [(MailState.FAILED, MailTrouble.MESSAGE_REFUSED)]


def test_a_clock_that_is_set_back_a_year_holds_no_message_up(post: Post, mailbox: Mailbox, clock: Clock) -> None:
    post.person(said=(1,))
    post.queue()
    clock.forward(days=-365)

    assert post.postman(mailbox).round() == {None: 1}


def test_a_message_whose_sender_died_before_the_clock_was_set_back_is_given_up(post: Post, clock: Clock) -> None:
    post.person(said=(1,))
    post.queue()
    with writing(post.house, Verb.NOTE_TOLD) as db:
        assert outbox.take(db, post.rows()[0].id, now=post.house.now())
    clock.forward(days=-365)

    with writing(post.house, Verb.NOTE_TOLD) as db:
        outbox.release_abandoned(db, now=post.house.now())

    assert post.standing() == [(MailState.QUEUED, None)]
