"""Exercise `gate_orders` of chapter 23: index lists that reorder gates."""

import numpy as np

from coursekit import Numbers


def order_of(theirs: str, ours: str) -> list[int]:
    """Return which of their blocks stands at each of our places.

    Parameters
    ----------
    theirs, ours : str
        The letters of the gates, in order.

    Returns
    -------
    list of int
        ``blocks[order_of(theirs, ours)]`` are their blocks in our order.

    Examples
    --------
    >>> order_of("zrn", "rzn")
    [1, 0, 2]
    """
    return [theirs.index(gate) for gate in ours]


_ORDERS = np.array(
    order_of("iofg", "ifgo") + order_of("figo", "ifgo") + order_of("zrn", "rzn"), float
)

_INVERSE = np.array(
    order_of("ifgo", "iofg") + order_of("ifgo", "figo") + order_of("rzn", "zrn"), float
)


def _replaced(start: int, numbers: list[int]) -> np.ndarray:
    wrong = _ORDERS.copy()
    wrong[start : start + len(numbers)] = numbers
    return wrong


def answer():
    numbers = [0, 2, 3, 1, 1, 0, 2, 3, 1, 0, 2]
    return numbers


exercise = Numbers(
    _ORDERS,
    {
        "the other way": (_INVERSE, "these lists lead from PyTorch's order to the other one."),
        "ONNX unchanged": (_replaced(0, [0, 1, 2, 3]), "ONNX's second block is o."),
        "ONNX with its last two exchanged": (_replaced(0, [0, 2, 1, 3]),
            "the candidate is ONNX's last."),
        "Ng unchanged": (_replaced(4, [0, 1, 2, 3]), "the list began with f."),
        "Ng with o before the candidate": (_replaced(4, [1, 0, 3, 2]),
            "c is the candidate, our g."),
        "GRU unchanged": (_replaced(8, [0, 1, 2]), "ONNX's GRU begins with z."),
        "GRU turned": (_replaced(8, [2, 1, 0]), "the candidate is last in both."),
        "counted from one": (_ORDERS + 1, "Python counts from 0."),
    },
    answer=answer, tolerance=0.1,
    hints=(
        "for each of i, f, g, o: at which place does it stand in the other program?",
        "test a list: `[theirs[k] for k in list]` must spell ours.",
    ),
    title="Gates in another order", stars=1, minutes=7, trains=(2,), checked="three index lists",
)  # fmt: skip
