"""The exercises of the course: one package per chapter, in it one module per exercise."""

from coursekit.catalogue import find

__all__ = ["find"]
