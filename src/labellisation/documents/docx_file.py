# SPDX-License-Identifier: MIT
"""A text document as DOCX, by python-docx: built-in styles, so that word processors show its plan."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ..exports.archive import fixed_archive
from .blocks import Block, Cell, Heading, Items, Paragraph, Table, TextDocument

_INK, _PETROL, _WHITE = RGBColor(0x3A, 0x3A, 0x3A), RGBColor(0x12, 0x49, 0x4B), RGBColor(0xFF, 0xFF, 0xFF)
_TITLE, _HEADINGS = 20.0, {1: 15.0, 2: 12.5, 3: 11.0}
#: Our styles: name in the file, size, bold, shade.
_OWN: dict[str, tuple[str, float, bool, str]] = {
    "modele": ("Texte à reprendre", 11, False, ""),
    "resume": ("Résumé", 12, False, ""),
    "avertissement": ("Avertissement", 11, True, "FFF1C2"),
    "consigne": ("Consigne", 9, False, ""),
    "consigne-champ": ("Consigne de champ", 9, False, ""),
    "saisie": ("Saisie", 11, False, "FFF8D6"),
    "libelle": ("Libellé", 11, True, ""),
}


def docx(document: TextDocument) -> bytes:
    """Return the DOCX file of ``document``."""
    file = Document()
    _styles(file)
    _page(file, f"{document.title} · {document.footer} · page\u00a0")
    file.add_paragraph(document.title, style="Title")
    for block in document.blocks:
        _add(file, block)
    properties, moment = file.core_properties, datetime.fromisoformat(document.day)
    properties.title, properties.subject, properties.language = document.title, document.subject, "fr-FR"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = moment
    properties.revision = 1
    out = io.BytesIO()
    file.save(out)
    return fixed_archive(out.getvalue())


def _styles(file: Any) -> None:
    """Give the built-in styles one font and the French language, and add ours."""
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Sans", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    defaults = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "fr-FR")
    for name, size in (("Title", _TITLE), *((f"Heading {n}", size) for n, size in _HEADINGS.items())):
        style = file.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = (
            "Liberation Sans",
            Pt(size),
            True,
            _PETROL,
        )
    for name, size, bold, shade in _OWN.values():
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size, style.font.bold = normal, Pt(size), bold
        if shade:
            style.element.get_or_add_pPr().append(_element("w:shd", val="clear", color="auto", fill=shade))
    for name in ("Consigne", "Consigne de champ"):
        file.styles[name].font.color.rgb = _INK
    file.styles["Consigne de champ"].paragraph_format.keep_with_next = True


def _page(file: Any, footer: str) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(18), Mm(16)
    line = section.footer.paragraphs[0]
    line.style.font.size = Pt(8)
    line.add_run(footer)
    line._p.append(_field("PAGE"))
    line.add_run(" sur ")
    line._p.append(_field("NUMPAGES"))


def _field(name: str) -> Any:
    field = _element("w:fldSimple", instr=name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    return field


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _add(file: Any, block: Block) -> None:
    match block:
        case Heading(level, text):
            file.add_heading(text, level)
        case Paragraph(text, style):
            file.add_paragraph(text, style=_OWN[style][0] if style in _OWN else "Normal")
        case Items(items, numbered):
            for item in items:
                file.add_paragraph(item, style="List Number" if numbered else "List Bullet")
        case Table():
            _table(file, block)


def _table(file: Any, block: Table) -> None:
    table = file.add_table(1 + len(block.rows), len(block.headings), style="Table Grid")
    table.autofit = False
    properties = table._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margins.append(_element(f"w:{side}", w="60", type="dxa"))
    properties.find(qn("w:tblLook")).addprevious(margins)
    properties.append(_element("w:tblCaption", val=block.name))
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    sizes = [Mm(width) for width in block.millimetres]
    for column, cell, heading, size in zip(table.columns, head.cells, block.headings, sizes, strict=True):
        column.width = cell.width = size
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="12494B"))
        run = cell.paragraphs[0].add_run(heading)
        run.bold, run.font.color.rgb = True, _WHITE
    for row, cells in zip(list(table.rows)[1:], block.rows, strict=True):
        row.height = Mm(9)
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for index, (target, cell) in enumerate(zip(row.cells, cells, strict=True)):
            target.width = sizes[index]
            _fill(target, cell, "Libellé" if block.row_headings and not index else "Normal")
    file.add_paragraph()


def _fill(target: Any, cell: Cell, style: str) -> None:
    target.paragraphs[0].text = cell.text
    target.paragraphs[0].style = style
    if cell.consigne:
        target.add_paragraph(cell.consigne, style="Consigne")
