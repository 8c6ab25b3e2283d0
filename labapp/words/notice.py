"""The notice about personal data, in two layers: three lines on the phone, and the full text behind "Leer más".

It tells the nine things that Ley 81 de 2019 and Decreto Ejecutivo 285 de 2021 ask for, in short sentences that can be
read aloud. The facts of the programme are quoted as the programme wrote them, in both languages.
"""

from __future__ import annotations

from labapp.domain.privacy import Element, Notice, NoticeFacts, NoticeSection
from labapp.domain.text import clean_line

_TITLES = {"es": "Aviso sobre sus datos personales", "en": "Notice about your personal data"}
_BLANK = {"es": "[por completar]", "en": "[to be filled in]"}

_SHORT = {
    "es": (
        "{controllers}: anotamos su nombre para la lista de esta sesión y para contarle qué pasó con los aportes.",
        "Todo es voluntario. Puede asistir sin registrarse, y puede retirar sus datos cuando quiera.",
        "Las preguntas anónimas van aparte: nadie, tampoco nosotros, podrá volver a encontrar su respuesta.",
    ),
    "en": (
        "{controllers}: we note your name for the list of this session and to tell you what became of what was said.",
        "Everything is voluntary. You may attend without registering, and withdraw your data whenever you want.",
        "The anonymous questions are apart: nobody, not even we, will be able to find your answer again.",
    ),
}

_Part = tuple[frozenset[Element], str, tuple[str, ...]]


def _part(heading: str, *paragraphs: str, tells: tuple[Element, ...] = ()) -> _Part:
    return frozenset(tells), heading, paragraphs


