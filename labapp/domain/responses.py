"""The reasoned answer to a contribution: the closed set of dispositions, what each one must say besides its reason,
and the document that gathers the answers of one table or lab.

Source: domain note b.2, a closed set read against the published answers of seven countries; work programme of the
4th plan, step 10 (a refusal carries a counter-proposal).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from labapp.domain.published_codes import PublishedCode
from labapp.domain.response_extras import Extra
from labapp.domain.text import fold


class Disposition(PublishedCode):
    """What the institution decides about a contribution; `published_code` is the word in files and open data.

    Pending is a state of the work, not a disposition.
    """

    INCORPORATED = "incorporated", "INCORPORADO"
    INCORPORATED_IN_PART = "incorporated_in_part", "INCORPORADO_PARCIAL"
    ALREADY_COVERED = "already_covered", "YA_CONTEMPLADO"
    UNDER_WAY = "under_way", "EN_EJECUCION"
    INFORMATION_AVAILABLE = "information_available", "INFO_DISPONIBLE"
    WILL_BE_CONSIDERED = "will_be_considered", "SE_CONSIDERARA"
    DETAIL_REQUESTED = "detail_requested", "PRECISION_SOLICITADA"
    NEXT_STAGE = "next_stage", "PASA_A_ETAPA"
    VIABLE_ELSEWHERE = "viable_elsewhere", "VIABLE_FUERA"
    SENT_ELSEWHERE = "sent_elsewhere", "REMITIDO"
    OFFER = "offer", "OFRECIMIENTO"
    OUT_OF_SCOPE = "out_of_scope", "FUERA_ALCANCE"
    NOT_VIABLE = "not_viable", "NO_VIABLE"
    QUESTION_ANSWERED = "question_answered", "PREGUNTA_RESPONDIDA"
    COMMENT_ONLY = "comment_only", "ACLARACION"
    REFERS_TO_OTHER = "refers_to_other", "REMITE_A_OTRO"
    WITHDRAWN = "withdrawn", "RETIRADO"


class Group(StrEnum):
    """The plain answer to "was it taken up, yes or no?", asked before the kind and shown in the public summary."""

    TAKEN_UP = "taken_up"
    ALREADY_THERE = "already_there"
    PENDING_DECISION = "pending_decision"
    OTHER_WAY = "other_way"
    NOT_TAKEN_UP = "not_taken_up"
    NO_REQUEST = "no_request"


class VersionKind(StrEnum):
    """What a published version is: a numbered progress report, or the reasoned response. A draft is no version."""

    PROGRESS = "progress"
    COMPLETE = "complete"


_D = Disposition

MEMBERS: dict[Group, tuple[Disposition, ...]] = {
    # Only what changed the text: so the group and the public measure "taken up" are one number.
    Group.TAKEN_UP: (_D.INCORPORATED, _D.INCORPORATED_IN_PART),
    Group.ALREADY_THERE: (_D.ALREADY_COVERED, _D.UNDER_WAY, _D.INFORMATION_AVAILABLE),
    # More detail asked or a later stage: nobody has said yes or no, and a date is promised.
    Group.PENDING_DECISION: (_D.WILL_BE_CONSIDERED, _D.DETAIL_REQUESTED, _D.NEXT_STAGE),
    # An offer is settled by an agreement beside the text, so the text did not change.
    Group.OTHER_WAY: (_D.VIABLE_ELSEWHERE, _D.SENT_ELSEWHERE, _D.OFFER),
    Group.NOT_TAKEN_UP: (_D.OUT_OF_SCOPE, _D.NOT_VIABLE),
    # A question that was answered asked for nothing that could be taken up.
    Group.NO_REQUEST: (_D.QUESTION_ANSWERED, _D.COMMENT_ONLY),
}
"""The kinds of each group, in the order of the screen.

