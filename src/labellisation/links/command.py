# SPDX-License-Identifier: MIT
"""The command ``verifier-liens``; run on schedule, it never refuses a change unless asked to."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from ..diagnostics import plural
from ..options import ROOT
from ..registry import DateError, PartialDate, Registry
from ..site.forge import repository_url
from .addresses import all_addresses
from .ask import Answer, Manners
from .record import links_file, national_links, record
from .rounds import CACHE, Memory, ask_all

_HELP = """Demande à chaque adresse extérieure si elle répond encore, et l’écrit dans data/liens.yml.

Une machine à la fois par site, une demande par seconde ; les réponses sont gardées dans .cache/.
Une adresse qui refuse les programmes, ou qui ne répond pas, reste comme elle était\u00a0: cela ne prouve rien.

\b
Codes de sortie\u00a0:
  0  toujours, même avec des liens morts
  1  avec --strict, s’il y a un lien mort
  2  commande mal écrite
"""


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        day = PartialDate.parse(value)
    except DateError:
        day = None
    if day is None or day.day is None:
        raise click.BadParameter(f"{value!r}\u00a0: attendu un jour AAAA-MM-JJ")
    return day.iso


@click.command("verifier-liens", help=_HELP)
@ROOT
@click.option(
    "--date", "day", metavar="AAAA-MM-JJ", required=True, callback=_day, help="Jour du contrôle\u00a0: aujourd’hui."
)
@click.option(
    "--site",
    "site",
    metavar="DOSSIER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Site construit, pour vérifier aussi les liens des pages (par défaut\u00a0: les données seulement).",
)
@click.option("--hote", "hosts", metavar="NOM", multiple=True, help="Seulement les adresses de cette machine.")
@click.option(
    "--duree-max", "minutes", metavar="MINUTES", type=click.IntRange(1), default=30, show_default=True,
    help="Le reste attend la fois suivante.",
)  # fmt: skip
@click.option("--sans-ecrire", "dry", is_flag=True, help="Montre le résultat sans toucher à data/liens.yml.")
@click.option("--strict", is_flag=True, help="Finit en erreur s’il y a un lien mort.")
def verifier_liens(
    root: Path, day: str, site: Path | None, hosts: tuple[str, ...], minutes: int, dry: bool, strict: bool
) -> None:
    """Ask, print the table, write the states."""
    root = root.resolve()
    registry = Registry.load(root)
    places = all_addresses(registry, site)
    if hosts:
        places = {url: where for url, where in places.items() if any(f"//{host}" in url for host in hosts)}
    memory = Memory(root / CACHE)
    answers = ask_all(places, memory, day, manners(), seconds=60 * minutes, contact=repository_url())
    for line in table(answers, places):
        click.echo(line)
    click.echo(_write(root, answers, memory, national_links(root, registry), dry=dry))
    sys.exit(1 if strict and any(a.etat == "mort" for a in answers.values()) else 0)


def manners() -> Manners:
    """Return how we ask; a test puts quicker manners here."""
    return Manners()


def table(answers: Mapping[str, Answer], places: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield what is not well, the dead first, each with where it is written, then the counts."""
    for etat in ("mort", "redirige", "inconnu"):
        for url, answer in sorted(answers.items()):
            if answer.etat != etat:
                continue
            yield f"{etat:<9} {url}\u00a0: {answer.raison}" + (f"\u00a0: {answer.vers}" if answer.vers else "")
            where = places[url]
            more = f" et {len(where) - 3} autres" if len(where) > 3 else ""
            yield f"          {', '.join(where[:3])}{more}"
    counts = Counter(answer.etat for answer in answers.values())
    words = [f"{etat} {counts[etat]}" for etat in ("actif", "redirige", "mort", "inconnu")]
    left = len(places) - len(answers)
    yield f"{plural(len(answers), 'adresse')}\u00a0: {', '.join(words)}" + (
        f"\u00a0; {left} pour la fois suivante" if left else ""
    )


def _write(root: Path, answers: Mapping[str, Answer], memory: Memory, national: Mapping[str, str], *, dry: bool) -> str:
    """Write the states unless the network itself was missing; say in one sentence what was done."""
    path = links_file(root)
    shown = path.relative_to(root).as_posix()
    if dry:
        return f"{shown} n’a pas été touché (--sans-ecrire)."
    if answers and all(answer.etat == "inconnu" for answer in answers.values()):
        return f"Aucune adresse n’a répondu\u00a0: le réseau manque sans doute. {shown} n’a pas été touché."
    days = {url: day for url in answers if (day := memory.day_of(url))}
    changed = record(path, answers, days, national)
    if changed is None:
        return f"{shown} n’a pas été touché\u00a0: le fichier est absent, ou sa forme ne se garde pas à l’identique."
    return f"{shown}\u00a0: {plural(changed, 'lien')} mis à jour."
