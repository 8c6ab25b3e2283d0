"""The colours that meet on a page keep their contrast in every theme (WCAG 2.2: 1.4.3, 1.4.6 and 1.4.11)."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files

import pytest

STATIC = files("labapp") / "static"
STYLE = (STATIC / "style.css").read_text(encoding="utf-8")
PROJECTOR = (STATIC / "projector.css").read_text(encoding="utf-8")
PHONE = (files("labapp") / "templates" / "layouts" / "_phone_style.css").read_text(encoding="utf-8")

TEXT = 4.5
LARGE_OR_SHAPE = 3.0
WASHED_OUT_PROJECTOR = 7.0

GROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-soft", "brand", "brand-deep", "danger", "ok") for ground in GROUNDS],
    *[("ink", ground, TEXT) for ground in ("brand-tint", "ok-tint", "warning-tint", "danger-tint")],
    *[(tone, f"{tone}-tint", TEXT) for tone in ("ok", "warning", "danger")],
    ("accent-ink", "accent-tint", TEXT),
    ("brand", "brand-tint", TEXT),
    ("brand", "danger-tint", TEXT),
    ("brand", "warning-tint", TEXT),
    ("brand-deep", "brand-tint", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-deep", TEXT),
    ("on-danger", "danger", TEXT),
    ("on-band", "band", TEXT),
    ("accent-light", "band", TEXT),
    *[("edge", ground, LARGE_OR_SHAPE) for ground in GROUNDS],
    *[("focus", ground, LARGE_OR_SHAPE) for ground in (*GROUNDS, "danger-tint")],
    ("brand", "sunken", LARGE_OR_SHAPE),
]
PROJECTOR_PAIRS = [("ink", "paper"), ("ink", "card"), ("ink-soft", "paper"), ("ink-soft", "card"), ("brand", "paper")]

Tokens = dict[str, str]


def block_after(css: str, opening: str) -> str:
    """The text between the braces that follow `opening`, inner braces included."""
    start = css.index("{", css.index(opening)) + 1
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(css[end], 0)
        end += 1
    return css[start : end - 1]


def tokens_in(block: str) -> Tokens:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


LIGHT = tokens_in(block_after(STYLE, ":root"))
DARK = LIGHT | tokens_in(block_after(STYLE, "@media (prefers-color-scheme: dark)"))
MORE = tokens_in(block_after(STYLE, "@media (prefers-contrast: more)"))
WALL = tokens_in(block_after(PROJECTOR, ":root"))
THEMES = {"light": LIGHT, "dark": DARK, "light, more contrast": LIGHT | MORE, "dark, more contrast": DARK | MORE}


def hex_of(tokens: Tokens, name: str) -> str:
    """The colour of a token, followed through var()."""
    value = tokens[name].strip()
    reference = re.fullmatch(r"var\(--([\w-]+)\)", value)
    return hex_of(tokens, reference[1]) if reference else six_digits(value)


def six_digits(colour: str) -> str:
    digits = colour.strip().removeprefix("#").lower()
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def luminance(digits: str) -> float:
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rules_of(css: str) -> list[tuple[str, dict[str, str]]]:
    """Selectors with their declarations, for flat rules."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    return [(selector.strip(), dict(re.findall(r"([\w-]+):([^;]+)", body))) for selector, body in found]


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("000000", "ffffff", 21.0), ("777777", "ffffff", 4.48), ("0000ff", "ffffff", 8.59)]
)
def test_contrast_is_the_one_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_pairs_that_meet_on_a_page_can_be_read(theme: str, ink: str, ground: str, least: float) -> None:
    tokens = THEMES[theme]

    ratio = contrast(hex_of(tokens, ink), hex_of(tokens, ground))

    assert ratio >= least, f"{ink} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize(("ink", "ground"), PROJECTOR_PAIRS)
def test_the_wall_can_be_read_in_a_bright_room(ink: str, ground: str) -> None:
    assert contrast(hex_of(WALL, ink), hex_of(WALL, ground)) >= WASHED_OUT_PROJECTOR


@pytest.mark.parametrize("css", [STYLE, PROJECTOR], ids=["style", "projector"])
def test_every_token_that_is_used_exists(css: str) -> None:
    used = set(re.findall(r"var\(--([\w-]+)", css))

    assert used <= set(tokens_in(css))


def test_the_dark_theme_repaints_every_colour() -> None:
    painted = {name for name, value in LIGHT.items() if value.startswith("#")}

    assert painted == set(tokens_in(block_after(STYLE, "@media (prefers-color-scheme: dark)")))


def test_outside_the_tokens_only_paper_and_scan_codes_name_a_colour() -> None:
    screen = STYLE[: STYLE.index("@media print")]
    rules = screen[screen.index("/* Ground. */") :]

    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rules)) == {"#fff", "#000"}


PHONE_DARK = block_after(PHONE, "@media (prefers-color-scheme:dark)")
PHONE_LIGHT = PHONE[: PHONE.index("@media")]


@pytest.mark.parametrize(("css", "theme"), [(PHONE_LIGHT, "light"), (PHONE_DARK, "dark")], ids=["light", "dark"])
def test_the_phone_paints_with_the_same_colours(css: str, theme: str) -> None:
    allowed = {hex_of(THEMES[theme], name) for name, value in LIGHT.items() if value.startswith("#")}
    painted = {six_digits(colour) for colour in re.findall(r"#[0-9a-f]{3,6}\b", css)}

    assert painted <= allowed


@pytest.mark.parametrize("css", [PHONE_LIGHT, PHONE_DARK], ids=["light", "dark"])
def test_rules_of_the_phone_that_set_text_and_ground_can_be_read(css: str) -> None:
    both = [
        (selector, contrast(six_digits(style["color"]), six_digits(style["background"])))
        for selector, style in rules_of(css)
        if style.get("color", "").startswith("#") and style.get("background", "").startswith("#")
    ]

    assert both
    assert [(selector, round(ratio, 2)) for selector, ratio in both if ratio < TEXT] == []


@pytest.mark.parametrize("young", ["gap:", "grid", "var(", ":has(", ":is(", "focus-visible", "inset", "clamp(", "min("])
def test_the_phone_style_asks_nothing_that_an_old_phone_lacks(young: str) -> None:
    assert young not in PHONE.partition("*/")[2]


def test_the_phone_style_leaves_the_page_its_room() -> None:
    assert len(gzip.compress(PHONE.encode())) < 2_500
