"""Exercises of chapter 11, training a recurrent network."""

from coursekit.catalogue import load

load(__name__)
