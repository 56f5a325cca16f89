"""Exercises that are checked, named mistakes, sets and a grader; it knows no subject."""

from .answers import Choices, Construction, Numbers, but
from .code import Code
from .diagnosis import Diagnosis
from .lines import Line, Lines
from .mistakes import Mistake

__all__ = [
    "Choices",
    "Code",
    "Construction",
    "Diagnosis",
    "Line",
    "Lines",
    "Mistake",
    "Numbers",
    "but",
]
