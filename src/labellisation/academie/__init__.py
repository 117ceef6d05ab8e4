# SPDX-License-Identifier: MIT
"""What a fork adds: its settings, its encarts, its fiches. Knows no web page."""

from .contacts import is_functional
from .fingerprint import fingerprint
from .overlay import FilledSlot, Overlay, load_overlay
from .settings import Settings
from .slots import Slot, slots

__all__ = ["FilledSlot", "Overlay", "Settings", "Slot", "fingerprint", "is_functional", "load_overlay", "slots"]
