"""Time travel over the window, and what a new version does with the answers: nothing moves, nothing is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from labapp.documents.minutes_versions import opened_version
from labapp.domain.errors import RuleViolated
from labapp.domain.observations import Outcome, Place
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.programme import Holiday, Programme
from labapp.queries.observation_windows import window_of
from labapp.queries.observations import tally
from labapp.services import minutes_versions
from tests.conftest import Clock
from tests.factories import a_programme, writing
from tests.observing import Room, a_room


def out_at(house: House, clock: Clock, at: datetime) -> Room:
    room = a_room(house)
    clock.forward(seconds=(at - house.now()).total_seconds())
    room.publish()
    return room


def holiday(house: House, on: date) -> None:
    with writing(house, Verb.SET_HOLIDAYS) as db:
        db.add(Holiday(on=on, name="Duelo nacional"))


def term(house: House, days: int) -> None:
    with writing(house, Verb.SET_UP_PROGRAMME) as db:
        db.scalars(sa.select(Programme)).one().observation_days = days


@pytest.mark.parametrize(
    ("published_at", "until"),
    [
        (datetime(2026, 11, 21, 4, 59, 59, tzinfo=UTC), date(2026, 11, 27)),  # Friday, one second before midnight
        (datetime(2026, 11, 23, 4, 59, tzinfo=UTC), date(2026, 11, 27)),  # Sunday night
        (datetime(2026, 11, 23, 5, 0, tzinfo=UTC), date(2026, 11, 30)),  # Monday begins; Saint Andrew's is no holiday
        (datetime(2026, 12, 5, 4, 0, tzinfo=UTC), date(2026, 12, 14)),  # over Mothers' Day
        (datetime(2026, 12, 30, 15, 0, tzinfo=UTC), date(2027, 1, 7)),  # over New Year, in a year nobody looked at
    ],
)
def test_the_day_is_counted_in_panama_over_weekends_and_holidays(
    house: House, clock: Clock, published_at: datetime, until: date
) -> None:
    assert out_at(house, clock, published_at).windows() == [until]


def test_the_last_day_is_taken_to_its_last_second(house: House, clock: Clock) -> None:
    room = out_at(house, clock, datetime(2026, 11, 21, 3, 0, tzinfo=UTC))
    end = datetime(2026, 11, 28, 5, 0, tzinfo=UTC)  # the 27th ends in Panama

    clock.forward(seconds=(end - house.now()).total_seconds() - 1)
    room.ask()
    clock.forward(seconds=1)
    with pytest.raises(RuleViolated, match="observations_over"):
        room.ask("Ya es tarde.")
    assert [one.is_waiting for one in room.asked()] == [True]


def test_no_later_term_or_holiday_moves_what_was_promised(house: House, clock: Clock) -> None:
    a_programme(house)
    room = out_at(house, clock, datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    holiday(house, date(2026, 11, 26))
    term(house, 1)

    clock.forward(days=7)
    room.ask()
    clock.forward(days=1)
    with pytest.raises(RuleViolated, match="observations_over"):
        room.ask("Ya es tarde.")
    assert room.windows() == [date(2026, 11, 27)]


def test_a_newer_version_with_a_shorter_term_takes_no_day_away(house: House, clock: Clock) -> None:
    a_programme(house)
    room = out_at(house, clock, datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    term(house, 1)
    room.note("Se aclara el lugar.")
    room.publish()

    assert room.windows() == [date(2026, 11, 27), date(2026, 11, 23)]
    clock.forward(days=7)
    room.ask()
    assert room.asked()[0].version == 2


def test_a_day_that_changed_since_the_document_was_made_is_not_promised(house: House, clock: Clock) -> None:
    room = a_room(house)
    room.approve()
    ready = room.edition()
    clock.forward(days=4)

    with pytest.raises(RuleViolated, match="changed_meanwhile"):
        room.go_out(ready)
    assert room.windows() == []


def test_a_withdrawn_document_takes_nothing_until_another_is_out(house: House) -> None:
    room = a_room(house)
    room.publish()
    with writing(house, Verb.WITHDRAW_MINUTES) as db:
        minutes_versions.withdraw(db, room.session.id, 1, "Faltaba una hoja.", by=room.approver, now=house.now())

    with pytest.raises(RuleViolated, match="observations_not_shown"):
        room.ask()
    room.note("Se agrega la hoja.")
    room.publish()
    room.ask()
    assert len(room.rows()) == 1


def test_versions_from_before_promised_nothing(house: House) -> None:
    room = a_room(house)
    room.approve()
    edition = room.edition()
    with writing(house, Verb.PUBLISH_MINUTES) as db:
        minutes_id = db.scalars(sa.select(Minutes.id)).one()
        db.add(
            MinutesVersion(
                minutes_id=minutes_id, number=1, content=dict(edition.content), sha256=edition.sha256,
                pdf_sha256="0" * 64, approved_by_id=room.approver, approved_at=house.now(), published_at=house.now(),
            )
        )  # fmt: skip

    with pytest.raises(RuleViolated, match="observations_not_promised"):
        room.ask()
    with house.database.reading() as db:
        assert window_of(db, room.session.id, zone=room.session.zone, now=house.now()) is None


def test_the_next_version_tells_what_was_answered_and_never_the_words(house: House, clock: Clock) -> None:
    room = a_room(house)
    room.publish()
    for words, number in (("Zumbayllu uno.", "1"), ("Zumbayllu dos.", "2"), ("Zumbayllu tres.", "")):
        clock.forward(minutes=1)
        room.ask(words, number=number)
    first, second, third = room.asked()
    room.answer(first)
    room.answer(second, Outcome.NOT_CORRECTED, "Así se leyó y se confirmó.")
    room.note("Atiende 1 observación: aporte 1.")

    version = room.publish()

    text = str(version.content)
    assert "Se contestaron 2 observaciones: 1 corregida, 1 no corregida." in text
    assert "Un aporte, no se corrige: Así se leyó y se confirmó." in text
    assert "Zumbayllu" not in text
    opened_version(version.content, version.sha256)
    assert [one.told_in for one in room.asked()] == [2, 2, None]
    assert tally(room.asked()).waiting == 1
    with pytest.raises(RuleViolated, match="observation_told"):
        room.answer(room.asked()[0], Outcome.NOT_CORRECTED, "Pensándolo bien, no.")
    room.answer(third, Outcome.IN_PART, "Solo el título.")
    room.note("Atiende 1 observación: todo el documento (en parte).")
    assert "Todo el documento, se corrige en parte: Solo el título." in str(room.publish().content)


def test_requests_and_late_answers_do_not_undo_an_approval(house: House, clock: Clock) -> None:
    room = a_room(house)
    room.publish()
    room.ask()
    room.note("Se aclara el lugar.")
    room.approve()
    clock.forward(minutes=5)
    room.ask("Otra más.", number="2")
    room.answer(room.asked()[0], Outcome.NOT_CORRECTED, "Así se leyó.")

    version = room.go_out()

    assert "Así se leyó." not in str(version.content)
    assert [(one.place, one.told_in) for one in room.asked()] == [(Place("1"), None), (Place("2"), None)]
    room.note("Se cuenta lo contestado.")
    assert "Así se leyó." in str(room.publish().content)


def test_an_answer_changed_after_the_approval_is_not_published_as_it_was(house: House, clock: Clock) -> None:
    room = a_room(house)
    room.publish()
    room.ask()
    room.answer(room.asked()[0])
    room.note("Atiende 1 observación: aporte 1.")
    room.approve()
    clock.forward(minutes=5)
    room.answer(room.asked()[0], Outcome.NOT_CORRECTED, "Pensándolo bien, no.")

    with pytest.raises(RuleViolated, match="changed_since_approval"):
        room.go_out()


def test_the_document_says_until_when_and_to_whom(house: House) -> None:
    room = a_room(house)

    said = str(room.publish().content)

    assert "puede pedir que se corrija hasta el 27 de noviembre de 2026: con su número y su código, a ANTAI." in said
