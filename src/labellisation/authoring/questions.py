# SPDX-License-Identifier: MIT
"""Questions in French, one by one; each answer is checked at once, and asked again if it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import click

from ..registry import Registry


class RefusedError(Exception):
    """An answer cannot be accepted; the message says in French what was expected."""


@dataclass
class Talk:
    """What is known while questions are asked: the facts of the repository, and the answers so far."""

    registry: Registry
    answers: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.answers.get(key)


Check = Callable[[str, Talk], Any]


@dataclass(frozen=True)
class Question:
    """One question. ``key`` names the answer and the option; an optional question accepts an empty answer (unknown)."""

    key: str
    text: str
    check: Check
    required: bool = False
    default: Callable[[Talk], str | None] = lambda _talk: None
    when: Callable[[Talk], bool] = lambda _talk: True

    @property
    def option(self) -> str:
        return f"--{self.key.replace('_', '-')}"


def ask(questions: Sequence[Question], given: Mapping[str, str | None], registry: Registry, *, prompt: bool) -> Talk:
    """Return every answer: the given ones, then, with ``prompt``, those of the person; the others are unknown.

    Raises :class:`click.BadParameter` for a given answer that is refused, :class:`click.UsageError` for one that lacks.
    """
    talk = Talk(registry)
    for question in questions:
        text = given.get(question.key)
        if not question.when(talk):
            if text is not None:
                raise click.BadParameter("sans objet ici, d’après les autres réponses", param_hint=question.option)
            talk.answers[question.key] = None
        elif text is not None:
            talk.answers[question.key] = _checked(question, text, talk)
        elif prompt:
            talk.answers[question.key] = _prompted(question, talk)
        else:
            default = question.default(talk)
            if default is None and question.required:
                raise click.UsageError(f"Il manque {question.option}\u00a0: {question.text}")
            talk.answers[question.key] = None if default is None else _checked(question, default, talk)
    return talk


def _checked(question: Question, text: str, talk: Talk) -> Any:
    text = text.strip()
    try:
        if text:
            return question.check(text, talk)
        if question.required:
            raise RefusedError("attendu une réponse")
    except RefusedError as error:
        raise click.BadParameter(str(error), param_hint=question.option) from error
    return None


def _prompted(question: Question, talk: Talk) -> Any:
    """Ask until the answer is accepted; an empty one takes the default, or says that nothing is known."""
    default = question.default(talk)
    hint = "" if question.required or default else " (rien si on ne sait pas)"

    def read(text: str) -> Any:
        try:
            return _checked(question, text, talk)
        except click.BadParameter as error:
            raise click.UsageError(error.message) from error

    return click.prompt(
        f"{question.text}{hint}",
        default=default or "",
        show_default=bool(default),
        value_proc=read,
        prompt_suffix="\n> ",
    )
