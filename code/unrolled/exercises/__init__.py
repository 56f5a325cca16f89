"""The exercises of the course: one package per chapter, in it one module per exercise."""

from coursekit import catalogue
from coursekit.exercise import Exercise

__all__ = ["find"]

#: packages that all students have: no graded answer may use them, and their imports are not run
GIVEN = ("rnnlab", "unrolled")
#: others that no graded answer may use
FORBIDDEN = ("torch",)


def find(name: str) -> Exercise:
    """Return one exercise of the course.

    Parameters
    ----------
    name : str
        Chapter and name, ``"ch09.rnn_backward"``.

    Returns
    -------
    Exercise
        The exercise.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists the chapter's.

    Examples
    --------
    >>> find("ch09.derivation").title
    'Fill in the derivation'
    """
    return catalogue.find(name, __name__)
