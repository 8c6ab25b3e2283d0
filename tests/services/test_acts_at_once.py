"""Two people act on one thing at once: the second decides on what the first one left, and nothing is done twice."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.assignments import Assignment, DueExtension
from labapp.models.recorder import Db
from labapp.models.spaces import Space
from labapp.queries.assignments import assignments_of
from labapp.queries.proposals import proposal_draft, versions_of
from labapp.queries.response_document import response_facts
from labapp.services import assignments, proposals
from labapp.services.proposals import ClauseFacts, Edition
from tests.answering import a_contribution
from tests.crossing import one_inside_the_other
from tests.factories import a_member_of_staff, a_session, a_space, an_organisation, writing
from tests.proposing import a_proposal

TODAY = date(2026, 11, 20)
DUE = TODAY + timedelta(days=20)
LATER = DUE + timedelta(days=10)


@pytest.fixture
def assignment(house: House) -> Assignment:
    """A contribution that MIDES has to answer."""
    session, mides = a_session(house), an_organisation(house, "MIDES")
    a_contribution(house, session, 1)
    with house.database.reading() as db:
        contribution = response_facts(db, session.id).ids["1"]
    with writing(house, Verb.ASSIGN_RESPONSES) as db:
        assignments.assign(db, session.id, [contribution], mides, due_on=DUE, today=TODAY)
    with house.database.reading() as db:
        return db.get_one(Assignment, assignments_of(db, session.id)[-1].id)


def ask(db: Db, assignment: Assignment) -> None:
    assignments.ask_extension(
        db, assignment.id, reason="Falta el estudio.", until_on=LATER, seen=assignment.op, today=TODAY
    )


def extensions(house: House) -> int:
    with house.database.reading() as db:
        return len(db.scalars(sa.select(DueExtension)).all())


def test_more_time_that_two_people_ask_for_at_once_is_asked_once(house: House, assignment: Assignment) -> None:
    ends = one_inside_the_other(house, lambda db: ask(db, assignment), lambda db: ask(db, assignment))

    assert ends == ["done", "extension_asked_already"]
    assert extensions(house) == 1


def test_no_more_time_is_asked_for_what_is_taken_back_at_that_moment(house: House, assignment: Assignment) -> None:
    ends = one_inside_the_other(
        house,
        lambda db: assignments.take_back(db, assignment.id, seen=assignment.op, today=TODAY),
        lambda db: ask(db, assignment),
    )

    assert ends == ["done", "no_longer_assigned"]
    assert extensions(house) == 0


class Written:
    """A proposal with its draft as a page showed it, somebody who edits and somebody who publishes."""

    def __init__(self, house: House, space: Space) -> None:
        self.house, self.id = house, a_proposal(house, space)
        self.editor, self.publisher = (a_member_of_staff(house, role).id for role in (Role.FACILITATOR, Role.APPROVER))
        with house.database.reading() as db:
            draft = proposal_draft(db, self.id)
        self.edition, self.clause = Edition(digest=draft.digest), draft.rows[0]

    def edit(self, db: Db) -> None:
        facts = ClauseFacts(name=self.clause.clause.name, text="Otra cosa.", sources=frozenset(self.clause.source_ids))
        proposals.change_clause(db, self.id, self.clause.id, facts, seen=self.clause.op, by=self.editor)

    def publish(self, db: Db) -> None:
        proposals.publish(db, self.id, self.edition, by=self.publisher, now=self.house.now())

    def out(self) -> list[str]:
        """The first clause of every version that went out."""
        with self.house.database.reading() as db:
            return [version.text.clauses[0].text for version in versions_of(db, self.id)]

    def authors(self) -> frozenset[UUID]:
        """Who wrote in the coming version."""
        with self.house.database.reading() as db:
            return frozenset(proposal_draft(db, self.id).authors)


@pytest.fixture
def written(house: House) -> Written:
    return Written(house, a_space(house))


def test_a_text_that_changes_while_somebody_lets_it_out_stays_in_the_house(house: House, written: Written) -> None:
    assert one_inside_the_other(house, written.edit, written.publish) == ["done", "changed_meanwhile"]

    assert written.out() == []


def test_whoever_edits_while_a_version_goes_out_writes_in_the_next_one(house: House, written: Written) -> None:
    shown = written.clause.clause.text

    assert one_inside_the_other(house, written.publish, written.edit) == ["done", "done"]

    assert written.out() == [shown]
    assert written.authors() == {written.editor}
