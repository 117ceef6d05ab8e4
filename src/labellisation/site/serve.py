# SPDX-License-Identifier: MIT
"""Live preview: what changed is checked and rebuilt; a fault keeps the last good page and is told at once."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click
from mkdocs.livereload import LiveReloadServer

from ..diagnostics import Severite, count, report
from .build import index
from .engine import Engine, EngineError

WATCHED = ("data", "docs", "fiches", "overrides", "mkdocs.yml")


class Preview:
    """What the preview remembers between two changes."""

    def __init__(self, root: Path, folder: Path, date: str | None) -> None:
        self.root = root
        self.engine = Engine(root, folder, date)
        self.stamps: dict[str, tuple[int, int]] = {}

    def changed(self) -> set[str]:
        """Return the watched files that are new, changed or gone since the last call."""
        now: dict[str, tuple[int, int]] = {}
        for name in WATCHED:
            place = self.root / name
            for path in [place] if place.is_file() else place.rglob("*"):
                if path.is_file():
                    stat = path.stat()
                    now[path.relative_to(self.root).as_posix()] = (stat.st_mtime_ns, stat.st_size)
        before, self.stamps = self.stamps, now
        return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}

    def refresh(self) -> None:
        """Rebuild what the last changes touch: only their pages when they are pages whose heading stays."""
        start = time.perf_counter()
        changed = self.changed()
        plugin = self.engine.plugin
        before = plugin.site
        plugin.load(None if any(path.startswith("data/") for path in changed) else before.registry)
        if count(plugin.site.diagnostics, Severite.ERREUR):
            click.echo(report(d for d in plugin.site.diagnostics if d.severite is Severite.ERREUR))
            click.echo("La dernière version correcte reste affichée.")
            plugin.site = before
            return
        pages = {page.path: page for page in plugin.site.pages.values()}
        known = {page.path: page for page in before.pages.values()}
        light = changed and all(
            path in pages and path in known and pages[path].meta == known[path].meta for path in changed
        )
        try:
            if light:
                self.engine.rebuild_pages([pages[path].uri for path in sorted(changed)])
            elif changed:
                self.engine.build("serve")
        except EngineError as error:
            click.echo(report(error.diagnostics))
            return
        seconds = f"{time.perf_counter() - start:.2f}".replace(".", ",")
        click.echo(f"{len(changed)} fichier(s) changé(s), site à jour en {seconds} s")


def serve_site(root: Path, port: int, date: str | None) -> None:
    """Serve the site of ``root`` on this machine until interrupted."""
    with tempfile.TemporaryDirectory(prefix="labellisation-") as folder:
        preview = Preview(root, Path(folder), date)
        preview.changed()
        try:
            preview.engine.build("serve")
        except EngineError as error:
            click.echo(report(error.diagnostics))
            raise SystemExit(1) from None
        index(Path(folder))
        server = LiveReloadServer(
            builder=preview.refresh, host="127.0.0.1", port=port, root=folder, polling_interval=0.15
        )
        for name in WATCHED:
            if (root / name).exists():
                server.watch(str(root / name))
        click.echo(
            f"Le site est sur http://127.0.0.1:{port}/ ({len(preview.engine.plugin.site.pages)} pages rédigées)\u00a0; Ctrl+C pour arrêter."
        )
        try:
            server.serve()
        except KeyboardInterrupt:
            click.echo("Arrêt.")
        finally:
            server.server_close()
