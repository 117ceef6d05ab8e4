# SPDX-License-Identifier: MIT
"""The checker of outside links, against a server on this machine."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from labellisation.links import command, rounds
from labellisation.links.addresses import address, all_addresses
from labellisation.links.ask import MAX_BYTES, Answer, Manners, ask, client
from labellisation.links.command import verifier_liens
from labellisation.links.record import record
from labellisation.links.rounds import WORKERS, Memory, ask_all, by_host
from labellisation.registry import Registry
from labellisation.site.generated import view
from labellisation.site.model import Site
from labellisation.site.render import Renderer
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot, base_files

DAY = "2030-06-01"
QUICK = Manners(connect=2, read=0.3, total=2, delay=0, retries=1, local=True, sleep=lambda _seconds: None)

LIENS = """\
# En-tête fictif, à garder.
groupes:
- id: fictif
  titre: "Groupe fictif"
  resume: "Pour les essais."

liens:
- id: bon                # un commentaire au bout
  groupe: fictif
  titre: 'Entre apostrophes'
  organisme: "Organisme fictif"
  url: "{url}/bon"
  url_repli: null
  lu_le: "2030-01-01"
  verifie_le: null
  etat: inconnu
  usage: >-
    Un texte plié, que personne
    ne doit replier.
  texte: null

# Entre deux entrées.
- id: parti
  groupe: fictif
  titre: "Page partie"
  organisme: "Organisme fictif"
  url: "{url}/absent#ancre"
  url_repli: "{url}/bon"
  lu_le: null
  verifie_le: "2029-01-01"
  etat: actif
  usage: "Essai."
  texte: null
- id: muet
  groupe: fictif
  titre: "Page muette"
  organisme: "Organisme fictif"
  url: "{url}/lent"
  url_repli: null
  lu_le: null
  verifie_le: "2029-01-01"
  etat: actif
  usage: "Essai."
  texte: null
