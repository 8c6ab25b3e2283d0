"""Whoever chooses English reads English: every sentence has its translation, and none is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_file
from jinja2.ext import babel_extract

from labapp.assembly import ROOT
from labapp.words.catalogue import catalogue_files, read_catalogue

PACKAGE = ROOT / "labapp"
OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "extensions": "jinja2.ext.do"}
_PLACES = re.compile(r"%\((\w+)\)[sd]")


def in_templates() -> Iterator[tuple[str, str]]:
    for path in sorted((PACKAGE / "templates").rglob("*.html")):
        with path.open("rb") as file:
            for line, _function, messages, _comments in babel_extract(file, ("_", "gettext", "ngettext"), [], OPTIONS):
                for message in messages if isinstance(messages, tuple) else (messages,):
                    if message:
                        yield message, f"{path.relative_to(ROOT).as_posix()}:{line}"


def in_code() -> Iterator[tuple[str, str]]:
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    for path in sorted(PACKAGE.rglob("*.py")):
        found = extract_from_file("python", path, keywords=keywords, options={"encoding": "utf-8"})
        for line, messages, _comments, _context in found:
            for message in messages if isinstance(messages, tuple) else (messages,):
                yield message, f"{path.relative_to(ROOT).as_posix()}:{line}"


def spoken() -> dict[str, str]:
    return dict([*in_templates(), *in_code()])


def strings_of_code() -> set[str]:
    """Every string in the code: a sentence may stand in a table and be spoken elsewhere."""
    return {
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def catalogued() -> list[tuple[str, Message]]:
    return [
        (file.name, message) for file in catalogue_files() for message in read_catalogue(file) if message.id
    ]


def ids_of(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_every_sentence_has_its_english() -> None:
    known = {each for _, message in catalogued() if all(forms_of(message)) for each in ids_of(message)}
    silent = [f"{place}: {message!r}" for message, place in sorted(spoken().items()) if message not in known]

    assert "\n".join(silent) == ""


def test_no_translation_is_left_over() -> None:
    used = set(spoken()) | strings_of_code()
    unused = [f"{file}: {ids_of(m)[0]!r}" for file, m in catalogued() if not set(ids_of(m)) & used]

    assert "\n".join(unused) == ""


def test_translations_keep_the_places_of_what_is_filled_in() -> None:
    apart = [
        f"{file}: {each!r}"
        for file, message in catalogued()
        for each in forms_of(message)
        if set(_PLACES.findall(each)) - {p for each_id in ids_of(message) for p in _PLACES.findall(each_id)}
    ]
    assert "\n".join(apart) == ""


def test_no_sentence_is_translated_twice_in_different_words() -> None:
    seen: dict[str, tuple[str, tuple[str, ...]]] = {}
    apart = []
    for file, message in catalogued():
        before = seen.setdefault(ids_of(message)[0], (file, forms_of(message)))
        if before[1] != forms_of(message):
            apart.append(f"{before[0]} and {file}: {ids_of(message)[0]!r}")
    assert "\n".join(apart) == ""


def test_nothing_is_fuzzy() -> None:
    assert [(file, m.id) for file, m in catalogued() if m.fuzzy] == []
