"""Checks for the exercises, one module per chapter; each prints one verdict and returns a bool."""
