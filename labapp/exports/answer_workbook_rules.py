"""What the answer sheet does by itself while somebody fills it: lists, limits, and colours for what a kind asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.answer_sheets import OFFERED, Column, Locked, Open
from labapp.domain.completeness import SHORTEST_REASON
from labapp.domain.response_extras import Extra, ExtraShape
from labapp.domain.responses import LONGEST_LINE, LONGEST_TEXT, REQUIRED, Disposition, extras_of
from labapp.domain.sheet_days import EPOCH, FIRST, LAST
from labapp.exports.answer_workbook_lists import KINDS, REASON_KINDS, numbers
from labapp.words.answer_sheets import SHEET_LANGUAGE, heading
from labapp.words.labels import label

_LONGEST_PROMPT, _LONGEST_TITLE = 255, 32  # characters, Excel's limits
_WANTED, _UNUSED = "FFFFF2B8", "FFDDE1E6"
_FROM_LIST = "Elija una de las opciones de la lista."


def add_rules(sheet: Worksheet, columns: Sequence[Column], rows: int, referable: int) -> None:
    """Add the lists, limits and colours of a sheet with these columns and so many rows under its headings."""
    if not rows:
        return
    kinds = [at for at, column in enumerate(columns, 1) if column in {Open.KIND, Open.FURTHER}]
    for at, column in enumerate(columns, 1):
        if isinstance(column, Locked):
            continue
        letter = get_column_letter(at)
        within = f"{letter}2:{letter}{rows + 1}"
        validation = _validation(column, referable)
        validation.add(within)
        sheet.data_validations.append(validation)
        if isinstance(column, Extra):
            for rule in _colours(column, letter, kinds):
                sheet.conditional_formatting.add(within, rule)
        elif column is Open.OFFICE:
            institution = get_column_letter(columns.index(Open.INSTITUTION) + 1)
            sheet.conditional_formatting.add(within, _unsigned(letter, institution, kinds))


def _validation(column: Column, referable: int) -> DataValidation:
    listed = {Open.KIND: KINDS, Open.FURTHER: KINDS, Extra.REASON_KIND: REASON_KINDS}
    if column is Extra.REFERS_TO:
        rule = DataValidation(type="list", formula1=numbers(referable), error=_FROM_LIST)
    elif column in listed:
        rule = DataValidation(type="list", formula1=listed[column], error=_FROM_LIST)
    elif column is Open.ANSWERED_ON or (isinstance(column, Extra) and column.shape is ExtraShape.DAY):
        first, last = (str((day - EPOCH).days) for day in (FIRST, LAST))
        error = "Escriba un día: primero el año, así: 2026-11-30."
        rule = DataValidation(type="date", operator="between", formula1=first, formula2=last, error=error)
    else:
        longest = LONGEST_LINE if column in {Open.INSTITUTION, Open.OFFICE} else LONGEST_TEXT
        error = f"Hay lugar para {longest} caracteres. Acorte el texto o enlace un documento."
        rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(longest), error=error)
    rule.allow_blank, rule.showErrorMessage, rule.showInputMessage = True, True, True
    rule.errorTitle = "Revise esta celda"
    rule.promptTitle = heading(column)[:_LONGEST_TITLE]
    rule.prompt = _prompt(column)[:_LONGEST_PROMPT]
    return rule


def _prompt(column: Column) -> str:
    if not isinstance(column, Extra):
        return _PROMPTS[column]
    kinds = ", ".join(f"«{label(kind, SHEET_LANGUAGE)}»" for kind in OFFERED if column in extras_of((kind,)))
    day = " Escriba primero el año: 2026-11-30." if column.shape is ExtraShape.DAY else ""
    return f"Se llena con: {kinds}.{day}"


_PROMPTS: dict[Column, str] = {
    Open.KIND: "Elija de la lista. Después, lo que ese tipo pide se ve en amarillo y lo que no usa, en gris.",
    Open.REASON: "Con palabras sencillas, qué se decidió y por qué: "
    f"al menos {SHORTEST_REASON} caracteres, unas diez palabras.",
    Open.FURTHER: "Solo si la respuesta es de más de un tipo. Si no, déjelo vacío.",
    Open.INSTITUTION: "La que responde. Vacío solo si es la del documento.",
    Open.OFFICE: "La oficina que responde. Vacío solo si es la del documento.",
    Open.ANSWERED_ON: "Vacío si es la fecha del documento. Escriba primero el año: 2026-11-30.",
}


def _colours(extra: Extra, letter: str, kinds: Sequence[int]) -> Iterable[Rule]:
    wanted = _any_kind(kinds, [kind for kind in OFFERED if extra in REQUIRED[kind]])
    used = _any_kind(kinds, [kind for kind in OFFERED if extra in extras_of((kind,))])
    chosen = f'${get_column_letter(kinds[0])}2<>""'
    if wanted:
        yield _rule(f"AND({wanted},LEN({letter}2)=0)", _WANTED)
    yield _rule(f"AND({chosen},NOT({used}))", _UNUSED)


def _unsigned(letter: str, institution: str, kinds: Sequence[int]) -> Rule:
    """Ask for the office of an institution that is named: that of the document belongs to another one."""
    chosen = f'${get_column_letter(kinds[0])}2<>""'
    return _rule(f"AND({chosen},LEN(${institution}2)>0,LEN({letter}2)=0)", _WANTED)


def _any_kind(columns: Sequence[int], kinds: Sequence[Disposition]) -> str:
    tests = [f'${get_column_letter(at)}2="{label(kind, SHEET_LANGUAGE)}"' for at in columns for kind in kinds]
    return f"OR({','.join(tests)})" if tests else ""


def _rule(formula: str, colour: str) -> Rule:
    fill = PatternFill(bgColor=colour, fill_type="solid")
    style = DifferentialStyle(fill=fill, font=Font(color="FF7A828C") if colour == _UNUSED else None)
    return Rule(type="expression", formula=[formula], dxf=style)
