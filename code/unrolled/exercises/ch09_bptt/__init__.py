"""Exercises of chapter 9, backpropagation through time."""

from coursekit.catalogue import load

load(__name__)
