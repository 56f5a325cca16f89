"""Exercises of chapter 21: real recordings, opponents without order, and how far blame reaches."""

from coursekit.catalogue import load

load(__name__)
