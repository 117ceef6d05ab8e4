# SPDX-License-Identifier: MIT
"""The licence of each locked package, from what it declares: ``python3 noxfile.py -s verrou`` writes ``verrous/licences.yml``.

A package says its licence in three ways, of three ages: an SPDX expression, a free field, a class of the index.
What it says badly, or only in a file, is read once by a person and kept here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from labellisation.exports.nomenclature import LICENCES, locked, read_licences

ROOT = Path(__file__).parents[1]
_HEAD = """\
# La licence de chaque paquet verrouillé, en expression SPDX. Écrit par python3 noxfile.py -s verrou, d’après ce que
# déclare chaque paquet ; ne se corrige pas à la main : ce qu’un paquet dit mal se lit une fois, dans scripts/licences.py.
"""
#: Read in the licence file of the package, which its metadata do not tell, or not fully.
READ: Mapping[str, str] = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # its own, and that of axe-core, which it carries
    "babel": "BSD-3-Clause AND Unicode-3.0",  # its own, and that of the data of the languages
    "brotlicffi": "MIT",  # installed on PyPy only
    "hjson": "MIT OR AFL-2.1",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "xlrd": "BSD-3-Clause AND LicenseRef-xlrd-Giffin",  # the second one, with an acknowledgment, for a part of its code
    "xlwt": "BSD-3-Clause AND ANTLR-PD",  # it says « BSD » and carries no licence; a part is ANTLR's, in the public domain
}
#: Free words and classes of the index → SPDX. « BSD » alone is a family: its file says which one.
_WORDS = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
_FAMILY = {"bsd", "bsd license"}
_THIRD_CLAUSE = "either the name"


def normal(name: str) -> str:
    """Return the name of a package as the locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(package: Distribution) -> str | None:
    """Return the licence that an installed package declares; ``None`` if nobody could tell it."""
    about = package.metadata
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    fields = (said for name in ("License-Expression", "License") for said in about.get_all(name) or ())
    for said in (*fields, *(classes if len(classes) == 1 else ())):
        word = said.strip().casefold()
        if word in _FAMILY:
            return _of_file(package)
        try:
            return str(canonicalize_license_expression(_WORDS.get(word, said)))
        except InvalidLicenseExpression:
            continue
    return None


def _of_file(package: Distribution) -> str | None:
    """Tell the BSD licences apart by their text."""
    texts = [f.read_text() for f in package.files or () if re.search(r"licen[cs]e|copying", f.name, re.IGNORECASE)]
    if not texts:
        return None
    return "BSD-3-Clause" if any(_THIRD_CLAUSE in text for text in texts) else "BSD-2-Clause"


def installed(folders: Iterable[str] = ()) -> dict[str, str | None]:
    """Return the licence of each package installed here and in ``folders``: read by a person, or declared."""
    everywhere = distributions(path=[*folders, *sys.path])
    found = {normal(package.metadata["Name"]): package for package in everywhere if package.metadata["Name"]}
    return {name: READ.get(name) or declared(package) for name, package in found.items()}


def main() -> int:
    """Write the file; name what nobody could tell, and fail."""
    here, before = installed(sys.argv[1:]), read_licences(ROOT)
    names = sorted({package.nom for package in locked(ROOT)})
    # A package of another system is not installed here: what was known of it stays.
    licences = {name: here.get(name) or READ.get(name) or before.get(name) for name in names}
    unknown = [name for name, licence in licences.items() if licence is None]
    lines = (f"{name}: {licence}\n" for name, licence in licences.items() if licence)
    (ROOT / LICENCES).write_text(_HEAD + "".join(lines), encoding="utf-8")
    if unknown:
        print(f"Licence inconnue\u00a0: {', '.join(unknown)}. Lisez-la et écrivez-la dans scripts/licences.py.")
    return bool(unknown)


if __name__ == "__main__":
    sys.exit(main())
