# SPDX-License-Identifier: MIT
"""Do the pages that we send readers to still answer? Asked politely, remembered, never a reason to refuse a change."""
