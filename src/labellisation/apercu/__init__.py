# SPDX-License-Identifier: MIT
"""The preview: the site on this machine, each change seen at once, what is wrong told in the page itself."""
