# SPDX-License-Identifier: MIT
"""Publishing one version: checked, built aside, committed on the branch of versions, pushed, verified."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from mike import commands, git_utils
from mike.commands import AliasType

from .. import git
from ..diagnostics import report
from ..registry import PartialDate
from ..site.build import build_site
from ..site.model import Site
from .root_pages import root_pages

TRIES = 5
_VERSION = re.compile(r"(\d{4})-(\d{4})")
_VARIABLE = "MIKE_DOCS_VERSION"


class PublishError(Exception):
    """The version cannot be published; the message is French."""


def school_year(day: PartialDate) -> str:
    """Return the school year of ``day``, which starts on 1 September: « 2026-2027 »."""
    start = day.year if (day.month or 1) >= 9 else day.year - 1
    return f"{start}-{start + 1}"


def check_version(version: str) -> None:
    """Raise :class:`PublishError` unless ``version`` is a school year: two years that follow each other."""
    match = _VERSION.fullmatch(version)
    if match is None or int(match[2]) != int(match[1]) + 1:
        raise PublishError(f"version {version!r}\u00a0: attendu une année scolaire, par exemple 2026-2027")


def publish_version(
    root: Path, version: str | None, aliases: list[str], branch: str, remote: str | None, date: str | None
) -> Iterator[str]:
    """Publish ``version`` of the repository ``root`` on ``branch``, and on ``remote`` if given; yield what was done.

    By default the version is the school year of the date of reference.
    A push that another one outran starts again from the remote tip, and the remote is asked what it holds.
    """
    try:
        version = version or school_year(Site.load(root, date).day)
        check_version(version)
        if not git.is_clean(root):
            raise PublishError(
                "le dépôt porte des changements non enregistrés\u00a0: faites un commit, puis recommencez"
            )
        with tempfile.TemporaryDirectory(prefix="labellisation-") as folder, _variable(version):
            built = build_site(root, Path(folder) / "site", date, with_documents=True)
            if not built.ok:
                raise PublishError(f"{report(built.diagnostics)}\nVersion non publiée.")
            yield f"{version}\u00a0: {built.pages} pages construites à la date du {built.day}"
            yield from _deploy(root, Path(folder) / "site", version, aliases, branch, remote)
    except (git.GitError, git_utils.GitError) as error:
        raise PublishError(f"git refuse\u00a0: {_in_french(str(error))}") from error


def _in_french(message: str) -> str:
    """Say the one refusal of git that a newcomer meets; leave the others in git's words."""
    if "user.name" in message or "user.email" in message or "identity" in message or "ident name" in message:
        return "il ne sait pas qui publie (git config user.name « … » et git config user.email « … »)"
    return message


def _deploy(root: Path, site: Path, version: str, aliases: list[str], branch: str, remote: str | None) -> Iterator[str]:
    for _attempt in range(TRIES):
        if remote:
            _start_from_remote(root, remote, branch)
        with chdir(root):
            _commit(root, site, version, aliases, branch)
        if remote is None:
            yield f"{version} est sur la branche {branch} de ce dépôt"
            return
        try:
            git.run(root, "push", remote, f"{branch}:{branch}")
        except git.GitError:
            continue  # another publication came first: start again from what it left
        if git.remote_tip(root, remote, branch) == git.run(root, "rev-parse", branch):
            yield f"{version} est sur la branche {branch} de {remote}, vérifié"
            return
    hint = "vérifiez vos droits, puis recommencez"
    raise PublishError(f"{remote} a refusé la branche {branch} {TRIES} fois\u00a0: {hint}")


def _commit(root: Path, site: Path, version: str, aliases: list[str], branch: str) -> None:
    """Commit the built ``site`` as ``version``; ``aliases`` go to it only if no later version is there."""
    config = {"site_dir": str(site), "use_directory_urls": True}
    known = [str(info.version) for info in commands.list_versions(branch)]
    names = aliases if all(version >= other for other in known) else []
    with commands.deploy(
        config,
        version,
        aliases=names,
        update_aliases=True,
        alias_type=AliasType.copy,
        branch=branch,
        message=f"Publie {version}",
        allow_empty=True,
    ):
        pass
    default = aliases[0] if aliases else version
    if names or not known:
        commands.set_default(default, branch=branch, message="Règle la version par défaut", allow_empty=True)
    with git_utils.Commit(branch, "Liste les versions", allow_empty=True) as commit:
        for path, content in root_pages(root, commands.list_versions(branch)):
            commit.add_file(git_utils.FileInfo(path, content))


def _start_from_remote(root: Path, remote: str, branch: str) -> None:
    """Make the local branch what the remote holds."""
    if git.remote_tip(root, remote, branch):
        git.run(root, "fetch", remote, f"+refs/heads/{branch}:refs/heads/{branch}")


@contextmanager
def _variable(version: str) -> Iterator[None]:
    """Tell the build which version it makes."""
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = version
    try:
        yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
