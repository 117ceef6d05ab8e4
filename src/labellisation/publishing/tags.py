# SPDX-License-Identifier: MIT
"""The tags of the closed versions: each names the commit that made it, and carries what proves the result."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .. import git
from .names import PublishError, is_version
from .record import Record


@dataclass(frozen=True)
class Tag:
    """One tag of this repository, for one version."""

    nom: str
    version: str
    commit: str
    record: Record | None


def tag_name(version: str, academie: str | None) -> str:
    """Return the tag of ``version``; a fork's bears its name, so that it never meets a national one."""
    return f"{academie}-{version}" if academie else version


def own_tags(root: Path, academie: str | None) -> list[Tag]:
    """Return the tags of this repository, the oldest version first.

    In a fork they are those made after its overlay exists; the national ones that came with the history are left out.
    """
    found: dict[str, Tag] = {}
    for name in git.run(root, "tag", "--list").split():
        prefixed = bool(academie) and name.startswith(f"{academie}-")
        version = name.removeprefix(f"{academie}-") if prefixed else name
        if not is_version(version) or (version in found and not prefixed):
            continue
        commit = git.resolve(root, f"refs/tags/{name}^{{commit}}")
        if commit is None or (academie and git.resolve(root, f"{commit}:academie/academie.yml") is None):
            continue
        found[version] = Tag(name, version, commit, _record(root, name))
    return [found[version] for version in sorted(found)]


def _record(root: Path, name: str) -> Record | None:
    text = git.run(root, "for-each-ref", "--format=%(contents:body)", f"refs/tags/{name}")
    with suppress(ValueError):
        return Record.loads(text)
    return None


def write_tag(root: Path, name: str, record: Record, remote: str | None) -> None:
    """Make the tag ``name`` of a closed version; one that already names the same commit on the remote is kept.

    Raises :class:`PublishError` if the name designates another commit, here or on the remote.
    """
    ref = f"refs/tags/{name}"
    here = git.resolve(root, f"{ref}^{{commit}}")
    there = (git.remote_ref(root, remote, f"{ref}^{{}}") or git.remote_ref(root, remote, ref)) if remote else None
    for found in filter(None, (here, there)):
        if found != record.commit:
            way = "donnez-lui un autre nom, ou publiez depuis le commit qu’elle désigne"
            raise PublishError(f"l’étiquette {name} désigne déjà un autre commit ({found[:12]})\u00a0: {way}")
    if there:
        if here is None:
            git.run(root, "fetch", "--quiet", "--no-write-fetch-head", "--", remote or "", f"{ref}:{ref}")
        return
    message = f"Version {record.version}, close\n\n{record.dumps()}"
    git.run(root, "tag", "--annotate", "--no-sign", "--force", "--file=-", name, record.commit, stdin=message)
