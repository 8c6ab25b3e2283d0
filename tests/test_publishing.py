"""`labapp publish`: the console writes the same pages, says what it did, and refuses with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from labapp.cli import main
from labapp.domain.sessions import Stage
from labapp.house import House
from tests.copied_pages import faults_of
from tests.factories import a_programme, a_session


@pytest.fixture
def published(house: House, database_url: str, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house with an announced session, where the console finds it too."""
    a_programme(house)
    a_session(house, stage=Stage.CONVENED)
    monkeypatch.setenv("LABAPP_INSTANCE", str(house.settings.instance))
    monkeypatch.setenv("LABAPP_DATABASE_URL", database_url)
    return house


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["publish", *words])


def test_the_console_writes_the_folder_and_the_zip(published: House, tmp_path: Path) -> None:
    web = tmp_path / "web"

    first, second = (run(str(web), "--zip", str(tmp_path / "web.zip")) for _ in range(2))

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "0 cambiados, 0 iguales" in first.output
    assert "Falta escribir en Programa" in first.output
    assert "Listo: 0 nuevos, 0 cambiados" in second.output
    assert faults_of(web) == []
    assert (tmp_path / "web.zip").is_file()


def test_the_console_refuses_the_data_folder_in_both_languages(published: House) -> None:
    ended = run(str(published.settings.instance / "web"))

    assert ended.exit_code == 1
    assert "Ahí están los datos de las personas" in ended.output
    assert "That is where the data of people is" in ended.output
