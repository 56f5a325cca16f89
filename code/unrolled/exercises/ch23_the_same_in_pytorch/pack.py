"""Exercise `pack` of chapter 23: PyTorch's packed format."""

import numpy as np

from coursekit import Code, Mistake


def lengths_case(seed: int) -> tuple:
    """Draw a padded batch in the course's axes, and different lengths that are not sorted.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (7, 2, 5) and ``lengths`` (5,).

    Examples
    --------
    >>> int(lengths_case(0)[1].max())
    7
    """
    rng = np.random.default_rng(seed)
    T, n_x = 7, 2
    orders = [[3, 7, 1, 4, 6], [4, 2, 7, 6, 3], [2, 6, 3, 7, 5], [5, 7, 2, 6, 4]]
    lengths = np.array(orders[rng.integers(len(orders))])
    return rng.normal(size=(T, n_x, len(lengths))), lengths


def pack(x, lengths):
    order = np.argsort(-lengths)
    data, alive = [], []
    for t in range(len(x)):
        now = [n for n in order if lengths[n] > t]
        for n in now:
            data.append(x[t, :, n])
        alive.append(len(now))
    return order, np.array(alive), np.array(data)


exercise = Code(
    pack, lengths_case, "order alive data",
    title="Pack a batch", stars=2, minutes=15, trains=(3,),
    checked="the order, the number of sequences alive at each step, the rows",
    mistakes=[
        Mistake("shortest first", "np.argsort(-lengths)", "np.argsort(lengths)",
            "the longest sequence stands first.", "which example is alive at every step?"),
        Mistake("not sorted", "np.argsort(-lengths)", "np.arange(len(lengths))",
            "the examples keep their order; they are sorted by length, longest first.",
            "which example is alive at every step?"),
        Mistake("places instead of examples", "np.argsort(-lengths)",
            "np.argsort(np.argsort(-lengths))",
            "that is the place of each example; wanted is the example at each place.",
            "argsort of argsort is the inverse: which of the two do you need?"),
        Mistake("one step too many", "lengths[n] > t", "lengths[n] >= t",
            "a sequence of length 3 has no step t = 3 when t begins at 0.",
            "which t is the last one of a sequence of length 1?"),
        Mistake("last step dropped", "lengths[n] > t", "lengths[n] > t + 1",
            "the last step of every sequence is missing.",
            "which t is the last one of a sequence of length 1?"),
        Mistake("padding kept", "if lengths[n] > t]", "if n >= 0]",
            "padded places do not appear in a packed batch.", "how many rows should there be?"),
        Mistake("rows in the old order", "for n in order if", "for n in range(len(lengths)) if",
            "within a step the rows stand in the order of the batch, not in the sorted one.",
            "in which order does n run within a step?"),
        Mistake("time backward", "data.append(x[t, :, n])",
            "data.append(x[lengths[n] - 1 - t, :, n])",
            "each sequence stands from its end to its beginning.",
            "which row of example n comes first?"),
        Mistake("last steps first", "data.append(x[t, :, n])", "data.append(x[-1 - t, :, n])",
            "you count from the end of the array, where padding is.",
            "which entry of x is step 1?"),
        Mistake("lengths for batch sizes", "np.array(alive)", "lengths[order]",
            "wanted is how many sequences are alive at each step, not how long each is.",
            "one number per step or per sequence?"),
        Mistake("running total", "np.array(alive)", "np.cumsum(alive)",
            "wanted is the number at each step, not the number so far.",
            "what is alive at the last step?"),
        Mistake("rows turned", "np.array(data)", "np.array(data)[::-1]",
            "the last row stands first.", "which step comes first?"),
        Mistake("every example from its place", "x[t, :, n]", "x[t, :, list(order).index(n)]",
            "you take the column at the example's place, not the example.",
            "is n an example or a place?"),
    ],
)  # fmt: skip
