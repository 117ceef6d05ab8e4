# SPDX-License-Identifier: MIT
"""Zip archives whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def fixed_archive(archive: bytes, replace: Mapping[str, bytes] | None = None) -> bytes:
    """Return the same archive without the hour of its making, some of its members replaced."""
    out, replace = io.BytesIO(), replace or {}
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            entry = zipfile.ZipInfo(info.filename, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            after.writestr(entry, replace.get(info.filename) or before.read(info))
    return out.getvalue()
