"""Exercises of chapter 23: the same network in another program's layout."""

from collections.abc import Callable

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code

from ._ch23_converters import (
    GATE_MISTAKES,
    PACK_MISTAKES,
    RNN_MISTAKES,
    _ng_to_torch,
    _pack,
    _torch_rnn,
    gates_case,
    lengths_case,
    rows_case,
)

#: PyTorch's layer, written in its own axes
torch_rnn = Code(
    _torch_rnn,
    rows_case,
    "out h_n",
    RNN_MISTAKES,
    title="In rows",
    stars=1,
    minutes=10,
    checked="outputs and last state, in PyTorch's shapes",
)


def _parameters(blocks: int, n_x: int, n_a: int, biases: int) -> int:
    """Count the weights of one cell."""
    return blocks * n_a * (n_x + n_a + biases)


def _counts() -> np.ndarray:
    """Count what the questions of the exercise ask for: n_x = 3, n_a = 5, N = 7."""
    first, second = _parameters(4, 3, 5, 2), _parameters(4, 10, 5, 2)
    ours = _parameters(3, 3, 5, 1) + 5  # b_g
    return np.array([_parameters(1, 3, 5, 2), _parameters(3, 3, 5, 2), ours,
                     2 * (first + second), 4, 10])  # fmt: skip


_RIGHT = _counts()


def _but(place: int, number: float) -> np.ndarray:
    wrong = _RIGHT.copy()
    wrong[place] = number
    return wrong


#: numbers of parameters and axes
counts = Numbers(
    _RIGHT,
    {
        "one bias in the RNN": (_but(0, 45), "PyTorch has two biases per cell."),
        "weights without biases": (_but(0, 40), "the biases are parameters, too."),
        "one bias in the GRU": (_but(1, 135), "PyTorch has two biases of 3 n_a numbers each."),
        "one block": (_but(1, 50), "a GRU has three blocks of rows: r, z, n."),
        "four blocks": (_but(1, 200), "a GRU has three blocks of rows; the LSTM has four."),
        "no b_g": (_but(2, 135), "the candidate's inner bias cannot be merged: n_a more numbers."),
        "b_g for all gates": (_but(2, 150), "only the candidate needs a second bias; in the gates "
                                            "the two are added."),
        "second layer reads n_x": (_but(3, 800), "the second layer reads both directions' states."),
        "second layer reads n_a": (_but(3, 880), "the second layer reads 2 n_a = 10 rows."),
        "one direction": (_but(3, 540), "both directions have weights of their own."),
        "layers only": (_but(4, 2), "each direction of each layer has a state."),
        "batch first": (_but(4, 7), "the states keep layers and directions in front."),
        "one direction read": (_but(5, 5), "the outputs of both directions stand side by side."),
        "all states read": (_but(5, 20), "only the top layer's states are the output."),
    },
    tolerance=0.1,
    hints=(
        "one cell: k n_a (n_x + n_a + number of biases), k = 1, 3, 4.",
        "the upper layer's n_x is what the lower one puts out.",
    ),
    title="Count",
    stars=1,
    minutes=8,
    checked="six numbers",
)  # fmt: skip

#: from one matrix per gate to PyTorch's stacks
ng_to_torch = Code(
    _ng_to_torch,
    gates_case,
    "weight_ih weight_hh bias_ih bias_hh",
    GATE_MISTAKES,
    title="A weight converter",
    stars=2,
    minutes=15,
    checked="two stacked matrices and two biases of an LSTM",
)


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


