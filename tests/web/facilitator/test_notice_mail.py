"""Telling by mail at the desk: one tap for all, what became of each, and what is doubtful is for a person to settle."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from labapp import assembly
from labapp.domain.mail import MailState, MailTrouble
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.mail import OutgoingMail
from labapp.models.people import Receipt
from tests.factories import an_organisation, sign_in, writing
from tests.mail_server import Mailbox
from tests.outbox import ADDRESS, Post
from tests.pages import Browser


@pytest.fixture
def post(house: House) -> Post:
    return Post.of(house)


@pytest.fixture
def centre(house: House, mailbox: Mailbox) -> Browser:
    """The desk where mail is sent, with coordination signed in."""
    sending = replace(house, settings=replace(house.settings, mail=mailbox.server))
    browser = Browser(assembly.desk(sending))
    sign_in(browser, house, Role.COORDINATION, organisation=an_organisation(house))
    return browser


def opened(desk: Browser, post: Post) -> str:
    return desk.fill(f"/sesiones/{post.session.id}/avisos", {}).location


def left(post: Post, state: MailState, trouble: MailTrouble) -> None:
    with writing(post.house, Verb.KEEP_HOUSE) as db:
        for mail in db.scalars(sa.select(OutgoingMail)):
            mail.state, mail.trouble, mail.next_at, mail.taken_at = state, trouble, None, post.house.now()


def test_one_tap_queues_everybody_and_the_list_says_what_became_of_it(
    centre: Browser, post: Post, mailbox: Mailbox
) -> None:
    post.person(said=(1,))
    path = opened(centre, post)
    assert "Avisar por correo a 1 persona" in centre.get(path).text

    centre.fill(path, {}, action=f"{path}/correo")
    page = centre.get(path)
    assert "Correo: en la salida" in page.text
    assert "Avisar por correo" not in page.text
    post.postman(mailbox).round()

    page = centre.get(path)
    assert "Correo: enviado salió el 20 de noviembre de 2026, 9:30 a. m." in page.text
    assert "Avisado por correo, 20 de noviembre de 2026" in page.text
    assert "1 de 1 personas avisadas" in page.text


def test_a_laptop_without_a_server_says_that_mail_is_sent_at_the_centre(
    desk: Browser, house: House, post: Post
) -> None:
    post.person()
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))
    path = opened(desk, post)

    page = desk.get(path)

    assert "Los correos salen desde el centro" in page.text
    assert not page.select("form[action$='/correo']")
    assert "Este número no está claro" not in page.text


def test_a_wish_that_reaches_a_laptop_all_the_same_is_refused_with_what_to_do(
    desk: Browser, house: House, post: Post
) -> None:
    person = post.person()
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))
    path = opened(desk, post)
    token = desk.get(path).token(path)

    said = desk.post(f"{path}/correo/otra-vez", {"token": token, "person": str(person)}, status=409).text

    assert "Abra esta lista allí." in said
    assert post.rows() == []


def test_what_is_doubtful_is_settled_by_a_person(centre: Browser, post: Post) -> None:
    person = post.person()
    post.queue()
    left(post, MailState.DOUBTFUL, MailTrouble.CUT_OFF)
    path = opened(centre, post)
    page = centre.get(path)
    assert "Correo: no se sabe si llegó" in page.text
    assert "Pregunte antes de enviarlo otra vez." in page.text
    offered = [button.get_text() for button in page.select("#persona-1 form button")]
    assert offered[:2] == ["Sí le llegó", "No le llegó: enviarlo otra vez"]

    centre.fill(path, {"person": str(person), "channel": "email"})

    assert post.standing() == [(MailState.SENT, None)]
    assert "Avisado por correo" in centre.get(path).text


def test_what_failed_can_be_sent_again(centre: Browser, post: Post) -> None:
    person = post.person()
    post.queue()
    left(post, MailState.FAILED, MailTrouble.ADDRESS_REFUSED)
    path = opened(centre, post)
    page = centre.get(path)
    assert "esa dirección no existe o no recibe" in page.text
    assert [link.get_text() for link in page.select(f"a[href$='/registro/{person}']")] == ["Corregir el correo"]

    centre.fill(path, {"person": str(person)}, action=f"{path}/correo/otra-vez")

    assert post.standing() == [(MailState.QUEUED, None)]


def test_no_address_is_in_an_address_of_ours_or_a_receipt(centre: Browser, house: House, post: Post) -> None:
    post.person()
    path = opened(centre, post)
    centre.fill(path, {}, action=f"{path}/correo")
    page = centre.get(path)

    ours = [str(a["href"]) for a in page.select("a[href^='/']")] + [str(f["action"]) for f in page.select("form")]
    with house.database.reading() as db:
        kept = [row.location for row in db.scalars(sa.select(Receipt))]
    assert not [said for said in [*ours, *kept] if ADDRESS in said or "celestina" in said.lower()]


def test_whoever_may_not_take_names_out_writes_to_nobody(centre: Browser, house: House, post: Post) -> None:
    post.person()
    path = opened(centre, post)
    token = centre.get(path).token("/correo")
    sign_in(centre, house, Role.NOTE_TAKER, organisation=an_organisation(house))

    centre.post(f"{path}/correo", {"token": token}, status=403)
    assert post.rows() == []