"""


@dataclass
class Serveur:
    """What was asked, by whom, and how many bytes were sent."""

    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    sent: int = 0
    failures: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def _handler(serveur: Serveur) -> type[BaseHTTPRequestHandler]:
    moves = {"/parti": (301, "/bon"), "/provisoire": (302, "/bon"), "/accueil": (301, "/"), "/boucle": (302, "/boucle2"),
             "/boucle2": (302, "/boucle"), "/vers-absent": (301, "/absent"), "/ailleurs": (302, "file:///etc/passwd"),
             "/accent": (301, "/é".encode().decode("latin-1"))}  # fmt: skip
    codes = {"/absent": 404, "/retire": 410, "/panne": 500, "/refus": 403, "/sans-head": 405, "/trop": 429}

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self._answer("HEAD")

        def do_GET(self) -> None:
            self._answer("GET")

        def _answer(self, method: str) -> None:
            with serveur.lock:
                serveur.asked.append((method, self.path))
                serveur.agents.add(self.headers.get("User-Agent", ""))
            self._body(method)

        def _body(self, method: str) -> None:
            if self.path == "/lent":
                time.sleep(0.6)
            if self.path == "/une-panne" and serveur.failures < 2:
                serveur.failures += 1
                self.send_error(503)
                return
            if self.path in moves:
                code, where = moves[self.path]
                self.send_response(code)
                self.send_header("Location", where)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            code = codes.get(self.path, 200)
            if self.path == "/sans-head" and method == "GET":
                code = 200
            if self.path == "/enorme":
                code = 405 if method == "HEAD" else 200
            self.send_response(code)
            self.send_header("Content-Length", str(10**9 if self.path == "/enorme" else 0))
            self.end_headers()
            while method == "GET" and self.path == "/enorme" and serveur.sent < 50_000_000:
                serveur.sent += self.wfile.write(b"x" * 8192)

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """A client that leaves in the middle of an answer is no error."""


@pytest.fixture
def serveur() -> Iterator[Serveur]:
    """A server on this machine only."""
    state = Serveur()
    server = _Server(("127.0.0.1", 0), _handler(state))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def answer(serveur: Serveur, path: str, manners: Manners = QUICK) -> Answer:
    with client() as session:
        return ask(session, serveur.url + path, manners)


@pytest.mark.parametrize(
    ("path", "etat", "words"),
    [
        ("/bon", "actif", "répond"),
        ("/sans-head", "actif", "répond"),
        ("/parti", "redirige", "a changé d’adresse"),
        ("/provisoire", "actif", "répond"),
        ("/accueil", "redirige", "mène à l’accueil"),
        ("/accent", "redirige", "a changé d’adresse"),
        ("/absent", "mort", "page absente (404)"),
        ("/retire", "mort", "page absente (410)"),
        ("/vers-absent", "mort", "après redirection"),
        ("/panne", "inconnu", "le serveur ne répond pas bien (500)"),
        ("/refus", "inconnu", "accès refusé aux programmes (403)"),
        ("/lent", "inconnu", "pas de réponse à temps"),
        ("/boucle", "inconnu", "redirections sans fin"),
        ("/une-panne", "actif", "répond"),
        ("/ailleurs", "inconnu", "réponse illisible"),
    ],
)
def test_answers(path: str, etat: str, words: str, serveur: Serveur) -> None:
    """Each kind of answer gives its state and its reason; only what proves something says « mort » or « actif »."""
    found = answer(serveur, path)
    assert etat == found.etat, found
    assert words in found.raison


def test_a_permanent_move_tells_where(serveur: Serveur) -> None:
    """The new address is told, for an editor to write it."""
    assert f"{serveur.url}/bon" == answer(serveur, "/parti").vers


def test_little_is_read(serveur: Serveur) -> None:
    """Of an enormous file only the start is read; where HEAD answers, GET is not asked."""
    assert "actif" == answer(serveur, "/enorme").etat
    time.sleep(0.1)
    assert serveur.sent < 200 * MAX_BYTES
    serveur.asked.clear()
    answer(serveur, "/bon")
    assert [("HEAD", "/bon")] == serveur.asked


def test_retries_are_bounded_and_wait_longer(serveur: Serveur) -> None:
    """A fault that may pass is asked again a bounded number of times, later each time; a dead page is not."""
    waits: list[float] = []
    manners = replace(QUICK, retries=2, delay=1, sleep=waits.append)
    answer(serveur, "/panne", manners)
    assert [2.0, 4.0] == waits
    assert 3 == serveur.asked.count(("HEAD", "/panne"))
    answer(serveur, "/absent", manners)
    assert 1 == serveur.asked.count(("HEAD", "/absent"))


def test_we_say_who_we_are(serveur: Serveur) -> None:
    """The user agent names the project, and where to complain when that is known."""
    with client("https://exemple.invalid/depot") as session:
        ask(session, f"{serveur.url}/bon", QUICK)
    (agent,) = serveur.agents
    assert agent.startswith("labellisation/")
    assert agent.endswith("; +https://exemple.invalid/depot)")


def test_no_private_machine_is_asked(serveur: Serveur) -> None:
    """This machine, a private network or the address of a cloud's settings is never asked, by name or by number."""
    outside = replace(QUICK, local=False)
    port = serveur.url.rpartition(":")[2]
    for url in (
        serveur.url,
        f"http://localhost:{port}/",
        "http://169.254.169.254/",
        "http://10.0.0.1/",
        "http://[::1]/",
    ):
        with client() as session:
            assert "adresse d’une machine privée, jamais demandée" == ask(session, url, outside).raison
    assert [] == serveur.asked


