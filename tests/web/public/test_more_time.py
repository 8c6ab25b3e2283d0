"""The public clock under a prórroga: until when and why, and overdue only for what was forgotten."""

from __future__ import annotations

import pytest

from labapp.domain.responses import VersionKind
from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.models.sessions import LabSession
from tests.answering import (
    TAKEN_UP,
    a_contribution,
    a_promise,
    answered,
    gone_out,
    more_time,
    published_minutes,
    with_head,
)
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session
from tests.pages import Browser


@pytest.fixture
def session(house: House) -> LabSession:
    """Two contributions in published minutes, and an answer promised within ten days."""
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_contribution(house, session, 1)
    a_contribution(house, session, 2)
    published_minutes(house, session)
    a_promise(house, session, days=10)
    return session


def clock_of(page: Browser, session: LabSession) -> tuple[str, str]:
    """What the public clock says, and all that the page says."""
    found = page.get(f"/sesion/{session.token}/respuesta")
    return found.select(".clock")[0].get_text(" ", strip=True), found.text


def test_what_all_have_more_time_for_reads_as_extended_and_not_as_overdue(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    more_time(house, session, "1", 40)
    more_time(house, session, "2", 30)
    clock.forward(days=15)

    said, text = clock_of(phone, session)

    assert ("Prórroga hasta el 30 de diciembre de 2026" in said, "Vencida" in text) == (True, False)
    assert "prometida al comienzo para el 30 de noviembre de 2026" in said
    assert "Aporte 1, MIDES: prórroga hasta el 30 de diciembre de 2026, porque: falta el estudio de suelos." in text


def test_what_was_forgotten_is_overdue_whatever_was_granted_for_the_rest(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    more_time(house, session, "1", 40)
    clock.forward(days=15)

    said, text = clock_of(phone, session)

    assert "Vencida hace 5 días calendario" in said
    assert "Aporte 1, MIDES: prórroga hasta el 30 de diciembre de 2026" in text


def test_once_the_rest_is_published_only_the_extended_one_is_owed(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    with_head(house, session)
    answered(house, session, "2")
    more_time(house, session, "1", 40)
    gone_out(house, session, VersionKind.PROGRESS)
    clock.forward(days=15)

    assert "Prórroga hasta el 30 de diciembre de 2026" in clock_of(phone, session)[0]


def test_when_more_time_ends_it_is_overdue_since_the_first_promise(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    more_time(house, session, "1", 40)
    more_time(house, session, "2", 40)
    clock.forward(days=41)

    said, text = clock_of(phone, session)

    assert ("Vencida hace 31 días calendario" in said, "Prórroga" in text) == (True, False)


def test_refused_more_time_changes_nothing(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    more_time(house, session, "1", 40, granted=False)
    more_time(house, session, "2", 40, granted=False)
    clock.forward(days=15)

    assert "Vencida hace 5 días calendario" in clock_of(phone, session)[0]


def test_whoever_looks_up_a_number_reads_its_own_prorroga(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    more_time(house, session, "1", 40)
    clock.forward(days=15)

    one, two = (phone.get(f"/aporte?sesion={session.code}&numero={number}").text for number in (1, 2))

    assert ("Prórroga hasta el 30 de diciembre de 2026" in one, "Vencida" in one) == (True, False)
    assert ("Prórroga" in two, "Vencida hace 5 días calendario" in two) == (False, True)


def test_nobody_reads_the_prorroga_of_a_number_that_only_begins_like_theirs(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    a_contribution(house, session, 12)
    more_time(house, session, "12", 40)
    clock.forward(days=15)

    one = phone.get(f"/aporte?sesion={session.code}&numero=1").text

    assert ("Prórroga" in one, "Vencida hace 5 días calendario" in one) == (False, True)


def test_the_day_of_the_first_answer_stays_when_the_answer_changes(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    with_head(house, session)
    answered(house, session, "2")
    more_time(house, session, "1", 40)
    gone_out(house, session, VersionKind.PROGRESS)
    clock.forward(days=3)
    answered(house, session, "2", TAKEN_UP)
    gone_out(house, session, VersionKind.PROGRESS)

    newest, oldest = (phone.get(f"/sesion/{session.token}/respuesta/v{number}").text for number in (2, 1))

    assert TAKEN_UP.reason in newest
    assert newest.count("Respondido por primera vez: 20 de noviembre de 2026") == 1
    assert "Respondido por primera vez" not in oldest
