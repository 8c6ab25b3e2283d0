"""A published version of the minutes at the desk: its files, its signed copy, its withdrawal; and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Length

from labapp.documents.differences import ChangedPart, differences
from labapp.documents.minutes_versions import draft_document, opened_version
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.readings import ReadForm
from labapp.domain.roles import Action, can
from labapp.domain.scans import read_scan
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.minutes import VersionRow, frozen_version, minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.queries.minutes_scans import ScanRow, scans_of
from labapp.queries.readings import read_so_far
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.services import minutes_versions
from labapp.stored_files import keep_file
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.minutes_forms import MOST_TYPED
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.scan_files import scan_file
from labapp.web.uploads import uploaded

TEMPLATE = "facilitator/minutes_version.html"


class WithdrawForm(KeyedForm):
    """A version is shown no more."""

    name = "minutes_withdraw"
    reason = TextAreaField(validators=[Length(max=MOST_TYPED)])

    def worded(self) -> Self:
        """Give the field its words."""
        self.reason.label.text = _("Por qué se retira")
        return self


class ScanForm(KeyedForm):
    """The scan of the signed copy; the file travels beside the fields."""

    name = "minutes_scan"
    file = HiddenField()
    is_public = BooleanField()
    taken = ""

    def fingerprint(self) -> str:
        """Return the keyed hash of the fields and of the file: another file is another content."""
        return context.house().mac("scan", super().fingerprint(), self.taken)

    def worded(self) -> Self:
        """Give the fields their words."""
        self.file.label.text = _("Archivo de la copia firmada")
        self.is_public.label.text = _("Que también se vea en la página pública, con las firmas")
        return self


class RemoveScanForm(KeyedForm):
    """A scan was of something else."""

    name = "minutes_scan_remove"


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version with what belongs to it, and what whoever is here may do."""

    head: SessionHead
    version: VersionRow
    scans: tuple[ScanRow, ...]
    may_publish: bool
    may_write: bool
    withdraw: WithdrawForm
    scan: ScanForm
    remove: RemoveScanForm
    opened: int
    """How often its page was opened, and its PDF `downloaded`, from this laptop."""
    downloaded: int


def _page(
    session_id: UUID,
    number: int,
    action: Action,
    *,
    withdraw: WithdrawForm | None = None,
    scan: ScanForm | None = None,
) -> VersionPage:
    head = session_for(session_id, action)
    db, where = context.reading(), territory_of_space(context.reading(), head.space_id)
    version = frozen_version(db, head.token, number).version
    page = url_for("public.minutes_version", token=head.token, number=version.number)
    file = url_for("public.minutes_version_pdf", token=head.token, number=version.number)
    return VersionPage(
        head=head,
        version=version,
        scans=scans_of(db, version.id),
        may_publish=can(who(), Action.PUBLISH, where),
        may_write=can(who(), Action.WRITE_MINUTES, where),
        withdraw=withdraw or WithdrawForm.shown().worded(),
        scan=scan or ScanForm.shown().worded(),
        remove=RemoveScanForm.shown(),
        opened=read_so_far(db, page).get(ReadForm.PAGE, 0),
        downloaded=read_so_far(db, file).get(ReadForm.FILE, 0),
    )


def _here(session_id: UUID, number: int) -> str:
    return url_for("facilitator.minutes_version_page", session_id=session_id, number=number)


@blueprint.get("/sesiones/<uuid:session_id>/minuta/v<int:number>")
@requires(Action.SEE_SPACE)
def minutes_version_page(session_id: UUID, number: int) -> Response:
    """Show a published version with its files, its signed copies, and the way to withdraw it."""
    return render(TEMPLATE, _page(session_id, number, Action.SEE_SPACE))


@blueprint.post("/sesiones/<uuid:session_id>/minuta/v<int:number>/retirar")
@requires(Action.PUBLISH)
def minutes_withdraw(session_id: UUID, number: int) -> Response:
    """Show a version no more; its reason stands in its place."""
    session_for(session_id, Action.PUBLISH)
    form = WithdrawForm.sent().worded()
    page = _page(session_id, number, Action.PUBLISH, withdraw=form)

    def act(db: Db) -> str:
        reason, now = form.reason.data or "", context.now()
        minutes_versions.withdraw(db, session_id, number, reason, by=who().staff_id, now=now)
        return _here(session_id, number)

    return attempt(Verb.WITHDRAW_MINUTES, form, act, template=TEMPLATE, page=page)


@blueprint.post("/sesiones/<uuid:session_id>/minuta/v<int:number>/firmada")
@requires(Action.WRITE_MINUTES)
def minutes_scan(session_id: UUID, number: int) -> Response:
    """Attach the scan of the signed copy. The file is on the disk before its row exists."""
    session_for(session_id, Action.WRITE_MINUTES)
    form = ScanForm.sent().worded()
    page = _page(session_id, number, Action.WRITE_MINUTES, scan=form)
    try:
        kind, data = read_scan(uploaded("file"))
    except RuleViolated as violation:
        return render(TEMPLATE, page, form=form, status=refused(form, violation))
    form.taken = sha256 = keep_file(context.house().files, data, kind.suffix)

    def act(db: Db) -> str:
        is_public, by, now = bool(form.is_public.data), who().staff_id, context.now()
        minutes_versions.attach_scan(db, session_id, number, kind, sha256=sha256, is_public=is_public, by=by, now=now)
        return _here(session_id, number)

    return attempt(Verb.ATTACH_SCAN, form, act, template=TEMPLATE, page=page)


@blueprint.post("/sesiones/<uuid:session_id>/minuta/v<int:number>/firmada/<uuid:scan_id>/quitar")
@requires(Action.WRITE_MINUTES)
def minutes_scan_remove(session_id: UUID, number: int, scan_id: UUID) -> Response:
    """Take a scan off the page."""
    form, page = RemoveScanForm.sent(), _page(session_id, number, Action.WRITE_MINUTES)

    def act(db: Db) -> str:
        minutes_versions.remove_scan(db, session_id, scan_id, now=context.now())
        return _here(session_id, number)

    return attempt(Verb.ATTACH_SCAN, form, act, template=TEMPLATE, page=page)


@blueprint.get("/sesiones/<uuid:session_id>/minuta/v<int:number>/firmada/<uuid:scan_id>")
@requires(Action.SEE_SPACE)
def minutes_scan_file(session_id: UUID, number: int, scan_id: UUID) -> Response:
    """Give the scan of a signed copy to those who see the session."""
    page = _page(session_id, number, Action.SEE_SPACE)
    found = next((one for one in page.scans if one.id == scan_id), None)
    if found is None:
        raise NotFound
    return scan_file(found.sha256, found.kind, f"firmada-{page.head.code.lower()}-v{number}")


@dataclass(frozen=True, slots=True)
class DraftChangesPage:
    """What the draft says that the version that is out does not."""

    head: SessionHead
    number: int
    parts: tuple[ChangedPart, ...]


@blueprint.get("/sesiones/<uuid:session_id>/minuta/cambios")
@requires(Action.SEE_SPACE)
def minutes_draft_changes(session_id: UUID) -> Response:
    """Show what the coming version changes, word by word, before anybody approves it."""
    head = session_for(session_id, Action.SEE_SPACE)
    db = context.reading()
    frozen = frozen_version(db, head.token, None)
    out = opened_version(frozen.content, frozen.version.sha256)
    coming = draft_document(minutes_facts(db, session_id), minutes_draft(db, session_id), on=today_in(head.zone))
    page = DraftChangesPage(head, frozen.version.number, differences(out, coming))
    return render("facilitator/minutes_changes.html", page)