def test_one_question_at_a_time_to_a_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many addresses a host has, it gets one question at a time, with a pause between two; other hosts do not wait."""
    waits: list[float] = []
    now: Counter[str] = Counter()
    most: Counter[str] = Counter()

    def slow(_session: object, url: str, _manners: Manners) -> Answer:
        host = url.split("/")[2]
        now[host] += 1
        now["all"] += 1
        most.update({key: 1 for key in (host, "all") if now[key] > most[key]})
        time.sleep(0.02)
        now[host] -= 1
        now["all"] -= 1
        return Answer("actif", "répond", 200)

    monkeypatch.setattr(rounds, "ask", slow)
    manners = replace(QUICK, delay=1, sleep=waits.append)
    urls = [f"https://{host}.invalid/{n}" for n in range(6) for host in ("a", "b")]
    found = ask_all(urls, Memory(tmp_path / "m.json"), DAY, manners, seconds=20)
    assert urls == list(found)
    assert {"a.invalid": 1, "b.invalid": 1, "all": 2} == most
    assert [1.0] * 10 == waits


def test_hosts_are_asked_side_by_side() -> None:
    """Addresses are grouped by host, « www. » or not; the longest list goes first."""
    groups = by_host(["https://a.fr/1", "https://b.fr/1", "https://www.b.fr/2"])
    assert {"b.fr": ["https://b.fr/1", "https://www.b.fr/2"], "a.fr": ["https://a.fr/1"]} == groups
    assert "b.fr" == next(iter(groups))
    assert 1 < WORKERS <= 16


def test_answers_are_remembered(serveur: Serveur, tmp_path: Path) -> None:
    """What answered is not asked again for a week, a dead page for a day; what proved nothing is asked each time."""
    urls = [serveur.url + path for path in ("/bon", "/absent", "/refus")]

    def asked(day: str) -> set[str]:
        serveur.asked.clear()
        assert 3 == len(ask_all(urls, Memory(tmp_path / "m.json"), day, QUICK, seconds=20))
        return {path for _method, path in serveur.asked}

    assert {"/bon", "/absent", "/refus"} == asked(DAY)
    assert {"/refus"} == asked(DAY)
    assert {"/absent", "/refus"} == asked("2030-06-02")
    assert {"/bon", "/absent", "/refus"} == asked("2030-06-09")
    (tmp_path / "m.json").write_text('{"x": 1}', encoding="utf-8")
    assert {"/bon", "/absent", "/refus"} == asked(DAY)


def test_a_host_that_is_busy_is_left_alone(serveur: Serveur, tmp_path: Path) -> None:
    """« Too many requests » is not asked again, and the other addresses of the host wait for the next round."""
    urls = [f"{serveur.url}/trop", f"{serveur.url}/bon"]
    assert urls[:1] == list(ask_all(urls, Memory(tmp_path / "m.json"), DAY, QUICK, seconds=20))
    assert [("HEAD", "/trop")] == serveur.asked


def test_the_time_is_bounded(serveur: Serveur, tmp_path: Path) -> None:
    """When the time is over, what was not asked waits for the next round."""
    assert {} == ask_all([f"{serveur.url}/bon"], Memory(tmp_path / "m.json"), DAY, QUICK, seconds=0)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://exemple.invalid/a?b=1#c", "https://exemple.invalid/a?b=1"),
        ("mailto:a@exemple.invalid", None),
        ("../page/", None),
        ("https://", None),
        ("http://[", None),
        ("http://a:99999/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_addresses(url: str, expected: str | None) -> None:
    """Only http(s) addresses are asked, without their fragment."""
    assert expected == address(url)


def test_every_address_of_the_data_and_of_the_pages(tmp_path: Path) -> None:
    """Texts, sources, links, resources, facts and built pages: each address comes once, with every place."""
    (tmp_path / "fiches").mkdir()
    page = '<p><a href="https://exemple.invalid/page#a">x</a><a href="../autre/">y</a><a href="https://[">z</a></p>'
    (tmp_path / "fiches/index.html").write_text(page, encoding="utf-8")
    found = all_addresses(Registry.load(ROOT), tmp_path)
    assert ["/fiches/"] == found["https://exemple.invalid/page"]
    files = {place.partition(":")[0] for places in found.values() for place in places}
    assert {"data/liens.yml", "data/ressources.yml"} <= files
    assert {"data/textes", "data/etablissements"} <= {name.rpartition("/")[0] for name in files}
    assert len(found) == len({address(url) for url in found})


def written(tmp_path: Path, text: str, answers: dict[str, Answer]) -> tuple[int | None, list[tuple[str, str]]]:
    """Record ``answers``; return how many entries changed, and the lines that differ (before, after)."""
    path = tmp_path / "liens.yml"
    path.write_text(text, encoding="utf-8")
    number = record(path, answers, dict.fromkeys(answers, DAY))
    after = path.read_text(encoding="utf-8")
    return number, [(a, b) for a, b in zip(text.splitlines(), after.splitlines(), strict=True) if a != b]


def test_only_the_two_fields_change(tmp_path: Path) -> None:
    """State and day are written where something is proved; every other byte stays, comments and folds included."""
    text = LIENS.format(url="https://exemple.invalid")
    good, gone, mute = (Answer(etat, "x") for etat in ("actif", "mort", "inconnu"))
    base = "https://exemple.invalid/"
    number, lines = written(tmp_path, text, {f"{base}bon": good, f"{base}absent": gone, f"{base}lent": mute})
    assert 2 == number
    assert [
        ("  verifie_le: null", f'  verifie_le: "{DAY}"'),
        ("  etat: inconnu", "  etat: actif"),
        ('  verifie_le: "2029-01-01"', f'  verifie_le: "{DAY}"'),
        ("  etat: actif", "  etat: mort"),
    ] == lines


def test_the_real_file_is_rewritten_to_the_byte(tmp_path: Path) -> None:
    """On the real file, one answer changes the lines of its entry only, and the schema still accepts it."""
    text = (ROOT / "data/liens.yml").read_text(encoding="utf-8")
    lien = next(item for item in Registry.load(ROOT).liens.values() if item.url)
    _number, lines = written(tmp_path, text, {str(lien.url): Answer("redirige", "x")})
    assert [] == [after for _before, after in lines if not after.strip().startswith(("etat:", "verifie_le:"))]
    assert 1 <= len(lines) <= 2 * text.count(f'url: "{lien.url}"')


@pytest.mark.parametrize("text", ["liens: [", "autre: []\n", "liens:\n    -   id:   a\n", "- a\n"])
def test_a_file_that_cannot_be_kept_is_left_alone(text: str, tmp_path: Path) -> None:
    """A file that is broken, or that a rewrite would reformat, is not touched."""
    assert (None, []) == written(tmp_path, text, {"https://exemple.invalid/": Answer("actif", "x")})


@pytest.fixture
def root(depot: MakeDepot, serveur: Serveur, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fictitious repository with links to the server of the test."""
    monkeypatch.setattr(command, "manners", lambda: QUICK)
    return depot({"data/liens.yml": LIENS.format(url=serveur.url)})


