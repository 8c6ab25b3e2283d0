"""Forms: one signed token is both the protection against forged requests and the key of idempotency.

The token names the form, whom it was made for (a staff session, a room) and when; it is minted when the page is
shown. Shape is checked here; meaning is the domain's. `command()` of each form is the only way out.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

from flask import g, request
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import Form, HiddenField
from wtforms.i18n import get_translations
from wtforms.validators import ValidationError

from labapp.web import context

OLDEST = timedelta(hours=18)
"""A form older than this is shown again with what was typed: a lab day, with its evening."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a form's token says, once its signature holds."""

    key: str
    made_at: datetime


class Forged(Exception):
    """The token is missing, altered, or made for another form, room or person. Answered with 403."""


def _serializer(form: str, subject: str) -> URLSafeSerializer:
    return URLSafeSerializer(context.house().secret, salt=f"form:{form}:{subject}")


def subject() -> str:
    """Return for whom forms are minted: the staff session, or whoever stands in the room."""
    return str(g.get("form_subject", "room"))


def mint(form: str) -> str:
    """Return a fresh token for one showing of a form."""
    made = int(context.now().timestamp())
    return str(_serializer(form, subject()).dumps([secrets.token_urlsafe(12), made]))


def read_token(form: str, raw: str) -> Token:
    """Return what a token says. Raises Forged unless it was made here, for this form and this reader."""
    try:
        key, made = _serializer(form, subject()).loads(raw)
    except (BadSignature, ValueError, TypeError) as wrong:
        raise Forged(form) from wrong
    return Token(f"{form}:{key}", datetime.fromtimestamp(made, UTC))


class KeyedForm(Form):
    """The base of every form that changes something. Subclasses have fields and a `command()`."""

    name: ClassVar[str]
    """Stable name of the form; part of the token and of the receipt."""

    may_be_kept: ClassVar[bool] = True
    """Whether the desk may look at it; never where the desk is not to know who sent it, or it holds a person's code."""

    token = HiddenField()
    _spoken_for: Token

    class Meta:
        """WTForms speaks the reader's language."""

        def get_translations(self, form: Form) -> Any:  # WTForms' own signature is untyped
            """Return WTForms' messages in the language of the page."""
            return get_translations(["es" if context.language() == "es" else "en"])

    @classmethod
    def shown(cls, **values: Any) -> Self:  # values are whatever the fields take
        """Return the form as it is first shown: with a fresh token and the given values."""
        form = cls(data=values)
        form.token.data = mint(cls.name)
        return form

    @classmethod
    def sent(cls) -> Self:
        """Return the form as it arrived. Raises Forged where its token does not hold."""
        form = cls(request.form)
        form._spoken_for = read_token(cls.name, form.token.data or "")
        return form

    @property
    def spoken_for(self) -> Token:
        """The token of a form that arrived."""
        return self._spoken_for

    @property
    def is_stale(self) -> bool:
        """Whether the page was shown so long ago that it must be looked at again."""
        return context.now() - self.spoken_for.made_at > OLDEST

    def fingerprint(self) -> str:
        """Return a keyed hash of what was sent: the same for a retry, worthless for guessing the content."""
        sent = sorted((k, v) for k, values in request.form.lists() if k != "token" for v in values)
        return context.house().mac("form", self.name, *(part for pair in sent for part in pair))

    def as_sent(self) -> Mapping[str, str]:
        """Return what was sent, field by field, to be kept for a person to see."""
        return {k: "\n".join(request.form.getlist(k)) for k in request.form if k != "token"}

    def refuse(self, field: str, sentence: str) -> None:
        """Put a sentence beside a field, as validation would."""
        errors = list(self[field].errors)
        self[field].errors = [*errors, sentence]


__all__ = ["OLDEST", "Forged", "KeyedForm", "Token", "ValidationError", "mint", "read_token", "subject"]
