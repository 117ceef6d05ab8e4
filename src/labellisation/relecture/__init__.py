# SPDX-License-Identifier: MIT
"""The files to download, opened again by programs that did not make them: the command ``verifier-documents``."""
