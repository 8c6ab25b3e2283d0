"""The words of consent, of the notice, and of the reasons for which a list of names may leave."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.privacy import Consent, Element, ExportPurpose, Kept, Until

LABELS: dict[StrEnum, tuple[str, str]] = {
    Consent.ATTENDANCE: ("Registro de asistencia", "Record of attendance"),
    Consent.ANONYMOUS_QUESTIONS: ("Preguntas anónimas", "Anonymous questions"),
    Consent.IMAGE_VOICE: ("Imagen y voz", "Image and voice"),
    Consent.CONTACT: ("Contacto", "Contact"),
    Consent.PUBLIC_NAME: ("Nombre en la lista pública", "Name in the public list"),
    ExportPurpose.SIGNED_FILE: ("Lista firmada para el expediente", "Signed list for the file"),
    ExportPurpose.AUDIT: ("Auditoría", "Audit"),
    ExportPurpose.INVITE_BACK: ("Avisar o invitar a quienes lo aceptaron", "Tell or invite those who agreed"),
    ExportPurpose.MINUTES: ("Preparar la minuta o el informe", "Prepare the minutes"),
    ExportPurpose.RIGHTS_REQUEST: ("Responder a una persona sobre sus datos", "Answer a person about their data"),
    Element.CONTROLLERS: ("Quién responde por los datos", "Who answers for the data"),
    Element.PURPOSES: ("Para qué se usan", "What they are used for"),
    Element.LEGAL_BASIS: ("Base legal", "Legal basis"),
    Element.RECIPIENTS: ("Quién los recibe", "Who receives them"),
    Element.ABROAD: ("Si salen del país", "Whether they leave the country"),
    Element.TERM: ("Por cuánto tiempo se guardan", "How long they are kept"),
    Element.RIGHTS: ("Derechos y plazos", "Rights and terms"),
    Element.AUTOMATED_DECISIONS: ("Decisiones automáticas", "Automated decisions"),
    Element.OFFICER: ("Oficial de protección de datos", "Data protection officer"),
    Kept.ATTENDANCE_LIST: ("Lista de asistencia", "Attendance list"),
    Kept.CONTACT_NUMBER: ("Celular, WhatsApp o correo", "Phone, WhatsApp or mail"),
    Kept.SUPPORT_REQUESTS: ("Apoyos solicitados", "Supports asked for"),
    Kept.RECORDINGS: ("Grabaciones para redactar la minuta", "Recordings for writing the minutes"),
    Kept.IMAGES: ("Fotos y videos", "Photos and videos"),
    Kept.CONSENT_PROOF: ("Constancia de los permisos", "Proof of consents"),
    Kept.ACCESS_LOG: ("Registro de quién consultó los datos", "Log of who looked at the data"),
    Kept.ERASED_IN_COPIES: ("Datos borrados, en copias anteriores", "Erased data, in earlier copies"),
    Until.RESULTS_REPORT: ("Informe de resultados del plan", "Results report of the plan"),
    Until.END_OF_PLAN: ("Fin del plan", "End of the plan"),
    Until.END_OF_SESSION: ("Fin de la sesión", "End of the session"),
    Until.END_OF_USE: ("Fin del uso de los datos", "End of the use of the data"),
    Until.CAPTURED: ("Día en que se anotó", "Day it was noted"),
    Until.CONSENT_WITHDRAWN: ("Retiro del permiso", "Withdrawal of the consent"),
    Until.ERASED: ("Borrado", "Erasure"),
}
"""Spanish and English of every code of the room of privacy."""

QUESTIONS: dict[Consent, tuple[str, str]] = {
    Consent.ATTENDANCE: (
        "Acepto que anoten mi nombre en la lista de esta sesión.",
        "I agree that my name is noted in the list of this session.",
    ),
    Consent.ANONYMOUS_QUESTIONS: (
        "Acepto responder de forma anónima. Entiendo que mi respuesta ya no se podrá encontrar, corregir ni borrar.",
        "I agree to answer anonymously. I understand that my answer cannot be found, corrected or erased afterwards.",
    ),
    Consent.IMAGE_VOICE: (
        "Acepto que me tomen fotos o video y que se publiquen.",
        "I agree to photos or video of me being taken and published.",
    ),
    Consent.CONTACT: (
        "Quiero que me avisen lo que pasó con los aportes, a este celular, WhatsApp o correo.",
        "I want to be told what happened with the contributions, at this phone, WhatsApp or mail address.",
    ),
    Consent.PUBLIC_NAME: (
        "Acepto que mi nombre aparezca en la lista pública junto a mi organización.",
        "I agree that my name appears in the public list beside my organisation.",
    ),
}
"""What a person accepts, in the first person; each asked apart, none ticked beforehand."""

FACTS: dict[str, tuple[str, str]] = {
    "controllers": ("Instituciones responsables de los datos", "Institutions responsible for the data"),
    "contact": ("Cómo comunicarse con ellas", "How to reach them"),
    "legal_basis": ("Base legal", "Legal basis"),
    "recipients": ("Quién recibe los datos", "Who receives the data"),
    "abroad": ("¿Salen los datos del país?", "Do the data leave the country?"),
    "retention": ("¿Por cuánto tiempo se guardan?", "How long are they kept?"),
    "officer": ("Oficial de protección de datos", "Data protection officer"),
}
"""The fields of the notice that the programme fills in once."""
