"""What the demonstration tells: places that exist, people who do not, and sentences written for it."""

from __future__ import annotations

from labapp.domain.attendance import AgeSide
from labapp.domain.contributions import Kind
from labapp.domain.demographics import AgeBand, FirstTime, Gender, PlaceScope
from labapp.domain.roles import Role

PASSWORD = "demostracion para probar"  # noqa: S105 (the open password of a demonstration)

WIFI_PASSWORD = "sala2026"  # noqa: S105 (the open password of a demonstration)

LOGINS: dict[Role, tuple[str, str]] = {
    Role.ADMINISTRATOR: ("admin", "Administración de prueba"),
    Role.COORDINATION: ("coordinacion", "Coordinación de prueba"),
    Role.FACILITATOR: ("facilitadora", "Facilitadora de prueba"),
    Role.NOTE_TAKER: ("relator", "Relator de prueba"),
    Role.APPROVER: ("aprueba", "Quien aprueba, de prueba"),
    Role.DATA_OFFICER: ("oficial", "Oficial de datos de prueba"),
}

NOTICE = {
    "controllers": "La Autoridad Nacional de Transparencia y Acceso a la Información (ANTAI) y Kernel Community",
    "contact": "la mesa de registro, o datos@example.org",
    "legal_basis": "Su consentimiento y la función de rendir cuentas de cada sesión",
    "recipients": "La Comisión Nacional de Gobierno Abierto recibe totales; nadie recibe la lista con nombres",
    "abroad": "No. Los datos quedan en esta laptop y en Panamá",
    "retention": "La lista, hasta que se publique el informe final del plan, y nunca más de siete años",
    "officer": "oficial de datos de la demostración, oficial@example.org",
}

Guest = tuple[str, AgeSide, Gender | None, AgeBand | None, PlaceScope, FirstTime | None, str]

_W, _M, _X = Gender.WOMAN, Gender.MAN, Gender.UNDISCLOSED
_HERE, _NEAR, _FAR = PlaceScope.THIS_COMMUNITY, PlaceScope.SAME_AREA, PlaceScope.ELSEWHERE
_YES, _NO = FirstTime.YES, FirstTime.NO
_18, _30, _45, _60 = AgeBand.FROM_18_TO_29, AgeBand.FROM_30_TO_44, AgeBand.FROM_45_TO_59, AgeBand.FROM_60_TO_74
_ADULT = AgeSide.ADULT

GUESTS: tuple[Guest, ...] = (
    ("Celestina Montezuma Palacio", _ADULT, _W, _45, _HERE, _YES, "Asociación de mujeres artesanas"),
    ("Eliécer Bejerano", _ADULT, _M, _30, _HERE, _YES, ""),
    ("Maribel Jiménez Carpintero", _ADULT, _W, _18, _NEAR, _YES, ""),
    ("Aurelio Santos", _ADULT, _M, _60, _HERE, _NO, "Congreso local"),
    ("Yamileth Rodríguez", _ADULT, _W, _30, _HERE, _YES, "Escuela de Soloy"),
    ("Toribio Palacio", _ADULT, _M, _45, _HERE, _NO, ""),
    ("Dalila Flores", _ADULT, _W, _18, _FAR, _YES, ""),
    ("Rufino Miranda", _ADULT, _M, _30, _NEAR, _YES, "Junta comunal"),
    ("Ercilia Bejerano", _ADULT, _W, _60, _HERE, _YES, ""),
    ("Abdiel Quintero", _ADULT, _M, _18, _HERE, _YES, ""),
    ("Nidia Sire", _ADULT, _W, _45, _HERE, None, ""),
    ("Ovidio Carpintero", _ADULT, _M, _30, _NEAR, _NO, "Centro de salud"),
    ("Itzel Montezuma", _ADULT, _W, _18, _HERE, _YES, ""),
    ("Fermín Salinas", _ADULT, _M, _60, _HERE, _YES, ""),
    ("Benita Guerra", _ADULT, _W, _30, _HERE, _YES, ""),
    ("Leonel Abrego", _ADULT, _X, _30, _FAR, _YES, ""),
    ("Rosa Elvira Mendoza", _ADULT, _W, _45, _HERE, _YES, ""),
    ("Melquiades Trotman", _ADULT, _M, _45, _NEAR, None, ""),
    ("", AgeSide.MINOR, None, None, _HERE, _YES, ""),
    ("", AgeSide.MINOR, None, None, _HERE, _YES, ""),
)

LAB_CONTRIBUTIONS: tuple[tuple[str, Kind, str], ...] = (
    ("La antena se apaga cuando llueve porque no tiene otra fuente de energía.", Kind.PROBLEM, "Energía"),
    ("Poner paneles solares y una batería para la antena de la escuela.", Kind.PROPOSAL, "Energía"),
    ("Que las capacitaciones sean por la tarde, cuando se vuelve del cultivo.", Kind.PROPOSAL, "Capacitación"),
    ("¿Quién responde cuando el servicio se cae por más de una semana?", Kind.QUESTION, "Atención"),
    ("Los formularios de becas solo se llenan en línea y la mitad de las familias no puede.", Kind.PROBLEM, "Trámites"),
    ("Abrir un punto de ayuda en la casa comunal dos días por semana.", Kind.PROPOSAL, "Trámites"),
)

TABLE_CONTRIBUTIONS: tuple[str, ...] = (
    "Llevar los laboratorios a más regiones del país, también a las comarcas y a los pueblos originarios.",
    "Hacer seis laboratorios de seguimiento que revisen un problema ya planteado, y dos nuevos con un proyecto propio.",
    "Buscar a la red de gestores de innovación social de las universidades y sumarla como aliada.",
    "Tener más peso en las decisiones de los gobiernos locales.",
    "Fijar cuántos videos cortos contarán lo que logró cada comunidad.",
    "Sumar a universidades, juntas comunales y juntas de desarrollo local al trabajo de los laboratorios.",
    "Unir esta iniciativa con los comités de auditoría social que se están formando.",
    "Tomar en cuenta a las comunidades de San Martín y San Miguel.",
)
