"""Exercise `by_hand` of chapter 3: thirteen numbers without training."""

from itertools import product

import numpy as np

from coursekit import Construction


def _decide_filter(answer):
    W, b = np.asarray(answer[0], float), float(answer[1])
    if W.shape != (3, 4):
        return False, f"W needs one row per place and one column per letter, got {W.shape}."
    for window in product(range(4), repeat=3):
        z = sum(W[k, letter] for k, letter in enumerate(window)) + b
        if (z > 0) != (window == (0, 1, 2)):
            text, due = "".join("abcd"[i] for i in window), "no" if z > 0 else "yes"
            return False, f"for {text} the sum is {z:.2f}, and {due} is due."
    return True, "all 64 windows."


def answer():
    W = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
    b = -2.5
    return [W, b]


_ABC = answer()[0]

exercise = Construction(
    _decide_filter,
    answer(),
    {
        "two letters are enough": ((_ABC, -1.5), "no is due"),
        "asks for more than three": ((_ABC, -3.5), "for abc the sum is -0.50, and yes is due"),
        "order does not matter": ((((1, 1, 1, 0),) * 3, -2.5), "no is due"),
        "letters in rows": ((np.ones((4, 3)), -2.5), "one row per place"),
    },
    answer=answer, stub=(..., ...),
    hints=("let each right letter in its place add 1.", "how large is the sum with two right?"),
    title="A filter by hand", stars=2, minutes=10, trains=(3,),
    checked="all windows of three letters",
)  # fmt: skip
