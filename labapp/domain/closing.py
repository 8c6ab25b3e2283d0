"""What somebody should look at before a register is closed."""

from __future__ import annotations

from enum import StrEnum


class Missing(StrEnum):
    """What waits for a decision; none of it stops the closing, because people have gone home."""

    PAIRS = "pairs"
    ROSTER = "roster"
    ORGANISATIONS = "organisations"
    MINORS = "minors"
    UNCONFIRMED = "unconfirmed"
    REPLAYS = "replays"
