"""What the environment may say of the mail server: all of it or nothing, and never in the clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from labapp.mail_settings import MailSecurity
from labapp.settings import Settings
from labapp.startup_messages import InstanceRefused, StartCode

WHOLE = {
    "LABAPP_SMTP_HOST": "correo.ejemplo.gob.pa",
    "LABAPP_SMTP_FROM": "laboratorios@ejemplo.gob.pa",
    "LABAPP_SMTP_USER": "laboratorios",
    "LABAPP_SMTP_PASSWORD": "s3cr3to",
}


def test_nothing_set_sends_nothing(tmp_path: Path) -> None:
    assert Settings.from_environ({"LABAPP_SMTP_HOST": ""}, tmp_path).mail is None


def test_the_usual_server_is_encrypted_and_its_password_is_never_shown(tmp_path: Path) -> None:
    settings = Settings.from_environ(WHOLE, tmp_path)

    assert settings.mail is not None
    assert (settings.mail.port, settings.mail.security) == (587, MailSecurity.STARTTLS)
    assert (settings.mail.user, settings.mail.password) == ("laboratorios", "s3cr3to")
    assert settings.mail.domain == "ejemplo.gob.pa"
    assert "s3cr3to" not in repr(settings)


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("starttls", 587)])
def test_each_encryption_has_its_usual_port(tmp_path: Path, security: str, port: int) -> None:
    found = Settings.from_environ({**WHOLE, "LABAPP_SMTP_SECURITY": security}, tmp_path).mail

    assert found is not None
    assert found.port == port


def test_a_port_that_is_named_is_taken(tmp_path: Path) -> None:
    found = Settings.from_environ({**WHOLE, "LABAPP_SMTP_PORT": "2525"}, tmp_path).mail

    assert found is not None
    assert found.port == 2525


def test_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("con final de línea\n", encoding="utf-8")
    said = {**WHOLE, "LABAPP_SMTP_PASSWORD": "", "LABAPP_SMTP_PASSWORD_FILE": str(file)}

    found = Settings.from_environ(said, tmp_path).mail

    assert found is not None
    assert found.password == "con final de línea"


def test_a_server_of_this_very_computer_may_go_without_encryption(tmp_path: Path) -> None:
    said = {"LABAPP_SMTP_HOST": "localhost", "LABAPP_SMTP_FROM": "lab@ejemplo.com", "LABAPP_SMTP_SECURITY": "none"}

    found = Settings.from_environ(said, tmp_path).mail

    assert found is not None
    assert (found.port, found.user) == (25, None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"LABAPP_SMTP_HOST": ""}, StartCode.SETTING_MAIL_MISSING),
        ({"LABAPP_SMTP_FROM": ""}, StartCode.SETTING_MAIL_MISSING),
        ({"LABAPP_SMTP_FROM": "laboratorios"}, StartCode.SETTING_MAIL_ADDRESS),
        ({"LABAPP_SMTP_SECURITY": "ssl"}, StartCode.SETTING_MAIL_SECURITY),
        ({"LABAPP_SMTP_SECURITY": "none"}, StartCode.SETTING_MAIL_CLEAR),
        ({"LABAPP_SMTP_PORT": "muchos"}, StartCode.SETTING_PORT),
        ({"LABAPP_SMTP_USER": ""}, StartCode.SETTING_MAIL_PASSWORD),
        ({"LABAPP_SMTP_PASSWORD": ""}, StartCode.SETTING_MAIL_PASSWORD),
        ({"LABAPP_SMTP_PASSWORD_FILE": __file__}, StartCode.SETTING_MAIL_PASSWORD),
        ({"LABAPP_SMTP_PASSWORD": "", "LABAPP_SMTP_PASSWORD_FILE": "no-está"}, StartCode.SETTING_FILE),
        ({"LABAPP_SMTP_CA_FILE": "no-está"}, StartCode.SETTING_FILE),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_and_without_the_password(
    tmp_path: Path, changed: dict[str, str], code: StartCode
) -> None:
    with pytest.raises(InstanceRefused) as refused:
        Settings.from_environ({**WHOLE, **changed}, tmp_path)

    assert refused.value.code is code
    assert "LABAPP_SMTP_" in str(refused.value)
    assert "s3cr3to" not in str(refused.value)
