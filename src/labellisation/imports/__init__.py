# SPDX-License-Identifier: MIT
"""What comes in: the official export of the « Annuaire de l'éducation », kept as a witness beside the registry."""

from .models import LigneTemoin, Temoin
from .temoin import load_temoin, read_temoin

__all__ = ["LigneTemoin", "Temoin", "load_temoin", "read_temoin"]
