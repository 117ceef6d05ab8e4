# SPDX-License-Identifier: MIT
"""LibreOffice without a screen: it opens files as a reader would, and computes every formula again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

INSTALL = "sudo apt install libreoffice-calc libreoffice-writer"
#: « ; », quotes, UTF-8, values as shown, every sheet in its own file.
SHEETS_AS_CSV = "Text - txt - csv (StarCalc):59,34,76,1,,0,true,true,false,false,false,-1"
TEXT_AS_HTML = "HTML (StarWriter)"
_LONGEST = 300
#: Recalculate every formula on loading: an independent reader must not trust the values that we wrote.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode"><value>0</value></prop></item>
</oor:items>
"""


class OfficeError(Exception):
    """LibreOffice did not open a file; the message is French."""


def command() -> str | None:
    """Return the command of LibreOffice, or ``None`` if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(files: Mapping[str, bytes], extension: str, options: str, folder: Path) -> Path:
    """Open ``files`` (name → content) and write each in another format; return where. ``folder`` holds all that is made.

    Raises :class:`OfficeError` if LibreOffice is absent or fails.
    """
    office, profile, out = command(), folder / "profil", folder / f"sortie-{extension}"
    if office is None:
        raise OfficeError(f"LibreOffice est absent ({INSTALL})")
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
    sources = folder / "fichiers"
    sources.mkdir(exist_ok=True)
    for name, content in files.items():
        (sources / name).write_bytes(content)
    asked = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    asked += ["--convert-to", f"{extension}:{options}" if options else extension, "--outdir", str(out)]
    try:
        done = subprocess.run(
            [*asked, *(str(sources / name) for name in files)],
            env=os.environ | {"HOME": str(profile)},
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise OfficeError(f"LibreOffice n’a pas répondu en {_LONGEST} secondes") from None
    if done.returncode:
        raise OfficeError(f"LibreOffice a échoué\u00a0: {done.stderr.strip()[:200]}")
    return out
