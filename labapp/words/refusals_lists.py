"""What the house says when a template of a list cannot be as it was asked for."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "template_name_missing": (
        "Escriba un nombre, por ejemplo Lista de ANTAI.",
        "Write a name, for example List of ANTAI.",
    ),
    "column_title_missing": (
        "Escriba el título de la columna, por ejemplo Cédula.",
        "Write the title of the column, for example ID card.",
    ),
    "heading_too_long": (
        "El encabezado tiene hasta {most} renglones de {longest} letras cada uno. Acórtelo.",
        "The heading has up to {most} lines of {longest} letters each. Please shorten it.",
    ),
    "no_columns": (
        "La lista necesita al menos una columna. Agregue otra antes de quitar esta.",
        "The list needs at least one column. Add another one before you remove this one.",
    ),
    "too_many_columns": (
        "Una lista tiene hasta {most} columnas. Quite una para agregar otra.",
        "A list has up to {most} columns. Remove one to add another.",
    ),
    "column_twice": (
        "Esa columna ya está en la lista. Cámbiele el título o el lugar en vez de repetirla.",
        "That column is in the list already. Change its title or place instead of repeating it.",
    ),
    "columns_need_a_reason": (
        "La edad, la primera vez y el celular solo salen cuando consta para qué. Escriba para qué los necesita la "
        "institución y guarde; después agregue la columna.",
        "Age, first time and phone only leave with a reason on record. Write why the institution needs them and save; "
        "then add the column.",
    ),
    "period_backwards": (
        "El último día está antes del primero. Cambie uno de los dos.",
        "The last day is before the first. Change one of them.",
    ),
    "days_missing": (
        "Escoja el primer día y el último día.",
        "Choose the first day and the last day.",
    ),
    "not_a_picture": (
        "Ese archivo no es una imagen PNG o JPG completa. Escoja otro, o guárdelo otra vez como PNG.",
        "That file is not a whole PNG or JPG picture. Choose another one, or save it again as PNG.",
    ),
    "picture_too_large": (
        "La imagen es demasiado grande. Use una de hasta {kilobytes} kB y {side} puntos por lado.",
        "The picture is too large. Use one of up to {kilobytes} kB and {side} pixels a side.",
    ),
}
