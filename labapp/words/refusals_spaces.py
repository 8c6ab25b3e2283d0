"""Sentences for refusals about labs, tables, and what is on the table."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "space_title_missing": (
        "Escriba de qué se trata.",
        "Write what it is about.",
    ),
    "community_unknown": (
        "Esa comunidad no está en la lista. Escoja otra, o agréguela primero en «Comunidades».",
        "That community is not on the list. Choose another, or add it first under «Communities».",
    ),
    "continues_unknown": (
        "Ese laboratorio o mesa no está en la lista. Escoja otro, o deje «Ninguno».",
        "That lab or table is not on the list. Choose another, or leave «None».",
    ),
    "continues_itself": (
        "Así la cadena volvería al mismo laboratorio o mesa. Escoja uno anterior.",
        "That way the chain would come back to the same lab or table. Choose an earlier one.",
    ),
    "ordinal_out_of_range": (
        "Escriba un número de 1 a {most}, o déjelo en blanco.",
        "Write a number from 1 to {most}, or leave it blank.",
    ),
    "space_needs_organisation": (
        "Escoja al menos una organización: sin ninguna, nadie de coordinación lo vería.",
        "Choose at least one organisation: without any, nobody in coordination would see it.",
    ),
    "own_organisation_stays": (
        "Su propia organización no se puede quitar: usted dejaría de verlo. Pídalo a la otra organización.",
        "Your own organisation cannot be removed: you would no longer see it. Ask the other organisation to do it.",
    ),
    "items_are_for_tables": (
        "Los temas con letra son de las mesas de cocreación. Un laboratorio no los lleva.",
        "Lettered items belong to co-creation tables. A lab has none.",
    ),
    "item_title_missing": (
        "Escriba el tema.",
        "Write the item.",
    ),
    "item_unknown": (
        "Ese tema no es de esta mesa. Escoja otro.",
        "That item does not belong to this table. Choose another.",
    ),
    "draft_title_missing": (
        "Escriba cómo se llama el borrador.",
        "Write what the draft is called.",
    ),
    "draft_version_missing": (
        "Escriba la versión, por ejemplo 1 o «mayo de 2026».",
        "Write the version, for example 1 or «May 2026».",
    ),
    "draft_needs_text_or_link": (
        "Ponga el enlace al borrador, o pegue su texto abajo.",
        "Give the link to the draft, or paste its text below.",
    ),
    "link_unfit": (
        "Escriba el enlace completo, por ejemplo https://www.antai.gob.pa/borrador.pdf.",
        "Write the whole link, for example https://www.antai.gob.pa/draft.pdf.",
    ),
}
