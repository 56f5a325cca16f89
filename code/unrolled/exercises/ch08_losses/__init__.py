"""Exercises of chapter 8, losses for sequences."""

from coursekit.catalogue import load

load(__name__)
