"""The forms of labs and tables: what they are, who shares them, what is on the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias
from uuid import UUID

from wtforms import RadioField, SelectField, StringField, TextAreaField

from labapp.domain.spaces import TableKind
from labapp.queries.communities import CommunityChoice
from labapp.queries.people import OrganisationRow
from labapp.queries.session_planning import SpaceChoice
from labapp.services.drafts import DraftFacts
from labapp.services.spaces import SpaceFacts
from labapp.web import context
from labapp.web.facilitator.session_fields import Blank, Day, Needed, Seen, Several, Whole, WordedForm, chosen_ids
from labapp.web.pages import _
from labapp.words.labels import options
from labapp.words.labels_places import PLACE_TO_BE_SETTLED


def community_text(choice: CommunityChoice) -> str:
    """Return a community as a list offers it: with its place, because names repeat."""
    settled = PLACE_TO_BE_SETTLED[0 if context.language() == "es" else 1]
    return f"{choice.name} ({choice.place.shown if choice.place else settled})"


class SpaceForm(WordedForm):
    """What labs and tables have in common."""

    seen = Seen()
    title = StringField()
    purpose = TextAreaField()
    continues = SelectField(validators=[Blank()])
    organisations = Several()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "title": _("¿De qué se trata?"),
            "purpose": _("Qué se busca"),
            "continues": _("¿Continúa otro laboratorio o mesa?"),
            "organisations": _("Organizaciones que lo comparten"),
        }

    def offer_earlier(self, spaces: Sequence[SpaceChoice], *, except_id: UUID | None, kept: UUID | None) -> None:
        """Fill the list of what can be continued; what is continued already and not shared stays without a name."""
        offered = {str(space.id): space.title for space in spaces if space.id != except_id}
        if kept is not None:
            offered.setdefault(str(kept), _("Uno que su organización no comparte"))
        self.continues.choices = [("", _("Ninguno")), *offered.items()]

    def offer_organisations(self, rows: Sequence[OrganisationRow], *, own: UUID | None) -> None:
        """Fill the boxes of organisations, that of the reader first."""
        ordered = sorted(rows, key=lambda row: row.id != own)
        self.organisations.choices = [(str(row.id), row.name) for row in ordered]

    @property
    def continues_id(self) -> UUID | None:
        """What it continues, if anything. The form is valid."""
        return UUID(self.continues.data) if self.continues.data else None


class LabForm(SpaceForm):
    """An innovation lab of one community."""

    name = "lab"
    community = SelectField(validators=[Needed("Escoja la comunidad.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {**super().words(), "community": _("Comunidad")}

    def offer_communities(self, choices: Sequence[CommunityChoice]) -> None:
        """Fill the list of communities."""
        self.community.choices = [("", _("Escoja…")), *((str(c.id), community_text(c)) for c in choices)]
        self._names = {str(c.id): c.name for c in choices}

    def command(self) -> SpaceFacts:
        """Return what was written; a lab without title is called after its community. The form is valid."""
        usual = _("Laboratorio de %(community)s", community=self._names[self.community.data])
        return SpaceFacts(
            title=self.title.data or usual,
            communities=(UUID(self.community.data),),
            purpose=self.purpose.data or "",
            continues_id=self.continues_id,
        )


class TableForm(SpaceForm):
    """A co-creation table on a commitment."""

    name = "table"
    title = StringField(validators=[Needed("Escriba de qué se trata.")])
    table_kind = RadioField(validators=[Needed("Escoja si la mesa es técnica, ampliada o de desarrollo.")])
    ordinal = Whole(validators=[Blank()])
    axis = StringField()
    commitment = StringField()
    communities = Several()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            **super().words(),
            "table_kind": _("Tipo de mesa"),
            "ordinal": _("¿Cuál es en el proceso?"),
            "axis": _("Eje del plan"),
            "commitment": _("Compromiso"),
            "communities": _("Comunidades a las que concierne"),
        }

    def offer_communities(self, choices: Sequence[CommunityChoice]) -> None:
        """Fill the boxes of communities and the kinds of table."""
        self.communities.choices = [(str(c.id), community_text(c)) for c in choices]
        self.table_kind.choices = options(TableKind, context.language())

    def command(self) -> SpaceFacts:
        """Return what was written. The form is valid."""
        return SpaceFacts(
            title=self.title.data or "",
            communities=tuple(sorted(chosen_ids(self.communities.data))),
            table_kind=TableKind(self.table_kind.data),
            ordinal=self.ordinal.data,
            axis=self.axis.data or "",
            commitment=self.commitment.data or "",
            purpose=self.purpose.data or "",
            continues_id=self.continues_id,
        )


SpaceFactsForm: TypeAlias = LabForm | TableForm
"""The form of either kind of space: it offers communities and gives `SpaceFacts`."""


class ShareForm(WordedForm):
    """The organisations that share a lab or table."""

    name = "share_space"
    seen = Seen()
    organisations = Several()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"organisations": _("Organizaciones que lo comparten")}

    def offer_organisations(self, rows: Sequence[OrganisationRow]) -> None:
        """Fill the boxes of organisations."""
        self.organisations.choices = [(str(row.id), row.name) for row in rows]


class ItemForm(WordedForm):
    """A lettered item of a table."""

    name = "table_item"
    seen = Seen()
    title = StringField(validators=[Needed("Escriba el tema.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"title": _("Tema en la mesa")}


class DraftForm(WordedForm):
    """A version of a text under discussion."""

    name = "draft"
    seen = Seen()
    item = SelectField(validators=[Blank()])
    title = StringField(validators=[Needed("Escriba cómo se llama el borrador.")])
    version = StringField(validators=[Needed("Escriba la versión, por ejemplo 1 o «mayo de 2026».")])
    shared_on = Day(validators=[Blank()])
    channels = StringField()
    link = StringField()
    text = TextAreaField()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "item": _("De qué tema es"),
            "title": _("Nombre del borrador"),
            "version": _("Versión"),
            "shared_on": _("Día en que se compartió"),
            "channels": _("Por dónde se compartió"),
            "link": _("Enlace"),
            "text": _("O su texto"),
        }

    def command(self) -> DraftFacts:
        """Return what was written. The form is valid."""
        return DraftFacts(
            title=self.title.data or "",
            version=self.version.data or "",
            shared_on=self.shared_on.data,
            channels=self.channels.data or "",
            link=self.link.data or "",
            text=self.text.data or "",
            item_id=UUID(self.item.data) if self.item.data else None,
        )
