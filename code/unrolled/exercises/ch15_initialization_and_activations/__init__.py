"""Exercises of chapter 15: variances, orthogonal matrices, gains and popular advice."""

from coursekit.catalogue import load

load(__name__)
