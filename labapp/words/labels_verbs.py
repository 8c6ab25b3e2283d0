"""What the journal says in words: every verb, every recorded table, who acts without a name, and what may be wrong."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.verbs import Verb

Words = tuple[str, str]

LABELS: dict[StrEnum, Words] = {
    Verb.SET_UP_PROGRAMME: ("Anotar los datos del programa", "Set up the programme"),
    Verb.ADD_ORGANISATION: ("Agregar una organización", "Add an organisation"),
    Verb.CHANGE_ORGANISATION: ("Cambiar una organización", "Change an organisation"),
    Verb.ADD_STAFF: ("Agregar una cuenta", "Add an account"),
    Verb.CHANGE_STAFF: ("Cambiar una cuenta", "Change an account"),
    Verb.SET_PASSWORD: ("Cambiar una contraseña", "Set a password"),
    Verb.SIGN_IN: ("Entrar", "Sign in"),
    Verb.SIGN_OUT: ("Salir", "Sign out"),
    Verb.SET_HOLIDAYS: ("Anotar los días feriados", "Set the holidays"),
    Verb.SET_ROOM: ("Anotar la red de la sala", "Set the network of the room"),
    Verb.SET_LETTERHEAD: ("Anotar el membrete", "Set the letterhead"),
    Verb.ADD_COMMUNITY: ("Agregar una comunidad", "Add a community"),
    Verb.CHANGE_COMMUNITY: ("Cambiar una comunidad", "Change a community"),
    Verb.ADD_SPACE: ("Crear un laboratorio o una mesa", "Add a lab or a table"),
    Verb.CHANGE_SPACE: ("Cambiar un laboratorio o una mesa", "Change a lab or a table"),
    Verb.SHARE_SPACE: ("Compartir un laboratorio o una mesa", "Share a lab or a table"),
    Verb.ADD_ITEM: ("Agregar un punto a la mesa", "Add an item to the table"),
    Verb.ADD_DRAFT: ("Agregar un borrador", "Add a draft"),
    Verb.SCHEDULE_SESSION: ("Programar una sesión", "Schedule a session"),
    Verb.CHANGE_SESSION: ("Cambiar una sesión", "Change a session"),
    Verb.MOVE_SESSION: ("Mover una sesión de etapa", "Move a session to another stage"),
    Verb.SET_AGENDA: ("Ordenar la agenda", "Set the agenda"),
    Verb.WRITE_CALL: ("Escribir la convocatoria", "Write the call"),
    Verb.PASTE_EXPECTED: ("Pegar la lista de quienes se esperan", "Paste the list of those expected"),
    Verb.CHECK_IN: ("Registrar una llegada", "Check somebody in"),
    Verb.CHECK_IN_COMPANION: ("Registrar a un acompañante", "Check a companion in"),
    Verb.COUNT_UNREGISTERED: ("Contar a quien asistió sin registrarse", "Count somebody who did not register"),
    Verb.UNDO_CHECK_IN: ("Deshacer una llegada", "Undo an arrival"),
    Verb.CHECK_OUT: ("Anotar una salida", "Check somebody out"),
    Verb.RETURN_TO_SESSION: ("Volver a la sesión", "Come back to the session"),
    Verb.COMPLETE_PROFILE: ("Completar los datos de una persona", "Complete the facts on a person"),
    Verb.CORRECT_PERSON: ("Corregir los datos de una persona", "Correct the facts on a person"),
    Verb.CHANGE_PART: ("Cambiar en calidad de qué participa", "Change the part of a person"),
    Verb.WITNESS_SHEET: ("Enlazar una fila de la hoja firmada", "Link a row of the signed sheet"),
    Verb.AUTHORISE_MINOR: ("Anotar la autorización de una persona menor de edad", "Note the papers of a minor"),
    Verb.GIVE_CONSENT: ("Anotar un permiso", "Give a consent"),
    Verb.WITHDRAW_CONSENT: ("Retirar un permiso", "Withdraw a consent"),
    Verb.ERASE_PERSON: ("Borrar los datos de una persona", "Erase a person"),
    Verb.DECIDE_DUPLICATE: ("Decidir sobre dos registros parecidos", "Decide on two entries that look alike"),
    Verb.IMPORT_ROSTER: ("Traer la lista de la reunión virtual", "Import the list of the online meeting"),
    Verb.REVIEW_ROSTER: ("Revisar la lista de la reunión virtual", "Review the list of the online meeting"),
    Verb.PRINT_CARDS: ("Preparar tarjetas numeradas", "Prepare numbered cards"),
    Verb.OPEN_URN: ("Abrir las preguntas anónimas", "Open the anonymous questions"),
    Verb.SEAL_URN: ("Cerrar las preguntas anónimas", "Seal the anonymous questions"),
    Verb.CONTRIBUTE: ("Anotar un aporte", "Write down a contribution"),
    Verb.CLASSIFY_CONTRIBUTION: ("Clasificar un aporte", "Classify a contribution"),
    Verb.REWRITE_CONTRIBUTION: ("Cambiar el texto de un aporte", "Change the text of a contribution"),
    Verb.SPLIT_CONTRIBUTION: ("Dividir un aporte", "Split a contribution"),
    Verb.JOIN_CONTRIBUTIONS: ("Unir aportes iguales", "Join equal contributions"),
    Verb.WITHDRAW_CONTRIBUTION: ("Retirar un aporte", "Withdraw a contribution"),
    Verb.READ_BACK: ("Confirmar un aporte leído en voz alta", "Confirm a contribution that was read back"),
    Verb.SET_PUBLIC_STATE: (
        "Decidir qué lee el público de un aporte",
        "Decide what the public reads of a contribution",
    ),
    Verb.DECLARE_PAPER: ("Declarar cuántas hojas y papeletas hubo", "Declare how many sheets and slips there were"),
    Verb.CREATE_OBLIGATION: ("Anotar un compromiso con su fecha", "Note what is owed, with its day"),
    Verb.EDIT_MINUTES: ("Editar la minuta o el informe", "Edit the minutes"),
    Verb.SUBMIT_MINUTES: ("Enviar la minuta a revisión", "Submit the minutes"),
    Verb.RETURN_MINUTES: ("Devolver la minuta", "Return the minutes"),
    Verb.APPROVE_MINUTES: ("Aprobar la minuta", "Approve the minutes"),
    Verb.PUBLISH_MINUTES: ("Publicar la minuta", "Publish the minutes"),
    Verb.WITHDRAW_MINUTES: ("Retirar una versión publicada", "Withdraw a published version"),
    Verb.ATTACH_SCAN: ("Adjuntar la copia firmada", "Attach the signed copy"),
    Verb.START_RESPONSES: ("Empezar la respuesta", "Start the response"),
    Verb.ANSWER_CONTRIBUTION: ("Responder un aporte", "Answer a contribution"),
    Verb.VALIDATE_RESPONSES: ("Validar las respuestas", "Validate the answers"),
    Verb.PUBLISH_RESPONSES: ("Publicar las respuestas", "Publish the answers"),
    Verb.FREEZE_TABLES: ("Fijar las cifras que se publican", "Freeze the published counts"),
    Verb.EXPORT_LIST: ("Descargar una lista con nombres", "Export a list with names"),
    Verb.KEEP_REPLAY: ("Guardar un envío repetido para revisarlo", "Keep a repeated form for review"),
    Verb.KEEP_HOUSE: ("Mantenimiento del programa", "Housekeeping"),
    Verb.MIGRATE: ("Actualizar la base de datos", "Migrate the database"),
}
"""Spanish and English of every verb of the journal."""

TABLES: dict[str, Words] = {
    "agenda_block": ("bloque de la agenda", "agenda block"),
    "answer": ("respuesta a un aporte", "answer to a contribution"),
    "attendance": ("asistencia", "attendance"),
    "call": ("convocatoria", "call"),
    "card": ("tarjeta numerada", "numbered card"),
    "community": ("comunidad", "community"),
    "consent": ("permiso", "consent"),
    "contribution": ("aporte", "contribution"),
    "contribution_revision": ("cambio de un aporte", "revision of a contribution"),
    "draft": ("borrador", "draft"),
    "duplicate_decision": ("decisión sobre registros parecidos", "decision on entries that look alike"),
    "export_record": ("descarga con nombres", "export with names"),
    "frozen_table": ("cifra publicada", "published count"),
    "holiday": ("día feriado", "holiday"),
    "lab_session": ("sesión", "session"),
    "letterhead": ("membrete", "letterhead"),
    "minutes": ("minuta o informe", "minutes"),
    "minutes_block": ("parte de la minuta", "part of the minutes"),
    "minutes_scan": ("copia firmada de la minuta", "signed copy of the minutes"),
    "minutes_summary": ("resumen de la minuta", "summary of the minutes"),
    "minutes_version": ("versión publicada de la minuta", "published version of the minutes"),
    "minutes_withdrawal": ("retiro de una versión de la minuta", "withdrawal of a version of the minutes"),
    "notice": ("aviso de datos", "privacy notice"),
    "obligation": ("compromiso con fecha", "obligation"),
    "organisation": ("organización", "organisation"),
    "participant": ("participante", "participant"),
    "programme": ("programa", "programme"),
    "response_document": ("documento de respuesta", "response document"),
    "response_version": ("versión publicada de la respuesta", "published version of the response"),
    "session_staff": ("equipo de la sesión", "team of the session"),
    "space": ("laboratorio o mesa", "lab or table"),
    "space_community": ("comunidad de una mesa", "community of a table"),
    "space_organisation": ("organización que comparte", "organisation that shares"),
    "staff": ("cuenta del personal", "staff account"),
    "table_item": ("punto de la mesa", "item of a table"),
    "unregistered": ("asistió sin registrarse", "attended without registering"),
    "urn_total": ("total de las preguntas anónimas", "total of the anonymous questions"),
}
"""Each recorded table, as one row of it is called."""

ACTORS: dict[str, Words] = {
    "phone": ("un celular", "a phone"),
    "console": ("la consola de la laptop", "the console of the laptop"),
    "house": ("el programa", "the program"),
}
"""Who acts without being named: a phone never says whose it is."""

FAULTS: dict[str, Words] = {
    "gap": ("falta una anotación", "an entry is missing"),
    "broken_link": ("una anotación no sigue a la anterior", "an entry does not follow the one before"),
    "wrong_hash": ("una anotación fue alterada", "an entry was altered"),
    "wrong_head": ("el final no es el que se guardó", "the end is not the one that was kept"),
    "truncated": ("faltan las últimas anotaciones", "the last entries are missing"),
    "base_not_seen": ("un cambio no parte de lo que había", "a change does not start from what was there"),
}
"""What the check of the journal may find."""

NEWER: Words = ("Acción de una versión más nueva", "Act of a newer version")
"""Stands for a verb, a table or a fault that this version does not know yet."""
