"""Exercises of chapter 6, the simplified weights."""

from coursekit.catalogue import load

load(__name__)
