# SPDX-License-Identifier: MIT
"""Forks in real git: an upstream, a fictitious académie, and what happens between them."""
