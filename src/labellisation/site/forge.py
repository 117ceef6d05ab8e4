# SPDX-License-Identifier: MIT
"""What the forge says of itself in its environment: addresses of the repository and of the site.

A fork edits no root file: GitLab and GitHub give these variables to every job.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

#: Every variable that this module reads: addresses, no secret.
VARIABLES = (
    "CI_DEFAULT_BRANCH",
    "CI_PAGES_URL",
    "CI_PROJECT_URL",
    "GITHUB_REPOSITORY",
    "GITHUB_SERVER_URL",
    "LABELLISATION_BRANCHE",
    "LABELLISATION_DEPOT",
    "LABELLISATION_SITE",
)


def known_variables(env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return those of :data:`VARIABLES` that are set: with them, the same commit gives the same pages elsewhere."""
    return {name: env[name] for name in VARIABLES if env.get(name)}


def repository_url(env: Mapping[str, str] = os.environ) -> str | None:
    """Return the address of the repository, or ``None`` outside a forge (``LABELLISATION_DEPOT`` gives one by hand)."""
    if given := env.get("LABELLISATION_DEPOT"):
        return given.rstrip("/")
    if project := env.get("CI_PROJECT_URL"):
        return project
    if env.get("GITHUB_REPOSITORY"):
        return f"{env.get('GITHUB_SERVER_URL', 'https://github.com')}/{env['GITHUB_REPOSITORY']}"
    return None


def site_url(env: Mapping[str, str] = os.environ) -> str | None:
    """Return the public address of the site, with its last slash, or ``None`` outside a forge."""
    if given := env.get("LABELLISATION_SITE") or env.get("CI_PAGES_URL"):
        return given.rstrip("/") + "/"
    owner, _, name = env.get("GITHUB_REPOSITORY", "").partition("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/{'' if name.lower() == host else f'{name}/'}" if name else None


def version_url(env: Mapping[str, str] = os.environ) -> str:
    """Return the public address of this version of the site, with its last slash; nothing outside a forge."""
    base, version = site_url(env), env.get("MIKE_DOCS_VERSION")
    return f"{base}{version}/" if base and version else base or ""


def edit_path(env: Mapping[str, str] = os.environ) -> str:
    """Return what stands between the repository's address and a file in its web editor."""
    branch = env.get("CI_DEFAULT_BRANCH") or env.get("LABELLISATION_BRANCHE") or "main"
    return f"-/edit/{branch}/" if env.get("CI_PROJECT_URL") else f"edit/{branch}/"


def ticket_url(title: str, body: str, env: Mapping[str, str] = os.environ) -> str | None:
    """Return the address of a new ticket, already worded, or ``None`` outside a forge."""
    repository = repository_url(env)
    if repository is None:
        return None
    if env.get("CI_PROJECT_URL"):
        return f"{repository}/-/issues/new?{urlencode({'issue[title]': title, 'issue[description]': body})}"
    return f"{repository}/issues/new?{urlencode({'title': title, 'body': body})}"


def edit_url(path: str, env: Mapping[str, str] = os.environ) -> str | None:
    """Return the address that opens ``path`` in the forge's editor, or ``None`` outside a forge."""
    repository = repository_url(env)
    return f"{repository}/{edit_path(env)}{path}" if repository else None


def edit_url_of(repository: str, path: str) -> str:
    """Return the address that opens ``path`` in the editor of another repository, by the form of its forge."""
    middle = "edit/main" if "github" in (urlsplit(repository).hostname or "") else "-/edit/main"
    return f"{repository.rstrip('/').removesuffix('.git')}/{middle}/{path}"
