"""Sentences for refusals about people, passwords and access."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "username_unfit": (
        "Escriba un nombre de usuario de 3 a 40 letras o números, por ejemplo maria.perez.",
        "Write a user name of 3 to 40 letters or digits, for example maria.perez.",
    ),
    "username_taken": (
        "Ya hay alguien con ese nombre de usuario. Escriba otro.",
        "Somebody has that user name already. Write another one.",
    ),
    "password_short": (
        "La contraseña es corta. Escriba al menos {shortest} letras; una frase de cuatro o cinco palabras sirve.",
        "The password is short. Write at least {shortest} characters; a phrase of four or five words will do.",
    ),
    "password_long": (
        "La contraseña pasa de {longest} letras. Escriba una más corta.",
        "The password is longer than {longest} characters. Write a shorter one.",
    ),
    "password_easy": (
        "Esa contraseña es muy fácil de adivinar. Escriba una frase de varias palabras.",
        "That password is too easy to guess. Write a phrase of several words.",
    ),
    "passwords_differ": (
        "Las dos contraseñas no son iguales. Escríbalas otra vez.",
        "The two passwords are not the same. Write them again.",
    ),
    "sign_in_wrong": (
        "El usuario o la contraseña no coinciden. Revise y escriba otra vez.",
        "The user name or the password does not match. Check and write again.",
    ),
    "recovery_wrong": (
        "El usuario y el código de la hoja de recuperación no coinciden.",
        "The user name and the code of the recovery sheet do not match.",
    ),
    "too_many_attempts": (
        "Hubo varios intentos fallidos. Espere {seconds} segundos e intente otra vez.",
        "There were several failed attempts. Wait {seconds} seconds and try again.",
    ),
    "nobody_by_that_name": (
        "No hay nadie con el usuario «{username}» en esta laptop.",
        "There is nobody with the user name «{username}» on this laptop.",
    ),
    "link_spent": (
        "Este enlace ya se usó o venció. Si acaba de escribir con él su contraseña, ya puede ingresar. Si no, pida "
        "uno nuevo a quien administra el programa; si no hay nadie más, en la laptop escriba el comando «labapp user "
        "reset» y su usuario.",
        "This link was used or has expired. If you have just set your password with it, you can sign in. If not, ask "
        "whoever administers the programme for a new one; if there is nobody else, type the command «labapp user "
        "reset» and your user name on the laptop.",
    ),
    "password_wrong": (
        "Esa no es su contraseña de ahora. Escríbala otra vez.",
        "That is not your present password. Write it again.",
    ),
    "role_needs_organisation": (
        "Escoja la organización: esta función ve los laboratorios y mesas de su organización.",
        "Choose the organisation: this role sees the labs and tables of its organisation.",
    ),
    "last_administrator": (
        "Es la única persona que administra. Antes, dé esa función a otra persona que ya tenga contraseña.",
        "This is the only person who administers. First give that role to somebody else who has a password.",
    ),
    "account_is_closed": (
        "Esta cuenta está desactivada. Actívela primero.",
        "This account is deactivated. Activate it first.",
    ),
    "own_account": (
        "Para su propia cuenta use «Mi cuenta», arriba a la derecha.",
        "For your own account use «My account», at the top right.",
    ),
    "organisation_unknown": (
        "Esa organización no está en la lista. Escoja otra.",
        "That organisation is not on the list. Choose another.",
    ),
    "organisation_name_taken": (
        "Ya hay una organización con ese nombre. Use esa, o escriba otro nombre.",
        "There is an organisation with that name already. Use that one, or write another name.",
    ),
    "sector_unfit": (
        "Esa clase es para personas, no para organizaciones. Escoja otra de la lista.",
        "That class is for persons, not for organisations. Choose another from the list.",
    ),
    "name_missing": ("Escriba el nombre.", "Write the name."),
    "organisation_name_missing": (
        "Escriba el nombre de la institución u organización.",
        "Write the name of the institution or organisation.",
    ),
    "not_allowed": (
        "Su cuenta no puede hacer eso aquí. Pídalo a la coordinación o a quien administra el programa.",
        "Your account may not do that here. Ask coordination or whoever administers the programme.",
    ),
    "not_found": (
        "No encontramos lo que busca. Revise la dirección o el código.",
        "We did not find what you are looking for. Check the address or the code.",
    ),
    "form_is_old": (
        "La página llevaba mucho tiempo abierta. Revise lo que escribió y envíe otra vez.",
        "The page had been open for a long time. Check what you wrote and send it again.",
    ),
    "changed_meanwhile": (
        "Otra persona cambió esto mientras usted escribía. Su texto sigue abajo: compare y guarde otra vez.",
        "Somebody changed this while you were writing. Your text is below: compare and save again.",
    ),
}
