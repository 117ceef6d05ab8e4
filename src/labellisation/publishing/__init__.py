# SPDX-License-Identifier: MIT
"""What goes out: versions of the site on a branch, with mike."""

from .names import PublishError
from .publish import Order, publish_version

__all__ = ["Order", "PublishError", "publish_version"]
