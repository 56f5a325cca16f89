"""Exercises of chapter 4, the recurrent cell."""

from collections.abc import Callable

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from rnnlab.data.teddy import teddy_example

from ._ch04_softmax import softmax, two_classes
from ._ch04_steps import cell_forward, rnn_forward

# -- 1. three steps on paper --------------------------------------------------------------------

A0, B_A = np.array([[0.5], [-0.5]]), np.array([[0.1], [0.0]])
# Slips on paper are those of the program; two that give the same three steps are listed once.
ON_PAPER = (
    "start ignored",
    "always from the start",
    "added to the old state",
    "no tanh",
    "bias forgotten",
    "bias after the tanh",
    "one tanh per term",
    "tanh twice",
    "W_aa transposed",
)


def _on_paper(function: Callable) -> np.ndarray:
    e = teddy_example()
    return function(e["x"], A0, e["W_ax"], e["W_aa"], B_A)[1:, :, 0]


#: exercise 1, the states of Teddy from another start
three_steps = Numbers(
    _on_paper(rnn_forward.solution),
    {
        m.name: (_on_paper(rnn_forward.variant(m)), m.says)
        for m in rnn_forward.mistakes
        if m.name in ON_PAPER
    },
    tolerance=1e-3,
    hints=(
        "write down the sum of step 1 with its three terms: state, input, bias.",
        "tanh of each sum gives the two units; both go into both sums of the next step.",
    ),
    title="Three steps on paper",
    stars=1,
    minutes=8,
    checked="six numbers, three digits",
)

# -- 6. find the bug ----------------------------------------------------------------------------

# snippet -> (line to be changed, what happens, lines of the snippet, what to think of)
SNIPPETS = {
    "A": (1, "raises", 2, "print the shape of b_a beside that of the sum, (5, 4)"),
    "B": (1, "raises", 4, "count the states: how many entries does a need for a<0> to a<7>?"),
    "C": (3, "silent", 3, "which axis holds the classes, and along which axis is the sum 1?"),
    "D": (1, "raises", 2, "what is the shape of x after line 1? .T reverses all axes"),
    "E": (1, "silent", 3, "how many different arrays does the list hold?"),
}


def _snippet_feedback(snippet: str) -> dict:
    line, effect, lines, think = SNIPPETS[snippet]
    said = {
        (k, e): f"{think}." for k in range(1, lines + 1) for e in ("raises", "silent") if k != line
    }
    other = "silent" if effect == "raises" else "raises"
    said[line, other] = "the line is right. Run it: does it stop?"
    return said | {...: 'answer with a line and "raises" or "silent".'}


#: exercise 6, five snippets with one wrong line each
find_the_bug = Choices(
    {snippet: (line, effect) for snippet, (line, effect, *_) in SNIPPETS.items()},
    {snippet: _snippet_feedback(snippet) for snippet in SNIPPETS},
    title="Find the bug",
    stars=2,
    minutes=9,
    checked="line and effect, found by running each snippet",
)

# -- 7. which g1, which loss? -------------------------------------------------------------------

LOSS_OF = {
    "softmax": "softmax_cross_entropy",
    "sigmoid": "binary_cross_entropy",
    "identity": "squared_error",
}
# task -> (right g1, {wrong g1: what to say})
_ANY = "the identity gives any number; this asks for probabilities."
READOUTS = {
    "next character": (
        "softmax",
        {"sigmoid": "exactly one of 38 characters comes next; sigmoids would not add up to 1."},
    ),
    "tag of a word": (
        "softmax",
        {"sigmoid": "a word has exactly one of the 9 tags: they must share probability 1."},
    ),
    "part of a name": (
        "sigmoid",
        {"softmax": "with one output the softmax is always 1; two would do, but here n_y = 1."},
    ),
    "topics": (
        "sigmoid",
        {"softmax": "topics do not exclude each other; with softmax they share probability 1."},
    ),
    "temperature": (
        "identity",
        {
            "sigmoid": "a sigmoid ends at 1; degrees do not.",
            "softmax": "a temperature is a number, not a class.",
        },
    ),
}


def _readout_feedback(task: str) -> dict:
    right, of_g1 = READOUTS[task]
    said = {}
    for g1 in LOSS_OF:
        for loss in LOSS_OF.values():
            if g1 != right:
                said[g1, loss] = of_g1.get(g1, _ANY)
            elif loss != LOSS_OF[g1]:
                said[g1, loss] = f"{g1} is right, but this is not the loss that goes with it."
    return said | {...: f"answer with a g1 and a loss: {', '.join(LOSS_OF)}; see the table."}


