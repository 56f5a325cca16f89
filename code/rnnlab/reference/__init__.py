"""Moved, for one release: explicit sums are in `unrolled.sums`."""

from .._moved import install

install()
