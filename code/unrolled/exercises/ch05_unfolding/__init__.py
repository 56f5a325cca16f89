"""Exercises of chapter 5, unfolding."""

from coursekit.catalogue import load

load(__name__)
