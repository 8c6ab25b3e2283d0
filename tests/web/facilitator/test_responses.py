"""Answering at the desk, as somebody does it: three steps for each contribution, then validation and publication."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.responses import VersionKind
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.models.people import Organisation
from labapp.models.responses import Answer, ResponseDocument, ResponseVersion
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.response_document import response_facts
from tests.answering import (
    HEAD,
    OUT_OF_SCOPE,
    TAKEN_UP,
    a_contribution,
    a_promise,
    answered,
    gone_out,
    more_time,
    published_minutes,
    validated,
    with_head,
)
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session, an_organisation, sign_in
from tests.pages import Browser
from tests.proposing import a_proposal, published


@pytest.fixture
def session(house: House) -> LabSession:
    """A session of ANTAI whose register is closed, with two contributions."""
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    for number in (1, 2):
        a_contribution(house, session, number)
    return session


@pytest.fixture
def antai(house: House, session: LabSession) -> UUID:
    """The organisation that shares the lab."""
    with house.database.reading() as db:
        return db.scalars(sa.select(Organisation.id)).one()


def paths(house: House, session: LabSession, number: str = "1") -> tuple[str, str]:
    with house.database.reading() as db:
        target = response_facts(db, session.id).ids[number]
    base = f"/sesiones/{session.id}/respuesta"
    return base, f"{base}/{target}"


def test_the_question_whether_it_is_taken_up_comes_first_then_the_kind_then_its_fields(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    sign_in(desk, house, organisation=antai)
    _, one = paths(house, session)

    groups, kinds = desk.get(one), desk.get(f"{one}?grupo=not_taken_up")
    form = desk.get(f"{one}?tipo=not_viable")

    assert "¿Se acoge?" in groups.text
    assert ("Fuera del alcance del compromiso" in kinds.text, "No viable" in kinds.text) == (True, True)
    assert {str(field.get("name")) for field in form.select("form [name]")} >= {
        "reason",
        "reason_kind",
        "counter_proposal",
    }
    assert not form.select("[name=clause]")


def test_the_clause_of_a_published_proposal_is_told_where_it_is_taken_up_and_never_filled_in(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    published_minutes(house, session)
    with house.database.reading() as db:
        space, said = db.get_one(Space, session.space_id), response_facts(db, session.id).ids["1"]
    proposal = a_proposal(house, space, sources=frozenset({said}))
    sign_in(desk, house, organisation=antai)
    (_, one), (_, two) = paths(house, session), paths(house, session, "2")
    told = "Una propuesta publicada nombra este aporte: Laboratorios en las comarcas, cláusula 1."
    as_draft = desk.get(f"{one}?tipo=incorporated")
    published(house, proposal)
    sign_in(desk, house, organisation=antai)

    taken_up, in_part = desk.get(f"{one}?tipo=incorporated"), desk.get(f"{one}?tipo=incorporated_in_part")
    others = [desk.get(f"{one}?tipo=already_covered"), desk.get(f"{two}?tipo=incorporated"), as_draft]

    assert (told in taken_up.text, told in in_part.text) == (True, True)
    assert [told in page.text for page in others] == [False, False, False]
    assert not taken_up.select("[name=clause]")[0].get("value")


def test_an_incomplete_answer_is_kept_and_says_what_it_lacks(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    sign_in(desk, house, organisation=antai)
    base, one = paths(house, session)

    page = desk.fill(f"{one}?tipo=incorporated", {"primary": "incorporated", "reason": "Sí."}, action=one, follow=True,
                     status=200)  # fmt: skip

    assert "tiene 3 caracteres y hacen falta 60" in page.text
    assert "Complete el campo «Cláusula o hito»" in page.text
    assert "Le faltan datos" in desk.get(base).text


def test_a_field_of_a_further_kind_is_asked_after_saving(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    sign_in(desk, house, organisation=antai)
    _, one = paths(house, session)
    sent = {"primary": "incorporated", "secondary": ["will_be_considered"], "reason": TAKEN_UP.reason,
            "clause": "Hito 3", "version": "2"}  # fmt: skip

    page = desk.fill(f"{one}?tipo=incorporated", sent, action=one, follow=True, status=200)

    assert page.select("[name=decide_on]")
    assert "Complete el campo «Fecha de la decisión»" in page.text


def test_an_answer_that_somebody_changed_meanwhile_stands_beside_what_was_typed(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    sign_in(desk, house, organisation=antai)
    _, one = paths(house, session)
    answered(house, session, "1")
    open_page = desk.get(one)
    seen = str(open_page.select("input[name=seen]")[0]["value"])
    answered(house, session, "1", TAKEN_UP)
    mine = {"token": open_page.token(one), "primary": "out_of_scope", "seen": seen, "reason": OUT_OF_SCOPE.reason}

    page = desk.post(one, mine, status=409)

    assert TAKEN_UP.reason in page.text
    assert OUT_OF_SCOPE.reason in page.text
    again = {"token": page.token(one), "primary": "out_of_scope", "reason": OUT_OF_SCOPE.reason}
    desk.post(one, again | {"seen": str(page.select("input[name=seen]")[0]["value"])})
    with house.database.reading() as db:
        assert db.scalars(sa.select(Answer.reason)).one() == OUT_OF_SCOPE.reason


def test_the_head_is_written_once_for_all_answers(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    sign_in(desk, house, organisation=antai)
    base, _ = paths(house, session)
    head = {"institution": "ANTAI", "office": "Dirección", "answered_on": "2026-11-20",
            "objections_contact": "aqui@ejemplo.gob.pa", "clauses": "versión 2: 1.1; 1.2"}  # fmt: skip

    desk.fill(f"{base}/datos", head)

    with house.database.reading() as db:
        assert db.scalars(sa.select(ResponseDocument.clauses)).one() == {"versión 2": ["1.1", "1.2"]}


def test_clauses_that_nobody_understands_are_refused_beside_their_field(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    sign_in(desk, house, organisation=antai)
    base, _ = paths(house, session)

    page = desk.fill(f"{base}/datos", {"institution": "ANTAI", "clauses": "1.1 y 1.2"}, status=409)

    assert "Escriba cada versión en su línea" in page.text
    assert page.select("input[name=institution]")[0]["value"] == "ANTAI"


def test_pending_names_who_owes_it_and_until_when(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    sign_in(desk, house, organisation=antai)
    base, one = paths(house, session)

    refused = desk.fill(one, {"owed_by": "MEDUCA"}, action=f"{one}/pendiente", status=409)
    desk.fill(one, {"owed_by": "MEDUCA", "due_on": "2026-12-01"}, action=f"{one}/pendiente")

    assert "Indique para qué día se espera la respuesta." in refused.text
    assert "Pendiente: MEDUCA, 1 de diciembre de 2026" in desk.get(base).text


def test_only_who_approves_validates_and_the_page_says_who_in_which_role(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    published_minutes(house, session)
    with_head(house, session)
    for number in ("1", "2"):
        answered(house, session, number)
    base, _ = paths(house, session)
    sign_in(desk, house, organisation=antai)
    before = desk.get(base)
    sign_in(desk, house, Role.APPROVER)

    desk.fill(base, {"digest": desk.get(base).select("input[name=digest]")[0]["value"]}, action=f"{base}/validar")

    assert not before.select(f"form[action='{base}/validar']")
    assert "Ana Prueba (Quien aprueba), 20 de noviembre de 2026" in desk.get(base).text


def test_a_complete_validated_document_goes_out_with_its_pdf(
    house: House, session: LabSession, antai: UUID, desk: Browser, phone: Browser
) -> None:
    published_minutes(house, session)
    a_promise(house, session)
    with_head(house, session)
    for number in ("1", "2"):
        answered(house, session, number)
    validated(house, session)
    base, _ = paths(house, session)
    sign_in(desk, house, organisation=antai)
    assert "Puede publicarse" in desk.get(base).text
    shown = desk.get(f"{base}/vista")
    hidden = {name: str(shown.select(f"input[name={name}]")[0]["value"]) for name in ("kind", "digest")}

    desk.post(f"{base}/publicar", {"token": shown.token(f"{base}/publicar"), **hidden})
    assert "lo publicado dice lo mismo" in desk.get(base).text

    with house.database.reading() as db:
        version = db.scalars(sa.select(ResponseVersion)).one()
    assert (house.files / f"{version.pdf_sha256}.pdf").read_bytes().startswith(b"%PDF")
    public = phone.get(f"/sesion/{session.token}/respuesta")
    assert "Respuesta razonada" in public.text
    pdf = phone.client.get(f"/sesion/{session.token}/respuesta.pdf", base_url=phone.base)
    assert pdf.data.startswith(b"%PDF")
    assert desk.get(base).text.count("versión 1") == 1


def test_a_document_with_open_answers_cannot_be_published_as_more_than_a_progress_report(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    published_minutes(house, session)
    with_head(house, session, HEAD)
    answered(house, session, "1")
    base, _ = paths(house, session)
    sign_in(desk, house, organisation=antai)

    page = desk.get(f"{base}/vista")

    assert "El avance todavía no se puede publicar" in page.text
    assert not page.select(f"form[action='{base}/publicar']")


def test_another_organisation_does_not_learn_that_the_session_exists(
    house: House, session: LabSession, desk: Browser
) -> None:
    sign_in(desk, house, organisation=an_organisation(house, "Otra"))
    base, one = paths(house, session)

    for path in (base, one, f"{base}/datos", f"{base}/vista"):
        desk.get(path, status=404)


def test_one_reason_for_two_contributions_is_said_to_writer_and_validator_and_kept(
    house: House, session: LabSession, antai: UUID, desk: Browser
) -> None:
    sign_in(desk, house, organisation=antai)
    with_head(house, session)
    base, two = paths(house, session, "2")
    answered(house, session, "1")
    sent = {"primary": "out_of_scope", "reason": OUT_OF_SCOPE.reason.upper()}

    done = desk.fill(f"{two}?tipo=out_of_scope", sent, action=two, follow=True, status=200)
    sign_in(desk, house, Role.APPROVER)

    assert "La misma razón está también en: 1. Se guardó" in done.text
    assert "Los aportes 1, 2 tienen la misma razón." in desk.get(base).text


def test_new_answers_under_the_day_of_the_version_before_are_named_before_publishing(
    house: House, session: LabSession, antai: UUID, desk: Browser, clock: Clock
) -> None:
    published_minutes(house, session)
    with_head(house, session)
    answered(house, session, "1")
    more_time(house, session, "2", 30)
    gone_out(house, session, VersionKind.PROGRESS)
    clock.forward(days=3)
    answered(house, session, "2")
    sign_in(desk, house, organisation=antai)

    page = desk.get(f"{paths(house, session)[0]}/vista")

    assert "La respuesta lleva fecha del 20 de noviembre de 2026, que es la de la versión anterior" in page.text
    assert "cada respuesta nueva: 2." in page.text
