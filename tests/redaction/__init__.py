# SPDX-License-Identifier: MIT
"""What an editor is told and helped with: formats, French, external links, new records."""
