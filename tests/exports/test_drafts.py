"""What is half written or half sent stays in the data folder, and a start leaves nothing of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from labapp.domain.tables import Audience
from labapp.exports.cover import Cover
from labapp.exports.drafts import new_draft, pieces, sweep_drafts
from labapp.exports.xlsx import write_workbook
from tests.exports.guests import GUESTS, Guest

COVER = Cover("Soloy", Audience.PUBLIC, "es", datetime(2026, 11, 20, tzinfo=UTC))


def test_rows_wait_beside_the_workbook_and_never_in_the_shared_temporary_folder(tmp_path: Path) -> None:
    path = new_draft(tmp_path, "xlsx")
    shared = Path(tempfile.gettempdir())
    before = set(shared.glob("openpyxl*"))
    seen: list[set[str]] = []

    def guests() -> Iterator[Guest]:
        for _ in range(300):  # more than the rows that choose the widths
            yield Guest()
        seen.append({file.name for file in path.parent.iterdir()})
        seen.append({file.name for file in set(shared.glob("openpyxl*")) - before})
        yield Guest()

    write_workbook(path, GUESTS, guests(), cover=COVER)
    assert seen == [{f"{path.name}.2.rows"}, set()]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_start_finds_nothing_of_what_a_kill_left(tmp_path: Path) -> None:
    new_draft(tmp_path, "xlsx").write_bytes(b"Ana")
    new_draft(tmp_path, "csv").write_bytes(b"Ana")
    assert (sweep_drafts(tmp_path), sweep_drafts(tmp_path)) == (2, 0)


def test_nobody_else_on_the_computer_may_look_into_the_folder(tmp_path: Path) -> None:
    folder = new_draft(tmp_path, "xlsx").parent
    assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0


def test_a_file_is_given_whole_in_pieces(tmp_path: Path) -> None:
    path = new_draft(tmp_path, "csv")
    path.write_bytes(bytes(range(256)) * 1000)
    given = list(pieces(path))
    assert b"".join(given) == path.read_bytes()
    assert len(given) > 1
