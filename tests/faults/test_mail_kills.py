"""A sender that is killed: before the text leaves nothing is lost, after it nobody sends it a second time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from labapp.domain.mail import LEASE, MailState, MailTrouble
from labapp.house import House, utc_now
from tests.conftest import Clock
from tests.mail_server import Mailbox
from tests.outbox import Post

pytestmark = pytest.mark.faults


def environment(house: House, mailbox: Mailbox, folder: Path) -> dict[str, str]:
    server = mailbox.server
    return {
        **os.environ,
        "LABAPP_INSTANCE": str(folder),
        "LABAPP_DATABASE_URL": house.database.engine.url.render_as_string(hide_password=False),
        "LABAPP_SMTP_HOST": server.host,
        "LABAPP_SMTP_PORT": str(server.port),
        "LABAPP_SMTP_FROM": server.sender,
        "LABAPP_SMTP_USER": str(server.user),
        "LABAPP_SMTP_PASSWORD": str(server.password),
        "LABAPP_SMTP_CA_FILE": str(server.ca_file),
        "PYTHONIOENCODING": "utf-8",
    }


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("RCPT", MailState.TAKEN, (MailState.SENT, None)),
        ("dot", MailState.HANDING, (MailState.DOUBTFUL, MailTrouble.CUT_OFF)),
    ],
)
def test_a_sender_that_is_killed_leaves_its_mark(
    house: House, mailbox: Mailbox, clock: Clock, tmp_path: Path, step: str, before: MailState,
    after: tuple[MailState, MailTrouble | None],
) -> None:  # fmt: skip
    clock.at = utc_now()  # the sender has a clock of its own
    post = Post.of(house)
    post.person()
    post.queue()
    sender: list[subprocess.Popen[str]] = []
    mailbox.behaviour.calls[step] = lambda: (sender[0].send_signal(signal.SIGKILL), sender[0].wait(10))
    command = [sys.executable, "-m", "labapp", "mail", "send"]
    with subprocess.Popen(command, env=environment(house, mailbox, tmp_path / "sender"), text=True) as child:
        sender.append(child)
        assert child.wait(60) == -signal.SIGKILL

    assert post.standing() == [(before, None)]
    arrived = len(mailbox.behaviour.letters)
    mailbox.behaviour.calls.clear()
    clock.at = utc_now() + LEASE
    post.postman(mailbox).round()
    assert post.standing() == [after]
    assert len(mailbox.behaviour.letters) == arrived + (after[0] is MailState.SENT)
