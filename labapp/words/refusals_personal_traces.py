"""What the house says when something personal keeps a text from going out."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "personal_undecided": (
        "Antes de publicar hay que decidir sobre los datos personales del texto: {count}. Toque «Ver cuáles son».",
        "Before publishing somebody decides about the personal data in the text: {count}. Open “See which they are”.",
    ),
    "words_personal": (
        "En el texto hay datos personales: {words}. Quítelos: lo lee todo el mundo.",
        "There are personal data in the text: {words}. Take them out: everybody reads it.",
    ),
    "personal_reason": (
        "Esa razón no vale para este dato. Escoja otra, o quítelo del texto.",
        "That reason does not fit. Choose another one, or take it out of the text.",
    ),
    "personal_gone": (
        "Ese dato ya no está en los textos. No hay nada que decidir.",
        "That is no longer in the texts. There is nothing to decide.",
    ),
}
