"""The figures of the programme as everybody reads them, on the page, in the copy and in the open table."""

from __future__ import annotations

import csv
import io
import json

import pytest

from labapp import assembly
from labapp.domain.dimensions import DimensionKey
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.queries.programme_totals import state_of_totals
from labapp.services.programme_totals import publish_totals
from labapp.web.web_copy import public_pages
from tests.factories import a_closed_unit, writing
from tests.pages import Browser

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def publish(house: House) -> None:
    with writing(house, Verb.PUBLISH_TOTALS) as db:
        publish_totals(db, tuple(DimensionKey), seen=state_of_totals(db), now=house.now())


@pytest.fixture
def two_editions(house: House) -> None:
    """A first edition of two labs, and a second whose sensitive answers are withheld."""
    a_closed_unit(house, "Soloy", men=6, women=9, afro=(3, 12))
    a_closed_unit(house, "Tolé", men=21, women=12, afro=(4, 29))
    publish(house)
    a_closed_unit(house, "Kankintú", men=5, women=8, afro=(1, 12))
    a_closed_unit(house, "Müna", men=6, women=6, afro=(1, 11))
    publish(house)


def test_before_the_first_edition_the_page_says_so(phone: Browser, house: House) -> None:
    assert "Todavía no hay cifras del programa" in phone.get("/cifras").text
    phone.get("/cifras/1", status=404)


@pytest.mark.usefixtures("two_editions")
def test_a_sensitive_figure_reads_at_least_and_nothing_more(phone: Browser) -> None:
    text = phone.get("/cifras").text

    assert (
        "Al menos 7 de las 48 participaciones fueron de personas que se identificaron como afrodescendientes." in text
    )
    assert "Cifra de la edición 1, del" in text
    assert "41" not in text
    assert "15 %" not in text
    assert text.count("No se publica (grupo pequeño)") == 2


@pytest.mark.usefixtures("two_editions")
def test_the_others_are_tables_with_whole_percentages_and_say_which_labs_they_count(phone: Browser) -> None:
    page = phone.get("/cifras")

    assert "35 (48 %)" in page.text
    assert "Sobre 73 participaciones." in page.text
    assert "Cuenta 4 laboratorios y mesas." in page.text
    assert "Tolé está en todas las cifras publicadas" in page.text
    assert "Müna está en Género" in page.text


@pytest.mark.usefixtures("two_editions")
def test_an_earlier_edition_stays_as_it_was_printed(phone: Browser) -> None:
    page = phone.get("/cifras/1")

    assert "Esta es una edición anterior" in page.text
    assert "Sobre 48 participaciones." in page.text
    assert "Kankintú" not in page.text
    assert phone.get("/cifras").select("a[href='/cifras/1']")


@pytest.mark.usefixtures("two_editions")
def test_the_open_table_says_what_the_pages_say(phone: Browser) -> None:
    rows = list(csv.DictReader(io.StringIO(phone.client.get("/datos/cifras.csv").get_data(as_text=True))))

    sensitive = [row for row in rows if row["al_menos"] == "true"]
    assert [(row["edicion"], row["participaciones"], row["base"], row["porcentaje"]) for row in sensitive] == [
        ("1", "7", "48", ""), ("2", "7", "48", ""),
    ]  # fmt: skip
    assert {row["edicion"] for row in rows} == {"1", "2"}
    assert len(json.loads(phone.client.get("/datos/cifras.json").get_data(as_text=True))) == len(rows)


@pytest.mark.usefixtures("two_editions")
def test_the_pages_are_linked_from_the_record_and_stand_in_the_copy(phone: Browser, house: House) -> None:
    assert phone.get("/registro-publico").select("a[href='/cifras']")

    files = public_pages(assembly.copied(house))

    assert "Al menos 7 de las 48" in files["cifras/index.html"].decode()
    assert {"cifras/1/index.html", "en/cifras/index.html", "datos/cifras.csv"} <= set(files)


@pytest.mark.usefixtures("two_editions")
def test_the_page_reads_in_english(phone: Browser) -> None:
    text = phone.get("/cifras?lang=en").text

    assert "At least 7 of the 48 participations" in text
    assert "Figures of the programme" in text
