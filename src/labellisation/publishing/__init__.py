# SPDX-License-Identifier: MIT
"""What goes out: versions of the site on a branch, with mike."""

from .publish import PublishError, publish_version

__all__ = ["PublishError", "publish_version"]
