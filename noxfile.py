# SPDX-License-Identifier: MIT
# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.2.9"]
# ///
"""Every command of the project: ``python3 noxfile.py`` lists them, ``python3 noxfile.py -s site`` builds the site.

The file starts itself: where nox cannot be imported it makes a private environment under ``.nox/``,
installs the locked nox there and runs itself again. Each session prepares the environment it needs
from a lock with hashes, once for each content of the lock.
"""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = ROOT / ".nox"
LOCKS = ROOT / "verrous"


def _stop(sentence: str) -> NoReturn:
    """End with one French sentence."""
    sys.exit(sentence)


def _python_of(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _environment(name: str, lock: Path, project: bool) -> Path:
    """Return the Python of the private environment ``name``, made or renewed if its lock changed."""
    folder = ENVIRONMENTS / name
    python = _python_of(folder)
    wanted = hashlib.sha256(
        sys.version.encode() + lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    ).hexdigest()
    stamp = folder / "empreinte"
    if python.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    print(f"Préparation de l’environnement {name} (une seule fois)…", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, check=False)
    if made.returncode:
        _stop(
            "Il manque le module venv de Python : installez-le (Debian, Ubuntu : sudo apt install python3-venv), puis recommencez."
        )
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    steps = [[*install, "--require-hashes", "--only-binary=:all:", "-r", str(lock)]]
    if project:
        steps.append([*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        steps.append([str(python), "-m", "compileall", "-q", str(ROOT / "src")])  # the first command starts sooner
    for step in steps:
        if subprocess.run(step, check=False).returncode:
            _stop("L’installation a échoué (voir ci-dessus) : vérifiez la connexion au réseau, puis recommencez.")
    stamp.write_text(wanted, encoding="ascii")
    return python


def _list() -> None:
    """Print the sessions of this file, one line each."""
    print("Commandes (python3 noxfile.py -s NOM ; sous Windows, py noxfile.py -s NOM) :\n")
    for node in ast.parse(Path(__file__).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and any(ast.unparse(d) == "nox.session" for d in node.decorator_list):
            print(f"  {node.name:<13} {ast.get_docstring(node)}")


def _start() -> None:
    """Run this file again under the private nox; with no argument, list the sessions."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the check is for those who have an older one
        _stop("Il faut Python 3.11 ou plus récent ; celui-ci est Python {}.{}.".format(*sys.version_info))
    if shutil.which("git") is None:
        _stop("Il manque git : installez-le (Debian, Ubuntu : sudo apt install git), puis recommencez.")
    if len(sys.argv) == 1:
        _list()
        return
    python = _environment("amorce", LOCKS / "amorce.txt", project=False)
    command = [str(python), "-m", "nox", "--noxfile", str(ROOT / "noxfile.py"), *sys.argv[1:]]
    sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    _start()
    sys.exit(0)

import nox  # noqa: E402 - the file must start without it

nox.options.default_venv_backend = "none"
nox.options.sessions = ["site"]

#: The environment is ours alone: its byte code is kept, else each command would compile the whole program again.
_SETTINGS: dict[str, str | None] = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": None}
#: Lock → extras of pyproject.toml.
_EXTRAS = {"site": (), "documents": ("outils", "pdf"), "dev": ("outils", "pdf", "dev")}


def _run(session: "nox.Session", name: str, *arguments: str) -> None:
    """Run Python with ``arguments`` in the environment ``name``."""
    python = _environment(name, LOCKS / f"{name}.txt", project=True)
    session.run(str(python), *arguments, external=True, env=_SETTINGS)


def _unlocked(session: "nox.Session", name: str, resolution: str) -> None:
    """Build the site with its documents and pass the unit tests, without lock: the versions that ``resolution`` chooses."""
    uv = [str(_environment("dev", LOCKS / "dev.txt", project=True)), "-m", "uv"]
    folder, chosen = ENVIRONMENTS / name, ENVIRONMENTS / f"{name}.txt"
    python = _python_of(folder)
    extras = [part for extra in _EXTRAS["dev"] for part in ("--extra", extra)]
    wanted = ["pyproject.toml", str(LOCKS / "construction.in"), *extras, "--only-binary", ":all:"]
    session.run(*uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder), external=True)
    session.run(
        *uv, "pip", "compile", "--quiet", "--no-header", "--upgrade", "--python", str(python),
        "--resolution", resolution, *wanted, "-o", str(chosen), external=True,
    )  # fmt: skip
    install = [*uv, "pip", "install", "--quiet", "--python", str(python)]
    session.run(*install, "--only-binary", ":all:", "-r", str(chosen), external=True)
    session.run(*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT), external=True)
    built = str(folder / "site")
    for command in (["labellisation", "construire", "--documents", "--vers", built], ["pytest", "tests/unites"]):
        session.run(str(python), "-m", *command, external=True, env=_SETTINGS)


@nox.session
def site(session: nox.Session) -> None:
    """Construit et contrôle tout le site dans site/ (options : -- --documents, -- --date AAAA-MM-JJ)."""
    name = "documents" if "--documents" in session.posargs else "site"
    _run(session, name, "-m", "labellisation", "construire", *session.posargs)


@nox.session
def documents(session: nox.Session) -> None:
    """Construit le site avec ses fichiers à télécharger : tableurs, traitements de texte, PDF."""
    _run(session, "documents", "-m", "labellisation", "construire", "--documents", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Passe les tests (-- --long : les comptes complets ; -- -k mot : une partie)."""
    _run(session, "dev", "-m", "pytest", *session.posargs)


@nox.session
def accessibilite(session: nox.Session) -> None:
    """Contrôle l’accessibilité et écrit les résultats datés que le site montre (-- --long : axe sur toutes les pages)."""
    _run(session, "dev", "-m", "tests.accessibilite.releve", *session.posargs)


@nox.session
def servir(session: nox.Session) -> None:
    """Montre le site sur cette machine et chaque changement dès qu’il est enregistré."""
    _run(session, "site", "-m", "labellisation", "servir", *session.posargs)


@nox.session
def controler(session: nox.Session) -> None:
    """Vérifie toutes les données et toutes les pages, sans construire."""
    _run(session, "site", "-m", "labellisation", "controler", *session.posargs)


@nox.session
def cli(session: nox.Session) -> None:
    """Lance n’importe quelle commande : -s cli -- publier 2026-2027."""
    name = "documents" if session.posargs[:1] in (["publier"], ["verifier-documents"]) else "site"
    _run(session, name, "-m", "labellisation", *session.posargs)


@nox.session
def style(session: nox.Session) -> None:
    """Vérifie l’écriture du code : ruff, mypy --strict, oxlint pour le JavaScript."""
    _run(session, "dev", "-m", "ruff", "check", ".")
    _run(session, "dev", "-m", "mypy")
    python = _environment("dev", LOCKS / "dev.txt", project=True)
    linter = shutil.which("oxlint", path=str(python.parent))
    session.run(str(linter), "--deny-warnings", "docs/assets", "src", external=True)


@nox.session
def captures(session: nox.Session) -> None:
    """Refait les images du guide des contributeurs, dans docs/assets/captures/ (demande Chromium)."""
    _run(session, "dev", "scripts/captures.py")


@nox.session
def zensical(session: nox.Session) -> None:
    """Prépare Zensical, à part, pour les tests de portabilité."""
    session.run(
        str(_environment("zensical", LOCKS / "zensical.txt", project=False)),
        "-m",
        "zensical",
        "--version",
        external=True,
    )


@nox.session
def banc(session: nox.Session) -> None:
    """Mesure la construction, l’aperçu et les contrôles, à côté d’un site ordinaire et de Zensical (options : -- --help)."""
    _run(session, "dev", "-m", "tests.banc", *session.posargs)


@nox.session
def verrou(session: nox.Session) -> None:
    """Refait les verrous (verrous/*.txt : versions et empreintes, aucune adresse) et la liste des licences."""
    python = _environment("dev", LOCKS / "dev.txt", project=True)
    compile_lock = [
        str(python),
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-annotate",
        "--no-header",
        "--upgrade",
    ]
    for name in ("amorce", "zensical"):
        session.run(*compile_lock, str(LOCKS / f"{name}.in"), "-o", str(LOCKS / f"{name}.txt"), external=True)
    for name, extras in _EXTRAS.items():
        wanted = [part for extra in extras for part in ("--extra", extra)]
        lock = ["pyproject.toml", str(LOCKS / "construction.in"), *wanted, "-o", str(LOCKS / f"{name}.txt")]
        session.run(*compile_lock, *lock, external=True)
    # What each package declares is read where it is installed: the environments are made again from the new locks.
    elsewhere = _environment("zensical", LOCKS / "zensical.txt", project=False).parents[1]
    folders = map(str, (*elsewhere.glob("lib/python*/site-packages"), *elsewhere.glob("Lib/site-packages")))
    _run(session, "dev", "scripts/licences.py", *folders)


@nox.session
def minimum(session: nox.Session) -> None:
    """Construit le site et passe les tests unitaires avec les plus anciennes versions que pyproject.toml permet."""
    _unlocked(session, "minimum", "lowest-direct")


@nox.session
def recent(session: nox.Session) -> None:
    """Construit le site et passe les tests unitaires avec les versions les plus récentes, sans verrou."""
    _unlocked(session, "recent", "highest")
