"""Every clock that the program has is in docs/clocks.md with its term, and so is every table whose rows expire."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from labapp.assembly import ROOT
from labapp.domain.privacy import Kept
from labapp.domain.terms import DayKind, Term
from labapp.models.base import Base, Passing

PAGE = (ROOT / "docs" / "clocks.md").read_text(encoding="utf-8")
ROWS = {
    f"{found[1]}.{found[2]}": row
    for row in PAGE.splitlines()
    for found in re.finditer(r"`([a-z_/]+)\.([A-Z_]+)`", row)
    if row.startswith("|")
}
MAKES_A_TERM = {"timedelta", "Term"}
NAMES_A_TERM = re.compile(r"(?:^|_)(DAYS|HOURS|MINUTES|SECONDS)(?:_|$)")
UNITS = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}


def constants(path: Path) -> Iterator[str]:
    """Yield the names that a module gives to a length of time at its top."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            target, value = node.target, node.value
        else:
            continue
        calls = [each.func for each in ast.walk(value) if isinstance(each, ast.Call)]
        made = {called.id for called in calls if isinstance(called, ast.Name)}
        is_number = isinstance(value, ast.Constant) and isinstance(value.value, int | float)
        if isinstance(target, ast.Name) and (made & MAKES_A_TERM or (is_number and NAMES_A_TERM.search(target.id))):
            yield target.id


MODULES = [path for path in sorted((ROOT / "labapp").rglob("*.py")) if "demo" not in path.parts]
CLOCKS = [
    (path.relative_to(ROOT / "labapp").with_suffix("").as_posix(), name) for path in MODULES for name in constants(path)
]


def spoken(value: object, name: str) -> str:
    """Return a length of time as the page tells it, or nothing where it is a table of several."""
    if isinstance(value, Term):
        return f"{value.days} {'working' if value.kind is DayKind.WORKING else 'calendar'} days"
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        largest = next(unit for unit, length in UNITS.items() if seconds >= 2 * length)
        return f"{seconds / UNITS[largest]:g} {largest}"
    unit = NAMES_A_TERM.search(name)
    if isinstance(value, int | float) and unit:
        return f"{value:g} {unit[1].lower()}"
    within = getattr(value, "within", None)
    return spoken(within, name) if within else ""


def test_the_constants_are_found() -> None:
    assert {("services/people", "SIGN_IN_LASTS"), ("domain/replies", "REPLY_DAYS")} < set(CLOCKS)
    assert ("domain/terms", "PROPOSED_REPORT_TERM") in CLOCKS


@pytest.mark.parametrize(("module", "name"), CLOCKS)
def test_every_length_of_time_is_on_the_page_with_its_value(module: str, name: str) -> None:
    value = getattr(importlib.import_module(f"labapp.{module.replace('/', '.')}"), name)

    assert f"{module}.{name}" in ROWS
    assert f"| {spoken(value, name)}" in ROWS[f"{module}.{name}"]


def test_the_page_names_no_length_of_time_that_is_not_there() -> None:
    assert set(ROWS) == {f"{module}.{name}" for module, name in CLOCKS}


def test_every_table_whose_rows_expire_is_on_the_page() -> None:
    tables = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if issubclass(mapper.class_, Passing)}

    assert sorted(table for table in tables if f"`{table}`" not in PAGE) == []


def test_every_kind_of_personal_data_that_has_a_term_is_on_the_page() -> None:
    assert sorted(kind for kind in Kept if f"`{kind}`" not in PAGE) == []


def test_every_test_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[a-z_/]+\.py)`", PAGE))

    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
