"""Writing down which groups were convened and into which languages there was interpretation."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.contributions import Language
from labapp.domain.errors import RuleViolated
from labapp.domain.inclusion import read_groups, read_languages
from labapp.models.recorder import Db
from labapp.models.sessions import InclusionOffer
from labapp.services.minutes import held, note_author
from labapp.services.personal_traces import check_words


def write_offer(
    db: Db, session_id: UUID, typed: str, *, languages: Collection[Language], seen: UUID | None, author: UUID
) -> None:
    """Keep the groups, one a line, and the languages; what was reviewed is a draft anew.

    Raises RuleViolated: `changed_meanwhile`, `minutes_not_draft`, `words_personal`, or as `read_groups`.
    """
    groups = read_groups(typed)
    check_words(db, session_id, "\n".join(groups), field="groups")
    note_author(db, held(db, session_id), author)
    mine = sa.select(InclusionOffer).where(InclusionOffer.session_id == session_id)
    row = db.scalar(mine.execution_options(populate_existing=True))
    if (row.op if row else None) != seen:
        raise RuleViolated("changed_meanwhile")
    offered = [language.value for language in read_languages(languages)]
    if row is None:
        db.add(InclusionOffer(session_id=session_id, groups=list(groups), languages=offered))
    else:
        row.groups, row.languages = list(groups), offered
