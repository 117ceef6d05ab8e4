# SPDX-License-Identifier: MIT
"""Tests of the PDF and of the EPUB."""
