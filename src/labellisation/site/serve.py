# SPDX-License-Identifier: MIT
"""Live preview: what changed is checked and rebuilt; a fault keeps the last good page and is told at once."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click
from mkdocs.livereload import LiveReloadServer

from ..diagnostics import Severite, report
from .engine import Engine, EngineError
from .model import Site
from .search import indexing

WATCHED = ("data", "docs", "fiches", "academie", "overrides", "mkdocs.yml")


class Preview:
    """What the preview remembers between two changes."""

    def __init__(self, root: Path, folder: Path, date: str | None) -> None:
        self.root, self.date = root, date
        self.engine = Engine(root, folder)
        self.site = Site.load(root, date)
        self.stamps: dict[str, tuple[int, int]] = {}
        #: What changed and is not shown yet, because something was wrong.
        self.pending: set[str] = set()

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
        self.pending |= self.changed()
        changed = self.pending
        before = self.site
        site = Site.load(
            self.root,
            self.date,
            None if any(p.startswith(("data/", "academie/")) for p in changed) else before.registry,
        )
        if errors := [d for d in site.diagnostics if d.severite is Severite.ERREUR]:
            click.echo(report(errors))
            click.echo("La dernière version correcte reste affichée.")
            return
        pages = {page.path: page for page in site.pages.values()}
        known = {page.path: page for page in before.pages.values()}
        light = changed and all(
            path in pages and path in known and pages[path].meta == known[path].meta for path in changed
        )
        try:
            if light:
                self.engine.rebuild_pages(site, [pages[path].uri for path in sorted(changed)])
            elif changed:
                self.engine.build(site, "serve")
                with indexing(self.engine.folder, site.registry) as problems:
                    pass
                click.echo("".join(f"{problem}\n" for problem in problems), nl=False)
        except EngineError as error:
            click.echo(report(error.diagnostics))
            return
        self.site, self.pending = site, set()
        seconds = f"{time.perf_counter() - start:.2f}".replace(".", ",")
        click.echo(f"{len(changed)} fichier(s) changé(s), site à jour en {seconds} s")


def serve_site(root: Path, port: int, date: str | None) -> None:
    """Serve the site of ``root`` on this machine until interrupted."""
    with tempfile.TemporaryDirectory(prefix="labellisation-") as folder:
        preview = Preview(root, Path(folder), date)
        preview.changed()
        errors = [d for d in preview.site.diagnostics if d.severite is Severite.ERREUR]
        try:
            if not errors:
                preview.engine.build(preview.site, "serve")
        except EngineError as error:
            errors = error.diagnostics
        if errors:
            click.echo(report(errors))
            raise SystemExit(1)
        with indexing(Path(folder), preview.site.registry):
            pass
        server = LiveReloadServer(
            builder=preview.refresh, host="127.0.0.1", port=port, root=folder, polling_interval=0.15
        )
        for name in WATCHED:
            if (root / name).exists():
                server.watch(str(root / name))
        click.echo(
            f"Le site est sur http://127.0.0.1:{port}/ ({len(preview.site.pages)} pages rédigées)\u00a0; Ctrl+C pour arrêter."
        )
        try:
            server.serve()
        except KeyboardInterrupt:
            click.echo("Arrêt.")
        finally:
            server.server_close()
