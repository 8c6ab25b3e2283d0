"""Where each figure of who came is published: in every lab or table, or only in the total of the programme."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField

from labapp.domain.dimensions import DIMENSIONS, Dimension, DimensionKey
from labapp.domain.disclosure import TotalsPolicy
from labapp.domain.policies import proposed_policy
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.policies import Policies, fixed_variables, variable_policies
from labapp.services.policies import choose_policies
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Needed, WordedForm
from labapp.web.pages import _, render, say
from labapp.words.labels import label, options

TEMPLATE = "facilitator/programme_figures.html"
_ONE_OF_BOTH = "Escoja una de las dos maneras."


class FiguresForm(WordedForm):
    """One choice for each variable, named as the variable is."""

    name = "figures"
    seen = HiddenField()
    gender = RadioField(validators=[Needed(_ONE_OF_BOTH)])
    age_band = RadioField(validators=[Needed(_ONE_OF_BOTH)])
    place_scope = RadioField(validators=[Needed(_ONE_OF_BOTH)])
    sector = RadioField(validators=[Needed(_ONE_OF_BOTH)])
    first_time = RadioField(validators=[Needed(_ONE_OF_BOTH)])
    indigenous_people = RadioField(validators=[Needed(_ONE_OF_BOTH)])
    afro_descent = RadioField(validators=[Needed(_ONE_OF_BOTH)])
    difficulty = RadioField(validators=[Needed(_ONE_OF_BOTH)])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        for field in self:
            if isinstance(field, RadioField):
                field.choices = options(TotalsPolicy, context.language())
        return {key.value: label(key, context.language()) for key in DimensionKey}

    def keep_fixed(self, standing: Policies, fixed: frozenset[str]) -> None:
        """Leave the variables that can no longer change as they are: they are not offered."""
        for key in fixed:
            if self[key].data is None:
                self[key].data, self[key].raw_data = standing[DimensionKey(key)].value, [standing[DimensionKey(key)]]

    def chosen(self) -> Policies:
        """Return what was chosen. The form is valid."""
        return {key: TotalsPolicy(self[key.value].data) for key in DimensionKey}


@dataclass(frozen=True, slots=True)
class Figure:
    """One variable with what holds for it, what is proposed, and whether it can still change."""

    about: Dimension
    standing: TotalsPolicy
    proposed: TotalsPolicy
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Every variable, in the order in which it is asked."""

    figures: tuple[Figure, ...]

    @property
    def is_open(self) -> bool:
        """Whether something can still be chosen."""
        return not all(figure.is_fixed for figure in self.figures)


def _standing() -> tuple[Policies, frozenset[str]]:
    return variable_policies(context.reading()), fixed_variables(context.reading())


def _page(standing: Policies, fixed: frozenset[str]) -> FiguresPage:
    return FiguresPage(
        tuple(Figure(each, standing[each.key], proposed_policy(each), each.key in fixed) for each in DIMENSIONS)
    )


def _written(policies: Policies) -> str:
    return " ".join(f"{key.value}:{policy.value}" for key, policy in policies.items())


def _read(seen: str) -> dict[DimensionKey, TotalsPolicy]:
    """Return what the form showed; nothing that ever held where it cannot be read."""
    try:
        pairs = [each.partition(":") for each in seen.split()]
        return {DimensionKey(key): TotalsPolicy(policy) for key, _colon, policy in pairs}
    except ValueError:
        return {}


@blueprint.get("/programa/cifras")
@requires(Action.SET_UP_PROGRAMME)
def figures_page() -> Response:
    """Show where each figure is published, why that is proposed, and what follows from it."""
    standing, fixed = _standing()
    shown = {key.value: policy.value for key, policy in standing.items()}
    return render(TEMPLATE, _page(standing, fixed), form=FiguresForm.shown(seen=_written(standing), **shown))


@blueprint.post("/programa/cifras")
@requires(Action.SET_UP_PROGRAMME)
def figures_choose() -> Response:
    """Keep where each figure is published, for those of which nothing was frozen."""
    form, (standing, fixed) = FiguresForm.sent(), _standing()
    form.keep_fixed(standing, fixed)
    page = _page(standing, fixed)
    if not form.validate():
        return render(TEMPLATE, page, form=form, status=422)
    seen = _read(form.seen.data or "")
    form.seen.data = _written(standing)

    def act(db: Db) -> str:
        choose_policies(db, form.chosen(), seen=seen)
        return url_for("facilitator.figures_page")

    answer = attempt(Verb.CHOOSE_POLICIES, form, act, template=TEMPLATE, page=page)
    if answer.status_code == 303:
        say("ok", _("Quedó guardado."))
    return answer
