# SPDX-License-Identifier: MIT
"""The generator of the site of the label « Lycée des métiers »."""

__version__ = "0.1.0"
