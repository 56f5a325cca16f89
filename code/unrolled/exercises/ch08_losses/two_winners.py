"""Exercise `two_winners` of chapter 8: losses on which the mean decides who is better."""

from collections.abc import Mapping

import numpy as np

from coursekit import Construction


def winners(answer: Mapping[str, list[float]]) -> tuple[bool, str]:
    """Decide whether the two means name different winners.

    Parameters
    ----------
    answer : dict of str to list of float
        "lengths" of two sequences, and the mean loss per step that the models "A" and "B" have on
        each of them.

    Returns
    -------
    bool, str
        Whether the answer is right, and a sentence.
    """
    if any(answer[k] is ... for k in ("lengths", "A", "B")):
        raise NotImplementedError
    lengths, A, B = (np.asarray(answer[k], float) for k in ("lengths", "A", "B"))
    if not (lengths.shape == A.shape == B.shape == (2,)):
        return False, "give two numbers each for lengths, A and B."
    if (lengths < 1).any() or (lengths % 1).any() or (lengths > 100).any():
        return False, "lengths must be whole numbers from 1 to 100."
    if (A < 0).any() or (B < 0).any() or max(A.max(), B.max()) > 10:
        return False, "a mean cross-entropy is not negative; stay below 10."
    over_steps = [float(lengths @ v / lengths.sum()) for v in (A, B)]
    of_means = [float(v.mean()) for v in (A, B)]
    numbers = (
        f"over all steps A has {over_steps[0]:.3g} and B {over_steps[1]:.3g}; "
        f"the means of means are {of_means[0]:.3g} and {of_means[1]:.3g}"
    )
    if over_steps[1] - over_steps[0] < 0.1:
        return False, f"A must win over all steps by at least 0.1: {numbers}."
    if of_means[0] - of_means[1] < 0.1:
        return False, f"B must win by the mean of means by at least 0.1: {numbers}."
    return True, f"{numbers}."


def answer():
    #: answer = {"lengths": ..., "A": ..., "B": ...}
    #: # two numbers each, such as [1, 9]
    answer = {"lengths": [1, 9], "A": [5.0, 1.0], "B": [1.0, 2.0]}
    return answer


exercise = Construction(
    winners,
    answer(),
    {
        "equal lengths": ({"lengths": [5, 5], "A": [4.0, 1.0], "B": [1.0, 2.0]},
            "A must win over all steps"),
        "no trade": ({"lengths": [1, 9], "A": [1.0, 1.0], "B": [2.0, 2.0]},
            "B must win by the mean of means"),
        "wrong side": ({"lengths": [9, 1], "A": [5.0, 1.0], "B": [1.0, 2.0]},
            "A must win over all steps"),
        "negative": ({"lengths": [1, 9], "A": [-1.0, 1.0], "B": [1.0, 2.0]}, "is not negative"),
        "half a step": ({"lengths": [0.5, 9], "A": [5.0, 1.0], "B": [1.0, 2.0]}, "whole numbers"),
    },
    answer=answer, stub={"lengths": ..., "A": ..., "B": ...},
    hints=(
        "with equal lengths the two means agree, so make one sequence short.",
        "let A be bad on the short sequence only.",
    ),
    title="Two means, two winners", stars=2, minutes=10, trains=(3,),
    checked="the ranks of two models under both means",
)  # fmt: skip
