"""A house with one session of many contributions, its minutes and its answers published, to be measured."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Self
from uuid import UUID

from flask.testing import FlaskClient

from bench.reasons import a_reason
from bench.running import seed, settings_of
from labapp import assembly
from labapp.documents.approval import Approval
from labapp.documents.minutes_versions import Sealed, sealed_version
from labapp.documents.pdf import document_pdf
from labapp.documents.responses_facts import Frame
from labapp.documents.responses_versions import coming_version, edition
from labapp.domain.contributions import Channel
from labapp.domain.ids import new_id
from labapp.domain.obligations import ObligationKind
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition, VersionKind
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.sessions import Stage
from labapp.domain.terms import DayKind
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.exports.session_files import File, Format, Order, write_file
from labapp.models.contributions import Contribution
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.people import Organisation, Staff
from labapp.models.recorder import Db
from labapp.models.responses import Answer, Obligation, ResponseDocument
from labapp.models.sessions import LabSession
from labapp.models.spaces import SpaceOrganisation
from labapp.queries.minutes import minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.queries.printed_codes import journal_heads
from labapp.queries.response_document import response_facts
from labapp.queries.response_versions import versions_of
from labapp.services import people, response_editions
from labapp.stored_files import keep_file
from labapp.web.facilitator.blueprint import DESK_COOKIE

SIZES = (100, 300, 1_000)
_SAID = "Que el agua llegue todos los días a la parte alta de Soloy, número {}, y que se diga cuándo. "
_ON = date(2026, 11, 20)
_FRAME = Frame(programme="Laboratorios", plan="", commitment="Internet en la comarca", code="")
_CLAUSE = {Extra.CLAUSE.value: "Hito 3", Extra.VERSION.value: "2"}


class AnsweredSession:
    """A closed session with `count` contributions, all in its published minutes and all answered in public."""

    def __init__(self, folder: Path, count: int) -> None:
        self._house = assembly.build_house(settings_of(folder / "instance"))
        self._session: LabSession = seed(self._house)
        self._fill(count)
        self._publish_minutes()
        self._publish_answers()
        self._room = assembly.room(self._house).test_client()
        self._desk = assembly.desk(self._house).test_client()
        self._desk.set_cookie(DESK_COOKIE, self._token, domain="127.0.0.1")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._house.database.close()

    def makers(self) -> dict[str, Callable[[], object]]:
        """Return everything that is made of the session, by its name."""
        public, desk = f"/sesion/{self._session.token}", f"/sesiones/{self._session.id}"
        return {
            "minutes, page": partial(_get, self._room, f"{public}/minuta"),
            "minutes, PDF": self._minutes_pdf,
            "minutes, Word": partial(_get, self._desk, f"{desk}/minuta/v1.docx"),
            "answers, page": partial(_get, self._room, f"{public}/respuesta"),
            "answers, PDF": self._edition,
            "answers, Word": partial(_get, self._desk, f"{desk}/respuesta/v1.docx"),
            "answers, workbook to fill": partial(_get, self._desk, f"{desk}/respuesta/excel/aportes.xlsx"),
            "contributions, workbook": self._workbook,
            "answers at the desk": partial(_get, self._desk, f"{desk}/respuesta"),
            "answers before they go out": partial(_get, self._desk, f"{desk}/respuesta/vista"),
            "contributions at the desk": partial(_get, self._desk, f"{desk}/aportes"),
        }

    def _write(self, verb: Verb, act: Callable[[Db], None]) -> None:
        with self._house.database.writing(verb, actor=CONSOLE, at=self._house.now()) as db:
            act(db)

    def _fill(self, count: int) -> None:
        now, session_id = self._house.now(), self._session.id

        def act(db: Db) -> None:
            office = Organisation(name="ANTAI", name_key=fold("ANTAI"), typed_at_door=False)
            staff = Staff(name="Ana Prueba", role=Role.COORDINATION, organisation_id=office.id)
            session = db.get_one(LabSession, session_id)
            session.stage = Stage.REGISTER_CLOSED
            document = ResponseDocument(
                session_id=session_id, institution="ANTAI", office="Dirección de Transparencia", answered_on=_ON,
                objections_contact="transparencia@example.org", validated_by_id=staff.id, validated_at=now,
            )  # fmt: skip
            owed = Obligation(
                session_id=session_id, kind=ObligationKind.RESPONSE, started_on=_ON, days=30,
                day_kind=DayKind.CALENDAR, due_on=_ON + timedelta(days=30),
            )  # fmt: skip
            shared = SpaceOrganisation(space_id=session.space_id, organisation_id=office.id)
            db.add_all([office, staff, document, owed, shared])
            for number in range(1, count + 1):
                db.add_all(_answered(session_id, document.id, number, said_at=now))
            db.flush()
            self._staff = staff.id
            self._token = people.start_sign_in(db, staff.id, now=now)

        self._write(Verb.CONTRIBUTE, act)

    def _publish_minutes(self) -> None:
        now, sealed = self._house.now(), self._minutes()
        pdf = keep_file(self._house.files, document_pdf(sealed.document), ".pdf")

        def act(db: Db) -> None:
            minutes = Minutes(session_id=self._session.id, authors=[])
            version = MinutesVersion(
                minutes_id=minutes.id, number=1, content=dict(sealed.content), sha256=sealed.sha256, pdf_sha256=pdf,
                approved_by_id=self._staff, approved_at=now, published_at=now,
            )  # fmt: skip
            db.add_all([minutes, version])

        self._write(Verb.PUBLISH_MINUTES, act)

    def _minutes(self) -> Sealed:
        with self._house.database.reading() as db:
            facts, draft = minutes_facts(db, self._session.id), minutes_draft(db, self._session.id)
            approval, journal = Approval("ANTAI", _ON), journal_heads(db)
        return sealed_version(facts, draft, approval, on=_ON, correct_until=_ON, journal=journal)

    def _minutes_pdf(self) -> bytes:
        return document_pdf(self._minutes().document)

    def _publish_answers(self) -> None:
        ready, now = self._edition(), self._house.now()

        def act(db: Db) -> None:
            response_editions.publish(db, self._session.id, ready, by=self._staff, now=now)

        self._write(Verb.PUBLISH_RESPONSES, act)

    def _edition(self) -> response_editions.Edition:
        with self._house.database.reading() as db:
            facts, versions = response_facts(db, self._session.id), versions_of(db, self._session.id)
            journal = journal_heads(db)
        coming = coming_version(facts, versions, VersionKind.COMPLETE)
        return edition(facts, coming, _FRAME, today=_ON, folder=self._house.files, note="", journal=journal)

    def _workbook(self) -> None:
        order = Order(self._session.id, File.CONTRIBUTIONS, Format.XLSX, "es")
        with self._house.database.reading() as db:
            write_file(db, self._house.settings.instance, order, now=self._house.now()).unlink()


def _answered(session_id: UUID, document_id: UUID, number: int, *, said_at: datetime) -> list[Contribution | Answer]:
    words = _SAID.format(number) * 2
    said = Contribution(
        id=new_id(), session_id=session_id, number=number, text=words, text_key=fold(words), channel=Channel.VOICE,
        said_at=said_at, confirmed_at=said_at,
    )  # fmt: skip
    answer = Answer(
        document_id=document_id, contribution_id=said.id, disposition=Disposition.INCORPORATED, secondary=[],
        reason=a_reason(number), extras=_CLAUSE,
    )  # fmt: skip
    return [said, answer]


def _get(client: FlaskClient, path: str) -> bytes:
    response = client.get(path, base_url="http://127.0.0.1")
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    data: bytes = response.data
    return data
