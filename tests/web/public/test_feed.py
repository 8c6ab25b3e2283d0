"""The feed tells of proposals and of what institutions say of them: once each, under ids that never change."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID
from xml.etree import ElementTree

import pytest

from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.proposals import Proposal, Validation
from labapp.queries.proposals import proposal_draft
from labapp.services import proposals, validations
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_programme, a_session, a_space, an_organisation, writing
from tests.pages import Browser
from tests.proposing import a_proposal, approved, asked, published, refused, retitled
from tests.tampering import attacking

ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Entry:
    id: str
    title: str
    updated: str
    href: str


def entries(phone: Browser) -> list[Entry]:
    feed = ElementTree.fromstring(phone.get("/publicado.atom").response.data)  # noqa: S314 (made a moment ago, here)
    found = [
        Entry(
            id=str(one.findtext(f"{ATOM}id")),
            title=str(one.findtext(f"{ATOM}title")),
            updated=str(one.findtext(f"{ATOM}updated")),
            href=str(link.get("href")),
        )
        for one in feed.findall(f"{ATOM}entry")
        for link in one.findall(f"{ATOM}link")
    ]
    assert len({one.id for one in found}) == len(found), "no entry twice"
    return found


@pytest.fixture
def proposal(house: House) -> UUID:
    """A published proposal of a lab with an announced session."""
    a_programme(house, public_base_url="https://labs.example.org")
    space = a_space(house)
    a_session(house, space)
    made = a_proposal(house, space)
    published(house, made)
    return made


def token_of(house: House, proposal: UUID) -> str:
    with house.database.reading() as db:
        return db.get_one(Proposal, proposal).token


def test_every_version_of_a_proposal_is_an_entry_at_its_own_address_and_the_first_stays_as_it_was(
    house: House, proposal: UUID, phone: Browser, clock: Clock
) -> None:
    before, address = entries(phone), f"https://labs.example.org/propuesta/{token_of(house, proposal)}"
    author = a_member_of_staff(house, Role.FACILITATOR).id
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        proposals.rename(db, proposal, "Laboratorios", seen=proposal_draft(db, proposal).op, by=author)
    clock.forward(days=1)
    published(house, proposal, note="Título más corto.")

    after = entries(phone)

    assert [(one.title, one.href) for one in after] == [
        ("Propuesta de compromiso: Laboratorios, versión 2", f"{address}/v2"),
        ("Propuesta de compromiso: Laboratorios en las comarcas, versión 1", f"{address}/v1"),
    ]
    assert after[1:] == before


def test_the_word_of_each_institution_is_one_entry_with_its_day_and_leads_to_where_it_stands(
    house: House, proposal: UUID, phone: Browser, clock: Clock
) -> None:
    one, two = (asked(house, proposal, an_organisation(house, name)) for name in ("MEF", "MIDES"))
    clock.forward(days=2)
    approved(house, one)
    clock.forward(days=1)
    counter = refused(house, two)

    refusal, approval, version = entries(phone)

    assert (refusal.title, approval.title) == (
        "MIDES dice de «Laboratorios en las comarcas», versión 1: No viable, con contrapropuesta",
        "MEF dice de «Laboratorios en las comarcas», versión 1: Viable y aprobada",
    )
    assert [each.updated[:10] for each in (refusal, approval, version)] == ["2026-11-23", "2026-11-22", "2026-11-20"]
    assert refusal.href == approval.href == f"{version.href}#instituciones"
    page = phone.get(version.href.removeprefix("https://labs.example.org"))
    assert page.select("#instituciones")
    assert token_of(house, counter) in str(page.soup), "the counter-proposal is told with the word, not beside it"


def test_a_word_that_was_taken_back_goes_and_the_one_that_takes_its_place_is_a_new_entry(
    house: House, proposal: UUID, phone: Browser
) -> None:
    mides = an_organisation(house, "MIDES")
    request = asked(house, proposal, mides)
    waiting = entries(phone)
    approved(house, request)
    wrong, version = entries(phone)
    with writing(house, Verb.TAKE_BACK_VALIDATION) as db:
        seen, today = db.get_one(Validation, request).op, house.now().date()
        validations.take_back(db, request, "La nota era de otra propuesta.", seen=seen, today=today)
    without = entries(phone)
    approved(house, asked(house, proposal, mides))
    right, _version = entries(phone)

    assert waiting == without == [version]
    assert (right.title, right.id == wrong.id) == (wrong.title, False)


def test_of_a_proposal_that_somebody_altered_the_feed_tells_nothing(
    house: House, proposal: UUID, phone: Browser
) -> None:
    approved(house, asked(house, proposal, an_organisation(house, "MIDES")))
    with attacking(house) as attack:
        attack(retitled(house))

        assert entries(phone) == []
