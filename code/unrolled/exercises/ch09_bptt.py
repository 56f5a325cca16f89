"""Exercises of chapter 9, backpropagation through time."""

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.lines import Line, Lines
from coursekit.mistakes import line_of
from rnnlab.diagnostics import relative_error

from ._ch09_cell import cell_backward
from ._ch09_passes import path, rnn_backward, sequence_case

#: what the backward pass returns
ARRAYS = rnn_backward.outputs

# -- 1. on paper --------------------------------------------------------------------------------

_TOLERANCE = 2e-3


def paper_case() -> tuple[np.ndarray, ...]:
    """Return the paper network of one unit: w = 0.5, u = 1, b = 0, a<0> = 1, three steps.

    Returns
    -------
    tuple of ndarray
        The arguments of a backward pass, as for `rnn_backward`, with shape (3, 1, 1) for ``dout``
        and ``x``; the loss is a<1> + a<2> + a<3>.

    Examples
    --------
    >>> np.round(paper_case()[2].ravel(), 3)
    array([ 1.   ,  0.762,  0.363, -0.674])
    """
    x, mask, one = np.array([0.5, 0.0, -1.0]).reshape(3, 1, 1), np.ones((3, 1), bool), np.eye(1)
    return np.ones((3, 1, 1)), x, path(x, one, mask, one / 2, one, 0 * one), mask, one / 2, one


def _slopes(backward, case: tuple) -> np.ndarray:
    dw, du, db, _, da0 = backward(*case)
    return np.array([dw, du, db, da0]).ravel()


def _paper_mistakes() -> dict[str, tuple[np.ndarray, str]]:
    """Make the mistakes of `rnn_backward` on paper; leave out what changes no number there.

    With one unit nothing is transposed, with one example nothing is averaged, nothing is padded.
    """
    case, found = paper_case(), {}
    taken = [_slopes(rnn_backward.solution, case)]
    for mistake in rnn_backward.mistakes:
        numbers = _slopes(rnn_backward.variant(mistake), case)
        if all(np.abs(numbers - other).max() > 2 * _TOLERANCE for other in taken):
            found[mistake.name] = numbers, mistake.says
            taken.append(numbers)
    return found


#: exercise 1, dw, du, db and da<0> of three steps
on_paper = Numbers(
    _slopes(rnn_backward.solution, paper_case()),
    _paper_mistakes(),
    tolerance=_TOLERANCE,
    hints=(
        "write down the three states first, then the slopes 1 - a².",
        "from the right: da of step 3 is 1; da of step 2 is 1 plus what step 3 sends back.",
        "dw adds dz times the state before, du adds dz times the input, db adds dz.",
    ),
    title="On paper",
    stars=1,
    minutes=15,
    checked="four slopes, to three digits",
)

# -- 2. the derivation --------------------------------------------------------------------------


def _symbols(seed: int) -> dict[str, object]:
    """Draw each symbol for itself: a is *not* tanh of anything here."""
    rng = np.random.default_rng(seed)
    n_x, n_y, n_a, N = 5, 2, 3, 4
    shapes = {"W_ya": (n_y, n_a), "dz_y": (n_y, N), "y": (n_y, N), "y_hat": (n_y, N),
              "W_aa": (n_a, n_a), "x_t": (n_x, N)}  # fmt: skip
    for name in ("da", "a", "a_prev", "dz", "dz_next"):
        shapes[name] = n_a, N
    drawn = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return drawn | {"m": np.array([1.0, 0.0, 1.0, 1.0]), "M": 11.0, "N": float(N)}


#: exercise 2, seven lines between the loss and the step before
derivation = Lines(
    {
        "dz_y": Line(
            "m * (y_hat - y) / M",
            "m y_hat y M N",
            {
                "sign": ("m * (y - y_hat) / M", "the sign is flipped: prediction minus target."),
                "no mean": ("m * (y_hat - y)", "the loss is a mean over the real steps."),
                "divided by N": ("m * (y_hat - y) / N", "the mean is over the M real steps."),
                "padding counts": ("(y_hat - y) / M", "padding has no loss."),
                "slope of g1": (
                    "m * (y_hat - y) * y_hat * (1 - y_hat) / M",
                    "the slope of g1 has canceled against the loss already.",
                ),
            },
            hint="a real step weighs 1/M, padding nothing.",
        ),
        "da": Line(
            "W_ya.T @ dz_y + W_aa.T @ dz_next",
            "W_ya dz_y W_aa dz_next",
            {
                "no future": ("W_ya.T @ dz_y", "the second arrow that leaves a<t> is missing."),
                "no output": ("W_aa.T @ dz_next", "the arrow into the output is missing."),
                "no transpose": (
                    "W_ya.T @ dz_y + W_aa @ dz_next",
                    "on the way back a matrix is transposed.",
                ),
            },
            hint="two arrows leave a<t>.",
        ),
        "dz": Line(
            "(1 - a**2) * da",
            "a da",
            {
                "no slope": ("da", "the slope of tanh is missing."),
                "sigmoid": ("a * (1 - a) * da", "this is the slope of the sigmoid."),
                "1 - a": ("(1 - a) * da", "a square is missing in the slope of tanh."),
                "tanh twice": ("(1 - tanh(a)**2) * da", "a is a tanh already."),
                "divided": ("da / (1 - a**2)", "backward multiplies by the slope."),
            },
            hint="what is the slope of tanh, written with a?",
        ),
        "dW_aa": Line(
            "dz @ a_prev.T",
            "dz a a_prev",
            {
                "transposed": ("a_prev @ dz.T", "rows belong to dz: this is the transpose."),
                "a_t": ("dz @ a.T", "W_aa was multiplied with the state before the step."),
            },
            hint="an outer product, added over the examples.",
        ),
        "dW_ax": Line(
            "dz @ x_t.T",
            "dz x_t a_prev",
            {
                "transposed": ("x_t @ dz.T", "rows belong to dz: this is the transpose."),
                "a_prev": ("dz @ a_prev.T", "W_ax was multiplied with the input."),
            },
            hint="an outer product, added over the examples.",
        ),
        "db_a": Line(
            "dz.sum(axis=1, keepdims=True)",
            "dz N",
            {
                "mean": ("dz.sum(axis=1, keepdims=True) / N", "each example has used b_a."),
                "not summed": ("dz", "one bias serves all examples: add over them."),
                "wrong axis": (
                    "dz.sum(axis=0, keepdims=True)",
                    "the examples are the columns: add over axis 1.",
                ),
                "flat": ("dz.sum(axis=1)", "a bias is a column: keep the axis."),
            },
            hint="one bias serves all examples.",
        ),
        "d_prev": Line(
            "W_aa.T @ dz + (1 - m) * da",
            "m W_aa dz da",
            {
                "no mask": ("W_aa.T @ dz", "padding drops what arrives, but it copied the state."),
                "always": ("W_aa.T @ dz + da", "the copy is made at padding only."),
                "mask upside down": ("W_aa.T @ dz + m * da", "m is 1 at real steps."),
            },
            hint="a real step sends back through W_aa, padding passes on what it got.",
        ),
    },
    _symbols,
    title="Fill in the derivation",
    stars=2,
    minutes=15,
    checked="seven lines, each on numbers of its own",
)

