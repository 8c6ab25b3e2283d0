"""Sentences for refusals about inclusion."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "too_many_groups": (
        "Escriba como máximo {most} grupos: junte los que se parecen.",
        "Write at most {most} groups: join those that are alike.",
    ),
    "group_too_long": (
        "Escriba cada grupo en pocas palabras, hasta {longest} letras.",
        "Write each group in a few words, up to {longest} letters.",
    ),
    "groups_count_people": (
        "Escriba «{group}» sin cantidades: aquí se nombran grupos y no se cuentan personas.",
        "Write “{group}” without quantities: groups are named here and people are not counted.",
    ),
}
