"""Panama's public holidays, as a proposal for the programme's own table: the administrator edits it and it decides."""

from __future__ import annotations

from datetime import date


def proposed_holidays(year: int) -> dict[date, str]:
    """Return the national holidays of a year with their Spanish names, and the Mondays that replace a Sunday.

    Days off that are decreed for public offices alone, such as 4 November, are left for the administrator to add.
    """
    # Only the screen with the table of holidays needs it, and it is slow to load.
    import holidays

    return dict(sorted(holidays.country_holidays("PA", years=year, language="es").items()))
