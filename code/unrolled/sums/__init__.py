"""Every numbered equation of the book again, as explicit sums over plain indices.

One module per chapter, one function per label. Slow and literal on purpose: the tests compare the
fast package with these, so they import nothing of it.
"""
