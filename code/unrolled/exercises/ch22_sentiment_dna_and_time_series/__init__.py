"""Exercises of chapter 22: bounds, opponents and honest comparisons."""

from coursekit.catalogue import load

load(__name__)
