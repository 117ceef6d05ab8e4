# SPDX-License-Identifier: MIT
"""One line of the export becomes a site: the words of our vocabularies, a point checked, empty where the line does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..checks import importation as rules
from ..diagnostics import expected
from ..registry import coordinates
from ..registry.uai import check_uai
from .cells import LEFT_OUT, SCIENTIFIC, Cells, clean, folded
from .columns import POSITION, Binding, official
from .journal import Journal
from .places import Places

LYCEES = frozenset({"lycee", "erea"})
NATURES = {"300": "lgt", "301": "lt", "306": "lpo", "320": "lp", "370": "erea"}
ETATS = {"ouvert": "ouvert", "a fermer": "a_fermer", "a ouvrir": "a_ouvrir", "ferme": "ferme"}
_INSEE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")


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


class RowReader:
    """Reads the rows of one file, each first by :meth:`identity`."""

    def __init__(self, binding: Binding, places: Places, journal: Journal) -> None:
        self._cells = Cells(binding, journal)
        self._places = places

    def identity(self, line: int, row: list[str]) -> str | None:
        """Return the UAI of a row, or ``None``, said, if it is wrong. Cheap: every row passes here."""
        cells = self._cells
        cells.take(line, row)
        uai = cells["uai"]
        wanted = check_uai(uai)
        if wanted is None:
            return uai
        padded = uai.zfill(8)
        if 5 <= len(uai) < 8 and uai[:-1].isdecimal() and check_uai(padded) is None:
            cells.lost_zero("uai", uai, padded, LEFT_OUT)
        else:
            cells.note(rules.ImportedUai, "uai", expected("uai", uai, wanted) + LEFT_OUT)
        return None

    def may_matter(self) -> bool:
        """Say whether the row is a lycée's or an EREA's, or bears a flag or a voie professionnelle that is not 0."""
        cells = self._cells
        return folded(cells["type"]) in LYCEES or cells["flag"] not in ("", "0") or cells["pro"] not in ("", "0")

    def site(self, uai: str) -> Site | None:
        """Return the row checked; ``None``, said, if its flag cannot be read or it has no name."""
        cells = self._cells
        flag, pro, nom = cells.flag("flag", LEFT_OUT), cells.flag("pro"), clean(cells["nom"])
        if not nom:
            cells.note(rules.CodedValue, "nom", expected(official("nom"), nom, "un nom") + LEFT_OUT)
        if flag is None or not nom:
            return None
        departement = self._places.departement(cells.code("departement"), uai) or ""
        return Site(
            cells.line,
            uai,
            nom,
            type=NATURES.get(cells["nature"], "autre" if cells["nature"] else ""),
            statut=self._statut(),
            commune=clean(cells["commune"]),
            code_insee=self._insee(),
            departement=departement,
            academie=self._academie(uai),
            position=self._position(departement or None),
            precision="commune"
            if folded(cells["precision"]) in ("ville", "commune", "centre commune")
            else "etablissement",
            flag=flag,
            pro=bool(pro),
            etat=self._etat(),
            ouverture=cells.date("ouverture"),
        )

    def written_day(self) -> str:
        """Return the date of update of the row, as written."""
        return self._cells["maj"]

    def day(self) -> str:
        """Return the date of update of the row as AAAA-MM-JJ; ``""``, said, for any other writing."""
        return self._cells.date("maj")

    def _statut(self) -> str:
        written = self._cells["statut"]
        cell, contract = folded(written), folded(self._cells["contrat"])
        if cell == "prive":
            suffix = "-hors-contrat" if "hors contrat" in contract else "-sous-contrat" if "contrat" in contract else ""
            return f"prive{suffix}"
        if cell and cell != "public":
            self._cells.note(rules.CodedValue, "statut", expected(official("statut"), written, "Public ou Privé"))
            return ""
        return cell

    def _etat(self) -> str:
        cell = self._cells["etat"]
        if cell and folded(cell) not in ETATS:
            self._cells.note(rules.CodedValue, "etat", expected("etat", cell, "OUVERT, FERME, A FERMER ou A OUVRIR"))
        return ETATS.get(folded(cell), "")

    def _insee(self) -> str:
        cell = self._cells["code_insee"]
        if not cell or _INSEE.fullmatch(cell):
            return cell
        if re.fullmatch(r"[1-9][0-9]{3}", cell):
            self._cells.lost_zero("code_insee", cell, f"0{cell}")
        elif not SCIENTIFIC.fullmatch(cell):
            message = expected(official("code_insee"), cell, "un code Insee de cinq caractères")
            self._cells.note(rules.CodedValue, "code_insee", message)
        return ""

    def _academie(self, uai: str) -> str:
        cell = self._cells.code("academie")
        found = self._places.academie(cell, uai)
        if found is None:
            message = expected(official("academie"), cell, "le code d’une académie de data/academies.yml")
            self._cells.note(rules.UnknownPlace, "academie", message)
        return found or ""

    def _position(self, departement: str | None) -> tuple[float, float] | None:
        cells = self._cells
        lat, lon, field = cells["lat"], cells["lon"], "lat"
        if not lat and not lon and POSITION in cells.binding:
            field, (lat, _, lon) = POSITION, cells[POSITION].partition(",")
        if not lat and not lon:
            return None
        try:
            point = float(lat.replace(",", ".")), float(lon.replace(",", "."))
        except ValueError:
            wrong, wanted = None, "deux nombres décimaux"
        else:
            wrong, wanted = coordinates.problem(*point, departement), "un point du territoire"
            if wrong is None:
                return point
        message = expected("latitude, longitude", f"{lat}; {lon}", wanted, wrong)
        cells.note(rules.Coordinates, field, message)
        return None
