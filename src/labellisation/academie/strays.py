# SPDX-License-Identifier: MIT
"""Files of ``academie/`` that nothing reads, and attachments of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .. import layout

#: Documents that a local page may offer beside itself.
ATTACHMENTS = frozenset(
    {".pdf", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".csv", ".ics", ".png", ".jpg", ".jpeg", ".webp"}
)
_ROOT_FILES = frozenset({"academie.yml", "LISEZMOI.md", "REUSE.toml"})
_REGION_FILES = _ROOT_FILES - {"academie.yml"}
_FOLDERS = ("data", "encarts", "fiches", "overrides", "pages", "region")


def attachments(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield (site path, file) of the documents beside the pages of a fork, the académie's over the région's."""
    found: dict[str, Path] = {}
    for layer in layout.LAYERS:
        pages = root / layer / "pages"
        for path in sorted(pages.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.suffix.lower() in ATTACHMENTS:
                found[f"{layout.OVERLAY}/{path.relative_to(pages).as_posix()}"] = path
    yield from found.items()


def strays(root: Path) -> Iterator[tuple[str, str]]:
    """Yield (path, what was expected) for each file of ``root/academie`` that is out of place."""
    for path in sorted((root / layout.OVERLAY).rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        shown = path.relative_to(root).as_posix()
        layer = layout.LAYERS[0] if shown.startswith(f"{layout.LAYERS[0]}/") else layout.OVERLAY
        wanted = _wanted(shown.removeprefix(f"{layer}/"), path, layer == layout.OVERLAY)
        if wanted:
            yield shown, wanted


def _wanted(place: str, path: Path, academie: bool) -> str | None:
    folder, _, rest = place.partition("/")
    if not rest:
        logo = academie and path.suffix in (".svg", ".png")
        if place in (_ROOT_FILES if academie else _REGION_FILES) or logo or place.startswith("."):
            return None
        if not academie:
            return f"un dossier ({', '.join(_FOLDERS[:-1])})\u00a0: réglages et logo sont ceux de l’académie, dans academie/"
        return f"un dossier ({', '.join(_FOLDERS)}) ou {', '.join(sorted(_ROOT_FILES))}"
    if folder not in _FOLDERS or (folder == "region" and not academie):
        return f"un dossier parmi {', '.join(_FOLDERS)}"
    if path.is_symlink():
        return "le fichier lui-même, pas un lien symbolique"
    if folder == "encarts" and (rest.count("/") != 1 or path.suffix != ".md"):
        return "encarts/fiche-N/emplacement.md"
    if folder == "fiches" and path.suffix != ".md":
        return "fiches/fiche-N.md ou fiches/annexes/annexe-N.md"
    if folder == "pages" and path.suffix != ".md" and path.suffix.lower() not in ATTACHMENTS:
        return f"une page .md ou un document ({' '.join(sorted(ATTACHMENTS))})"
    if folder == "pages" and rest == "calendrier.ics":
        return "un autre nom\u00a0: /academie/calendrier.ics est celui de la campagne"
    if folder == "pages" and rest == "index.md":
        return "un autre nom\u00a0: l’accueil /academie/ se fait à partir de academie.yml"
    return None
