"""Proposals at the desk and in public: written, published by another, sent by nota, answered in two ways."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID

import docx
import pytest
import sqlalchemy as sa

from labapp.domain.assignments import LiaisonCapacity
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.domain.verification_codes import short_code
from labapp.house import House
from labapp.models.proposals import Proposal, Validation
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.services import proposals
from labapp.services.liaisons import Designation, designate
from labapp.services.proposals import ClauseFacts
from tests.answering import a_contribution, published_minutes
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session, a_space, an_organisation, sign_in, writing
from tests.pages import Browser, Page
from tests.proposing import REASON, a_proposal, asked, published, refused

SIGNED = {"answered_by_office": "Despacho", "answered_by_function": "Ministra", "reply_number": "DM-9",
          "reply_on": "2026-11-25"}  # fmt: skip


@pytest.fixture
def space(house: House) -> Space:
    return a_space(house)


@pytest.fixture
def session(house: House, space: Space) -> LabSession:
    return a_session(house, space, stage=Stage.REGISTER_CLOSED)


def writer(house: House, desk: Browser, role: Role = Role.FACILITATOR) -> UUID:
    return sign_in(desk, house, role, organisation=an_organisation(house)).id


def sent(desk: Browser, path: str, step: str, status: int = 303, **data: object) -> Page:
    page = desk.get(path)
    seen = str(page.select(f"form[action$='/{step}'] input[name=seen]")[0]["value"])
    return desk.post(f"{path}/{step}", {"token": page.token(f"/{step}"), "seen": seen, **data}, status=status)


def token_of(house: House, proposal: UUID) -> str:
    with house.database.reading() as db:
        return db.get_one(Proposal, proposal).token


def test_a_proposal_is_begun_written_and_published_by_another_and_walked_from_contribution_to_clause(
    house: House, space: Space, session: LabSession, desk: Browser
) -> None:
    writer(house, desk)
    said = a_contribution(house, session, 1, "Que haya seis laboratorios.")
    published_minutes(house, session)
    base = f"/laboratorios/{space.id}/propuestas"
    begun = desk.fill(base, {"title": "Laboratorios de seguimiento"}).location
    desk.fill(f"{begun}/clausulas/nueva", {"clause": "1", "text": "Seis laboratorios.", "sources": str(said)})
    own = desk.get(f"{begun}/vista")
    writer(house, desk, Role.APPROVER)
    desk.fill(f"{begun}/vista", {"digest": str(desk.get(f"{begun}/vista").select("[name=digest]")[0]["value"])},
              action=f"{begun}/publicar")  # fmt: skip

    public = desk.get(f"/propuesta/{token_of(house, UUID(begun.rsplit('/', 1)[-1]))}")
    writer(house, desk)

    assert "La publica otra persona" in own.text
    assert "Que haya seis laboratorios." in public.text
    assert "Laboratorios de seguimiento, cláusula 1 (aporte 1)" in desk.get(f"/sesion/{session.token}").text
    assert "Incorporado en la cláusula 1" in desk.get(f"/sesiones/{session.id}/aportes/{said}").text
    assert "Laboratorios de seguimiento" in desk.get(f"/laboratorio/{space.token}").text


def test_the_nota_carries_the_clauses_and_its_number_is_noted_afterwards(
    house: House, space: Space, desk: Browser
) -> None:
    proposal, mides = a_proposal(house, space), an_organisation(house, "MIDES")
    published(house, proposal)
    writer(house, desk)
    base = f"/propuestas/{proposal}/instituciones"
    letter = {"organisation": str(mides), "due_on": "2026-12-20", "place": "Panamá", "dated_on": "2026-11-20",
              "request": "Revisen."}  # fmt: skip
    path = desk.fill(f"{base}/nueva", letter).location

    words = docx.Document(io.BytesIO(desk.get(f"{path}/nota.docx").response.data))
    said = "\n".join(one.text for one in words.paragraphs)
    sent(desk, path, "enviada", number="ANTAI-7", sent_on="2026-11-20")

    assert ("Seis laboratorios de seguimiento." in said, "Nota n.º ____" in said) == (True, True)
    assert "ANTAI-7" in desk.get(f"/propuesta/{token_of(house, proposal)}").text


def test_not_viable_without_a_counter_proposal_is_refused_and_nothing_that_was_typed_is_lost(
    house: House, space: Space, desk: Browser
) -> None:
    proposal = a_proposal(house, space)
    published(house, proposal)
    path = f"/propuestas/{proposal}/instituciones/{asked(house, proposal, an_organisation(house, 'MIDES'))}"
    writer(house, desk)
    same = {"counter-0": "Seis laboratorios de seguimiento.", "counter-1": "Un video por laboratorio."}

    page = sent(desk, path, "no-viable", 409, **SIGNED, **same, reason_kind="budget", reason=REASON)
    sent(desk, path, "no-viable", **SIGNED, **{**same, "counter-0": "Cuatro."}, reason_kind="budget", reason=REASON)

    assert "La contrapropuesta dice lo mismo" in page.text
    assert REASON in page.text
    public = desk.get(f"/propuesta/{token_of(house, proposal)}").text
    assert [part in public for part in (REASON, "Cuatro.", "No viable, con contrapropuesta")] == [True] * 3


def test_an_overdue_institution_stands_on_the_public_clock(
    house: House, space: Space, desk: Browser
) -> None:
    proposal = a_proposal(house, space)
    published(house, proposal)
    request = asked(house, proposal, an_organisation(house, "MIDES"), days=0)
    with writing(house, Verb.RECORD_LETTER) as db:
        db.get_one(Validation, request).due_on = house.now().date() - timedelta(days=3)

    page = desk.get(f"/propuesta/{token_of(house, proposal)}")

    assert "En validación" in page.text
    assert page.select(".clock .badge.danger")


def test_the_liaison_answers_for_its_institution_on_screen(house: House, space: Space, desk: Browser) -> None:
    proposal, mides = a_proposal(house, space), an_organisation(house, "MIDES")
    published(house, proposal)
    request, today = asked(house, proposal, mides), house.now().date()
    liaison = sign_in(desk, house, Role.LIAISON, organisation=mides)
    said = Designation(note_number="1", noted_on=today, capacity=LiaisonCapacity.PRINCIPAL, valid_from=today)
    desk.get(f"/asignados/propuestas/{request}", status=409)
    with writing(house, Verb.DESIGNATE_LIAISON) as db:
        designate(db, liaison.id, said, seen=None)

    sent(desk, f"/asignados/propuestas/{request}", "viable", **SIGNED)

    assert "Viable y aprobada" in desk.get("/asignados").text
    desk.get(f"/propuestas/{proposal}", status=403)


def test_a_liaison_comes_in_to_the_proposal_that_its_institution_owes_its_word_on_and_reads_that_it_is_late(
    house: House, space: Space, desk: Browser, clock: Clock
) -> None:
    proposal, mides = a_proposal(house, space), an_organisation(house, "MIDES")
    published(house, proposal)
    asked(house, proposal, mides, days=1)
    clock.forward(days=2)
    liaison, today = sign_in(desk, house, Role.LIAISON, organisation=mides), house.now().date()
    said = Designation(note_number="1", noted_on=today, capacity=LiaisonCapacity.PRINCIPAL, valid_from=today)
    with writing(house, Verb.DESIGNATE_LIAISON) as db:
        designate(db, liaison.id, said, seen=None)

    page = desk.get("/")

    assert page.select("a[href^='/asignados/propuestas/']")
    assert ("Vencida hace 1 día calendario" in page.text, "1 cosa pasó de su fecha" in page.text) == (True, True)


def test_another_institution_s_proposal_is_not_there_for_a_lab_of_others(
    house: House, space: Space, desk: Browser
) -> None:
    proposal = a_proposal(house, space)
    sign_in(desk, house, Role.FACILITATOR, organisation=an_organisation(house, "Otra"))

    desk.get(f"/propuestas/{proposal}", status=404)


def test_every_version_stays_at_its_address_with_its_word_file_and_the_counter_proposal_at_its_own(
    house: House, space: Space, desk: Browser
) -> None:
    proposal = a_proposal(house, space)
    published(house, proposal)
    counter = refused(house, asked(house, proposal, an_organisation(house, "MIDES")))
    by = a_member_of_staff(house, Role.FACILITATOR).id
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        seen = db.scalars(sa.select(Proposal.op).where(Proposal.id == proposal)).one()
        proposals.rename(db, proposal, "Laboratorios", seen=seen, by=by)
    published(house, proposal, note="Título más corto.")
    token = token_of(house, proposal)

    assert "Título más corto." in desk.get(f"/propuesta/{token}").text
    assert "Hay una más nueva" in desk.get(f"/propuesta/{token}/v1").text
    assert desk.get(f"/propuesta/{token}/v1.docx").response.data[:2] == b"PK"
    desk.get(f"/propuesta/{token}/v3", status=404)
    assert "Contrapropuesta de MIDES" in desk.get(f"/propuesta/{token_of(house, counter)}").text


def test_whoever_holds_the_code_of_a_proposal_finds_its_version_and_whether_it_stands(
    house: House, space: Space, desk: Browser
) -> None:
    made = a_proposal(house, space)
    published(house, made)
    first = desk.get(f"/propuesta/{token_of(house, made)}")
    code = str(first.select("code.address")[0].get_text())
    stands = desk.get(f"/verificar?codigo={short_code(code)}").text
    author = a_member_of_staff(house, Role.FACILITATOR).id
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        facts = ClauseFacts(name="3", text="Un informe al año.", sources=frozenset())
        proposals.add_clause(db, made, facts, by=author)
    published(house, made, note="Se agregó el informe.")
    after = desk.get(f"/verificar?codigo={code}").text

    assert "Propuesta de compromiso: Laboratorios en las comarcas" in stands
    assert "Es auténtico y es la versión vigente." in stands
    assert "Es auténtico, pero hay una versión más nueva: la 2." in after
