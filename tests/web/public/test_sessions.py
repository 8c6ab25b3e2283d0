"""The public page of a session: its facts, what was promised, what came of it, and never a name."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar

from labapp.domain.ids import new_id
from labapp.domain.obligations import ObligationKind
from labapp.domain.responses import VersionKind
from labapp.domain.roles import Role
from labapp.domain.sessions import Duty, Stage
from labapp.domain.terms import DayKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.programme import Programme
from labapp.models.responses import Obligation, ResponseDocument, ResponseVersion
from labapp.models.sessions import LabSession, SessionStaff
from labapp.services import session_stages as stages
from tests.factories import a_member_of_staff, a_programme, a_session, an_arrival, writing
from tests.pages import Browser


def event_of(phone: Browser, session: LabSession) -> dict[str, str]:
    answer = phone.client.get(f"/sesion/{session.token}.ics", base_url=phone.base)
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    wanted = ("UID", "SEQUENCE", "STATUS", "SUMMARY", "LOCATION", "DESCRIPTION")
    return {name: str(event.get(name, "")) for name in wanted} | {
        "DTSTART": event["DTSTART"].to_ical().decode(),
        "TZID": event["DTSTART"].params.get("TZID", ""),
    }


def test_a_calendar_that_saved_the_first_file_follows_the_session(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.DRAFT, starts_in_hours=24)
    with writing(house, Verb.MOVE_SESSION) as db:
        session = stages.convene(db, session.id, now=house.now())
    first = event_of(phone, session)
    with writing(house, Verb.MOVE_SESSION) as db:
        start = session.starts_at + timedelta(days=1)
        stages.postpone(db, session.id, start, reason="Creció el río.", seen=session.op, now=house.now())
    second = event_of(phone, session)
    with writing(house, Verb.MOVE_SESSION) as db:
        stages.cancel(db, session.id, reason="Sigue crecido.", seen=db.get_one(LabSession, session.id).op)
    third = event_of(phone, session)

    assert first["UID"] == second["UID"] == third["UID"]
    assert [int(each["SEQUENCE"]) for each in (first, second, third)] == [0, 1, 2]
    assert [each["STATUS"] for each in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert (first["DTSTART"], first["TZID"]) == ("20261121T093000", "America/Panama")
    assert second["DTSTART"] == "20261122T093000"
    assert "Creció el río." in second["DESCRIPTION"]
    assert third["SUMMARY"].startswith("Cancelada:")
    assert first["LOCATION"].startswith("Casa comunal")


def test_the_file_carries_the_rules_of_its_time_zone(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.CONVENED)

    answer = phone.client.get(f"/sesion/{session.token}.ics", base_url=phone.base)

    (zone,) = Calendar.from_ical(answer.data).walk("VTIMEZONE")
    assert zone["TZID"] == "America/Panama"


def test_no_name_of_staff_or_participants_is_on_the_page(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.OPEN)
    an_arrival(house, session, "Berta Canario")
    staff = a_member_of_staff(house, Role.FACILITATOR, name="Zoila Canario")
    with writing(house, Verb.CHANGE_SESSION) as db:
        db.add(SessionStaff(session_id=session.id, staff_id=staff.id, duty=Duty.FACILITATOR))

    page = phone.get(f"/sesion/{session.token}")

    assert "Canario" not in str(page.soup)
    assert "personas participaron" not in page.text
    assert session.code not in str(page.soup)


def test_the_exact_total_appears_when_the_register_is_closed(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.OPEN)
    for name in ("Ana", "Berta"):
        an_arrival(house, session, name)
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED

    assert "2 personas participaron" in phone.get(f"/sesion/{session.token}").text


def test_what_was_published_is_linked_with_its_version_and_what_is_owed_is_said(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.PUBLISHED, starts_in_hours=-48)
    staff = a_member_of_staff(house)
    at, on = house.now(), house.now().date()
    with writing(house, Verb.PUBLISH_MINUTES) as db:
        minutes = Minutes(session_id=session.id, authors=[str(staff.id)])
        document = ResponseDocument(session_id=session.id)
        frozen = {"content": {}, "sha256": "a", "pdf_sha256": "b", "published_at": at}
        db.add_all([minutes, document])
        for number in (1, 2):
            db.add(
                MinutesVersion(minutes_id=minutes.id, number=number, approved_by_id=staff.id, approved_at=at, **frozen)
            )
        db.add(
            ResponseVersion(
                document_id=document.id, number=1, kind=VersionKind.PROGRESS, published_by_id=staff.id, **frozen
            )
        )
        for kind, done in ((ObligationKind.REPORT, on), (ObligationKind.RESPONSE, None)):
            db.add(
                Obligation(
                    session_id=session.id, kind=kind, started_on=on, days=30, day_kind=DayKind.CALENDAR,
                    due_on=on + timedelta(days=30), fulfilled_on=done,
                )
            )  # fmt: skip

    text = phone.get(f"/sesion/{session.token}").text

    assert "versión 2, del 20 de noviembre de 2026" in text
    assert "Avance" in text
    assert "Minuta o informe: cumplido el 20 de noviembre de 2026" in text
    assert "Respuesta razonada: prometido para el 20 de diciembre de 2026" in text


def test_the_permanent_address_is_that_of_the_programme_and_never_of_the_room(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.CONVENED)
    a_programme(house)
    without = phone.get(f"/sesion/{session.token}").text
    with writing(house, Verb.SET_UP_PROGRAMME) as db:
        db.query(Programme).one().public_base_url = "https://laboratorios.example.org/"

    page = phone.get(f"/sesion/{session.token}")

    assert "Dirección permanente" not in without
    assert f"https://laboratorios.example.org/sesion/{session.token}" in page.text
    assert "192.168" not in str(page.soup)


def test_a_token_may_be_typed_in_small_letters_and_a_wrong_one_is_not_here(house: House, phone: Browser) -> None:
    session = a_session(house, stage=Stage.CONVENED)

    assert "Internet en la comarca" in phone.get(f"/sesion/{session.token.lower()}").text
    phone.get(f"/sesion/{new_id()}", status=404)
    phone.get("/sesion/%F0%9F%98%80.ics", status=404)
