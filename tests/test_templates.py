"""Templates: each compiles, stands in one layout, trusts no text of people, and imports what it uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from labapp.assembly import ROOT

FOLDER = ROOT / "labapp" / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
BARE = ["facilitator/place_picker.html"]
"""Parts that are asked for on their own and put into a page that is open."""


def source_of(name: str) -> str:
    return Path(FOLDER, name).read_text(encoding="utf-8")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_every_template_compiles_and_finds_what_it_includes(desk_app: Flask) -> None:
    environment = desk_app.jinja_env
    for name in TEMPLATES:
        environment.get_template(name)
        tree = environment.parse(source_of(name))
        for kind in (nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import):
            for used in tree.find_all(kind):
                if isinstance(used.template, nodes.Const):
                    environment.get_template(str(used.template.value))


def test_a_page_stands_in_one_layout() -> None:
    extended = {name: re.findall(r"{%-?\s*extends\s+\"([^\"]+)\"", source_of(name)) for name in TEMPLATES}
    pages = [name for name in TEMPLATES if not Path(name).name.startswith("_") and not name.startswith("components/")]

    assert [name for name, layouts in extended.items() if len(layouts) > 1] == []
    assert [name for name in pages if not name.startswith("layouts/") and not extended[name]] == BARE
    assert [layout for layouts in extended.values() for layout in layouts if not layout.startswith("layouts/")] == []


def test_no_text_of_people_is_trusted() -> None:
    assert [name for name in TEMPLATES if re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", source_of(name))] == []


def test_every_macro_that_is_imported_is_used() -> None:
    unused = []
    for name in TEMPLATES:
        source = source_of(name)
        for statement in re.findall(r"{%-?\s*from\s+\"[^\"]+\"\s+import\s+([^%]+?)\s*(?:with context\s*)?-?%}", source):
            for macro in statement.split(","):
                known_as = macro.split(" as ")[-1].strip()
                if len(re.findall(rf"\b{known_as}\b", source)) < 2:
                    unused.append(f"{name}: {known_as}")
    assert "\n".join(unused) == ""


def test_every_macro_is_used_somewhere() -> None:
    everything = "\n".join(source_of(name) for name in TEMPLATES)
    defined = [
        (name, macro)
        for name in TEMPLATES
        for macro in re.findall(r"{%-?\s*macro\s+(\w+)\(", source_of(name))
    ]
    assert [f"{name}: {macro}" for name, macro in defined if len(re.findall(rf"\b{macro}\b", everything)) < 2] == []


def test_every_partial_is_included_somewhere() -> None:
    everything = "\n".join(source_of(name) for name in TEMPLATES)
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "labapp").rglob("*.py"))

    assert [name for name in TEMPLATES if name not in everything and name not in code] == []
