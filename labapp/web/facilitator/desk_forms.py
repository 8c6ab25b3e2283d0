"""The forms of the registration desk: the quick line, the buttons, one person, a row of a signed sheet."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from labapp.domain.attendance import AgeSide, Part
from labapp.domain.demographics import AgeBand, FirstTime, Gender, PlaceScope
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.privacy import Consent
from labapp.domain.spaces import SpaceKind
from labapp.queries.sessions import SessionHead
from labapp.services.desk import QuickLine
from labapp.services.profiles import Profile
from labapp.web import context
from labapp.web.forms import KeyedForm
from labapp.web.pages import _
from labapp.words.formats import local
from labapp.words.labels import label, options
from labapp.words.questions_demographics import SAME_AREA_OF

MOST_TYPED = 6000
"""Characters that a field takes at all; the domain says what a name may be."""
_LAST_ROW = 5000


def at_time(head: SessionHead, typed: time | None) -> datetime | None:
    """Return a time of the day of the session as an instant; None where nobody typed one."""
    if typed is None:
        return None
    return datetime.combine(local(head.starts_at, head.zone).date(), typed, ZoneInfo(head.zone))


def place_choices(head: SessionHead) -> list[tuple[str, str]]:
    """Return where somebody may come from, in the words of this community; first that nobody asked."""
    english = context.language() == "en"
    community = head.community if head.space_kind is SpaceKind.INNOVATION_LAB else None
    here = _("De %(community)s", community=community) if community else _("De aquí cerca")
    same = SAME_AREA_OF[english].format(area=head.place.area) if head.place else _("Otra parte del distrito")
    return [
        ("", _("Sin preguntar")),
        (PlaceScope.THIS_COMMUNITY.value, here),
        (PlaceScope.SAME_AREA.value, same),
        (PlaceScope.ELSEWHERE.value, _("De otro lugar")),
        (PlaceScope.UNDISCLOSED.value, label(PlaceScope.UNDISCLOSED, context.language())),
    ]


_FIELDS = {"name": "full_name", "card": "number", "arrived_at": "arrived", "left_at": "left"}


def beside(violation: RuleViolated) -> RuleViolated:
    """Return a refusal that stands beside the field of these forms that it is about."""
    field = str(violation.details.get("field", ""))
    return RuleViolated(violation.code, **{**violation.details, "field": _FIELDS.get(field, field)})


def read_id(typed: str | None) -> UUID:
    """Return the id that a button carries. Raises NotFound where it is none."""
    try:
        return UUID(typed or "")
    except ValueError as error:
        raise NotFound from error


class ActForm(KeyedForm):
    """A button, and what it is about."""

    name = "desk_act"
    about = HiddenField()


class LineForm(KeyedForm):
    """The quick line: a name and Enter; everything else may be left as it stands."""

    name = "desk_line"
    full_name = StringField(validators=[Length(max=MOST_TYPED)])
    number = StringField(validators=[Length(max=MOST_TYPED)])
    age = SelectField(default=AgeSide.UNASKED.value)
    place = SelectField(default="")
    part = SelectField(default=Part.PARTICIPANT.value)
    arrived = TimeField(validators=[Optional()])
    organisation = StringField(validators=[Length(max=MOST_TYPED)])
    position = StringField(validators=[Length(max=MOST_TYPED)])

    def worded(self, head: SessionHead) -> LineForm:
        """Give the fields their words and choices."""
        self.full_name.label.text = _("Nombre y apellido")
        self.number.label.text = _("Número o código")
        self.age.label.text = _("Edad")
        self.place.label.text = _("Viene de")
        self.part.label.text = _("Viene como")
        self.arrived.label.text = _("Hora en que llegó")
        self.organisation.label.text = _("Organización o institución")
        self.position.label.text = _("Cargo")
        sides = (AgeSide.UNASKED, AgeSide.ADULT, AgeSide.MINOR)
        self.age.choices = [(side.value, label(side, context.language())) for side in sides]
        self.place.choices = place_choices(head)
        self.part.choices = options(Part, context.language())
        return self

    def line(self, head: SessionHead, by: str) -> QuickLine:
        """Return the arrival in the terms of the services."""
        return QuickLine(
            by=by,
            name=self.full_name.data or "",
            age=AgeSide(self.age.data),
            place=PlaceScope(self.place.data) if self.place.data else None,
            part=Part(self.part.data),
            number=self.number.data or "",
            organisation=self.organisation.data or "",
            position=self.position.data or "",
            arrived_at=at_time(head, self.arrived.data),
        )


class SheetForm(KeyedForm):
    """A row of the signed sheet of somebody who is not here yet, or whom it witnesses."""

    name = "desk_sheet"
    row = IntegerField(validators=[InputRequired(), NumberRange(1, _LAST_ROW)])
    full_name = StringField(validators=[Length(max=MOST_TYPED)])
    about = HiddenField()

    def worded(self) -> SheetForm:
        """Give the fields their words."""
        self.row.label.text = _("Fila de la hoja")
        self.full_name.label.text = _("Nombre como está escrito")
        return self


class NameForm(KeyedForm):
    """The name of somebody, corrected; or that of a minor with both papers."""

    name = "desk_name"
    full_name = StringField(validators=[Length(max=MOST_TYPED)])
    authorised = BooleanField()
    agrees = BooleanField()
    seen = HiddenField()

    def worded(self) -> NameForm:
        """Give the fields their words."""
        self.full_name.label.text = _("Nombre y apellido")
        self.authorised.label.text = _("Hay una autorización en papel, firmada por la persona adulta responsable")
        self.agrees.label.text = _("La persona menor de edad está de acuerdo")
        return self


class PresenceForm(KeyedForm):
    """In which part, from when until when."""

    name = "desk_presence"
    part = SelectField()
    arrived = TimeField(validators=[InputRequired()])
    left = TimeField(validators=[Optional()])

    def worded(self) -> PresenceForm:
        """Give the fields their words and choices."""
        self.part.label.text = _("Viene como")
        self.part.choices = options(Part, context.language())
        self.arrived.label.text = _("Llegó a las")
        self.left.label.text = _("Se fue a las")
        return self


class FactsForm(KeyedForm):
    """What somebody tells of themselves at the desk; nothing is compulsory."""

    name = "desk_facts"
    age = SelectField(default="")
    gender = SelectField(default="")
    age_band = SelectField(default="")
    first_time = SelectField(default="")
    place = SelectField(default="")
    comes_for = SelectField(default="")
    organisation = StringField(validators=[Length(max=MOST_TYPED)])
    position = StringField(validators=[Length(max=MOST_TYPED)])
    contact = StringField(validators=[Length(max=MOST_TYPED)])
    image = SelectField(default="")
    public_name = SelectField(default="")

    def worded(self, head: SessionHead) -> FactsForm:
        """Give the fields their words and choices."""
        language, nobody_asked = context.language(), ("", _("Sin preguntar"))
        self.age.label.text, self.age.choices = _("¿Tiene 18 años o más?"), options(AgeSide, language)
        asked = ((self.gender, _("Género"), Gender), (self.age_band, _("Grupo de edad"), AgeBand),
                 (self.first_time, _("¿Es su primera vez?"), FirstTime))  # fmt: skip
        for field, words, members in asked:
            field.label.text = words
            field.choices = [nobody_asked, *(each for each in options(members, language) if each[0] != "unasked")]
        self.place.label.text, self.place.choices = _("Viene de"), place_choices(head)
        self.comes_for.label.text = _("Viene")
        self.comes_for.choices = [
            nobody_asked, ("alone", _("Por su cuenta")), ("organisation", _("Por una organización o institución")),
        ]  # fmt: skip
        self.organisation.label.text, self.position.label.text = _("Organización o institución"), _("Cargo")
        self.contact.label.text = _("Celular, WhatsApp o correo, solo si pide que le avisen")
        yes_no = [nobody_asked, ("yes", _("Sí, lo acepta")), ("no", _("No"))]
        self.image.label.text, self.image.choices = _("¿Acepta fotos y video?"), yes_no
        self.public_name.label.text = _("Si viene por una organización: ¿su nombre en la lista pública?")
        self.public_name.choices = yes_no
        return self

    def told(self) -> Profile:
        """Return the answers in the terms of the services."""
        agreed = [(Consent.IMAGE_VOICE, self.image.data), (Consent.PUBLIC_NAME, self.public_name.data)]
        return Profile(
            gender=Gender(self.gender.data) if self.gender.data else None,
            age_band=AgeBand(self.age_band.data) if self.age_band.data else None,
            first_time=FirstTime(self.first_time.data) if self.first_time.data else None,
            alone=self.comes_for.data == "alone" if self.comes_for.data else None,
            organisation=self.organisation.data or "",
            position=self.position.data or "",
            contact=self.contact.data or "",
            consents=tuple((kind, said == "yes") for kind, said in agreed if said),
        )


class EraseForm(KeyedForm):
    """That somebody asked to have their data withdrawn, said twice."""

    name = "desk_erase"
    sure = BooleanField()

    def worded(self) -> EraseForm:
        """Give the field its words."""
        self.sure.label.text = _("La persona lo pidió y sabe que no se puede deshacer")
        return self

    def check(self) -> None:
        """Raise RuleViolated `erase_not_confirmed` unless the box is ticked."""
        if not self.sure.data:
            raise RuleViolated("erase_not_confirmed", field="sure")
