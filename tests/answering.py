"""What tests of answers stand on: contributions, published minutes, answers that are complete."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from labapp.documents.responses_facts import Frame
from labapp.documents.responses_versions import coming_version, edition
from labapp.domain.assignments import ExtensionDecision
from labapp.domain.contributions import Channel
from labapp.domain.ids import new_id
from labapp.domain.obligations import ObligationKind
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition, VersionKind
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.terms import DayKind
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.domain.verification_codes import code_of, short_code
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.people import Staff
from labapp.models.responses import Obligation
from labapp.models.sessions import LabSession
from labapp.queries.assignments import assignments_of
from labapp.queries.printed_codes import journal_heads
from labapp.queries.response_document import public_words, response_facts
from labapp.queries.response_versions import frozen_facts, versions_of
from labapp.services import assignments, responses
from labapp.services.response_editions import Edition, publish, validate
from tests.factories import a_member_of_staff, a_session, an_organisation, writing

LONG_REASON = "Se incorporó en la redacción porque coincide con lo que pidieron las comunidades visitadas."
HEAD = responses.Head(
    institution="ANTAI",
    office="Dirección de Transparencia",
    answered_on=date(2026, 11, 20),
    objections_contact="transparencia@ejemplo.gob.pa",
    objections_until=date(2026, 12, 20),
)
OUT_OF_SCOPE = responses.GivenAnswer(
    primary=Disposition.OUT_OF_SCOPE,
    reason="Este compromiso no alcanza a las obras municipales, y por eso no se puede decidir aquí.",
)
TAKEN_UP = responses.GivenAnswer(
    primary=Disposition.INCORPORATED,
    reason=LONG_REASON,
    extras={Extra.CLAUSE: "Hito 3", Extra.VERSION: "2"},
)


def a_contribution(house: House, session: LabSession, number: int, text: str = "", **facts: object) -> UUID:
    """A contribution of a session; `facts` are further columns of its row."""
    words = text or f"Que el agua llegue todos los días a la parte alta, número {number}."
    with writing(house, Verb.CONTRIBUTE) as db:
        row = Contribution(
            id=new_id(),
            session_id=session.id,
            number=number,
            text=words,
            text_key=fold(words),
            channel=Channel.VOICE,
            said_at=house.now(),
            **facts,
        )
        db.add(row)
    return row.id


def published_minutes(house: House, session: LabSession) -> None:
    """The minutes of a session as published today, approved by somebody: what the public reads of each contribution."""
    with writing(house, Verb.PUBLISH_MINUTES) as db:
        facts = response_facts(db, session.id)
        said = [db.get_one(Contribution, one) for one in facts.ids.values()]
        entries: list[dict[str, object]] = [
            {"is": "contribution", "number": f"{one.number}{one.part}", "text": public_words(one), "remarks": []}
            for one in said
            if not one.is_split
        ]
        approver = db.scalars(sa.select(Staff.id).limit(1)).one()
        row = Minutes(session_id=session.id, authors=[])
        content = _coded({"is": "document", "blocks": [{"is": "contributions", "entries": entries}]})
        db.add(row)
        db.add(
            MinutesVersion(
                minutes_id=row.id,
                number=1,
                content=content,
                sha256=code_of(content),
                pdf_sha256="0" * 64,
                approved_by_id=approver,
                approved_at=house.now(),
                published_at=house.now(),
            )
        )


def _coded(document: dict[str, object]) -> dict[str, object]:
    return {**document, "code": short_code(code_of(document))}


def a_promise(
    house: House, session: LabSession, *, kind: ObligationKind = ObligationKind.RESPONSE, days: int = 30
) -> None:
    """What is owed for a session, counted from today."""
    on = house.now().date()
    with writing(house, Verb.CREATE_OBLIGATION) as db:
        db.add(
            Obligation(
                session_id=session.id,
                kind=kind,
                started_on=on,
                days=days,
                day_kind=DayKind.CALENDAR,
                due_on=on + timedelta(days=days),
            )
        )


def with_head(house: House, session: LabSession, head: responses.Head = HEAD) -> None:
    """The head of the document, set."""
    with writing(house, Verb.START_RESPONSES) as db:
        seen = response_facts(db, session.id).op
        responses.set_head(db, session.id, head, seen=seen)


def answered(house: House, session: LabSession, number: str, given: responses.GivenAnswer = OUT_OF_SCOPE) -> None:
    """The answer to one contribution, over whatever stood there."""
    with writing(house, Verb.ANSWER_CONTRIBUTION) as db:
        facts = response_facts(db, session.id)
        responses.give_answer(db, session.id, facts.ids[number], given, seen=facts.ops.get(number))


def validated(house: House, session: LabSession, *, by: UUID | None = None) -> None:
    """The authority agrees with the answers as they stand."""
    who = by or a_member_of_staff(house, Role.APPROVER).id
    with writing(house, Verb.VALIDATE_RESPONSES) as db:
        digest = response_facts(db, session.id).digest
        validate(db, session.id, by=who, digest=digest, now=house.now())


def an_edition(house: House, session: LabSession, kind: VersionKind) -> Edition:
    """The coming version, with a PDF that nobody printed."""
    with house.database.reading() as db:
        facts, versions = response_facts(db, session.id), versions_of(db, session.id)
    advance = 1 if kind is VersionKind.PROGRESS else None
    document = _coded({"is": "document", "blocks": []})
    content = {**frozen_facts(facts, advance=advance, changed=()), "document": document}
    return Edition(kind=kind, number=len(versions) + 1, digest=facts.digest, content=content, pdf_sha256="0" * 64)


def printed_edition(house: House, session: LabSession, kind: VersionKind) -> Edition:
    """The coming version with the document that is printed, under its code."""
    frame = Frame(programme="Laboratorios", plan="", commitment="Internet en la comarca", code="")
    with house.database.reading() as db:
        facts, versions, journal = response_facts(db, session.id), versions_of(db, session.id), journal_heads(db)
    coming, today = coming_version(facts, versions, kind), house.now().date()
    return edition(facts, coming, frame, today=today, folder=house.files, note="", journal=journal)


def gone_out(house: House, session: LabSession, kind: VersionKind, *, edition: Edition | None = None) -> None:
    """A version, published."""
    ready = edition or an_edition(house, session, kind)
    by = a_member_of_staff(house, Role.COORDINATION).id
    with writing(house, Verb.PUBLISH_RESPONSES) as db:
        publish(db, session.id, ready, by=by, now=house.now())


def an_answered_session(house: House, *, count: int = 2, kind: VersionKind = VersionKind.COMPLETE) -> LabSession:
    """A session of ANTAI with so many contributions and its published answers; in an advance the last is still owed."""
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    for number in range(1, count + 1):
        a_contribution(house, session, number)
    published_minutes(house, session)
    with_head(house, session)
    for number in range(1, count + (kind is VersionKind.COMPLETE)):
        answered(house, session, str(number), TAKEN_UP if number == 1 else OUT_OF_SCOPE)
    if kind is VersionKind.COMPLETE:
        validated(house, session)
    else:
        owed(house, session, str(count), days=30)
    gone_out(house, session, kind)
    return session


def owed(house: House, session: LabSession, number: str, *, days: int) -> None:
    """One contribution to which MEDUCA owes the answer: within so many days from today."""
    with writing(house, Verb.ANSWER_CONTRIBUTION) as db:
        said, due = response_facts(db, session.id).ids[number], house.now().date() + timedelta(days=days)
        responses.leave_pending(db, session.id, said, owed_by="MEDUCA", due_on=due, seen=None)


def more_time_asked(house: House, session: LabSession, number: str, days: int) -> UUID:
    """One contribution at MIDES, which asks for more time: so many days from today; its assignment."""
    today, mides = house.now().date(), an_organisation(house, "MIDES")
    with writing(house, Verb.ASSIGN_RESPONSES) as db:
        said: UUID = response_facts(db, session.id).ids[number]
        assignments.assign(db, session.id, [said], mides, due_on=today + timedelta(days=10), today=today)
    with writing(house, Verb.ASK_EXTENSION) as db:
        row = next(one for one in assignments_of(db, session.id) if one.number == number)
        assignments.ask_extension(db, row.id, reason="falta el estudio de suelos.", seen=row.op,
                                  until_on=today + timedelta(days=days), today=today)  # fmt: skip
    return row.id


def more_time(house: House, session: LabSession, number: str, days: int, *, granted: bool = True) -> None:
    """One contribution at MIDES, which asked for more time and was told yes or no."""
    asked = more_time_asked(house, session, number, days)
    with writing(house, Verb.DECIDE_EXTENSION) as db:
        row = next(one for one in assignments_of(db, session.id) if one.id == asked)
        decision = ExtensionDecision.GRANTED if granted else ExtensionDecision.REFUSED
        assignments.decide_extension(db, asked, decision, seen=row.op, today=house.now().date())
