"""Sentences for refusals about counts of people."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "counts_do_not_add_up": (
        "Las cifras suman {total} y las personas son {base}. Revise la lista antes de publicar.",
        "The figures add up to {total} and the people are {base}. Check the list before publishing.",
    ),
    "more_answers_than_people": (
        "Hay {answers} respuestas anónimas y {people} personas. Revise si se deshizo algún registro antes de publicar.",
        "There are {answers} anonymous answers and {people} people. "
        "Check whether a check-in was undone before publishing.",
    ),
    "unknown_cell": (
        "Esta tabla viene de otra versión del programa. Actualice el programa para verla.",
        "This table comes from another version of the program. Update the program to see it.",
    ),
}
