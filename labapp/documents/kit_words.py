"""The fixed words of the printed kit, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoorWords:
    """The poster at the door."""

    title: str
    first: str
    network: str
    password: str
    open_network: str
    second: str
    address: str
    code: str
    no_internet: str
    no_phone: str
    wifi_alt: str
    check_in_alt: str


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The sign-in sheet."""

    title: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    gender: tuple[str, str]
    yes_no: tuple[str, str]
    sheet: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """The numbered cards."""

    title: str
    number: str
    code: str
    use: str
    alt: str


@dataclass(frozen=True, slots=True)
class SlipWords:
    """The anonymous slips."""

    title: str
    anonymous: str
    mark_one: str
    mark_one_each: str
    question: str


@dataclass(frozen=True, slots=True)
class CoverWords:
    """The first page: what is in the kit and what to do with each part."""

    title: str
    header: tuple[str, str, str, str]
    pages: str
    parts: tuple[tuple[str, str, str], ...]
    """Name, paper and what to do, in the order of the kit."""
    bring_title: str
    bring: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KitWords:
    """All parts of the kit."""

    cover: CoverWords
    door: DoorWords
    script_title: str
    script_hint: str
    script: tuple[str, ...]
    notice_more: str
    notice_full_title: str
    notice_version: str
    sheet: SheetWords
    cards: CardWords
    slips: SlipWords


_SPANISH = KitWords(
    cover=CoverWords(
        title="Juego impreso para la sala",
        header=("Parte", "Páginas", "Papel", "Qué hacer"),
        pages="{} a {}",
        parts=(
            ("Cartel de entrada, grande", "A3", "Péguelo en la puerta, a la altura de los ojos."),
            ("Cartel de entrada, mediano", "A4", "Para el registro, o si no hay papel A3."),
            ("Un minuto para leer en voz alta", "A4", "Léalo al empezar, y otra vez a quien llegue tarde."),
            ("Aviso breve", "A4", "Péguelo junto al registro."),
            ("Aviso completo", "A4", "Déjelo a mano para quien quiera leer más."),
            ("Lista de asistencia", "A4 horizontal", "En una tabla, con bolígrafo. Guárdela al terminar."),
            ("Tarjetas con número", "A4, mejor cartulina", "Recórtelas. Una por persona sin celular."),
            ("Preguntas anónimas", "A4", "Recórtelas. Que cada quien las eche en una caja cerrada."),
        ),
        bring_title="Lleve también",
        bring=(
            "Una caja cerrada con ranura para las preguntas anónimas",
            "Bolígrafos, cinta adhesiva, tijeras y tablas para escribir",
            "Una extensión eléctrica y el cargador de la laptop",
        ),
    ),
    door=DoorWords(
        title="Regístrese aquí",
        first="Conéctese a esta red",
        network="Red",
        password="Contraseña",  # noqa: S106  # the word, not a password
        open_network="Sin contraseña",
        second="Lea este código",
        address="o escriba en su navegador",
        code="y después este código",
        no_internet="¿El celular dice «sin internet»? Toque «Mantener conexión».",
        no_phone="¿Sin celular? Pida una tarjeta en el registro.",
        wifi_alt="Código QR para conectarse a la red Wi-Fi {}",
        check_in_alt="Código QR para registrarse en la dirección {}",
    ),
    script_title="Un minuto para leer en voz alta",
    script_hint="Despacio y mirando a la gente. Si hace falta, en la lengua de la comunidad.",
    script=(
        "Gracias por venir. Hoy conversamos sobre {title}. Organizan {organisers}.",
        "Primero, cada persona se registra. Con el celular: conéctese a la red {wifi} y lea el código de la puerta. "
        "No gasta datos. Si dice «sin internet», toque «Mantener conexión». Sin celular, pida una tarjeta: vale igual.",
        "Pedimos su nombre y de dónde viene, para rendir cuentas de quiénes participaron. No pedimos la cédula. "
        "Lo demás es voluntario: puede dejarlo en blanco y participa igual.",
        "Las preguntas anónimas van sin nombre y sin número. Nadie sabrá qué contestó usted, y por eso después no se "
        "pueden buscar.",
        "Si tiene menos de 18 años, participa en todo y no escribimos su nombre.",
        "Guarde su número y su código: con ellos ve lo suyo, lo corrige o lo retira. Si no quiere salir en fotos o "
        "videos, dígalo en el registro. ¿Alguna pregunta?",
    ),
    notice_more="El aviso completo está en el registro. Pídalo.",
    notice_full_title="Aviso completo sobre sus datos",
    notice_version="Aviso, versión {}",
    sheet=SheetWords(
        title="Lista de asistencia",
        lines=(
            "No pedimos la cédula. Puede dejar en blanco lo que no quiera responder y participa igual.",
            "Si ya se registró con el celular o tiene tarjeta, escriba su número y firme. Si tiene menos de 18 años, "
            "no escriba su nombre.",
        ),
        columns=(
            "Fila",
            "Su número",
            "Nombre y apellido",
            "¿De dónde viene?",
            "Organización y cargo, si viene por una",
            "Género",
            "¿18 años o más?",
            "Foto y video",
            "Firma",
        ),
        gender=("Mujer", "Hombre"),
        yes_no=("Sí", "No"),
        sheet="Hoja {} de {}",
    ),
    cards=CardWords(
        title="Tarjetas con número",
        number="Su número",
        code="Su código",
        use="Guárdela: con ella ve lo suyo, lo corrige o lo retira.",
        alt="Código QR con la dirección pública de la respuesta",
    ),
    slips=SlipWords(
        title="Preguntas anónimas",
        anonymous="Pregunta anónima: no escriba su nombre ni su número.",
        mark_one="Marque una sola respuesta, doble la hoja y échela en la caja.",
        mark_one_each="Marque una respuesta en cada línea, doble la hoja y échela en la caja.",
        question="Pregunta",
    ),
)

