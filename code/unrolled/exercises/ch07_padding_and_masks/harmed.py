"""Exercise `harmed` of chapter 7: seven readings of padding; the keys are found by running them."""

import numpy as np

from coursekit import Choices


def _read(x, W_aa, W_ax, b_a):
    """Return the states of one sequence, from zeros."""
    a, path = np.zeros((len(W_aa), 1)), []
    for x_t in x:
        a = np.tanh(W_aa @ a + W_ax @ x_t + b_a)
        path.append(a)
    return np.array(path)


def survives(*, backward: bool, in_front: bool, bias: bool, last: bool) -> bool:
    """Tell whether zeros around one sequence, read without a mask, change nothing that is used.

    Parameters
    ----------
    backward : bool
        Read from the end.
    in_front : bool
        The zeros stand before the sequence, else behind it.
    bias : bool
        The layer has biases that are not zero.
    last : bool
        The last state that is read is used, else the states at real steps.

    Returns
    -------
    bool
        True where the result is that of the sequence alone.

    Examples
    --------
    >>> survives(backward=False, in_front=False, bias=True, last=False)
    True
    """
    rng = np.random.default_rng(7)
    x, zeros = rng.normal(size=(4, 2, 1)), np.zeros((3, 2, 1))
    weights = [rng.normal(size=s) for s in ((3, 3), (3, 2), (3, 1))]
    weights[2] *= bias
    turn = -1 if backward else 1
    padded = np.concatenate([zeros, x] if in_front else [x, zeros])[::turn]
    alone, path = _read(x[::turn], *weights), _read(padded, *weights)
    first = 3 if in_front != backward else 0
    used = path[-1:] if last else path[first : first + 4]
    return np.allclose(used, alone[-1:] if last else alone, rtol=1e-12, atol=0)


READINGS = {
    "A": {"backward": False, "in_front": False, "bias": True, "last": False},
    "B": {"backward": False, "in_front": False, "bias": True, "last": True},
    "C": {"backward": True, "in_front": False, "bias": True, "last": False},
    "D": {"backward": True, "in_front": False, "bias": False, "last": False},
    "E": {"backward": False, "in_front": True, "bias": True, "last": True},
    "F": {"backward": False, "in_front": True, "bias": False, "last": True},
    "G": {"backward": False, "in_front": False, "bias": False, "last": True},
}


def answer():
    #: readings = {"A": ..., "B": ..., "C": ..., "D": ...,
    #:             "E": ..., "F": ..., "G": ...}
    readings = {"A": "right", "B": "spoiled", "C": "spoiled", "D": "right",
                "E": "spoiled", "F": "right", "G": "spoiled"}  # fmt: skip
    return readings


exercise = Choices(
    {name: "right" if survives(**reading) else "spoiled" for name, reading in READINGS.items()},
    {
        "A": {"spoiled": "the padding comes after the real steps, and nothing runs backward."},
        "B": {"right": "the last state has gone on through the zeros."},
        "C": {"right": "this reader meets the zeros first, and the bias moves its state."},
        "D": {"spoiled": "from a zero state, zeros without a bias make zeros."},
        "E": {"right": "the bias moves the state before the first real step."},
        "F": {"spoiled": "from a zero state, zeros without a bias make zeros."},
        "G": {"right": "without a bias, the recurrent matrix still acts on the state."},
    },
    answer=answer,
    title="Who is harmed?", stars=2, minutes=7, trains=(2,),
    checked="seven readings; the keys are computed by running them",
)  # fmt: skip
