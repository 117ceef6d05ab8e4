# SPDX-License-Identifier: MIT
"""Help to write a new record: asked in French, checked by the project's own rules before anything is written."""
