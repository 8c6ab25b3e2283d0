"""What a public page says of itself where its link is shared: title, a few words, and the picture of its card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from labapp.documents.cards import Card
from labapp.domain.returning import few_words
from labapp.web.public_address import public_address

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a card: where it is, its address on the internet once there is one, and the same in words."""

    href: str
    address: str | None
    alt: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands beside a shared link. `url` is the permanent address of the page, None until there is one."""

    title: str
    description: str
    url: str | None
    picture: Picture | None


def picture(card: Card, endpoint: str, **values: Any) -> Picture:  # values are whatever the route takes
    """Return where the picture of a card is found."""
    return Picture(url_for(endpoint, **values), public_address(endpoint, **values), card.alt)


def shared(title: str, description: str, url: str | None, drawn: Picture | None = None) -> Shared:
    """Return what a page says of itself, in a few words."""
    return Shared(title, few_words(description, _LONGEST), url, drawn)
