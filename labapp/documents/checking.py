"""Whether a file that somebody holds is what was published: told without a network, from the file and the database."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Any

from labapp.documents.differences import ChangedPart, Turn, differences
from labapp.documents.frozen import document_from
from labapp.documents.html import document_html
from labapp.domain.verification_codes import code_of, short_code
from labapp.queries.verification import CodedVersion

_PRINTED = re.compile(r"\b[0-9A-F]{4}(?:-[0-9A-F]{4}){3}\b")
_TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
MOST_TOLD = 20


class Verdict(StrEnum):
    """What is known of the file."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict, the published version that it is about, and in which lines the file says something else."""

    verdict: Verdict
    version: CodedVersion | None = None
    lines: tuple[str, ...] = ()


def check_file(data: bytes, known: Sequence[CodedVersion], *, printed: str | None = None) -> Finding:
    """Return what is known of a PDF, a page or the data of a document; `printed` is the code on a paper copy.

    With a printed code the file must be the version that carries it: one that agrees with itself, and with the
    database, under another code was written anew after the paper went out.
    """
    finding = _found(data, known)
    if finding.version is not None and not finding.version.is_bound:
        return Finding(Verdict.DIFFERENT, finding.version)
    if printed is None or finding.verdict is not Verdict.EQUAL:
        return finding
    code = finding.version.code if finding.version else ""
    return finding if code.startswith(printed) or printed.startswith(code or "-") else Finding(Verdict.DIFFERENT)


def _found(data: bytes, known: Sequence[CodedVersion]) -> Finding:
    if data.startswith(b"%PDF-"):
        return _pdf(data, known)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Finding(Verdict.UNKNOWN)
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return _page(text, known)
    return _data(held, known) if isinstance(held, dict) else Finding(Verdict.UNKNOWN)


def _pdf(data: bytes, known: Iterable[CodedVersion]) -> Finding:
    sha256, title = hashlib.sha256(data).hexdigest(), _TITLE.search(data)
    named = html.unescape(title[1].decode("utf-8", "replace")) if title else None
    namesakes = []
    for version in known:
        if version.pdf_sha256 == sha256:
            return Finding(Verdict.EQUAL, version)
        if _file_title(version) == named:
            namesakes.append(version)
    return Finding(Verdict.DIFFERENT, namesakes[-1]) if namesakes else Finding(Verdict.UNKNOWN)


def _file_title(version: CodedVersion) -> str:
    """Return the title of the file of a version; empty where it was withdrawn or its data are no document any more."""
    try:
        return document_from(version.content).file_title
    except (ValueError, TypeError):
        return ""


def _data(held: Mapping[str, Any], known: Iterable[CodedVersion]) -> Finding:
    try:
        own = code_of(held)
    except (TypeError, ValueError):
        return Finding(Verdict.UNKNOWN)
    printed = str(held.get("code", ""))
    claimed = next((one for one in known if short_code(one.code) == printed), None)
    if claimed is None:
        return Finding(Verdict.UNKNOWN if short_code(own) == printed else Verdict.DIFFERENT)
    if claimed.code.startswith(own) or own.startswith(claimed.code):
        return Finding(Verdict.EQUAL, claimed)
    return Finding(Verdict.DIFFERENT, claimed, tuple(_told(held, claimed))[:MOST_TOLD])


def _told(held: Mapping[str, Any], version: CodedVersion) -> Iterable[str]:
    if not version.content:
        return
    try:
        parts = differences(document_from(version.content), document_from(held))
    except (ValueError, TypeError):
        return
    for part in parts:
        yield from _lines(part)


def _lines(part: ChangedPart) -> Iterable[str]:
    marks = {Turn.SAME: "{}", Turn.REMOVED: "[-{}-]", Turn.ADDED: "[+{}+]"}
    for line in part.lines:
        yield f"{part.heading}: " + "".join(marks[piece.turn].format(piece.text) for piece in line)


class _Article(HTMLParser):
    """Collects the words inside `<article class="document">`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article" and (self._depth or "document" in (dict(attrs).get("class") or "").split()):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "article" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.words += data.split()


def _words(page: str) -> list[str]:
    article = _Article()
    article.feed(page)
    return article.words


def _page(text: str, known: Iterable[CodedVersion]) -> Finding:
    words = _words(text)
    codes = _PRINTED.findall(" ".join(words[-40:]))
    version = next((one for one in known if codes and short_code(one.code) == codes[-1]), None)
    if version is None or not version.content or not version.is_bound:
        return Finding(Verdict.UNKNOWN, version)
    published = _words(str(document_html(document_from(version.content))))
    if words == published:
        return Finding(Verdict.EQUAL, version)
    return Finding(Verdict.DIFFERENT, version, _first_difference(published, words))


def _first_difference(published: list[str], held: list[str]) -> tuple[str, ...]:
    same = 0
    while same < min(len(published), len(held)) and published[same] == held[same]:
        same += 1
    start = max(0, same - 5)
    return tuple(f"{mark} {' '.join(words[start : same + 15])}" for mark, words in (("-", published), ("+", held)))
