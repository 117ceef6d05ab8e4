# SPDX-License-Identifier: MIT
"""The benchmark: not a test, it asserts nothing; ``python3 noxfile.py -s banc`` prints its table."""