#: exercise 7, activation and loss for five tasks
readouts = Choices(
    {task: (g1, LOSS_OF[g1]) for task, (g1, _) in READOUTS.items()},
    {task: _readout_feedback(task) for task in READOUTS},
    title="Which g1, which loss?",
    stars=1,
    minutes=5,
    checked="both, with the reason",
)

# -- 8. a test that is blind to one mistake -----------------------------------------------------

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
        m.name: float(np.abs(cell_forward.variant(m)(*arrays) - right).max())
        for m in cell_forward.mistakes
    }
    if change["W_aa transposed"] > 1e-9:
        return False, f"the transposed `W_aa` changes a state by {change['W_aa transposed']:.2g}."
    hidden = [name for name in SEEN if change[name] < 1e-3]
    if hidden:
        return False, f"your test is blind to more: {', '.join(hidden)}."
    return True, f"it sees {len(SEEN)} mistakes and not the transposed `W_aa`."


_SYMMETRIC = np.array([[0.5, -0.3], [-0.3, 0.2]])
_BLIND = (np.array([[0.7]]), np.array([[0.4], [-0.8]]), np.array([[1.0], [-0.5]]), _SYMMETRIC,
          np.array([[0.3], [-0.6]]))  # fmt: skip


def _blind_but(**changes: np.ndarray) -> tuple:
    names = "x_t", "a_prev", "W_ax", "W_aa", "b_a"
    return tuple((dict(zip(names, _BLIND, strict=True)) | changes).values())


#: exercise 8, an input on which one mistake hides
blind_test = Construction(
    _decide_blind,
    _BLIND,
    {
        "weights not symmetric": (
            _blind_but(W_aa=np.array([[0.5, -0.3], [0.4, 0.2]])),
            "the transposed `W_aa` changes a state by",
        ),
        "no start": (
            _blind_but(a_prev=np.zeros((2, 1))),
            "your test is blind to more: no memory, one tanh per term",
        ),
        "no weights": (_blind_but(W_aa=np.zeros((2, 2))), "your test is blind to more: no memory"),
        "no bias": (_blind_but(b_a=np.zeros((2, 1))), "your test is blind to more: bias forgotten"),
        "one unit": (
            tuple(np.array([[number]]) for number in (0.7, 0.4, 1.0, 0.5, 0.3)),
            "with n_a of at least 2",
        ),
    },
    stub=(..., ..., ..., ..., ...),
    hints=(
        "which matrices do not change when they are transposed?",
        "nothing else may be zero: a zero hides the mistakes of its neighbors.",
    ),
    title="A blind test",
    stars=2,
    minutes=10,
    checked="seven wrong cells on your input: one must pass, six must not",
)

# -- 9. erasing the start -----------------------------------------------------------------------


def distance(x: float) -> float:
    """Return how far the starts 0.9 and -0.9 are apart after 1000 steps of one unit.

    Parameters
    ----------
    x : float
        What comes in at every step; the weight of the state is 1.5.

    Returns
    -------
    float
        The distance.

    Examples
    --------
    >>> distance(0.0) > 1, distance(1.0) < 1e-9
    (True, True)
    """
    a = np.array([0.9, -0.9])
    for _ in range(1000):
        a = np.tanh(1.5 * a + x)
    return float(a[0] - a[1])


def _decide_erased(x):
    cents = round(float(x) * 100)
    if abs(float(x) * 100 - cents) > 1e-6 or not 0 <= cents <= 300:
        return False, f"x must be between 0 and 3 with two decimals, got {x!r}."
    if (d := distance(cents / 100)) > 1e-3:
        return False, f"with x = {cents / 100} the two starts are still {d:.2g} apart."
    if distance((cents - 1) / 100) <= 1e-3:
        return False, f"x = {cents / 100} erases the start, but so does {(cents - 1) / 100}."
    return True, f"with x = {(cents - 1) / 100} they stay {distance((cents - 1) / 100):.2g} apart."


#: exercise 9, the smallest input that erases the start
erased_start = Construction(
    _decide_erased,
    next(k / 100 for k in range(301) if distance(k / 100) <= 1e-3),
    {
        "nothing comes in": (0.0, "the two starts are still 1.7 apart"),
        "too little": (0.2, "the two starts are still"),
        "more than needed": (0.5, "x = 0.5 erases the start, but so does 0.49"),
        "negative": (-0.3, "must be between 0 and 3"),
    },
    hints=(
        "try 0, 0.5 and 0.25, then halve the interval.",
        "one decision at a time: is the distance above or below 0.001?",
    ),
    title="Erasing the start",
    stars=2,
    minutes=8,
    checked="the distance for your x, and for x - 0.01",
)

EXERCISES = (
    three_steps,
    cell_forward,
    rnn_forward,
    softmax,
    two_classes,
    find_the_bug,
    readouts,
    blind_test,
    erased_start,
)
