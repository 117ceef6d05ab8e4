# SPDX-License-Identifier: MIT
"""The whole site as one plain folder of Markdown and HTML, for another engine than MkDocs."""
