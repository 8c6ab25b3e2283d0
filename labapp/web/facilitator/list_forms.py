"""Forms of filed lists: what a list is for, and how a template wants it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast
from uuid import UUID

from flask import request
from wtforms import Field, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from labapp.domain.lists import BY_PEN, ColumnAct, ListColumn, ListField, ListScope
from labapp.domain.privacy import ExportPurpose
from labapp.exports.session_files import Format
from labapp.queries.list_templates import Template
from labapp.services.list_templates import USUAL, TemplateChange, TemplateFacts
from labapp.web import context
from labapp.web.facilitator.session_fields import Blank, Day, Needed, Seen, WordedForm
from labapp.web.forms import Token
from labapp.web.pages import _
from labapp.words.labels import label, options
from labapp.words.labels_lists import FIRST_TITLES

_USUAL = "usual"
"""Chosen instead of a template."""


class ListForm(WordedForm):
    """Which template, for what, and in which format."""

    name = "filed_list"
    template = SelectField(validators=[Needed("Elija una de las opciones.")])
    purpose = RadioField()
    format = RadioField(default=Format.XLSX.value)

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        self.purpose.choices = options(ExportPurpose, context.language())
        self.format.choices = [
            (Format.XLSX.value, _("Excel (.xlsx), con logo, encabezado, columnas en blanco y hoja Resumen")),
            (Format.CSV.value, _("CSV (.csv), solo las filas")),
        ]
        for field in (self.purpose, self.format):
            field.validators = [InputRequired(_("Elija una de las opciones."))]
        return {
            "template": _("Plantilla"), "purpose": _("¿Para qué la necesita?"), "format": _("¿En qué formato?"),
        }  # fmt: skip

    def offer(self, templates: Sequence[Template]) -> None:
        """Offer these templates, and the usual columns."""
        listed = [(str(each.id), each.name) for each in templates]
        self.template.choices = [*listed, (_USUAL, _("Sin plantilla, con las columnas acostumbradas"))]

    @property
    def template_id(self) -> UUID | None:
        """The template that was chosen; None for the usual columns. The form is valid."""
        return None if self.template.data == _USUAL else UUID(self.template.data)

    @property
    def spoken_for(self) -> Token:
        """The token of this choice: the page stays open after a download, and another choice is another act."""
        shown = super().spoken_for
        chosen = sorted((key, value) for key, value in request.form.items() if key != "token")
        return Token(f"{shown.key}:{chosen}", shown.made_at)


class SessionListForm(ListForm):
    """The list of a session, or of its whole lab or table."""

    name = "filed_list_of_session"
    scope = RadioField(default=ListScope.SESSION.value)

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        language = context.language()
        self.scope.choices = [(one.value, label(one, language)) for one in (ListScope.SESSION, ListScope.SPACE)]
        self.scope.validators = [InputRequired(_("Elija una de las opciones."))]
        return super().words() | {"scope": _("¿De qué sesiones?")}


class PeriodListForm(ListForm):
    """The list of the sessions of some days."""

    name = "filed_list_of_period"
    from_on = Day(validators=[Needed("Escoja el primer día.")])
    to_on = Day(validators=[Needed("Escoja el último día.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return super().words() | {"from_on": _("Desde el día"), "to_on": _("Hasta el día")}

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day. The form is valid."""
        return cast(date, self.from_on.data), cast(date, self.to_on.data)


class TemplateForm(WordedForm):
    """What a template is called, what stands above the list, and why it asks for more than usual."""

    name = "list_template"
    seen = Seen()
    called = StringField(validators=[Needed("Escriba un nombre, por ejemplo Lista de ANTAI.")])
    heading = TextAreaField(validators=[Blank()])
    reason = TextAreaField(validators=[Blank()])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "called": _("Nombre de la plantilla"),
            "heading": _("Encabezado"),
            "reason": _("Para qué necesita la institución la edad, la primera vez o el celular"),
        }

    def facts(self) -> TemplateFacts:
        """Return what was written, without the columns."""
        return TemplateFacts(
            name=self.called.data or "", heading=self.heading.data or "", reason=self.reason.data or ""
        )


class NewTemplateForm(TemplateForm):
    """A new template, of one's own organisation or for all."""

    name = "list_template_new"
    owner = SelectField(validators=[Blank()])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return super().words() | {"owner": _("¿Quién la usa?")}

    def offer(self, own: tuple[UUID, str] | None) -> None:
        """Offer one's own organisation, and all."""
        mine = [(str(own[0]), own[1])] if own else []
        self.owner.choices = [*mine, ("", _("Todas las organizaciones del programa"))]

    @property
    def organisation_id(self) -> UUID | None:
        """The organisation that was chosen; None for all. The form is valid."""
        return UUID(self.owner.data) if self.owner.data else None


class ColumnsForm(TemplateForm):
    """A template with the title of each of its columns; each template has its own class with a field for each."""

    def title(self, position: int) -> Field:
        """The field with the title of a column."""
        return self[f"t{position}"]

    def command(self, count: int, act: ColumnAct, position: int, *, seen: UUID) -> TemplateChange:
        """Return what was typed and which button was pressed. The form is valid."""
        titles = [self.title(each).data or "" for each in range(count)]
        return TemplateChange(facts=self.facts(), titles=titles, act=act, position=position, seen=seen)


def columns_form(columns: Sequence[ListColumn]) -> type[ColumnsForm]:
    """Return the form of a template with these columns."""
    language = context.language()

    class OwnColumnsForm(ColumnsForm):
        def words(self) -> dict[str, str]:
            held = {f"t{at}": label(column.field, language) for at, column in enumerate(columns)}
            return super().words() | {key: _("Título de la columna: %(held)s", held=what) for key, what in held.items()}

    for position in range(len(columns)):
        field = StringField(validators=[Needed("Escriba el título de la columna, por ejemplo Cédula.")])
        setattr(OwnColumnsForm, f"t{position}", field)
    return OwnColumnsForm


class ColumnForm(WordedForm):
    """A column at the end of a template."""

    name = "list_column"
    holds = SelectField(validators=[Needed("Elija una de las opciones.")])
    title = StringField(validators=[Blank()])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"holds": _("Qué trae"), "title": _("Título")}

    def offer(self, present: Sequence[ListColumn]) -> ColumnForm:
        """Offer what these columns do not hold yet, first what is filled in by hand."""
        held = {column.field for column in present} - BY_PEN
        offered = sorted((field for field in ListField if field not in held), key=lambda field: field not in BY_PEN)
        self.holds.choices = [(field.value, label(field, context.language())) for field in offered]
        return self

    def command(self) -> ListColumn:
        """Return the column; without a title it gets that of what it holds. The form is valid."""
        field = ListField(self.holds.data)
        typed = self.title.data or ""
        needs_title = field is ListField.BY_HAND or typed.strip()
        return ListColumn(field, typed if needs_title else first_title(field))


class LogoForm(WordedForm):
    """A picture for the top of the list."""

    name = "list_logo"
    logo = FileField()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"logo": _("Imagen PNG o JPG de hasta 200 kB")}


class StateForm(WordedForm):
    """Nothing but the wish to offer a template, or to offer it no more."""

    name = "list_template_state"


def first_title(field: ListField) -> str:
    """Return what a column is called at first."""
    language = context.language()
    words = FIRST_TITLES.get(field)
    return words[0 if language == "es" else 1] if words else label(field, language)


def usual_columns() -> tuple[ListColumn, ...]:
    """Return the columns with which a template begins, and those of a list without one."""
    return tuple(ListColumn(field, first_title(field)) for field in USUAL)


