# SPDX-License-Identifier: MIT
"""security.txt says what data/site.yml says, and is absent while nobody is named (RFC 9116)."""

from __future__ import annotations

import pytest

from labellisation.publishing.root_pages import Frame
from labellisation.registry import PartialDate
from labellisation.site.model import Site
from labellisation.site.security_txt import PLACE
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot


def named(depot: MakeDepot, contact: str) -> Site:
    """Return a fictitious site where the address for flaws is ``contact``."""
    text = (ROOT / "data/site.yml").read_text(encoding="utf-8")
    assert "securite: null" in text
    return Site.load(depot({"data/site.yml": text.replace("securite: null", f"securite: {contact}")}), FICTITIOUS_DAY)


def test_nothing_is_invented(site_reel: Site) -> None:
    """While data/site.yml names nobody the root of the site has no such file."""
    assert site_reel.registry.site.get("securite") is None
    assert () == Frame.of(site_reel).securite


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("securite@exemple.invalid", "mailto:securite@exemple.invalid"),
        ("https://exemple.invalid/faille", "https://exemple.invalid/faille"),
    ],
)
def test_the_file_of_the_root(contact: str, told: str, depot: MakeDepot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once somebody is named: contact, end within a year of the date of reference, languages, its own place."""
    monkeypatch.setenv("LABELLISATION_SITE", "https://exemple.invalid/guide")
    ((path, text),) = Frame.of(named(depot, contact)).securite
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert PLACE == path == ".well-known/security.txt"
    assert {"Contact", "Expires", "Preferred-Languages", "Canonical"} == set(fields)
    assert told == fields["Contact"]
    assert fields["Expires"].endswith("T00:00:00Z")
    assert FICTITIOUS_DAY < fields["Expires"] < PartialDate.parse(FICTITIOUS_DAY).plus_months(12).iso
    assert "https://exemple.invalid/guide/.well-known/security.txt" == fields["Canonical"]
