"""Pages as the queries would fill them: a virtual table of eight contributions, invented words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from labapp.documents.approval import Approval, Objection
from labapp.documents.call_poster import CallPosterPage, Paper
from labapp.documents.content import Fact, SignatureLine
from labapp.documents.contributions import PublicContribution
from labapp.documents.kit_page import Card, Door, KitPage, Slip, Wifi
from labapp.documents.minutes_page import (
    Annex,
    Composition,
    Intervention,
    MinutesPage,
    Participants,
    Promise,
    Proposal,
    SessionFacts,
)
from labapp.documents.responses_page import (
    AnsweredContribution,
    GivenAnswer,
    GroupCount,
    OpenAnswer,
    ResponsesPage,
)
from labapp.domain.minutes import Block, MinutesKind
from labapp.domain.privacy import Element, Notice, NoticeSection

COMMISSION = "Comisión Nacional de Gobierno Abierto"
PLAN = "5.º Plan de Acción Nacional de Gobierno Abierto 2023-2025"

CONTRIBUTIONS = (
    PublicContribution("1", "Que los laboratorios lleguen también a las comarcas.", labels=("Propuesta", "Cobertura")),
    PublicContribution("2a", "Dar seguimiento a seis laboratorios del plan anterior.", labels=("Propuesta",)),
    PublicContribution("2b", "Abrir por lo menos dos laboratorios nuevos.", labels=("Propuesta",)),
    PublicContribution(
        "3",
        "Invitar a la red de gestores de innovación de las universidades.",
        sector="academia",
        labels=("Propuesta",),
    ),
    PublicContribution("4", None, withheld_because="contiene datos de otra persona"),
    PublicContribution(
        "5",
        "An we ibe nuedi",
        language="cuk",
        language_name="guna",
        translation="Estamos bien hoy.",
        labels=("Comentario",),
    ),
    PublicContribution("6", "Lo mismo que dijo el vecino.", joined_to="1", is_confirmed=False),
    PublicContribution("7", None, is_withdrawn=True),
    PublicContribution("8", "Tomar en cuenta a San Martín y a San Miguel.", places=("San Martín, por precisar",)),
)


def minutes_page(**changes: object) -> MinutesPage:
    """Return the report of the table, approved, with `changes`."""
    fields: dict[str, object] = {
        "language": "es",
        "kind": MinutesKind.TABLE_REPORT,
        "commission": COMMISSION,
        "plan": PLAN,
        "process": "Proceso de cocreación",
        "title": "Laboratorios de innovación ciudadana local",
        "ordinal": "Segunda mesa de cocreación · A",
        "frame": "El plan se construye con la Comisión, los enlaces institucionales y sus aliados, en mesas técnicas y "
        "ampliadas. Continúa lo que dejó hecho el plan anterior.",
        "axes": (
            "Contrataciones abiertas",
            "Recursos naturales y ambiente",
            "Políticas sociales y educación",
            "Participación ciudadana por medio de laboratorios",
            "Presupuestos abiertos",
        ),
        "session": SessionFacts(
            modality="Virtual",
            place="Zoom",
            starts_at=datetime(2023, 7, 25, 19, 30, tzinfo=UTC),
            ends_at=datetime(2023, 7, 25, 21, 0, tzinfo=UTC),
            zone="America/Panama",
            organisers=("ANTAI", "Kernel Community"),
            called_on=date(2023, 7, 10),
            call_channels=("sitio web", "redes sociales"),
        ),
        "interventions": (
            Intervention("Apertura", "Dirección General de ANTAI", "Repasó lo que se logró en el plan anterior."),
            Intervention("Contexto", "Dirección de Acceso a la Información", "Explicó el borrador, hito por hito."),
            Intervention("Sociedad civil", "Kernel Community", "Reafirmó que acompañará a las comunidades."),
        ),
        "proposal": Proposal(
            "Laboratorios de innovación social ciudadana local de Panamá",
            "Borrador 2",
            shared_on=date(2023, 7, 14),
            shared_by="ANTAI y Kernel Community",
            channels=("correo a las personas invitadas", "canales digitales"),
        ),
        "contributions": CONTRIBUTIONS,
        "received": 7,
        "written": {
            Block.COMMENTS: "Los dos implementadores asumen la logística en conjunto.\n"
            "Habrá nuevos ejercicios en otros corregimientos.",
        },
        "promises": (
            Promise("Informe de mesa", date(2023, 8, 8), "Sitios web de ANTAI y Kernel"),
            Promise("Respuesta razonada", date(2023, 8, 24), "Sitios web de ANTAI y Kernel"),
            Promise("Aviso por mensaje a quienes dejaron su celular", None, "WhatsApp"),
        ),
        "participants": Participants(
            total=15,
            team=4,
            authorities=("Dirección General de ANTAI",),
            organisations=("Kernel Community", "Grupo de Trabajo de Datos Abiertos", "Universidad de Panamá"),
            compositions=(
                Composition("Género", 15, (("Mujer", 9), ("Hombre, otra o sin respuesta", 6))),
                Composition("Edad", 15, None),
            ),
        ),
        "correction": Objection("transparencia@ejemplo.gob.pa", date(2023, 8, 15)),
        "annexes": (Annex("Agenda de la mesa"), Annex("Presentación", "https://ejemplo.gob.pa/presentacion")),
        "approval": Approval("Dirección de Acceso a la Información", date(2023, 8, 7)),
        "signatures": (SignatureLine("Por ANTAI"), SignatureLine("Por la sociedad civil", "Kernel Community")),
        "dated_on": date(2023, 8, 8),
        "version": 1,
        "code": "K7M2-Q9XB",
        "office": "ANTAI",
        "address": "https://ejemplo.gob.pa/m/K7M2Q9XB",
    }
    return MinutesPage(**(fields | changes))  # type: ignore[arg-type]  # the changes are the test's own


def responses_page(**changes: object) -> ResponsesPage:
    """Return an approved advance with one open answer, with `changes`."""
    taken = GivenAnswer(
        "Se acogió",
        "Incorporado al compromiso",
        "El hito 2 ahora dice que por lo menos dos laboratorios serán en comarcas.",
        extras=(Fact("Cláusula", "Hito 2"), Fact("Versión en que aparece", "Borrador 3")),
    )
    later = GivenAnswer(
        "Queda pendiente de decisión",
        "Se considerará más adelante",
        "La decisión depende del presupuesto del próximo año, que la Comisión conocerá en su reunión de marzo.",
        further_kinds=("Ya se está realizando",),
        extras=(
            Fact("Decide", "Comisión Nacional de Gobierno Abierto"),
            Fact("Fecha", "15 de marzo de 2024"),
            Fact("Oficina responsable", "Secretaría técnica"),
        ),
        institution="Ministerio de Economía y Finanzas",
    )
    open_answer = OpenAnswer("Ministerio de Educación", date(2023, 9, 30))
    answers = (taken, taken, later, open_answer, taken, later, taken, None, taken)
    fields: dict[str, object] = {
        "language": "es",
        "commission": COMMISSION,
        "plan": PLAN,
        "commitment": "Laboratorios de innovación ciudadana local",
        "table": "Segunda mesa de cocreación · A",
        "held_on": date(2023, 7, 25),
        "institution": "ANTAI",
        "office": "Dirección de Acceso a la Información",
        "dated_on": date(2023, 8, 24),
        "version": 2,
        "code": "R4TZ-8HWC",
        "received": 7,
        "answers": tuple(AnsweredContribution(c, a) for c, a in zip(CONTRIBUTIONS, answers, strict=True)),
        "summary": (GroupCount("Se acogió", 5), GroupCount("Queda pendiente de decisión", 2)),
        "introduction": "Este documento responde uno por uno los aportes que se recibieron en la mesa.",
        "objections": Objection("transparencia@ejemplo.gob.pa", date(2023, 9, 24)),
        "minutes_address": "https://ejemplo.gob.pa/m/k7m2q9xb",
        "changes": ("El aporte 3 ahora dice quién decide y cuándo.",),
        "advance_number": 2,
        "approval": Approval("Dirección General", date(2023, 8, 23)),
        "signatures": (SignatureLine("Dirección General de ANTAI"),),
        "address": "https://ejemplo.gob.pa/r/R4TZ8HWC",
    }
    return ResponsesPage(**(fields | changes))  # type: ignore[arg-type]  # the changes are the test's own


NOTICE_HEADINGS = (
    "Quiénes responden por sus datos",
    "Para qué se usan",
    "Con qué base legal",
    "Quiénes los reciben",
    "Si salen del país",
    "Cuánto tiempo se guardan",
    "Sus derechos y cómo usarlos",
    "Decisiones automáticas",
    "Oficial de protección de datos",
)


def kit_page(**changes: object) -> KitPage:
    """Return the kit of a lab in a school, for forty people, with `changes`."""
    fields: dict[str, object] = {
        "language": "es",
        "title": "Agua limpia para la comunidad",
        "place": "Escuela de Alto Caballero",
        "starts_at": datetime(2026, 11, 20, 13, 0, tzinfo=UTC),
        "zone": "America/Panama",
        "organisers": ("ANTAI", "Kernel Community"),
        "office": "ANTAI",
        "code": "K7M2Q9",
        "dated_on": date(2026, 11, 18),
        "door": Door(Wifi("LAB-COMARCA", "taller26"), "HTTP://192.168.8.2/E/K7M2Q9", "192.168.8.2", "K7M-2Q9"),
        "sheet_rows": 24,
        "cards": tuple(Card(str(number), f"K7M2-Q{number}") for number in range(201, 221)),
        "answer": "La respuesta a los aportes sale a más tardar el 20 de diciembre de 2026 en esta dirección:",
        "answer_address": "https://laboratorios.example.org/sesion/3F6EV4DW95ZWXC4ML2AME8FZTVRF9JHL/respuesta",
        "slips": (
            Slip(
                ("¿Se identifica usted con algún pueblo originario o indígena? ¿Con cuál?",),
                (
                    "Guna",
                    "Ngäbe",
                    "Buglé",
                    "Naso (Teribe)",
                    "Bokota",
                    "Emberá",
                    "Wounaan",
                    "Bribri",
                    "Otro",
                    "Ninguno",
                    "Prefiero no responder",
                ),
            ),
            Slip(
                (
                    "¿Tiene dificultad para ver, incluso si usa lentes?",
                    "¿Tiene dificultad para oír, incluso si usa audífono?",
                    "¿Tiene dificultad para caminar o subir escalones?",
                    "¿Tiene dificultad para recordar o concentrarse?",
                    "¿Tiene dificultad con el cuidado personal, como bañarse o vestirse?",
                    "En su idioma de todos los días, ¿tiene dificultad para comunicarse?",
                ),
                ("No, ninguna", "Sí, alguna", "Sí, mucha", "No puedo hacerlo", "Prefiero no responder"),
            ),
        ),
        "slip_copies": 8,
        "slip_acceptance": "Al echar esta hoja en la caja acepta que su respuesta se cuente. "
        "Después no se puede buscar.",
        "notice_version": "3",
        "notice": Notice(
            "es",
            "Sus datos, en breve",
            (
                "ANTAI y Kernel Community guardan su nombre y de dónde viene para rendir cuentas de quiénes vinieron.",
                "Todo lo demás es voluntario. Si lo deja en blanco, participa igual.",
                "Puede ver, corregir o borrar lo suyo cuando quiera, con su número y su código.",
            ),
            tuple(
                NoticeSection(frozenset({element}), heading, ("Se explica aquí, con palabras sencillas.",) * 2)
                for element, heading in zip(Element, NOTICE_HEADINGS, strict=True)
            ),
        ),
    }
    return KitPage(**(fields | changes))  # type: ignore[arg-type]  # the changes are the test's own


def call_page(**changes: object) -> CallPosterPage:
    """Return the call of the same lab, with `changes`."""
    fields: dict[str, object] = {
        "language": "es",
        "paper": Paper.A3,
        "title": "Agua limpia para la comunidad",
        "text": "¿Qué falta para que el agua llegue todos los días? Venga a decirlo. Lo que se diga se publica con la "
        "respuesta de la autoridad.",
        "place": "Escuela de Alto Caballero, Mironó",
        "starts_at": datetime(2026, 11, 20, 13, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 11, 20, 16, 0, tzinfo=UTC),
        "zone": "America/Panama",
        "organisers": ("ANTAI", "Kernel Community"),
        "office": "ANTAI",
        "dated_on": date(2026, 11, 5),
        "supports": ("interpretación en ngäbere", "cuidado de niñas y niños", "merienda"),
        "contact": "6000-0000 por WhatsApp",
        "promise": "Cada aporte tendrá una respuesta por escrito en 30 días calendario.",
        "public_address": "https://ejemplo.gob.pa/c/K7M2Q9",
    }
    return CallPosterPage(**(fields | changes))  # type: ignore[arg-type]  # the changes are the test's own
