"""Who may do what: roles first, then the organisations that share a space."""

from __future__ import annotations

import pytest

from labapp.domain.ids import new_id
from labapp.domain.roles import EVERYWHERE, ROLES_OF, Action, Actor, Role, Territory, can

OURS, THEIRS = new_id(), new_id()


def actor(role: Role) -> Actor:
    return Actor(new_id(), role, OURS)


def test_every_action_has_roles() -> None:
    assert set(ROLES_OF) == set(Action)
    assert all(ROLES_OF.values())


@pytest.mark.parametrize("action", list(Action))
def test_nobody_may_do_nothing(action: Action) -> None:
    assert not can(None, action)


def test_a_liaison_has_no_space_even_where_the_own_institution_shares_it() -> None:
    allowed = {action for action in Action if can(actor(Role.LIAISON), action, Territory(frozenset({OURS})))}

    assert allowed == {Action.SEE_DESK, Action.ANSWER_ASSIGNED}


@pytest.mark.parametrize("role", [r for r in Role if r not in EVERYWHERE | {Role.LIAISON}])
def test_a_space_of_others_is_closed_and_a_shared_one_is_open(role: Role) -> None:
    who = actor(role)

    assert can(who, Action.SEE_SPACE, Territory(frozenset({OURS})))
    assert can(who, Action.SEE_SPACE, Territory(frozenset({OURS, THEIRS})))
    assert not can(who, Action.SEE_SPACE, Territory(frozenset({THEIRS})))


def test_whoever_runs_the_machine_sees_no_list_of_names() -> None:
    assert not can(actor(Role.ADMINISTRATOR), Action.SEE_NAMES)
    assert not can(actor(Role.ADMINISTRATOR), Action.EXPORT_NAMES)


def test_nobody_who_writes_minutes_is_an_approver_by_role_alone() -> None:
    assert not can(actor(Role.NOTE_TAKER), Action.APPROVE_MINUTES)
    assert can(actor(Role.APPROVER), Action.APPROVE_MINUTES)
