"""Exercise `blind_test` of chapter 4: an input on which one mistake hides."""

import numpy as np

from coursekit import Construction

from .cell_forward import exercise as cell_forward

SEEN = (
    "no memory",
    "bias forgotten",
    "bias after the tanh",
    "one tanh per term",
    "tanh twice",
    "sigmoid for tanh",
)


def _decide_blind(case):
    arrays = [np.asarray(array, float) for array in case]
    (n_x, _), (n_a, N) = arrays[0].shape, arrays[1].shape
    wanted = (n_x, N), (n_a, N), (n_a, n_x), (n_a, n_a), (n_a, 1)
    if n_a < 2 or tuple(array.shape for array in arrays) != wanted:
        return False, "the shapes must be those of a cell with n_a of at least 2."
    right = cell_forward.solution(*arrays)
    change = {
        m.name: float(np.abs(cell_forward.wrong_version(m)(*arrays) - right).max())
        for m in cell_forward.mistakes
    }
    if change["W_aa transposed"] > 1e-9:
        return False, f"the transposed `W_aa` changes a state by {change['W_aa transposed']:.2g}."
    hidden = [name for name in SEEN if change[name] < 1e-3]
    if hidden:
        return False, f"your test is blind to more: {', '.join(hidden)}."
    return True, f"it sees {len(SEEN)} mistakes and not the transposed `W_aa`."


def answer():
    #: x_t = ...  # (n_x, N)
    #: a_prev = ...  # (n_a, N)
    #: W_ax = ...  # (n_a, n_x)
    #: W_aa = ...  # (n_a, n_a)
    #: b_a = ...  # (n_a, 1)
    x_t = np.array([[0.7]])  # (n_x, N)
    a_prev = np.array([[0.4], [-0.8]])  # (n_a, N)
    W_ax = np.array([[1.0], [-0.5]])  # (n_a, n_x)
    W_aa = np.array([[0.5, -0.3], [-0.3, 0.2]])  # (n_a, n_a)
    b_a = np.array([[0.3], [-0.6]])  # (n_a, 1)
    return x_t, a_prev, W_ax, W_aa, b_a


def _blind_but(**changes: np.ndarray) -> tuple:
    names = "x_t", "a_prev", "W_ax", "W_aa", "b_a"
    return tuple((dict(zip(names, answer(), strict=True)) | changes).values())


exercise = Construction(
    _decide_blind,
    answer(),
    {
        "weights not symmetric": (_blind_but(W_aa=np.array([[0.5, -0.3], [0.4, 0.2]])),
            "the transposed `W_aa` changes a state by"),
        "no start": (_blind_but(a_prev=np.zeros((2, 1))),
            "your test is blind to more: no memory, one tanh per term"),
        "no weights": (_blind_but(W_aa=np.zeros((2, 2))), "your test is blind to more: no memory"),
        "no bias": (_blind_but(b_a=np.zeros((2, 1))), "your test is blind to more: bias forgotten"),
        "one unit": (tuple(np.array([[number]]) for number in (0.7, 0.4, 1.0, 0.5, 0.3)),
            "with n_a of at least 2"),
    },
    answer=answer, stub=(..., ..., ..., ..., ...),
    hints=(
        "which matrices do not change when they are transposed?",
        "nothing else may be zero: a zero hides the mistakes of its neighbors.",
    ),
    title="A blind test", stars=2, minutes=10, trains=(2,),
    checked="seven wrong cells on your input: one must pass, six must not",
)  # fmt: skip
