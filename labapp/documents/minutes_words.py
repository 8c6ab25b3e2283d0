"""The fixed words of the minuta and of the informe de mesa, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.documents.wording import Counted
from labapp.domain.minutes import Block, MinutesKind

NAME: dict[MinutesKind, dict[str, str]] = {
    MinutesKind.LAB_MINUTES: {"es": "Minuta", "en": "Minutes"},
    MinutesKind.TABLE_REPORT: {"es": "Informe de mesa", "en": "Report of the co-creation table"},
}

DRAFT_BAND: dict[MinutesKind, dict[str, str]] = {
    MinutesKind.LAB_MINUTES: {"es": "BORRADOR – NO APROBADA", "en": "DRAFT – NOT APPROVED"},
    MinutesKind.TABLE_REPORT: {"es": "BORRADOR – NO APROBADO", "en": "DRAFT – NOT APPROVED"},
}


@dataclass(frozen=True, slots=True)
class MinutesWords:
    """One field for each fixed text, so that no language can miss one; the header has no heading."""

    headings: dict[Block, str]
    in_short: str
    in_other_language: str
    held_on: str
    attended: Counted
    received: Counted
    none_received: str
    promised: str
    correction: str
    changes: str
    observations: str
    axes: str
    modality: str
    place: str
    day: str
    hours: str
    zone: str
    organisers: str
    call: str
    called_on: str
    proposal_title: str
    draft_version: str
    shared_on: str
    shared_by: str
    channels: str
    read_back: str
    promises: str
    next_steps_header: tuple[str, str, str]
    no_date: str
    participants_counted: str
    total: str
    team: str
    authorities: str
    organisations: str
    people: str
    of_base: str
    unpublished: str
    inclusion: str
    groups: str
    traditional: str
    supports: str
    languages: str


_SPANISH = MinutesWords(
    headings={
        Block.FRAME: "Marco",
        Block.SESSION: "La sesión",
        Block.INTERVENTIONS: "Intervenciones",
        Block.PROPOSAL: "Propuesta en discusión",
        Block.DEVELOPMENT: "Desarrollo",
        Block.CONTRIBUTIONS: "Aportes de las personas participantes",
        Block.AGREEMENTS: "Acuerdos",
        Block.COMMENTS: "Comentarios",
        Block.NEXT_STEPS: "Próximos pasos",
        Block.PARTICIPANTS: "Participantes",
        Block.ANNEXES: "Anexos",
    },
    in_short="En pocas palabras",
    in_other_language="En {language}. Traducción: {translator}",
    held_on="La sesión fue el {day} ({hours}).",
    attended=("Participó {} persona.", "Participaron {} personas."),
    received=(
        "Se recibió {} aporte. Está más abajo, con su número.",
        "Se recibieron {} aportes. Están más abajo, cada uno con su número.",
    ),
    none_received="No se recibieron aportes.",
    promised="{what}: a más tardar el {day}.",
    correction="Si algo no quedó como usted lo dijo, puede pedir que se corrija hasta el {day}: {contact}.",
    changes="Qué cambió en esta versión",
    observations="Observaciones a la versión anterior",
    axes="Ejes temáticos",
    modality="Modalidad",
    place="Lugar o plataforma",
    day="Fecha",
    hours="Hora",
    zone="hora de Panamá",
    organisers="Organizan",
    call="Convocatoria",
    called_on="Publicada el {}",
    proposal_title="Título",
    draft_version="Versión del borrador",
    shared_on="Se compartió",
    shared_by="La compartió",
    channels="Por estos canales",
    read_back="Se publican sin el nombre de quien los hizo.",
    promises="Lo que se prometió en la sala",
    next_steps_header=("Qué", "A más tardar", "Dónde se publica"),
    no_date="Sin fecha",
    participants_counted="El total cuenta a las personas participantes. El equipo organizador y las autoridades se "
    "cuentan aparte.",
    total="Personas participantes",
    team="Equipo organizador, aparte",
    authorities="Autoridades presentes",
    organisations="Organizaciones presentes",
    people="Personas",
    of_base="{variable} ({base} personas)",
    unpublished="No se publica (grupo pequeño)",
    inclusion="Inclusión",
    groups="Grupos convocados",
    traditional="Autoridades tradicionales presentes",
    supports="Apoyos ofrecidos",
    languages="Interpretación ofrecida",
)

_ENGLISH = MinutesWords(
    headings={
        Block.FRAME: "Background",
        Block.SESSION: "The session",
        Block.INTERVENTIONS: "Statements",
        Block.PROPOSAL: "Proposal under discussion",
        Block.DEVELOPMENT: "How it went",
        Block.CONTRIBUTIONS: "Contributions of the participants",
        Block.AGREEMENTS: "Agreements",
        Block.COMMENTS: "Comments",
        Block.NEXT_STEPS: "Next steps",
        Block.PARTICIPANTS: "Participants",
        Block.ANNEXES: "Annexes",
    },
    in_short="In short",
    in_other_language="In {language}. Translation: {translator}",
    held_on="The session was held on {day} ({hours}).",
    attended=("{} person took part.", "{} people took part."),
    received=(
        "{} contribution was received. It stands below with its number.",
        "{} contributions were received. They stand below, each with its number.",
    ),
    none_received="No contributions were received.",
    promised="{what}: by {day}.",
    correction="If something is not as you said it, you may ask for a correction until {day}: {contact}.",
    changes="What changed in this version",
    observations="Observations on the version before",
    axes="Themes",
    modality="Format",
    place="Place or platform",
    day="Date",
    hours="Time",
    zone="Panama time",
    organisers="Organised by",
    call="Call",
    called_on="Published on {}",
    proposal_title="Title",
    draft_version="Version of the draft",
    shared_on="Shared on",
    shared_by="Shared by",
    channels="Through these channels",
    read_back="They are published without the name of the person who made them.",
    promises="What was promised in the room",
    next_steps_header=("What", "By", "Where it is published"),
    no_date="No date",
    participants_counted="The total counts the participants. "
    "The organising team and the authorities are counted apart.",
    total="Participants",
    team="Organising team, apart",
    authorities="Authorities present",
    organisations="Organisations present",
    people="People",
    of_base="{variable} ({base} people)",
    unpublished="Not published (small group)",
    inclusion="Inclusion",
    groups="Groups convened",
    traditional="Traditional authorities present",
    supports="Supports offered",
    languages="Interpretation offered",
)

MINUTES_WORDS: dict[str, MinutesWords] = {"es": _SPANISH, "en": _ENGLISH}
