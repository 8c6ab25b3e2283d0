"""`labapp verify`: says of a file, in Spanish and English, whether it is what was published here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from labapp.assembly import build_house, default_settings
from labapp.documents.checking import Finding, Verdict, check_file
from labapp.documents.minutes_versions import short_code
from labapp.domain.errors import RuleViolated
from labapp.queries.verification import CodedVersion, every_version, read_code
from labapp.words import formats

EXIT_CODES = {Verdict.EQUAL: 0, Verdict.DIFFERENT: 1, Verdict.UNKNOWN: 3}
"""2 stands for a wrong use of the command."""

_WORDS: dict[Verdict, tuple[str, str]] = {
    Verdict.EQUAL: ("Es igual a lo publicado.", "It is what was published."),
    Verdict.DIFFERENT: ("NO es igual a lo publicado.", "It is NOT what was published."),
    Verdict.UNKNOWN: ("Este archivo no se conoce aquí.", "This file is not known here."),
}


def verify_file(path: Path, code: str | None) -> tuple[list[str], int]:
    """Return what is to be said of a file, and the exit code. Raises RuleViolated `code_not_understood`."""
    printed = read_code(code) if code else None
    if code and printed is None:
        raise RuleViolated("code_not_understood")
    house = build_house(default_settings())
    try:
        with house.database.reading() as db:
            finding = check_file(path.read_bytes(), tuple(every_version(db)), printed=printed)
    finally:
        house.database.close()
    return list(_told(finding)), EXIT_CODES[finding.verdict]


def _told(finding: Finding) -> Iterator[str]:
    yield from _WORDS[finding.verdict]
    version = finding.version
    if version is not None:
        yield from _about(version)
    yield from finding.lines


def _about(version: CodedVersion) -> Iterator[str]:
    at, name = (
        (formats.moment(version.published_at, each, version.head.zone) for each in ("es", "en")),
        version.head.name,
    )
    spanish, english = at
    kinds = ("minuta o informe", "minutes") if version.is_minutes else ("respuesta", "response")
    code = short_code(version.code)
    yield f"{name} · {kinds[0]}, versión {version.number}, {spanish} · Código de verificación: {code}"
    yield f"{name} · {kinds[1]}, version {version.number}, {english} · Verification code: {code}"
    if version.withdrawn_at is not None:
        yield f"Se retiró. Razón: {version.withdrawn_because}"
        yield "It was withdrawn, for the reason above."
    elif version.has_newer:
        yield f"Hay una versión más nueva: la {version.newest}."
        yield f"There is a newer version: number {version.newest}."
