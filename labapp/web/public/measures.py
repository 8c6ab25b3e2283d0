"""The public measures: what became of everything that people said, with the definition of every figure."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.wrappers import Response

from labapp.domain.kept_promises import PromiseState
from labapp.domain.obligations import ObligationKind
from labapp.domain.readings import ReadForm
from labapp.domain.response_measures import Answering
from labapp.domain.responses import Group as AnswerGroup
from labapp.queries.record_measures import MeasuredContribution, RecordMeasures, record_measures
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.pages import render
from labapp.web.public.blueprint import blueprint
from labapp.web.public.reading import reads
from labapp.words.labels import label


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """The measures of a day, with the words that the tables need."""

    found: RecordMeasures

    @property
    def kinds(self) -> tuple[ObligationKind, ...]:
        """What is promised after a session."""
        return tuple(ObligationKind)

    @property
    def states(self) -> tuple[PromiseState, ...]:
        """How a promise can stand."""
        return tuple(PromiseState)

    @property
    def state_words(self) -> tuple[str, ...]:
        """The headings of those states."""
        return tuple(label(state, context.language()) for state in PromiseState)

    @property
    def groups(self) -> tuple[tuple[AnswerGroup, int], ...]:
        """How many contributions were answered in each way."""
        return tuple(self.found.whole.measures.groups.items())

    def named(self, name: str) -> str:
        """Return a name as people read it."""
        return label(name, context.language()) if isinstance(name, Answering) else name

    def owing(self, one: MeasuredContribution) -> str:
        """Return the institutions that a contribution waits for."""
        return ", ".join(one.counted.institutions)


@blueprint.get("/medidas")
@public
def measures_page() -> Response:
    """Show what was received, answered, taken up and is overdue, as of today or of the day of a copy."""
    reads(ReadForm.PAGE, "public.measures_page")
    return render("public/measures.html", MeasuresPage(record_measures(context.reading(), today=today_in())))
