"""Writing down what people say: numbers for life, sealed authors, and what the public may read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.contributions import Channel, Language, PublicState, WithholdReason
from labapp.domain.errors import RuleViolated
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.journal import Operation
from labapp.models.sessions import LabSession
from labapp.queries.contributions import Filter, contribution_list, reading_page
from labapp.queries.minutes_facts import minutes_facts
from labapp.services import contributions
from labapp.services.authors import person_named
from labapp.services.contributions import ContributeCommand, contribute
from labapp.services.privacy import erase_person
from tests.factories import a_session, an_arrival, writing

SECRET = "Fulano de Tal se llevó la plata"


def say(house: House, session: LabSession, text: str = "Algo.", **given: object) -> Contribution:
    command = ContributeCommand(text=text, **({"channel": Channel.VOICE} | given))  # type: ignore[arg-type] # test's own
    with writing(house, Verb.CONTRIBUTE) as db:
        return contribute(db, session.id, command, now=house.now())


def set_stage(house: House, session: LabSession, stage: Stage) -> None:
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = stage


def test_sixteen_people_at_once_get_sixteen_numbers_without_a_gap(house: House) -> None:
    session = a_session(house)

    with ThreadPoolExecutor(16) as pool:
        numbers = list(pool.map(lambda i: say(house, session, f"Aporte {i}").number, range(64)))

    assert sorted(numbers) == list(range(1, 65))


def test_a_number_that_was_given_never_comes_back(house: House) -> None:
    session = a_session(house)
    first = say(house, session)
    with writing(house, Verb.WITHDRAW_CONTRIBUTION) as db:
        contributions.withdraw(db, db.get_one(Contribution, first.id), now=house.now())

    assert say(house, session).number == 2


@pytest.mark.parametrize(
    ("stage", "channel", "code"),
    [
        (Stage.ROOM_CLOSED, Channel.PHONE, "room_closed"),
        (Stage.ROOM_CLOSED, Channel.PAPER, None),
        (Stage.REGISTER_CLOSED, Channel.PAPER, "list_closed"),
        (Stage.CONVENED, Channel.VOICE, "list_closed"),
        (Stage.CONVENED, Channel.PHONE, "room_closed"),
    ],
)
def test_who_may_write_hangs_on_the_stage(house: House, stage: Stage, channel: Channel, code: str | None) -> None:
    session = a_session(house, stage=stage)

    if code is None:
        assert say(house, session, channel=channel).number == 1
        return
    with pytest.raises(RuleViolated) as refused:
        say(house, session, channel=channel)
    assert refused.value.code == code


def test_the_author_is_sealed_in_the_journal_and_untied_by_an_erasure(house: House) -> None:
    session = a_session(house)
    person = an_arrival(house, session).person

    said = say(house, session, person_id=person.id)

    with house.database.reading() as db:
        bodies = db.scalars(sa.select(Operation.changes).where(Operation.verb == Verb.CONTRIBUTE.value)).all()
    assert '"person_id":{"person"' in bodies[0]
    with writing(house, Verb.ERASE_PERSON) as db:
        erase_person(db, db.merge(person), now=house.now())
    with house.database.reading() as db:
        kept = db.get_one(Contribution, said.id)
    assert (kept.person_id, kept.text) == (None, "Algo.")


def test_a_person_is_found_by_number_or_code_of_this_lab_only(house: House) -> None:
    session, elsewhere = a_session(house), a_session(house)
    person = an_arrival(house, session).person

    with house.database.reading() as db:
        assert person_named(db, session.id, f" {person.number} ") == person.id
        assert person_named(db, session.id, str(person.code).lower()) == person.id
        assert person_named(db, session.id, " ") is None
        with pytest.raises(RuleViolated, match="person_number_unknown"):
            person_named(db, elsewhere.id, str(person.code))
        with pytest.raises(RuleViolated, match="number_not_understood"):
            person_named(db, session.id, "¿?")


def test_parts_take_over_what_the_whole_knew_and_hide_with_it(house: House) -> None:
    session = a_session(house)
    whole = say(house, session, SECRET)
    with writing(house, Verb.SET_PUBLIC_STATE) as db:
        row = db.get_one(Contribution, whole.id)
        contributions.set_public_state(
            db, row, PublicState.REDACTED, reason=WithholdReason.COMPLAINT, public_text="Hubo un problema."
        )

    with writing(house, Verb.SPLIT_CONTRIBUTION) as db:
        parts = contributions.split(db, db.get_one(Contribution, whole.id), (SECRET, "Otra."), now=house.now())

    assert [(p.number, p.part, p.public_state) for p in parts] == [
        (1, "a", PublicState.WITHHELD),
        (1, "b", PublicState.WITHHELD),
    ]


def test_a_joined_one_serves_nobody_as_target_and_is_not_withdrawn_from_under_others(house: House) -> None:
    session = a_session(house)
    one, two, three = say(house, session), say(house, session), say(house, session)
    with writing(house, Verb.JOIN_CONTRIBUTIONS) as db:
        contributions.join(db, db.get_one(Contribution, two.id), "1")

    for act, code in (
        (lambda db: contributions.join(db, db.get_one(Contribution, three.id), "2"), "join_into_joined"),
        (lambda db: contributions.withdraw(db, db.get_one(Contribution, one.id), now=house.now()),
         "contribution_has_joined"),
        (lambda db: contributions.join(db, db.get_one(Contribution, three.id), "99"), "number_unknown"),
        (lambda db: contributions.join(db, db.get_one(Contribution, three.id), "B-1"), "number_unknown"),
    ):  # fmt: skip
        with pytest.raises(RuleViolated, match=code), writing(house, Verb.JOIN_CONTRIBUTIONS) as db:
            act(db)


def test_two_who_divide_the_same_one_divide_it_once(house: House) -> None:
    session = a_session(house)
    whole = say(house, session)

    def divide(_: int) -> bool:
        try:
            with writing(house, Verb.SPLIT_CONTRIBUTION) as db:
                row = contributions.held(db, session.id, whole.id, seen=str(whole.op))
                contributions.split(db, row, ("Una.", "Dos."), now=house.now())
        except RuleViolated:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(divide, range(8)))

    assert done.count(True) == 1
    with house.database.reading() as db:
        assert [c.number for c in contribution_list(db, session.id, Filter()).cards] == ["1", "1a", "1b"]


@pytest.mark.parametrize("state", [PublicState.REDACTED, PublicState.WITHHELD])
def test_nothing_of_a_hidden_original_reaches_the_facts_of_the_minutes(house: House, state: PublicState) -> None:
    session = a_session(house)
    said = say(house, session, SECRET, language=Language.NGABERE, translation=f"Traducción: {SECRET}")
    with writing(house, Verb.SET_PUBLIC_STATE) as db:
        row = db.get_one(Contribution, said.id)
        contributions.set_public_state(db, row, state, reason=WithholdReason.COMPLAINT, public_text="Hubo algo.")

    with house.database.reading() as db:
        facts = minutes_facts(db, session.id)

    assert SECRET not in repr(facts)
    assert facts.words[0].number == "1"


def test_the_read_back_goes_through_the_list_and_comes_back_to_what_was_left_out(house: House) -> None:
    session = a_session(house)
    first, second = say(house, session), say(house, session)

    with house.database.reading() as db:
        skipped = reading_page(db, session.id, first.id)
        after = reading_page(db, session.id, second.id)
        from_the_start = reading_page(db, session.id, None)
        lost = reading_page(db, session.id, UUID(int=7))

    assert skipped.next_id == second.id
    assert (after.next_id, after.unread) == (None, ("1", "2"))
    assert from_the_start.card is not None
    assert from_the_start.card.number == "1"
    assert lost.card == from_the_start.card
