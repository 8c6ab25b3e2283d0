"""What the house says when a proposal cannot be written, published, sent or answered as it stands."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "proposal_title_missing": ("Escriba el título de la propuesta.", "Write the title of the proposal."),
    "clause_needs_name": (
        "Escriba cómo se llama la cláusula, por ejemplo «2» o «Hito 2».",
        "Write how the clause is called, for example “2” or “Milestone 2”.",
    ),
    "clause_name_too_long": (
        "El nombre de la cláusula puede tener hasta {longest} caracteres.",
        "The name of the clause can have up to {longest} characters.",
    ),
    "clause_name_used": (
        "Ya hay una cláusula «{name}». Escriba otro nombre.",
        "There is a clause “{name}” already. Write another name.",
    ),
    "clause_needs_text": ("Escriba lo que dice la cláusula.", "Write what the clause says."),
    "too_many_clauses": (
        "La propuesta ya tiene {most} cláusulas. Quite o junte alguna antes de agregar otra.",
        "The proposal has {most} clauses already. Take out or join one before you add another.",
    ),
    "source_unknown": (
        "Uno de los aportes marcados ya no está en la lista. Revise las marcas y guarde otra vez.",
        "One of the contributions that were ticked is no longer in the list. Look at the ticks and save again.",
    ),
    "counter_is_sealed": (
        "Esta es la contrapropuesta de una institución y no se cambia aquí. Para recogerla, publique otra versión de "
        "la propuesta.",
        "This is the counter-proposal of an institution and is not changed here. To take it up, publish another "
        "version of the proposal.",
    ),
    "proposal_without_clauses": (
        "La propuesta no tiene cláusulas. Agregue al menos una.",
        "The proposal has no clauses. Add at least one.",
    ),
    "change_note_missing": (
        "Diga qué cambió en esta versión y por qué.",
        "Say what changed in this version, and why.",
    ),
    "publisher_is_author": (
        "Usted escribió en esta versión. La publica otra persona: quien coordina o quien aprueba.",
        "You wrote in this version. Somebody else publishes it: whoever coordinates or approves.",
    ),
    "proposal_not_published": (
        "Primero se publica una versión: la institución responde sobre ese texto.",
        "A version is published first: the institution answers about that text.",
    ),
    "already_asked": (
        "A esta institución ya se le envió la nota sobre esta versión.",
        "The letter about this version was sent to this institution already.",
    ),
    "request_taken_back": (
        "Esta solicitud quedó sin efecto. Vuelva a la propuesta para ver cómo está.",
        "This request no longer counts. Go back to the proposal to see how it stands.",
    ),
    "verdict_given": (
        "La institución ya respondió. Si se anotó mal, déjelo sin efecto y pida otra vez.",
        "The institution has answered already. If it was noted wrongly, take it back and ask again.",
    ),
    "verdict_needs_office": ("Escriba qué oficina o despacho responde.", "Write which office answers."),
    "verdict_needs_function": (
        "Escriba el cargo de quien firma, por ejemplo «Ministra».",
        "Write the function of whoever signs, for example “Minister”.",
    ),
    "reply_before_request": (
        "La respuesta no puede tener fecha anterior a la nota que se envió.",
        "The answer cannot bear a date before the letter that was sent.",
    ),
    "not_viable_needs_kind": (
        "Escoja por qué no es viable: legal, técnica, presupuestaria, de competencia o de plazo.",
        "Choose why it is not viable: legal, technical, budget, competence or time.",
    ),
    "not_viable_needs_reason": (
        "Explique con claridad por qué no es viable.",
        "Explain clearly why it is not viable.",
    ),
    "not_viable_reason_short": (
        "Explíquelo con al menos {least} caracteres: qué lo impide y qué haría falta.",
        "Explain it in at least {least} characters: what stands in the way and what would be needed.",
    ),
    "counter_missing": (
        "Escriba la contrapropuesta: al menos una cláusula como sí sería viable.",
        "Write the counter-proposal: at least one clause as it would be viable.",
    ),
    "counter_unrelated": (
        "La contrapropuesta tiene que guardar relación con la propuesta: conserve o cambie al menos una de sus "
        "cláusulas.",
        "The counter-proposal has to do with the proposal: keep or change at least one of its clauses.",
    ),
    "counter_is_the_same": (
        "La contrapropuesta dice lo mismo que la propuesta. Cambie lo que no es viable, o anote que es viable.",
        "The counter-proposal says the same as the proposal. Change what is not viable, or note that it is viable.",
    ),
    "take_back_needs_reason": (
        "Diga por qué queda sin efecto. Esa razón se publica.",
        "Say why it no longer counts. That reason is published.",
    ),
}