`REFERS_TO_OTHER` counts in the group of the answer it points to; `WITHDRAWN` counts in none.
"""

GROUP: dict[Disposition, Group] = {kind: group for group, kinds in MEMBERS.items() for kind in kinds}


REQUIRED: dict[Disposition, tuple[Extra, ...]] = {
    _D.INCORPORATED: (Extra.CLAUSE, Extra.VERSION),
    _D.INCORPORATED_IN_PART: (Extra.CLAUSE, Extra.LEFT_OUT),
    _D.ALREADY_COVERED: (Extra.CLAUSE,),
    _D.UNDER_WAY: (Extra.EVIDENCE,),  # the institution that does it is the one that answers, rule 5
    _D.INFORMATION_AVAILABLE: (Extra.ADDRESS, Extra.CHECKED_ON),
    _D.WILL_BE_CONSIDERED: (Extra.DECIDING_BODY, Extra.DECIDE_ON, Extra.RESPONSIBLE_OFFICE),
    _D.DETAIL_REQUESTED: (Extra.QUESTION, Extra.ANSWER_UNTIL),
    _D.NEXT_STAGE: (Extra.STAGE, Extra.STAGE_ON, Extra.STAGE_DECIDED_BY),
    _D.VIABLE_ELSEWHERE: (Extra.ACTIVITY, Extra.OWNER, Extra.APPROXIMATE_DATE),
    _D.SENT_ELSEWHERE: (Extra.RECIPIENT, Extra.SENT_ON, Extra.PROOF, Extra.HOW_TO_FOLLOW),
    _D.OFFER: (Extra.AGREEMENT, Extra.OUR_RESPONSIBLE, Extra.THEIR_RESPONSIBLE),
    _D.OUT_OF_SCOPE: (),  # why is the reason itself
    _D.NOT_VIABLE: (Extra.REASON_KIND, Extra.COUNTER_PROPOSAL),
    _D.QUESTION_ANSWERED: (),
    _D.COMMENT_ONLY: (),
    _D.REFERS_TO_OTHER: (Extra.REFERS_TO,),
    _D.WITHDRAWN: (Extra.WITHDRAWN_ON,),
}
"""What each kind must say besides its reason."""

OPTIONAL: dict[Disposition, tuple[Extra, ...]] = {
    _D.INCORPORATED_IN_PART: (Extra.VERSION,),
    _D.ALREADY_COVERED: (Extra.VERSION,),
    _D.OUT_OF_SCOPE: (Extra.ALTERNATIVE_CHANNEL,),
}
"""What a kind may say, and is asked for."""

INSTEAD: dict[Disposition, Extra] = {_D.OFFER: Extra.WHY_NO_AGREEMENT}
"""One field that stands for all the required ones: an offer that led to no agreement says why."""

PROMISED_DAY: dict[Disposition, Extra] = {
    _D.WILL_BE_CONSIDERED: Extra.DECIDE_ON,
    _D.DETAIL_REQUESTED: Extra.ANSWER_UNTIL,
    _D.NEXT_STAGE: Extra.STAGE_ON,
}
"""The day until which a decision is promised; afterwards it is overdue."""

MAY_BE_SHORT = frozenset({_D.COMMENT_ONLY, _D.REFERS_TO_OTHER})

LONGEST_LINE = 200
LONGEST_TEXT = 4_000
"""Characters of one line and of one text of an answer, after cleaning."""


def extras_of(kinds: tuple[Disposition, ...]) -> tuple[Extra, ...]:
    """Return every field that these kinds ask for, required first, each once."""
    asked = [extra for kind in kinds for extra in REQUIRED[kind]]
    asked += [INSTEAD[kind] for kind in kinds if kind in INSTEAD]
    asked += [extra for kind in kinds for extra in OPTIONAL.get(kind, ())]
    return tuple(dict.fromkeys(asked))


@dataclass(frozen=True, slots=True)
class Answer:
    """What one institution answers to one contribution.

    Numbers are those of the minutes ("7", "7a"). `also` are further contributions that get this same answer;
    `covered` are the parts of a composite contribution that this text itself answers; `part_answers` answer the
    other parts one by one. Institution, office and day may stay empty: then those of the document hold.
    """

    number: str
    primary: Disposition | None = None
    secondary: tuple[Disposition, ...] = ()
    reason: str = ""
    extras: Mapping[Extra, str | date] = field(default_factory=dict)
    refers_to: str | None = None
    institution: str = ""
    office: str = ""
    answered_on: date | None = None
    covered: tuple[str, ...] = ()
    part_answers: tuple[Answer, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def dispositions(self) -> tuple[Disposition, ...]:
        """Return the primary disposition and the secondary ones."""
        return (*(() if self.primary is None else (self.primary,)), *self.secondary)

    @property
    def refers(self) -> bool:
        """Whether this answer, or one of its parts, sends the reader to another answer."""
        return Disposition.REFERS_TO_OTHER in self.dispositions or any(part.refers for part in self.part_answers)

    def said(self, extra: Extra) -> str | date | None:
        """Return what the answer says in the field `extra`."""
        return self.refers_to if extra is Extra.REFERS_TO else self.extras.get(extra)


@dataclass(frozen=True, slots=True)
class Listed:
    """A contribution as the document prints it: number, public text, its parts, and who owes its answer until when."""

    number: str
    text: str
    parts: tuple[str, ...] = ()
    joined_into: str | None = None
    withdrawn: bool = False
    owed_by: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The answers of one table or lab, in one version; institution, office and day are set once for all of them.

    `clauses` names the clauses of each known version of the draft; empty when nobody listed them. `labels` are the
    public words of each disposition, which do not count as a reason.
    """

    listed: tuple[Listed, ...]
    answers: tuple[Answer, ...]
    labels: Mapping[Disposition, tuple[str, ...]]
    gathering: str = ""
    held_on: date | None = None
    version: int = 1
    institution: str = ""
    office: str = ""
    answered_on: date | None = None
    objections_contact: str = ""
    objections_until: date | None = None
    validated_by: str = ""
    validated_on: date | None = None
    clauses: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbered: Mapping[str, Answer] = field(init=False, repr=False, compare=False)
    """Every answer under each number that it answers: every rule asks for them, one number at a time."""
    _rows: Mapping[str, Listed] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbered", by_number(self.answers))
        object.__setattr__(self, "_rows", {row.number: row for row in reversed(self.listed)})

    def find(self, number: str) -> Listed | None:
        """Return the contribution `number` as this document prints it."""
        return self._rows.get(number)


