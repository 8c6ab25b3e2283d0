"""What the house says at the registration desk, at the kit, and when a register is closed."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "number_taken": (
        "Ese número o código ya es de alguien. Si es esa persona, deje el nombre en blanco; si no, use otra tarjeta.",
        "That number or code is somebody's already. If it is that person, leave the name blank; if not, take another "
        "card.",
    ),
    "expected_gone": (
        "Esa persona ya no está en la lista de quienes se esperan. Anótela con su nombre.",
        "That person is no longer on the expected list. Write them down by name.",
    ),
    "sheet_row_taken": (
        "La fila {row} ya es del número {number}. Revise la hoja, o escriba otra fila.",
        "Row {row} already belongs to number {number}. Check the sheet, or write another row.",
    ),
    "age_band_contradicts": (
        "El grupo de edad no concuerda con si tiene 18 años o más. Corrija uno de los dos.",
        "The age group does not agree with being 18 or older. Correct one of them.",
    ),
    "ages_differ": (
        "Una es menor de 18 años y la otra no. Corrija primero la edad de una de las dos.",
        "One is under 18 and the other is not. First correct the age of one of them.",
    ),
    "already_joined": (
        "Una de las dos ya se unió con otra, o sus datos se retiraron. Recargue la página.",
        "One of the two was joined with another already, or their data were withdrawn. Reload the page.",
    ),
    "erase_not_confirmed": (
        "Marque la casilla: la persona lo pidió y sabe que no se puede deshacer.",
        "Tick the box: the person asked for it and knows that it cannot be undone.",
    ),
    "address_unfit": (
        "Escriba una dirección de números y puntos, por ejemplo 192.168.8.2, o déjela en blanco.",
        "Write an address of digits and dots, for example 192.168.8.2, or leave it blank.",
    ),
    "network_name_unfit": (
        "Escriba el nombre del wifi como aparece en los celulares: hasta {longest} letras.",
        "Write the name of the Wi-Fi as phones show it: up to {longest} letters.",
    ),
    "network_password_unfit": (
        "La contraseña de un wifi tiene de 8 a 63 letras. Revísela, o déjela en blanco si la red no pide ninguna.",
        "The password of a Wi-Fi has 8 to 63 characters. Check it, or leave it blank if the network asks for none.",
    ),
    "roster_empty": (
        "No se encontró ningún nombre. Copie la lista de participantes completa, con sus títulos, y péguela otra vez.",
        "No name was found. Copy the whole list of participants, with its headings, and paste it again.",
    ),
    "roster_row_gone": (
        "Esa fila ya se revisó. Siga con la que viene.",
        "That row was reviewed already. Go on with the next one.",
    ),
    "paper_out_of_range": (
        "Escriba un número de 0 a {most}.",
        "Write a number from 0 to {most}.",
    ),
    "more_typed_than_filled": (
        "No se pueden haber pasado más de las que hubo. Corrija uno de los dos números.",
        "No more can have been typed than there were. Correct one of the two numbers.",
    ),
    "closing_not_confirmed": (
        "Marque la casilla: lo que sigue no se puede deshacer.",
        "Tick the box: what follows cannot be undone.",
    ),
    "urn_not_here": (
        "Las preguntas anónimas no están en esta laptop. Séllelas en la laptop en que se abrieron.",
        "The anonymous questions are not on this laptop. Seal them on the laptop where they were opened.",
    ),
    "slip_incomplete": (
        "Falta marcar una respuesta. Si en la hoja está en blanco, no la pase: cuenta como no preguntada.",
        "An answer is missing. If it is blank on the sheet, do not type it: it counts as not asked.",
    ),
    "cards_out_of_range": (
        "Pida de 0 a {most} tarjetas.",
        "Ask for 0 to {most} cards.",
    ),
    "network_missing": (
        "Primero escriba el nombre del wifi de la sala y la dirección: van en el afiche.",
        "First write the name of the Wi-Fi of the room and the address: they go on the poster.",
    ),
}
