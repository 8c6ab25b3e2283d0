"""The answers of the demonstration's table: complete ones, of several kinds, in sentences written for it."""

from __future__ import annotations

from datetime import date

from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition
from labapp.services.responses import GivenAnswer

_VERSION = "3"

ANSWERS: tuple[GivenAnswer, ...] = (
    GivenAnswer(
        primary=Disposition.INCORPORATED_IN_PART,
        reason="El compromiso llega a dos comunidades nuevas y una de ellas será de una comarca; el resto depende "
        "del presupuesto de cada año.",
        extras={Extra.CLAUSE: "Hito 2", Extra.LEFT_OUT: "Las demás comarcas, hasta contar con fondos para viajar."},
    ),
    GivenAnswer(
        primary=Disposition.INCORPORATED,
        reason="Se acoge completo: el texto nuevo dice seis laboratorios de seguimiento y dos laboratorios nuevos.",
        extras={Extra.CLAUSE: "Hitos 1 y 2", Extra.VERSION: _VERSION},
    ),
    GivenAnswer(
        primary=Disposition.WILL_BE_CONSIDERED,
        reason="La red puede ayudar a diseñar las sesiones; la Comisión decidirá con qué universidades empezar.",
        extras={
            Extra.DECIDING_BODY: "Comisión Nacional de Gobierno Abierto",
            Extra.DECIDE_ON: date(2023, 10, 30),
            Extra.RESPONSIBLE_OFFICE: "Dirección de Acceso a la Información",
        },
    ),
    GivenAnswer(
        primary=Disposition.ALREADY_COVERED,
        reason="El compromiso ya prevé que cada laboratorio conecte el problema con la autoridad local que lo atiende.",
        extras={Extra.CLAUSE: "Hito 1, actividad a"},
    ),
    GivenAnswer(
        primary=Disposition.INCORPORATED,
        reason="Se fija un video por cada laboratorio de seguimiento, seis en total, y se publican con la minuta.",
        extras={Extra.CLAUSE: "Hito 1", Extra.VERSION: _VERSION},
    ),
    GivenAnswer(
        primary=Disposition.UNDER_WAY,
        reason="Las juntas comunales ya participan en la convocatoria, y las universidades recibieron la invitación.",
        extras={Extra.EVIDENCE: "https://example.org/convocatoria-2023"},
    ),
    GivenAnswer(
        primary=Disposition.VIABLE_ELSEWHERE,
        reason="Los comités tienen su propio plan de trabajo; se hará una jornada conjunta fuera de este compromiso.",
        extras={
            Extra.ACTIVITY: "Jornada con los comités de auditoría social",
            Extra.OWNER: "Dirección de Acceso a la Información",
            Extra.APPROXIMATE_DATE: "Primer trimestre de 2024",
        },
    ),
    GivenAnswer(
        primary=Disposition.NEXT_STAGE,
        reason="Las dos comunidades entran a la lista de candidatas; los criterios se publican antes de escoger.",
        extras={
            Extra.STAGE: "Selección de comunidades",
            Extra.STAGE_ON: date(2024, 2, 15),
            Extra.STAGE_DECIDED_BY: "ANTAI y Kernel Community",
        },
    ),
)
