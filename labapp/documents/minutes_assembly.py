"""From codes to words: the page of the minutes as the data of a session fill it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from labapp.documents.approval import Approval, Objection
from labapp.documents.content import SignatureLine
from labapp.documents.contributions import PublicContribution
from labapp.documents.minutes_page import (
    Annex,
    Composition,
    Inclusion,
    Intervention,
    MinutesPage,
    Participants,
    Promise,
    Proposal,
    SessionFacts,
    Translation,
)
from labapp.documents.minutes_words import NAME
from labapp.domain.agendas import TimedBlock
from labapp.domain.attendance import Total
from labapp.domain.contributions import Language, State
from labapp.domain.interventions import Intervention as Said
from labapp.domain.minutes import MinutesKind
from labapp.domain.obligations import ObligationKind
from labapp.domain.observations import is_told
from labapp.domain.programme import public_url
from labapp.domain.sessions import Modality
from labapp.queries.minutes import MinutesDraft, Summary
from labapp.queries.minutes_facts import MinutesFacts, PublicWords
from labapp.queries.publication import ShownTable
from labapp.words import formats
from labapp.words.counts import at_least, everybody_in, kinds_named, withheld
from labapp.words.labels import label
from labapp.words.observations import answered_lines

LANGUAGE = "es"
"""The record of a session is one text, in the language of the programme."""

_ORDINALS = (
    "Primera", "Segunda", "Tercera", "Cuarta", "Quinta", "Sexta", "Séptima", "Octava", "Novena", "Décima",
)  # fmt: skip


def minutes_page(
    facts: MinutesFacts, draft: MinutesDraft, *, on: date, approval: Approval | None = None
) -> MinutesPage:
    """Return everything that the minutes say, dated on a day; without `approval` it is a draft."""
    page = replace(_page(facts, draft, on=on), inclusion=_inclusion(facts), observations=_observations(facts, draft))
    return replace(page, approval=approval, address=_address(facts, page.version) if approval else None)


def _page(facts: MinutesFacts, draft: MinutesDraft, *, on: date) -> MinutesPage:
    return MinutesPage(
        language=LANGUAGE,
        kind=facts.kind,
        commission=facts.programme.name,
        plan=facts.programme.plan,
        process="Proceso de cocreación" if facts.kind is MinutesKind.TABLE_REPORT else "",
        title=facts.head.name,
        ordinal=_ordinal(facts),
        frame="\n".join(filter(None, (facts.space.purpose, facts.space.commitment))),
        axes=tuple(filter(None, (facts.space.axis,))),
        session=_session(facts),
        participants=_participants(facts),
        received=facts.received,
        proposal=_proposal(facts),
        interventions=tuple(_intervention(one) for one in draft.interventions),
        agenda=tuple(_agenda(facts)),
        contributions=tuple(_contribution(one) for one in facts.words),
        unread_note=draft.unread_note if facts.unread else "",
        promises=tuple(_promises(facts)),
        annexes=tuple(Annex(f"{one.title}, {one.version}", one.link) for one in facts.drafts if one.link),
        written=draft.texts,
        summary=tuple(draft.summary.text.split("\n")) if draft.summary.text else (),
        translation=_translation(draft.summary),
        changes=tuple(filter(None, (draft.change_note,))) if draft.published else (),
        signatures=tuple(SignatureLine(f"Por {name}") for name in facts.space.organisers),
        dated_on=on,
        version=draft.published + 1,
        code="—",
        office=next(iter(facts.space.organisers), facts.programme.name),
    )


def _observations(facts: MinutesFacts, draft: MinutesDraft) -> tuple[str, ...]:
    told = tuple(one for one in facts.answered if is_told(one.answered_at, draft.approved_at))
    return answered_lines(told, LANGUAGE) if draft.published else ()


def correction(facts: MinutesFacts, until: date) -> Objection:
    """Return to whom, and until when, people who were there may say what is wrong in a version."""
    contact = facts.call.contact or ", ".join(facts.space.organisers) or facts.programme.name
    return Objection(f"con su número y su código, a {contact}", until)


def _translation(summary: Summary) -> Translation | None:
    if summary.language is None or summary.translator is None:
        return None
    lines = tuple(summary.translation.split("\n"))
    return Translation(lines, summary.language.value, label(summary.language, LANGUAGE), summary.translator)


def _address(facts: MinutesFacts, number: int) -> str | None:
    return public_url(facts.programme.public_base_url, f"/sesion/{facts.head.token}/minuta/v{number}")


def _nth(number: int, thing: str) -> str:
    if number <= len(_ORDINALS):
        return f"{_ORDINALS[number - 1]} {thing}"
    return f"{thing.capitalize()} {number}"


def _ordinal(facts: MinutesFacts) -> str:
    if facts.kind is MinutesKind.TABLE_REPORT:
        named = _nth(facts.space.ordinal, "mesa de cocreación") if facts.space.ordinal else "Mesa de cocreación"
        return " · ".join((named, *facts.space.items))
    return f"{_nth(facts.space.session_ordinal, 'sesión')} · {label(facts.head.purpose, LANGUAGE)}"


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[\n,;]", text) if part.strip())


def _session(facts: MinutesFacts) -> SessionFacts:
    head = facts.head
    return SessionFacts(
        modality=label(head.modality, LANGUAGE),
        place=head.where or "Por precisar",
        starts_at=head.starts_at,
        ends_at=head.ends_at,
        zone=head.zone,
        organisers=facts.space.organisers,
        called_on=facts.call.published_on,
        call_channels=_listed(facts.call.channels),
    )


def _proposal(facts: MinutesFacts) -> Proposal | None:
    chosen = facts.call.draft
    draft = next(
        (one for one in facts.drafts if chosen and (one.title, one.version) == (chosen.title, chosen.version)),
        facts.drafts[0] if facts.drafts else None,
    )
    if draft is None:
        return None
    return Proposal(draft.title, draft.version, shared_on=draft.shared_on, channels=_listed(draft.channels))


def _intervention(said: Said) -> Intervention:
    role = label(said.role, LANGUAGE)
    return Intervention(role, said.office, said.summary, said.person or None, said.organisation or None)


def _agenda(facts: MinutesFacts) -> Iterator[str]:
    for block in facts.agenda:
        yield f"{formats.hour(block.starts_at, LANGUAGE, facts.head.zone)}: {_block_title(block)}"


def _block_title(block: TimedBlock) -> str:
    return block.title or (label(block.block, LANGUAGE) if block.block else "")


def _participants(facts: MinutesFacts) -> Participants:
    presence = facts.presence
    return Participants(
        total=presence.totals[Total.PARTICIPANTS],
        team=presence.totals[Total.TEAM] or None,
        authorities=tuple(_authority(office, count) for office, count in presence.authorities),
        organisations=presence.organisations,
        compositions=tuple(_composition(table) for table in (facts.unit.tables if facts.unit else ()) if table.base),
    )


def _authority(office: str, count: int) -> str:
    named = office or "Sin cargo anotado"
    return named if count == 1 else f"{named} ({count} personas)"


def _inclusion(facts: MinutesFacts) -> Inclusion:
    said = facts.inclusion
    return Inclusion(
        groups=said.groups,
        authorities=said.authorities,
        supports=tuple(label(support, LANGUAGE) for support in said.supports),
        languages=tuple(label(language, LANGUAGE) for language in said.languages),
    )


def _composition(table: ShownTable) -> Composition:
    variable = label(table.dimension, LANGUAGE)
    if table.at_least is not None:
        return Composition(variable, table.base, None, at_least(table.dimension, table.at_least, table.base, LANGUAGE))
    if table.kinds:
        return Composition(variable, table.base, None, kinds_named(table.kinds, LANGUAGE))
    if table.is_withheld:
        return Composition(variable, table.base, None, withheld(table.policy, LANGUAGE))
    filled = [cell.group for cell in table.cells if cell.count]
    if len(filled) == 1:
        return Composition(variable, table.base, None, everybody_in(filled[0], table.base, LANGUAGE))
    return Composition(variable, table.base, tuple((label(cell.group, LANGUAGE), cell.count) for cell in table.cells))


def _promises(facts: MinutesFacts) -> Iterator[Promise]:
    address = public_url(facts.programme.public_base_url, "")
    where = f"En {urlsplit(address).hostname}, en la página de la sesión" if address else _without_page(facts)
    for kind, due_on in facts.promises:
        what = NAME[facts.kind][LANGUAGE] if kind is ObligationKind.REPORT else label(kind, LANGUAGE)
        yield Promise(what, due_on, where)


def _without_page(facts: MinutesFacts) -> str:
    contact = facts.call.contact
    if facts.head.community and facts.head.modality is not Modality.VIRTUAL:
        return "En el tablero de la junta comunal" + (f". Para preguntar: {contact}" if contact else "")
    return f"Para pedirla: {contact}" if contact else "La da quien organiza"


def _contribution(one: PublicWords) -> PublicContribution:
    is_translated = one.language is not Language.SPANISH
    is_withdrawn = one.state is State.WITHDRAWN
    kind = (label(one.kind, LANGUAGE),) if one.kind else ()
    return PublicContribution(
        number=one.number,
        text=one.text,
        labels=(*kind, *filter(None, (one.theme, one.group))),
        sector=label(one.sector, LANGUAGE) if one.sector else None,
        language=one.language.value if is_translated else None,
        language_name=label(one.language, LANGUAGE) if is_translated else None,
        translation=one.translation,
        withheld_because=f"contiene {label(one.withheld, LANGUAGE)}" if one.withheld else None,
        joined_to=one.joined_into,
        is_withdrawn=is_withdrawn,
        is_confirmed=one.state is State.CONFIRMED,
    )
