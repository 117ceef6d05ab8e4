# SPDX-License-Identifier: MIT
"""What people read: macros, generated pages, and the adapter of MkDocs (its only modules that import it)."""
