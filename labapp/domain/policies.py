"""Where each variable is published: in every lab or table, or only in the total of the programme.

Source: domain rule of five, point 7, and the proposal of the programme: sensitive variables only in the total.
"""

from __future__ import annotations

from labapp.domain.dimensions import Dimension
from labapp.domain.disclosure import TotalsPolicy


def proposed_policy(dimension: Dimension) -> TotalsPolicy:
    """Return what is proposed for a variable: what is sensitive stands only in the total of the programme."""
    return TotalsPolicy.TOTAL_ONLY if dimension.is_sensitive else TotalsPolicy.PER_UNIT


def standing_policy(
    dimension: Dimension, *, chosen: TotalsPolicy | None, of_programme: TotalsPolicy, is_frozen: bool
) -> TotalsPolicy:
    """Return the policy that holds for a variable: the one chosen for it, else the one of the programme, else proposed.

    `of_programme` is the one policy for all variables of the first release. It holds where figures went out under it,
    and where it is the stricter one: nothing that somebody kept back is shown by a proposal.
    """
    if chosen is not None:
        return chosen
    if is_frozen or of_programme is TotalsPolicy.TOTAL_ONLY:
        return of_programme
    return proposed_policy(dimension)
