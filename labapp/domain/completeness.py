"""When an answer answers, and when a document may be called a reasoned response.

Source: domain note b.3, rules 1 to 7 of an answer and rules 1 to 3 of a document. Nothing here stops anybody from
saving a draft: these are the lines of a list of what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self, TypeAlias
from urllib.parse import urlsplit

from labapp.domain.response_extras import Extra, ExtraShape, ReasonKind
from labapp.domain.responses import (
    INSTEAD,
    MAY_BE_SHORT,
    PROMISED_DAY,
    REQUIRED,
    Answer,
    Disposition,
    Document,
    signed_as,
)
from labapp.domain.text import clean_line, fold

SHORTEST_REASON = 60
"""Characters of a reason, blanks folded. Exactly 60 is enough. Source: proposal in domain note b.3, rule 2."""

_WORDS_OF_ITS_OWN = 3

_NOTHING_SAID = frozenset(
    {"n/a", "na", "no aplica", "ninguno", "ninguna", "no hay", "pendiente", "por definir", "none", "pending"}
)


class Lack(StrEnum):
    """What is missing; `rule` is the number of the rule that asks for it, 0 for a rule of the whole document."""

    rule: int

    def __new__(cls, value: str, rule: int = 0) -> Self:
        """Return the member that is stored as `value`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.rule = rule
        return member

    NO_DISPOSITION = "no_disposition", 1
    DISPOSITION_REPEATED = "disposition_repeated", 1
    NOT_WITHDRAWN = "not_withdrawn", 1
    NO_REASON = "no_reason", 2
    REASON_TOO_SHORT = "reason_too_short", 2
    REASON_REPEATS_LABEL = "reason_repeats_label", 2
    EXTRA_ABSENT = "extra_absent", 3
    NOT_A_DAY = "not_a_day", 3
    NOT_AN_ADDRESS = "not_an_address", 3
    NOT_A_REASON_KIND = "not_a_reason_kind", 3
    DAY_ALREADY_PAST = "day_already_past", 3
    VERSION_UNKNOWN = "version_unknown", 3
    CLAUSE_UNKNOWN = "clause_unknown", 3
    PART_UNANSWERED = "part_unanswered", 4
    NO_INSTITUTION = "no_institution", 5
    NO_OFFICE = "no_office", 5
    NO_ANSWER_DAY = "no_answer_day", 5
    REFERS_TO_ITSELF = "refers_to_itself", 6
    REFERS_TO_UNKNOWN = "refers_to_unknown", 6
    REFERS_IN_CHAIN = "refers_in_chain", 6
    REFERS_TO_INCOMPLETE = "refers_to_incomplete", 6
    NO_COUNTER_PROPOSAL = "no_counter_proposal", 7
    NOT_LISTED = "not_listed"
    TEXT_ALTERED = "text_altered"
    NOT_IN_MINUTES = "not_in_minutes"
    UNANSWERED = "unanswered"
    NOT_VALIDATED = "not_validated"
    NO_GATHERING = "no_gathering"
    NO_GATHERING_DAY = "no_gathering_day"
    NO_OBJECTIONS_CONTACT = "no_objections_contact"
    OBJECTIONS_END_EARLY = "objections_end_early"
    PENDING_WITHOUT_INSTITUTION = "pending_without_institution"
    PENDING_WITHOUT_DAY = "pending_without_day"


@dataclass(frozen=True, slots=True)
class Missing:
    """One line of the list of what is missing: what, in which field, of which contribution (none: the document)."""

    code: Lack
    field: str = ""
    number: str | None = None


def missing(answer: Answer, document: Document) -> tuple[Missing, ...]:
    """Return everything that keeps `answer` from being complete within `document`; empty when it is complete."""
    signed = signed_as(answer, document)
    listed = document.find(answer.number)
    parts = listed.parts if listed else ()
    found: list[Missing] = []
    if not _speaks_only_by_parts(answer, parts):
        found += [Missing(code, where, answer.number) for code, where in _own_lacks(signed, document)]
    answered = {*answer.covered, *(part.number for part in answer.part_answers)}
    found += [Missing(Lack.PART_UNANSWERED, "parts", part) for part in parts if part not in answered]
    for part in answer.part_answers:
        found += missing(signed_as(part, signed), document)
    return tuple(found)


def _speaks_only_by_parts(answer: Answer, parts: tuple[str, ...]) -> bool:
    silent = answer.primary is None and not answer.reason and not answer.covered
    return bool(parts) and bool(answer.part_answers) and silent


_Lacks: TypeAlias = Iterator[tuple[Lack, str]]


def _own_lacks(answer: Answer, document: Document) -> _Lacks:
    if answer.primary is Disposition.WITHDRAWN:
        listed = document.find(answer.number)
        if listed is None or not listed.withdrawn:
            yield Lack.NOT_WITHDRAWN, "primary"
        yield from _extras(answer, document)
        return
    yield from _disposition(answer)
    yield from _reason(answer, document.labels)
    yield from _extras(answer, document)
    yield from _signature(answer)
    yield from _reference(answer, document)


def _disposition(answer: Answer) -> _Lacks:
    if answer.primary is None:
        yield Lack.NO_DISPOSITION, "primary"
    if len(set(answer.dispositions)) < len(answer.dispositions) or Disposition.WITHDRAWN in answer.secondary:
        yield Lack.DISPOSITION_REPEATED, "secondary"


