"""Sentences for refusals about communities."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "community_name_missing": (
        "Escriba el nombre de la comunidad.",
        "Write the name of the community.",
    ),
    "community_is_there": (
        "Esa comunidad ya está en la lista, con el mismo lugar. Use esa, o escriba algo que las distinga.",
        "That community is on the list already, with the same place. Use that one, or write what tells them apart.",
    ),
    "place_not_chosen": (
        "Escoja uno de los lugares de abajo, o «Por precisar».",
        "Choose one of the places below, or «To be confirmed».",
    ),
    "place_not_found": (
        "No encontramos ese lugar. Escriba solo el corregimiento o el distrito, o déjelo por precisar.",
        "We did not find that place. Write only the corregimiento or the district, or leave it to be confirmed.",
    ),
}
