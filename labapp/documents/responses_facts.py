"""From the facts of an answer to its words, in one language: the same for the page, the draft and the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from labapp.documents.approval import Approval, Objection
from labapp.documents.content import Fact
from labapp.documents.contributions import PublicContribution
from labapp.documents.responses_page import (
    AnsweredContribution,
    GivenAnswer,
    GroupCount,
    OpenAnswer,
    ResponsesPage,
)
from labapp.domain.answer_states import lacks_of, own_answer
from labapp.domain.contributions import Language
from labapp.domain.response_extras import Extra, ExtraShape, ReasonKind
from labapp.domain.response_measures import group_of, measures
from labapp.domain.responses import OPTIONAL, REQUIRED, Answer, Disposition, Document, Group, Listed
from labapp.queries.response_document import Shown
from labapp.words import formats
from labapp.words.labels import label
from labapp.words.labels_responses import REFERS_TO

_CONTAINS = {"es": "contiene {}", "en": "it contains {}"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the answers: who convenes, under which plan, what is answered, under which code."""

    programme: str
    plan: str
    commitment: str
    code: str
    address: str | None = None


def answered(document: Document, shown: Mapping[str, Shown], language: str) -> tuple[AnsweredContribution, ...]:
    """Return every contribution in the order of the document, each with what is complete of its answer.

    What is not complete reads as owed, whatever has been written of it; of composite ones the parts stand there.
    """
    return tuple(_answered(document, shown, language))


def _answered(document: Document, shown: Mapping[str, Shown], language: str) -> Iterator[AnsweredContribution]:
    for row in document.listed:
        if row.parts:
            for part in row.parts:
                answer = _answer(part, row, document, language)
                yield AnsweredContribution(_contribution(shown[part], language), answer)
            continue
        stands_alone = not (row.withdrawn or row.joined_into)
        answer = _answer(row.number, row, document, language) if stands_alone else None
        yield AnsweredContribution(_contribution(shown[row.number], language), answer)


def _contribution(one: Shown, language: str) -> PublicContribution:
    spoken = Language(one.language) if one.language else None
    return PublicContribution(
        number=one.number,
        text=one.text,
        language=spoken.value if spoken else None,
        language_name=label(spoken, language).lower() if spoken else None,
        translation=one.translation,
        withheld_because=_CONTAINS[language].format(label(one.withheld, language)) if one.withheld else None,
        joined_to=one.joined_into,
        is_withdrawn=one.withdrawn,
    )


def _answer(number: str, row: Listed, document: Document, language: str) -> GivenAnswer | OpenAnswer | None:
    answer = own_answer(number, document)
    if answer is not None and not lacks_of(number, document):
        return _given(answer, document, language)
    if row.due_on is None:
        return None
    return OpenAnswer(row.owed_by or document.institution, row.due_on)


def _given(answer: Answer, document: Document, language: str) -> GivenAnswer:
    group = group_of(answer, document.numbered)
    first, *further = [kind_words(kind, answer, language) for kind in answer.dispositions]
    elsewhere = (answer.institution, answer.office) != (document.institution, document.office)
    return GivenAnswer(
        group=label(group, language) if group else "",
        kind=first,
        further_kinds=tuple(further),
        reason=answer.reason,
        extras=tuple(_extras(answer, language)),
        institution=f"{answer.institution}, {answer.office}" if elsewhere else None,
    )


def kind_words(kind: Disposition, answer: Answer, language: str) -> str:
    """Return what a kind of answer is called, with the number where it refers to another."""
    if kind is Disposition.REFERS_TO_OTHER and answer.refers_to:
        return REFERS_TO[0 if language == "es" else 1].format(number=answer.refers_to)
    return label(kind, language)


def _extras(answer: Answer, language: str) -> Iterator[Fact]:
    asked = [extra for kind in answer.dispositions for extra in (*REQUIRED[kind], *OPTIONAL.get(kind, ()))]
    for extra in dict.fromkeys([*asked, *answer.extras]):
        said = answer.extras.get(extra)
        if said:
            yield Fact(label(extra, language), _said(extra, said, language))


def _said(extra: Extra, said: str | date, language: str) -> str:
    if isinstance(said, date):
        return formats.day(said, language)
    return label(ReasonKind(said), language) if extra.shape is ExtraShape.REASON_KIND else said


def group_counts(document: Document, language: str, *, today: date) -> tuple[GroupCount, ...]:
    """Return how many contributions fell into each plain group, those with none left out."""
    counted = measures(document, today=today).groups
    return tuple(GroupCount(label(group, language), counted[group]) for group in Group if counted[group])


def changes(numbers: Iterable[str], language: str) -> tuple[str, ...]:
    """Return what a version changed, one line for each contribution."""
    words = {"es": "Aporte {}: cambió lo que se responde.", "en": "Contribution {}: the answer changed."}
    return tuple(words[language].format(number) for number in numbers)


def responses_page(
    document: Document,
    shown: Mapping[str, Shown],
    frame: Frame,
    *,
    language: str,
    version: int,
    today: date,
    introduction: str = "",
    advance: int | None = None,
    changed: tuple[str, ...] = (),
    approved_on: date | None = None,
) -> ResponsesPage:
    """Return the whole document in words; without `approved_on` it is a draft, dated today where it has no day yet."""
    until, contact = document.objections_until, document.objections_contact
    return ResponsesPage(
        language=language,
        commission=frame.programme,
        plan=frame.plan,
        commitment=frame.commitment,
        table=document.gathering,
        held_on=document.held_on or today,
        institution=document.institution,
        office=document.office,
        dated_on=document.answered_on or today,
        version=version,
        code=frame.code,
        received=measures(document, today=today).received,
        answers=answered(document, shown, language),
        summary=group_counts(document, language, today=today),
        introduction=introduction,
        objections=Objection(contact, until) if until and contact else None,
        contact=contact,
        changes=changes(changed, language),
        advance_number=advance,
        approval=Approval(", ".join(filter(None, (document.institution, document.office))), approved_on)
        if approved_on
        else None,
        address=frame.address,
    )
