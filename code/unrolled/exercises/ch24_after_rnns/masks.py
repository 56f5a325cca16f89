"""Exercise `masks` of chapter 24: five masks of attention."""

import numpy as np

from coursekit import Choices

MASKS = {
    "A": np.tri(6, dtype=bool),
    "B": np.tri(6, k=1, dtype=bool),
    "C": np.tri(6, k=-1, dtype=bool),
    "D": ~np.tri(6, k=-1, dtype=bool),
    "E": np.tri(6, dtype=bool) & ~np.tri(6, k=-3, dtype=bool),
}


def judged(mask: np.ndarray) -> str:
    """Say what a mask lets through.

    Parameters
    ----------
    mask : ndarray of bool, shape (T, T)
        Row t, column s: whether step t reads step s.

    Returns
    -------
    str
        "leaks", "breaks" (a step reads nothing) or "causal".

    Examples
    --------
    >>> judged(np.ones((2, 2), bool)), judged(np.eye(2, dtype=bool))
    ('leaks', 'causal')
    """
    if np.triu(mask, 1).any():
        return "leaks"
    return "causal" if mask.any(axis=1).all() else "breaks"


_SAID = {
    "causal": "look at a single row: which columns are true, and what can go wrong there?",
    "leaks": "a leak is a true entry right of the diagonal; find one, if there is any.",
    "breaks": "a mask breaks the softmax where a whole row is false; find one, if there is any.",
}


def answer():
    kinds = {"A": "causal", "B": "leaks", "C": "breaks",
             "D": "leaks", "E": "causal"}  # fmt: skip
    return kinds


exercise = Choices(
    {name: judged(mask) for name, mask in MASKS.items()},
    {
        name: {kind: says for kind, says in _SAID.items() if kind != judged(mask)}
        | {...: 'answer with "causal", "leaks" or "breaks".'}
        for name, mask in MASKS.items()
    },
    answer=answer,
    title="Five masks", stars=1, minutes=6, trains=(4,), checked="five answers",
)  # fmt: skip
