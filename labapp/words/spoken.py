"""Spanish to be read aloud: numbers, hours and days as they are said, so that nobody stumbles at the microphone."""

from __future__ import annotations

import re
from datetime import date

from labapp.words import formats

_SMALL = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno",
    "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho",
    "veintinueve",
)  # fmt: skip
_TENS = (
    "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
)  # fmt: skip
_HUNDREDS = (
    "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos",
    "ochocientos", "novecientos",
)  # fmt: skip
_ORDINALS = (
    "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo",
)  # fmt: skip
_LONGEST = 999_999

_NAMED_BEFORE = frozenset({
    "aporte", "aportes", "número", "números", "hito", "hitos", "versión", "cláusula", "artículo", "ley", "punto",
    "fase", "etapa", "grupo", "mesa",
})  # fmt: skip
"""After these words the number is a name: hito uno, never hito un."""
_NO_NOUN = frozenset({
    "a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "o", "para", "por", "que", "se", "sin", "u",
    "y", "ya",
})  # fmt: skip

_FOUND = re.compile(
    r"(?P<address>https?://\S+)"
    r"|(?P<no>[Nn]\.\s?[º°])"
    r"|(?P<hour>\d{1,2}):(?P<minute>\d{2})\s?(?P<half>[ap])\.?\s?m\.?"
    r"|(?P<balboas>B/\.\s?|\$\s?)(?P<money>\d+(?:,\d{3})*)"
    r"|(?P<ordinal>\d{1,2})\.?(?P<gender>[ºª°])"
    r"|(?P<dialled>\d{3,4}-\d{4}|\d{7,})"
    r"|(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<percent>\s?%)?(?P<letter>[a-z]\b)?"
)


def spoken_number(value: int) -> str:
    """Return a whole number from 0 to 999,999 in words. Raises ValueError for any other."""
    if not 0 <= value <= _LONGEST:
        raise ValueError("this number is not read aloud")
    if value < 1000:
        return _below_thousand(value)
    thousands, rest = divmod(value, 1000)
    begin = "mil" if thousands == 1 else f"{_shortened(_below_thousand(thousands))} mil"
    return begin if rest == 0 else f"{begin} {_below_thousand(rest)}"


def _below_thousand(value: int) -> str:
    if value < len(_SMALL):
        return _SMALL[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens - 3] + (f" y {_SMALL[ones]}" if ones else "")
    if value == 100:
        return "cien"
    hundreds, rest = divmod(value, 100)
    return _HUNDREDS[hundreds - 1] + (f" {_below_thousand(rest)}" if rest else "")


def _shortened(words: str) -> str:
    if words.endswith("veintiuno"):
        return words.removesuffix("uno") + "ún"
    return words.removesuffix("o") if words.endswith("uno") else words


def spoken_day(on: date) -> str:
    """Return a day as it is said: `veinte de noviembre de dos mil veintiséis`."""
    first = "primero" if on.day == 1 else spoken_number(on.day)
    month = formats.month(on, "es").split()[0]
    return f"{first} de {month} de {spoken_number(on.year)}"


def read_aloud(text: str) -> str:
    """Return Spanish `text` with its figures in words: counts, ordinals, per cent, balboas, hours, telephones.

    A web address cannot be said and becomes «la página que dice la respuesta».
    """
    return _FOUND.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    if found["address"]:
        end = found["address"][-1]
        return "la página que dice la respuesta" + (end if end in ".,;" else "")
    if found["no"]:
        return "número"
    if found["hour"]:
        return _hour(int(found["hour"]), int(found["minute"]), found["half"])
    if found["money"]:
        return f"{_counted(found['money'])} balboas"
    if found["ordinal"]:
        return _ordinal(int(found["ordinal"]), feminine=found["gender"] == "ª")
    if found["dialled"]:
        return _digits(found["dialled"])
    return _figure(found)


def _counted(figure: str) -> str:
    value = int(figure.replace(",", ""))
    return _shortened(spoken_number(value)) if value <= _LONGEST else _digits(figure)


def _digits(figure: str) -> str:
    groups = (" ".join(_SMALL[int(one)] for one in group) for group in re.split(r"\D", figure))
    return ", ".join(groups)


def _ordinal(value: int, *, feminine: bool) -> str:
    words = _ORDINALS[value - 1] if 1 <= value <= len(_ORDINALS) else spoken_number(value)
    return words.removesuffix("o") + "a" if feminine and words.endswith("o") else words


def _hour(hour: int, minute: int, half: str) -> str:
    name = "una" if hour == 1 else spoken_number(hour)
    afternoon = "de la noche" if 7 <= hour <= 11 else "de la tarde"
    part = afternoon if half == "p" else "de la mañana"
    return f"{name} {f'y {spoken_number(minute)} ' if minute else ''}{part}"


def _figure(found: re.Match[str]) -> str:
    value = int(found["number"].replace(",", ""))
    words = spoken_number(value) if value <= _LONGEST else _digits(found["number"])
    if found["decimals"]:
        words += f" punto {_digits(found['decimals'][1:])}"
    elif not found["percent"] and not found["letter"] and words.endswith("uno"):
        words = _agreeing(words, before=found.string[: found.start()], after=found.string[found.end() :])
    return words + (" por ciento" if found["percent"] else "") + (f" {found['letter']}" if found["letter"] else "")


def _agreeing(words: str, *, before: str, after: str) -> str:
    last = before.split()[-1:]
    following = re.match(r" ([^\W\d_]+)", after)
    if following is None or following[1].lower() in _NO_NOUN or (last and last[0].lower() in _NAMED_BEFORE):
        return words
    return words.removesuffix("o") + "a" if following[1].endswith(("a", "as")) else _shortened(words)
