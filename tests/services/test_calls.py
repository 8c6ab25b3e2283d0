"""The call: what is kept of it, and who is expected."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.participation import Level, Support
from labapp.domain.rosters import parse_expected
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.journal import Operation
from labapp.models.sessions import Call, Expected
from labapp.models.spaces import Draft
from labapp.queries.calls import saved_call
from labapp.services import calls
from labapp.services.calls import CallText
from tests.factories import a_programme, a_session, a_space, an_arrival, writing

PASTE = """Nombre\tOrganización\tCargo\tCédula
María José Pérez\tJunta Comunal\tPresidenta\t8-123-456
José Ábrego\t\t\t
"""


def test_a_call_is_kept_with_everything_that_it_promises(house: House) -> None:
    space = a_space(house)
    session = a_session(house, space)
    with writing(house, Verb.ADD_DRAFT) as db:
        draft = Draft(space_id=space.id, title="Borrador del compromiso", version="2", shared_on=house.now().date())
        db.add(draft)
    said = CallText(
        text="Les invitamos.\nHay merienda.",
        published_on=house.now().date(),
        channels="Radio",
        invited="Congreso local",
        level=Level.COLLABORATE,
        report_days=5,
        response_days=20,
        contact="WhatsApp 6000-0000",
        supports=(Support.SIGN_LANGUAGE, Support.CARE),
        draft_id=draft.id,
    )

    with writing(house, Verb.WRITE_CALL) as db:
        calls.write_call(db, session.id, said, seen=None)

    with house.database.reading() as db:
        kept = saved_call(db, session.id)
    assert (kept.text, kept.level, kept.supports) == (said.text, said.level, said.supports)
    assert (kept.report_days, kept.response_days) == (5, 20)
    assert kept.draft is not None
    assert kept.draft.version == "2"


def test_a_call_without_terms_promises_those_of_the_programme(house: House) -> None:
    a_programme(house)
    session = a_session(house)

    with house.database.reading() as db:
        kept = saved_call(db, session.id)

    assert (kept.version, kept.report_days, kept.response_days) == (None, 10, 30)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (CallText(text="x" * 4001), "text_too_long"),
        (CallText(report_days=0), "term_out_of_range"),
        (CallText(response_days=366), "term_out_of_range"),
    ],
)
def test_a_call_that_cannot_be_is_refused(house: House, said: CallText, code: str) -> None:
    session = a_session(house)

    with pytest.raises(RuleViolated) as refused, writing(house, Verb.WRITE_CALL) as db:
        calls.write_call(db, session.id, said, seen=None)

    assert refused.value.code == code


def test_the_draft_of_another_lab_is_refused(house: House) -> None:
    session, other = a_session(house), a_space(house)
    with writing(house, Verb.ADD_DRAFT) as db:
        draft = Draft(space_id=other.id, title="Otro", version="1")
        db.add(draft)

    with pytest.raises(RuleViolated) as refused, writing(house, Verb.WRITE_CALL) as db:
        calls.write_call(db, session.id, CallText(draft_id=draft.id), seen=None)

    assert refused.value.code == "draft_not_of_space"


def test_of_two_who_write_the_first_call_at_once_the_second_is_told(house: House) -> None:
    session = a_session(house)
    with writing(house, Verb.WRITE_CALL) as db:
        calls.write_call(db, session.id, CallText(text="Uno"), seen=None)

    with pytest.raises(RuleViolated) as refused, writing(house, Verb.WRITE_CALL) as db:
        calls.write_call(db, session.id, CallText(text="Dos"), seen=None)

    assert refused.value.code == "changed_meanwhile"


def test_a_pasted_list_is_kept_once_for_thirty_days_and_never_in_the_journal(house: House) -> None:
    session = a_session(house)
    rows = parse_expected(PASTE).rows

    with writing(house, Verb.PASTE_EXPECTED) as db:
        first = calls.expect(db, session.id, rows)
    with writing(house, Verb.PASTE_EXPECTED) as db:
        again = calls.expect(db, session.id, rows)

    assert (first, again) == (2, 0)
    with house.database.reading() as db:
        kept = db.scalars(sa.select(Expected).order_by(Expected.name_key)).all()
        journal = " ".join(db.scalars(sa.select(Operation.changes)))
    assert [(row.name, row.organisation, row.position) for row in kept] == [
        ("José Ábrego", None, None),
        ("María José Pérez", "Junta Comunal", "Presidenta"),
    ]
    assert {row.expires_at for row in kept} == {session.ends_at + timedelta(days=30)}
    assert "Presidenta" not in journal


def test_an_emptied_list_is_gone(house: House) -> None:
    session, other = a_session(house), a_session(house)
    with writing(house, Verb.PASTE_EXPECTED) as db:
        for each in (session, other):
            calls.expect(db, each.id, parse_expected(PASTE).rows)

    with writing(house, Verb.PASTE_EXPECTED) as db:
        calls.forget_expected(db, session.id)

    with house.database.reading() as db:
        assert set(db.scalars(sa.select(Expected.session_id))) == {other.id}


CANARY = "Canaria Zumbayllu"


@pytest.mark.parametrize("field", ["text", "channels", "invited"])
@pytest.mark.parametrize("words", ["Llame al 6987-6543 si llueve.", f"Pregunte por {CANARY} en la escuela."])
def test_a_call_that_would_publish_somebody_is_refused_and_not_kept(house: House, field: str, words: str) -> None:
    session = a_session(house)
    an_arrival(house, session, CANARY)

    with pytest.raises(RuleViolated) as refused, writing(house, Verb.WRITE_CALL) as db:
        calls.write_call(db, session.id, CallText(**{field: words}), seen=None)

    assert (refused.value.code, refused.value.details["field"]) == ("words_personal", field)
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Call)) == 0


def test_a_call_may_repeat_the_contact_that_it_gives(house: House) -> None:
    session = a_session(house)
    said = CallText(text="Escriba al 6987-6543 antes del lunes.", contact="6987-6543")

    with writing(house, Verb.WRITE_CALL) as db:
        assert calls.write_call(db, session.id, said, seen=None).text == said.text
