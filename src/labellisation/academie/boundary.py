# SPDX-License-Identifier: MIT
"""The boundary between the national repository and a fork: only a fork has ``academie/``, and it writes nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .. import git, layout
from ..diagnostics import Diagnostic, Location, expected
from ..registry import Document, Registry
from .slots import slots

_HERE = "Donnez l’adresse du dépôt national dans la variable LABELLISATION_AMONT de votre projet, ou avec --amont"
_REGISTER = f"{layout.DATA}/emplacements.yml"


class BoundaryError(Exception):
    """Nothing can be proved; the message is French and says what to give."""


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses name one repository, whatever their protocol and their « .git »."""

    def bare(address: str) -> str:
        path = re.sub(r"^(?:[a-z+]+://)?(?:[^/@]+@)?", "", address.strip().lower()).replace(":", "/", 1)
        return path.rstrip("/").removesuffix(".git")

    return bare(one) == bare(other)


def national_address(registry: Registry) -> str | None:
    """Return the address of the national repository as ``data/site.yml`` gives it; ``None`` while it is unknown."""
    site = registry.reader.national_site
    return str(site["depot"]) if isinstance(site, dict) and site.get("depot") else None


def boundary(root: Path, registry: Registry, upstream: str | None, here: str | None) -> Iterator[Diagnostic]:
    """Yield what crosses the boundary in the commits of ``root``.

    ``upstream`` is the address of the national repository (or a git revision of it), ``here`` that of the repository
    which receives these commits. Raises :class:`BoundaryError` if nothing can be proved.
    """
    if not (root / layout.OVERLAY).exists():
        yield from lost_slots(root, registry)
        return
    upstream = upstream or national_address(registry)
    if upstream is None:
        raise BoundaryError(f"Le dossier academie/ existe, et l’adresse du dépôt national est inconnue. {_HERE}.")
    if here and same_address(upstream, here):
        wanted = "l’adresse d’une bifurcation"
        message = expected(
            "depot", here, wanted, "academie/ n’existe que dans les bifurcations\u00a0: retirez-le d’ici"
        )
        yield Diagnostic(Location(layout.SETTINGS), "ACA012", message)
        return
    commit = taken_from(root, upstream)
    if git.run(root, "ls-tree", "--name-only", commit, "--", layout.OVERLAY):
        message = f"le dépôt national ({commit[:12]}) contient un dossier academie/\u00a0: attendu qu’il n’en ait jamais, prévenez-le"
        yield Diagnostic(Location(layout.SETTINGS), "ACA012", message)
    for path in touched_outside(root, commit):
        message = "changé dans la bifurcation\u00a0: attendu un changement dans academie/ seulement, ou proposé au dépôt national"
        yield Diagnostic(Location(path), "ACA019", message)


def taken_from(root: Path, upstream: str) -> str:
    """Return the commit that ``upstream`` (a revision known here, or an address) holds, fetched if need be."""
    try:
        return git.run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{upstream}^{{commit}}")
    except git.GitError:
        pass
    try:
        git.run(root, "fetch", "--quiet", "--no-tags", "--", upstream, "HEAD")
        return git.run(root, "rev-parse", "FETCH_HEAD")
    except git.GitError as error:
        raise BoundaryError(f"Dépôt national {upstream!r}\u00a0: git ne le lit pas ({error}). {_HERE}.") from error


def touched_outside(root: Path, upstream: str) -> list[str]:
    """Return the files outside ``academie/`` that the fork changed since it last took ``upstream`` (a git revision).

    A file that is as upstream has it today is no change, however the fork took it.
    """
    try:
        base = git.run(root, "merge-base", upstream, "HEAD")
    except git.GitError as error:
        raise BoundaryError(
            "Ce dépôt et le dépôt national n’ont pas d’histoire commune\u00a0: bifurquez depuis lui, sans copier les fichiers."
        ) from error
    changed = [_names(root, since) for since in (base, upstream)]
    return [name for name in changed[0] if name in changed[1]]


def _names(root: Path, since: str) -> list[str]:
    names = git.run(root, "diff", "--name-only", "--no-renames", "-z", since, "HEAD").split("\0")
    return [name for name in names if name and not name.startswith(f"{layout.OVERLAY}/")]


def lost_slots(root: Path, registry: Registry) -> Iterator[Diagnostic]:
    """Yield the slots that the last published version (the last tag) held and that the register no longer names."""
    try:
        tag = git.run(root, "describe", "--tags", "--abbrev=0")
        text = git.run(root, "show", f"{tag}:{_REGISTER}")
    except git.GitError:
        return
    content = Document(_REGISTER, text).value
    known = slots(registry)
    for entry in content.get("emplacements") or [] if isinstance(content, dict) else []:
        key = (str(entry.get("fiche")), str(entry.get("emplacement")))
        if entry.get("retire_le") is None and key not in known:
            hint = "gardez son entrée, datez retire_le, et nommez le nouveau dans remplace_par"
            wanted = f"l’emplacement que la version {tag} publie"
            yield Diagnostic(Location(_REGISTER), "ACA013", expected("emplacement", "/".join(key), wanted, hint))
