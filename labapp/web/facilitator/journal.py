"""The journal for those who answer for it: everything done, newest first, and the button that checks it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.queries import journal
from labapp.queries.exports import one_moment
from labapp.queries.journal_page import JournalEntry, JournalPage, Touched, journal_page
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import Link, blueprint
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, render
from labapp.words.catalogue import sentence_n
from labapp.words.labels import label
from labapp.words.labels_verbs import ACTORS, FAULTS, NEWER, TABLES, Words

_SHOWN_FINDINGS = 20


@dataclass(frozen=True, slots=True)
class TouchedWords:
    """Rows of one table in words, the names of the fields that changed, and whether personal ones did."""

    what: str
    fields: tuple[str, ...]
    has_personal: bool


@dataclass(frozen=True, slots=True)
class EntryWords:
    """One entry of the journal in words."""

    entry: JournalEntry
    what: str
    who: str
    touched: tuple[TouchedWords, ...]


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What the check found, in words; `more` counts the findings that are not listed."""

    found: journal.Verification
    faults: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class JournalView:
    """A page of the journal, the ways to its neighbours, and the check if one was asked for."""

    page: JournalPage
    entries: tuple[EntryWords, ...]
    previous: Link | None
    next: Link | None
    check: CheckWords | None


class CheckForm(KeyedForm):
    """Nothing but the wish to check the journal."""

    name = "check_journal"


def _said(words: Words) -> str:
    return words[0 if context.language() == "es" else 1]


def _rows(touched: Touched) -> TouchedWords:
    counts = []
    if touched.added:
        counts.append(sentence_n("%d fila nueva", "%d filas nuevas", touched.added, context.language()) % touched.added)
    if touched.changed:
        words = sentence_n("%d fila cambiada", "%d filas cambiadas", touched.changed, context.language())
        counts.append(words % touched.changed)
    what = f"{_said(TABLES.get(touched.table, NEWER))}: {', '.join(counts)}"
    return TouchedWords(what, touched.fields, touched.has_personal)


def _entry(entry: JournalEntry) -> EntryWords:
    known = entry.verb in {verb.value for verb in Verb}
    what = label(Verb(entry.verb), context.language()) if known else _said(NEWER)
    who = entry.staff or _said(ACTORS.get(entry.actor, NEWER))
    return EntryWords(entry, what, who, tuple(_rows(touched) for touched in entry.touched))


def _checked(found: journal.Verification) -> CheckWords:
    faults = [
        _("Anotación %(seq)s de la cadena %(chain)s: %(what)s.", seq=fault.seq, chain=fault.chain[:8],
          what=_said(FAULTS.get(fault.kind, NEWER)))
        for fault in found.faults
    ]  # fmt: skip
    differing = sorted({(difference.entity, difference.id) for difference in found.differences})
    faults += [
        _("Una fila de «%(table)s» (%(id)s) no coincide con lo anotado.", id=row[:8],
          table=_said(TABLES.get(entity, NEWER)))
        for entity, row in differing
    ]  # fmt: skip
    return CheckWords(found, tuple(faults[:_SHOWN_FINDINGS]), max(0, len(faults) - _SHOWN_FINDINGS))


def _way(number: int, of: int) -> Link | None:
    return Link(url_for("facilitator.journal_list", p=number), str(number)) if 1 <= number <= of else None


def _view(check: CheckWords | None = None) -> JournalView:
    page = journal_page(context.reading(), page=request.args.get("p", 1, type=int))
    entries = tuple(_entry(entry) for entry in page.entries)
    return JournalView(page, entries, _way(page.page - 1, page.pages), _way(page.page + 1, page.pages), check)


@blueprint.get("/registro-de-cambios")
@requires(Action.READ_JOURNAL)
def journal_list() -> Response:
    """Show what was done, newest first."""
    return render("facilitator/journal.html", _view(), form=CheckForm.shown())


@blueprint.post("/registro-de-cambios")
@requires(Action.READ_JOURNAL)
def check_journal() -> Response:
    """Check every chain, hash and row at one moment, and say what was found. Nothing is written."""
    CheckForm.sent()
    with one_moment(context.house().database) as db:
        found = journal.verify(db)
    return render("facilitator/journal.html", _view(_checked(found)), form=CheckForm.shown())
