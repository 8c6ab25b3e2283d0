"""Where the data folder may live: on a disk of this computer, and nowhere that copies it, shares it or is pulled out.

Databases break in folders that a cloud service synchronises and on drives reached by network, and the cloud would also
receive the list of people. Source: SQLite's list of ways to corrupt a database; Ley 81 de 2019 on transfer of data.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from labapp.startup_messages import InstanceRefused, StartCode

_CLOUD_FOLDERS = (
    ("OneDrive", re.compile(r"onedrive(\s*[-–(].*)?")),
    ("Dropbox", re.compile(r"dropbox(\s*\(.*\))?")),
    ("Google Drive", re.compile(r"google ?drive(\s*[-–(].*)?|my drive|mi unidad")),
    ("iCloud", re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents")),
    ("Nextcloud", re.compile(r"nextcloud|owncloud")),
    ("CloudStorage", re.compile(r"cloudstorage")),  # macOS keeps every provider's folders under this name
)
_NETWORK_KIND = re.compile(
    r"9p|afpfs|afs|beegfs|ceph|cifs|coda|davfs|drvfs|glusterfs|gpfs|lustre|ncpfs|nfs4?|prl_fs|smb(fs|[23])?|vboxsf|webdav"
    r"|fuse\.(ceph|davfs2?|gdfuse|glusterfs|google-drive-ocamlfuse|gvfsd-fuse|onedriver|rclone|s3fs|sshfs|vmhgfs-fuse)"
)
_REMOVABLE_KIND = re.compile(r"(fuse\.)?exfat|u?msdos|vfat")
"""How mount tables name file systems of other computers, and those that sticks and cards come with."""

_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4
"""What GetDriveType answers for a stick and for a mapped drive."""


@dataclass(frozen=True, slots=True)
class Mount:
    """A place where a file system begins, and its kind as the system names it."""

    point: PurePath
    kind: str


@dataclass(frozen=True, slots=True)
class Machine:
    """What the rule needs to know about the computer. `drive_type` takes a Windows drive such as `Z:\\`."""

    environ: Mapping[str, str]
    home: PurePath
    mounts: tuple[Mount, ...] = ()
    drive_type: Callable[[str], int] = lambda _drive: 0


def this_machine() -> Machine:
    """Return the facts of the computer that this runs on."""
    return Machine(environ=os.environ, home=Path.home(), mounts=_mounts_now(), drive_type=_drive_type_now)


def refuse_unsafe_place(folder: PurePath, machine: Machine) -> None:
    """Nothing happens when data may live in `folder` (absolute, links resolved).

    Raises InstanceRefused otherwise, with a folder to move to.
    """
    problem = _problem(folder, machine)
    if problem is not None:
        code, service = problem
        raise InstanceRefused(code, folder=folder, service=service, suggestion=_better_place(folder, machine))


def _problem(folder: PurePath, machine: Machine) -> tuple[StartCode, str] | None:
    service = _cloud_service(folder, machine.environ)
    if service is not None:
        return StartCode.CLOUD_FOLDER, service
    code = _windows_drive(folder, machine) if isinstance(folder, PureWindowsPath) else _mounted(folder, machine)
    return None if code is None else (code, "")


def _cloud_service(folder: PurePath, environ: Mapping[str, str]) -> str | None:
    for name, value in environ.items():
        if name.lower().startswith("onedrive") and value and folder.is_relative_to(type(folder)(value)):
            return "OneDrive"
    for part in folder.parts:
        for service, pattern in _CLOUD_FOLDERS:
            if pattern.fullmatch(part.casefold()):
                return service
    return None


def _windows_drive(folder: PureWindowsPath, machine: Machine) -> StartCode | None:
    drive = folder.drive.upper().removeprefix("\\\\?\\")
    if drive.startswith(("\\\\", "UNC\\")):
        return StartCode.NETWORK_DRIVE
    match machine.drive_type(f"{drive}\\"):
        case kind if kind == _WINDOWS_REMOTE:
            return StartCode.NETWORK_DRIVE
        case kind if kind == _WINDOWS_REMOVABLE:
            return StartCode.REMOVABLE_DRIVE
    return None


def _mounted(folder: PurePath, machine: Machine) -> StartCode | None:
    over = [mount for mount in machine.mounts if folder.is_relative_to(mount.point)]
    if not over:
        return None
    deepest = max(len(mount.point.parts) for mount in over)
    # The last of several mounts on one point is the one that is seen.
    mount = [mount for mount in over if len(mount.point.parts) == deepest][-1]
    is_root_of_sandbox = mount.kind == "9p" and deepest == 1
    if _NETWORK_KIND.fullmatch(mount.kind) and not is_root_of_sandbox:
        return StartCode.NETWORK_DRIVE
    return StartCode.REMOVABLE_DRIVE if _REMOVABLE_KIND.fullmatch(mount.kind) else None


def _better_place(folder: PurePath, machine: Machine) -> PurePath:
    at_home = machine.home / "labapp"
    if not folder.is_relative_to(at_home) and _problem(at_home, machine) is None:
        return at_home
    return PureWindowsPath("C:/labapp") if isinstance(folder, PureWindowsPath) else PurePosixPath("/opt/labapp")


def parse_proc_mounts(text: str) -> tuple[Mount, ...]:
    """Return the mounts that Linux lists in `/proc/self/mounts`; blanks in names stand there as octal escapes."""
    lines = (line.split(" ") for line in text.splitlines())
    return tuple(Mount(PurePosixPath(_unescape(words[1])), words[2]) for words in lines if len(words) > 2)


def parse_mount_command(text: str) -> tuple[Mount, ...]:
    """Return the mounts that macOS lists with `mount`: `//ana@host/share on /Volumes/share (smbfs, nodev)`."""
    found = re.findall(r"^.*? on (/.*) \(([^,)]+)[^)]*\)$", text, flags=re.MULTILINE)
    return tuple(Mount(PurePosixPath(point), kind) for point, kind in found)


def _unescape(name: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), name)


def _mounts_now() -> tuple[Mount, ...]:
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return parse_mount_command(listed.stdout)
    table = Path("/proc/self/mounts")
    return parse_proc_mounts(table.read_text(errors="surrogateescape")) if table.exists() else ()


if sys.platform == "win32":
    import ctypes

    def _drive_type_now(drive: str) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(drive))

else:

    def _drive_type_now(drive: str) -> int:
        return 0