_FULL: dict[str, tuple[_Part, ...]] = {
    "es": (
        _part(
            "¿Quién responde por sus datos?",
            "{controllers}. Puede comunicarse así: {contact}.",
            tells=(Element.CONTROLLERS,),
        ),
        _part(
            "¿Para qué los usamos?",
            "Para saber quiénes vinieron y de qué lugares, edades y géneros, rendir cuentas de la sesión y preparar la "
            "minuta o el informe. Si nos deja su celular o su correo, también para avisarle qué pasó después.",
            "Lo que usted aporta se publica con un número y sin su nombre.",
            tells=(Element.PURPOSES,),
        ),
        _part(
            "¿Con qué base legal?",
            "{legal_basis}.",
            "La Ley 81 de 2019 y el Decreto Ejecutivo 285 de 2021 piden que usted sepa todo esto antes de dar sus "
            "datos, y que su permiso sea libre, claro y se pueda comprobar. Por eso guardamos el texto que usted vio, "
            "la hora y el medio.",
            tells=(Element.LEGAL_BASIS,),
        ),
        _part(
            "¿Es obligatorio?",
            "No. Puede asistir sin registrarse: cuenta como una persona en el total y no guardamos nada más. También "
            "puede dejar en blanco lo que no quiera contestar. Nada cambia para usted.",
            "Pedimos por separado cinco permisos: la lista, las preguntas anónimas, su imagen y voz, avisarle después, "
            "y su nombre en la lista pública. Puede aceptar unos y otros no. El último se pregunta solo a quien viene "
            "por una organización.",
        ),
        _part(
            "¿Qué son las preguntas anónimas?",
            "Preguntan por datos que la ley llama sensibles: pueblo originario o indígena, afrodescendencia, "
            "dificultades para ver, oír, moverse, recordar, cuidarse o comunicarse, y otro género. Contestarlas es "
            "una decisión suya.",
            "Su respuesta se guarda sin su nombre, sin su número y sin la hora. Nadie, tampoco nosotros, podrá volver "
            "a encontrar su respuesta. Por eso no se puede corregir ni borrar. Solo se publican totales, y nunca de "
            "grupos de menos de cinco personas.",
        ),
        _part(
            "¿Y si tengo menos de 18 años?",
            "Puede participar en todo con su número. No guardamos su nombre, su celular, su correo ni su imagen, y no "
            "le hacemos las preguntas anónimas. Su nombre se anota solo si hay una autorización en papel y usted está "
            "de acuerdo.",
        ),
        _part(
            "¿Quién más los recibe?",
            "{recipients}.",
            "La lista pública solo lleva totales, organizaciones y cargos, y los nombres de quienes lo aceptaron.",
            tells=(Element.RECIPIENTS,),
        ),
        _part("¿Salen del país?", "{abroad}.", tells=(Element.ABROAD,)),
        _part(
            "¿Por cuánto tiempo los guardamos?",
            "{retention}.",
            "Si usted pide borrar sus datos, los borramos enseguida. Las copias de seguridad hechas antes conservan lo "
            "que tenían por 30 días como máximo. En el total queda una persona, sin nombre.",
            tells=(Element.TERM,),
        ),
        _part(
            "¿Qué derechos tiene?",
            "Puede ver sus datos, corregirlos, borrarlos, oponerse a que los usemos y llevárselos. Es gratis y ningún "
            "acuerdo se lo puede quitar.",
            "Puede hacerlo en el registro, con su código, o por el medio de contacto de arriba. Le respondemos en 10 "
            "días hábiles como máximo, y corregimos en 5 días hábiles. Retirar un permiso es tan fácil como darlo, y "
            "vale desde ese momento.",
            "Si no queda conforme, puede reclamar ante la Autoridad Nacional de Transparencia y Acceso a la "
            "Información (ANTAI).",
            tells=(Element.RIGHTS,),
        ),
        _part(
            "¿Decide algo una máquina?",
            "No. Ninguna decisión sobre usted se toma de forma automática, y no hacemos perfiles.",
            tells=(Element.AUTOMATED_DECISIONS,),
        ),
        _part(
            "¿Quién cuida que esto se cumpla?", "Oficial de protección de datos: {officer}.", tells=(Element.OFFICER,)
        ),
    ),
    "en": (
        _part(
            "Who answers for your data?",
            "{controllers}. You can reach them here: {contact}.",
            tells=(Element.CONTROLLERS,),
        ),
        _part(
            "What do we use them for?",
            "To know who came, of which places, ages and genders, to account for the session and to prepare its "
            "minutes. If you leave us your phone or mail address, also to tell you what happened afterwards.",
            "What you contribute is published with a number and without your name.",
            tells=(Element.PURPOSES,),
        ),
        _part(
            "On what legal basis?",
            "{legal_basis}.",
            "Ley 81 de 2019 and Decreto Ejecutivo 285 de 2021 ask that you know all this before you give your data, "
            "and that your consent is free, clear and can be proved. That is why we keep the text that you saw, the "
            "time and the channel.",
            tells=(Element.LEGAL_BASIS,),
        ),
        _part(
            "Is it compulsory?",
            "No. You may attend without registering: you count as one person in the total and we keep nothing else. "
            "You may also leave blank whatever you do not want to answer. Nothing changes for you.",
            "We ask five consents, each apart: the list, the anonymous questions, your image and voice, telling you "
            "later, and your name in the public list. You may accept some and not others. The last one is asked only "
            "of those who come for an organisation.",
        ),
        _part(
            "What are the anonymous questions?",
            "They ask for data that the law calls sensitive: indigenous people, afro-descent, difficulty in seeing, "
            "hearing, moving, remembering, self-care or communicating, and another gender. Whether you answer is your "
            "decision.",
            "Your answer is kept without your name, without your number and without the time. Nobody, not even we, "
            "will be able to find your answer again. So it cannot be corrected or erased. Only totals are published, "
            "and never of groups of fewer than five people.",
        ),
        _part(
            "And if I am under 18?",
            "You can take part in everything with your number. We do not keep your name, phone, mail address or image, "
            "and do not ask you the anonymous questions. Your name is noted only with a paper authorisation and if you "
            "agree.",
        ),
        _part(
            "Who else receives them?",
            "{recipients}.",
            "The public list carries only totals, organisations and positions, and the names of those who agreed.",
            tells=(Element.RECIPIENTS,),
        ),
        _part("Do they leave the country?", "{abroad}.", tells=(Element.ABROAD,)),
        _part(
            "How long do we keep them?",
            "{retention}.",
            "If you ask us to erase your data, we erase them at once. Backup copies made earlier keep what they had "
            "for at most 30 days. One person stays in the total, without a name.",
            tells=(Element.TERM,),
        ),
        _part(
            "What rights do you have?",
            "You can see your data, correct them, erase them, object to their use and take them with you. It is free, "
            "and no agreement can take it away from you.",
            "You can do so at the registration desk, with your code, or through the contact above. We answer within "
            "10 working days and correct within 5 working days. Withdrawing a consent is as easy as giving it, and "
            "holds from that moment.",
            "If you are not satisfied, you can complain to the Autoridad Nacional de Transparencia y Acceso a la "
            "Información (ANTAI).",
            tells=(Element.RIGHTS,),
        ),
        _part(
            "Does a machine decide anything?",
            "No. No decision about you is taken automatically, and we make no profiles.",
            tells=(Element.AUTOMATED_DECISIONS,),
        ),
        _part("Who watches over this?", "Data protection officer: {officer}.", tells=(Element.OFFICER,)),
    ),
}


def notice(facts: NoticeFacts, language: str) -> Notice:
    """Return the notice of the programme in Spanish (`es`) or English (`en`); a blank fact shows as one."""
    said = {field: _fact(getattr(facts, field), language) for field in NoticeFacts.__dataclass_fields__}
    return Notice(
        language,
        _TITLES[language],
        tuple(line.format(**said) for line in _SHORT[language]),
        tuple(
            NoticeSection(tells, heading, tuple(paragraph.format(**said) for paragraph in paragraphs))
            for tells, heading, paragraphs in _FULL[language]
        ),
    )


def _fact(written: str, language: str) -> str:
    return clean_line(written).rstrip(" .") or _BLANK[language]
