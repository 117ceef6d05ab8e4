# SPDX-License-Identifier: MIT
"""What WeasyPrint leaves to do in a tagged PDF: the scope of header cells, the words of links, bytes that repeat."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, String


def finish(content: bytes) -> bytes:
    """Return the same document with its table headers scoped, its links worded, written small and always the same."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for element, ancestors in elements(document):
            kind = str(element.get("/S", ""))
            if kind == "/TH":
                _scope(element, ancestors)
            elif kind == "/Link":
                _word(element)
        document.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def elements(document: Pdf) -> Iterator[tuple[Object, tuple[str, ...]]]:
    """Yield every element of the structure tree of ``document`` with the kinds of its ancestors, the nearest last."""
    root = document.Root.get("/StructTreeRoot")
    stack: list[tuple[Object, tuple[str, ...]]] = [(root, ())] if root is not None else []
    while stack:
        element, ancestors = stack.pop()
        if "/S" in element:
            yield element, ancestors
            ancestors = (*ancestors, str(element.S))
        stack += [(kid, ancestors) for kid in reversed(_kids(element))]


def _kids(element: Object) -> list[Object]:
    """Return the elements under ``element``: not its marked content, not its references to annotations."""
    found = element.get("/K")
    if found is None:
        return []
    listed = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [kid for kid in listed if isinstance(kid, Dictionary) and ("/S" in kid or "/K" in kid)]


def _scope(element: Object, ancestors: tuple[str, ...]) -> None:
    """Say that a header cell rules its column if it stands in the head of the table, its row otherwise."""
    attributes = element.get("/A")
    if attributes is None:
        element.A = attributes = Dictionary(O=Name.Table)
    attributes["/Scope"] = Name.Column if "/THead" in ancestors else Name.Row


def _word(element: Object) -> None:
    """Give a link inside the document words for who cannot see where it leads."""
    for kid in list(element.K):
        target = kid.get("/Obj") if isinstance(kid, Dictionary) else None
        if target is not None and "/Dest" in target:
            target["/Contents"] = String(f"Renvoi dans ce document\u00a0: {target['/Dest']}")
