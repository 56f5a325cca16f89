"""Exercises of chapter 10: build a check, break checks, diagnose passes."""

from coursekit.catalogue import load

load(__name__)
