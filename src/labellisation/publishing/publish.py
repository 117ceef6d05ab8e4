# SPDX-License-Identifier: MIT
"""Publishing one version: everything that can be refused is refused first; then built aside, put in place, verified."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mike import git_utils

from .. import git
from ..diagnostics import report
from ..site.build import build_site
from ..site.model import Site
from ..site.state import CLOSED, VERSION
from .deposit import Made, deposit
from .frozen import already_closed, refuse_altered
from .names import PublishError, check_aliases, check_version, next_year, school_year
from .published import Published
from .record import Record, environment_now
from .root_pages import Frame
from .tags import tag_name
from .targets import Local, Remote, target_of

MEGABYTE = 1_000_000
#: What one version may weigh on the disk, in megabytes.
BUDGET = 15


@dataclass(frozen=True)
class Order:
    """What is asked."""

    root: Path
    version: str | None = None
    aliases: tuple[str, ...] = ()
    branch: str = "pages"
    remote: str | None = None
    date: str | None = None
    close: bool = False


def publish_version(order: Order) -> Iterator[str]:
    """Publish one version; yield what was done, in French; raise :class:`PublishError` if it is refused.

    By default the version is the school year of the date of reference, or the one after it where that year is closed.
    """
    with in_french():
        target = ready(order)
        site = Site.load(order.root, order.date)
        before = Published(order.root, target.tip() or target.fallback())
        refuse_altered(before)
        version = order.version or open_version(before, school_year(site.day))
        commit = git.run(order.root, "rev-parse", "HEAD")
        closed = already_closed(before, version, commit, order.close)
        academie = site.academie.academie.slug if site.academie and site.academie.academie else None
        record = Record(version, "", commit, str(site.day), order.close, environment_now())
        with tempfile.TemporaryDirectory(prefix="labellisation-") as folder:
            made = Made(Path(folder) / "site", record, order.aliases, tag_name(version, academie))
            if closed is None:
                yield from build_version(order, made, site)
            yield from deposit(Frame.of(site), made, target)


def ready(order: Order) -> Local | Remote:
    """Return where to publish; raise :class:`PublishError` for what can be refused before anything is built."""
    if order.version is not None:
        check_version(order.version)
    check_aliases(order.aliases)
    _check_repository(order.root)
    if not git.is_clean(order.root):
        raise PublishError("le dépôt porte des changements non enregistrés\u00a0: faites un commit, puis recommencez")
    git.run(order.root, "var", "GIT_COMMITTER_IDENT")
    target = target_of(order.root, order.branch, order.remote)
    if isinstance(target, Local) and target.is_open():
        raise PublishError(
            f"la branche {order.branch} est ouverte dans un dossier de travail\u00a0: changez-y de branche (git switch main), puis recommencez"
        )
    return target


def _check_repository(root: Path) -> None:
    """Refuse a folder that git does not know, or where nothing is committed."""
    way = "lancez la commande dans un clone du dépôt (git clone ADRESSE)"
    try:
        git.run(root, "rev-parse", "--git-dir")
    except git.GitError as error:
        if "not a git repository" not in str(error):
            raise
        raise PublishError(f"{root.name}\u00a0: ce dossier n’est pas un dépôt git\u00a0; {way}") from error
    if git.resolve(root, "HEAD") is None:
        raise PublishError(f"{root.name}\u00a0: ce dépôt git n’a aucun commit\u00a0; {way}")


def open_version(published: Published, version: str) -> str:
    """Return ``version``, or the first year after it that is not closed."""
    while (record := published.records.get(version)) and record.close:
        version = next_year(version)
    return version


def build_version(order: Order, made: Made, site: Site) -> Iterator[str]:
    """Build the version in its folder; say its pages, its day and its size."""
    closed = {CLOSED: "1"} if made.record.close else {}
    with variables({VERSION: made.record.version, **closed}):
        built = build_site(order.root, made.folder, order.date, with_documents=True)
    if not built.ok:
        raise PublishError(f"{report(built.diagnostics)}\\nVersion non publiée.")
    yield f"{made.record.version}\u00a0: {built.pages} pages construites à la date du {built.day}"
    yield size_of(made.folder, made.record.version)
    if "LABELLISATION_SITE" not in made.record.environnement and not Frame.of(site).adresse:
        yield "adresse du site inconnue\u00a0: ni plan du site ni adresses canoniques (LABELLISATION_SITE la donne hors d’une forge)"


def size_of(folder: Path, version: str) -> str:
    """Say what a version weighs on the disk."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    weight = f"{sum(sizes) / MEGABYTE:.1f}".replace(".", ",")
    over = "" if sum(sizes) <= BUDGET * MEGABYTE else "\u00a0: trop lourd, retirez des fichiers ou réduisez-les"
    return f"{version}\u00a0: {weight} Mo en {len(sizes)} fichiers, {BUDGET} Mo au plus{over}"


@contextmanager
def in_french() -> Iterator[None]:
    """Turn what git says into one French error."""
    try:
        yield
    except (git.GitError, git_utils.GitError) as error:
        raise PublishError(f"git refuse\u00a0: {_french(str(error))}") from error


def _french(message: str) -> str:
    """Say the refusals of git that a newcomer meets; leave the others in git's words."""
    if any(word in message for word in ("user.name", "user.email", "identity", "ident name", "empty ident")):
        return "il ne sait pas qui publie (git config user.name « … » et git config user.email « … »)"
    if shutil.which("git") is None:
        return "il n’est pas installé (Debian, Ubuntu\u00a0: sudo apt install git)"
    return message


@contextmanager
def variables(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for the build."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
