# SPDX-License-Identifier: MIT
"""What is written of each version beside it: its tree, its commit, its day, and whether it is closed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..site import forge


@dataclass(frozen=True)
class Record:
    """One published version: what proves that it is still what it was, and what makes it again."""

    version: str
    arbre: str
    commit: str
    date_de_reference: str
    close: bool = False
    #: The variables of the forge on that day: addresses that the pages hold.
    environnement: Mapping[str, str] = field(default_factory=dict)
    #: Name → hash of what stands at the root of the version, to say where two builds differ.
    contenu: Mapping[str, str] = field(default_factory=dict)
    #: What differs from the closed version, where it was made again and accepted so.
    ecarts: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its place on the branch of the versions."""
        return record_path(self.version)

    def dumps(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def loads(cls, text: str) -> Record:
        """Read what :meth:`dumps` wrote; raise :class:`ValueError` if it is something else."""
        try:
            content: dict[str, Any] = json.loads(text)
            known = {name: content[name] for name in cls.__dataclass_fields__ if name in content}
            record = cls(**{**known, "ecarts": tuple(known.get("ecarts", ()))})
        except (TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error
        return record


def record_path(version: str) -> str:
    """Return where the record of ``version`` stands on the branch."""
    return f"versions/{version}.json"


def environment_now() -> dict[str, str]:
    """Return the variables of the forge that change what is built."""
    return forge.known_variables()
