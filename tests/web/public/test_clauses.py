"""From a contribution to the clause that names it and back, wherever the public reads it; nothing sealed changes."""

from __future__ import annotations

from uuid import UUID

import pytest

from labapp.domain.responses import VersionKind
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.proposals import Proposal
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.proposals import proposal_draft
from labapp.queries.response_document import response_facts
from labapp.services import proposals
from labapp.services.proposals import ClauseFacts
from tests.answering import OUT_OF_SCOPE, TAKEN_UP, answered, gone_out, validated, with_head
from tests.factories import a_member_of_staff, a_programme, writing
from tests.pages import Browser, Page
from tests.proposing import a_proposal, published, retitled
from tests.tampering import attacking
from tests.web.minutes_desk import a_published_lab

NOT_SEALED = "No son parte de este documento ni de su código de verificación."
ANSWERS = ("respuesta", "respuesta/v1")


@pytest.fixture
def reported(house: House, desk: Browser) -> LabSession:
    """A session with two contributions in published minutes."""
    a_programme(house, public_base_url="https://labs.example.org")
    return a_published_lab(desk, house, "Que haya seis laboratorios.", "Que el agua llegue a la parte alta.").session


@pytest.fixture
def session(house: House, reported: LabSession) -> LabSession:
    """The same, with both answered in public."""
    session = reported
    with_head(house, session)
    answered(house, session, "1", TAKEN_UP)
    answered(house, session, "2", OUT_OF_SCOPE)
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE)
    return session


@pytest.fixture
def proposal(house: House, reported: LabSession) -> UUID:
    """A draft whose clause 1 comes from contribution 1."""
    with house.database.reading() as db:
        space = db.get_one(Space, reported.space_id)
        said = response_facts(db, reported.id).ids["1"]
    return a_proposal(house, space, sources=frozenset({said}))


def token_of(house: House, proposal: UUID) -> str:
    with house.database.reading() as db:
        return db.get_one(Proposal, proposal).token


def paths(session: LabSession) -> dict[str, str]:
    base = f"/sesion/{session.token}"
    documents = {one: f"{base}/{one}" for one in ("minuta", "minuta/v1", *ANSWERS)}
    return {**documents, "session": base, "lookup": f"/aporte?sesion={session.code}&numero=1"}


def towards_clauses(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.select("main a[href*='#clausula-']")]


def sealed(page: Page) -> list[str]:
    """What a page shows of a sealed document: its article, or the card of every contribution."""
    return [str(one) for one in page.select("article.document") or page.select("article.card")]


def test_every_public_way_to_a_contribution_leads_to_its_clause_and_the_clause_leads_back(
    house: House, session: LabSession, proposal: UUID, phone: Browser
) -> None:
    published(house, proposal)
    clause = f"/propuesta/{token_of(house, proposal)}#clausula-1"

    found = {name: towards_clauses(phone.get(path)) for name, path in paths(session).items()}
    there = phone.get(clause.split("#")[0])
    back = [str(link["href"]) for link in there.select("#clausula-1 a[href*='#aporte-']")]

    assert found == {name: [clause] for name in found}
    assert there.select("#clausula-1") != []
    assert back == [f"/sesion/{session.token}/minuta#aporte-1", f"/sesion/{session.token}/respuesta#aporte-1"]
    for path in back:
        assert phone.get(path.split("#")[0]).select("#aporte-1"), path


def test_what_was_sealed_is_the_same_to_the_byte_and_the_links_beside_it_say_that_they_are_no_part_of_it(
    house: House, session: LabSession, proposal: UUID, phone: Browser
) -> None:
    documents = [path for name, path in paths(session).items() if name != "session"]
    files = [f"/sesion/{session.token}/{name}" for name in ("minuta/v1.json", "minuta/v1.pdf")]
    before = {path: sealed(phone.get(path)) for path in documents}
    kept = {path: phone.get(path).response.data for path in files}
    silent = [path for path in documents if NOT_SEALED in phone.get(path).text]

    published(house, proposal)

    after = {path: phone.get(path) for path in documents}
    assert silent == []
    assert {path: sealed(page) for path, page in after.items()} == before
    assert {path: phone.get(path).response.data for path in files} == kept
    assert [path for path, page in after.items() if NOT_SEALED not in page.text] == []
    links = [link for page in after.values() for link in page.select("main a[href*='#clausula-']")]
    assert [link for link in links if link.find_parent("article") or not link.find_parent(class_="screen-only")] == []


def test_a_draft_names_nothing_in_public_and_a_later_version_takes_the_link_with_it(
    house: House, session: LabSession, proposal: UUID, phone: Browser
) -> None:
    as_draft = [towards_clauses(phone.get(path)) for path in paths(session).values()]
    published(house, proposal)
    author = a_member_of_staff(house, Role.FACILITATOR).id
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        first, second = proposal_draft(db, proposal).rows
        facts = ClauseFacts(name="1", text=first.clause.text)
        proposals.change_clause(db, proposal, first.id, facts, seen=first.op, by=author)
        facts = ClauseFacts(name="2", text=second.clause.text, sources=frozenset(first.source_ids))
        proposals.change_clause(db, proposal, second.id, facts, seen=second.op, by=author)
    published(house, proposal, note="El aporte pasa a la cláusula 2.")

    now = [towards_clauses(phone.get(path)) for path in paths(session).values()]

    assert as_draft == [[]] * 6
    assert now == [[f"/propuesta/{token_of(house, proposal)}#clausula-2"]] * 6


def test_a_proposal_that_somebody_altered_is_linked_from_nowhere_and_hides_no_document(
    house: House, session: LabSession, proposal: UUID, phone: Browser
) -> None:
    published(house, proposal)
    with attacking(house) as attack:
        attack(retitled(house))
        pages = [phone.get(path) for path in paths(session).values()]

        assert [towards_clauses(page) for page in pages] == [[]] * 6
        assert "Otra cosa" not in phone.get("/registro-publico").text
        phone.get(f"/propuesta/{token_of(house, proposal)}", status=409)


def test_a_contribution_without_an_answer_is_found_with_its_clause_and_one_that_no_clause_names_without(
    house: House, reported: LabSession, proposal: UUID, phone: Browser
) -> None:
    published(house, proposal)

    first, second = (phone.get(f"/aporte?sesion={reported.code}&numero={number}") for number in (1, 2))

    assert (len(towards_clauses(first)), len(towards_clauses(second))) == (1, 0)
    assert (NOT_SEALED in first.text, NOT_SEALED in second.text) == (True, False)
