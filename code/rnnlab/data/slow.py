"""Moved, for one release: `unrolled.results`."""

from .._moved import taken


def __getattr__(name):
    return taken(name, __name__, globals())
