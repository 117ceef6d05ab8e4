# SPDX-License-Identifier: MIT
"""The command ``servir``."""

from __future__ import annotations

import signal
import tempfile
import webbrowser
from pathlib import Path
from threading import Thread

import click

from .. import git
from ..options import DATE, ROOT
from ..site.model import Site
from .board import Board
from .messages import page_of
from .preview import Preview
from .server import Server

_HELP = """Montre le site et chaque changement dès qu’il est enregistré.

Les messages des contrôles s’affichent dans la page, sous le titre qu’ils concernent.
Une faute n’efface rien\u00a0: la dernière version correcte reste affichée.
"""


@click.command("servir", help=_HELP)
@ROOT
@DATE
@click.option("--port", default=8000, show_default=True, help="Port de l’adresse locale.")
@click.option("--ouvrir", "browser", is_flag=True, help="Ouvre le navigateur sur la première page modifiée.")
def servir(root: Path, date: str | None, port: int, browser: bool) -> None:
    """Serve the site on this machine until interrupted, made again as files change."""
    root, board = root.resolve(), Board()
    try:
        server = Server(board, port)
    except OSError:
        raise click.ClickException(f"le port {port} est déjà pris\u00a0: donnez-en un autre avec --port") from None
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end, it leaves no folder behind
    with tempfile.TemporaryDirectory(prefix="labellisation-", ignore_cleanup_errors=True) as folder:
        preview = Preview(root, Path(folder), date, board)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True)
        thread.start()
        try:
            preview.refresh()
            address = f"http://127.0.0.1:{server.server_address[1]}/"
            _welcome(preview, address, browser=browser)
            preview.run()
        except KeyboardInterrupt:
            click.echo("Arrêt.")
        finally:
            server.shutdown()
            server.server_close()


def _welcome(preview: Preview, address: str, *, browser: bool) -> None:
    """Say where the site is, and which page was changed first."""
    click.echo(f"Le site est sur {address}\u00a0; Ctrl+C pour arrêter.")
    first = first_changed(preview.read) if preview.read else None
    if first is not None:
        click.echo(f"Première page modifiée\u00a0: {address}{first}")
    if browser:
        webbrowser.open(address + (first or ""))


def first_changed(site: Site) -> str | None:
    """Return the address of the first page that differs from the last commit, written pages first; ``None`` if none does."""
    try:
        _commit, changed = git.changed_since(site.root, "HEAD")
    except git.GitError:
        return None
    for path in sorted(changed, key=lambda path: (not path.endswith(".md"), path)):
        page = page_of(site, path, git.first_changed_line(site.root, "HEAD", path))
        if page is not None:
            return page
    return None
