# SPDX-License-Identifier: MIT
"""The annuaire of 1,000 labels in a browser four times slower: when it answers, and how fast a filter is."""

from __future__ import annotations

import gzip
import shutil
import statistics
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

#: The page answers when its filter listens and a frame was drawn since. It says so itself, by the seconds of its own clock:
#: asking again and again would take the processor that it needs. Then each letter of a word is typed and awaited.
_READY = """window.ready = new Promise((done) => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-annuaire-filtre][data-pret]')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() / 1000)));
  });
  observer.observe(document, {subtree: true, attributeFilter: ['data-pret']});
});"""
_LOADS = 5
_TYPE = """async (text) => {
  const field = document.querySelector('#filtre-texte');
  const times = [];
  for (let i = 1; i <= text.length; i++) {
    const start = performance.now();
    field.value = text.slice(0, i);
    field.dispatchEvent(new Event('input', {bubbles: true}));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def measure_annuaire(site: Path) -> list[tuple[str, str]]:
    """Return (name, value) of each measure of the annuaire of the built ``site``; empty without Chromium."""
    page = (site / "annuaire" / "index.html").read_bytes()
    rows = [("annuaire, poids de la page (gzip)", f"{len(gzip.compress(page, mtime=0)) / 1000:.1f} ko")]
    command = shutil.which("chromium") or shutil.which("google-chrome")
    if command is None:
        return rows
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=command, args=["--no-sandbox", "--disable-gpu"])
            ready, times = [], []
            for _ in range(_LOADS):
                tab = browser.new_page(viewport={"width": 390, "height": 844})  # nothing in its cache
                tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": 4})
                tab.add_init_script(_READY)
                tab.goto(f"http://127.0.0.1:{server.server_port}/annuaire/")
                ready.append(float(tab.evaluate("() => window.ready")))
                times += [t for word in ("metiers", "lycee fictif", "commune 12") for t in tab.evaluate(_TYPE, word)]
                tab.close()
            browser.close()
    finally:
        server.shutdown()
    p95 = statistics.quantiles(times, n=20)[-1]
    rows.append(("annuaire, répond (CPU/4, 390 px)", f"{statistics.median(ready):.2f} s"))
    rows.append(("annuaire, filtre (médiane / p95)", f"{statistics.median(times):.0f} / {p95:.0f} ms"))
    return [(name, value.replace(".", ",")) for name, value in rows]