def signed_as(answer: Answer, whole: Document | Answer) -> Answer:
    """Return `answer` with the institution, office and day of `whole` where it names none of its own.

    An answer of another institution never gets the office of this one: it names its own.
    """
    institution = answer.institution.strip() or whole.institution
    is_theirs = fold(institution) == fold(whole.institution)
    return replace(
        answer,
        institution=institution,
        office=answer.office.strip() or (whole.office if is_theirs else ""),
        answered_on=answer.answered_on or whole.answered_on,
    )


def nested(listed: Iterable[Listed], answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return `answers`, stored one per number, with those of parts gathered under their composite contribution."""
    left = {answer.number: answer for answer in answers}
    for row in listed:
        parts = tuple(left.pop(number) for number in row.parts if number in left)
        if parts:
            whole = left.get(row.number, Answer(row.number))
            left[row.number] = replace(whole, part_answers=(*whole.part_answers, *parts))
    return tuple(left.values())


def _numbered(answers: Iterable[Answer]) -> Iterator[tuple[str, Answer]]:
    for answer in answers:
        yield from ((number, answer) for number in (answer.number, *answer.also, *answer.covered))
        yield from ((part.number, signed_as(part, answer)) for part in answer.part_answers)


def by_number(answers: Iterable[Answer]) -> dict[str, Answer]:
    """Return every answer under each number that it answers: its own, its parts' and those that share it."""
    return dict(_numbered(answers))
