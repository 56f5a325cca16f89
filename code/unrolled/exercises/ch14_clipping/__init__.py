"""Exercises of chapter 14: cliffs, lengths, directions, the place in the loop, the limit."""

from coursekit.catalogue import load

load(__name__)
