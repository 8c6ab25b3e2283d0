"""What whoever reads the code may count on: strict types, one style, well-formed templates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("checker", ["mypy", "ruff check .", "djlint labapp/templates --lint"])
def test_the_checkers_have_nothing_to_say(checker: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", *checker.split()], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert said.returncode == 0, said.stdout + said.stderr
