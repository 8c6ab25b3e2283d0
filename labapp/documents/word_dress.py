"""How a Word file of the house looks: styles with their real names, margins, the draft mark, the line at the foot."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart
from docx.section import Section, _Footer, _Header
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from labapp.documents.content import Document
from labapp.documents.word_looks import LOOKS, Look
from labapp.documents.word_text import legal
from labapp.documents.wording import FRAME

REGION = {"es": "es-PA", "en": "en-US"}
LETTERS = "Calibri"
_BULLETS = "4711"
"""The number of our list definition, far from those of any letterhead."""
_AFTER_SHADE = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")


def dress(file: WordFile, document: Document, *, has_letterhead: bool) -> None:
    """Give the file every style that a document of ours needs, its language, its draft mark and its foot.

    A letterhead keeps its own styles, paper, header and footer; ours are added only where it has none of that name.
    """
    if not has_letterhead:
        _set_page(file.sections[0])
        _set_compatibility(file)
    for look in LOOKS:
        _set_style(file, look, is_ours=not has_letterhead)
    _set_language(file, REGION[document.language])
    for section in file.sections:
        for header, footer in _edges(section):
            if document.band:
                _line(header, "Draft Mark").add_run(legal(document.band))
            _write_foot(_line(footer, "Document Foot"), document)


def _edges(section: Section) -> Iterator[tuple[_Header, _Footer]]:
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer


def _line(edge: _Header | _Footer, style: str) -> Paragraph:
    held = edge.paragraphs
    is_blank = len(held) == 1 and not edge.tables and not held[0]._element.xpath("./*[not(self::w:pPr)]")
    paragraph = held[0] if is_blank else edge.add_paragraph()
    paragraph.style = style
    return paragraph


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2.5)
    section.left_margin, section.right_margin = Cm(3), Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.2)


def _set_compatibility(file: WordFile) -> None:
    """Let Word open it as a file of today. Source: [MS-DOCX] 2.2.3, compatibilityMode 15."""
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_style(file: WordFile, look: Look, *, is_ours: bool) -> None:
    is_known = look.name in file.styles
    if is_known and not is_ours:
        return
    style = file.styles[look.name] if is_known else file.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        return
    _set_letters(style, look, is_ours=is_ours)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(look.before), Pt(look.after), look.spacing
    shape.left_indent, shape.first_line_indent = Cm(look.indent), Cm(look.first)
    shape.keep_with_next = look.sticks
    _set_box(style, look)
    if look.name == "List Bullet" and not is_known:
        _set_bullet(file, style)


def _set_letters(style: ParagraphStyle, look: Look, *, is_ours: bool) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(look.size), look.bold, False
    font.color.rgb = RGBColor.from_string(look.colour)
    if is_ours:
        font.name = LETTERS
        properties = style.element.get_or_add_rPr()
        for apart in properties.findall(qn("w:spacing")):
            properties.remove(apart)
        letters = properties.get_or_add_rFonts()
        for key in [key for key in letters.attrib if str(key).endswith("Theme")]:
            del letters.attrib[key]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            letters.set(qn(script), LETTERS)


def _set_box(style: ParagraphStyle, look: Look) -> None:
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:shd"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    if look.edge:
        line = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{look.edge}"/>'
        _put(properties, f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    if look.fill:
        _put(properties, f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{look.fill}"/>')


def _put(properties: BaseOxmlElement, xml: str) -> None:
    properties.insert_element_before(parse_xml(xml), *_AFTER_SHADE)


def _set_bullet(file: WordFile, style: ParagraphStyle) -> None:
    lists = _lists(file)
    shape = '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    named = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_BULLETS}"><w:multiLevelType w:val="singleLevel"/>'
    lists.insert(0, parse_xml(f'{named}<w:lvl w:ilvl="0">{shape}</w:lvl></w:abstractNum>'))
    points = f'<w:abstractNumId w:val="{_BULLETS}"/>'
    lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{_BULLETS}">{points}</w:num>'))
    number = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{_BULLETS}"/></w:numPr>')
    style.element.get_or_add_pPr().insert_element_before(number, "w:pBdr", "w:shd", *_AFTER_SHADE)


def _lists(file: WordFile) -> BaseOxmlElement:
    found = [each for each in file.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if found:
        known: BaseOxmlElement = file.part.numbering_part.element
        return known
    blank = f"<w:numbering {nsdecls('w')}/>".encode()
    part = NumberingPart.load(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, blank, file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    added: BaseOxmlElement = part.element
    return added


def _set_language(file: WordFile, language: str) -> None:
    spoken = file.styles.element.iter(qn("w:lang"))
    for lang in (*spoken, *file.settings.element.iter(qn("w:themeFontLang"))):
        lang.set(qn("w:val"), language)
    normal = file.styles["Normal"].element.get_or_add_rPr()
    if normal.find(qn("w:lang")) is None:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), language)
        normal.append(lang)


def _write_foot(paragraph: Paragraph, document: Document) -> None:
    words = FRAME[document.language]
    named = f"{words.code} {document.code} · {words.version} {document.version} · {legal(document.office)} · "
    paragraph.add_run(named + words.page + " ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(f" {words.of} ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._element.append(field)
