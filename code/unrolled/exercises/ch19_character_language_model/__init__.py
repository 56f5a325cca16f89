"""Exercises of chapter 19: units, drawing, counting, reading in chunks, and a budget."""

from coursekit.catalogue import load

load(__name__)
