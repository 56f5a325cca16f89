"""Exercises of chapter 2, from words to vectors."""

from coursekit.catalogue import load

load(__name__)
