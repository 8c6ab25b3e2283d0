"""What a call promises: the level of participation, and the supports that make coming possible.

Source: IAP2 spectrum; the promise belongs in the call and is assessed at the end.
"""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The five levels of the IAP2 spectrum, from the weakest promise to the strongest."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    EMPOWER = "empower"


class Support(StrEnum):
    """What somebody may need in order to take part; asked to organise, never a statistic."""

    SIGN_LANGUAGE = "sign_language"
    INTERPRETATION = "interpretation"
    EASY_ACCESS = "easy_access"
    CARE = "care"
    LARGE_PRINT = "large_print"
    TRANSPORT = "transport"
