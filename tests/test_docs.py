"""What a person must find in the documents is there: every setting, every command, every table and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from labapp.assembly import ROOT
from labapp.cli import main
from labapp.models.base import Base, Passing, Recorded

DOCS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))}
EVERYTHING = "\n".join(DOCS.values())
SETTINGS = {
    name
    for path in (ROOT / "labapp").rglob("*.py")
    for name in re.findall(r"\"(LABAPP_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
}


def commands(group: click.Command, path: str = "labapp") -> Iterator[str]:
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands(command, f"{path} {name}")
    else:
        yield path


def test_every_setting_is_documented() -> None:
    assert len(SETTINGS) > 5
    assert sorted(name for name in SETTINGS if name not in EVERYTHING) == []


def test_no_document_names_a_setting_that_is_not_read() -> None:
    elsewhere = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [ROOT / "lab.py", *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").glob("*.py")]
    )
    named = set(re.findall(r"\bLABAPP_[A-Z_]+\b", EVERYTHING))

    assert sorted(name for name in named - SETTINGS if name not in elsewhere) == []


def test_every_command_is_documented() -> None:
    assert [command for command in commands(main) if command not in EVERYTHING] == []


def kind_of(table: type) -> str:
    if issubclass(table, Recorded):
        return "recorded"
    return "passing" if issubclass(table, Passing) else "local"


def test_every_table_is_documented_with_its_kind() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", DOCS["tables.md"], re.MULTILINE))
    wanted = {mapper.class_.__tablename__: kind_of(mapper.class_) for mapper in Base.registry.mappers}

    assert rows == wanted
