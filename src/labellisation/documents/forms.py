# SPDX-License-Identifier: MIT
"""The text documents: letters, outlines, reports and agreements, section by section, with room to write."""

from __future__ import annotations

from collections.abc import Iterator

from ..registry.models import Critere
from .blocks import Block, Cell, Heading, Items, Paragraph, Table, TextDocument
from .model import ChampDeFichier, SectionDeFichier, choices, criteria, official_wording
from .parts import LICENCE, Source

TO_WRITE = "[À rédiger]"
_WIDE = {"texte-long", "tableau"}
_BOX = "☐\u00a0"


def form(source: Source) -> TextDocument:
    """Return the document of the tool: warning, instructions, sections, version."""
    tool = source.tool
    warnings = [s for s in tool.sections if s.forme == "avertissement"]
    blocks: list[Block] = [Paragraph(s.texte, "avertissement") for s in warnings if s.texte]
    blocks.append(Paragraph(tool.resume, "resume"))
    blocks += [Heading(1, "Mode d’emploi"), Items(tool.mode_d_emploi, numbered=True)]
    for section in tool.sections:
        if section.forme != "avertissement":
            blocks += _section(source, section)
    blocks += [Heading(1, "Version du modèle"), Paragraph(_version(source), "consigne")]
    return TextDocument(tool.titre, tool.resume, source.day.iso, source.footer, tuple(blocks))


def _version(source: Source) -> str:
    return (
        f"{source.referentiel}. Modèle de notre rédaction, sans caractère officiel, à la date du {source.day.fr}. "
        f"Page de l’outil\u00a0: {source.address}. {LICENCE}."
    )


def _section(source: Source, section: SectionDeFichier) -> Iterator[Block]:
    yield Heading(1, section.titre)
    if section.texte:
        yield Paragraph(section.texte, "texte")
    yield from (Paragraph(text, "modele") for text in section.modele)
    if section.forme == "tableau":
        yield from _as_table(source, section)
        return
    short: list[ChampDeFichier] = []
    for champ in section.champs:
        if champ.type not in _WIDE:
            short.append(champ)
            continue
        yield from _short(source, section, short)
        short = []
        yield from _criterion(source, champ) if champ.critere else _wide(source, champ)
    yield from _short(source, section, short)


def _short(source: Source, section: SectionDeFichier, champs: list[ChampDeFichier]) -> Iterator[Block]:
    """Yield the table of the fields that take one line."""
    if champs:
        rows = tuple((Cell(_label(source, c), c.consigne), Cell(_answer(source, c))) for c in champs)
        yield Table(section.titre, ("À remplir", "Réponse"), rows, (45, 55), row_headings=True)


def _label(source: Source, champ: ChampDeFichier) -> str:
    known = {c.id: c for c in criteria(source.registry, source.tool.referentiel)}
    critere = known.get(champ.critere or "")
    return _ranked(source, critere) if critere else champ.nom


def _ranked(source: Source, critere: Critere) -> str:
    referentiel = source.tool.referentiel
    return f"{critere.rangs[referentiel]}. {official_wording(critere, referentiel)}"


def _answer(source: Source, champ: ChampDeFichier) -> str:
    options = ("oui", "non") if champ.type == "oui-non" else choices(source.registry, source.tool, champ)
    return "\n".join(_BOX + option for option in options)


def _wide(source: Source, champ: ChampDeFichier) -> Iterator[Block]:
    yield Heading(2, champ.nom)
    if champ.consigne:
        yield Paragraph(champ.consigne, "consigne")
    if champ.type == "tableau":
        headings = champ.colonnes or ("Élément", "Précision", "Date")
        yield _blank(champ.nom, headings, champ.lignes)
    else:
        yield Paragraph(TO_WRITE, "saisie")


def _blank(name: str, headings: tuple[str, ...], lines: int) -> Table:
    rows = ((Cell(),) * len(headings),) * lines
    return Table(name, headings, rows, (100 // len(headings),) * len(headings))


def _as_table(source: Source, section: SectionDeFichier) -> Iterator[Block]:
    """Yield a section whose fields are the columns; its choices are listed before the table."""
    hints = []
    for champ in section.champs:
        options = choices(source.registry, source.tool, champ)
        given = f" ({', '.join(options)})" if options and champ.choix_de else ""
        hints.append(f"{champ.nom}\u00a0: {champ.consigne[:1].lower()}{champ.consigne[1:].rstrip('.')}{given}.")
    yield Items(tuple(hints))
    headings, count = tuple(c.nom for c in section.champs), len(section.champs)
    match section.lignes_de:
        case "criteres":
            firsts = [c.libelle_court for c in criteria(source.registry, source.tool.referentiel)]
        case "indicateurs":
            firsts = [i.libelle for i in source.registry.indicateurs.values()]
        case _:
            yield _blank(section.titre, headings, section.lignes)
            return
    rows = tuple((Cell(first), *(Cell(),) * (count - 1)) for first in firsts)
    yield Table(section.titre, headings, rows, (100 // count,) * count, row_headings=True)


def _criterion(source: Source, champ: ChampDeFichier) -> Iterator[Block]:
    """Yield the page of one criterion: its wording, what is expected, what can prove it, room to write."""
    critere = source.registry.criteres.get(champ.critere or "")
    if critere is None or source.tool.referentiel not in critere.rangs:
        yield from _wide(source, champ)
        return
    yield Heading(2, f"{critere.rangs[source.tool.referentiel]}. {critere.libelle_court}")
    yield Paragraph(official_wording(critere, source.tool.referentiel))
    yield Paragraph(champ.consigne, "consigne")
    for title, items in (("Attendu, à effacer ensuite", critere.attendu), ("Preuves possibles", _proofs(source, critere))):
        if items:
            yield Heading(3, title)
            yield Items(items)
    yield Heading(3, "Constat")
    yield Paragraph(TO_WRITE, "saisie")
    yield Heading(3, "Preuves")
    yield _blank(f"Preuves du critère {critere.libelle_court}", ("N°", "Preuve", "Date", "Pièce jointe"), 4)
    yield Heading(3, "Axe de progrès")
    yield Paragraph(TO_WRITE, "saisie")


def _proofs(source: Source, critere: Critere) -> tuple[str, ...]:
    """Return the proofs of the matrix for this criterion; those of the criterion itself if the matrix has none."""
    found = tuple(f"{row.preuve}." for row in source.registry.matrice.values() if critere.id in row.criteres)
    return found or critere.preuves
