# SPDX-License-Identifier: MIT
"""Putting one built version on the branch: prepared aside, one commit, pushed, verified; a lost race starts again."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .frozen import already_closed, refuse_altered
from .names import CURRENT, PublishError
from .published import Published
from .record import Record
from .root_pages import MADE, Frame, RootPages
from .tags import write_tag
from .targets import Local, Remote
from .workshop import Workshop, workshop

#: Each lost race is the success of another publication: many may be lost. A refusal does not go away by itself.
RACES, REFUSALS = 60, 4
_PAUSE = random.SystemRandom()


@dataclass(frozen=True)
class Made:
    """A built version: its folder, and its record, whose hashes git gives."""

    folder: Path
    record: Record
    aliases: tuple[str, ...] = ()
    #: The tag that a closed version gets; ``None`` to make none.
    tag: str | None = None


def deposit(frame: Frame, made: Made, target: Local | Remote) -> Iterator[str]:
    """Put ``made`` on the branch of ``target``; yield French sentences; raise :class:`PublishError` if it cannot be."""
    races = refusals = 0
    while True:
        tip = target.tip()
        base = tip or target.fallback()
        with workshop(frame.root, base) as shop:
            record, said = _prepare(frame, made, shop)
            commit = shop.finish(f"Publie {record.version} (état du {record.date_de_reference})")
        new = commit or base or ""
        tag = made.tag if record.close else None
        if tag:
            write_tag(frame.root, tag, record, target.remote)
        why = target.advance(new, base, tag) if tag or new != tip else ""
        now = target.tip()
        if not why and Published(frame.root, now).tree(record.version) == record.arbre:
            yield from said
            yield _done(record, target, changed=new != tip)
            return
        lost = now != tip
        races, refusals = races + lost, refusals + (not lost)
        if races > RACES or refusals > REFUSALS:
            raise PublishError(_refused(target, races, why))
        time.sleep(_PAUSE.uniform(0, 0.2 if lost else 0.5))


def _prepare(frame: Frame, made: Made, shop: Workshop) -> tuple[Record, list[str]]:
    """Write the version, its other names, its record and the root; return the record and what is to be told."""
    before, version = shop.now, made.record.version
    refuse_altered(before)
    closed = already_closed(before, version, made.record.commit, made.record.close)
    latest = all(version >= other for other in before.versions)
    names = made.aliases if latest else ()
    _refuse_taken(before, names)
    said = [] if latest else [f"{name}\u00a0: reste à une version plus récente que {version}" for name in made.aliases]
    if closed is None:
        shop.deploy(made.folder, version, list(names))
    after = shop.now
    record = closed or replace(made.record, arbre=after.tree(version) or "", contenu=after.content(version))
    departed = departed_pages(before, after)
    shop.write({**before.raw_records(), record.path: record.dumps()}, drop=MADE)
    shop.write(dict(RootPages(frame, shop.now, departed).files()))
    if departed and latest:
        one = "1 page partie répond encore à son adresse dans {}/, et dit où la lire"
        many = f"{len(departed)} pages parties répondent encore à leur adresse dans {{}}/, et disent où les lire"
        said.append((one if len(departed) == 1 else many).format(CURRENT))
    return record, said


def _refuse_taken(before: Published, names: tuple[str, ...]) -> None:
    known = frozenset().union(*before.versions.values())
    for name in names:
        if name not in known and before.tree(name):
            wanted = "attendu un autre nom, par exemple courant"
            raise PublishError(f"alias {name!r}\u00a0: un dossier de la branche porte déjà ce nom\u00a0; {wanted}")


def departed_pages(before: Published, after: Published) -> dict[str, str | None]:
    """Return each address that the current version had, or another version has, and that its new pages lack.

    Its value is the latest version that still has the page; ``None`` if no version has.
    """
    bearer = next((version for version, names in after.versions.items() if CURRENT in names), None)
    if bearer is None:
        return {}
    others = {version: after.addresses(version) for version in after.versions if version != bearer}
    known = before.addresses(CURRENT).union(*others.values())
    gone = sorted(known - after.addresses(bearer))
    return {page: next((version for version in others if page in others[version]), None) for page in gone}


def _done(record: Record, target: Local | Remote, changed: bool) -> str:
    state = " close" if record.close else ""
    verb = "est" if changed else "était déjà"
    where = "ce dépôt" if target.remote is None else target.remote
    checked = "" if target.remote is None else ", vérifié"
    return f"{record.version} {verb} sur la branche {target.branch} de {where}{checked}\u00a0: version{state}, arbre {record.arbre[:12]}"


def _refused(target: Local | Remote, races: int, why: str) -> str:
    where = target.remote or "ce dépôt"
    if races > RACES:
        return f"{where}\u00a0: {RACES} publications sont passées devant celle-ci\u00a0; attendez qu’elles finissent, puis recommencez"
    said = next((line for line in reversed(why.splitlines()) if line.strip()), "sans explication").strip()
    hint = "vérifiez vos droits, puis recommencez"
    return f"{where} a refusé la branche {target.branch} {REFUSALS + 1} fois ({said})\u00a0: {hint}"
