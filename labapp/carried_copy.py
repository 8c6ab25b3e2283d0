"""Taking a copy out of the laptop: to a USB stick or another folder, checked again where it arrives."""

from __future__ import annotations

from pathlib import Path

from labapp import durable
from labapp.backup import Copy, copy_database
from labapp.data_folder import Machine, refuse_unsafe_place, this_machine
from labapp.domain.errors import RuleViolated
from labapp.instance import told_about
from labapp.startup_messages import InstanceRefused, StartCode
from labapp.stored_files import carry_files


def read_folder(typed: str) -> Path:
    """Return the folder that somebody named. Raises RuleViolated `copy_folder_missing` unless it is there, in full."""
    folder = Path(typed.strip().strip('"'))
    try:
        usable = folder.is_absolute() and folder.is_dir()
    except (OSError, ValueError):
        usable = False
    if not usable:
        raise RuleViolated("copy_folder_missing", field="folder")
    return folder


CARRIED_FILES = "labapp-archivos"
"""The folder beside a carried copy with what the database names and does not hold: scans, logos, letterheads, PDFs."""


def carry_copy(copy: Copy, folder: Path, *, files: Path, machine: Machine | None = None) -> Path:
    """Return where the copy now lies in `folder` too, whole and opened once to be sure, and beside it all of `files`.

    Raises RuleViolated `copy_folder_in_cloud`, and InstanceRefused where the place is full or cannot be written.
    """
    place = folder.resolve()
    if place == copy.path.parent.resolve():
        return copy.path
    try:
        refuse_unsafe_place(place, machine or this_machine())
    except InstanceRefused as refused:
        if refused.code == StartCode.CLOUD_FOLDER:
            raise RuleViolated("copy_folder_in_cloud", field="folder", service=refused.details["service"]) from refused
    target = place / copy.path.name
    if copy.path.suffix == ".sqlite3":
        copy_database(copy.path, target)
    else:
        with told_about(place):
            durable.replace_whole(target, copy.path.read_bytes(), draft=place / f"{target.name}.unfinished")
    with told_about(place):
        carry_files(files, place / CARRIED_FILES)
    return target
