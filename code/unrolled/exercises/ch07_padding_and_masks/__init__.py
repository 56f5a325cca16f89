"""Exercises of chapter 7, padding and masks."""

from coursekit.catalogue import load

load(__name__)
