"""The published minutes: frozen, proven by their code, and never more than what may be read."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from labapp.documents.minutes_versions import opened_version
from labapp.domain.contributions import Channel, Language, PublicState, WithholdReason
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.minutes import MinutesVersion
from labapp.models.sessions import LabSession
from labapp.services import contributions
from labapp.services.contributions import ContributeCommand
from tests.conftest import Clock
from tests.documents.pdf_reading import spoken_text, squeezed
from tests.factories import a_programme, a_session, an_arrival, writing
from tests.pages import Browser
from tests.web.minutes_desk import Desk, close, say

SECRET = "Fulano de Tal"
HOSTILE = (
    '=HYPERLINK("http://malo","pulse")',
    "<script>alert(1)</script>",
    "\u202eabc\u202c 👨\u200d👩\u200d👧 Ñ",
    "b" * 2_000,
)


@pytest.fixture
def session(house: House) -> LabSession:
    a_programme(house, public_base_url="https://labs.example.org")
    return a_session(house)


@pytest.fixture
def published(desk: Browser, house: House, session: LabSession) -> Desk:
    arrival = an_arrival(house, session, "Aurelia Montezuma")
    for text in HOSTILE:
        say(house, session, text)
    for state in (PublicState.REDACTED, PublicState.WITHHELD):
        with writing(house, Verb.CONTRIBUTE) as db:
            command = ContributeCommand(
                text=f"{SECRET} se llevó la plata.", channel=Channel.VOICE, language=Language.NGABERE,
                translation=f"Traducido: {SECRET}", translator="Intérprete", person_id=arrival.person.id,
            )  # fmt: skip
            said = contributions.contribute(db, session.id, command, now=house.now())
            said.confirmed_at = house.now()
            contributions.set_public_state(
                db, said, state, reason=WithholdReason.COMPLAINT, public_text="Faltó dinero."
            )
    close(house, session)
    there = Desk(desk, house, session)
    there.come(Role.FACILITATOR)
    there.send(f"{there.path}/development", f"{there.path}/development", {"words": "Se trabajó en grupos."})
    there.publish()
    return there


def test_before_anything_is_published_there_is_nothing(phone: Browser, session: LabSession) -> None:
    for page in ("minuta", "minuta/v1", "minuta.pdf", "minuta/v1.pdf", "minuta/v1.json"):
        phone.get(f"/sesion/{session.token}/{page}", status=404)
    phone.get("/sesion/NADIE/minuta", status=404)


def test_everybody_reads_the_published_version_with_its_code(phone: Browser, published: Desk) -> None:
    version = published.versions()[0]

    page = phone.get(f"/sesion/{published.session.token}/minuta")

    assert version.sha256 in page.text
    assert "Faltó dinero." in page.text
    assert "El texto no se publica" in page.text
    for text in HOSTILE[:2]:
        assert text in page.soup.select("article")[0].get_text()
    assert not page.select("article script")
    assert "BORRADOR" not in page.text
    phone.get(f"/sesion/{published.session.token.lower()}/minuta")


def test_nothing_hidden_is_in_the_page_the_data_or_the_pdf(phone: Browser, published: Desk) -> None:
    base = f"/sesion/{published.session.token}/minuta"

    html = phone.get(base).response.get_data(as_text=True)
    data = phone.client.get(f"{base}/v1.json", base_url=phone.base).get_data(as_text=True)
    pdf = spoken_text(phone.client.get(f"{base}.pdf", base_url=phone.base).data)

    for hidden in (SECRET, "Aurelia", "Montezuma", "Intérprete", "Traducido"):
        assert hidden not in html
        assert hidden not in data
        assert squeezed(hidden) not in pdf
    assert squeezed("Faltó dinero.") in pdf


def test_anybody_can_work_the_code_out_again(phone: Browser, published: Desk) -> None:
    answer = phone.client.get(f"/sesion/{published.session.token}/minuta/v1.json", base_url=phone.base)

    document = opened_version(json.loads(answer.data), published.versions()[0].sha256)

    assert published.versions()[0].sha256[:4].upper() == document.code[:4]


@pytest.mark.parametrize("where", ["text", "code"])
def test_a_stored_version_that_was_altered_is_shown_to_nobody(phone: Browser, published: Desk, where: str) -> None:
    with published.house.database.reading() as db:
        content = json.loads(json.dumps(db.scalars(sa.select(MinutesVersion)).one().content))
    if where == "code":
        content["code"] = "0000-0000-0000-0000"
    else:
        content["title"] = "Otra cosa"
    with pytest.raises(RuleViolated, match="version_altered"):
        opened_version(content, published.versions()[0].sha256)
    with writing(published.house, Verb.PUBLISH_MINUTES) as db:
        db.scalars(sa.select(MinutesVersion)).one().content = content

    page = phone.get(f"/sesion/{published.session.token}/minuta", status=409)

    assert "no coincide con su código de verificación" in page.text


def test_a_pdf_that_was_altered_or_lost_is_given_to_nobody(phone: Browser, published: Desk) -> None:
    path = published.house.files / f"{published.versions()[0].pdf_sha256}.pdf"
    good = path.read_bytes()

    path.write_bytes(good[:-20] + b"x" * 20)
    phone.get(f"/sesion/{published.session.token}/minuta.pdf", status=409)
    path.unlink()
    phone.get(f"/sesion/{published.session.token}/minuta.pdf", status=409)


def test_a_second_version_leaves_the_first_where_it_was(phone: Browser, published: Desk, clock: Clock) -> None:
    base = f"/sesion/{published.session.token}/minuta"
    first = phone.client.get(f"{base}/v1.pdf", base_url=phone.base).data
    clock.forward(days=2)
    with writing(published.house, Verb.REWRITE_CONTRIBUTION) as db:
        row = db.scalars(sa.select(Contribution).where(Contribution.number == 1)).one()
        contributions.rewrite(db, row, "Corregido.", reason="Se oyó mal.", by="console", now=clock())
    published.come(Role.NOTE_TAKER)
    published.step("", {"change_note": "Se corrigió el aporte 1."})
    published.publish()

    latest, old = phone.get(base), phone.get(f"{base}/v1")

    assert "Corregido." in latest.text
    assert "Se corrigió el aporte 1." in latest.text
    assert "Corregido." not in old.select("article")[0].get_text()
    assert "Hay una versión más nueva" in old.text
    assert phone.client.get(f"{base}/v1.pdf", base_url=phone.base).data == first
    assert phone.client.get(f"{base}/v2.pdf", base_url=phone.base).data != first


def test_a_page_with_a_hundred_contributions_is_light(phone: Browser, desk: Browser, house: House,
                                                     session: LabSession) -> None:  # fmt: skip
    for number in range(100):
        say(house, session, f"Que en el corregimiento haya un puesto de salud con más horas, número {number}. " * 2)
    close(house, session)
    there = Desk(desk, house, session)
    there.come(Role.FACILITATOR)
    there.send(f"{there.path}/development", f"{there.path}/development", {"words": "En grupos."})
    there.publish()

    page = phone.get(f"/sesion/{session.token}/minuta")

    assert len(page.response.data) < 50_000


def test_the_page_speaks_english_around_the_same_document(phone: Browser, published: Desk) -> None:
    page = phone.get(f"/sesion/{published.session.token}/minuta?lang=en")

    assert "Verification code" in page.text
    assert page.select("article")[0]["lang"] == "es"
