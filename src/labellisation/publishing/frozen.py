# SPDX-License-Identifier: MIT
"""Closed versions: refused any change, and proved by their hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .. import git
from .names import PublishError
from .published import Published
from .record import Record
from .tags import own_tags


def already_closed(published: Published, version: str, commit: str, close: bool) -> Record | None:
    """Return the record of ``version`` if it is closed and made of this very ``commit``; ``None`` if it is open.

    Raises :class:`PublishError` if what is asked would change a closed version.
    """
    try:
        record = published.record(version)
    except ValueError as error:
        way = f"rétablissez versions/{version}.json sur la branche des versions (git log la montre)"
        raise PublishError(f"version {version}\u00a0: sa fiche ne se lit plus\u00a0; {way}") from error
    if record is None or not record.close:
        return None
    if close and record.commit == commit:
        return record
    raise PublishError(
        f"version {version}\u00a0: close depuis l’état du {record.date_de_reference}, elle ne change plus "
        f"(arbre {record.arbre[:12]})\u00a0; publiez une autre année, ou laissez la commande choisir l’année ouverte"
    )


def refuse_altered(published: Published) -> None:
    """Raise :class:`PublishError` if a closed version is no longer what it was: nothing is built upon a lie."""
    if found := [_altered(published, record, tree) for record, tree in published.altered()]:
        raise PublishError("\n".join([*found, "Rien n’est publié tant qu’une version close est altérée."]))


def _altered(published: Published, record: Record, tree: str | None) -> str:
    """Say that a version changed, and which commit still has it as it was."""
    path = record.version
    commits: tuple[str, ...] = ()
    if published.commit:
        commits = tuple(git.run(published.root, "rev-list", published.commit, "--", path).split())
    sound = next((c for c in commits if git.resolve(published.root, f"{c}:{path}") == record.arbre), None)
    stands = f"l’arbre {tree[:12]} s’y trouve" if tree else "son dossier manque"
    way = (
        f"git checkout {sound[:12]} -- {path}, sur la branche des versions, la rétablit"
        if sound
        else "aucun commit de la branche ne la porte encore\u00a0: refaites-la par publier --tout"
    )
    return f"{path}\u00a0: ALTÉRÉE, arbre attendu {record.arbre[:12]}, {stands}\u00a0; {way}"


def verify(published: Published, root: Path, academie: str | None) -> Iterator[tuple[bool, str]]:
    """Yield (sound, sentence) for each version: its folder, its record, its tree, its tag, its other names."""
    if not published.versions:
        yield False, "aucune version publiée\u00a0: publier en fait une"
    tags = {tag.version: tag.record for tag in own_tags(root, academie)}
    altered = {record.version: tree for record, tree in published.altered()}
    for version, aliases in published.versions.items():
        record = published.records.get(version)
        tree = published.tree(version)
        if tree is None and record is None:
            yield False, f"{version}\u00a0: annoncée, mais son dossier manque\u00a0; publiez-la de nouveau"
        elif record is None:
            yield False, f"{version}\u00a0: aucune fiche lisible dans versions/\u00a0; publiez-la de nouveau"
        elif version in altered:
            yield False, _altered(published, record, altered[version])
        else:
            yield _against_tag(record, tags.get(version), tree)
        for alias in sorted(aliases):
            yield from _against_alias(published, version, alias)


def _against_tag(record: Record, tagged: Record | None, tree: str | None) -> tuple[bool, str]:
    if tree != record.arbre:  # open: the record of an open version follows it
        return (
            False,
            f"{record.version}\u00a0: ouverte, mais son arbre n’est pas celui de sa fiche\u00a0; publiez-la de nouveau",
        )
    state = "close" if record.close else "ouverte"
    sentence = f"{record.version}\u00a0: {state}, état du {record.date_de_reference}, arbre {record.arbre[:12]}"
    if record.ecarts:
        return True, f"{sentence}, refaite avec des écarts\u00a0: {', '.join(record.ecarts)}"
    if record.close and tagged and tagged.arbre != record.arbre:
        return False, f"{sentence}, mais son étiquette porte {tagged.arbre[:12]}"
    return True, f"{sentence}, conforme"


def _against_alias(published: Published, version: str, alias: str) -> Iterator[tuple[bool, str]]:
    """An alias holds every file of its version, and beside them only the pages that say what left."""
    if not (published.tree(alias) and published.tree(version)):
        yield (
            False,
            f"{alias}\u00a0: annoncé comme {version}, mais un des deux dossiers manque\u00a0; publiez {version} de nouveau",
        )
        return
    changed = git.run(
        published.root,
        "diff-tree", "-r", "--name-status", "--no-renames", f"{published.commit}:{version}", f"{published.commit}:{alias}",
    )  # fmt: skip
    wrong = [line.partition("\t")[2] for line in changed.splitlines() if not line.startswith("A")]
    if wrong:
        yield False, f"{alias}\u00a0: diffère de {version} ({', '.join(wrong[:3])})\u00a0; publiez {version} de nouveau"
    else:
        yield True, f"{alias}\u00a0: copie de {version}"