# -- 5. a loss that hides a mistake -------------------------------------------------------------

_OVERWRITES = rnn_backward.wrong["future overwrites"][0]


def _decide_hiding(dout) -> tuple[bool, str]:
    dout = np.asarray(dout, float)
    if dout.shape != (3,) or not np.isfinite(dout).all() or not dout.any():
        return False, "give three numbers, not all of them zero."
    case = dout.reshape(3, 1, 1), *paper_case()[1:]
    right, wrong = _slopes(rnn_backward.solution, case), _slopes(_OVERWRITES, case)
    if not np.allclose(right, wrong, rtol=1e-9, atol=1e-12):
        return False, f"here the overwriting pass gives dw = {wrong[0]:.3f}, not {right[0]:.3f}."
    return True, "both passes give the same gradient."


#: exercise 5, three immediate slopes
hides_overwriting = Construction(
    _decide_hiding,
    [0, 0, 1],
    {
        "loss at every step": ([1, 1, 1], "here the overwriting pass gives"),
        "loss at the first step": ([1, 0, 0], "here the overwriting pass gives"),
        "loss at the last two": ([0, 1, 1], "here the overwriting pass gives"),
        "no loss": ([0, 0, 0], "not all of them zero"),
        "two numbers": ([0, 1], "give three numbers"),
    },
    stub=[..., ..., ...],
    hints=(
        "at which steps is something there to be overwritten?",
        "the mistake replaces dout[t-1] by d at steps 1 and 2: make both of these dout ...",
    ),
    title="Added, not overwritten",
    stars=1,
    minutes=5,
    checked="both passes give the same gradient",
)

# -- 6. four passes -----------------------------------------------------------------------------

_CASES = {"A": "a_t in dW_aa", "B": "future not added", "C": "W_aa not transposed", "D": "no slope"}
_FIRST = line_of(rnn_backward.source, "da = dout")[0]
_EDITED = {m.name: line_of(rnn_backward.source, m.old)[0] for m in rnn_backward.mistakes}
_LINE = {letter: _EDITED[name] - _FIRST + 1 for letter, name in _CASES.items()}
_SPOILS = {
    1: "needs a second step to show: with T = 1 there is nothing to add.",
    2: "spoils everything, already with T = 1.",
    3: "spoils dW_aa and nothing else.",
    4: "spoils dW_ax and nothing else.",
    5: "spoils db_a and nothing else.",
    6: "spoils dx and nothing else.",
    7: "spoils da0 already with T = 1, and everything once there are more steps.",
}


def listing() -> str:
    """Return the lines of the loop, numbered from 1.

    Returns
    -------
    str
        One line of text per line of code.

    Examples
    --------
    >>> print(listing().splitlines()[0])
    1  da = dout[t - 1] + d
    """
    lines = rnn_backward.source.splitlines()[_FIRST - 1 :]
    loop = [line.strip() for line in lines if line.startswith("        ")]
    return "\n".join(f"{n}  {line}" for n, line in enumerate(loop, 1))


def evidence() -> dict[str, dict[int, dict[str, float]]]:
    """Run the four wrong passes of the diagnosis on one step and on four, without padding.

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
    for letter, name in _CASES.items():
        for T in (1, 4):
            case = list(sequence_case(7, T))
            case[3] = np.ones_like(case[3])
            wrong, right = rnn_backward.wrong[name][0](*case), rnn_backward.solution(*case)
            pairs = zip(ARRAYS, wrong, right, strict=True)
            found.setdefault(letter, {})[T] = {k: relative_error(u, v) for k, u, v in pairs}
    return found


#: exercise 6, which line is wrong
diagnose = Choices(
    _LINE,
    {
        letter: {n: f"a wrong line {n} {spoils}" for n, spoils in _SPOILS.items() if n != right}
        | {...: "answer with the number of a line, 1 to 7."}
        for letter, right in _LINE.items()
    },
    title="Four broken passes",
    stars=2,
    minutes=10,
    checked="the numbers of four lines",
)

EXERCISES = on_paper, derivation, cell_backward, rnn_backward, hides_overwriting, diagnose
