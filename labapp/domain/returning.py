"""What goes back to the people who spoke: every answer once, in few words, under each number that it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from labapp.domain.answer_states import lacks_of, own_answer
from labapp.domain.response_measures import group_of
from labapp.domain.responses import PROMISED_DAY, Answer, Disposition, Document, Group, Listed
from labapp.domain.text import clean_line

_SHORTEST_SENTENCE = 0.45


@dataclass(frozen=True, slots=True)
class Returned:
    """An answer, or what is still owed (`group` is None), with the numbers that it answers, its own first."""

    numbers: tuple[str, ...]
    group: Group | None
    reason: str
    who: str
    by_when: date | None
    """The day until which a decision, or the answer itself, is promised."""

    @property
    def number(self) -> str:
        """The number under which the answer was given."""
        return self.numbers[0]


def returned(document: Document) -> tuple[Returned, ...]:
    """Return every answer of `document` once, in its order.

    Contributions that were joined into another, or that refer to another answer, stand under that one; withdrawn ones
    stand nowhere.
    """
    given: dict[str, Returned] = {}
    elsewhere: list[tuple[str, str]] = []
    for number, row in _answerable(document):
        answer = own_answer(number, document)
        target = row.joined_into or (answer.refers_to if answer and _only_refers(answer) else None)
        if target:
            elsewhere.append((number, target))
        elif (found := _returned(number, row, answer, document)) is not None:
            given[number] = found
    for number, target in elsewhere:
        home = _home(target, given, document)
        if home is not None:
            given[home] = replace(given[home], numbers=(*given[home].numbers, number))
    return tuple(given.values())


def _answerable(document: Document) -> Iterator[tuple[str, Listed]]:
    for row in document.listed:
        if not row.withdrawn:
            yield from ((number, row) for number in (row.parts or (row.number,)))


def _only_refers(answer: Answer) -> bool:
    return answer.primary is Disposition.REFERS_TO_OTHER


def _returned(number: str, row: Listed, answer: Answer | None, document: Document) -> Returned | None:
    if answer is not None and not lacks_of(number, document):
        group = group_of(answer, document.numbered)
        return None if group is None else Returned((number,), group, answer.reason, answer.institution, _day(answer))
    if row.due_on is None:
        return None
    return Returned((number,), None, "", row.owed_by or document.institution, row.due_on)


def _day(answer: Answer) -> date | None:
    days = [answer.said(PROMISED_DAY[kind]) for kind in answer.dispositions if kind in PROMISED_DAY]
    return min((day for day in days if isinstance(day, date)), default=None)


def _home(target: str, given: Mapping[str, Returned], document: Document) -> str | None:
    row = document.find(target)
    return next((number for number in (target, *(row.parts if row else ())) if number in given), None)


def answers_to(document: Document, own: Iterable[str]) -> list[tuple[Returned, tuple[str, ...]]]:
    """Return the answers to the contributions with these numbers, each with those of them that it answers.

    The number of a composite one stands for its parts.
    """
    wanted: set[str] = set()
    for number in own:
        row = document.find(number)
        wanted.update((number, *(row.parts if row else ())))
    found = ((one, tuple(number for number in one.numbers if number in wanted)) for one in returned(document))
    return [(one, mine) for one, mine in found if mine]


def fair_order(answers: Sequence[Returned]) -> tuple[Returned, ...]:
    """Return `answers` so that whatever is left out at the end, every kind of answer is there.

    In rounds: of each kind the one with the lowest number, then of each kind the next, and so on. Nobody can choose
    the pleasant ones.
    """
    kinds: dict[Group | None, list[Returned]] = {group: [] for group in (*Group, None)}
    for one in answers:
        kinds[one.group].append(one)
    longest = max((len(rows) for rows in kinds.values()), default=0)
    return tuple(rows[turn] for turn in range(longest) for rows in kinds.values() if turn < len(rows))


def few_words(text: str, most: int) -> str:
    """Return `text` as one line of at most `most` characters: whole sentences where they fit, else cut with "…"."""
    line = clean_line(text)
    if len(line) <= most:
        return line
    sentence = max(line.rfind(end, 0, most) for end in (". ", "? ", "! ", "; "))
    if sentence >= most * _SHORTEST_SENTENCE:
        return line[: sentence + 1].rstrip(";") + ("" if line[sentence] != ";" else "…")
    cut = line.rfind(" ", 0, most)
    return line[: cut if cut > 0 else most - 1].rstrip(" ,;:.—-") + "…"
