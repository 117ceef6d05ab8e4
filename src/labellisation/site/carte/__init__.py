# SPDX-License-Identifier: MIT
"""The SVG map of labels: what it shows and where. Pure functions of the facts; the markup is in a template."""

from .cadres import carte_academie, carte_france
from .fond import Fond
from .modele import Cadre, Carte, Groupe, Marque, Zone

__all__ = ["Cadre", "Carte", "Fond", "Groupe", "Marque", "Zone", "carte_academie", "carte_france"]
