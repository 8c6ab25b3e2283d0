"""The sentence for a demonstration that is not there."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "no_demonstration": (
        "En esta base no está la demostración. Inicie el programa con «run --demo» sobre una base vacía.",
        "There is no demonstration in this database. Start the program with «run --demo» on an empty one.",
    ),
}