#: index lists that reorder gates
gate_orders = Numbers(
    _ORDERS,
    {
        "the other way": (_INVERSE, "these lists lead from PyTorch's order to the other one."),
        "ONNX unchanged": (_replaced(0, [0, 1, 2, 3]), "ONNX's second block is o."),
        "ONNX with its last two exchanged": (
            _replaced(0, [0, 2, 1, 3]),
            "the candidate is ONNX's last.",
        ),
        "Ng unchanged": (_replaced(4, [0, 1, 2, 3]), "the list began with f."),
        "Ng with o before the candidate": (
            _replaced(4, [1, 0, 3, 2]),
            "c is the candidate, our g.",
        ),
        "GRU unchanged": (_replaced(8, [0, 1, 2]), "ONNX's GRU begins with z."),
        "GRU turned": (_replaced(8, [2, 1, 0]), "the candidate is last in both."),
        "counted from one": (_ORDERS + 1, "Python counts from 0."),
    },
    tolerance=0.1,
    hints=(
        "for each of i, f, g, o: at which place does it stand in the other program?",
        "test a list: `[theirs[k] for k in list]` must spell ours.",
    ),
    title="Gates in another order",
    stars=1,
    minutes=7,
    checked="three index lists",
)

Run = Callable[[np.ndarray], np.ndarray]


def _runs() -> dict[str, tuple[Run, bool]]:
    """Return layers in PyTorch's axes, and whether their examples influence each other."""
    rng = np.random.default_rng(23)
    W_ih, W_hh, b = rng.normal(size=(3, 2)), rng.normal(size=(3, 3)), rng.normal(size=3)

    def right(X):
        return _torch_rnn(X, np.zeros((X.shape[1], 3)), W_ih, W_hh, b, b)[0]

    def exchanged(X):
        return right(X.swapaxes(0, 1)).swapaxes(0, 1)

    def backward(X):
        return right(X.swapaxes(0, 1)[::-1])[::-1].swapaxes(0, 1)

    def centered(X):
        return right(X - X.mean(axis=1, keepdims=True))

    def neighbor(X):
        out = right(X)
        out[:, 2] = right(X)[:, 3]
        return out

    return {
        "a correct layer": (right, False),
        "a layer that takes examples for steps": (exchanged, True),
        "one that does so from the last example to the first": (backward, True),
        "a layer that subtracts the batch's mean": (centered, True),
        "a layer that exchanges one single pair": (neighbor, True),
    }


def _mixes(run: Run, X: np.ndarray) -> bool:
    """Change one example after the other, and see whether the others' outputs move."""
    before = run(X)
    for n in range(X.shape[1]):
        moved = X.copy()
        moved[:, n] += 1
        others = np.arange(X.shape[1]) != n
        if not np.array_equal(run(moved)[:, others], before[:, others]):
            return True
    return False


def _decide(mixes: Callable) -> tuple[bool, str]:
    """Try a test on layers that do and do not mix examples."""
    X = np.random.default_rng(5).normal(size=(6, 4, 2))
    kept = X.copy()
    for name, (run, truth) in _runs().items():
        got = mixes(run, X)
        if not np.array_equal(X, kept):
            return False, "your test changed `X` itself: copy it first."
        if not isinstance(got, bool | np.bool_):
            return False, f"the answer must be True or False, got a {type(got).__name__}."
        if bool(got) != truth:
            return False, f"{name}: your test says {bool(got)}, the truth is {truth}."
    return True, f"{len(_runs())} layers told apart."


def _last_only(run, X):
    moved = X.copy()
    moved[:, -1] += 1
    return not np.array_equal(run(moved)[:, :-1], run(X)[:, :-1])


def _first_only(run, X):
    moved = X.copy()
    moved[:, 0] += 1
    return not np.array_equal(run(moved)[:, 1:], run(X)[:, 1:])


#: a test that finds examples taken for steps
mixes = Construction(
    _decide,
    _mixes,
    {
        "by shape": (lambda run, X: run(X).shape[:2] != X.shape[:2], "takes examples for steps"),
        "only the last": (_last_only, "takes examples for steps: your test says False"),
        "only the first": (_first_only, "from the last example to the first: your test says False"),
        "all at once": (lambda run, X: not np.array_equal(run(X + 1), run(X)), "a correct layer"),
        "always": (lambda run, X: True, "a correct layer: your test says True"),
        "an array": (lambda run, X: run(X) == run(X), "True or False"),
    },
    hints=(
        "change one example, keep the others: whose outputs may move?",
        "in which example must the change be made? Not every choice finds every mixture.",
    ),
    title="A test for examples that mix",
    stars=2,
    minutes=12,
    checked="a right layer passes, four that mix examples are found",
)

