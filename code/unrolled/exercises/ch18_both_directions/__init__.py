"""Exercises of chapter 18: what the future is worth, both directions, many layers, leaks."""

from coursekit.catalogue import load

load(__name__)
