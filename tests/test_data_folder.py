"""Where the data folder may live, told by names, by the mount table and by the kind of a Windows drive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from labapp.data_folder import Machine, Mount, parse_mount_command, parse_proc_mounts, refuse_unsafe_place
from labapp.startup_messages import InstanceRefused, StartCode

LAPTOP = Machine(environ={}, home=PurePosixPath("/home/ana"), mounts=(Mount(PurePosixPath("/"), "ext4"),))
WINDOWS = Machine(
    environ={}, home=PureWindowsPath("C:/Users/Ana"), drive_type=lambda drive: 4 if drive == "Z:\\" else 3
)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath("C:/Users/Ana/OneDrive/Escritorio/labapp/instance"), "OneDrive"),
        (PureWindowsPath("C:/Users/Ana/OneDrive - Kernel/labapp/instance"), "OneDrive"),
        (PureWindowsPath("D:/Nube/labapp"), "OneDrive"),
        (PureWindowsPath("G:/Mi unidad/labapp"), "Google Drive"),
        (PureWindowsPath("C:/Users/Ana/iCloudDrive/labapp"), "iCloud"),
        (PurePosixPath("/home/ana/Dropbox/labapp/instance"), "Dropbox"),
        (PurePosixPath("/home/ana/Dropbox (Kernel)/labapp"), "Dropbox"),
        (PurePosixPath("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/labapp"), "iCloud"),
        (PurePosixPath("/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/labapp"), "CloudStorage"),
    ],
)
def test_a_folder_that_a_cloud_service_copies_is_refused_with_where_to_move_it(folder: PurePath, service: str) -> None:
    machine = WINDOWS if isinstance(folder, PureWindowsPath) else LAPTOP
    machine = replace(machine, environ={"OneDriveCommercial": "D:\\nube", "OneDrive": ""})

    with pytest.raises(InstanceRefused) as refused:
        refuse_unsafe_place(folder, machine)

    assert refused.value.code == StartCode.CLOUD_FOLDER
    assert refused.value.details["service"] == service
    assert str(machine.home / "labapp") in refused.value.spanish


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        (PureWindowsPath("//servidor/compartida/labapp"), StartCode.NETWORK_DRIVE),
        (PureWindowsPath("//?/UNC/servidor/compartida/labapp"), StartCode.NETWORK_DRIVE),
        (PureWindowsPath("Z:/labapp"), StartCode.NETWORK_DRIVE),
        (PurePosixPath("/mnt/oficina/labapp"), StartCode.NETWORK_DRIVE),
        (PurePosixPath("/mnt/remoto/labapp"), StartCode.NETWORK_DRIVE),
        (PurePosixPath("/mnt/c/Users/Ana/labapp"), StartCode.NETWORK_DRIVE),
        (PurePosixPath("/media/ana/MI USB/labapp"), StartCode.REMOVABLE_DRIVE),
    ],
)
def test_a_network_drive_and_a_stick_are_refused(folder: PurePath, code: StartCode) -> None:
    mounts = parse_proc_mounts(
        "/dev/sda1 / ext4 rw 0 0\n//nas/of /mnt/oficina cifs rw 0 0\nana@x: /mnt/remoto fuse.sshfs rw 0 0\n"
        "C:\\134 /mnt/c 9p rw 0 0\n/dev/sdb1 /media/ana/MI\\040USB vfat rw 0 0\n"
    )
    machine = WINDOWS if isinstance(folder, PureWindowsPath) else replace(LAPTOP, mounts=mounts)

    with pytest.raises(InstanceRefused) as refused:
        refuse_unsafe_place(folder, machine)

    assert refused.value.code == code


def test_a_windows_stick_is_refused_by_the_kind_of_its_drive() -> None:
    with pytest.raises(InstanceRefused) as refused:
        refuse_unsafe_place(PureWindowsPath("E:/labapp"), replace(WINDOWS, drive_type=lambda _drive: 2))

    assert refused.value.code == StartCode.REMOVABLE_DRIVE


@pytest.mark.parametrize(
    "folder",
    [
        PureWindowsPath("C:/Users/Ana/labapp/instance"),
        PureWindowsPath("//?/C:/labapp/instance"),
        PurePosixPath("/home/ana/dropbox-viejo/labapp"),
        PurePosixPath("/home/ana/nfs/labapp"),
        PurePosixPath("/Users/ana/Documents/labapp"),
    ],
)
def test_a_folder_on_the_own_disk_is_accepted(folder: PurePath) -> None:
    mac = parse_mount_command(
        "/dev/disk3s1 on / (apfs, sealed, local)\n//ana@nas/of on /Volumes/of (smbfs, nodev)\n"
        "map auto_home on /System/Volumes/Data/home (autofs, automounted)\n"
    )

    refuse_unsafe_place(folder, WINDOWS if isinstance(folder, PureWindowsPath) else replace(LAPTOP, mounts=mac))


def test_a_home_that_is_on_the_network_itself_is_not_suggested() -> None:
    machine = replace(LAPTOP, mounts=(Mount(PurePosixPath("/home"), "nfs4"),))

    with pytest.raises(InstanceRefused, match="/opt/labapp"):
        refuse_unsafe_place(PurePosixPath("/home/ana/labapp"), machine)


def test_the_last_of_two_mounts_on_one_point_counts_and_a_sandbox_may_have_its_root_on_9p() -> None:
    over = (
        Mount(PurePosixPath("/"), "9p"),
        Mount(PurePosixPath("/data"), "nfs"),
        Mount(PurePosixPath("/data"), "ext4"),
    )

    refuse_unsafe_place(PurePosixPath("/data/labapp"), replace(LAPTOP, mounts=over))
    refuse_unsafe_place(PurePosixPath("/home/labapp"), replace(LAPTOP, mounts=over))
