"""Labs and tables at the desk: making one, sharing it, what is on the table, and who sees none of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from labapp.domain.demographics import Sector
from labapp.domain.roles import Role
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.spaces import Draft, Space, SpaceOrganisation, TableItem
from labapp.services.organisations import give_classes
from labapp.services.people import add_organisation
from tests.factories import a_community, a_session, a_space, an_organisation, sign_in, writing
from tests.pages import Browser, Page

NEW_LAB = "/laboratorios/nuevo?tipo=laboratorio"
NEW_TABLE = "/laboratorios/nuevo?tipo=mesa"
TABLE = {"title": "Contrataciones abiertas", "table_kind": "extended", "ordinal": "2", "axis": "Eje 1"}


@pytest.fixture
def antai(house: House) -> UUID:
    return an_organisation(house, "ANTAI")


@pytest.fixture
def kernel(house: House) -> UUID:
    return an_organisation(house, "Kernel Community", Sector.CIVIL_SOCIETY)


@pytest.fixture(autouse=True)
def _signed_in(desk: Browser, house: House, antai: UUID) -> None:
    sign_in(desk, house, organisation=antai)


def _add(desk: Browser, path: str, data: Mapping[str, object], status: int = 303) -> Page:
    page = desk.get(path)
    return desk.post(path, {"token": page.token("/laboratorios/nuevo"), **data}, status=status)


def _edit(desk: Browser, path: str, data: Mapping[str, object], status: int = 303) -> Page:
    page = desk.get(path)
    seen = page.select("[name=seen]")
    return desk.post(path, {"token": page.token(path), "seen": seen[0]["value"] if seen else "", **data}, status=status)


def test_a_lab_needs_only_its_community_and_is_called_after_it(desk: Browser, house: House, antai: UUID) -> None:
    community = a_community(house, "Soloy")

    made = _add(desk, NEW_LAB, {"community": str(community.id)})
    page = desk.get(made.location)

    assert page.select("h1")[0].get_text() == "Laboratorio de Soloy"
    with house.database.reading() as db:
        assert db.scalars(sa.select(SpaceOrganisation.organisation_id)).all() == [antai]


def test_without_communities_the_page_leads_to_the_first_one(desk: Browser) -> None:
    page = desk.get("/laboratorios/nuevo")

    assert "Primero falta la comunidad" in page.text
    assert page.select("a[href='/comunidades/nueva']")


def test_a_table_says_which_one_it_is_in_the_process(desk: Browser, house: House) -> None:
    communities = [str(a_community(house, name).id) for name in ("Soloy", "Llano Tugrí")]

    made = _add(desk, NEW_TABLE, {**TABLE, "communities": communities})
    page = desk.get(made.location)

    assert "Segunda mesa ampliada" in page.text
    assert "Llano Tugrí" in page.text
    assert "Second extended table" in desk.get(f"{made.location}?lang=en").text


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"title": " "}, 422, "Escriba de qué se trata"),
        ({"table_kind": ""}, 422, "Escoja si la mesa es técnica"),
        ({"ordinal": "0"}, 409, "Escriba un número de 1 a 99"),
        ({"ordinal": "dos"}, 422, "sin decimales"),
        ({"title": "a" * 5000}, 409, "Acórtelo"),
        ({"continues": str(uuid4())}, 422, "Falta corregir algo"),
        ({"organisations": str(uuid4())}, 422, "Falta corregir algo"),
        ({"organisations": "nada"}, 422, "Falta corregir algo"),
    ],
)
def test_what_cannot_be_is_explained(
    desk: Browser, house: House, changed: dict[str, str], status: int, sentence: str
) -> None:
    page = _add(desk, NEW_TABLE, TABLE | changed, status)

    assert sentence in page.text
    with house.database.reading() as db:
        assert db.scalar(sa.select(Space.id)) is None


def test_items_get_letters_that_stay_and_drafts_with_versions(desk: Browser, house: House) -> None:
    table = a_space(house, SpaceKind.COCREATION_TABLE)
    home = f"/laboratorios/{table.id}"
    for title in ("Datos abiertos", "Plazos"):
        _edit(desk, f"{home}/temas/nuevo", {"title": title})
    with house.database.reading() as db:
        items = {item.letter: item for item in db.scalars(sa.select(TableItem))}
    _edit(desk, f"{home}/temas/{items['a'].id}", {"title": "Datos abiertos de compras"})
    draft = {"item": str(items["a"].id), "title": "Hoja de ruta", "version": "2", "shared_on": "2026-11-02",
             "channels": "WhatsApp", "link": "https://example.org/b.pdf"}  # fmt: skip
    _edit(desk, f"{home}/borradores/nuevo", draft)

    page = desk.get(home)

    assert "A. Datos abiertos de compras" in page.text
    assert "B. Plazos" in page.text
    assert "versión 2" in page.text
    assert "2 de noviembre de 2026" in page.text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"title": "A", "version": "1"}, 409),
        ({"title": "A", "version": "1", "link": "javascript:alert(1)"}, 409),
        ({"title": "A", "version": "1", "link": "ftp://x/y"}, 409),
        ({"title": "", "version": "1", "text": "x"}, 422),
        ({"title": "A", "version": "", "text": "x"}, 422),
        ({"title": "A", "version": "1", "text": "x", "item": str(uuid4())}, 422),
        ({"title": "A", "version": "1", "text": "x", "shared_on": "ayer"}, 422),
    ],
)
def test_a_draft_without_what_it_needs_is_explained(
    desk: Browser, house: House, sent: dict[str, object], status: int
) -> None:
    table = a_space(house, SpaceKind.COCREATION_TABLE)

    page = _edit(desk, f"/laboratorios/{table.id}/borradores/nuevo", sent, status)

    assert "Falta corregir algo" in page.text
    with house.database.reading() as db:
        assert db.scalar(sa.select(Draft.id)) is None


def test_a_lab_has_no_items(desk: Browser, house: House) -> None:
    lab = a_space(house)

    desk.get(f"/laboratorios/{lab.id}/temas/nuevo", status=404)


def test_the_page_lists_its_sessions_and_leads_to_a_new_one(desk: Browser, house: House) -> None:
    lab = a_space(house)
    a_session(house, lab)

    page = desk.get(f"/laboratorios/{lab.id}")

    assert "Identificación de problemas" in page.text
    assert page.select(f"a[href='/sesiones/nueva?laboratorio={lab.id}']")


def test_the_anonymous_questions_are_open_or_sealed_and_never_counted(desk: Browser, house: House) -> None:
    lab = a_space(house)
    path = f"/laboratorios/{lab.id}"
    assert "Todavía no se han abierto" in desk.get(path).text

    for column, words in (("urn_opened_at", "Abiertas"), ("urn_sealed_at", "Selladas")):
        with writing(house, Verb.OPEN_URN) as db:
            setattr(db.get_one(Space, lab.id), column, house.now())
        term = next(dt for dt in desk.get(path).select("dt") if dt.get_text() == "Preguntas anónimas")
        assert term.find_next("dd").get_text() == words  # type: ignore[union-attr] # a term has its text


def test_a_chain_never_comes_back_to_itself(desk: Browser, house: House) -> None:
    first, second = a_space(house, title="Primero"), a_space(house, title="Segundo")
    with house.database.reading() as db:
        community = str(db.get_one(Space, first.id).community_id)
    lab = {"community": community, "title": "Segundo"}
    _edit(desk, f"/laboratorios/{second.id}/cambiar", {**lab, "continues": str(first.id)})

    sent = {"community": community, "title": "Primero", "continues": str(second.id)}
    page = _edit(desk, f"/laboratorios/{first.id}/cambiar", sent, 409)

    assert "la cadena volvería" in page.text
    assert "Primero" in desk.get(f"/laboratorios/{second.id}").text


def test_a_stale_form_shows_both_texts(desk: Browser, house: House) -> None:
    table = a_space(house, SpaceKind.COCREATION_TABLE)
    path = f"/laboratorios/{table.id}/cambiar"
    old = desk.get(path)
    _edit(desk, path, {**TABLE, "purpose": "La de antes"})

    sent = {"token": old.token(path), "seen": old.select("[name=seen]")[0]["value"], **TABLE, "purpose": "La mía"}
    both = desk.post(path, sent, status=409)

    assert "La de antes" in both.text
    assert "La mía" in both.select("#purpose")[0].get_text()


def test_changed_communities_make_an_open_form_stale(desk: Browser, house: House) -> None:
    community = a_community(house)
    table = a_space(house, SpaceKind.COCREATION_TABLE)
    path = f"/laboratorios/{table.id}/cambiar"
    old = desk.get(path)
    same = {"title": table.title, "table_kind": "extended"}
    _edit(desk, path, {**same, "communities": [str(community.id)]})

    sent = {"token": old.token(path), "seen": old.select("[name=seen]")[0]["value"], **same}

    assert "Soloy" in desk.post(path, sent, status=409).text


def test_sharing_lets_the_other_organisation_in_and_out_again(
    desk: Browser, house: House, antai: UUID, kernel: UUID
) -> None:
    lab = a_space(house, organisation=antai)
    path = f"/laboratorios/{lab.id}"
    theirs = Browser(desk.app)
    sign_in(theirs, house, organisation=kernel)
    theirs.get(path, status=404)

    _edit(desk, f"{path}/compartir", {"organisations": [str(antai), str(kernel)]})
    theirs.get(path)
    _edit(desk, f"{path}/compartir", {"organisations": [str(antai)]})

    theirs.get(path, status=404)
    assert lab.title not in theirs.get("/laboratorios").text


def test_who_typed_an_organisation_at_the_door_is_no_partner_with_whom_names_are_shared(
    desk: Browser, house: House, antai: UUID
) -> None:
    with writing(house, Verb.ADD_ORGANISATION) as db:
        typed = add_organisation(db, "Junta de Soloy", at_door=True)
    path = f"/laboratorios/{a_space(house, organisation=antai).id}/compartir"
    assert "Junta de Soloy" not in desk.get(path).text

    with writing(house, Verb.CHANGE_ORGANISATION) as db:
        give_classes(db, {typed.id: Sector.COMMUNAL_BOARD})
    assert "Junta de Soloy" in desk.get(path).text


def test_nobody_takes_their_own_organisation_out(desk: Browser, house: House, antai: UUID, kernel: UUID) -> None:
    lab = a_space(house, organisation=antai)

    page = _edit(desk, f"/laboratorios/{lab.id}/compartir", {"organisations": [str(kernel)]}, 409)

    assert "Su propia organización no se puede quitar" in page.text


def _paths(house: House, space: Space) -> list[str]:
    with writing(house, Verb.ADD_ITEM) as db:
        item = TableItem(space_id=space.id, letter="a", title="Tema ajeno")
        draft = Draft(space_id=space.id, title="Borrador ajeno", version="1", text="x")
        db.add_all([item, draft])
    home = f"/laboratorios/{space.id}"
    below = ["cambiar", "compartir", "temas/nuevo", f"temas/{item.id}", "borradores/nuevo", f"borradores/{draft.id}"]
    return [f"{home}/{path}" for path in below]


@pytest.mark.parametrize("mine", ["antai", "kernel"])
def test_an_organisation_reaches_nothing_that_is_not_shared_with_it(
    desk: Browser, house: House, mine: str, antai: UUID, kernel: UUID
) -> None:
    own, other = (antai, kernel) if mine == "antai" else (kernel, antai)
    foreign = a_space(house, SpaceKind.COCREATION_TABLE, title="Mesa ajena", organisation=other)
    ours = a_space(house, SpaceKind.COCREATION_TABLE, title="Mesa propia", organisation=own)
    paths, our_paths = _paths(house, foreign), _paths(house, ours)
    sign_in(desk, house, organisation=own)

    listed = desk.get("/laboratorios").text
    assert "Mesa propia" in listed
    assert "Mesa ajena" not in listed
    assert "Mesa ajena" not in desk.get("/laboratorios/nuevo?tipo=mesa").text
    desk.get(f"/laboratorios/{foreign.id}", status=404)
    for theirs, our_own in zip(paths, our_paths, strict=True):
        desk.get(theirs, status=404)
        token = desk.get(our_own).token(our_own)
        desk.post(theirs, {"token": token, "seen": "", "title": "Robado", "organisations": [str(own)]}, status=404)
    with house.database.reading() as db:
        assert db.get_one(Space, foreign.id).title == "Mesa ajena"
        assert "Robado" not in list(db.scalars(sa.select(TableItem.title)))


def test_an_item_is_not_reached_through_another_table(desk: Browser, house: House, kernel: UUID, antai: UUID) -> None:
    foreign = a_space(house, SpaceKind.COCREATION_TABLE, organisation=kernel)
    ours = a_space(house, SpaceKind.COCREATION_TABLE, organisation=antai)

    for path in _paths(house, foreign):
        if path.endswith(("nuevo", "cambiar", "compartir")):
            continue
        desk.get(path.replace(str(foreign.id), str(ours.id)), status=404)


def test_what_it_continues_has_no_name_where_it_is_not_shared(
    desk: Browser, house: House, antai: UUID, kernel: UUID
) -> None:
    hidden = a_space(house, title="Secreto de Kernel", organisation=kernel)
    lab = a_space(house, organisation=antai)
    with writing(house, Verb.CHANGE_SPACE) as db:
        row = db.get_one(Space, lab.id)
        row.continues_id = hidden.id
        community = str(row.community_id)

    page = desk.get(f"/laboratorios/{lab.id}")
    form = desk.get(f"/laboratorios/{lab.id}/cambiar")
    _edit(desk, f"/laboratorios/{lab.id}/cambiar", {"community": community, "continues": str(hidden.id)})

    assert "Secreto" not in page.text + form.text
    with house.database.reading() as db:
        assert db.get_one(Space, lab.id).continues_id == hidden.id


@pytest.mark.parametrize("role", [Role.APPROVER, Role.DATA_OFFICER])
def test_those_of_no_organisation_read_every_lab_and_change_none(desk: Browser, house: House, role: Role) -> None:
    lab = a_space(house)
    sign_in(desk, house, role)

    page = desk.get(f"/laboratorios/{lab.id}")

    assert "Nueva sesión" not in page.text
    desk.get(f"/laboratorios/{lab.id}/cambiar", status=403)
    desk.get("/laboratorios/nuevo", status=403)


def test_a_note_taker_of_the_organisation_reads_and_does_not_plan(desk: Browser, house: House, antai: UUID) -> None:
    lab = a_space(house, organisation=antai)
    sign_in(desk, house, Role.NOTE_TAKER, organisation=antai)

    assert "Cambiar los datos" not in desk.get(f"/laboratorios/{lab.id}").text
    desk.post(f"/laboratorios/{lab.id}/cambiar", {"title": "x"}, status=403)
