"""The picture beside a shared link: small enough for a telephone, nothing cut off, nothing made twice."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from labapp.documents.cards import Card, record_card
from labapp.documents.kept_cards import TEMPLATE, card_picture
from labapp.documents.typesetting import drawn
from labapp.queries.public_record import PublicRecord

MOST_BYTES = 300_000
"""What WhatsApp fetches of a picture."""
NOTHING = PublicRecord((), (), (), (), ())
USUAL = replace(
    record_card("Laboratorios de Gobierno Abierto", NOTHING),
    kind="Respuesta razonada, versión 2",
    title="Internet en la comarca",
    lead="20 de noviembre de 2026 · Casa comunal, Soloy",
    figure="18 aportes · 16 respondidos",
)
NGABE = "Ngäbe kukwe ñäkä nüke krägwe: jutate nänkwe käbä bä kwe mikä töi nötre kädriere ngwarbe, ni jökrä ütiäte"
LONG = {
    "no long one": ("Soloy",),
    "Ngäbere": (f"{NGABE} {NGABE}",),
    "wide words": ("WWWW " * 50,),
    "one word": ("W" * 200,),
    "signs without a font": ("漢字" * 100,),
    "dense signs": ("🌍🏘 " * 70,),
    "accents": ("ÄÖÜÑ̃ẅ " * 40,),
}


def longest(text: str) -> Card:
    """A card on which every text is as long as the house lets it be."""
    cut = record_card(text, NOTHING)
    return replace(cut, kind=cut.title[:70], lead=cut.title[:110], figure=cut.title[:60])


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def colours(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    return len(picture.crop(box).getcolors(maxcolors=100_000) or ())


@pytest.mark.parametrize("texts", LONG.values(), ids=LONG)
def test_the_longest_texts_stay_inside_and_small(texts: Iterable[str]) -> None:
    for text in texts:
        data = drawn(TEMPLATE, longest(text))

        picture = pixels(data)

        assert picture.size == (1200, 630)
        assert len(data) < MOST_BYTES
        for name, box in {
            "left edge": (0, 112, 60, 500), "right edge": (1142, 112, 1200, 500), "over the foot": (0, 484, 1200, 500),
            "under the figure": (0, 612, 1200, 630), "over the programme": (0, 0, 1200, 12),
            "under the programme": (0, 92, 1200, 103), "over the title": (0, 112, 1200, 138),
        }.items():  # fmt: skip
            assert colours(picture, box) == 1, f"{name}: something reaches into it"


def test_a_text_that_is_too_long_ends_between_two_words() -> None:
    card = record_card(f"{NGABE} {NGABE}", NOTHING)

    assert len(card.title) <= 131
    assert card.title.endswith("…")
    assert f"{NGABE} {NGABE}".startswith(card.title.removesuffix("…"))
    assert f"{NGABE} {NGABE}"[len(card.title) - 1] in " ,:"


def test_the_words_for_whoever_does_not_see_the_picture_say_what_it_says() -> None:
    assert USUAL.alt == (
        "Respuesta razonada, versión 2. Internet en la comarca. 20 de noviembre de 2026 · Casa comunal, Soloy. "
        "18 aportes · 16 respondidos."
    )


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    first = card_picture(USUAL, folder)
    (kept,) = folder.iterdir()
    made_at = kept.stat().st_mtime_ns

    assert card_picture(USUAL, folder) == first
    assert kept.stat().st_mtime_ns == made_at
    card_picture(replace(USUAL, figure="18 aportes · 17 respondidos"), folder)
    assert len(list(folder.iterdir())) == 2


def test_a_lost_picture_is_drawn_again_and_is_the_same(tmp_path: Path) -> None:
    first = card_picture(USUAL, tmp_path / "cards")
    next((tmp_path / "cards").iterdir()).unlink()

    assert card_picture(USUAL, tmp_path / "cards") == first


def test_a_folder_that_takes_nothing_hides_no_picture(tmp_path: Path) -> None:
    (tmp_path / "cards").write_text("a file where the folder should be")

    assert pixels(card_picture(USUAL, tmp_path / "cards")).size == (1200, 630)
