# SPDX-License-Identifier: MIT
"""Random histories of the national repository, each sound upstream: edits, renamed and withdrawn slots, pages that come, move and go."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.outils import DAY

SENTENCE = "\nUne phrase ajoutée par le dépôt national, pour les essais.\n"
#: Fiches that an upstream history may withdraw: the pages of the example link to none of them.
LEAVING = ("fiche-1", "fiche-5", "fiche-6", "fiche-7")


def read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def edit_everything(root: Path, _random: Random) -> None:
    """Change every page, every data file and every template."""
    for folder in ("docs", "fiches"):
        for path in (root / folder).rglob("*.md"):
            path.write_text(path.read_text(encoding="utf-8") + SENTENCE, encoding="utf-8")
    for path in (root / "data").rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8") + "# Une remarque du dépôt national.\n", encoding="utf-8")
    for path in (root / "overrides").rglob("*.html"):
        path.write_text(path.read_text(encoding="utf-8") + "{# Une remarque. #}\n", encoding="utf-8")
    write(root, "mkdocs.yml", read(root, "mkdocs.yml") + "# Une remarque.\n")


def edit_one(root: Path, random: Random) -> None:
    """Change one fiche."""
    fiches = sorted((root / "fiches").glob("fiche-*.md"))
    path = random.choice(fiches)
    path.write_text(path.read_text(encoding="utf-8") + SENTENCE, encoding="utf-8")


def slots(root: Path) -> list[tuple[str, str]]:
    """Return the slots in place, as (fiche, name)."""
    found = re.findall(
        r"- fiche: (\S+)\n  emplacement: (\S+)\n.*\n  retire_le: null", read(root, "data/emplacements.yml")
    )
    return [(fiche, name) for fiche, name in found]


def withdraw(root: Path, fiche: str, name: str, successor: str = "null") -> None:
    """Date the withdrawal of a slot in the register."""
    text = read(root, "data/emplacements.yml")
    entry = re.compile(rf"(- fiche: {fiche}\n  emplacement: {name}\n.*\n  retire_le: )null\n  remplace_par: null")
    write(root, "data/emplacements.yml", entry.sub(rf"\g<1>{DAY}\n  remplace_par: {successor}", text))


def drop_slot(root: Path, random: Random) -> None:
    """Take a slot out of its fiche."""
    fiche, name = random.choice(slots(root))
    path = f"fiches/{fiche}.md"
    write(root, path, read(root, path).replace(f'{{{{ encart("{name}") }}}}\n', ""))
    withdraw(root, fiche, name)


def rename_slot(root: Path, random: Random) -> None:
    """Give a slot another name, and its old one an alias."""
    fiche, name = random.choice(slots(root))
    new = f"{name}-bis"
    path = f"fiches/{fiche}.md"
    write(root, path, read(root, path).replace(f'encart("{name}")', f'encart("{new}")'))
    withdraw(root, fiche, name, new)
    add_slot(root, fiche, new)


def add_slot(root: Path, fiche: str, name: str) -> None:
    """Declare a slot in place."""
    entry = f"- fiche: {fiche}\n  emplacement: {name}\n  consigne: Un emplacement fictif.\n  retire_le: null\n  remplace_par: null\n"
    write(root, "data/emplacements.yml", read(root, "data/emplacements.yml").rstrip("\n") + f"\n{entry}")


def drop_fiche(root: Path, random: Random) -> None:
    """Delete a fiche, its slots, its line in the menu, and every link to it."""
    here = [name for name in LEAVING if (root / "fiches" / f"{name}.md").is_file()]
    if len(here) < 2:
        return
    name = random.choice(here)
    for fiche, slot in slots(root):
        if fiche == name:
            withdraw(root, fiche, slot)
    (root / "fiches" / f"{name}.md").unlink()
    for folder in ("docs", "fiches"):
        for path in (root / folder).rglob("*.md"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(rf"\[([^\]]*)\]\([^)]*{name}\.md[^)]*\)", r"\1", text), encoding="utf-8")
    write(root, "mkdocs.yml", read(root, "mkdocs.yml").replace(f"      - fiches/{name}.md\n", ""))
    words = re.compile(rf"^- page: fiches/{name}/.*\n(?:  .*\n)*", re.MULTILINE)
    write(root, "data/recherche.yml", words.sub("", read(root, "data/recherche.yml")))
    number = name.removeprefix("fiche-")
    for path in (root / "data").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"^( *fiche: ){number}$", r"\1null", text, flags=re.MULTILINE), encoding="utf-8")


def add_pages(root: Path, random: Random) -> None:
    """Add a folder of pages, and a fiche with a slot of its own."""
    number = random.randrange(100, 10_000)
    header = "---\ntitre: Page fictive\nresume: Une page fictive, pour les essais.\n---\n\n## Une section\n"
    write(root, f"docs/dossier-{number}/page.md", header + "\nVoir [l’autre](autre.md).\n")
    write(root, f"docs/dossier-{number}/autre.md", header)
    write(root, f"fiches/fiche-{number}.md", header + f'\n{{{{ encart("fictif-{number}") }}}}\n')
    add_slot(root, f"fiche-{number}", f"fictif-{number}")


def move_folder(root: Path, random: Random) -> None:
    """Move a folder of pages that an earlier step added."""
    folders = sorted((root / "docs").glob("dossier-*"))
    if folders:
        folder = random.choice(folders)
        folder.rename(folder.with_name(f"rangement-{folder.name}"))


def rename_page(root: Path, random: Random) -> None:
    """Give another name to a page that an earlier step added, and to the link that leads to it."""
    pages = sorted((root / "docs").glob("*dossier-*/autre.md"))
    if pages:
        page = random.choice(pages)
        page.rename(page.with_name("renommee.md"))
        path = page.with_name("page.md")
        path.write_text(path.read_text(encoding="utf-8").replace("(autre.md)", "(renommee.md)"), encoding="utf-8")


STEPS: tuple[Callable[[Path, Random], None], ...] = (
    edit_everything,
    edit_one,
    drop_slot,
    rename_slot,
    drop_fiche,
    add_pages,
    move_folder,
    rename_page,
)


def play(root: Path, random: Random, number: int) -> list[str]:
    """Play ``number`` steps on the working tree of ``root``; return their names."""
    chosen = [random.choice(STEPS) for _ in range(number)]
    for step in chosen:
        step(root, random)
    return [step.__name__ for step in chosen]
