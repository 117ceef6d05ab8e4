# SPDX-License-Identifier: MIT
"""What comes in: the official export of the « Annuaire de l'éducation », kept as a witness beside the registry."""
