"""A workbook from outside: what is in the package is looked at before any library opens it.

openpyxl reads XML with the standard library, which expands entities unless defusedxml is installed. Here no part may
declare a document type at all, and every part must be plain UTF-8, so that nothing can hide one: entities cannot exist
by the time a parser sees the file. Source: OWASP ASVS 5.2.2, 5.2.3; ECMA-376 part 2 (no DTD in a package).
"""

from __future__ import annotations

import io
import re
import zipfile

from labapp.domain.errors import Refusal, RuleViolated

MB = 1024 * 1024
MOST_PARTS = 200
MOST_UNPACKED = 20 * MB
SUSPICIOUS_RATIO = 100
"""Times that a part of more than a megabyte may be larger than what it is packed in."""

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")
_WRITTEN_IN = ("utf-8", "utf-16-le", "utf-16-be")
_TYPE_OR_ENTITY = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in _WRITTEN_IN)


def check_package(data: bytes) -> None:
    """Refuse a package that is no plain workbook, or that is made to do harm; nothing of it is interpreted here.

    Raises RuleViolated: `sheet_damaged`, `sheet_with_password`, `sheet_open_document`, `sheet_with_macros`,
    `sheet_with_links`, `sheet_of_other_kind` or `sheet_unsafe`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_sizes(parts)
            _check_kind(package, {part.filename.casefold() for part in parts})
            for part in parts:
                _check_part(part.filename, package.read(part))
    except Refusal:
        raise
    except Exception as wrong:  # a broken package raises whatever it likes, and is broken all the same
        raise RuleViolated("sheet_damaged", field="file") from wrong


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise RuleViolated("sheet_with_password", field="file")
    packed = [(part.file_size, max(part.compress_size, 1)) for part in parts]
    too_many = len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts)
    too_large = sum(size for size, _ in packed) > MOST_UNPACKED
    if too_many or too_large or any(size > MB and size > SUSPICIOUS_RATIO * small for size, small in packed):
        raise RuleViolated("sheet_unsafe", field="file")


def _check_kind(package: zipfile.ZipFile, names: set[str]) -> None:
    if "mimetype" in names and package.read("mimetype").startswith(_OPEN_DOCUMENT):
        raise RuleViolated("sheet_open_document", field="file")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise RuleViolated("sheet_with_macros", field="file")
    if any("/externallinks/" in name for name in names):
        raise RuleViolated("sheet_with_links", field="file")
    if "xl/workbook.xml" not in names:
        raise RuleViolated("sheet_of_other_kind", field="file")
    if b"macroenabled" in package.read("[Content_Types].xml").lower():
        raise RuleViolated("sheet_with_macros", field="file")


def _check_part(name: str, content: bytes) -> None:
    declared = _DECLARED.match(content[:200])
    is_foreign = declared is not None and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}
    is_wide = name.casefold().endswith(_XML) and b"\x00" in content
    if is_foreign or is_wide or any(word in content for word in _TYPE_OR_ENTITY):
        raise RuleViolated("sheet_unsafe", field="file")
