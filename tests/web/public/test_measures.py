"""The page of measures: every figure with its definition, and worked out again from the open tables."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from statistics import median

import pytest

from labapp.demo.load import load_demonstration
from labapp.domain.responses import VersionKind
from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.words.formats import day
from tests.answering import a_promise, an_answered_session
from tests.conftest import Clock
from tests.factories import a_programme, a_session
from tests.pages import Browser, Page

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

Rows = list[dict[str, str]]


def table(phone: Browser, name: str) -> Rows:
    text = phone.client.get(f"/datos/{name}.csv").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text)))
    objects = json.loads(phone.client.get(f"/datos/{name}.json").get_data(as_text=True))
    assert [list(row) for row in rows] == [list(one) for one in objects]
    return rows


def figures(page: Page) -> list[str]:
    return [tag.get_text() for tag in page.select(".counter strong")]


def cells(page: Page, caption: str) -> dict[str, list[str]]:
    shown = next(one for one in page.select("table") if one.caption and one.caption.get_text() == caption)
    return {row.th.get_text(): [td.get_text() for td in row.select("td")] for row in shown.select("tbody tr") if row.th}


def worked_out(rows: Rows, *, today: date) -> list[str]:
    """The five figures of some rows, as somebody with a spreadsheet would count them."""
    received = [row for row in rows if row["recibido"] == "true"]
    days = [int(row["dias"]) for row in received if row["dias"]]
    overdue = [row for row in received if row["prometido_para"] and date.fromisoformat(row["prometido_para"]) < today]
    return [
        str(len(received)),
        str(sum(row["respondido"] == "true" for row in received)),
        str(sum(row["respuesta"] == "Se acogió" for row in received)),
        f"{median(days):g}" if days else "–",
        str(len(overdue)),
    ]


def test_every_figure_can_be_worked_out_from_the_open_tables(house: House, phone: Browser, clock: Clock) -> None:
    load_demonstration(house)
    for forward in (0, 45, 3000):
        clock.forward(days=forward)
        page, rows, today = phone.get("/medidas"), table(phone, "medidas"), clock().date()

        assert figures(page) == worked_out(rows, today=today)
        for caption, column in (
            ("Por institución que responde", "institucion"),
            ("Por laboratorio o mesa", "espacio_nombre"),
            ("Por año de la sesión", "anio"),
        ):
            groups = {name: [row for row in rows if row[column] == name] for name in {row[column] for row in rows}}
            assert cells(page, caption) == {name: worked_out(own, today=today) for name, own in groups.items()}
        kinds = Counter(row["respuesta"] for row in rows if row["recibido"] == "true" and row["respuesta"])
        shown = {name: int(count) for name, (count,) in cells(page, "Aportes por tipo de respuesta").items()}
        assert {name: count for name, count in shown.items() if count} == kinds
        promised = table(phone, "promesas")
        of_kind = cells(page, "Documentos prometidos, por cómo va la promesa")
        assert {kind: sum(map(int, counts)) for kind, counts in of_kind.items()} == Counter(
            row["documento"] for row in promised
        )


def test_groups_stand_by_name_and_not_by_their_figures(house: House, phone: Browser) -> None:
    an_answered_session(house, count=3, kind=VersionKind.PROGRESS)

    names = list(cells(phone.get("/medidas"), "Por institución que responde"))

    assert names == sorted(names)


def test_what_is_overdue_says_what_by_when_and_where(house: House, phone: Browser, clock: Clock) -> None:
    session = an_answered_session(house, count=2, kind=VersionKind.PROGRESS)
    a_promise(house, session, days=10)
    assert "Nada: ningún día" in phone.get("/medidas").text
    due = clock().date()

    clock.forward(days=31)
    page = phone.get("/medidas")

    entries = [tag.get_text() for tag in page.select("h2 + ul li")]
    assert any("Respuesta razonada" in entry for entry in entries)
    assert any("Aporte 2" in entry and "MEDUCA" in entry for entry in entries)
    assert f"/sesion/{session.token}/respuesta" in [tag["href"] for tag in page.select("h2 + ul a")]
    assert f"Al {day(clock().date(), 'es')}." in page.text
    assert day(due, "es") not in entries[0]


def test_a_median_between_two_days_is_not_rounded(house: House, phone: Browser) -> None:
    an_answered_session(house, count=2)

    page = phone.get("/medidas")

    assert figures(page)[3] == worked_out(table(phone, "medidas"), today=house.now().date())[3]


def test_before_anything_is_published_the_page_says_so(house: House, phone: Browser) -> None:
    a_programme(house)
    a_session(house, stage=Stage.CONVENED)

    assert "Todavía no hay nada publicado" in phone.get("/medidas").text
    assert table(phone, "medidas") == []


def test_the_page_is_also_in_english(house: House, phone: Browser) -> None:
    load_demonstration(house)

    page = phone.get("/medidas?lang=en")

    assert page.soup.h1 is not None
    assert page.soup.h1.get_text() == "Response measures"
    assert "vencid" not in page.text
