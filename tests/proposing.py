"""What tests of proposals stand on: a proposal with clauses, published, and asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.proposals import Clause
from labapp.domain.response_extras import ReasonKind
from labapp.domain.roles import Role
from labapp.domain.validations import Signed
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.proposals import ProposalVersion, Validation
from labapp.models.spaces import Space
from labapp.queries.proposals import proposal_draft
from labapp.services import proposals, validations
from labapp.services.letters import LetterFacts
from labapp.services.proposals import ClauseFacts, Edition
from labapp.services.validations import Asking, Refusing
from tests.factories import a_member_of_staff, writing
from tests.tampering import Attacker

REASON = "El presupuesto de este año alcanza para cuatro laboratorios; los otros dos necesitan una partida nueva."
COUNTER = (Clause("1", "Cuatro laboratorios de seguimiento."), Clause("2", "Un video por laboratorio."))


def a_proposal(house: House, space: Space, *, by: UUID | None = None, sources: frozenset[UUID] = frozenset()) -> UUID:
    """A proposal with two clauses, the first from the given contributions."""
    author = by or a_member_of_staff(house, Role.FACILITATOR).id
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        made = proposals.add_proposal(db, space.id, "Laboratorios en las comarcas", by=author).id
        db.flush()
        for name, text in (("1", "Seis laboratorios de seguimiento."), ("2", "Un video por laboratorio.")):
            facts = ClauseFacts(name=name, text=text, sources=sources if name == "1" else frozenset())
            proposals.add_clause(db, made, facts, by=author)
            db.flush()
    return made


def published(house: House, proposal: UUID, *, note: str = "", by: UUID | None = None) -> None:
    """The draft as the next version, let out by somebody else."""
    publisher = by or a_member_of_staff(house, Role.APPROVER).id
    with writing(house, Verb.PUBLISH_PROPOSAL) as db:
        edition = Edition(digest=proposal_draft(db, proposal).digest, change_note=note)
        proposals.publish(db, proposal, edition, by=publisher, now=house.now())


def asked(house: House, proposal: UUID, institution: UUID, *, sent: bool = True, days: int = 30) -> UUID:
    """A nota to an institution; sent today unless told otherwise."""
    today = house.now().date()
    letter = LetterFacts(place="Panamá", dated_on=today, request="Revisen y aprueben.", addressee="Luz Ríos, ministra")
    asking = Asking(organisation_id=institution, due_on=today + timedelta(days=days), letter=letter)
    with writing(house, Verb.ASK_VALIDATION) as db:
        made = validations.ask(db, proposal, asking, now=house.now(), today=today).id
    if sent:
        with writing(house, Verb.RECORD_LETTER) as db:
            seen = db.get_one(Validation, made).op
            validations.record_sent(db, made, number="ANTAI-77", sent_on=today, seen=seen)
    return made


def signed(house: House, on: date | None = None) -> Signed:
    """Who answers, with which nota."""
    return Signed(office="Despacho superior", function="Ministra", number="DM-9", on=on or house.now().date())


def approved(house: House, validation: UUID) -> None:
    """The institution approves."""
    with writing(house, Verb.ANSWER_VALIDATION) as db:
        seen = db.get_one(Validation, validation).op
        validations.approve(db, validation, signed(house), scan=None, seen=seen)


def refused(house: House, validation: UUID, *, reason: str = REASON, clauses: tuple[Clause, ...] = COUNTER) -> UUID:
    """The institution refuses; the id of its counter-proposal."""
    by = a_member_of_staff(house).id
    given = Refusing(kind=ReasonKind.BUDGET, reason=reason, clauses=clauses)
    with writing(house, Verb.ANSWER_VALIDATION) as db:
        seen = db.get_one(Validation, validation).op
        return validations.refuse(db, validation, signed(house), given, scan=None, seen=seen, by=by, now=house.now()).id


def retitled(house: House) -> Callable[[Attacker], None]:
    """What somebody does who gives the one sealed version another title and leaves its code."""
    with house.database.reading() as db:
        version = db.scalars(sa.select(ProposalVersion)).one()

    def put(attacker: Attacker) -> None:
        attacker.put(ProposalVersion, version.id, content={**version.content, "title": "Otra cosa"})

    return put
