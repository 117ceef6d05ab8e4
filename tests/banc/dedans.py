# SPDX-License-Identifier: MIT
"""Run in the folder of a repository: prints how long reading and checking it takes, apart from the start of Python."""

from __future__ import annotations

import time
from pathlib import Path

from labellisation.checks import RULES
from labellisation.site.model import Site


def main() -> None:
    """Read the facts and the pages, apply every rule, print the seconds."""
    assert RULES
    start = time.perf_counter(), time.process_time()
    site = Site.load(Path.cwd())
    found = len(site.diagnostics)
    print(f"{found} messages, {sum(1 for _ in site.registry.labels())} labels")
    print(f"SECONDES {time.perf_counter() - start[0]:.4f} {time.process_time() - start[1]:.4f}")


if __name__ == "__main__":
    main()
