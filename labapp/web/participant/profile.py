"""The third page of a phone: one page of radio buttons, nothing compulsory."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField
from wtforms.validators import Length, Optional

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.demographics import AgeBand, FirstTime, Gender
from labapp.domain.dimensions import DimensionKey
from labapp.domain.errors import RuleViolated
from labapp.domain.ids import read_code
from labapp.domain.privacy import Consent
from labapp.domain.roles import PHONE
from labapp.domain.verbs import Verb
from labapp.models.attendance import Participant
from labapp.models.recorder import Db
from labapp.queries import attendance as doors
from labapp.services.profiles import Profile, complete_profile
from labapp.web import context
from labapp.web.access import participant
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.participant import limits, notice
from labapp.web.participant.blueprint import blueprint
from labapp.web.participant.door import MOST_TYPED
from labapp.web.transaction import once
from labapp.words.labels import label
from labapp.words.questions_demographics import QUESTIONS

ADULT_BANDS = tuple(band for band in AgeBand if band not in {AgeBand.UNDER_15, AgeBand.FROM_15_TO_17, AgeBand.UNASKED})


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """Whose page it is."""

    door: doors.Door
    person: doors.Person


class ProfileForm(KeyedForm):
    """What may be told of oneself; every answer may be left out."""

    name = "profile"
    gender = RadioField(validators=[Optional()])
    age_band = RadioField(validators=[Optional()])
    first_time = RadioField(validators=[Optional()])
    comes_for = RadioField(validators=[Optional()])
    organisation = StringField(validators=[Length(max=MOST_TYPED)])
    position = StringField(validators=[Length(max=MOST_TYPED)])
    contact = StringField(validators=[Length(max=MOST_TYPED)])
    image = RadioField(validators=[Optional()])
    public_name = RadioField(validators=[Optional()])

    def worded(self) -> ProfileForm:
        """Give the fields their words and choices in the reader's language."""
        yes_no = [("yes", _("Sí")), ("no", _("No"))]
        asked: list[tuple[RadioField, str, list[tuple[str, str]]]] = [
            (self.gender, _question(DimensionKey.GENDER), _options(Gender.WOMAN, Gender.MAN, Gender.UNDISCLOSED)),
            (self.age_band, _question(DimensionKey.AGE_BAND), _options(*ADULT_BANDS)),
            (
                self.first_time,
                _question(DimensionKey.FIRST_TIME),
                _options(FirstTime.YES, FirstTime.NO, FirstTime.UNDISCLOSED),
            ),
            (self.comes_for, _("¿Viene por una organización?"), [
                ("alone", _("No, vengo por mi cuenta")), ("organisation", _("Sí, por una organización o institución")),
            ]),
            (self.image, _("¿Podemos tomarle fotos o video?"), yes_no),
            (self.public_name, _("Si viene por una organización: ¿su nombre puede salir en la lista pública?"), yes_no),
        ]  # fmt: skip
        for field, words, choices in asked:
            field.label.text, field.choices = words, choices
        self.organisation.label.text = _("¿Cuál organización o institución?")
        self.position.label.text = _("Su cargo")
        self.contact.label.text = _("Celular, WhatsApp o correo")
        return self

    def command(self) -> Profile:
        """Return the answers in the terms of the domain."""
        consents = [(Consent.IMAGE_VOICE, self.image.data), (Consent.PUBLIC_NAME, self.public_name.data)]
        for_organisation = self.comes_for.data == "organisation"
        return Profile(
            gender=Gender(self.gender.data) if self.gender.data else None,
            age_band=AgeBand(self.age_band.data) if self.age_band.data else None,
            first_time=FirstTime(self.first_time.data) if self.first_time.data else None,
            alone=not for_organisation if self.comes_for.data else None,
            organisation=self.organisation.data or "",
            position=self.position.data or "",
            contact=self.contact.data or "",
            consents=tuple(
                (kind, said == "yes")
                for kind, said in consents
                if said and (kind is not Consent.PUBLIC_NAME or for_organisation)
            ),
        )


def _question(key: DimensionKey) -> str:
    return QUESTIONS[key][context.language() == "en"]


def _options(*members: StrEnum) -> list[tuple[str, str]]:
    return [(member.value, label(member, context.language())) for member in members]


def _page(code: str, person: str) -> ProfilePage:
    door = doors.door(context.reading(), read_code(code))
    with limits.guessing():
        who = doors.person_by_code(context.reading(), door.session_id, door.space_id, read_code(person))
    return ProfilePage(door, who)


@blueprint.get("/E/<code>/listo/<person>/datos")
@participant
def profile(code: str, person: str) -> Response:
    """Show the questions of the list."""
    return render("participant/profile.html", _page(code, person), form=ProfileForm.shown().worded())


def _keep(db: Db, person_id: UUID, form: ProfileForm) -> None:
    complete_profile(
        db,
        db.get_one(Participant, person_id),
        form.command(),
        channel=ArrivalChannel.PHONE,
        captured_by=PHONE,
        notice_id=notice.shown_notice(db),
        now=context.now(),
    )


@blueprint.post("/E/<code>/listo/<person>/datos")
@participant
def told(code: str, person: str) -> Response:
    """Keep what was answered and lead back to the receipt, where the anonymous questions are."""
    page, form = _page(code, person), ProfileForm.sent().worded()
    if not form.validate():
        return render("participant/profile.html", page, form=form, status=422)

    def act(db: Db) -> str:
        limits.spend(limits.WORDS, "profile")
        _keep(db, page.person.id, form)
        return url_for("participant.offer", code=page.door.code, person=page.person.code)

    try:
        return once(Verb.COMPLETE_PROFILE, form, act)
    except RuleViolated as violation:
        return render("participant/profile.html", page, form=form, status=refused(form, violation))
