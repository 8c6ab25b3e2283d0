"""What the house says at the door when something cannot be written down."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "name_empty": (
        "Escriba su nombre con letras. Si prefiere no darlo, puede asistir sin registrarse.",
        "Write your name with letters. If you prefer not to give it, you may attend without registering.",
    ),
    "name_too_long": (
        "El nombre es muy largo: caben {limit} caracteres. Escríbalo más corto.",
        "The name is too long: {limit} characters fit. Write it shorter.",
    ),
    "minor_needs_papers": (
        "Para anotar el nombre de una persona menor de 18 años hacen falta la autorización en papel y que ella esté de "
        "acuerdo. Mientras tanto participa con su número.",
        "To note the name of somebody under 18 the paper authorisation and their own agreement are needed. Meanwhile "
        "they take part with their number.",
    ),
    "not_for_minors": (
        "De una persona menor de 18 años no se guarda ese dato. Puede participar en todo con su número.",
        "That is not kept about somebody under 18. They can take part in everything with their number.",
    ),
    "age_unasked": (
        "Pregunte primero si la persona tiene 18 años o más.",
        "First ask whether the person is 18 or older.",
    ),
    "arrival_in_future": (
        "Esa hora de llegada todavía no ha pasado. Corrija la hora.",
        "That time of arrival has not come yet. Correct the time.",
    ),
    "arrival_too_early": (
        "Esa llegada es de más de {hours} horas antes del inicio. Revise el día y la hora.",
        "That arrival is more than {hours} hours before the start. Check the day and the time.",
    ),
    "departure_before_arrival": (
        "La salida es anterior a la llegada. Corrija una de las dos horas.",
        "The departure is before the arrival. Correct one of the two times.",
    ),
    "departure_in_future": (
        "Esa hora de salida todavía no ha pasado. Corrija la hora.",
        "That time of departure has not come yet. Correct the time.",
    ),
}
