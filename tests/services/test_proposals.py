"""Proposals written clause by clause, sealed as versions, with the way from contributions to clauses and back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.proposals import Source
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.proposals import ProposalVersion
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.proposal_sources import choices_for, clauses_of
from labapp.queries.proposals import proposal_draft, versions_of
from labapp.queries.public_proposals import public_proposal
from labapp.services import proposals
from labapp.services.contributions import join, split
from labapp.services.proposals import ClauseFacts, Edition
from tests.answering import a_contribution
from tests.factories import a_member_of_staff, a_session, a_space, an_arrival, an_organisation, writing
from tests.proposing import a_proposal, asked, published, refused


@pytest.fixture
def space(house: House) -> Space:
    return a_space(house)


@pytest.fixture
def session(house: House, space: Space) -> LabSession:
    return a_session(house, space)


@pytest.fixture
def author(house: House) -> UUID:
    return a_member_of_staff(house, Role.FACILITATOR).id


def refusal_of(house: House, act: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(RuleViolated) as caught, writing(house, Verb.WRITE_PROPOSAL) as db:
        act(db, *args, **kwargs)  # type: ignore[operator] # a service
    return caught.value.code


def changed(house: House, proposal: UUID, name: str, text: str, *, by: UUID) -> None:
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        row = next(row for row in proposal_draft(db, proposal).rows if row.clause.name == name)
        facts = ClauseFacts(name=name, text=text, sources=frozenset(row.source_ids))
        proposals.change_clause(db, proposal, row.id, facts, seen=row.op, by=by)


def test_a_clause_says_from_which_contributions_it_comes_and_each_of_them_in_which_clause_it_stands(
    house: House, space: Space, session: LabSession
) -> None:
    one, two = a_contribution(house, session, 1), a_contribution(house, session, 2)

    proposal = a_proposal(house, space, sources=frozenset({two}))

    with house.database.reading() as db:
        first, second = proposal_draft(db, proposal).text.clauses
        standing = clauses_of(db, two)
        assert clauses_of(db, one) == ()
    assert (first.sources, second.sources) == ((Source(session.token, "2"),), ())
    assert [(found.clause, found.proposal_id, found.is_public) for found in standing] == [("1", proposal, False)]


def test_parts_are_chosen_instead_of_the_whole_and_what_others_were_joined_into_instead_of_them(
    house: House, space: Space, session: LabSession
) -> None:
    whole, equal, kept = (a_contribution(house, session, number) for number in (1, 2, 3))
    with writing(house, Verb.SPLIT_CONTRIBUTION) as db:
        split(db, db.get_one(Contribution, whole), ["Seis laboratorios", "Un video"], now=house.now())
        join(db, db.get_one(Contribution, equal), "3")
    with house.database.reading() as db:
        offered = choices_for(db, space.id)
    assert [choice.number for choice in offered] == ["1a", "1b", "3"]

    proposal = a_proposal(house, space, sources=frozenset({offered[0].id, kept}))

    with house.database.reading() as db:
        for contribution in (whole, equal, kept):
            assert [one.proposal_id for one in clauses_of(db, contribution)] == [proposal]


def test_a_contribution_of_another_lab_is_no_source(house: House, space: Space, author: UUID) -> None:
    elsewhere = a_contribution(house, a_session(house, a_space(house, title="Otro")), 1)
    proposal = a_proposal(house, space)
    facts = ClauseFacts(name="3", text="Un informe.", sources=frozenset({elsewhere}))

    assert refusal_of(house, proposals.add_clause, proposal, facts, by=author) == "source_unknown"


def test_a_published_version_stays_as_it_was_whatever_becomes_of_the_draft(
    house: House, space: Space, author: UUID
) -> None:
    proposal = a_proposal(house, space, by=author)
    published(house, proposal)

    changed(house, proposal, "1", "Ocho laboratorios.", by=author)
    published(house, proposal, note="Dos más, porque los pidieron.")

    with house.database.reading() as db:
        newest, first = versions_of(db, proposal)
    assert first.text.clauses[0].text == "Seis laboratorios de seguimiento."
    assert (newest.number, newest.text.clauses[0].text, newest.change_note) == (
        2, "Ocho laboratorios.", "Dos más, porque los pidieron.",
    )  # fmt: skip


def test_a_version_that_somebody_altered_is_shown_to_nobody(house: House, space: Space) -> None:
    proposal = a_proposal(house, space)
    published(house, proposal)
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        row = db.query(ProposalVersion).one()
        row.content = {**row.content, "title": "Otro título"}

    with pytest.raises(RuleViolated, match="version_altered"), house.database.reading() as db:
        versions_of(db, proposal)


def test_whoever_wrote_in_a_version_does_not_publish_it(house: House, space: Space, author: UUID) -> None:
    proposal = a_proposal(house, space, by=author)
    with house.database.reading() as db:
        digest = proposal_draft(db, proposal).digest

    code = refusal_of(house, proposals.publish, proposal, Edition(digest=digest), by=author, now=house.now())

    assert code == "publisher_is_author"


def test_only_what_was_shown_goes_out(house: House, space: Space, author: UUID) -> None:
    proposal = a_proposal(house, space, by=author)
    with house.database.reading() as db:
        shown = Edition(digest=proposal_draft(db, proposal).digest)
    changed(house, proposal, "2", "Tres videos.", by=author)
    other = a_member_of_staff(house, Role.APPROVER).id

    assert refusal_of(house, proposals.publish, proposal, shown, by=other, now=house.now()) == "changed_meanwhile"


def test_personal_data_keep_a_version_in_the_house(
    house: House, space: Space, session: LabSession, author: UUID
) -> None:
    an_arrival(house, session, "Celestina Montezuma")
    proposal = a_proposal(house, space, by=author)
    changed(house, proposal, "1", "El que pidió Celestina Montezuma.", by=author)

    with pytest.raises(RuleViolated, match="personal_undecided"):
        published(house, proposal)


def test_a_clause_that_somebody_else_changed_is_not_overwritten(house: House, space: Space, author: UUID) -> None:
    proposal = a_proposal(house, space)
    with house.database.reading() as db:
        row = proposal_draft(db, proposal).rows[0]
    changed(house, proposal, "1", "Ocho laboratorios.", by=author)
    facts = ClauseFacts(name="1", text="Cuatro laboratorios.")

    code = refusal_of(house, proposals.change_clause, proposal, row.id, facts, seen=row.op, by=author)

    assert code == "changed_meanwhile"


def test_a_clause_that_is_taken_out_stays_in_what_was_published(house: House, space: Space, author: UUID) -> None:
    proposal = a_proposal(house, space)
    published(house, proposal)
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        row = proposal_draft(db, proposal).rows[1]
        proposals.remove_clause(db, proposal, row.id, seen=row.op, by=author)

    with house.database.reading() as db:
        draft, version = proposal_draft(db, proposal), versions_of(db, proposal)[0]
    assert ([c.name for c in draft.text.clauses], [c.name for c in version.text.clauses]) == (["1"], ["1", "2"])


def test_the_counter_proposal_of_an_institution_is_not_rewritten_at_the_desk(
    house: House, space: Space, author: UUID
) -> None:
    proposal = a_proposal(house, space)
    published(house, proposal)
    counter = refused(house, asked(house, proposal, an_organisation(house, "MIDES")))

    code = refusal_of(house, proposals.add_clause, counter, ClauseFacts(name="9", text="Nuestra."), by=author)

    assert code == "counter_is_sealed"


def test_a_draft_has_no_public_page(house: House, space: Space) -> None:
    proposal = a_proposal(house, space)

    with house.database.reading() as db, pytest.raises(NotFound):
        public_proposal(db, proposal_draft(db, proposal).token)


def test_two_who_add_the_same_clause_at_once_do_not_make_two_of_it(house: House, space: Space, author: UUID) -> None:
    proposal = a_proposal(house, space)

    def add(text: str) -> str:
        try:
            with house.database.writing(Verb.WRITE_PROPOSAL, actor="test", at=house.now()) as db:
                proposals.add_clause(db, proposal, ClauseFacts(name="3", text=text), by=author)
        except RuleViolated as violation:
            return violation.code
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(add, ["Un informe.", "Dos informes."]))

    with house.database.reading() as db:
        names = names_of(db, proposal)
    assert (found, names) == (["clause_name_used", "kept"], ["1", "2", "3"])


def names_of(db: Db, proposal: UUID) -> list[str]:
    return [row.clause.name for row in proposal_draft(db, proposal).rows]


def test_two_who_publish_the_same_text_at_once_make_one_version(house: House, space: Space) -> None:
    proposal, by = a_proposal(house, space), a_member_of_staff(house, Role.APPROVER).id
    with house.database.reading() as db:
        edition = Edition(digest=proposal_draft(db, proposal).digest)

    def publish(_turn: int) -> str:
        try:
            with house.database.writing(Verb.PUBLISH_PROPOSAL, actor="test", at=house.now()) as db:
                proposals.publish(db, proposal, edition, by=by, now=house.now())
        except RuleViolated as violation:
            return violation.code
        return "out"

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(publish, range(2)))

    assert found == ["nothing_changed", "out"]
