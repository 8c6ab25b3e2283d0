"""A folder of public files beside the files of others: ours change and go, theirs are never touched."""

from __future__ import annotations

import json
import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from labapp.domain.errors import RuleViolated
from labapp.published_folder import MANIFEST, Written, publish_into, write_zip

FILES = {"index.html": b"<p>1</p>", "sesion/ABC/index.html": b"<p>2</p>", "sesion/ABC.ics": b"BEGIN"}


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    folder = tmp_path / "labapp" / "instance"
    folder.mkdir(parents=True)
    (folder / "labapp.sqlite3").write_bytes(b"everybody")
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_that_went_away_are_taken_out_with_their_empty_folders(stick: Path, instance: Path) -> None:
    publish_into(stick, FILES, instance=instance)

    done = publish_into(stick, {"index.html": b"<p>1</p>"}, instance=instance)

    assert done == Written(new=0, changed=0, same=1, removed=2)
    assert sorted(path.name for path in stick.rglob("*")) == ["index.html", MANIFEST]


def test_files_of_others_stay_and_are_never_written_over(stick: Path, instance: Path) -> None:
    (stick / "sesion" / "ABC").mkdir(parents=True)
    (stick / "sesion" / "ABC" / "index.html").write_bytes(b"a page of somebody else")
    (stick / "tesis.docx").write_bytes(b"thesis")
    before = content(stick)

    with pytest.raises(RuleViolated) as refused:
        publish_into(stick, FILES, instance=instance)

    assert (refused.value.code, refused.value.details["files"]) == ("publish_over_others", "sesion/ABC/index.html")
    assert content(stick) == before, "nothing was written"
    (stick / "sesion" / "ABC" / "index.html").unlink()
    publish_into(stick, FILES, instance=instance)
    publish_into(stick, {}, instance=instance)
    assert {name: data for name, data in content(stick).items() if name != MANIFEST} == {"tesis.docx": b"thesis"}


def test_a_file_that_somebody_changed_is_renewed_but_not_taken_out(stick: Path, instance: Path) -> None:
    publish_into(stick, FILES, instance=instance)
    (stick / "index.html").write_bytes(b"corrected by hand")
    (stick / "sesion" / "ABC.ics").write_bytes(b"corrected by hand")

    done = publish_into(stick, {"index.html": b"<p>1</p>"}, instance=instance)

    assert done == Written(new=0, changed=1, same=0, removed=1, left=("sesion/ABC.ics",))
    assert (stick / "sesion" / "ABC.ics").read_bytes() == b"corrected by hand"


@pytest.mark.parametrize("place", ["instance", "instance/web", "instance/../instance/copies", "."])
def test_the_data_folder_is_never_published(place: str, instance: Path) -> None:
    before = content(instance.parent)

    with pytest.raises(RuleViolated, match="publish_into_data"):
        publish_into(instance.parent / place, FILES, instance=instance)

    assert content(instance.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_lead_neither_into_the_data_nor_elsewhere(stick: Path, instance: Path, tmp_path: Path) -> None:
    stick.mkdir()
    (tmp_path / "other").mkdir()
    (stick / "sesion").symlink_to(tmp_path / "other")
    with pytest.raises(RuleViolated, match="publish_through_link"):
        publish_into(stick, FILES, instance=instance)
    (tmp_path / "web").symlink_to(instance)
    with pytest.raises(RuleViolated, match="publish_into_data"):
        publish_into(tmp_path / "web" / "x", FILES, instance=instance)

    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize(
    "listed",
    ["{}", "[]", "no", '{"format": "labapp-publicado-1", "files": []}', '{"format": "other", "files": {}}', "\xff"],
)
def test_a_list_that_is_not_ours_is_left_alone(listed: str, stick: Path, instance: Path) -> None:
    stick.mkdir()
    (stick / MANIFEST).write_text(listed, encoding="latin-1")

    with pytest.raises(RuleViolated, match="publish_over_others"):
        publish_into(stick, FILES, instance=instance)

    assert content(stick) == {MANIFEST: listed.encode("latin-1")}


def test_a_list_with_ways_out_takes_nothing_outside(stick: Path, instance: Path) -> None:
    publish_into(stick, FILES, instance=instance)
    victim = stick.parent / "victim.txt"
    victim.write_bytes(b"stays")
    listed = json.loads((stick / MANIFEST).read_bytes())
    code = "0d7f" * 16
    listed["files"] |= {"../victim.txt": [code], str(victim): [code], "C:/victim.txt": [code], "..\\victim.txt": [code]}
    (stick / MANIFEST).write_text(json.dumps(listed))

    publish_into(stick, {}, instance=instance)

    assert victim.read_bytes() == b"stays"


def test_a_file_where_a_folder_must_be_is_refused_before_anything_is_written(stick: Path, instance: Path) -> None:
    stick.mkdir()
    (stick / "sesion").write_bytes(b"a file of somebody")

    with pytest.raises(RuleViolated, match="publish_over_others"):
        publish_into(stick, FILES, instance=instance)

    assert content(stick) == {"sesion": b"a file of somebody"}


@pytest.mark.parametrize("place", ["notes.txt/web", "ñ" * 300])
def test_a_place_that_cannot_be_a_folder_is_refused_with_a_sentence(place: str, tmp_path: Path, instance: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"notes")

    for write in (publish_into, write_zip):
        with pytest.raises(RuleViolated, match="publish_place_unusable"):
            write(tmp_path / place / "more", FILES, instance=instance)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="there, or for root, no folder is locked so")
def test_a_locked_folder_is_refused_with_a_sentence_about_that_folder(stick: Path, instance: Path) -> None:
    stick.mkdir(mode=0o500)

    for write, target in ((publish_into, stick), (write_zip, stick / "web.zip")):
        with pytest.raises(RuleViolated) as refused:
            write(target, FILES, instance=instance)
        assert (refused.value.code, refused.value.details["folder"]) == ("publish_place_unusable", str(stick))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_web_server_may_read_every_file(stick: Path, instance: Path) -> None:
    before = os.umask(0o022)
    try:
        publish_into(stick, FILES, instance=instance)
    finally:
        os.umask(before)

    assert {stat.S_IMODE(path.stat().st_mode) for path in stick.rglob("*") if path.is_file()} == {0o644}


def test_the_zip_takes_the_place_of_an_earlier_one_and_of_nothing_else(tmp_path: Path, instance: Path) -> None:
    file, other = tmp_path / "new" / "web.zip", tmp_path / "fotos.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("fiesta.jpg", b"a feast")
    before = other.read_bytes()

    write_zip(file, FILES, instance=instance)
    made = file.stat().st_mtime_ns
    write_zip(file, FILES, instance=instance)
    assert file.stat().st_mtime_ns == made
    write_zip(file, {"index.html": b"new"}, instance=instance)

    assert zipfile.ZipFile(file).namelist() == ["paginas-publicas/index.html"]
    for place, code in ((other, "publish_over_others"), (instance / "web.zip", "publish_into_data")):
        with pytest.raises(RuleViolated, match=code):
            write_zip(place, FILES, instance=instance)
    assert other.read_bytes() == before
