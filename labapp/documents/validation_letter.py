"""The nota that asks an institution to review a proposal, to say whether it is viable, and to approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labapp.documents.nota_file import Paper, nota_file, plain
from labapp.queries.validations import ValidationRow

if TYPE_CHECKING:
    from docx.document import Document as WordFile

PROPOSED_REQUEST = (
    "Solicitamos que su institución revise la propuesta, indique si es viable y, si lo es, la apruebe.\n"
    "Si no es viable, indique con claridad las razones (legal, técnica, presupuestaria, de competencia o de plazo) y "
    "presente una contrapropuesta que guarde relación con ella. La respuesta se publica con el nombre de la "
    "institución."
)
"""What a nota asks for unless somebody writes something else. Source: work programme of the 4th plan, step 10."""


def validation_letter(row: ValidationRow, *, programme: str, gathering: str) -> bytes:
    """Return the nota as a Word file: the clauses word for word, number left blank until it is noted."""

    def write(file: WordFile) -> None:
        for clause in row.original.clauses:
            file.add_paragraph(plain(f"Cláusula {clause.name}"), style="Heading 2")
            for text in clause.text.split("\n"):
                file.add_paragraph(plain(text), style="Quote")

    paper = Paper(
        programme=programme,
        institution=row.institution,
        nota=row.nota,
        subject=f"validación de la propuesta de compromiso «{row.original.title}», versión {row.version}",
        opening=(
            f"De «{gathering}» salió la propuesta de compromiso que se copia aquí, de la que su institución podría ser "
            "responsable."
        ),
        due_on=row.due_on,
        annex="",
    )
    return nota_file(paper, write)
