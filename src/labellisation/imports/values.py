# SPDX-License-Identifier: MIT
"""One line of the export, checked cell by cell: what is doubtful is named and left empty, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..checks.base import Rule
from ..diagnostics import expected
from ..registry import DateError, PartialDate
from ..registry.text import fold
from ..registry.uai import check_uai
from . import coordinates, rules
from .columns import POSITION, Binding, official
from .journal import Journal
from .places import Places

LYCEES = frozenset({"lycee", "erea"})
NATURES = {"300": "lgt", "301": "lt", "306": "lpo", "320": "lp", "370": "erea"}
ETATS = {"ouvert": "ouvert", "a fermer": "a_fermer", "a ouvrir": "a_ouvrir", "ferme": "ferme"}
SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+\d+")
_LEFT_OUT = "\u00a0: ligne écartée"
_INSEE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?")


@dataclass(frozen=True, slots=True)
class Site:
    """One line that may matter: a site of an établissement. ``None`` or ``""`` is unknown."""

    line: int
    uai: str
    nom: str
    type: str
    statut: str
    commune: str
    code_insee: str
    departement: str
    academie: str
    position: tuple[float, float] | None
    precision: str
    flag: bool
    pro: bool
    etat: str
    ouverture: str


def clean(text: str) -> str:
    """Return ``text`` on one line, without control signs: inert text, whatever it holds."""
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else " ".join(text.split())
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if char.isprintable())


class RowReader:
    """Reads the rows of one file."""

    def __init__(self, binding: Binding, places: Places, journal: Journal) -> None:
        self._binding = binding
        self._places = places
        self._journal = journal
        self._line = 0
        self._row: list[str] = []

    def identity(self, line: int, row: list[str]) -> str | None:
        """Return the UAI of a row, or ``None``, said, if it is wrong; note codes in scientific notation. Cheap: every row passes here."""
        self._line, self._row = line, row
        if "E+" in "\n".join(row):
            self._scientific()
        uai = self._cell("uai")
        wanted = check_uai(uai) if uai.isascii() else "des lettres et des chiffres sans accent"
        if wanted is None:
            return uai
        padded = uai.zfill(8)
        if 5 <= len(uai) < 8 and uai[:-1].isdecimal() and check_uai(padded) is None:
            self._note(rules.LostZero, "uai", _lost_zero("uai", uai, padded) + _LEFT_OUT)
        else:
            self._note(rules.ImportedUai, "uai", expected("uai", uai, wanted) + _LEFT_OUT)
        return None

    def is_lycee(self) -> bool:
        """Say whether the row last identified is a lycée's or an EREA's."""
        return fold(self._cell("type")) in LYCEES

    def signs(self) -> bool:
        """Say whether the row last identified bears a sign that it matters: a flag or a voie professionnelle other than 0."""
        return self._cell("flag") not in ("", "0") or self._cell("pro") not in ("", "0")

    def site(self, uai: str) -> Site | None:
        """Return the row last identified, checked; ``None``, said, if its flag cannot be read or it has no name."""
        flag, pro, nom = self._boolean("flag", _LEFT_OUT), self._boolean("pro", ""), clean(self._cell("nom"))
        if not nom:
            self._note(rules.CodedValue, "nom", expected(official("nom"), nom, "un nom") + _LEFT_OUT)
        if flag is None or not nom:
            return None
        departement = self._departement(uai)
        return Site(
            self._line,
            uai,
            nom,
            self._type(),
            self._statut(),
            clean(self._cell("commune")),
            self._insee(),
            departement,
            self._academie(uai),
            self._position(departement or None),
            self._precision(),
            flag,
            bool(pro),
            self._etat(),
            self._date("ouverture"),
        )

    def day(self) -> str:
        """Return the date of update of the row last identified, as written."""
        return self._cell("maj")

    def valid_day(self) -> str:
        """Return that date as AAAA-MM-JJ; ``""``, said, if it is written otherwise."""
        return self._date("maj")

    def _cell(self, field: str) -> str:
        rank = self._binding.get(field)
        return "" if rank is None else self._row[rank].strip()

    def _note(self, rule: type[Rule], field: str, message: str) -> None:
        self._journal.add(rule, self._line, self._binding[field] + 1, message)

    def _scientific(self) -> None:
        for rank, cell in enumerate(self._row):
            if SCIENTIFIC.fullmatch(cell.strip()):
                hint = "le tableur a mis le numéro en notation scientifique"
                message = expected(f"colonne {rank + 1}", cell.strip(), "un numéro entier", hint)
                self._journal.add(rules.Scientific, self._line, rank + 1, message)

    def _boolean(self, field: str, consequence: str) -> bool | None:
        cell = self._cell(field)
        if cell in ("", "0", "1"):
            return cell == "1"
        self._note(rules.CodedValue, field, expected(official(field), cell, "1, 0 ou rien") + consequence)
        return None

    def _type(self) -> str:
        nature = self._cell("nature")
        return NATURES.get(nature, "autre" if nature else "")

    def _statut(self) -> str:
        cell, contract = fold(self._cell("statut")), fold(self._cell("contrat"))
        if cell == "prive":
            suffix = "-hors-contrat" if "hors contrat" in contract else "-sous-contrat" if "contrat" in contract else ""
            return f"prive{suffix}"
        if cell and cell != "public":
            self._note(
                rules.CodedValue, "statut", expected(official("statut"), self._cell("statut"), "Public ou Privé")
            )
            return ""
        return cell

    def _etat(self) -> str:
        cell = self._cell("etat")
        if cell and fold(cell) not in ETATS:
            self._note(rules.CodedValue, "etat", expected("etat", cell, "OUVERT, FERME, A FERMER ou A OUVRIR"))
        return ETATS.get(fold(cell), "")

    def _insee(self) -> str:
        cell = self._cell("code_insee")
        if not cell or _INSEE.fullmatch(cell):
            return cell
        if re.fullmatch(r"[1-9][0-9]{3}", cell):
            self._note(rules.LostZero, "code_insee", _lost_zero("code_commune", cell, f"0{cell}"))
        elif not SCIENTIFIC.fullmatch(cell):
            self._note(
                rules.CodedValue, "code_insee", expected("code_commune", cell, "un code Insee de cinq caractères")
            )
        return ""

    def _departement(self, uai: str) -> str:
        cell = self._cell("departement")
        if re.fullmatch(r"[1-9]", cell):
            self._note(rules.LostZero, "departement", _lost_zero("code_departement", cell, f"0{cell}"))
        return self._places.departement(cell, uai) or ""

    def _academie(self, uai: str) -> str:
        cell = self._cell("academie")
        if re.fullmatch(r"[1-9]", cell):
            self._note(rules.LostZero, "academie", _lost_zero("code_academie", cell, f"0{cell}"))
        found = self._places.academie(cell, uai)
        if found is None:
            self._note(
                rules.UnknownPlace,
                "academie",
                expected("code_academie", cell, "le code d’une académie de data/academies.yml"),
            )
        return found or ""

    def _position(self, departement: str | None) -> tuple[float, float] | None:
        lat, lon, field = self._cell("lat"), self._cell("lon"), "lat" if "lat" in self._binding else POSITION
        if not lat and not lon and POSITION in self._binding:
            field, (lat, _, lon) = POSITION, self._cell(POSITION).partition(",")
        if not lat and not lon:
            return None
        try:
            point = float(lat.replace(",", ".")), float(lon.replace(",", "."))
        except ValueError:
            self._note(
                rules.Coordinates, field, expected("latitude, longitude", f"{lat}; {lon}", "deux nombres décimaux")
            )
            return None
        wrong = coordinates.problem(*point, departement)
        if wrong:
            self._note(
                rules.Coordinates,
                field,
                expected("latitude, longitude", f"{lat}; {lon}", "un point du territoire", wrong),
            )
            return None
        return point

    def _precision(self) -> str:
        return "commune" if fold(self._cell("precision")) in ("ville", "commune", "centre commune") else "etablissement"

    def _date(self, field: str) -> str:
        cell = self._cell(field)
        match = _ISO.fullmatch(cell)
        try:
            if match:
                return PartialDate.parse(match.group(1)).iso
        except DateError:
            pass
        if cell:
            hint = "le tableur a récrit la date" if "/" in cell or cell.isdecimal() else None
            self._note(rules.ImportedDate, field, expected(official(field), cell, "une date AAAA-MM-JJ", hint))
        return ""


def _lost_zero(name: str, cell: str, right: str) -> str:
    return f"{name} {cell!r}\u00a0: le tableur a supprimé le zéro initial (essayez {right})"
