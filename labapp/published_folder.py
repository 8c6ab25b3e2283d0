"""A folder of public files: what changed is written, what went away is taken out, and nobody else's file is touched.

The folder keeps a list of what was written there, with the code of verification of each file. Before the first file
changes, the list already names what is about to come, so that after a kill the next time knows its own files again.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from labapp import durable
from labapp.domain.errors import RuleViolated
from labapp.instance import told_about
from labapp.startup_messages import InstanceRefused, StartCode

MANIFEST = "manifiesto.json"
_DRAFT = ".publicando"
_FORMAT = "labapp-publicado-1"
_IN_ZIP = "paginas-publicas"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""A zip tells no time, so the same pages give the same zip."""
_NAMED = 5
"""How many files of others a refusal names."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was done to a folder, in files. `left` went away too, but somebody changed them here: they stay."""

    new: int
    changed: int
    same: int
    removed: int
    left: tuple[str, ...] = field(default=())


def publish_into(folder: Path, files: Mapping[str, bytes], *, instance: Path) -> Written:
    """`folder` holds `files` (path with slashes to content), beside whatever others keep there.

    A kill at any moment leaves of each file the old content or the new. Raises RuleViolated `publish_into_data` for
    a folder in, or around, the data folder `instance`, `publish_over_others` where a file of somebody else has the name
    of one of these, `publish_through_link` where a folder leads elsewhere, `publish_place_unusable` for a place that is
    not there, is locked or is taken away meanwhile; InstanceRefused for a full disk.
    """
    with _usable(folder):
        place = _free_place(folder, instance)
    with durable.exclusive(instance / "publishing.lock"), _usable(place):
        place.mkdir(parents=True, exist_ok=True)
        known, wanted = _known(place), {name: _code(data) for name, data in files.items()}
        _refuse_links(place, {*known, *wanted})
        present = {name: _code_of(place / name) for name in {*known, *wanted}}
        _refuse_files_of_others(known, wanted, present)
        _keep_list(place, {name: sorted({*known.get(name, ()), wanted.get(name, "")} - {""}) for name in present})
        for name in sorted(wanted):
            if present[name] != wanted[name]:
                _write(place, name, files[name])
        gone = [name for name in sorted(known) if name not in wanted and present[name] is not None]
        left = tuple(name for name in gone if present[name] not in known[name])
        _remove(place, [name for name in gone if name not in left])
        _keep_list(place, {name: [code] for name, code in wanted.items()})
    return _told(wanted, present, removed=len(gone) - len(left), left=left)


def write_zip(file: Path, files: Mapping[str, bytes], *, instance: Path) -> None:
    """`file` is the zip of `files`, whole; a file that holds the same already is not written.

    Raises RuleViolated `publish_into_data`, `publish_over_others` where it is anything but an earlier such zip, and
    `publish_place_unusable`; InstanceRefused for a full disk.
    """
    data = zipped(files)
    with _usable(file.parent):
        if file.resolve().is_relative_to(instance.resolve()):
            raise RuleViolated("publish_into_data", field="folder")
        if file.exists() and not _is_ours(file):
            raise RuleViolated("publish_over_others", field="folder", files=file.name)
        file.parent.mkdir(parents=True, exist_ok=True)
        if _code_of(file) != _code(data):
            durable.replace_for_everybody(file, data, draft=file.with_name(_DRAFT))


@contextmanager
def _usable(place: Path) -> Iterator[None]:
    """A place that fails inside the block is refused with a sentence: somebody pulled the stick, or it is locked."""
    try:
        with told_about(place):
            yield
    except OSError as error:
        raise RuleViolated("publish_place_unusable", field="folder", folder=str(place)) from error
    except InstanceRefused as refused:
        if refused.code is not StartCode.READ_ONLY:
            raise
        raise RuleViolated("publish_place_unusable", field="folder", folder=str(place)) from refused


def _is_ours(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return all(name.startswith(f"{_IN_ZIP}/") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return one zip with `files` in a folder of their own; the same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{_IN_ZIP}/{name}", _ZIP_DAY)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return held.getvalue()


def _free_place(folder: Path, instance: Path) -> Path:
    place, data = folder.resolve(), instance.resolve()
    if place.is_relative_to(data) or data.is_relative_to(place):
        raise RuleViolated("publish_into_data", field="folder")
    if place.exists() and not place.is_dir():
        raise RuleViolated("publish_over_others", field="folder", files=place.name)
    return place


def _code(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _code_of(path: Path) -> str | None:
    if path.is_dir():
        return "folder"
    try:
        return _code(durable.read(path))
    except (FileNotFoundError, NotADirectoryError):
        return None


def _known(place: Path) -> dict[str, list[str]]:
    """Return which files are ours by the list in the folder, each with the codes it may have. Raises RuleViolated."""
    try:
        listed = json.loads(durable.read(place / MANIFEST))
        if listed["format"] != _FORMAT:
            raise ValueError
        known = {str(name): [str(code) for code in codes] for name, codes in listed["files"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleViolated("publish_over_others", field="folder", files=MANIFEST) from error
    return {name: codes for name, codes in known.items() if _is_inside(name)}


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    return name != MANIFEST and not any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts)


def _refuse_links(place: Path, names: set[str]) -> None:
    for folder in {parent for name in names for parent in (place / name).parents if parent != place}:
        if folder.is_relative_to(place) and folder.is_symlink():
            raise RuleViolated("publish_through_link", field="folder", folder=str(folder))
        if folder.is_relative_to(place) and folder.exists() and not folder.is_dir():
            raise RuleViolated("publish_over_others", field="folder", files=folder.relative_to(place).as_posix())


def _refuse_files_of_others(
    known: Mapping[str, list[str]], wanted: Mapping[str, str], present: Mapping[str, str | None]
) -> None:
    others = [name for name in sorted(wanted) if name not in known and present[name] not in (None, wanted[name])]
    if others:
        raise RuleViolated("publish_over_others", field="folder", files=", ".join(others[:_NAMED]))


def _keep_list(place: Path, codes: Mapping[str, list[str]]) -> None:
    listed = {"format": _FORMAT, "files": {name: codes[name] for name in sorted(codes)}}
    data = (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
    if _code_of(place / MANIFEST) != _code(data):
        durable.replace_for_everybody(place / MANIFEST, data, draft=place / _DRAFT)


def _write(place: Path, name: str, data: bytes) -> None:
    path = place / name
    for folder in reversed([each for each in path.parents if each.is_relative_to(place)]):
        if not folder.exists():
            folder.mkdir()
            durable.flush_folder(folder.parent)
    durable.replace_for_everybody(path, data, draft=place / _DRAFT)


def _remove(place: Path, names: list[str]) -> None:
    for name in names:
        durable.remove(place / name)
    for folder in sorted(_folders(place, names), key=lambda each: len(each.parts), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _folders(place: Path, names: list[str]) -> Iterator[Path]:
    above = {folder for name in names for folder in (place / name).parents}
    return (folder for folder in above if folder != place and folder.is_relative_to(place))


def _told(
    wanted: Mapping[str, str], present: Mapping[str, str | None], *, removed: int, left: tuple[str, ...]
) -> Written:
    new = sum(present[name] is None for name in wanted)
    same = sum(present[name] == code for name, code in wanted.items())
    return Written(new=new, changed=len(wanted) - new - same, same=same, removed=removed, left=left)
