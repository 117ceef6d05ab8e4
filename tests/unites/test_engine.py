# SPDX-License-Identifier: MIT
"""What the engine says is told as SIT011."""

from labellisation.diagnostics import Severite
from labellisation.site.engine import EngineError, _translate


def test_a_message_of_the_engine_is_one_french_diagnostic() -> None:
    """A message of the engine, on several lines, is one error of one line that says who speaks."""
    found = _translate(
        "A reference to 'x.md' is included in the 'nav' configuration,\n  which is not found in the documentation files."
    )
    assert ("SIT011", "mkdocs.yml", Severite.ERREUR) == (found.code, found.location.path, found.severite)
    assert found.message.startswith("le moteur du site signale\u00a0: A reference to 'x.md'")
    assert "\n" not in found.message


def test_the_error_of_the_engine_holds_its_diagnostics() -> None:
    """The error raised by a build holds its diagnostics and prints them."""
    found = [_translate("un"), _translate("deux")]
    error = EngineError(found)
    assert (found, "\n".join(map(str, found))) == (error.diagnostics, str(error))
