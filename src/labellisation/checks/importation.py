# SPDX-License-Identifier: MIT
"""Rules ETB020 and following: what the import of the « Annuaire de l'éducation » refuses. The readers of ``imports`` apply them."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severite
from ..registry.temoin import read_temoin
from .base import Context, Rule, rule


@rule
class NotCsv(Rule):
    code = "ETB020"
    titre = "Le fichier importé est un CSV"
    pourquoi = "Une page web ou un classeur enregistrés sous le nom d’un CSV ne contiennent aucune ligne lisible."
    faux = "un fichier .csv qui commence par <!DOCTYPE html>"
    juste = "le CSV téléchargé depuis la page du jeu de données, jamais rouvert"


@rule
class NotUtf8(Rule):
    code = "ETB021"
    titre = "Le fichier importé est en UTF-8"
    pourquoi = "Dans un autre codage, chaque lettre accentuée est perdue ou fausse."
    faux = "Lyc\\xe9e (Latin-1)"
    juste = "Lycée (UTF-8)"


@rule
class MissingColumn(Rule):
    code = "ETB022"
    titre = "Le fichier importé a les colonnes utiles, chacune une fois"
    pourquoi = "Sans le code UAI ou le drapeau, une ligne ne dit plus rien du label."
    faux = "un export sans la colonne Lycee_des_metiers"
    juste = "l’export complet, toutes colonnes"


@rule
class Truncated(Rule):
    code = "ETB023"
    titre = "Le fichier importé est entier et chaque ligne a toutes ses colonnes"
    pourquoi = "Un téléchargement coupé ferait croire que des lycées ont disparu."
    faux = "une dernière ligne de 12 colonnes au lieu de 71"
    juste = "autant de colonnes que d’en-têtes, jusqu’à la dernière ligne"


@rule
class ImportedUai(Rule):
    code = "ETB024"
    titre = "Chaque ligne importée porte un code UAI juste"
    pourquoi = "Un code UAI faux désigne un autre lycée."
    faux = "0070001A"
    juste = "0070001N"


@rule
class LostZero(Rule):
    code = "ETB025"
    titre = "Les codes importés gardent leur zéro initial"
    pourquoi = "Un tableur change 01004 en 1004\u00a0: la commune n’existe plus."
    faux = "Code_commune 1004"
    juste = "Code_commune 01004"


@rule
class Scientific(Rule):
    code = "ETB026"
    titre = "Aucun code importé n’est en notation scientifique"
    pourquoi = "2,17E+13 est ce qu’un tableur fait d’un long numéro\u00a0: les derniers chiffres sont perdus, le fichier est douteux."
    faux = "SIREN_SIRET 2,17E+13"
    juste = "SIREN_SIRET à quatorze chiffres"


@rule
class ImportedDate(Rule):
    code = "ETB027"
    titre = "Les dates importées sont écrites AAAA-MM-JJ"
    pourquoi = "Un tableur récrit les dates à la mode du poste\u00a0: 03/04/2026 peut être un jour de mars ou d’avril."
    faux = "27/05/2026"
    juste = "2026-05-27"


@rule
class CodedValue(Rule):
    code = "ETB028"
    titre = "Les colonnes codées n’emploient que leurs codes"
    pourquoi = "Un drapeau qui n’est ni 1 ni 0 ne dit pas si le lycée porte le label."
    faux = "Lycee_des_metiers vrai"
    juste = "Lycee_des_metiers 1"


@rule
class Coordinates(Rule):
    code = "ETB029"
    titre = "Les coordonnées importées tombent sur le territoire"
    pourquoi = "Latitude et longitude échangées, ou décimales perdues, placent un lycée en mer."
    faux = "latitude 7.28, longitude 43.70"
    juste = "latitude 43.70, longitude 7.28"


@rule
class Conflict(Rule):
    code = "ETB030"
    titre = "Les lignes d’un même code UAI ne se contredisent pas"
    pourquoi = (
        "Plusieurs sites peuvent partager un code UAI, mais pas avec deux drapeaux, deux statuts ou deux académies."
    )
    faux = "le même code UAI avec le drapeau 1, puis 0"
    juste = "le même code UAI et le même drapeau sur chaque site"


@rule
class RepeatedLine(Rule):
    code = "ETB031"
    titre = "Une ligne importée ne se répète pas"
    pourquoi = "Une ligne recopiée signale un fichier retouché à la main."
    severite = Severite.ALERTE
    faux = "deux lignes identiques"
    juste = "une ligne par site"


@rule
class ExtractDate(Rule):
    code = "ETB032"
    titre = "La date de l’extrait est connue"
    pourquoi = "Le site montre toujours de quel jour date ce que l’Annuaire déclare\u00a0; cette date n’est jamais celle de l’ordinateur."
    faux = "un export sans colonne date_maj_ligne, importé sans --extrait-du"
    juste = "importer FICHIER --extrait-du 2026-02-16"


@rule
class Regression(Rule):
    code = "ETB033"
    titre = "Un nouvel extrait n’est ni plus ancien ni bien plus court que le précédent"
    pourquoi = "Un fichier partiel ou périmé ferait croire à des disparitions."
    faux = "60 000 lignes le mois dernier, 1 300 ce mois-ci"
    juste = "un extrait plus récent, du même périmètre"


@rule
class UnknownPlace(Rule):
    code = "ETB034"
    titre = "Une ligne importée relève d’une académie connue"
    pourquoi = "Sans académie, le lycée n’apparaît dans aucune liste."
    severite = Severite.ALERTE
    faux = "Code_academie 97"
    juste = "Code_academie 02"


@rule
class Snapshot(Rule):
    code = "ETB035"
    titre = "L’instantané de l’Annuaire est celui que l’importation a écrit"
    pourquoi = "Il témoigne de ce que l’Annuaire déclare\u00a0: il ne se corrige pas à la main, il se réimporte."
    faux = "une ligne modifiée dans data/annuaire/temoin.csv"
    juste = "labellisation importer FICHIER"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        yield from read_temoin(context.registry.root)[1]
