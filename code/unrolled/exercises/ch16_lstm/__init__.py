"""Exercises of chapter 16, long short-term memory."""

from coursekit.catalogue import load

load(__name__)
