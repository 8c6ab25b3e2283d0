"""Every code that people may meet has its words, in Spanish and in English, and each sentence gets what it asks for."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import sqlalchemy as sa

import labapp.models
from labapp.models.base import Base
from labapp.words.labels import all_labels, all_refusals

PACKAGE = Path(labapp.models.__file__).parent.parent


def stored_vocabularies() -> list[type[StrEnum]]:
    kinds = {
        column.type.enum_class
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.Enum) and column.type.enum_class is not None
    }
    return sorted(kinds, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", stored_vocabularies(), ids=lambda kind: kind.__name__)
def test_every_code_of_a_column_has_a_label_in_both_languages(kind: type[StrEnum]) -> None:
    without = [member.value for member in kind if not all(all_labels().get((kind, member.value), ("", "")))]

    assert without == []


def test_labels_differ_within_a_vocabulary() -> None:
    alike = []
    for language in (0, 1):
        seen: dict[tuple[type[StrEnum], str], str] = {}
        for (kind, value), words in all_labels().items():
            before = seen.setdefault((kind, words[language]), value)
            if before != value:
                alike.append(f"{kind.__name__}: {before} and {value} both read {words[language]!r}")
    assert alike == []


def test_every_label_belongs_to_a_member_that_exists() -> None:
    assert [(kind, value) for kind, value in all_labels() if value not in {member.value for member in kind}] == []


def refusals_raised() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Give the place, the code and the details of every refusal in the source; None where they are not spelt out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in {"RuleViolated", "NotAllowed", "NotFound"} or not node.args:
                continue
            place = f"{path.relative_to(PACKAGE.parent).as_posix()}:{node.lineno}"
            given = [keyword.arg for keyword in node.keywords]
            details = None if None in given else frozenset(str(name) for name in given)
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield place, part.value, details


def places_in(words: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(words) if name}


def test_every_refusal_has_a_sentence() -> None:
    codes = set(all_refusals()) | {"not_found"}
    silent = [f"{place} {code}" for place, code, _ in refusals_raised() if code not in codes and code.islower()]

    assert "\n".join(silent) == ""


def test_every_sentence_gets_what_it_asks_for() -> None:
    missing = [
        f"{place} {code} wants {sorted(wanted - details)}"
        for place, code, details in refusals_raised()
        if code in all_refusals() and details is not None
        for wanted in [places_in(" ".join(all_refusals()[code]))]
        if wanted - details
    ]
    assert "\n".join(missing) == ""


def test_both_languages_of_a_sentence_tell_the_same_facts() -> None:
    apart = [code for code, (es, en) in all_refusals().items() if places_in(es) != places_in(en) or not es or not en]

    assert apart == []


def test_no_sentence_is_without_a_refusal() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if "words" not in path.parts)

    assert [code for code in all_refusals() if f'"{code}"' not in source] == []
