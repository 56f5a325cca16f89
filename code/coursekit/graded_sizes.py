"""Functions that return derivatives are graded at sizes at which nobody can try every entry."""

import inspect
import re

from .code import Code
from .exercise import Exercise

DERIVATIVE = re.compile(r"d([A-Z].*|[a-z](\d.*|_.*)?)|J_t|P_t|shared")
#: the options that a draw has -> how large; tried in this order
SIZES = ({"T": 40, "n_a": 64}, {"n_a": 512}, {"T": 2000})


def derivatives(exercise: Exercise) -> tuple[str, ...]:
    """Return the outputs of a function that are derivatives, as their names say.

    Parameters
    ----------
    exercise : Exercise
        Of any kind.

    Returns
    -------
    tuple of str
        ``dW_aa``, ``dx``, ``J_t`` ...; nothing where the answer is no function.

    Examples
    --------
    >>> import colorsys
    >>> about = dict(title="Slopes", stars=1, minutes=5, checked="three numbers")
    >>> case = lambda seed: (0.5, 0.2, 0.1)
    >>> derivatives(Code(colorsys.rgb_to_yiq, case, "y dr dg", [], **about))
    ('dr', 'dg')
    """
    if not isinstance(exercise, Code):
        return ()
    return tuple(name for name in exercise.outputs if DERIVATIVE.fullmatch(name))


def graded_sizes(exercise: Code) -> dict[str, int]:
    """Return the sizes of the last case that is graded, or nothing where sizes are fixed.

    Numerical differentiation needs one or two forward passes for each weight. At these sizes they
    take hundreds of times as long as a backward pass.

    Parameters
    ----------
    exercise : Code
        With a draw that takes some of T and n_a.

    Returns
    -------
    dict of str to int
        Options of its draw.

    Examples
    --------
    >>> import colorsys
    >>> about = dict(title="Slopes", stars=1, minutes=5, checked="three numbers")
    >>> case = lambda seed, n_a=3: (0.5, 0.2, 0.1)
    >>> graded_sizes(Code(colorsys.rgb_to_yiq, case, "y dr dg", [], **about))
    {'n_a': 512}
    """
    options = inspect.signature(exercise.draw).parameters
    return next((dict(sizes) for sizes in SIZES if set(sizes) <= set(options)), {})


def refusal(exercise: Exercise | None) -> str:
    """Say why an exercise should not be graded, as numerical differentiation would score.

    Parameters
    ----------
    exercise : Exercise or None
        Of an item.

    Returns
    -------
    str
        Nothing where it may be graded.

    Examples
    --------
    >>> import colorsys
    >>> about = dict(title="Slopes", stars=1, minutes=5, checked="three numbers")
    >>> case = lambda seed: (0.5, 0.2, 0.1)
    >>> refusal(Code(colorsys.rgb_to_yiq, case, "y i q", [], **about))
    ''
    >>> refusal(Code(colorsys.rgb_to_yiq, case, "y i dE", [], **about))
    'it asks for dE, but its arguments are always small: trying every entry would score too'
    """
    found = derivatives(exercise) if exercise is not None else ()
    if not found or graded_sizes(exercise):
        return ""
    return (f"it asks for {', '.join(found)}, but its arguments are always small: "
            "trying every entry would score too")  # fmt: skip
