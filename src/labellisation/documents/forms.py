# SPDX-License-Identifier: MIT
"""The text documents: letters, outlines, reports and agreements, section by section, with room to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def poster(source: Source) -> TextDocument:
    """Return one page to put on the wall: each criterion, its official wording, room for what the lycée does."""
    referentiel = source.tool.referentiel
    rows = [
        (Cell(f"{c.rangs[referentiel]}. {c.libelle_court}", official_wording(c, referentiel)), Cell())
        for c in criteria(source.registry, referentiel)
    ]
    rows += [(Cell(c.libelle, c.attendu), Cell()) for c in source.ajouts.criteres]
    blocks: tuple[Block, ...] = (
        Paragraph("Établissement\u00a0: […]"),
        Paragraph("Intitulé du label\u00a0: […]"),
        Heading(1, "Les critères, et ce que nous faisons"),
        Table("Critères", ("Critère", "Une action de notre établissement"), tuple(rows), (55, 45), row_headings=True),
    )
    return TextDocument(source.tool.titre, source.tool.resume, source.day.iso, source.footer, blocks)


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
    options = ("oui", "non") if champ.type == "oui-non" else choices(source.registry, source.tool, champ, source.ajouts)
    return "\n".join(_BOX + option for option in options)


def _wide(source: Source, champ: ChampDeFichier) -> Iterator[Block]:
    if champ.choix_de == "criteres-locaux" and source.ajouts.criteres:
        for critere in source.ajouts.criteres:
            yield from _room(critere.libelle, (), [critere.attendu] if critere.attendu else [], (), champ.consigne)
        return
    yield Heading(2, champ.nom)
    if champ.consigne:
        yield Paragraph(champ.consigne, "consigne-champ")
    if champ.type == "tableau":
        headings = champ.colonnes or ("Élément", "Précision", "Date")
        given = source.ajouts.pieces if champ.choix_de == "pieces" else ()
        yield _blank(champ.nom, headings, champ.lignes, tuple(_piece(*piece) for piece in given))
    else:
        yield Paragraph(TO_WRITE, "saisie")


def _piece(label: str, compulsory: bool) -> str:
    return f"{label} ({'obligatoire' if compulsory else 'facultative'})"


def _blank(name: str, headings: tuple[str, ...], lines: int, given: tuple[str, ...] = ()) -> Table:
    """Return a table to fill in, its first lines numbered and named by ``given``."""
    empty = (Cell(),) * len(headings)
    known = tuple((Cell(str(n)), Cell(label), *empty[2:]) for n, label in enumerate(given, 1))
    rows = known + (empty,) * max(lines - len(known), 2)
    return Table(name, headings, rows, tuple(10 if heading == "N°" else 30 for heading in headings))


def _as_table(source: Source, section: SectionDeFichier) -> Iterator[Block]:
    """Yield a section whose fields are the columns; its choices are listed before the table."""
    hints = []
    for champ in section.champs:
        options = choices(source.registry, source.tool, champ, source.ajouts)
        given = f" ({', '.join(options)})" if options and champ.choix_de else ""
        hints.append(f"{champ.nom}\u00a0: {champ.consigne[:1].lower()}{champ.consigne[1:].rstrip('.')}{given}.")
    yield Items(tuple(hints))
    headings, count = tuple(c.nom for c in section.champs), len(section.champs)
    match section.lignes_de:
        case "criteres":
            firsts = [c.libelle_court for c in criteria(source.registry, source.tool.referentiel)]
            firsts += [c.libelle for c in source.ajouts.criteres]
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
    title = f"{critere.rangs[source.tool.referentiel]}. {critere.libelle_court}"
    wording = (official_wording(critere, source.tool.referentiel),)
    yield from _room(title, wording, critere.attendu, _proofs(source, critere), champ.consigne)


def _room(
    title: str, wording: Iterable[str], expected: Iterable[str], proofs: Iterable[str], consigne: str
) -> Iterator[Block]:
    """Yield where to write about one criterion, national or local."""
    yield Heading(2, title)
    yield from map(Paragraph, wording)
    yield Paragraph(consigne, "consigne-champ")
    for name, items in (("Attendu, à effacer ensuite", tuple(expected)), ("Preuves possibles", tuple(proofs))):
        if items:
            yield Heading(3, name)
            yield Items(items)
    yield Heading(3, "Constat")
    yield Paragraph(TO_WRITE, "saisie")
    yield Heading(3, "Preuves")
    yield _blank(f"Preuves\u00a0: {title}", ("N°", "Preuve", "Date", "Pièce jointe"), 4)
    yield Heading(3, "Axe de progrès")
    yield Paragraph(TO_WRITE, "saisie")


def _proofs(source: Source, critere: Critere) -> tuple[str, ...]:
    """Return the proofs of the matrix for this criterion; those of the criterion itself if the matrix has none."""
    found = tuple(f"{row.preuve}." for row in source.registry.matrice.values() if critere.id in row.criteres)
    return found or critere.preuves
