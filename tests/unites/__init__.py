# SPDX-License-Identifier: MIT
"""One test file per module."""
