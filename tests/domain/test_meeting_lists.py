"""The participant list of Zoom and of Teams, in both languages, becomes one row per name with every stay."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from labapp.domain.meeting_lists import MeetingList, Visit, parse_meeting
from labapp.domain.rosters import RowProblem

HELD_ON = date(2023, 7, 25)
PANAMA = ZoneInfo("America/Panama")


def read(text: str) -> MeetingList:
    return parse_meeting(text, held_on=HELD_ON, zone=PANAMA)


def at(hour: int, minute: int) -> datetime:
    return datetime(2023, 7, 25, hour + 5, minute, tzinfo=UTC)


ZOOM_ENGLISH = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,Segunda mesa,07/25/2023 02:20:01 PM,07/25/2023 04:03:00 PM,host@ejemplo.pa,103,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
María Pérez,maria@ejemplo.pa,07/25/2023 02:28:00 PM,07/25/2023 03:00:00 PM,32,Yes
Luis Ríos (Host),,07/25/2023 02:20:00 PM,07/25/2023 04:03:00 PM,103,No
maría pérez,,07/25/2023 03:05:00 PM,07/25/2023 04:00:00 PM,55,Yes
"""
ZOOM_SPANISH = """Nombre (nombre original),Correo electrónico,Hora de entrada,Hora de salida,Duración (minutos),Invitado
María Pérez,,25/07/2023 14:28:00,25/07/2023 15:00:00,32,Sí
Luis Ríos (Anfitrión),,25/07/2023 14:20:00,25/07/2023 16:03:00,103,No
María Pérez,,25/07/2023 15:05:00,25/07/2023 16:00:00,55,Sí
"""
TEAMS_ENGLISH = """1. Summary
Meeting title\tSegunda mesa
Attended participants\t2
Start time\t7/25/23, 2:20:00 PM

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
María Pérez\t7/25/23, 2:28:00 PM\t7/25/23, 4:00:00 PM\t1h 27m\tmaria@ejemplo.pa\tmaria\tPresenter
Luis Ríos (Guest)\t7/25/23, 2:20:00 PM\t7/25/23, 4:03:00 PM\t1h 43m\t\t\tOrganizer

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
María Pérez\t7/25/23, 2:28:00 PM\t7/25/23, 3:00:00 PM\t32m\tmaria@ejemplo.pa\tPresenter
María Pérez\t7/25/23, 3:05:00 PM\t7/25/23, 4:00:00 PM\t55m\tmaria@ejemplo.pa\tPresenter
Luis Ríos (Guest)\t7/25/23, 2:20:00 PM\t7/25/23, 4:03:00 PM\t1h 43m\t\tOrganizer
"""
TEAMS_SPANISH = """1. Resumen
Título de la reunión\tSegunda mesa

2. Participantes
Nombre\tPrimera unión\tÚltima salida\tDuración de la reunión\tCorreo electrónico\tRol
María Pérez\t25/7/23, 14:28:00\t25/7/23, 16:00:00\t1 h 27 min\t\tModerador

3. Actividades en la reunión
Nombre\tHora de unión\tHora de salida\tDuración\tCorreo electrónico\tRol
María Pérez\t25/7/23, 14:28:00\t25/7/23, 15:00:00\t32 min\t\tModerador
María Pérez\t25/7/23, 15:05:00\t25/7/23, 16:00:00\t55 min\t\tModerador
Luis Ríos (Invitado)\t25/7/23, 14:20:00\t25/7/23, 16:03:00\t1 h 43 min\t\tOrganizador
"""
TEAMS_OLD = """Full Name\tUser Action\tTimestamp
María Pérez\tJoined\t7/25/2023, 2:28:00 PM
Luis Ríos\tJoined before\t7/25/2023, 2:20:00 PM
María Pérez\tLeft\t7/25/2023, 3:00:00 PM
María Pérez\tJoined\t7/25/2023, 3:05:00 PM
María Pérez\tLeft\t7/25/2023, 4:00:00 PM
Luis Ríos\tLeft\t7/25/2023, 4:03:00 PM
"""
TEAMS_OLD_SPANISH = TEAMS_OLD.replace(
    "Full Name\tUser Action\tTimestamp", "Nombre completo\tAcción del usuario\tMarca de tiempo"
)
TEAMS_OLD_SPANISH = TEAMS_OLD_SPANISH.replace("Joined before", "Se unió antes").replace("Joined", "Se unió")
TEAMS_OLD_SPANISH = TEAMS_OLD_SPANISH.replace("Left", "Abandonó la reunión")


