"""`python -m bench [name ...]`: every measurement, or those that are named; fails where a goal was missed."""

from __future__ import annotations

import sys

from bench import answer_workbook, checkin, search, thousand_answers, xlsx

MEASUREMENTS = {
    "answer_workbook": answer_workbook.main,
    "checkin": checkin.main,
    "search": search.main,
    "thousand_answers": thousand_answers.main,
    "xlsx": xlsx.main,
}


def main(names: list[str]) -> int:
    """Measure one after another, so that none disturbs the next; 2 for a name that there is not."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        sys.stderr.write(f"no measurement {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}\n")
        return 2
    return max(MEASUREMENTS[name]() for name in names or MEASUREMENTS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
