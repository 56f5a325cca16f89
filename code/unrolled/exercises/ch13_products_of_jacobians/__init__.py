"""Exercises of chapter 13, products of Jacobians."""

from coursekit.catalogue import load

load(__name__)
