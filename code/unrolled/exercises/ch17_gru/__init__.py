"""Exercises of chapter 17, the gated recurrent unit."""

from coursekit.catalogue import load

load(__name__)