#: PyTorch's packed format
pack = Code(
    _pack,
    lengths_case,
    "order alive data",
    PACK_MISTAKES,
    title="Pack a batch",
    stars=2,
    minutes=15,
    checked="the order, the number of sequences alive at each step, the rows",
)

_CAUSES = {
    "float32": "then all outputs would be off by about a part in ten million.",
    "transposed": "a transposed `W_hh` spoils every step that reads a nonzero state, at once.",
    "packed": "a packed batch is exact at valid steps and zero behind them.",
    "batch_first": "exchanged axes leave the first example's first step right, hardly more.",
    "two biases": "two biases change nothing at the start; they change updates.",
}
_SYMPTOMS = {
    "A": "transposed",
    "B": "packed",
    "C": "two biases",
    "D": "float32",
    "E": "batch_first",
}

#: five comparisons, and what went wrong in each
symptoms = Choices(
    _SYMPTOMS,
    {q: {cause: text for cause, text in _CAUSES.items() if cause != right} | {
        ...: 'answer with one of "float32", "transposed", "packed", "batch_first", "two biases".'}
     for q, right in _SYMPTOMS.items()},
    title="Five comparisons that fail",
    stars=2,
    minutes=10,
    checked="five causes",
)  # fmt: skip


def _shares(calls: float, call: float, rate: float) -> np.ndarray:
    """Percent of a step spent in calls, small and large; and the batch where both are equal."""
    small, large = 2 * 4 * 32 * 36 * 8, 2 * 4 * 256 * 384 * 64  # operations
    overhead = calls * call
    percent = [100 * overhead / (overhead + work / rate) for work in (small, large)]
    return np.array([*percent, overhead * rate / (2 * 4 * 32 * 36)])


_TIMES = _shares(11, 1, 50_000)
_ONE_BLOCK = np.array([100 * 11 / (11 + 2 * 32 * 36 * 8 / 50_000),
                       100 * 11 / (11 + 2 * 256 * 384 * 64 / 50_000),
                       11 * 50_000 / (2 * 32 * 36)])  # fmt: skip

#: a model of where the time of a step goes
where_time_goes = Numbers(
    _TIMES,
    {
        "one call": (_shares(1, 1, 50_000), "a step makes 11 calls."),
        "no factor 2": (_shares(11, 1, 100_000), "a multiplication and an addition are two."),
        "one block": (_ONE_BLOCK, "an LSTM has four blocks of rows."),
        "share of the products": (np.array([100 - _TIMES[0], 100 - _TIMES[1], _TIMES[2]]),
                                  "asked is the share of the calls, not of the products."),
        "ratio instead of share": (np.array([1100 / (2 * 4 * 32 * 36 * 8 / 5e4),
                                             1100 / (2 * 4 * 256 * 384 * 64 / 5e4), _TIMES[2]]),
                                   "a share is calls / (calls + products)."),
        "as fractions": (np.array([_TIMES[0] / 100, _TIMES[1] / 100, _TIMES[2]]), "in percent."),
        "without the recurrent part": (np.array([100 * 11 / (11 + 2 * 4 * 32 * 4 * 8 / 5e4),
                                                 100 * 11 / (11 + 2 * 4 * 256 * 128 * 64 / 5e4),
                                                 11 * 5e4 / (2 * 4 * 32 * 4)]),
                                       "each unit also reads the n_a states."),
    },
    tolerance=0.3,
    hints=(
        "work of one step: 2 · 4 n_a (n_a + n_x) N operations.",
        "50 operations per nanosecond are 50,000 per microsecond.",
    ),
    title="Where the time goes",
    stars=2,
    minutes=10,
    checked="two shares and a batch size",
)  # fmt: skip

EXERCISES = (
    torch_rnn, counts, ng_to_torch, gate_orders, mixes, pack, symptoms, where_time_goes,
)  # fmt: skip
