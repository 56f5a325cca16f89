"""Checks for the exercises of chapter 9, backpropagation through time."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ..diagnostics import relative_error
from .ch09_mistakes import PASS_MISTAKES, STEP_MISTAKES, backward, named, step
from .checking import verdict
from .old_answers import check_choices, check_numbers

#: what `backward` returns, in the order in which a mistake spreads
ARRAYS = ("dW_aa", "dW_ax", "db_a", "dx", "da0")


def _path(
    x: np.ndarray, a0: np.ndarray, mask: np.ndarray, weights: Sequence[np.ndarray]
) -> np.ndarray:
    """Return all states, padding included: the a that a backward pass needs."""
    W_aa, W_ax, b_a = weights
    a = [a0]
    for x_t, valid in zip(x, mask, strict=True):
        a.append(np.where(valid, np.tanh(W_aa @ a[-1] + W_ax @ x_t + b_a), a[-1]))
    return np.array(a)


def sequence_case(seed: int, T: int = 5) -> tuple[np.ndarray, ...]:
    """Draw the arguments of a backward pass: all sizes different, a ragged mask with a gap.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps; for T = 1 nothing is padded.

    Returns
    -------
    tuple of ndarray
        ``dout`` with shape (T, 3, 4), ``x`` (T, 2, 4), ``a`` (T+1, 3, 4), ``mask`` (T, 4),
        ``W_aa`` (3, 3), ``W_ax`` (3, 2).

    Examples
    --------
    >>> [v.shape for v in sequence_case(0)]
    [(5, 3, 4), (5, 2, 4), (6, 3, 4), (5, 4), (3, 3), (3, 2)]
    """
    rng = np.random.default_rng(seed)
    n_x, n_a, N = 2, 3, 4
    weights = [rng.normal(size=s) for s in ((n_a, n_a), (n_a, n_x), (n_a, 1))]
    x, a0 = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    mask = np.ones((T, N), bool)
    mask[3:, 1] = mask[1:, 2] = mask[1:2, 3] = False
    a = _path(x, a0, mask, weights)
    return rng.normal(size=(T, n_a, N)), x, a, mask, weights[0], weights[1]


def check_cell_backward(cell_backward: Callable) -> bool:
    """Check ``cell_backward(da, a_t, a_prev, x_t, W_aa, W_ax)``.

    Parameters
    ----------
    cell_backward : callable
        Takes da, a_t, a_prev (n_a, N), x_t (n_x, N), W_aa (n_a, n_a), W_ax (n_a, n_x); returns
        da_prev (n_a, N), dW_aa, dW_ax, db_a (n_a, 1), dx_t (n_x, N). g0 is tanh.

    Returns
    -------
    bool
        Whether all five are right.

    Examples
    --------
    >>> check_cell_backward(lambda da, a_t, a_prev, x_t, W_aa, W_ax: None)
    It returned nothing: is a `return` missing?
    False
    """
    cases = []
    for seed in range(3):
        dout, x, a, _, W_aa, W_ax = sequence_case(seed)
        cases.append((dout[0], a[1], a[0], x[0], W_aa, W_ax))
    outputs = ["da_prev", "dW_aa", "dW_ax", "db_a", "dx_t"]
    return verdict(cell_backward, cases, step, outputs, named(STEP_MISTAKES, step))


def check_rnn_backward(rnn_backward: Callable) -> bool:
    """Check ``rnn_backward(dout, x, a, mask, W_aa, W_ax)``.

    Parameters
    ----------
    rnn_backward : callable
        Takes dout (T, n_a, N), x (T, n_x, N), the path a (T+1, n_a, N), mask (T, N) of bool, W_aa,
        W_ax; returns dW_aa, dW_ax, db_a (n_a, 1), dx (T, n_x, N), da0 (n_a, N). g0 is tanh.

    Returns
    -------
    bool
        Whether all five are right.

    Examples
    --------
    >>> check_rnn_backward(backward)
    Right: dW_aa, dW_ax, db_a, dx, da0.
    True
    """
    cases = [sequence_case(seed) for seed in range(3)]
    return verdict(rnn_backward, cases, backward, ARRAYS, named(PASS_MISTAKES, backward))


def paper_case() -> tuple[np.ndarray, ...]:
    """Return the paper network of one unit: w = 0.5, u = 1, b = 0, a<0> = 1, three steps.

    Returns
    -------
    tuple of ndarray
        The arguments of a backward pass, as from :func:`sequence_case`, with shape (3, 1, 1) for
        ``dout`` and ``x``; the loss is a<1> + a<2> + a<3>.

    Examples
    --------
    >>> np.round(paper_case()[2].ravel(), 3)
    array([ 1.   ,  0.762,  0.363, -0.674])
    """
    x, mask, one = np.array([0.5, 0.0, -1.0]).reshape(3, 1, 1), np.ones((3, 1), bool), np.eye(1)
    a = _path(x, one, mask, (one / 2, one, 0 * one))
    return np.ones((3, 1, 1)), x, a, mask, one / 2, one


def check_on_paper(answer: Sequence) -> bool:
    """Check dw, du, db and da<0> of the network with three steps, worked out on paper.

    Parameters
    ----------
    answer : array_like, shape (4,)
        The four slopes, to three or more digits.

    Returns
    -------
    bool
        Whether all four are right.

    Examples
    --------
    >>> check_on_paper([..., ..., ..., ...])
    Not written yet: replace each ... by a number.
    False
    """
    case = paper_case()
    mistakes = {name: (_slopes(case, name), text) for name, text in PASS_MISTAKES.items()}
    right = _slopes(case)
    # With one unit nothing is transposed and nothing padded: such "mistakes" change no number.
    mistakes = {k: v for k, v in mistakes.items() if not np.allclose(v[0], right)}
    return check_numbers(answer, right, mistakes, tolerance=2e-3)


def _slopes(case: tuple, wrong: str = "") -> np.ndarray:
    dw, du, db, _, da0 = backward(*case, wrong=wrong)
    return np.array([dw, du, db, da0]).ravel()


# line -> (what it computes from which free symbols, known wrong lines)
_LINES = {
    "da": (
        lambda W_ya, dz_y, W_aa, dz_next: W_ya.T @ dz_y + W_aa.T @ dz_next,
        {"no future": (lambda W_ya, dz_y, W_aa, dz_next: W_ya.T @ dz_y,
                       "the second arrow that leaves a<t> is missing: into step t+1."),
         "no transpose": (lambda W_ya, dz_y, W_aa, dz_next: W_ya.T @ dz_y + W_aa @ dz_next,
                          "on the way back W_aa is transposed.")},
    ),
    "dz": (
        lambda da, a: (1 - a**2) * da,
        {"sigmoid": (lambda da, a: a * (1 - a) * da, STEP_MISTAKES["a (1 - a)"]),
         "1 - a": (lambda da, a: (1 - a) * da, STEP_MISTAKES["1 - a"]),
         "twice": (lambda da, a: (1 - np.tanh(a) ** 2) * da, STEP_MISTAKES["tanh twice"])},
    ),
    "dW_aa": (
        lambda dz, a_prev: dz @ a_prev.T,
        {"transposed": (lambda dz, a_prev: a_prev @ dz.T, STEP_MISTAKES["dW_aa transposed"])},
    ),
    "db_a": (
        lambda dz: dz.sum(1, keepdims=True),
        {"mean": (lambda dz: dz.mean(1, keepdims=True), STEP_MISTAKES["mean bias"])},
    ),
    "da_prev": (
        lambda m, W_aa, dz, da: W_aa.T @ dz + (1 - m) * da,
        {"no mask": (lambda m, W_aa, dz, da: W_aa.T @ dz, PASS_MISTAKES["padding drops d"]),
         "always": (lambda m, W_aa, dz, da: W_aa.T @ dz + da,
                    "da passes by only where the step is padding: (1 - m) * da.")},
    ),
}  # fmt: skip


def _symbols(line: str, seed: int) -> tuple[np.ndarray, ...]:
    """Draw each free symbol for itself: a<t> is *not* tanh of anything here."""
    rng = np.random.default_rng(seed)
    n_y, n_a, N = 2, 3, 4
    shapes = {"W_ya": (n_y, n_a), "dz_y": (n_y, N), "W_aa": (n_a, n_a)}
    right, _ = _LINES[line]
    names = right.__code__.co_varnames[: right.__code__.co_argcount]
    drawn = {name: rng.normal(size=shapes.get(name, (n_a, N))) for name in names}
    if "m" in drawn:
        drawn["m"] = np.array([1.0, 0.0, 1.0, 0.0])
    return tuple(drawn.values())


def check_derivation(lines: Mapping[str, Callable]) -> bool:
    """Check the lines of the derivation one after the other, each with free symbols.

    Parameters
    ----------
    lines : mapping of str to callable
        Line -> function of the symbols on its right-hand side. The symbols are drawn independently
        of each other, so only the line itself gives the right numbers.

    Returns
    -------
    bool
        Whether all lines are right.

    Examples
    --------
    >>> check_derivation({"da": lambda W_ya, dz_y, W_aa, dz_next: ...})
    Not written yet: line da.
    False
    """
    for line, (right, wrong) in _LINES.items():
        cases = [_symbols(line, seed) for seed in range(3)]
        function = lines.get(line)
        if function is None or _open(function, cases[0]):
            print(f"Not written yet: line {line}.")
            return False
        if not verdict(function, cases, right, [line], wrong):
            return False
    return True


def _open(function: Callable, case: tuple) -> bool:
    try:
        return function(*case) is ...
    except Exception as error:  # `verdict` calls it again and says what happened
        return "ellipsis" in str(error)  # half a line: W_ya.T @ dz_y + ...


def check_hides_overwriting(dout: Sequence[float]) -> bool:
    """Check a loss on which ``da = d`` instead of ``da = dout[t-1] + d`` goes unnoticed.

    Parameters
    ----------
    dout : array_like, shape (3,)
        The immediate derivatives of the loss with respect to a<1>, a<2>, a<3>, not all zero.

    Returns
    -------
    bool
        Whether both passes give the same gradient.

    Examples
    --------
    >>> check_hides_overwriting([1, 1, 1])
    Not yet: here the overwriting pass gives another gradient.
    False
    """
    if any(entry is ... for entry in dout):
        print("Not written yet: replace each ... by a number.")
        return False
    dout = np.asarray(dout, float)
    if dout.shape != (3,) or not dout.any():
        print("Not yet: give three numbers, not all of them zero.")
        return False
    case = dout.reshape(3, 1, 1), *paper_case()[1:]
    if not np.allclose(_slopes(case), _slopes(case, "future overwrites")):
        print("Not yet: here the overwriting pass gives another gradient.")
        return False
    print("Right: with a loss at the last step only, nothing is there to be overwritten.")
    return True


_CASES = {"A": "a_t in dW_aa", "B": "future not added", "C": "W_aa not transposed", "D": "no slope"}
_LINE = {"A": 3, "B": 1, "C": 7, "D": 2}
_SPOILS = {
    1: "needs a second step to show: with T = 1 there is nothing to add",
    2: "spoils everything, already with T = 1",
    3: "spoils dW_aa and nothing else",
    4: "spoils dW_ax and nothing else",
    5: "spoils db_a and nothing else",
    6: "spoils dx and nothing else",
    7: "spoils da0 already with T = 1, and everything once there are more steps",
}


def evidence() -> dict[str, dict[int, dict[str, float]]]:
    """Run the four wrong passes of the diagnosis on one step and on four.

    Returns
    -------
    dict
        Case -> T -> array -> relative error.

    Examples
    --------
    >>> evidence()["A"][1]["dx"]
    0.0
    """
    found: dict = {}
    for name, wrong in _CASES.items():
        for T in (1, 4):
            case = list(sequence_case(7, T))
            case[3] = np.ones_like(case[3])
            pairs = zip(ARRAYS, backward(*case, wrong=wrong), backward(*case), strict=True)
            errors = {key: relative_error(got, want) for key, got, want in pairs}
            found.setdefault(name, {})[T] = errors
    return found


def check_diagnosis(answers: Mapping[str, int]) -> bool:
    """Check which line is wrong in each of the four cases of :func:`evidence`.

    Parameters
    ----------
    answers : mapping of str to int
        Case -> number of the line, 1 to 7.

    Returns
    -------
    bool
        Whether all four are right.

    Examples
    --------
    >>> check_diagnosis({"A": 4, "B": 1, "C": 7, "D": 2})
    Not yet, A: a wrong line 4 spoils dW_ax and nothing else.
    False
    """
    feedback = {
        case: lambda line: f"a wrong line {line} {_SPOILS.get(line, 'is none of the seven')}."
        for case in _LINE
    }
    return check_choices(answers, _LINE, feedback)
