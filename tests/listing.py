"""Templates of lists for tests."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from labapp.domain.lists import ListColumn, ListField
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.lists import ListTemplate
from tests.factories import writing

PLAIN = (ListColumn(ListField.NAME, "Nombre"), ListColumn(ListField.BY_HAND, "Cédula"))


def a_template(
    house: House,
    organisation: UUID | None,
    *,
    name: str = "Lista de ANTAI",
    columns: Sequence[ListColumn] = PLAIN,
    reason: str = "",
) -> UUID:
    """A template of an organisation, or for all."""
    with writing(house, Verb.ADD_LIST_TEMPLATE) as db:
        template = ListTemplate(
            organisation_id=organisation,
            name=name,
            heading="ANTAI\nDirección de Gobierno Abierto",
            reason=reason,
            columns=[[column.field.value, column.title] for column in columns],
        )
        db.add(template)
    return template.id