def run(root: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(verifier_liens, ["--racine", str(root), "--date", DAY, "--hote", "127.0.0.1", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


def test_the_command(root: Path, serveur: Serveur) -> None:
    """The table tells the dead with its place and the mute, the file is written, and the exit code is 0."""
    code, output = run(root)
    assert 0 == code
    assert f"mort      {serveur.url}/absent\u00a0: page absente (404)\n          data/liens.yml:27\n" in output
    assert f"inconnu   {serveur.url}/lent" in output
    assert "3 adresses\u00a0: actif 1, redirige 0, mort 1, inconnu 1\n" in output
    assert "data/liens.yml\u00a0: 2 liens mis à jour.\n" in output
    assert 2 == (root / "data/liens.yml").read_text(encoding="utf-8").count(f'verifie_le: "{DAY}"')
    assert [] == [d for d in Registry.load(root).diagnostics if d.location.path == "data/liens.yml"]
    assert 1 == run(root, "--strict")[0]
    assert {"inconnu", "actif", "mort"} == {
        a["etat"] for a in json.loads((root / ".cache/liens.json").read_text()).values()
    }


def test_without_network_nothing_is_written(root: Path, serveur: Serveur) -> None:
    """When no address answers, the file keeps what it said."""
    before = LIENS.format(url="http://127.0.0.1:9")
    (root / "data/liens.yml").write_text(before, encoding="utf-8")
    code, output = run(root, "--strict")
    assert 0 == code
    assert "le réseau manque sans doute" in output
    assert before == (root / "data/liens.yml").read_text(encoding="utf-8")


def test_a_fork_writes_its_own_file(root: Path, serveur: Serveur) -> None:
    """Where ``academie/`` exists its file is written, and ours never."""
    before = (root / "data/liens.yml").read_text(encoding="utf-8")
    own = root / "academie/data/liens.yml"
    (root / "academie").mkdir()
    assert "academie/data/liens.yml\u00a0: 2 liens mis à jour." in run(root)[1]
    assert "- id: bon\n  etat: actif\n" in own.read_text(encoding="utf-8")
    assert "academie/data/liens.yml\u00a0: 0 lien mis à jour." in run(root)[1]
    assert before == (root / "data/liens.yml").read_text(encoding="utf-8")


def test_dry_run_and_bad_day(root: Path) -> None:
    """``--sans-ecrire`` writes nothing in the data; a day that is none is refused."""
    before = (root / "data/liens.yml").read_text(encoding="utf-8")
    assert "--sans-ecrire" in run(root, "--sans-ecrire")[1]
    assert before == (root / "data/liens.yml").read_text(encoding="utf-8")
    assert 2 == run(root, "--date", "2030-02-30")[0]
    assert 2 == run(root, "--date", "2030")[0]


def test_a_dead_address_elsewhere_is_kept_apart(tmp_path: Path) -> None:
    """A dead address of a text goes to ``etats``, once; when it answers again its state follows; nothing else changes."""
    text = LIENS.format(url="https://exemple.invalid") + "\n# Les autres.\netats: []\n"
    gone = "https://exemple.invalid/texte-retire"
    answers = {gone: Answer("mort", "x"), "https://exemple.invalid/ailleurs": Answer("actif", "x")}
    path = tmp_path / "liens.yml"
    path.write_text(text, encoding="utf-8")
    assert 1 == record(path, answers, dict.fromkeys(answers, DAY))
    after = path.read_text(encoding="utf-8")
    assert text.replace("etats: []\n", f'etats:\n- url: {gone}\n  etat: mort\n  verifie_le: "{DAY}"\n') == after
    assert 0 == record(path, answers, dict.fromkeys(answers, DAY))
    assert 1 == record(path, {gone: Answer("actif", "x")}, {gone: DAY})
    assert after.replace(f"{gone}\n  etat: mort", f"{gone}\n  etat: actif") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("etat", "repli", "first", "told"),
    [
        ("actif", "https://repli.invalid/", "https://origine.invalid/", ""),
        ("mort", "https://repli.invalid/", "https://repli.invalid/", "La page d’origine ne répond plus."),
        ("mort", "null", None, "la page d’origine ne répond plus"),
    ],
)
def test_the_fallback_takes_the_place_of_a_page_that_left(
    etat: str, repli: str, first: str | None, told: str, depot: MakeDepot
) -> None:
    """On the page of a text: the official page while it answers, its copy once the check found it gone, else « à vérifier »."""
    states = LIENS.format(url="https://exemple.invalid") + "\netats:\n- url: https://origine.invalid/\n"
    states += f'  etat: {etat}\n  verifie_le: "2030-05-01"\n'
    name = "data/textes/circulaire-fictive-2030.yml"
    fictitious = base_files("socle")[name]
    url = re.search(r"^url: .*$", fictitious, re.MULTILINE)
    assert url
    text = fictitious.replace(url[0], f"url: https://origine.invalid/\nurl_repli: {repli}")
    site = Site.load(depot({"data/liens.yml": states, name: text}), FICTITIOUS_DAY)
    assert [] == [str(d) for d in site.diagnostics if d.severite == "erreur"]
    planned = site.plan["textes/circulaire-fictive-2030.md"]
    renderer = Renderer(site, [ROOT / "overrides/fragments"])
    page = renderer.render("page-texte", planned.url, **view(site, planned))
    row = page[page.index("Lire le texte") : page.index("Contrôle</dt>")]
    assert ([first] if first else []) == re.findall(r'href="([^"]+)"', row)[:1]
    assert told in row
