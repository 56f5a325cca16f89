"""Moved, for one release: explicit sums are in `unrolled.sums`."""

from ..moved import install

install()
