"""Two real documents of 2023 go through the running application, field by field, as somebody at the desk would.

The report of a virtual table and the reasoned response on open contracting. They are read from beside the checkout
where they are present; nothing of them is kept here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from labapp.domain.answer_states import AnswerState
from labapp.domain.roles import Role
from labapp.domain.sessions import Modality
from labapp.domain.spaces import SpaceKind
from labapp.house import House
from labapp.models.publication import FrozenTable
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.response_document import response_facts
from labapp.queries.responses import response_page
from tests.factories import a_programme, a_session, a_space
from tests.pages import Browser
from tests.web.minutes_desk import Desk

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"

KINDS: dict[str, list[str]] = {
    "1": ["already_covered"],
    "2": ["will_be_considered"],
    "3": ["refers_to_other", "will_be_considered"],
    "4": ["out_of_scope"],
    "5": ["under_way"],
    "6": ["refers_to_other", "already_covered"],
    "7": ["already_covered"],
    "8": ["question_answered"],
    "9": ["under_way", "will_be_considered"],
    "10": ["information_available"],
    "11": ["viable_elsewhere"],
}
"""How a careful reader would name each answer; the document itself names none. The eighth resolves no request."""

DECIDES = {"deciding_body": "Comité del portal", "decide_on": "2026-12-15", "responsible_office": "Tecnología"}
COMPLETIONS: dict[str, dict[str, Any]] = {
    "1": {"clause": "Componente de difusión"},
    "2": DECIDES,
    "3": DECIDES,
    "5": {"evidence": "https://ejemplo.gob.pa/api"},
    "6": {"clause": "Componente de capacidades"},
    "7": {"clause": "Hito del índice"},
    "8": {"reason": "Se acordó enlazar los dos portales y publicar juntos los datos de contratos y de presupuesto."},
    "9": {"evidence": "https://ejemplo.gob.pa/aportes", **DECIDES},
    "10": {"address": "https://ejemplo.gob.pa/comites", "checked_on": "2026-11-20"},
    "11": {"activity": "Jornada sobre acceso a la información", "owner": "ANTAI", "approximate_date": "septiembre"},
}
"""What a complete answer adds to each of the real ones; the fourth needs nothing."""

HEAD = {
    "institution": "ANTAI",
    "office": "Dirección de Transparencia",
    "answered_on": "2026-11-20",
    "objections_contact": "transparencia@ejemplo.gob.pa",
}


def case(name: str) -> dict[str, Any]:
    """Return a real document, or skip loudly where it does not lie beside the checkout."""
    path = CASES / name
    if not path.exists():
        pytest.skip(f"REAL DOCUMENTS ABSENT: {name} does not lie beside this checkout; this journey was not walked")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def a_table(house: House, desk: Browser, contributions: list[dict[str, Any]], *, people: int) -> Desk:
    """A virtual table at which so many came without registering and said all this, with its report published."""
    a_programme(house, public_base_url="https://labs.ejemplo.gob.pa")
    session = a_session(house, a_space(house, SpaceKind.COCREATION_TABLE), modality=Modality.VIRTUAL)
    there = Desk(desk, house, session)
    there.come(Role.FACILITATOR)
    base = f"/sesiones/{session.id}"
    for _ in range(people):
        desk.fill(f"{base}/registro", {}, action=f"{base}/registro/sin-registrarse")
    for one in contributions:
        desk.fill(f"{base}/aportes", {"text": one["text"], "kind": "proposal", "channel": "voice", "spoken": "es"})
    read_back(there, base, len(contributions))
    close(there, base)
    there.come(Role.NOTE_TAKER)
    proposal = f"{there.path}/proposal"
    there.send(proposal, proposal, {"words": "Se presentó el borrador del compromiso, enviado antes de la mesa."})
    there.publish()
    return there


def read_back(there: Desk, base: str, many: int) -> None:
    for _ in range(many):
        form = there.browser.get(f"{base}/lectura").soup.select_one("form[action$=confirmar]")
        assert form is not None
        hidden = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[type=hidden]")}
        there.browser.post(str(form["action"]), hidden)


def close(there: Desk, base: str) -> None:
    there.send(f"{base}/cierre", f"{base}/cierre/sala", {})
    no_paper = dict.fromkeys(("sheets_filled", "sheets_typed", "slips_filled", "slips_typed"), "0")
    there.send(f"{base}/cierre", f"{base}/cierre/registro", {**no_paper, "sure": "y"})


def answer(there: Desk, number: str, fields: dict[str, Any]) -> None:
    base = f"/sesiones/{there.session.id}/respuesta"
    with there.house.database.reading() as db:
        one = f"{base}/{response_facts(db, there.session.id).ids[number]}"
    first, *further = KINDS[number]
    kinds = "&".join(f"tipo={kind}" for kind in KINDS[number])
    sent: Any = {"primary": first, "secondary": further, **fields}  # a list among texts, as a browser sends several
    there.send(f"{one}?{kinds}", one, sent)


def states(there: Desk) -> dict[str, AnswerState]:
    with there.house.database.reading() as db:
        page = response_page(db, there.session.id, today=there.house.now().date())
    return {card.number: card.state for card in page.cards}


def test_the_virtual_table_of_fifteen_people_and_eight_contributions_produces_its_report(
    house: House, desk: Browser, phone: Browser
) -> None:
    real = case("mesa-2023-07-25.json")

    there = a_table(house, desk, real["contributions"], people=real["participants"])

    report = phone.get(f"/sesion/{there.session.token}/minuta").text
    assert "15 personas" in report
    assert all(one["text"] in report for one in real["contributions"])
    space = phone.get(f"/laboratorio/{token_of_space(house, there.session)}")
    assert "15 personas participaron" in space.text


def token_of_space(house: House, session: LabSession) -> str:
    with house.database.reading() as db:
        return db.scalars(sa.select(Space.token).where(Space.id == session.space_id)).one()


def test_of_the_eleven_real_answers_none_passes_as_it_stands_and_only_the_fourth_with_office_and_date(
    house: House, desk: Browser, phone: Browser
) -> None:
    real = case("reasoned-responses-open-contracting.json")
    there = a_table(house, desk, real["contributions"], people=12)
    base = f"/sesiones/{there.session.id}/respuesta"
    said = {str(one["number"]): one for one in real["contributions"]}
    there.come(Role.NOTE_TAKER)
    refers = {number: {"refers_to": str(one["refers_to"])} for number, one in said.items() if one.get("refers_to")}

    for number, one in said.items():
        answer(there, number, {"reason": one["response"], **refers.get(number, {})})
    as_they_stand = states(there)
    there.send(f"{base}/datos", f"{base}/datos", HEAD)
    with_head = states(there)

    assert set(as_they_stand.values()) == {AnswerState.INCOMPLETE}
    assert [number for number, state in with_head.items() if state is AnswerState.ANSWERED] == ["4"]
    assert "El avance todavía no se puede publicar" in desk.get(f"{base}/vista").text

    for number, fields in COMPLETIONS.items():
        answer(there, number, {"reason": said[number]["response"], **refers.get(number, {}), **fields})
    there.come(Role.APPROVER)
    there.send(base, f"{base}/validar", {})
    there.send(f"{base}/vista", f"{base}/publicar", {})

    public = phone.get(f"/sesion/{there.session.token}/respuesta")
    assert public.select("h1")[0].get_text() == "Respuesta razonada"
    assert len(public.select("article[id^=aporte-]")) == 11
    assert all(one["text"] in public.text for one in said.values())


def test_counts_of_a_small_table_are_frozen_and_withheld(house: House, desk: Browser) -> None:
    real = case("mesa-2023-07-25.json")
    there = a_table(house, desk, real["contributions"][:1], people=3)
    space = f"/laboratorios/{there.session.space_id}/numeros"
    there.come(Role.COORDINATION)

    if desk.get(space).select("form[action$=numeros]"):
        there.send(space, space, {})

    with house.database.reading() as db:
        rows = db.scalars(sa.select(FrozenTable)).all()
    assert {(row.total, row.level) for row in rows} == {(3, None)}
