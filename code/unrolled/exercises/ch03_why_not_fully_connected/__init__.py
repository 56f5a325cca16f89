"""Exercises of chapter 3, why not a fully connected network."""

from coursekit.catalogue import load

load(__name__)
