"""The registration desk: by name and Enter, by card, by sheet, by list; nothing doubled, nothing lost."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel, Part
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.erasures import erased_ids
from labapp.house import House
from labapp.models.attendance import Attendance, Participant
from labapp.models.people import Organisation
from labapp.models.sessions import Expected, LabSession
from tests.factories import a_session, a_space, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser, Page

LINE = {"age": "unasked", "place": "", "part": "participant"}


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    """An open session, whose facilitator is signed in."""
    antai = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)
    return a_session(house, a_space(house, organisation=antai))


def _desk(session: LabSession) -> str:
    return f"/sesiones/{session.id}/registro"


def _people(house: House) -> list[Participant]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Participant).order_by(Participant.number)))


def _arrivals(house: House) -> list[Attendance]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Attendance).order_by(Attendance.recorded_at)))


def _line(desk: Browser, session: LabSession, **fields: str) -> Page:
    return desk.fill(_desk(session), LINE | fields)


def test_a_name_and_enter_put_somebody_on_the_list(desk: Browser, house: House, session: LabSession) -> None:
    answer = _line(desk, session, full_name="  Rosa   Ábrego ")

    page = desk.get(answer.location)
    assert [person.name for person in _people(house)] == ["Rosa Ábrego"]
    assert _people(house)[0].age_side is AgeSide.UNASKED
    assert "Ya está en la lista" in page.text
    assert "1 Participantes" in page.text


def test_sending_the_line_twice_writes_one_person(desk: Browser, house: House, session: LabSession) -> None:
    token = desk.get(_desk(session)).token(_desk(session))

    first = desk.post(_desk(session), {"token": token, "full_name": "Rosa Ábrego"} | LINE)
    again = desk.post(_desk(session), {"token": token, "full_name": "Rosa Ábrego"} | LINE)

    assert first.location == again.location
    assert len(_people(house)) == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"full_name": "   "}, "Escriba su nombre con letras"),
        ({"full_name": "x" * 5000}, "El nombre es muy largo"),
        ({"full_name": "\u202e\u200b"}, "Escriba su nombre con letras"),
        ({"full_name": "Rosa", "number": "no hay"}, "no es de este laboratorio"),
        ({"full_name": "Rosa", "arrived": "23:59"}, "todavía no ha pasado"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    desk: Browser, house: House, session: LabSession, fields: dict[str, str], says: str
) -> None:
    page = desk.fill(_desk(session), LINE | fields, status=409)

    assert says in page.text
    assert not _people(house)


def test_a_choice_that_does_not_exist_is_shown_again(desk: Browser, house: House, session: LabSession) -> None:
    desk.fill(_desk(session), LINE | {"full_name": "Rosa", "age": "old"}, status=422)
    assert not _people(house)


def test_a_minor_gets_a_number_and_no_name_until_both_papers_are_noted(
    desk: Browser, house: House, session: LabSession
) -> None:
    _line(desk, session, full_name="Yadira Palacios", age="minor")
    minor = _people(house)[0]
    one = f"{_desk(session)}/{minor.id}"

    assert minor.name is None
    refused = desk.fill(one, {"full_name": "Yadira Palacios", "authorised": "y"}, action=f"{one}/nombre", status=409)
    assert "hacen falta la autorización" in refused.text
    desk.fill(one, {"full_name": "Yadira Palacios", "authorised": "y", "agrees": "y"}, action=f"{one}/nombre")
    assert _people(house)[0].name == "Yadira Palacios"


def test_undo_and_back_again(desk: Browser, house: House, session: LabSession) -> None:
    answer = _line(desk, session, full_name="Rosa Ábrego")
    undone = desk.fill(answer.location, {"about": str(_people(house)[0].id)}, action=f"{_desk(session)}/deshacer")
    page = desk.get(undone.location)

    assert _arrivals(house)[0].undone_at is not None
    assert "0 Participantes" in page.text
    desk.fill(undone.location, {"about": str(_people(house)[0].id)}, action=f"{_desk(session)}/de-vuelta")
    assert _arrivals(house)[0].undone_at is None


def test_late_entries_keep_their_true_time(desk: Browser, house: House, session: LabSession) -> None:
    _line(desk, session, full_name="Rosa Ábrego", arrived="09:05")

    assert _arrivals(house)[0].arrived_at.strftime("%H:%M") == "14:05"
    assert _arrivals(house)[0].recorded_at == house.now()


def test_whoever_refuses_a_record_counts_as_one(desk: Browser, house: House, session: LabSession) -> None:
    desk.fill(_desk(session), {}, action=f"{_desk(session)}/sin-registrarse")
    page = desk.get(_desk(session))
    assert "1 Participantes" in page.text
    assert "1 persona se contó sin registrarse" in page.text

    button = page.select("form[action$='sin-registrarse/deshacer'] button")[0]
    desk.fill(_desk(session), {"about": str(button["value"])}, action=f"{_desk(session)}/sin-registrarse/deshacer")
    assert "0 Participantes" in desk.get(_desk(session)).text


def test_each_total_says_what_it_counts(desk: Browser, house: House, session: LabSession) -> None:
    for name, part in (("Rosa Ábrego", Part.PARTICIPANT), ("Luis Vega", Part.AUTHORITY), ("Eva Ríos", Part.PRESS)):
        _line(desk, session, full_name=name, part=part.value)

    text = desk.get(_desk(session)).text
    for words in ("1 Participantes", "1 Autoridades", "1 Observación y prensa", "3 Todas las personas en la sala"):
        assert words in text


def test_the_number_of_somebody_known_brings_them_back(desk: Browser, house: House, session: LabSession) -> None:
    earlier = an_arrival(house, session, "Rosa Ábrego").person
    with writing(house, Verb.SCHEDULE_SESSION) as db:
        first = db.get_one(LabSession, session.id)
        first.stage = Stage.ROOM_CLOSED
    with house.database.reading() as db:
        space = db.get_one(LabSession, session.id).space_id
    second = a_session(house, _space_row(house, space))

    _line(desk, second, full_name="", number=f"HTTP://192.168.8.2/E/MIO/{earlier.code}")

    assert len(_people(house)) == 1
    assert [row.session_id for row in _arrivals(house)] == [session.id, second.id]


def _space_row(house: House, space_id: UUID):  # type: ignore[no-untyped-def] # a row for a factory
    from labapp.models.spaces import Space

    with house.database.reading() as db:
        return db.get_one(Space, space_id)


def test_search_finds_by_folded_name_and_by_number(desk: Browser, house: House, session: LabSession) -> None:
    an_arrival(house, session, "Rosa Ábrego")
    an_arrival(house, session, "Luis Vega")

    found = desk.get(f"{_desk(session)}?q=abrego").text
    assert "Rosa Ábrego" in found
    assert "Luis Vega" not in found
    assert "Luis Vega" in desk.get(f"{_desk(session)}?q=2").text
    assert "Nadie con ese nombre" in desk.get(f"{_desk(session)}?q=zzz").text


def test_the_live_part_answers_304_until_something_changes(desk: Browser, house: House, session: LabSession) -> None:
    live = f"{_desk(session)}/ahora"
    first = desk.client.get(live, base_url=desk.base)
    tag = first.headers["ETag"]

    assert desk.client.get(live, base_url=desk.base, headers={"If-None-Match": tag}).status_code == 304
    an_arrival(house, session, "Rosa Ábrego")
    changed = desk.client.get(live, base_url=desk.base, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert "Rosa Ábrego" in changed.get_data(as_text=True)


def test_until_a_phone_arrives_the_causes_are_named(desk: Browser, house: House, session: LabSession) -> None:
    text = desk.get(_desk(session)).text
    assert "Han llegado 0 celulares" in text
    assert "Firewall" in text


def test_the_expected_are_ticked_in_once(desk: Browser, house: House, session: LabSession) -> None:
    with writing(house, Verb.PASTE_EXPECTED) as db:
        expected = Expected(
            id=session.token and UUID(int=7), session_id=session.id, name="Rosa Ábrego", name_key="rosa abrego",
            organisation="Junta comunal de Soloy", position="Secretaria", expires_at=house.now(),
        )  # fmt: skip
        db.add(expected)
    page = desk.get(_desk(session))
    assert page.select("button[data-key='1']")
    token = page.token(f"{_desk(session)}/esperados")

    for _ in range(2):
        desk.post(f"{_desk(session)}/esperados", {"token": token, "about": str(UUID(int=7))})

    person = _people(house)[0]
    assert (person.name, person.position) == ("Rosa Ábrego", "Secretaria")
    assert len(_people(house)) == 1


def test_a_signed_row_links_to_who_is_here_and_adds_nobody(desk: Browser, house: House, session: LabSession) -> None:
    here = an_arrival(house, session, "Rosa Ábrego").person
    sheet = f"{_desk(session)}/hoja"

    page = desk.get(f"{sheet}?fila=3&nombre=rosa+abrego")
    assert "Es el número 1" in page.text
    answer = desk.fill(
        f"{sheet}?fila=3&nombre=rosa+abrego",
        {"row": "3", "full_name": "rosa abrego", "about": str(here.id)}, action=sheet,
    )  # fmt: skip

    assert answer.location.endswith("fila=4")
    assert [(row.sheet_row, row.channel) for row in _arrivals(house)] == [(3, ArrivalChannel.DESK)]
    taken = desk.fill(f"{sheet}?fila=3&nombre=Eva", {"row": "3", "full_name": "Eva Ríos"}, action=sheet, status=409)
    assert "ya es del número 1" in taken.text


def test_a_signed_row_of_nobody_here_is_a_new_person(desk: Browser, house: House, session: LabSession) -> None:
    sheet = f"{_desk(session)}/hoja"
    desk.fill(f"{sheet}?fila=1&nombre=Eva", {"row": "1", "full_name": "Eva Ríos"}, action=sheet)
    assert [(row.sheet_row, row.channel) for row in _arrivals(house)] == [(1, ArrivalChannel.SHEET)]


def test_homonyms_are_never_refused_and_can_be_joined(desk: Browser, house: House, session: LabSession) -> None:
    for _ in range(2):
        _line(desk, session, full_name="María José Pérez")
    one, two = _people(house)
    pairs = f"{_desk(session)}/parejas"

    assert "Mismo nombre" in desk.get(pairs).text
    desk.fill(pairs, {"first": str(one.id), "second": str(two.id), "kept": str(one.id)})

    assert _people(house)[1].joined_into_id == one.id
    assert "1 Participantes" in desk.get(_desk(session)).text
    assert "No hay parejas" in desk.get(pairs).text


def test_two_people_with_one_name_stay_two(desk: Browser, house: House, session: LabSession) -> None:
    for _ in range(2):
        _line(desk, session, full_name="María José Pérez")
    one, two = _people(house)
    pairs = f"{_desk(session)}/parejas"

    desk.fill(pairs, {"first": str(one.id), "second": str(two.id), "kept": ""})

    assert "2 Participantes" in desk.get(_desk(session)).text
    assert "No hay parejas" in desk.get(pairs).text


def test_facts_are_kept_and_a_typed_organisation_waits_for_its_sector(
    desk: Browser, house: House, session: LabSession
) -> None:
    person = an_arrival(house, session, "Rosa Ábrego").person
    one = f"{_desk(session)}/{person.id}"
    desk.fill(
        one,
        {"age": "adult", "gender": "woman", "comes_for": "organisation", "organisation": "Red de Mujeres de Soloy",
         "position": "Presidenta", "contact": "6000-1234", "place": "this_community", "image": "no"},
        action=f"{one}/datos",
    )  # fmt: skip

    kept = _people(house)[0]
    assert (kept.gender, kept.position, kept.contact) == ("woman", "Presidenta", "6000-1234")
    queue = f"{_desk(session)}/organizaciones"
    assert "Red de Mujeres de Soloy" in desk.get(queue).text
    with house.database.reading() as db:
        organisation = db.scalar(sa.select(Organisation.id).where(Organisation.typed_at_door))
    desk.fill(queue, {"organisation": str(organisation), "sector": "civil_society"})
    assert "Todas tienen sector" in desk.get(queue).text


def test_an_age_group_on_the_wrong_side_of_18_is_refused(desk: Browser, house: House, session: LabSession) -> None:
    person = an_arrival(house, session, "Rosa Ábrego").person
    one = f"{_desk(session)}/{person.id}"
    page = desk.fill(one, {"age": "adult", "age_band": "under_15"}, action=f"{one}/datos", status=409)
    assert "no concuerda" in page.text


def test_times_part_and_departure(desk: Browser, house: House, session: LabSession) -> None:
    person = an_arrival(house, session, "Rosa Ábrego").person
    one = f"{_desk(session)}/{person.id}"

    desk.fill(one, {"part": "observer", "arrived": "08:45", "left": ""}, action=f"{one}/presencia")
    desk.fill(one, {}, action=f"{one}/salida")

    row = _arrivals(house)[0]
    assert (row.part, row.arrived_at.strftime("%H:%M"), row.left_at) == (Part.OBSERVER, "13:45", house.now())
    early = desk.fill(one, {"part": "observer", "arrived": "09:00", "left": "08:00"}, action=f"{one}/presencia",
                      status=409)  # fmt: skip
    assert "anterior a la llegada" in early.text


def test_withdrawing_leaves_one_in_the_total_and_nothing_else(
    desk: Browser, house: House, session: LabSession
) -> None:
    person = an_arrival(house, session, "Rosa Ábrego").person
    one = f"{_desk(session)}/{person.id}"

    assert "Marque la casilla" in desk.fill(one, {}, action=f"{one}/retirar", status=409).text
    desk.fill(one, {"sure": "y"}, action=f"{one}/retirar")

    assert (_people(house)[0].name, _people(house)[0].code) == (None, None)
    assert erased_ids(house.settings) == [person.id]
    if file := house.settings.database_file:
        assert file.with_name(f"{file.name}-wal").read_bytes() == b"", "a page of the past is left in the log"
    text = desk.get(_desk(session)).text
    assert "1 Participantes" in text
    assert "Rosa" not in text


def test_withdrawing_erases_every_entry_that_was_the_same_person(
    desk: Browser, house: House, session: LabSession
) -> None:
    one, two = (an_arrival(house, session, "Rosa Ábrego").person for _ in range(2))
    pairs = f"{_desk(session)}/parejas"
    desk.fill(pairs, {"first": str(one.id), "second": str(two.id), "kept": str(two.id)})

    page = f"{_desk(session)}/{two.id}"
    desk.fill(page, {"sure": "y"}, action=f"{page}/retirar")

    assert [person.name for person in _people(house)] == [None, None]
    assert set(erased_ids(house.settings)) == {one.id, two.id}


def test_names_pass_through_discreet_mode(desk: Browser, house: House, session: LabSession) -> None:
    an_arrival(house, session, "Rosa Ábrego")
    page = desk.get(_desk(session))
    for tag in page.soup.find_all(string=lambda text: "Rosa" in text):
        assert "full-name" in tag.parent["class"]


def test_another_organisation_does_not_see_the_desk(house: House, desk: Browser) -> None:
    sign_in(desk, house, Role.FACILITATOR, organisation=an_organisation(house, "Otra"))
    desk.get(_desk(a_session(house)), status=404)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CONVENED, Stage.REGISTER_CLOSED, Stage.CANCELLED])
def test_a_desk_that_is_not_open_only_shows(
    desk: Browser, house: House, session: LabSession, stage: Stage
) -> None:
    other = a_session(house, _space_row(house, session.space_id), stage=stage)
    page = desk.get(_desk(other))
    assert "Aquí no se puede anotar ahora" in page.text
    assert not page.select("form[method=post]")
