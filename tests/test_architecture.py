"""The walls of the house: imports point down, the rules are pure, rooms stay small, and exceptions give a reason."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "labapp"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted(path for path in (PACKAGE / "templates").rglob("*") if path.is_file())
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = [ROOT / "lab.py", *sorted((ROOT / "bench").glob("*.py")), *sorted((ROOT / "migrations").glob("*.py"))]

FLOORS = {
    "domain": 0, "words": 1, "models": 2, "queries": 3, "services": 4, "tables": 5, "documents": 6, "exports": 6,
    "returned": 6, "sync": 6, "web": 7, "demo": 8,
}  # fmt: skip
BESIDE = {
    # what knows no room stands beside the floors: used from the named floor up, looking no higher
    "startup_messages": 1, "launcher": 1, "durable": 2, "settings": 2, "data_folder": 2, "instance": 3, "urn_files": 2,
    "urns": 2, "serving": 2, "postgres_copy": 3, "backup": 3, "migrating": 4, "house": 3, "erasures": 4,
    "reading_tally": 1,
    "stored_files": 3, "calendar_files": 3, "atom_files": 3, "doctor": 10, "carried_copy": 5, "housekeeping": 6,
    "published_folder": 4, "publishing": 10, "mail_settings": 2, "mail_delivery": 3, "postman": 7, "posting": 10,
    "assembly": 9, "flask_command": 10, "verifying": 10,
    "keeping": 10, "serve": 10, "cli": 11, "__main__": 12, "__init__": 12,
}  # fmt: skip
"""The floor that a module of the package itself stands on."""

DOMAIN_MAY_USE = {"uuid6", "holidays"}
WEB_ONLY = {"flask", "flask_migrate", "wtforms", "itsdangerous", "jinja2"}
AUDIENCES = ("facilitator", "participant", "projector", "public", "exports", "sync", "paired")
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "tools"}

LATE_IMPORTS = {
    "labapp/__init__.py": "the lower floors must load without Flask",
    "labapp/calendar_files.py": "the calendar library waits until somebody asks for a file",
    "labapp/cli.py": "a command loads what it needs and no more",
    "labapp/documents/qr.py": "the library of QR codes waits until one is drawn",
    "labapp/documents/nota_file.py": "the library of Word files waits until somebody asks for a letter",
    "labapp/documents/word.py": "the library of Word files waits until somebody asks for one",
    "labapp/domain/holidays_pa.py": "the calendar library is needed for one page of the desk",
    "labapp/exports/list_files.py": "the spreadsheet library waits until somebody asks for a workbook",
    "labapp/exports/session_files.py": "the spreadsheet library waits until somebody asks for a workbook",
    "labapp/migrating.py": "a start with nothing to migrate does not wait for Alembic",
    "labapp/returned/workbook.py": "the spreadsheet library waits until somebody brings a workbook",
    "labapp/web/facilitator/nota_files.py": "the spreadsheet library waits until somebody asks for a workbook",
    "labapp/web/facilitator/response_workbook.py": "the spreadsheet library waits until somebody asks for a workbook",
    "labapp/serve.py": "the demonstration is loaded when asked for",
}
"""Modules that import inside functions, and why."""

MOST_LINES = {"module": 300, "function": 30, "view": 20, "template": 130, "test file": 400}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def for_types_only(tree: ast.Module) -> set[ast.AST]:
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    return {inner for block in blocks for inner in ast.walk(block)}


@cache
def imports_of(path: Path) -> tuple[tuple[str, int], ...]:
    """Every module that is imported when this one runs, with its line; names of a package count as its modules."""
    tree, found = tree_of(path), []
    quiet = for_types_only(tree)
    for node in ast.walk(tree):
        if node in quiet:
            continue
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(_target(node.module, alias.name), node.lineno) for alias in node.names]
    return tuple(found)


def _target(module: str, name: str) -> str:
    inner = ROOT.joinpath(*module.split("."), name)
    return f"{module}.{name}" if inner.with_suffix(".py").exists() or (inner / "__init__.py").exists() else module


def floor_of(module: str) -> int:
    parts = module.split(".")
    room = parts[1] if len(parts) > 1 else "__init__"
    return FLOORS[room] if room in FLOORS else BESIDE[room]


def test_every_part_of_the_package_has_a_floor() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}

    assert rooms - set(FLOORS) - set(BESIDE) == set()


def test_imports_point_down() -> None:
    up = [
        f"{name_of(path)}:{line} imports {target}"
        for path in MODULES
        for target, line in imports_of(path)
        if target.startswith("labapp") and name_of(path) not in LATE_IMPORTS
        if floor_of(target) > floor_of(dotted(path))
    ]
    assert not up, "\n".join(up)


def test_audiences_do_not_import_each_other() -> None:
    crossing = []
    for path in MODULES:
        parts = path.relative_to(PACKAGE).parts
        if parts[0] != "web" or parts[1] not in AUDIENCES:
            continue
        others = tuple(f"labapp.web.{each}." for each in AUDIENCES if each != parts[1])
        crossing += [f"{name_of(path)}:{line} {t}" for t, line in imports_of(path) if f"{t}.".startswith(others)]
    assert not crossing, "\n".join(crossing)


def test_the_domain_uses_the_standard_library() -> None:
    foreign = [
        f"{name_of(path)}:{line} {target}"
        for path in (PACKAGE / "domain").glob("*.py")
        for target, line in imports_of(path)
        if target.split(".")[0] not in sys.stdlib_module_names | DOMAIN_MAY_USE | {"labapp"}
    ]
    assert not foreign, "\n".join(foreign)


def test_only_the_web_floor_knows_flask() -> None:
    allowed = {"web", "assembly.py", "flask_command.py", "__init__.py"}
    knowing = [
        f"{name_of(path)}:{line} {target}"
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] not in allowed
        for target, line in imports_of(path)
        if target.split(".")[0] in WEB_ONLY
    ]
    assert not knowing, "\n".join(knowing)


@pytest.mark.parametrize("floor", ["domain", "words"])
def test_the_lower_floors_load_neither_flask_nor_sqlalchemy(floor: str) -> None:
    modules = [dotted(path) for path in sorted((PACKAGE / floor).glob("*.py"))]
    code = (
        "import importlib, sys\n"
        f"for name in {modules!r}:\n"
        "    importlib.import_module(name)\n"
        "    loaded = {'flask', 'sqlalchemy', 'wtforms', 'werkzeug'} & set(sys.modules)\n"
        "    assert not loaded, f'{name} loads {loaded}'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)

    assert done.returncode == 0, done.stderr[-500:]


@pytest.mark.parametrize("name", ["domain", "words", "models", "queries", "services"])
def test_every_module_can_be_the_first_that_is_imported(name: str) -> None:
    """No circle shows only when a floor is entered from another side."""
    modules = [dotted(path) for path in sorted((PACKAGE / name).glob("*.py"))]
    code = (
        "import importlib, sys\n"
        f"for name in {modules!r}:\n"
        "    for known in [m for m in sys.modules if m.split('.')[0] == 'labapp' and '.models' not in m]:\n"
        "        del sys.modules[known]\n"
        "    importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)

    assert done.returncode == 0, done.stderr[-500:]


def late_imports(path: Path) -> Iterator[str]:
    quiet = for_types_only(tree_of(path))
    for function in ast.walk(tree_of(path)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom) and node not in quiet:
                    yield f"{name_of(path)}:{node.lineno}"


def test_imports_stand_at_the_top() -> None:
    late = [place for path in MODULES if name_of(path) not in LATE_IMPORTS for place in late_imports(path)]

    assert not late, "\n".join(late)


def test_every_allowance_for_late_imports_is_used() -> None:
    assert [name for name in LATE_IMPORTS if not (ROOT / name).exists() or not list(late_imports(ROOT / name))] == []


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length_of(function: ast.FunctionDef) -> int:
    """Lines of the body; what a function promises above it may take the room it needs."""
    first = function.body[1 if ast.get_docstring(function) and len(function.body) > 1 else 0]
    return (function.end_lineno or 0) - first.lineno + 1


def is_view(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr in {"get", "post"}
        for mark in function.decorator_list
    )


def too_long() -> Iterator[str]:
    for kind, paths in (("module", MODULES), ("template", TEMPLATES), ("test file", TESTS)):
        for path in paths:
            if path.suffix in {".py", ".html"} and lines_of(path) > MOST_LINES[kind]:
                yield f"{kind} {name_of(path)}: {lines_of(path)} lines"
    for path in MODULES:
        for function in ast.walk(tree_of(path)):
            if isinstance(function, ast.FunctionDef):
                kind = "view" if is_view(function) else "function"
                length = length_of(function)
                if length > MOST_LINES[kind]:
                    yield f"{kind} {name_of(path)}:{function.lineno} {function.name}: {length} lines"


def test_nothing_outgrows_a_screen_or_two() -> None:
    grown = list(too_long())

    assert not grown, "\n".join(grown)


def test_no_drawer_for_odds_and_ends() -> None:
    named = [name_of(path) for path in [*MODULES, *TEMPLATES, *TESTS, *SCRIPTS] if path.stem in FORBIDDEN_NAMES]

    assert not named, "\n".join(named)


FORBIDDEN_TEXTS = [
    (r"_external\s*=\s*True", "an address that a phone reads comes from room_url(), never from the request"),
    (r"<[^>]*\sstyle=", "styles live in the style sheet"),
    (r"<[^>]*\son(click|load|change|submit)=", "no script in pages"),
    (r"\.\./shared|/tmp/|/root/|/home/", "no path of one machine"),
    (r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time)\(", "the clock is passed in"),
    (r"\bprint\(", "the console speaks through click"),
]
CLOCKS = {"labapp/house.py", "labapp/launcher"}


@pytest.mark.parametrize(("pattern", "why"), FORBIDDEN_TEXTS, ids=[pattern for pattern, _ in FORBIDDEN_TEXTS])
def test_what_is_never_written(pattern: str, why: str) -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in [*MODULES, *TEMPLATES]
        if path.suffix in {".py", ".html"} and not name_of(path).startswith(tuple(CLOCKS))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found, f"{why}: {found}"


def test_every_exception_to_the_checkers_gives_a_reason() -> None:
    bare = re.compile(r"#\s*(?:type:\s*ignore(?:\[[^\]]*\])?|noqa(?::\s*[A-Z0-9, ]+)?)\s*$")
    unexplained = [
        f"{name_of(path)}:{number}"
        for path in [*MODULES, *TESTS, *SCRIPTS]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert not unexplained, "\n".join(unexplained)
