"""Exercises of chapter 20: tags and names, how to count them, unknown words, decoding."""

from coursekit.catalogue import load

load(__name__)