def _reason(answer: Answer, labels: Mapping[Disposition, tuple[str, ...]]) -> _Lacks:
    reason = clean_line(answer.reason)
    short = answer.primary in MAY_BE_SHORT
    if not reason:
        if answer.primary is not Disposition.REFERS_TO_OTHER:
            yield Lack.NO_REASON, "reason"
    elif len(reason) < SHORTEST_REASON and not short:
        yield Lack.REASON_TOO_SHORT, "reason"
    elif not _has_words_of_its_own(reason, answer, labels, at_least=1 if short else _WORDS_OF_ITS_OWN):
        yield Lack.REASON_REPEATS_LABEL, "reason"


def _has_words_of_its_own(
    reason: str, answer: Answer, labels: Mapping[Disposition, tuple[str, ...]], *, at_least: int
) -> bool:
    spoken = " ".join(label for kind in answer.dispositions for label in labels.get(kind, ()))
    own = _words(reason) - _words(spoken)
    return len({word for word in own if len(word) > 3 or word.isdigit()}) >= at_least


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _extras(answer: Answer, document: Document) -> _Lacks:
    for kind in dict.fromkeys(answer.dispositions):
        instead = INSTEAD.get(kind)
        if instead is not None and _is_said(answer, instead):
            continue
        for extra in REQUIRED[kind]:
            yield from _extra(answer, extra)
        promised = answer.said(PROMISED_DAY[kind]) if kind in PROMISED_DAY else None
        if isinstance(promised, date) and answer.answered_on and promised < answer.answered_on:
            yield Lack.DAY_ALREADY_PAST, PROMISED_DAY[kind]
    yield from _clauses(answer, document.clauses)


def _is_said(answer: Answer, extra: Extra) -> bool:
    value = answer.said(extra)
    if isinstance(value, str):
        plain = fold(clean_line(value)).strip(" .-—")
        return bool(plain) and plain not in _NOTHING_SAID
    return value is not None


def _extra(answer: Answer, extra: Extra) -> _Lacks:
    if not _is_said(answer, extra):
        yield Lack.NO_COUNTER_PROPOSAL if extra is Extra.COUNTER_PROPOSAL else Lack.EXTRA_ABSENT, extra
    elif (wrong := _misshapen(answer.said(extra), extra.shape)) is not None:
        yield wrong, extra


def _misshapen(value: object, shape: ExtraShape) -> Lack | None:
    if shape is ExtraShape.DAY:
        return None if isinstance(value, date) else Lack.NOT_A_DAY
    text = str(value).strip()
    if shape is ExtraShape.REASON_KIND:
        return None if text in set(ReasonKind) else Lack.NOT_A_REASON_KIND
    looks_like_address = "://" in text or text.casefold().startswith("www.")
    if shape is ExtraShape.ADDRESS or (shape is ExtraShape.EVIDENCE and looks_like_address):
        return None if is_web_address(text) else Lack.NOT_AN_ADDRESS
    return None


def is_web_address(text: str) -> bool:
    """Whether `text` is one http or https address with a host that has a name; nothing is asked of the network."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    labels = host.split(".")
    return (
        parts.scheme in {"http", "https"}
        and not re.search(r"\s", text)
        and len(labels) > 1
        and all(re.fullmatch(r"[^\W_]([\w-]*[^\W_])?", label) for label in labels)
    )


def _clauses(answer: Answer, known: Mapping[str, frozenset[str]]) -> _Lacks:
    version, clause = str(answer.said(Extra.VERSION) or "").strip(), answer.said(Extra.CLAUSE)
    if not known or not isinstance(clause, str):
        return
    if version and version not in known:
        yield Lack.VERSION_UNKNOWN, Extra.VERSION
        return
    within = known[version] if version else frozenset[str]().union(*known.values())
    named = [name.strip() for name in clause.split(";") if name.strip()]
    if any(name not in within for name in named):
        yield Lack.CLAUSE_UNKNOWN, Extra.CLAUSE


def _signature(answer: Answer) -> _Lacks:
    if not clean_line(answer.institution):
        yield Lack.NO_INSTITUTION, "institution"
    if not clean_line(answer.office):
        yield Lack.NO_OFFICE, "office"
    if answer.answered_on is None:
        yield Lack.NO_ANSWER_DAY, "answered_on"


def _reference(answer: Answer, document: Document) -> _Lacks:
    target_number = answer.refers_to
    if Disposition.REFERS_TO_OTHER not in answer.dispositions or not target_number:
        return
    target = document.numbered.get(target_number)
    listed = document.find(target_number)
    itself = {answer.number, *answer.also, *answer.covered}
    if target_number in itself or (listed and (listed.joined_into in itself or answer.number in listed.parts)):
        yield Lack.REFERS_TO_ITSELF, Extra.REFERS_TO
    elif target is None or (listed and listed.withdrawn):
        yield Lack.REFERS_TO_UNKNOWN, Extra.REFERS_TO
    elif target.refers:
        yield Lack.REFERS_IN_CHAIN, Extra.REFERS_TO
    elif missing(target, document):
        yield Lack.REFERS_TO_INCOMPLETE, Extra.REFERS_TO
