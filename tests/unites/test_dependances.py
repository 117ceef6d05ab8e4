# SPDX-License-Identifier: MIT
"""What is installed, what the locks hold, under which licences, and the bill of materials that is made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing
from scripts.licences import READ, declared, installed

from labellisation.exports.nomenclature import PATH, Dependance, bill_of_materials, locked, pinned, read_licences
from labellisation.registry import PartialDate
from labellisation.site.contents import Contents
from labellisation.site.model import Site
from tests.conftest import ROOT

LOCKS = sorted((ROOT / "verrous").glob("*.txt"))
#: Licences that let a public site be built and its program be published under MIT. The weak copylefts are met by using
#: the package as it is; GPL alone is not among them.
ACCEPTED = {
    "0BSD", "ANTLR-PD", "Apache-2.0", "Artistic-1.0-Perl", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-2.1-or-later",
    "MIT", "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Unicode-3.0", "LicenseRef-xlrd-Giffin",
}  # fmt: skip
_SPDX = get_spdx_licensing()
DAY = PartialDate.parse("2026-11-22")


def properdocs(names: Iterable[str]) -> set[str]:
    """Return the names that are ProperDocs or a part of it: where it is installed, mike builds with it and says nothing."""
    return {name for name in names if name.casefold().startswith("properdocs")}


def refused(licence: str) -> bool:
    """Say whether a licence, as an SPDX expression, is unknown or not accepted: of « OR », one part is enough."""
    if "LicenseRef-" not in licence and _SPDX.validate(licence).errors:
        return True
    parsed = _SPDX.parse(licence)
    truth = {s: _SPDX.TRUE if s.key in ACCEPTED else _SPDX.FALSE for s in _SPDX.license_symbols(parsed)}
    return parsed.subs(truth).simplify() != _SPDX.TRUE


def test_properdocs_is_absent() -> None:
    """Neither installed nor in a lock."""
    assert set() == properdocs(str(found.metadata["Name"]) for found in metadata.distributions())
    assert set() == properdocs(package.nom for package in locked(ROOT))
    assert {"properdocs", "ProperDocs-theme"} == properdocs(["properdocs", "ProperDocs-theme", "mkdocs"])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_has_hashes_and_no_address(lock: Path) -> None:
    """Every version is pinned with the fingerprint of its files, read by our own reader too; no registry is named."""
    text = lock.read_text(encoding="utf-8")
    parts = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert parts
    assert [] == [part for part in parts if len(list(pinned(part))) != 1 or "--hash=sha256:" not in part]
    assert [] == re.findall(r"https?://|--(?:extra-)?index-url", text)


def test_the_licence_of_every_package_is_known_and_accepted() -> None:
    """No more, no less than what is locked; python3 noxfile.py -s verrou writes it."""
    packages = locked(ROOT)
    assert len(packages) > 100
    assert {p.nom for p in packages} == set(read_licences(ROOT))
    assert {} == {p.nom: p.licence for p in packages if not p.licence or refused(p.licence)}


@pytest.mark.parametrize(
    ("licence", "wrong"),
    [
        ("MIT", False),
        ("GPL-3.0-only", True),
        ("GPL-2.0-or-later OR MIT", False),
        ("MIT AND GPL-2.0-only", True),
        ("Licence inventée", True),
        ("MIT-Fictive", True),
    ],
)
def test_a_licence_that_is_unknown_or_not_accepted_is_refused(licence: str, wrong: bool) -> None:
    """The test above can fail."""
    assert wrong == refused(licence)


def test_what_is_installed_says_the_same_licence() -> None:
    """The file is what the locked versions declare, but for those that a person has read."""
    written, here = read_licences(ROOT), installed()
    locks = {(package.nom, package.version) for package in locked(ROOT)}
    same = {name for name, said in here.items() if (name, metadata.version(name)) in locks}
    assert len(same) > 20
    assert {} == {name: (here[name], written[name]) for name in same if here[name] != written[name]}
    assert set(READ) <= set(written)
    both = {str(d.metadata["Name"]).lower(): declared(d) for d in metadata.distributions() if d.metadata["Name"]}
    assert ("MIT", "BSD-3-Clause", None) == (both["mkdocs-material"], both["weasyprint"], both["text-unidecode"])


def test_a_condition_and_two_versions_are_read(tmp_path: Path) -> None:
    """A package that has two versions is there twice, with its condition; the first lock that holds one says its use."""
    (tmp_path / "verrous").mkdir()
    (tmp_path / "verrous/site.txt").write_text(
        "un==1.0 ; python_version < '3.12' \\\n    --hash=sha256:aa\nun==2.0 \\\n    --hash=sha256:bb\n",
        encoding="utf-8",
    )
    (tmp_path / "verrous/dev.txt").write_text(
        "Deux.Mots[plus]==3 \\\n    --hash=sha256:cc\nun==2.0 \\\n    --hash=x\n", encoding="utf-8"
    )
    (tmp_path / "verrous/licences.yml").write_text("un: MIT\n", encoding="utf-8")
    assert locked(tmp_path) == (
        Dependance("deux-mots", "3", "", "dev", None),
        Dependance("un", "1.0", "python_version < '3.12'", "site", "MIT"),
        Dependance("un", "2.0", "", "site", "MIT"),
    )


def test_the_bill_of_materials_obeys_the_official_schema(site_reel: Site) -> None:
    """CycloneDX 1.6, strictly; what makes the site is required, what tests it is excluded, and the lock is whole in it."""
    text = dict(Contents(site_reel).files())[PATH]
    assert isinstance(text, str)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text.replace('"required"', '"fictif"')) is not None
    content = json.loads(text)
    found = {part["purl"]: part for part in content["components"]}
    assert len(found) == len(content["components"]) == len(locked(ROOT))
    scopes = {part["name"]: part["scope"] for part in content["components"]}
    assert ("required", "optional", "excluded") == (scopes["mkdocs"], scopes["weasyprint"], scopes["pytest"])
    site = {f"pkg:pypi/{n}@{v}" for n, v, _ in pinned((ROOT / "verrous/site.txt").read_text(encoding="utf-8"))}
    assert site == {purl for purl, part in found.items() if part["scope"] == "required"}
    assert all(part["licenses"] for part in content["components"])


def test_the_bill_of_materials_is_the_same_at_the_same_day() -> None:
    """Its number comes from its content: the same locks and day, the same bytes; another lock, another number."""
    packages = locked(ROOT)
    one, again, later = (bill_of_materials(p, DAY) for p in (packages, locked(ROOT), packages[1:]))
    assert one == again
    assert json.loads(one)["serialNumber"] != json.loads(later)["serialNumber"]
    assert "2026-11-22T00:00:00Z" == json.loads(one)["metadata"]["timestamp"]


def test_a_repository_without_locks_has_no_bill(tmp_path: Path) -> None:
    """Nothing is written, nothing is linked."""
    assert () == locked(tmp_path)
    assert {} == read_licences(tmp_path)