@pytest.mark.parametrize(
    "text",
    [ZOOM_ENGLISH, ZOOM_SPANISH, TEAMS_ENGLISH, TEAMS_SPANISH, TEAMS_OLD, TEAMS_OLD_SPANISH, "\ufeff" + ZOOM_ENGLISH],
    ids=["zoom en", "zoom es", "teams en", "teams es", "old teams en", "old teams es", "with a mark in front"],
)
def test_the_lists_of_both_programs_say_the_same(text: str) -> None:
    rows = {row.name.title(): row for row in read(text).rows}

    assert set(rows) == {"María Pérez", "Luis Ríos"}
    assert rows["María Pérez"].visits == (Visit(at(14, 28), at(15, 0)), Visit(at(15, 5), at(16, 0)))
    assert (rows["Luis Ríos"].entered_at, rows["Luis Ríos"].left_at) == (at(14, 20), at(16, 3))
    assert all(row.problems == () for row in rows.values())


def test_addresses_are_left_behind() -> None:
    found = read(ZOOM_ENGLISH)

    assert "User Email" in found.ignored
    assert "@" not in repr(found.rows)


def test_a_row_names_the_lines_that_it_comes_from() -> None:
    assert [row.lines for row in read(ZOOM_ENGLISH).rows] == [(5, 7), (6,)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Participantes (3)\nMaría Pérez (yo)\nLuis Ríos (Coanfitrión, yo)\nGil, Ana",
            ["María Pérez", "Luis Ríos", "Gil, Ana"],
        ),
        ("María P. (María Pérez)", ["María P. (María Pérez)"]),
        ("", []),
    ],
)
def test_a_list_copied_from_the_window_is_names(text: str, names: list[str]) -> None:
    found = read(text)

    assert [row.name for row in found.rows] == names
    assert all(row.entered_at is None and row.left_at is None for row in found.rows)


def test_names_with_times_beside_them_need_no_heading() -> None:
    (row,) = read("María Pérez\t14:28\t16:00").rows

    assert row.visits == (Visit(at(14, 28), at(16, 0)),)


HEADING = "Name,Join Time,Leave Time\n"


@pytest.mark.parametrize(
    ("line", "problem", "visits"),
    [
        (",14:28,16:00", RowProblem.NAME_ABSENT, 1),
        ("iPhone,14:28,16:00", RowProblem.NAME_OF_DEVICE, 1),
        ("Ana Gil,tarde,16:00", RowProblem.TIME_UNREADABLE, 0),
        ("Ana Gil,24/07/2023 14:28,24/07/2023 16:00", RowProblem.OTHER_DAY, 1),
        ("Ana Gil,16:00,14:28", RowProblem.LEFT_BEFORE_ENTRY, 1),
        ("Ana Gil,14:00,16:00\nAna Gil,15:00,16:30", RowProblem.TWICE_AT_ONCE, 2),
    ],
)
def test_a_row_with_a_problem_is_kept_with_it(line: str, problem: RowProblem, visits: int) -> None:
    (row,) = read(HEADING + line).rows

    assert row.problems == (problem,)
    assert len(row.visits) == visits


def test_two_rows_without_name_stay_two() -> None:
    assert len(read(HEADING + ",14:28,16:00\n,14:30,16:00").rows) == 2


def test_the_same_stay_twice_is_one() -> None:
    (row,) = read(HEADING + "Ana Gil,14:28,16:00\nAna Gil,14:28,16:00").rows

    assert (row.visits, row.problems) == ((Visit(at(14, 28), at(16, 0)),), ())


def test_whoever_never_left_has_an_entry_and_no_exit() -> None:
    (row,) = read("Full Name\tUser Action\tTimestamp\nAna Gil\tJoined\t14:28\nAna Gil\tJoined\t15:00").rows

    assert row.visits == (Visit(at(14, 28)), Visit(at(15, 0)))
    assert row.left_at is None


def test_a_meeting_of_a_thousand_is_read_whole() -> None:
    found = read(HEADING + "".join(f"Persona {n},14:28,16:00\n" for n in range(1_000)))

    assert (len(found.rows), found.cut) == (1_000, False)