_ENGLISH = KitWords(
    cover=CoverWords(
        title="Printed kit for the room",
        header=("Part", "Pages", "Paper", "What to do"),
        pages="{} to {}",
        parts=(
            ("Door poster, large", "A3", "Put it on the door, at eye level."),
            ("Door poster, medium", "A4", "For the registration desk, or where there is no A3."),
            ("One minute to read aloud", "A4", "Read it at the start, and again to those who come late."),
            ("Short notice", "A4", "Put it beside the registration desk."),
            ("Full notice", "A4", "Keep it at hand for those who want to read more."),
            ("Sign-in sheet", "A4 landscape", "On a clipboard, with a pen. Keep it safe afterwards."),
            ("Numbered cards", "A4, card if you can", "Cut them out. One for each person without a phone."),
            ("Anonymous questions", "A4", "Cut them out. Each person drops them into a closed box."),
        ),
        bring_title="Also bring",
        bring=(
            "A closed box with a slot for the anonymous questions",
            "Pens, adhesive tape, scissors and clipboards",
            "An extension cord and the charger of the laptop",
        ),
    ),
    door=DoorWords(
        title="Register here",
        first="Join this network",
        network="Network",
        password="Password",  # noqa: S106  # the word, not a password
        open_network="No password",
        second="Scan this code",
        address="or type into your browser",
        code="and then this code",
        no_internet="Does the phone say “no internet”? Tap “Keep connection”.",
        no_phone="No phone? Ask for a card at the registration desk.",
        wifi_alt="QR code to join the Wi-Fi network {}",
        check_in_alt="QR code to register at the address {}",
    ),
    script_title="One minute to read aloud",
    script_hint="Slowly, looking at the people. If needed, in the language of the community.",
    script=(
        "Thank you for coming. Today we talk about {title}. It is organised by {organisers}.",
        "First, please register. With a phone: join the network {wifi} and scan the code at the door. It uses no data. "
        "If it says “no internet”, tap “Keep connection”. Without a phone, ask for a card: it counts the same.",
        "We ask for your name and where you come from, to account for who took part, and never for your ID number. "
        "The rest is up to you: leave it blank and you still take part.",
        "The anonymous questions carry no name and no number. Nobody will know what you answered, and so it cannot be "
        "looked up later.",
        "If you are under 18, you take part in everything and we do not write down your name.",
        "Keep your number and your code: with them you see what is yours, correct it or withdraw it. If you do not "
        "want to be in photos or videos, say so at the registration desk. Any questions?",
    ),
    notice_more="The full notice is at the registration desk. Ask for it.",
    notice_full_title="Full notice about your data",
    notice_version="Notice, version {}",
    sheet=SheetWords(
        title="Sign-in sheet",
        lines=(
            "We do not ask for your ID number. Leave blank whatever you do not want to answer; you take part all the "
            "same.",
            "If you registered with a phone or have a card, write your number and sign. If you are under 18, do not "
            "write your name.",
        ),
        columns=(
            "Row",
            "Your number",
            "Name and surname",
            "Where do you come from?",
            "Organisation and post, if you come for one",
            "Gender",
            "18 or older?",
            "Photo and video",
            "Signature",
        ),
        gender=("Woman", "Man"),
        yes_no=("Yes", "No"),
        sheet="Sheet {} of {}",
    ),
    cards=CardWords(
        title="Numbered cards",
        number="Your number",
        code="Your code",
        use="Keep it: with it you see what is yours, correct it or withdraw it.",
        alt="QR code with the public address of the answer",
    ),
    slips=SlipWords(
        title="Anonymous questions",
        anonymous="Anonymous question: do not write your name or your number.",
        mark_one="Mark one answer, fold the sheet and drop it into the box.",
        mark_one_each="Mark one answer on each line, fold the sheet and drop it into the box.",
        question="Question",
    ),
)

KIT_WORDS: dict[str, KitWords] = {"es": _SPANISH, "en": _ENGLISH}
