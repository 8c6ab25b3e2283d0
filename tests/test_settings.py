"""What the environment may ask for, and that every refusal before the first page speaks two languages."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
from sqlalchemy import make_url

from labapp.settings import NodeRole, Settings, sqlite_url
from labapp.startup_messages import SENTENCES, InstanceRefused, StartCode


def test_nothing_set_is_a_field_laptop_with_a_database_in_its_folder(tmp_path: Path) -> None:
    settings = Settings.from_environ({"LABAPP_ROLE": "", "UNRELATED": "x"}, tmp_path)

    assert settings.role is NodeRole.FIELD
    assert settings.database_file == tmp_path / "labapp.sqlite3"
    assert (settings.desk_port, settings.room_ports, settings.public_base_url) == (8400, (80, 8480), None)


def test_every_setting_is_read_from_the_environment(tmp_path: Path) -> None:
    environ = {
        "LABAPP_ROLE": "central",
        "LABAPP_DATABASE_URL": "postgres://ana:s3cr3t@db.example.org/labapp",
        "LABAPP_DESK_PORT": "9000",
        "LABAPP_ROOM_PORT": "0",
        "LABAPP_PUBLIC_BASE_URL": "https://laboratorios.example.org/",
        "LABAPP_ROOM_ARRIVALS": "1200",
    }

    settings = Settings.from_environ(environ, tmp_path)

    assert settings.database_url == "postgresql+psycopg://ana:s3cr3t@db.example.org/labapp"
    assert settings.database_file is None
    assert settings.server_lock_file == tmp_path / "server.lock"
    assert (settings.desk_port, settings.room_ports) == (9000, (0,))
    assert settings.public_base_url == "https://laboratorios.example.org"
    assert settings.room_arrivals == 1200
    assert "s3cr3t" not in repr(settings)


CENTRAL = {"LABAPP_ROLE": "central", "LABAPP_DATABASE_URL": "postgresql://db.example.org/labapp"}


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"LABAPP_ROLE": "both"}, StartCode.SETTING_ROLE),
        ({"LABAPP_DESK_PORT": "ocho"}, StartCode.SETTING_PORT),
        ({"LABAPP_DESK_PORT": "-1"}, StartCode.SETTING_PORT),
        ({"LABAPP_ROOM_PORT": "65536"}, StartCode.SETTING_PORT),
        ({"LABAPP_ROOM_ARRIVALS": "0"}, StartCode.SETTING_NUMBER),
        ({"LABAPP_ROOM_ARRIVALS": "muchas"}, StartCode.SETTING_NUMBER),
        ({"LABAPP_ROOM_PORT": "٨٠"}, StartCode.SETTING_PORT),
        ({"LABAPP_DATABASE_URL": "mysql://root:s3cr3t@localhost/x"}, StartCode.SETTING_DATABASE),
        ({"LABAPP_DATABASE_URL": "sqlite:///relative.sqlite3"}, StartCode.SETTING_DATABASE),
        ({"LABAPP_DATABASE_URL": "sqlite://"}, StartCode.SETTING_DATABASE),
        ({"LABAPP_DATABASE_URL": "sqlite:////tmp/x?mode=memory"}, StartCode.SETTING_DATABASE),
        ({"LABAPP_ROLE": "central"}, StartCode.SETTING_MISSING),
        (CENTRAL, StartCode.SETTING_MISSING),
        ({**CENTRAL, "LABAPP_PUBLIC_BASE_URL": "http://labs.example.org"}, StartCode.SETTING_PUBLIC_URL),
        ({"LABAPP_PUBLIC_BASE_URL": "labs.example.org"}, StartCode.SETTING_PUBLIC_URL),
        ({"LABAPP_PUBLIC_BASE_URL": "https://labs.example.org/x"}, StartCode.SETTING_PUBLIC_URL),
        ({"LABAPP_PUBLIC_BASE_URL": "https://labs.example.org:x"}, StartCode.SETTING_PUBLIC_URL),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name_and_without_passwords(
    environ: dict[str, str], code: StartCode, tmp_path: Path
) -> None:
    with pytest.raises(InstanceRefused) as refused:
        Settings.from_environ(environ, tmp_path)

    assert refused.value.code == code
    assert str(refused.value.details["name"]) in str(refused.value)
    assert "s3cr3t" not in str(refused.value)


@pytest.mark.parametrize("name", ["con espacios", "ñandú", "100 %20 real", "¿dónde? aquí#1"])
def test_the_address_of_a_database_leads_to_its_file_whatever_the_folder_is_called(name: str, tmp_path: Path) -> None:
    settings = Settings.from_environ({}, tmp_path / name)

    assert settings.database_file == tmp_path / name / "labapp.sqlite3"
    assert make_url(sqlite_url(settings.instance)).database == str(settings.instance)


@pytest.mark.parametrize("code", list(StartCode))
def test_every_refusal_speaks_spanish_and_then_english_of_the_same_things(code: StartCode) -> None:
    spanish, english = ({name for _text, name, *_rest in Formatter().parse(text) if name} for text in SENTENCES[code])

    refused = InstanceRefused(code, **{name: f"<{name}>" for name in spanish})

    assert spanish == english
    assert str(refused).splitlines() == [refused.spanish, refused.english]
    assert refused.spanish != refused.english
