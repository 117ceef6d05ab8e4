# SPDX-License-Identifier: MIT
"""Reading ``data/``: positions, schema, then frozen models; every mistake is kept, none stops the reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from .. import layout
from ..diagnostics import Diagnostic, Location, expected
from ..memo import Memo
from .combine import Clash, combine, completed, observe
from .dates import PartialDate
from .models import Origin
from .positions import Document
from .schema import Schema

T = TypeVar("T")


@lru_cache(maxsize=4096)
def _date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def _of_ours(kind: type, value: Any) -> Any:
    """Build what the library does not know how to."""
    if kind is PartialDate:
        return _date(str(value))
    raise NotImplementedError


def structure(value: Any, kind: type[T], *, must: bool) -> T | None:
    """Build the frozen model ``kind`` from a plain value; ``None`` if the value is too broken for it.

    With ``must``, the schema found nothing to say: a failure means that model and schema disagree, and is raised.
    """
    try:
        return msgspec.convert(value, kind, dec_hook=_of_ours)
    except msgspec.ValidationError as error:
        if must:
            raise TypeError(f"{kind.__name__}: {error}") from error
        return None


def with_origins(value: Any, path: str, pointer: tuple[str | int, ...] = ()) -> Any:
    """Add to each record (the root, or a block in a list) the place where it was read."""
    if isinstance(value, list):
        return [with_origins(item, path, (*pointer, index)) for index, item in enumerate(value)]
    if isinstance(value, dict):
        copy = {key: with_origins(item, path, (*pointer, key)) for key, item in value.items() if item is not None}
        if not pointer or isinstance(pointer[-1], int):
            copy["origine"] = Origin(path, pointer)
        return copy
    return value


class _File(NamedTuple):
    """A national file in which nothing is wrong, and what was read of it."""

    document: Document
    schema: str
    content: Any


class _Records(NamedTuple):
    """The models made of a content."""

    content: Any
    sound: bool
    models: tuple[Any, ...]


class Reader:
    """Reads the YAML files of one repository and gathers what is wrong in them.

    What an ``earlier`` reader found in files that are the same today is not worked out again.
    """

    def __init__(self, root: Path, memo: Memo | None = None, earlier: Reader | None = None) -> None:
        self.root = root
        self._memo = memo or Memo()
        self._known: Mapping[str, _File] = earlier._files if earlier else {}
        self._files: dict[str, _File] = {}
        self._built: dict[tuple[str, str | None, type], _Records] = dict(earlier._built) if earlier else {}
        self.documents: dict[str, Document] = {}
        self.contents: dict[str, Any] = {}
        #: ``data/site.yml`` as upstream wrote it: a fork's own takes its place in ``contents``.
        self.national_site: Any = None
        #: The names, without suffix, of the files of each folder of ``data/``, whatever they hold.
        self.stems: dict[str, set[str]] = {}
        self._sources: dict[str, set[str]] = {}
        self.diagnostics: list[Diagnostic] = []
        self._schemas: dict[str, Schema] = {}

    def schema(self, name: str) -> Schema:
        """Return the schema ``name`` of this repository, read once."""
        if name not in self._schemas:
            self._schemas[name] = Schema.read(layout.schema_path(self.root, name))
        return self._schemas[name]

    def read_all(self) -> None:
        """Read every data file into ``contents`` (place → typed value) and ``diagnostics``."""
        local: dict[str, Any] = {}
        for file in layout.data_files(self.root):
            path = file.path.relative_to(self.root).as_posix()
            self.stems.setdefault(file.place.rpartition("/")[0], set()).add(file.path.stem)
            if not self._is_known(file):
                message = "fichier que rien ne lit\u00a0: vérifiez son dossier et son nom"
                self.diagnostics.append(Diagnostic(Location(path), "SIT007", message))
                continue
            if file.national_only:
                wanted = ", ".join((*layout.LOCAL_FILES, *(f"{folder}/" for folder in layout.LOCAL_FOLDERS)))
                message = f"fichier national\u00a0: une académie ajoute des faits à {wanted}, pas à celui-ci"
                self.diagnostics.append(Diagnostic(Location(path), "ACA009", message))
                continue
            document = self._open(file.path, path)
            if document is None:
                continue
            self.documents[path] = document
            content = self._content(file, document)
            if content is not None:
                self._sources.setdefault(file.place, set()).add(path)
                kept = local if file.layer else self.contents
                kept[file.place] = combine(kept[file.place], content) if file.place in kept else content
        self.national_site = self.contents.get("site")
        for place, content in local.items():
            self._join(place, content)
        self._known = {}
        self._built = {key: known for key, known in self._built.items() if known.content is self.contents.get(key[0])}

    def _is_known(self, file: layout.DataFile) -> bool:
        """Say whether the layout and the schemas of the repository know ``file``."""
        return bool(file.schema) and layout.schema_path(self.root, file.schema).is_file()

    def look(self, files: Iterable[layout.DataFile]) -> None:
        """Read ``files`` for the memo alone."""
        for file in files:
            if self._is_known(file):
                document = self._open(file.path, file.path.relative_to(self.root).as_posix())
                if document is not None:
                    self._value(file, document)

    def _content(self, file: layout.DataFile, document: Document) -> Any:
        """Return the typed value of ``document`` and where each record stands; ``None`` if it cannot be read."""
        known, schema = self._known.get(document.path), self.schema(file.schema).mark
        if known and known.document is document and known.schema == schema:
            self._files[document.path] = known
            return known.content
        before = len(self.diagnostics)
        value = self._value(file, document)
        if value is None:
            return None
        content = with_origins(value, document.path)
        document.forget()
        if not file.layer and len(self.diagnostics) == before:
            self._files[document.path] = _File(document, schema, content)
        return content

    def _value(self, file: layout.DataFile, document: Document) -> Any:
        """Return the typed value of ``document`` and keep what is wrong in it; ``None`` if it cannot be read."""
        schema = self.schema(file.schema)
        key = (
            None if file.layer else self._memo.key("données", schema.mark, document.text)
        )  # a fork's depends on others
        if key and (known := self._memo.get(key)) is not None:
            return known
        found = list(document.diagnostics)
        value = schema.typed(document.value)
        if document.value is not None:
            found += schema.check(document, self._completed(file, value))
            if key and not found:
                self._memo.put(key, value)
        self.diagnostics += found
        return value

    def _completed(self, file: layout.DataFile, value: Any) -> Any:
        """Return ``value`` as it must fit its schema: a fork's record takes what it leaves out from its national twin."""
        if not file.layer or file.place == "site":
            return value
        for path in sorted(self._sources.get(file.place, ())):
            value = completed(value, self.schema(file.schema).typed(self.documents[path].value))
        return value

    def _join(self, place: str, content: Any) -> None:
        """Add the facts of a fork to the national ones, which stay as they are; a fork's site is its own."""
        if not isinstance(content, dict) or not isinstance(self.contents.get(place, {}), dict):
            return  # the schema told it
        if place in layout.REPLACED_FILES or place not in self.contents:
            self.contents[place] = content
            return
        clashes: list[Clash] = []
        national = self.contents[place]
        if place == "liens":
            national, content = observe(national, content)
        self.contents[place] = combine(national, content, clashes.append)
        for clash in clashes:
            location = self.documents[clash.origin.path].locate((*clash.origin.pointer, *clash.steps))
            name = next((step for step in reversed(clash.steps) if isinstance(step, str)), "valeur")
            message = expected(
                name,
                clash.local,
                f"la valeur nationale {clash.national!r}, ou rien",
                "pour la corriger, proposez-le au dépôt national",
            )
            self.diagnostics.append(Diagnostic(location, "ACA009", message))

    def _open(self, file: Path, path: str) -> Document | None:
        problem = None
        if file.is_symlink():
            problem = "lien symbolique\u00a0: déposez le fichier lui-même"
        elif file.stat().st_size > layout.MAX_BYTES:
            problem = f"fichier de plus de {layout.MAX_BYTES // 1_000_000} Mo\u00a0: partagez-le"
        else:
            try:
                text = file.read_text(encoding="utf-8-sig")
                known = self._known.get(path)
                return known.document if known and known.document.text == text else Document(path, text)
            except UnicodeDecodeError:
                problem = "le fichier n’est pas en UTF-8\u00a0: enregistrez-le dans ce codage"
        self.diagnostics.append(Diagnostic(Location(path), "SIT001", problem))
        return None

    def records(self, place: str, key: str | None, kind: type[T]) -> tuple[T, ...]:
        """Return the models of the list ``key`` of the file ``place`` (or the file itself without ``key``)."""
        content = self.contents.get(place)
        if not isinstance(content, Mapping):
            return ()
        items = content.get(key, []) if key else [content]
        sound = not any(d.location.path in self._sources[place] for d in self.diagnostics)
        known = self._built.get((place, key, kind))
        if known and known.content is content and known.sound == sound:
            return known.models
        built = [structure(item, kind, must=sound) for item in (items if isinstance(items, list) else [])]
        models = tuple(item for item in built if item is not None)
        self._built[place, key, kind] = _Records(content, sound, models)
        return models

    def folder(self, folder: str) -> list[str]:
        """Return the places of the files of one folder of ``data/``."""
        return [place for place in self.contents if place.startswith(f"{folder}/")]
