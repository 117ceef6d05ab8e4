# SPDX-License-Identifier: MIT
"""Every version of this repository on a local branch, made again from its tags: what GitLab Pages needs, without a token."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .. import git
from ..registry import PartialDate
from ..site.model import Site
from .deposit import Made, deposit
from .names import PublishError, school_year
from .publish import Order, in_french, open_version, publish_version, ready, size_of
from .published import Published
from .rebuild import rebuild
from .record import Record, environment_now
from .root_pages import Frame
from .tags import Tag, own_tags
from .workshop import workshop


@dataclass(frozen=True)
class _Again:
    """One tagged version made again."""

    tag: Tag
    made: Made
    #: What differs from what was recorded; empty when it is the same.
    ecarts: tuple[str, ...]
    #: Whether the branch already holds the closed version itself.
    kept: bool


def publish_all(order: Order, accept: bool) -> Iterator[str]:
    """Publish every own tag, the oldest first, then the open year; yield French sentences.

    A closed version that the branch holds stays as it is, whatever the new build gives; one that only its tag
    proves is refused if the new build differs, unless ``accept`` says to publish it with that mention.
    """
    with in_french():
        target = ready(order)
        site = Site.load(order.root, order.date)
        academie = site.academie.academie.slug if site.academie and site.academie.academie else None
        tags = own_tags(order.root, academie)
        if not tags:
            yield "aucune étiquette de version dans ce dépôt\u00a0: seule l’année ouverte est publiée"
        head = git.run(order.root, "rev-parse", "HEAD")
        last = tags[-1] if tags and tags[-1].commit == head else None
        refused = []
        with tempfile.TemporaryDirectory(prefix="labellisation-etiquettes-") as folder:
            for tag in tags:
                again = _again(order, Published(order.root, target.tip()), tag, Path(folder) / tag.version)
                yield size_of(again.made.folder, tag.version)
                yield _said(again)
                if again.ecarts and not again.kept and not accept:
                    refused.append(tag.version)
                elif not again.kept:
                    aliases = order.aliases if tag is last else ()
                    yield from deposit(Frame.of(site), replace(again.made, aliases=aliases), target)
        if refused:
            way = "poussez la branche qui porte l’original, ou acceptez ces écarts par --tolerer, qui les fait écrire sur /versions/"
            raise PublishError(
                f"{', '.join(refused)}\u00a0: la version refaite n’est pas celle qui a été close\u00a0; {way}"
            )
        if last is None:
            yield from _open(order, site, tags)


def _open(order: Order, site: Site, tags: list[Tag]) -> Iterator[str]:
    """Publish the year that is still open, from the present commit."""
    before = Published(order.root, git.resolve(order.root, f"refs/heads/{order.branch}"))
    version = open_version(before, school_year(site.day))
    if tags and version <= tags[-1].version:
        yield f"{version}\u00a0: plus ancienne que l’étiquette {tags[-1].nom}, rien d’autre à publier"
        return
    yield from publish_version(replace(order, version=version))


def _again(order: Order, before: Published, tag: Tag, folder: Path) -> _Again:
    """Make ``tag`` again and compare it with what the branch holds, then with what the tag recorded."""
    folder.mkdir(parents=True)
    built = rebuild(order.root, tag, folder)
    with workshop(order.root, None) as shop:
        shop.deploy(built, tag.version, [])
        now = shop.now
        tree, content = now.tree(tag.version) or "", now.content(tag.version)
    held = before.records.get(tag.version)
    archive = held if held and held.close and before.tree(tag.version) == held.arbre else None
    known = archive or tag.record
    ecarts = _differences(known, tree, content) if known else ()
    day = tag.record.date_de_reference if tag.record else _day(order.root, tag)
    environment = tag.record.environnement if tag.record else environment_now()
    record = Record(tag.version, "", tag.commit, day, True, environment, ecarts=ecarts)
    return _Again(tag, Made(built, record), ecarts, archive is not None)


def _day(root: Path, tag: Tag) -> str:
    return str(PartialDate.parse(git.run(root, "log", "-1", "--format=%cs", tag.commit)))


def _differences(known: Record, tree: str, content: dict[str, str]) -> tuple[str, ...]:
    """Return the names, at the root of the version, of what differs from ``known``."""
    if tree == known.arbre:
        return ()
    names = known.contenu.keys() | content.keys()
    return tuple(sorted(n for n in names if known.contenu.get(n) != content.get(n))) or ("arbre",)


def _said(again: _Again) -> str:
    tag = again.tag
    if again.ecarts:
        what = ", ".join(again.ecarts)
        fate = "\u00a0; l’original, sur la branche, est gardé" if again.kept else ""
        return f"{tag.version}\u00a0: refaite de l’étiquette {tag.nom}, DIFFÈRE de ce qui a été enregistré\u00a0: {what}{fate}"
    if tag.record is None and not again.kept:
        return f"{tag.version}\u00a0: refaite de l’étiquette {tag.nom}, qui n’enregistre aucune empreinte à comparer"
    return f"{tag.version}\u00a0: refaite de l’étiquette {tag.nom}, identique à ce qui a été enregistré"
