"""Keeping what an institution said, for the desk and for its liaison alike: the same forms, two ways in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Response

from labapp.domain.errors import RuleViolated
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.validations import ValidationRow
from labapp.services import validations
from labapp.services.letters import KeptScan
from labapp.web import context
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.letters import kept_scan
from labapp.web.facilitator.validation_forms import RefusalForm, VerdictForm, counter_names
from labapp.web.forms import KeyedForm
from labapp.web.pages import refused
from labapp.web.transaction import once

Shown = Callable[[KeyedForm, int], Response]
"""Shows the page again with the form that was refused, and a status."""


@dataclass(frozen=True, slots=True)
class VerdictForms:
    """The two answers that an institution can give, as forms, and where each is sent."""

    viable: VerdictForm
    not_viable: RefusalForm
    viable_action: str
    not_viable_action: str
    names: tuple[str, ...]


def verdict_forms(row: ValidationRow, actions: tuple[str, str], sent: KeyedForm | None = None) -> VerdictForms:
    """Return both forms about a request, one of them as it was sent if it was; they know the version of the row."""
    seen = str(row.op)
    texts = [clause.text for clause in row.original.clauses]
    viable = sent if type(sent) is VerdictForm else VerdictForm.shown(seen=seen)
    not_viable = sent if isinstance(sent, RefusalForm) else RefusalForm.shown(seen=seen, counter=[*texts, ""])
    for form in (viable, not_viable):
        form.seen.data = seen
    while len(not_viable.counter.entries) <= len(texts):
        not_viable.counter.append_entry("")
    return VerdictForms(viable, not_viable, *actions, counter_names(row.original))


def say_viable(validation_id: UUID, shown: Shown, *, check: Callable[[Db], None], done: str) -> Response:
    """Keep that an institution approves, once `check` lets whoever acts do so; then lead to `done`."""
    form = VerdictForm.sent()
    seen = form.seen.version

    def act(db: Db, scan: KeptScan | None) -> str:
        check(db)
        validations.approve(db, validation_id, form.signed(), scan=scan, seen=seen)
        return done

    return _kept(form, shown, act)


def say_not_viable(row: ValidationRow, shown: Shown, *, check: Callable[[Db], None], done: str) -> Response:
    """Keep that a proposal is not viable, with its counter-proposal; as `say_viable`."""
    form = RefusalForm.sent()
    seen, by = form.seen.version, who().staff_id

    def act(db: Db, scan: KeptScan | None) -> str:
        check(db)
        given = form.refusing(row.original)
        validations.refuse(db, row.id, form.signed(), given, scan=scan, seen=seen, by=by, now=context.now())
        return done

    return _kept(form, shown, act)


def _kept(form: VerdictForm, shown: Shown, act: Callable[[Db, KeptScan | None], str]) -> Response:
    if not form.validate():
        return shown(form, 422)
    try:
        scan = kept_scan()
        return once(Verb.ANSWER_VALIDATION, form, lambda db: act(db, scan))
    except RuleViolated as violation:
        return shown(form, refused(form, violation))
