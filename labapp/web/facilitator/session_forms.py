"""The forms of planning: a session with its four facts and its details, its moves, its postponement."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from wtforms import SelectField, StringField, TextAreaField

from labapp.domain.sessions import PURPOSES, Modality, Purpose
from labapp.domain.spaces import SpaceKind
from labapp.queries.session_planning import SpaceChoice, StaffChoice
from labapp.services.sessions import SessionFacts, Team
from labapp.web import context
from labapp.web.facilitator.session_fields import (
    Blank,
    Day,
    Hour,
    Needed,
    PlaceField,
    Seen,
    Several,
    Whole,
    WordedForm,
    chosen_ids,
)
from labapp.web.pages import _
from labapp.words.formats import PANAMA
from labapp.words.labels import label, options


def instant(day: date | None, hour: time | None, zone: str = PANAMA) -> datetime:
    """Return the instant of a day and an hour where the session is; a valid form has both."""
    if day is None or hour is None:
        raise ValueError("a day and an hour that were not written")
    return datetime.combine(day, hour, ZoneInfo(zone))


class FactsForm(WordedForm):
    """What is known of a session. Only venue, day and hour have to be written."""

    venue = StringField(validators=[Needed("Escriba dónde es: el lugar, o la plataforma si es virtual.")])
    day = Day(validators=[Needed("Escriba qué día es.")])
    hour = Hour(format=["%H:%M", "%H:%M:%S"], validators=[Needed("Escriba a qué hora empieza.")])
    title = StringField()
    purpose = SelectField(validators=[Blank()])
    modality = SelectField(validators=[Blank()])
    end_day = Day(validators=[Blank()])
    end_hour = Hour(format=["%H:%M", "%H:%M:%S"], validators=[Blank()])
    place = PlaceField()
    capacity = Whole(validators=[Blank()])
    facilitators = Several(choices=[])
    note_takers = Several(choices=[])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "venue": _("¿Dónde?"),
            "day": _("Día"),
            "hour": _("Hora en que empieza"),
            "title": _("Título propio"),
            "purpose": _("Para qué es la sesión"),
            "modality": _("Modalidad"),
            "end_day": _("Día en que termina, si es otro"),
            "end_hour": _("Hora en que termina"),
            "place": _("Corregimiento, si no es el de la comunidad"),
            "capacity": _("Cuántas personas caben"),
            "facilitators": _("Quién facilita"),
            "note_takers": _("Quién toma nota"),
        }

    def offer(self, purposes: tuple[Purpose, ...], staff: list[StaffChoice]) -> None:
        """Fill the lists from which one chooses."""
        language = context.language()
        self.purpose.choices = [
            ("", _("La que sigue, según las sesiones anteriores")),
            *((purpose.value, label(purpose, language)) for purpose in purposes),
        ]
        self.modality.choices = [("", _("Según el lugar o la plataforma")), *options(Modality, language)]
        several = len({person.organisation for person in staff}) > 1
        people = [(str(p.id), f"{p.name} ({p.organisation})" if several else p.name) for p in staff]
        self.facilitators.choices = self.note_takers.choices = people

    @property
    def has_errors_in_details(self) -> bool:
        """Whether something is to be mended outside venue, day and hour."""
        return bool(self.errors.keys() - {None, "space", "venue", "day", "hour"})

    def command(self) -> SessionFacts:
        """Return what was written. The form is valid."""
        end_hour, end_day = self.end_hour.data, self.end_day.data or self.day.data
        return SessionFacts(
            starts_at=instant(self.day.data, self.hour.data),
            venue=self.venue.data or "",
            ends_at=instant(end_day, end_hour) if end_hour else None,
            title=self.title.data or "",
            purpose=Purpose(self.purpose.data) if self.purpose.data else None,
            modality=Modality(self.modality.data) if self.modality.data else None,
            place_code=self.place.code,
            capacity=self.capacity.data,
            team=Team(facilitators=chosen_ids(self.facilitators.data), note_takers=chosen_ids(self.note_takers.data)),
        )


class NewSessionForm(FactsForm):
    """A session to be planned."""

    name = "session_new"
    space = SelectField(validators=[Needed("Escoja el laboratorio o la mesa.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {**super().words(), "space": _("¿De qué laboratorio o mesa?")}

    def offer_spaces(self, spaces: list[SpaceChoice]) -> None:
        """Fill the list of labs and tables, labs first, each under the heading of its kind."""
        language = context.language()
        groups = {
            label(kind, language): [(str(space.id), space.title) for space in spaces if space.kind is kind]
            for kind in SpaceKind
        }
        self.space.choices = {
            "": [("", _("Escoja…"))],
            **{heading: choices for heading, choices in groups.items() if choices},
        }

    @property
    def space_id(self) -> UUID:
        """The lab or table that was chosen. The form is valid."""
        return UUID(self.space.data)


class EditSessionForm(FactsForm):
    """What is known of a session that exists. `seen` is the version that was shown."""

    name = "session_edit"
    seen = Seen()


class ConveneForm(WordedForm):
    """Nothing but the wish to announce the session."""

    name = "session_convene"


class OpenForm(WordedForm):
    """Nothing but the wish to open the room."""

    name = "session_open"


class PostponeForm(WordedForm):
    """Another day, and the reason that the public reads."""

    name = "session_postpone"
    seen = Seen()
    day = Day(validators=[Needed("Escriba el día nuevo.")])
    hour = Hour(format=["%H:%M", "%H:%M:%S"], validators=[Needed("Escriba la hora nueva.")])
    reason = TextAreaField(validators=[Needed("Escriba el motivo: lo leerán las personas convocadas.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"day": _("Día nuevo"), "hour": _("Hora nueva"), "reason": _("Motivo")}


class CancelForm(WordedForm):
    """The reason that the public reads."""

    name = "session_cancel"
    seen = Seen()
    reason = TextAreaField(validators=[Needed("Escriba el motivo: lo leerán las personas convocadas.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"reason": _("Motivo")}


class FollowForm(WordedForm):
    """Day and hour of the next session of the same lab or table."""

    name = "session_follow"
    day = Day(validators=[Needed("Escriba qué día es.")])
    hour = Hour(format=["%H:%M", "%H:%M:%S"], validators=[Needed("Escriba a qué hora empieza.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"day": _("Día"), "hour": _("Hora en que empieza")}


def purposes_of(kinds: set[SpaceKind]) -> tuple[Purpose, ...]:
    """Return what a session of any of these kinds of space may be for, each once."""
    return tuple(dict.fromkeys(purpose for kind in SpaceKind if kind in kinds for purpose in PURPOSES[kind]))
