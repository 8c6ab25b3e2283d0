"""Who reaches what: every endpoint, for nobody and for every role. A new endpoint fails until it is placed here."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, BaseConverter, Rule, UUIDConverter
from werkzeug.routing.converters import NumberConverter
from werkzeug.test import TestResponse

from labapp import assembly
from labapp.domain.roles import ROLES_OF, Action, Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.services import people
from labapp.web.facilitator.blueprint import DESK_COOKIE
from labapp.web.forms import mint
from labapp.words.labels import refusal
from tests.factories import a_member_of_staff, writing

ONLY_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
"""Access is decided before the database is asked."""

PLACED: dict[str, dict[str, str]] = {
    "participant": {
        "participant": """
            arrived by_code by_person_code come_back come_in contribute contributed door forgotten home mine
            notice observation_page observation_sent offer profile question rename renamed reply_page reply_sent
            say_words small_letters told typed_code
            typed_person_code withdraw
        """,
    },
    "public": {
        "facilitator": """
            begin enter first_done first_run leave recover recovered sign_in sign_out start
        """,
        "public": """
            calendar calendar_feed community_card_picture community_page lookup measures_page
            minutes_card_picture minutes_changes minutes_pdf minutes_public minutes_signed
            minutes_version minutes_version_data minutes_version_pdf open_data proposal_public
            proposal_version proposal_version_word published_feed readings_page record
            record_card_picture response_card_picture response_pdf response_poster response_public
            response_version response_version_pdf search session_card_picture session_file
            session_public space_public totals_edition totals_newest verify
        """,
        "": """
            static
        """,
    },
    Action.APPROVE_MINUTES: {
        "facilitator": """
            minutes_approve minutes_return
        """,
    },
    Action.ANSWER_ASSIGNED: {
        "facilitator": """
            assigned_answer assigned_answered assigned_extension assigned_give_back assigned_list
            assigned_proposal assigned_proposal_not_viable assigned_proposal_viable
        """,
    },
    Action.ASSIGN_RESPONSES: {
        "facilitator": """
            assignment_extension assignment_give_back assignment_page assignment_take_back letter_both
            letter_docx letter_new letter_page letter_reply letter_scan letter_sent letter_workbook letter_write
            response_assign
        """,
    },
    Action.DECIDE_EXTENSIONS: {
        "facilitator": "assignment_decide",
    },
    Action.CHECK_IN: {
        "facilitator": """
            desk_bring desk_line desk_organisation_class desk_organisations desk_pair_decide desk_pairs
            desk_person_facts desk_person_left desk_person_name desk_person_presence desk_refused
            desk_refused_undo desk_sheet desk_sheet_row desk_tick desk_undo kept_seen kit_document kit_page
            kit_print room_network room_network_set roster_confirm_clear roster_decide roster_import
            roster_page slip_add slips_declare slips_page
        """,
    },
    Action.CLOSE_REGISTER: {
        "facilitator": """
            closing_register
        """,
    },
    Action.CLEAR_TEXTS: {
        "facilitator": """
            personal_trace_again personal_trace_stays
        """,
    },
    Action.ERASE_PERSON: {
        "facilitator": """
            desk_person_erase desk_person_revoke
        """,
    },
    Action.EXPORT_DATA: {
        "facilitator": """
            ask_for_list ask_for_names export_file export_page public_summary public_summary_of_days
        """,
    },
    Action.EXPORT_NAMES: {
        "facilitator": """
            ask_for_period export_granted list_granted lists_page notice_gate notice_list
            notice_mail notice_mail_again notice_open notice_told notice_untold session_list_page
        """,
    },
    Action.MANAGE_STAFF: {
        "facilitator": """
            designation_keep designation_page staff_add staff_change staff_close staff_link staff_list
            staff_new staff_open staff_page
        """,
    },
    Action.PLAN: {
        "facilitator": """
            agenda_add agenda_change agenda_propose call_poster call_write community_add community_change
            community_new draft_add draft_change draft_edit draft_new expected_forget expected_keep
            expected_review item_add item_change item_edit item_new session_agenda session_call
            session_cancel session_cancelled session_change session_convene session_create session_edit
            session_follow session_following session_new session_postpone session_postponed space_add
            space_change space_edit space_new space_share space_sharing
        """,
    },
    Action.PUBLISH: {
        "facilitator": """
            minutes_publish minutes_withdraw proposal_publish response_publish second_answer second_answer_sent
            totals_page totals_publish web_copy_page web_copy_write web_copy_zip
        """,
    },
    Action.RUN_HOUSE: {
        "facilitator": "copies_page copy_now",
    },
    Action.READ_JOURNAL: {
        "facilitator": """
            check_journal export_log journal_list
        """,
    },
    Action.RUN_SESSION: {
        "facilitator": """
            closing_room session_open
        """,
    },
    Action.SEAL_URN: {
        "facilitator": """
            space_closing space_counts_frozen space_seal
        """,
    },
    Action.SEE_DESK: {
        "facilitator": """
            account new_password
        """,
    },
    Action.SEE_NAMES: {
        "facilitator": """
            desk_live desk_page desk_person_page kept_page session_expected
        """,
    },
    Action.SEE_SPACE: {
        "facilitator": """
            closing_page community_list community_page minutes_draft_changes minutes_draft_pdf
            minutes_draft_word minutes_message minutes_page minutes_scan_file minutes_version_page
            minutes_version_word observation_list personal_traces_page proposal_list proposal_page
            proposal_preview proposal_word reply_list_page response_draft_word
            response_page response_preview response_version_word return_page return_poster
            session_list session_page space_counts space_list space_page
        """,
        "projector": """
            wall wall_live
        """,
    },
    Action.SET_UP_LISTS: {
        "facilitator": """
            list_column_add list_logo list_logo_set list_template list_template_add list_template_change
            list_template_new list_template_state
        """,
    },
    Action.SET_UP_PROGRAMME: {
        "facilitator": """
            figures_choose figures_page
            holiday_add holidays_keep holidays_now holidays_page letterhead letterhead_change letterhead_sample
            organisation_add organisation_change organisation_classes organisation_edit organisation_letterhead
            organisation_letterhead_change organisation_letterhead_sample organisation_list organisation_new
            programme_change programme_page
        """,
    },
    Action.TAKE_NOTES: {
        "facilitator": """
            chat_choose chat_page
            contribution_add contribution_classify contribution_join contribution_list contribution_page
            contribution_public contribution_reinstate contribution_rewrite contribution_separate
            contribution_split contribution_withdraw contributions_new reading reading_confirm
            observation_noted reading_correct reply_noted
        """,
    },
    Action.VALIDATE_RESPONSES: {
        "facilitator": """
            response_validate
        """,
    },
    Action.WRITE_PROPOSALS: {
        "facilitator": """
            clause_add clause_change clause_edit clause_new clause_remove proposal_add proposal_rename
            proposal_title validation_ask validation_docx validation_new validation_not_viable
            validation_page validation_scan validation_sent validation_take_back validation_viable
        """,
    },
    Action.WRITE_MINUTES: {
        "facilitator": """
            inclusion inclusion_write
            intervention intervention_add intervention_change intervention_list intervention_order
            minutes_block minutes_keep_block minutes_keep_summary minutes_notes minutes_review minutes_scan
            minutes_scan_remove minutes_summary minutes_write_block
            minutes_write_summary observation_answer observation_answered
        """,
    },
    Action.WRITE_RESPONSES: {
        "facilitator": """
            response_answer response_answered response_head response_head_sent response_pending
            workbook_apply workbook_bring workbook_file workbook_page workbook_review
        """,
    },
}
"""For whom each endpoint is: `public`, `participant`, or staff who may do one action; then by blueprint."""


def placed() -> dict[str, str]:
    return {
        f"{blueprint}.{name}".lstrip("."): audience
        for audience, blueprints in PLACED.items()
        for blueprint, names in blueprints.items()
        for name in names.split()
    }


def address(app: Flask, rule: Rule) -> str:
    """An address of this endpoint about things that do not exist."""
    invented: dict[str, object] = {}
    for name, converter in rule._converters.items():
        invented[name] = invented_for(converter)
    return app.url_map.bind("127.0.0.1").build(rule.endpoint, invented, method=method_of(rule))


def invented_for(converter: BaseConverter) -> object:
    match converter:
        case UUIDConverter():
            return uuid4()
        case NumberConverter():
            return 2026
        case AnyConverter():
            return min(converter.items)
    return "ABCD2345"


def method_of(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def rules(app: Flask) -> Iterator[Rule]:
    yield from (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")


def ask(client: FlaskClient, app: Flask, rule: Rule, **data: str) -> TestResponse:
    return client.open(address(app, rule), method=method_of(rule), data=data if method_of(rule) == "POST" else None)


def signed_in(house: House, app: Flask, role: Role) -> FlaskClient:
    staff = a_member_of_staff(house, role)
    with writing(house, Verb.SIGN_IN) as db:
        token = people.start_sign_in(db, staff.id, now=house.now())
    client = app.test_client()
    client.set_cookie(DESK_COOKIE, token, domain="localhost")
    return client


def is_turned_away(answer: TestResponse) -> bool:
    return answer.status_code == 403 and refusal("not_allowed", "es", {}) in answer.text


def wants_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 303 and "/ingresar" in answer.headers["Location"]


@ONLY_SQLITE
def test_every_endpoint_is_placed(desk_app: Flask) -> None:
    assert set(desk_app.view_functions) == set(placed())


@ONLY_SQLITE
def test_the_room_has_no_page_of_the_desk(house: House) -> None:
    room = assembly.room(house)

    strangers = {endpoint for endpoint in room.view_functions if placed()[endpoint] not in {"public", "participant"}}

    assert strangers == set()
    assert not any(endpoint.startswith(("facilitator", "projector")) for endpoint in room.view_functions)


@ONLY_SQLITE
def test_addresses_of_the_desk_lead_nowhere_in_the_room(house: House, desk_app: Flask) -> None:
    room = assembly.room(house).test_client()

    answered = [
        rule.rule
        for rule in rules(desk_app)
        if rule.endpoint.startswith(("facilitator", "projector")) and rule.rule not in {"/", "/ingresar"}
        if ask(room, desk_app, rule).status_code not in {404, 405}
    ]
    assert answered == []


@ONLY_SQLITE
def test_nobody_passes_the_door_of_the_desk(desk_app: Flask) -> None:
    wrong = []
    for rule in rules(desk_app):
        answer = ask(desk_app.test_client(), desk_app, rule)
        is_staff = placed()[rule.endpoint] not in {"public", "participant"}
        if is_staff != wants_sign_in(answer) and rule.rule != "/":
            wrong.append((rule.endpoint, answer.status_code))
    assert wrong == []


@ONLY_SQLITE
@pytest.mark.parametrize("role", list(Role))
def test_every_role_reaches_what_it_may_and_nothing_else(house: House, desk_app: Flask, role: Role) -> None:
    client = signed_in(house, desk_app, role)
    wrong = []
    for rule in rules(desk_app):
        if rule.endpoint == "facilitator.leave":
            continue  # it would end the session that asks
        audience = placed()[rule.endpoint]
        may = audience in {"public", "participant"} or role in ROLES_OF[Action(audience)]
        answer = ask(client, desk_app, rule)
        if may == is_turned_away(answer) or answer.status_code >= 500:
            wrong.append((rule.endpoint, answer.status_code))
    assert wrong == []


@ONLY_SQLITE
def test_no_post_is_taken_without_a_token_of_its_own(house: House, desk_app: Flask) -> None:
    """Where the thing itself is looked for first, an invented one is not found: also not taken."""
    clients = {role: signed_in(house, desk_app, role) for role in Role}
    with desk_app.test_request_context():
        foreign = mint("arrival")
    taken = []
    for rule in rules(desk_app):
        if method_of(rule) != "POST":
            continue
        audience = placed()[rule.endpoint]
        is_open = audience in {"public", "participant"}
        role = next(iter(Role)) if is_open else sorted(ROLES_OF[Action(audience)])[0]
        for token in ({}, {"token": "made up"}, {"token": foreign}):
            if token.get("token") == foreign and rule.endpoint == "participant.come_in":
                continue
            status = ask(clients[role], desk_app, rule, **token).status_code
            if status not in ({403, 404} if rule.arguments else {403}):
                taken.append((rule.endpoint, token, status))
    assert taken == []
