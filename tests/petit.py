# SPDX-License-Identifier: MIT
"""A whole fictitious site that builds in half a second: the base of the golden cases, the real templates, the pages they link to."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import _SHARED, ROOT, base_files, write_files

#: Pages that the frame and the generated pages lead to, with the macros that show the data.
_PAGES = {
    "index/index": "{{ termes_index() }}",
    "accessibilite": "",
    "mentions-legales": "",
    "donnees-personnelles": "",
    "contact": "",
    "plan-du-site": "",
    "nouveautes": "",
    "a-verifier": "",
    "contribuer/index": "",
    "contribuer/regles/index": "",
    "donnees/index": "",
    "annuaire/index": "{{ etablissements() }}",
    "textes/index": '{{ textes("groupe-fictif") }}',
    "reseaux": "",
    "criteres/index": '{{ criteres("r2023") }}',
    "glossaire": "{{ glossaire() }}",
}
PAGE = "---\ntitre: {titre}\nresume: Une page fictive.\n---\n\n{corps}\n"


def write_small_site(root: Path, base: str = "academie", files: Mapping[str, str] | None = None) -> Path:
    """Write into ``root`` a repository that builds, with ``files`` over it; return it."""
    for shared in (*_SHARED, "overrides", "docs/assets"):
        source, target = ROOT / shared, root / shared
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    pages = {f"docs/{name}.md": PAGE.format(titre="Page fictive", corps=corps) for name, corps in _PAGES.items()}
    pages["fiches/index.md"] = PAGE.format(titre="Fiches fictives", corps="")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    settings += "\nnav:\n  - index.md\n  - Fiches:\n      - fiches/index.md\n      - fiches/fiche-1.md\n"
    write_files(root, {**pages, **base_files(base), "mkdocs.yml": settings, **(files or {})})
    return root
