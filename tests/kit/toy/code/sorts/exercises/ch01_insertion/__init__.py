"""Exercises of chapter 1, insertion."""

from coursekit.catalogue import load

load(__name__)
