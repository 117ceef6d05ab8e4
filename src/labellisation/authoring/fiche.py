# SPDX-License-Identifier: MIT
"""A new page: a fiche, an annexe, or another page of the site, with its front matter filled in."""

from __future__ import annotations

from collections.abc import Iterable

from ruamel.yaml.comments import CommentedMap

from ..content import SourcePage
from ..registry.text import slug
from .questions import Check, Question, RefusedError, Talk
from .roundtrip import dump, on_one_line, quoted
from .validate import each_of, one_of, plain_words, shape

_ROLES = ("chef-etablissement", "ddfpt", "enseignant", "referent-academique", "auditeur", "partenaire")
_BODY = """
La réponse d’abord, en une phrase. {{ a_verifier("page à rédiger") }}

## Première section {: #premiere-section }

Le texte, une phrase par ligne.
"""


def _numbered(talk: Talk) -> bool:
    return bool(talk["genre"] in ("fiche", "annexe"))


def questions(pages: Iterable[SourcePage]) -> tuple[Question, ...]:
    """Return the questions; ``pages`` are those that exist."""
    paths = frozenset(page.path for page in pages)

    def free_number(text: str, talk: Talk) -> int:
        if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 999:
            raise RefusedError("attendu un nombre à partir de 1")
        if _path(str(talk["genre"]), text) in paths:
            raise RefusedError(f"{_path(str(talk['genre']), text)} existe déjà\u00a0: attendu un numéro libre")
        return int(text)

    def next_number(talk: Talk) -> str:
        return next(str(n) for n in range(1, 1000) if _path(str(talk["genre"]), str(n)) not in paths)

    return (
        Question("genre", "Genre (fiche, annexe ou page)", one_of(("fiche", "annexe", "page")), required=True),
        Question("numero", "Numéro", free_number, required=True, default=next_number, when=_numbered),
        Question("titre", "Titre", plain_words(3, 120), required=True),
        Question("id", "Nom de la page dans son adresse", _free_page(paths), required=True,
                 default=lambda t: slug(t["titre"]), when=lambda t: not _numbered(t)),
        Question("resume", "Résumé\u00a0: une phrase de 200 signes au plus", plain_words(10, 200), required=True),
        Question("publics", f"À qui elle s’adresse d’abord, séparés par des virgules ({', '.join(_ROLES)})", each_of(_ROLES)),
        Question("relu_le", "Jour où vous l’écrivez, AAAA-MM-JJ", shape("page", "jour"), required=True),
    )  # fmt: skip


def _free_page(paths: frozenset[str]) -> Check:
    def check(text: str, talk: Talk) -> str:
        shape("glossaire", "id")(text, talk)
        if _path("page", text) in paths:
            raise RefusedError(f"{_path('page', text)} existe déjà\u00a0: attendu un nom libre")
        return text

    return check


def _path(genre: str, name: str) -> str:
    return {
        "fiche": f"fiches/fiche-{name}.md",
        "annexe": f"fiches/annexes/annexe-{name}.md",
        "page": f"docs/{name}.md",
    }[genre]


def path(talk: Talk) -> str:
    """Return the file of the page."""
    return _path(talk["genre"], str(talk["numero"] or talk["id"]))


def text(talk: Talk) -> str:
    """Return the page: its front matter and a first section to replace."""
    head = CommentedMap(titre=quoted(talk["titre"]), resume=quoted(talk["resume"]), genre=talk["genre"])
    if talk["numero"]:
        head["numero"] = talk["numero"]
    if talk["publics"]:
        head["publics"] = on_one_line(talk["publics"])
    head |= {"relu_le": quoted(talk["relu_le"]), "revoir_dans": "12 mois"}
    head["journal"] = [CommentedMap(date=quoted(talk["relu_le"]), type="création", texte=quoted("Première rédaction."))]
    return f"---\n{dump(head)}---\n{_BODY}"


def next_steps(talk: Talk, *, fork: bool) -> list[str]:
    """Say what to do now; a fork's pages are in the menu by themselves."""
    steps = ["Écrivez le corps à la place de la première section, une phrase par ligne."]
    if not fork:
        page = path(talk).removeprefix("docs/").replace("fiches/annexes/", "annexes/")
        steps.append(f"Pour qu’elle soit au menu, ajoutez {page} sous «\u00a0nav\u00a0» dans mkdocs.yml.")
    return steps
