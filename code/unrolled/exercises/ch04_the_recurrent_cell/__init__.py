"""Exercises of chapter 4, the recurrent cell."""

from coursekit.catalogue import load

load(__name__)
