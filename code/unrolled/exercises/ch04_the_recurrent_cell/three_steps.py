"""Exercise `three_steps` of chapter 4: the states of Teddy from another start."""

from collections.abc import Callable

import numpy as np

from coursekit import Numbers
from unrolled.teddy import teddy_example

from .rnn_forward import exercise as rnn_forward

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


def answer():
    #: steps = [
    #:     [..., ...],  # both units at step 1
    #:     [..., ...],  # step 2
    #:     [..., ...],  # step 3
    #: ]
    a, steps = np.array([0.5, -0.5]), []
    for x_t in (0.5, 0.3, 0.9):
        z_1 = 0.5 * a[0] - 0.3 * a[1] + 1.0 * x_t + 0.1
        z_2 = 0.4 * a[0] + 0.2 * a[1] - 0.5 * x_t
        a = np.tanh([z_1, z_2])
        steps.append(a)
    return steps


exercise = Numbers(
    _on_paper(rnn_forward.solution),
    {
        m.name: (_on_paper(rnn_forward.wrong_version(m)), m.says)
        for m in rnn_forward.mistakes
        if m.name in ON_PAPER
    },
    answer=answer, tolerance=1e-3,
    hints=(
        "write down the sum of step 1 with its three terms: state, input, bias.",
        "tanh of each sum gives the two units; both go into both sums of the next step.",
    ),
    title="Three steps on paper", stars=1, minutes=8, trains=(2,),
    checked="six numbers, three digits",
)  # fmt: skip
