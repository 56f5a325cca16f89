"""Exercises of chapter 1, sequences and tasks."""

from coursekit.catalogue import load

load(__name__)
