"""Exercises of chapter 23: the same network in another program's layout."""

from coursekit.catalogue import load

load(__name__)
