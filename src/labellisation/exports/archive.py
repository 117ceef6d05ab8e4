# SPDX-License-Identifier: MIT
"""Zip archives whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

#: What takes the place of a member: bytes, or what makes of its own bytes the pieces of others.
Replacement = bytes | Callable[[bytes], Iterable[bytes]]
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def fixed_archive(archive: bytes, replace: Mapping[str, Replacement] | None = None) -> bytes:
    """Return the same archive without the hour of its making, some of its members replaced: by bytes, or piece by piece."""
    out, replace = io.BytesIO(), replace or {}
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            entry = zipfile.ZipInfo(info.filename, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            content = replace.get(info.filename) or before.read(info)
            if callable(content):
                with after.open(entry, "w") as member:
                    member.writelines(content(before.read(info)))
            else:
                after.writestr(entry, content)
    return out.getvalue()
