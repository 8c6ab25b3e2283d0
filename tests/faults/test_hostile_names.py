"""A name that tries to be something else stays a name, from the phone to the file that is signed."""

from __future__ import annotations

import csv
import io

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from labapp.domain.attendance import LONGEST_NAME
from labapp.domain.sessions import Stage
from labapp.domain.text import clean_line
from labapp.house import House
from labapp.models.attendance import Participant
from labapp.models.sessions import LabSession
from tests.exports.guests import HOSTILE_NAMES
from tests.factories import a_programme, a_session, a_space, an_organisation, sign_in
from tests.pages import Browser

pytestmark = pytest.mark.faults

MORE_NAMES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'); DROP TABLE participant;--",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "${7*7} %(name)s %s {0}",
    "O'Brien & Hijos, S. A.",
    "ＦＵＬＬ ﬁ İı ß ǅ",
    "Ñ" * LONGEST_NAME,
    "a%00b\\n\\x41",
]
NAMES = [name for name in HOSTILE_NAMES + MORE_NAMES if clean_line(name) and len(clean_line(name)) <= LONGEST_NAME]
AS_KEPT = {"\t=1+1": "=1+1", "  =1+1": "=1+1", "renglón\n=1+1": "renglón =1+1", "\u202eحسن\u202c": "حسن",
           "e\u0301\u0301\u0301 n\u0303": "é\u0301\u0301 ñ"}  # fmt: skip
"""Names that lose what nobody sees: control and format characters, blanks at the edges, another spelling of accents."""
LIVE = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "\t")
"""What a file for spreadsheets may not begin a cell with; there an apostrophe goes before it."""


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    antai = an_organisation(house)
    sign_in(desk, house, organisation=antai)
    a_programme(house)
    return a_session(house, a_space(house, organisation=antai), stage=Stage.OPEN)


def come_in(phone: Browser, session: LabSession, name: str) -> None:
    phone.client.delete_cookie("labapp_cel", domain="192.168.8.2", path="/E")
    phone.fill(f"/E/{session.code}", {"full_name": name, "place": "this_community", "age": "adult"})


def fetched(desk: Browser, session: LabSession, ending: str) -> bytes:
    page = f"/sesiones/{session.id}/descargas"
    granted = desk.fill(page, {"purpose": "signed_file", "format": ending})
    return desk.get(granted.location).response.get_data()


def in_workbook(book: bytes) -> list[str]:
    """The names as a spreadsheet shows them; none of them is a formula."""
    rows = list(load_workbook(io.BytesIO(book)).worksheets[1].iter_rows(min_row=2, min_col=2, max_col=2))
    assert {cell.data_type for (cell,) in rows} == {"s"}
    return [unescape(str(cell.value)) for (cell,) in rows]


def in_csv(file: bytes) -> list[str]:
    return [row["Nombre"] for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""), strict=True)]


def test_hostile_names_arrive_everywhere_as_they_were_typed(
    phone: Browser, desk: Browser, house: House, session: LabSession
) -> None:
    kept = [AS_KEPT.get(name, name) for name in NAMES]

    for name in NAMES:
        come_in(phone, session, name)

    with house.database.reading() as db:
        assert list(db.scalars(sa.select(Participant.name).order_by(Participant.number))) == kept
    on_screen = desk.get(f"/sesiones/{session.id}/registro?todas=1")
    assert sorted(tag.get_text() for tag in on_screen.select("td .full-name")) == sorted(kept)
    assert in_workbook(fetched(desk, session, "xlsx")) == kept
    shown = in_csv(fetched(desk, session, "csv"))
    assert [name.replace("'", "") for name in shown] == [name.replace("'", "") for name in kept]
    assert [name for name in shown if name.startswith(LIVE)] == []
