"""Reasons as an office writes them: its own words for each, set phrases around them, and now and then a copy."""

from __future__ import annotations

_OPENINGS = (
    "Se incorporó en la redacción del hito porque coincide con lo que pidieron las comunidades visitadas",
    "El compromiso ya lo contempla y la institución lo confirmó en la mesa de trabajo de octubre",
    "La medida depende del presupuesto que la Asamblea aprueba para el año que viene",
    "Se acoge en parte, con el alcance que permite la ley que rige a esta institución",
    "No corresponde a este plan, aunque la necesidad es cierta y se trasladó a quien le toca",
    "Se revisó con la dirección regional, que hizo una visita al lugar y levantó un informe",
    "Hay un proyecto en marcha con el mismo fin, y lo pedido se atiende dentro de su segunda fase",
)
_MATTERS = (
    "el acueducto rural y la toma de agua",
    "el camino de producción hasta la escuela",
    "la atención del puesto de salud los fines de semana",
    "la conexión a internet de la casa comunal",
    "los maestros bilingües y los libros en lengua propia",
    "el puente colgante sobre la quebrada",
    "la basura que se quema junto al río",
    "las becas de quienes estudian lejos de su comunidad",
    "la luz eléctrica de las casas más apartadas",
    "la titulación de las tierras colectivas",
    "el transporte de las embarazadas hacia el hospital",
)
_ENDINGS = (
    "El avance se publica cada tres meses en la página de la institución",
    "La comunidad recibirá el informe por medio de su junta comunal",
    "La fecha depende de los estudios de suelo, que ya se contrataron",
    "Quien tenga preguntas puede escribir a la oficina de transparencia",
    "El seguimiento queda a cargo de la comisión de gobierno abierto",
)
_EVERY_COPY = 12


def a_reason(number: int) -> str:
    """Return the reason of contribution `number`: every twelfth says what the one before says."""
    own = number - 1 if number % _EVERY_COPY == 0 else number
    opening, matter, ending = (words[own % len(words)] for words in (_OPENINGS, _MATTERS, _ENDINGS))
    return f"{opening}. Se trata de {matter}, en el sector {_sector(own)}. {ending}."


_SYLLABLES = ("so", "loy", "ma", "ra", "ka", "be", "ti", "gre", "no", "chi")


def _sector(number: int) -> str:
    return "".join(_SYLLABLES[int(digit)] for digit in str(number)).capitalize()
