"""The proposal that came out of the demonstration's table: validated by one institution, answered by another."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from labapp.demo.session_acts import numbered
from labapp.demo.story import Story
from labapp.domain.demographics import Sector
from labapp.domain.proposals import Clause
from labapp.domain.response_extras import ReasonKind
from labapp.domain.roles import Role
from labapp.domain.validations import Signed
from labapp.domain.verbs import Verb
from labapp.models.proposals import Validation
from labapp.models.recorder import Db
from labapp.queries.proposals import proposal_draft
from labapp.services import people, proposals, validations
from labapp.services.letters import LetterFacts
from labapp.services.proposals import ClauseFacts, Edition
from labapp.services.validations import Asking, Refusing

_CLAUSES: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("1", "Seis laboratorios de seguimiento que revisen un problema ya planteado, con un video cada uno.", (2, 5)),
    ("2", "Dos laboratorios nuevos con un proyecto propio; uno de ellos, en una comarca.", (1, 2)),
    ("3", "La red de gestores de innovación social acompaña cada laboratorio.", (3,)),
)
_FIRST_TEXT = "Seis laboratorios de seguimiento que revisen un problema ya planteado."
_REQUEST = "Solicitamos que revisen la propuesta, indiquen si es viable y, si lo es, la aprueben."
_REFUSES = "Secretaría de Innovación (ejemplo)"
_REASON = (
    "La red de gestores no depende de esta institución y no se le puede asignar una tarea sin un convenio firmado, "
    "que todavía no existe."
)
_COUNTER = (
    Clause("1", _CLAUSES[0][1]),
    Clause("2", _CLAUSES[1][1]),
    Clause("3", "Se invita a la red de gestores de innovación social y se firma un convenio antes del segundo año."),
)


def tell(story: Story, table: UUID, session: UUID) -> None:
    """Tell the proposal from its first version to what the two institutions said."""
    story.at = datetime(2023, 8, 21, 15, tzinfo=UTC)
    proposal = _written(story, table, session)
    _published(story, proposal)
    story.at = datetime(2023, 8, 28, 15, tzinfo=UTC)
    _completed(story, proposal)
    _published(story, proposal, note="La cláusula 1 dice también cuántos videos, como pidió el aporte 5.")
    requests = [
        _asked(story, proposal, _institution(story, name), number)
        for name, number in (("Universidad pública (ejemplo)", "DS-118-2023"), (_REFUSES, "DS-119-2023"))
    ]
    story.at = datetime(2023, 9, 14, 15, tzinfo=UTC)
    _answered(story, *requests)


def _written(story: Story, table: UUID, session: UUID) -> UUID:
    by = story.actors[Role.FACILITATOR].staff_id
    begin = partial(proposals.add_proposal, space_id=table, title="Laboratorios de seguimiento y laboratorios nuevos")
    proposal = story.do(Verb.WRITE_PROPOSAL, partial(begin, by=by), by=Role.FACILITATOR).id
    numbers = numbered(story, session)
    for name, text, sources in _CLAUSES:
        facts = ClauseFacts(
            name=name, text=_FIRST_TEXT if name == "1" else text, sources=frozenset(numbers[one] for one in sources)
        )
        add = partial(proposals.add_clause, proposal_id=proposal, facts=facts, by=by)
        story.do(Verb.WRITE_PROPOSAL, add, by=Role.FACILITATOR)
    return proposal


def _completed(story: Story, proposal: UUID) -> None:
    by, (name, text, _sources) = story.actors[Role.FACILITATOR].staff_id, _CLAUSES[0]

    def act(db: Db) -> None:
        row = proposal_draft(db, proposal).rows[0]
        facts = ClauseFacts(name=name, text=text, sources=frozenset(row.source_ids))
        proposals.change_clause(db, proposal, row.id, facts, seen=row.op, by=by)

    story.do(Verb.WRITE_PROPOSAL, act, by=Role.FACILITATOR)


def _published(story: Story, proposal: UUID, *, note: str = "") -> None:
    by = story.actors[Role.APPROVER].staff_id

    def act(db: Db) -> None:
        edition = Edition(digest=proposal_draft(db, proposal).digest, change_note=note)
        proposals.publish(db, proposal, edition, by=by, now=story.at)

    story.do(Verb.PUBLISH_PROPOSAL, act, by=Role.APPROVER)


def _institution(story: Story, name: str) -> UUID:
    add = partial(people.add_organisation, name=name, sector=Sector.CENTRAL_GOVERNMENT)
    return story.do(Verb.ADD_ORGANISATION, add).id


def _asked(story: Story, proposal: UUID, whom: UUID, number: str) -> UUID:
    today = story.at.date()
    letter = LetterFacts(place="Panamá", dated_on=today, request=_REQUEST)
    asking = Asking(organisation_id=whom, due_on=date(2023, 9, 27), letter=letter)
    ask = partial(validations.ask, proposal_id=proposal, asking=asking, now=story.at, today=today)
    request = story.do(Verb.ASK_VALIDATION, ask, by=Role.COORDINATION).id

    def send(db: Db) -> None:
        validations.record_sent(db, request, number=number, sent_on=today, seen=db.get_one(Validation, request).op)

    story.do(Verb.RECORD_LETTER, send, by=Role.COORDINATION)
    return request


def _answered(story: Story, viable: UUID, not_viable: UUID) -> None:
    by, on = story.actors[Role.COORDINATION].staff_id, story.at.date()
    first = Signed(office="Rectoría", function="Rectora", number="R-204-2023", on=on)
    second = Signed(office="Despacho superior", function="Secretario", number="SI-88-2023", on=on)
    refusing = Refusing(kind=ReasonKind.LEGAL, reason=_REASON, clauses=_COUNTER)

    def approve(db: Db) -> None:
        validations.approve(db, viable, first, scan=None, seen=db.get_one(Validation, viable).op)

    def refuse(db: Db) -> None:
        seen = db.get_one(Validation, not_viable).op
        validations.refuse(db, not_viable, second, refusing, scan=None, seen=seen, by=by, now=story.at)

    for act in (approve, refuse):
        story.do(Verb.ANSWER_VALIDATION, act, by=Role.COORDINATION)
