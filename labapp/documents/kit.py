"""Everything on paper that a session needs, as one PDF."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.documents.content import QrCode
from labapp.documents.kit_page import KitPage
from labapp.documents.kit_words import KIT_WORDS, KitWords
from labapp.documents.qr import wifi_text
from labapp.documents.typesetting import typeset
from labapp.documents.wording import FRAME, FrameWords, listed
from labapp.words import formats


@dataclass(frozen=True, slots=True)
class _PrintedKit:
    file_title: str
    frame: FrameWords
    words: KitWords
    kit: KitPage
    when: str
    script: tuple[str, ...]
    wifi_qr: QrCode
    check_in_qr: QrCode
    card_qr: QrCode | None


def kit_pdf(page: KitPage) -> bytes:
    """Return the kit: cover, door posters A3 and A4, script, notice, sign-in sheets, cards, anonymous slips.

    Sizes of paper follow one another in the file; the cover says which page goes on which paper.
    """
    words = KIT_WORDS[page.language]
    day = formats.weekday(formats.local(page.starts_at, page.zone).date(), page.language)
    wifi = page.door.wifi
    said = {"title": page.title, "organisers": listed(page.organisers, page.language), "wifi": wifi.name}
    printed = _PrintedKit(
        file_title=f"{words.cover.title}: {page.title}",
        frame=FRAME[page.language],
        words=words,
        kit=page,
        when=f"{day}, {formats.hour(page.starts_at, page.language, page.zone)}",
        script=tuple(line.format(**said) for line in words.script),
        wifi_qr=QrCode(wifi_text(wifi.name, wifi.password), words.door.wifi_alt.format(wifi.name), ""),
        check_in_qr=QrCode(page.door.check_in_url, words.door.check_in_alt.format(page.door.check_in_url), ""),
        card_qr=QrCode(page.answer_address, words.cards.alt, "") if page.answer_address else None,
    )
    return typeset("kit.typ", printed)
