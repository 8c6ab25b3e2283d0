"""The outbox from the console: what waits in it, and a round of the postman now."""

from __future__ import annotations

from contextlib import closing

from labapp.assembly import build_house, default_settings
from labapp.domain.mail import MailState
from labapp.house import House
from labapp.mail_settings import PREFIX, MailServer
from labapp.postman import Postman
from labapp.queries.outbox import outbox_counts, outbox_troubles
from labapp.startup_messages import InstanceRefused, StartCode
from labapp.words.labels import label


def outbox_report() -> list[str]:
    """Return how many messages stand where and what keeps them back, in both languages; nobody is named."""
    house = build_house(default_settings())
    with closing(house.database):
        return _report(house)


def send_now() -> list[str]:
    """Walk one round and return what is in the outbox after it. Raises InstanceRefused where no server is set."""
    settings = default_settings()
    server = _server_of(settings.mail)
    house = build_house(settings)
    with closing(house.database):
        Postman(house, server).round()
        return _report(house)


def _server_of(server: MailServer | None) -> MailServer:
    if server is None:
        raise InstanceRefused(StartCode.MAIL_NOT_SET, name=f"{PREFIX}HOST")
    return server


def _report(house: House) -> list[str]:
    with house.database.reading() as db:
        counts, troubles = outbox_counts(db), outbox_troubles(db)
    if not counts:
        return ["No hay correos. / There is no mail."]
    lines = [f"{counts[state]} · {label(state, 'es')} / {label(state, 'en')}" for state in MailState if counts[state]]
    return lines + [f"{times} · {label(trouble, 'es')} / {label(trouble, 'en')}" for trouble, times in troubles.items()]
