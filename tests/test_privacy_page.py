"""The privacy page names what is kept of people: no column about a person without its line, and no line of a ghost."""

from __future__ import annotations

import re

from labapp.assembly import ROOT
from labapp.models.base import Base, Local, Passing, Recorded

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))
TABLES = {str(mapper.class_.__tablename__): mapper.class_ for mapper in Base.registry.mappers}


def in_row(heading: str) -> set[str]:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| **{heading}** |"))
    return set(re.findall(r"`(\w+)`", row))


def test_every_column_about_a_person_has_its_line() -> None:
    personal = [
        f"{name}.{column.name}"
        for name, table in TABLES.items()
        for column in table.__table__.columns
        if column.info.get("personal")
    ]

    assert len(personal) > 10
    assert [column for column in personal if column not in NAMED] == []


def test_every_column_that_is_named_exists() -> None:
    named = [found.groups() for word in NAMED if (found := re.fullmatch(r"([a-z_]+)\.([a-z_]+)", word))]

    assert [(t, c) for t, c in named if t not in TABLES or c not in TABLES[t].__table__.columns] == []


def test_every_table_stands_under_its_kind() -> None:
    recorded = {name for name, table in TABLES.items() if issubclass(table, Recorded)}
    passing = {name for name, table in TABLES.items() if issubclass(table, Passing)}
    local = {name for name, table in TABLES.items() if issubclass(table, Local)} - passing

    assert (in_row("Recorded"), in_row("Local"), in_row("Passing")) == (recorded, local, passing)
    assert set(TABLES) - recorded - local - passing == {"operation"}
