"""The call of a session: what it says and promises, and its poster for the board of the junta comunal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField, StringField, TextAreaField

from labapp.documents.call_poster import CallPosterPage, Paper, call_poster_pdf
from labapp.domain.participation import Level, Support
from labapp.domain.roles import Action
from labapp.domain.sessions import is_public
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.answer_place import answer_place
from labapp.queries.calls import DraftChoice, SavedCall, draft_choices, saved_call
from labapp.queries.session_page import organisations_of
from labapp.queries.sessions import SessionHead
from labapp.services import calls
from labapp.services.calls import CallText
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Blank, Day, Seen, Several, Term, WordedForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _, render
from labapp.web.public_address import public_address
from labapp.words.answer_place import answer_day, answer_sentence
from labapp.words.formats import local
from labapp.words.labels import label, options

TEMPLATE = "facilitator/session_call.html"


@dataclass(frozen=True, slots=True)
class CallPage:
    """The call as it stands, beside the form that changes it."""

    head: SessionHead
    saved: SavedCall
    was_changed: bool
    """Whether somebody else changed it after the form was shown."""
    poster_has_address: bool


class CallForm(WordedForm):
    """What the call says. Nothing of it is compulsory."""

    name = "session_call"
    seen = Seen()
    text = TextAreaField()
    published_on = Day(validators=[Blank()])
    channels = TextAreaField()
    invited = TextAreaField()
    level = RadioField(validators=[Blank()], choices=[])
    report_days = Term(validators=[Blank()])
    response_days = Term(validators=[Blank()])
    contact = StringField()
    supports = Several(choices=[])
    draft = SelectField(validators=[Blank()])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "text": _("Texto de la convocatoria"),
            "published_on": _("Día en que se publicó"),
            "channels": _("Por cuáles medios"),
            "invited": _("Grupos y organizaciones que se invitan"),
            "level": _("Nivel de participación que se promete"),
            "report_days": _("Días hábiles para la minuta o el informe"),
            "response_days": _("Días calendario para la respuesta razonada"),
            "contact": _("Contacto por mensaje"),
            "supports": _("Apoyos que habrá"),
            "draft": _("Texto que se discute"),
        }

    def offer(self, drafts: list[DraftChoice]) -> None:
        """Fill the lists from which one chooses."""
        language = context.language()
        self.level.choices = [("", _("Todavía no se sabe")), *options(Level, language)]
        self.supports.choices = options(Support, language)
        versions = [(str(d.id), _("%(title)s, versión %(version)s", title=d.title, version=d.version)) for d in drafts]
        self.draft.choices = [("", _("Ninguno")), *versions]

    def command(self) -> CallText:
        """Return what was written. The form is valid."""
        return CallText(
            text=self.text.data or "",
            published_on=self.published_on.data,
            channels=self.channels.data or "",
            invited=self.invited.data or "",
            level=Level(self.level.data) if self.level.data else None,
            report_days=self.report_days.data,
            response_days=self.response_days.data,
            contact=self.contact.data or "",
            supports=tuple(Support(code) for code in self.supports.data or ()),
            draft_id=UUID(self.draft.data) if self.draft.data else None,
        )


def _page(head: SessionHead, *, seen: str | None = None) -> CallPage:
    saved = saved_call(context.reading(), head.id)
    has_address = is_public(head.stage) and public_address("public.session_public", token=head.token) is not None
    return CallPage(head, saved, seen is not None and seen != str(saved.version or ""), has_address)


def _stored(saved: SavedCall) -> dict[str, object]:
    return {
        "seen": str(saved.version or ""),
        "text": saved.text,
        "published_on": saved.published_on,
        "channels": saved.channels,
        "invited": saved.invited,
        "level": saved.level.value if saved.level else "",
        "report_days": saved.report_days,
        "response_days": saved.response_days,
        "contact": saved.contact,
        "supports": [support.value for support in saved.supports],
        "draft": str(saved.draft.id) if saved.draft else "",
    }


@blueprint.get("/sesiones/<uuid:session_id>/convocatoria")
@requires(Action.PLAN)
def session_call(session_id: UUID) -> Response:
    """Show the call in a form."""
    head = session_for(session_id, Action.PLAN)
    page = _page(head)
    form = CallForm.shown(**_stored(page.saved))
    form.offer(draft_choices(context.reading(), head.space_id))
    return render(TEMPLATE, page, form=form)


@blueprint.post("/sesiones/<uuid:session_id>/convocatoria")
@requires(Action.PLAN)
def call_write(session_id: UUID) -> Response:
    """Keep what the call says, unless somebody else wrote it meanwhile: then both are shown."""
    head = session_for(session_id, Action.PLAN)
    form = CallForm.sent()
    form.offer(draft_choices(context.reading(), head.space_id))
    page = _page(head, seen=form.seen.data or "")
    if not form.validate():
        return render(TEMPLATE, page, form=form, status=422)
    seen, form.seen.data = form.seen.version_if_any, str(page.saved.version or "")

    def act(db: Db) -> str:
        calls.write_call(db, session_id, form.command(), seen=seen)
        return url_for("facilitator.session_page", session_id=session_id)

    return attempt(Verb.WRITE_CALL, form, act, template=TEMPLATE, page=page)


@blueprint.get("/sesiones/<uuid:session_id>/convocatoria/cartel.pdf")
@requires(Action.PLAN)
def call_poster(session_id: UUID) -> Response:
    """Give the poster of the call, with the public address or with none: never the one of a room."""
    head = session_for(session_id, Action.PLAN)
    paper = Paper.A3 if request.args.get("papel") == Paper.A3 else Paper.A4
    response = Response(call_poster_pdf(_poster(head, paper)), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="convocatoria-{head.code.lower()}.pdf"'
    return response


def _promised(head: SessionHead, page_address: str | None) -> str:
    place = answer_place(context.reading(), head.id)
    if page_address:
        return answer_day(place, context.language())
    return answer_sentence(replace(place, address=None), context.language())


def _poster(head: SessionHead, paper: Paper) -> CallPosterPage:
    language, said = context.language(), saved_call(context.reading(), head.id)
    organisers = organisations_of(context.reading(), head.space_id)
    page_address = public_address("public.session_public", token=head.token) if is_public(head.stage) else None
    return CallPosterPage(
        language=language,
        paper=paper,
        title=head.name,
        text=said.text or label(head.purpose, language),
        place=head.where or _("por precisar"),
        starts_at=head.starts_at,
        ends_at=head.ends_at,
        zone=head.zone,
        organisers=organisers,
        office=organisers[0] if organisers else "",
        dated_on=said.published_on or local(context.now(), head.zone).date(),
        supports=tuple(label(support, language) for support in said.supports),
        contact=said.contact,
        promise=label(said.level, language) if said.level else "",
        answer=_promised(head, page_address),
        public_address=page_address,
    )
