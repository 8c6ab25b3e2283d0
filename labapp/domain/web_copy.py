"""The public pages as plain files: which file stands for which address, and how one file points to another.

An address keeps its own path (`/sesion/X` is `sesion/X/index.html`), so whatever was printed is found on any web server
that answers a folder with its index. Titles are never part of a file name: addresses are made of tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from posixpath import relpath
from urllib.parse import parse_qsl, urljoin, urlsplit

HOME = "/registro-publico"
"""The page that is the first file of the folder."""

_HOST = "pages"
_PATH = re.compile(r"(?:/[A-Za-z0-9][A-Za-z0-9._-]*)+")
_KEPT = ("anio", "lugar", "mes", "pagina")
"""What narrows a list: each is one folder more."""
_VALUE = re.compile(r"[A-Za-z0-9-]{1,20}")
_ONE_FOR_ALL = (".pdf", ".docx", ".json", ".csv", ".atom", ".css", ".svg", ".png", ".jpg")
"""Files that are the same in every language."""


@dataclass(frozen=True, slots=True)
class Address:
    """A public page or file, in one language. `choices` narrow a list, in the order of their names."""

    path: str
    language: str = "es"
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether it is a page, and not a file that is saved or opened by another program."""
        return "." not in self.path.rsplit("/", 1)[-1]


def read_address(href: str, base: Address) -> Address | None:
    """Return where a link on the page `base` leads among the public pages; None for anything else."""
    try:
        parts = urlsplit(urljoin(f"http://{_HOST}{base.path}", href))
    except ValueError:
        return None
    path = HOME if parts.path in {"", "/"} else parts.path
    if (parts.scheme, parts.netloc) != ("http", _HOST) or not _PATH.fullmatch(path):
        return None
    asked = dict(parse_qsl(parts.query))
    choices = tuple((name, asked[name]) for name in _KEPT if asked.get(name) and (name, asked[name]) != ("pagina", "1"))
    if not all(_VALUE.fullmatch(value) for _, value in choices):
        return None
    language = "es" if path.endswith(_ONE_FOR_ALL) else asked.get("lang", base.language)
    return Address(path, "en" if language == "en" else "es", choices)


def file_of(address: Address) -> str:
    """Return the path of the file that stands for an address, with slashes, without one in front."""
    own = replace(address, path="") if address.path == HOME else address
    folders = ["en"] if own.language == "en" else []
    folders += [part for part in own.path.split("/") if part]
    folders += [f"{name}-{value}" for name, value in own.choices]
    return "/".join([*folders, "index.html"] if address.is_page else folders)


def way_between(file: str, target: str) -> str:
    """Return how the page `file` points to the file `target` of the same folder."""
    return relpath(target, file.rsplit("/", 1)[0] if "/" in file else ".")
