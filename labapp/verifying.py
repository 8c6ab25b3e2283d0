"""Says in Spanish and English whether a file is what was published here, and whether the record still stands.

`labapp verify` and `labapp journal verify`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from labapp.assembly import build_house, default_settings
from labapp.documents.checking import Finding, Verdict, check_file
from labapp.domain.errors import RuleViolated
from labapp.domain.verification_codes import short_code
from labapp.queries.journal import verify
from labapp.queries.printed_codes import code_faults
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
    printed = _read(code) if code else None
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
    name, zone = version.head.name, version.head.zone
    spanish, english = (formats.moment(version.published_at, language, zone) for language in ("es", "en"))
    kinds = ("minuta o informe", "minutes") if version.is_minutes else ("respuesta", "response")
    code = short_code(version.code)
    yield f"{name} · {kinds[0]}, versión {version.number}, {spanish} · Código de verificación: {code}"
    yield f"{name} · {kinds[1]}, version {version.number}, {english} · Verification code: {code}"
    if not version.is_bound:
        yield "Lo que se guarda aquí ya no da ese código: alguien lo cambió después de publicarlo."
        yield "What is kept here no longer gives that code: somebody changed it after it was published."
    if version.withdrawn_at is not None:
        yield f"Se retiró. Razón: {version.withdrawn_because}"
        yield "It was withdrawn, for the reason above."
    elif version.has_newer:
        yield f"Hay una versión más nueva: la {version.newest}."
        yield f"There is a newer version: number {version.newest}."


def verify_journal(codes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what was read, and everything that is wrong with the journal, the tables and the published documents.

    `codes` are those on paper: each must be published here, and name only operations that are there.
    Raises RuleViolated `code_not_understood`.
    """
    printed = [_read(code) for code in codes]
    house = build_house(default_settings())
    try:
        with house.database.reading() as db:
            found, broken = verify(db), code_faults(db, printed)
    finally:
        house.database.close()
    wrong = [f"cadena · chain {fault.chain} #{fault.seq}: {fault.kind}" for fault in found.faults]
    wrong += [f"{difference.entity} {difference.id} {difference.field}" for difference in found.differences]
    wrong += [f"código · code {fault.code}: {fault.kind}" for fault in broken]
    return [f"{found.operations} operaciones · operations, {found.rows} filas · rows"], wrong


def _read(typed: str) -> str:
    code = read_code(typed)
    if code is None:
        raise RuleViolated("code_not_understood")
    return code
