"""Exercises of chapter 10: build a check, break checks, diagnose passes."""

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from coursekit.mistakes import Mistake, variant

from ._ch09_passes import path, rnn_backward
from ._ch10_checks import WEAK, draw, errors, evidence, exhibits, listing, well_designed

__all__ = ["EXERCISES", "draw", "errors", "evidence", "listing", "path"]

_U64, _U32 = np.finfo(np.float64).eps / 2, np.finfo(np.float32).eps / 2
_STEPS = np.log10([(3 * _U64) ** (1 / 3), 2 * _U64**0.5, (3 * _U32) ** (1 / 3)])

#: the best steps of three judges, as powers of ten
best_steps = Numbers(
    _STEPS,
    {
        "as small as the rounding": (
            np.log10([_U64, _U64, _U32]),
            "with a step as small as u nothing is left of the difference.",
        ),
        "square root for both": (
            np.log10([2 * _U64**0.5, 2 * _U64**0.5, 2 * _U32**0.5]),
            "the square root belongs to one-sided; central errs by the square of the step.",
        ),
        "cube root for both": (
            _STEPS[[0, 0, 2]],
            "one-sided has the error eps/2, not eps²/6: set up its sum anew.",
        ),
        "float64 everywhere": (_STEPS[[0, 1, 0]], "in float32 u is about 6e-8."),
        "fixed 1e-6": ([-6.0, -8.0, -6.0], "in float32 a step of 1e-6 moves hardly a digit."),
    },
    tolerance=0.3,
    hints=("write the error as a function of the step and set its slope to zero.",
           "central: eps/3 = u/eps². One-sided: 1/2 = 2u/eps²."),
    title="The best step",
    stars=1,
    minutes=8,
    checked="three powers of ten, to 0.3",
)  # fmt: skip


def _waves(v: np.ndarray) -> float:
    """A function whose slopes differ in every entry and depend on the others."""
    weights = np.arange(1, v.size + 1).reshape(v.shape)
    return float((weights * np.sin(v)).sum() + np.exp(v.mean()) + v[0, 0] * v[-1, -1] ** 2)


def _function_case(seed: int) -> tuple:
    return _waves, np.random.default_rng(seed).normal(size=(3, 2)), 0.01


def _central_slopes(f, v, eps):
    slopes = np.zeros(v.shape)
    for k in np.ndindex(v.shape):
        up, down = v.copy(), v.copy()
        up[k] += eps
        down[k] -= eps
        slopes[k] = (f(up) - f(down)) / (2 * eps)
    return slopes


#: central differences of any function
central_slopes = Code(
    _central_slopes,
    _function_case,
    "slopes",
    [
        Mistake("one-sided", "f(down)) / (2 * eps)", "f(v)) / eps",
                "this is a one-sided difference: it errs by eps, not by eps².",
                "between which two points do you take the difference?"),
        Mistake("one step, divided by two", "f(down)) / (2 * eps)", "f(v)) / (2 * eps)",
                "the points are eps apart, and you divide by 2 eps.",
                "how far apart are the two points?"),
        Mistake("divided by eps", "(2 * eps)", "eps",
                "the two points are 2 eps apart.",
                "how far apart are the two points?"),
        Mistake("multiplied by eps", "/ (2 * eps)", "/ 2 * eps",
                "without brackets Python divides by 2 and then multiplies by eps.",
                "in which order are `/` and `*` done?"),
        Mistake("opposite sign", "f(up) - f(down)", "f(down) - f(up)",
                "the slope has the wrong sign.",
                "which of the two points is to the right?"),
        Mistake("all entries moved", "up[k] += eps", "up += eps",
                "the point above moves in all entries; one slope needs one entry.",
                "which entries differ between `up` and v?"),
        Mistake("not divided", " / (2 * eps)", "",
                "a difference is no slope yet.",
                "rise over what?"),
        Mistake("moves pile up", "up, down = v.copy(), v.copy()",
                "up, down = (v.copy(), v.copy()) if not any(k) else (up, down)",
                "entries moved before are still moved.",
                "what must be undone before the next entry?"),
        Mistake("relative step", "up[k] += eps", "up[k] += eps * v[k]",
                "a step relative to v[k] needs the same in the denominator, and fails at zero.",
                "by how much is v[k] moved?"),
        Mistake("last entry left out", "np.ndindex(v.shape)", "list(np.ndindex(v.shape))[:-1]",
                "the last entry is never visited.",
                "how many entries has v?"),
    ],
    title="Central differences",
    stars=1,
    minutes=12,
    checked="the slopes of a function of six numbers; v is unchanged",
)  # fmt: skip


def _decide_check(check) -> tuple[bool, str]:
    """Let a check look at the right pass and at every wrong one."""
    if not all(check(rnn_backward.solution) for _ in range(3)):
        return False, "it rejects the right pass."
    passed = [name for name, (wrong, _) in rnn_backward.wrong.items() if check(wrong)]
    total = len(rnn_backward.wrong)
    said = f"it rejects {total - len(passed)} of {total} wrong passes"
    if passed:
        return False, f"{said}; it lets pass: {', '.join(passed[:4])}{' ...' * (len(passed) > 4)}."
    return True, f"{said} and accepts the right one."


def _not_written(backward):
    raise NotImplementedError


#: a check that must reject the whole catalogue
design = Construction(
    _decide_check,
    well_designed,
    WEAK,
    stub=_not_written,
    hints=(
        "look at the names of the passes that slip through: what must a case have to show them?",
        "several steps, several examples, a ragged mask, a0 not zero, weights of order 1.",
        "compare all five arrays, dx and da0 too, with a threshold of 1e-6.",
    ),
    title="A check that nothing slips through",
    stars=3,
    minutes=25,
    checked="the right pass is accepted, every pass of the catalogue rejected",
)

_LINES = dict(enumerate(rnn_backward.source.rstrip().splitlines(), 1))
_MAKES = {
    "da": "everything",
    "dz": "everything",
    "dW_aa": "`dW_aa` alone",
    "dW_ax": "`dW_ax` alone",
    "db_a": "`db_a` alone",
    "dx[t": "`dx` alone",
    "d": "all that lies before the last step",
}


def _about(right: int) -> dict:
    """Say of each other line of the loop what it would spoil."""
    said = {}
    for n, line in _LINES.items():
        word = line.split()[0]
        if n != right and line.startswith("        ") and word in _MAKES:
            said[n] = f"line {n}, if wrong, spoils {_MAKES[word]}; compare with the evidence."
    return said | {...: "answer with the number of a line of the loop."}


_KEYS = {letter: line for letter, (_, line) in exhibits().items()}

#: five passes to diagnose
diagnose = Choices(
    _KEYS,
    {letter: _about(line) for letter, line in _KEYS.items()},
    title="Five broken passes",
    stars=2,
    minutes=12,
    checked="the numbers of five lines",
)

_NOT_TRANSPOSED = variant(rnn_backward.solution, (("W_aa.T @ dz", "W_aa @ dz"),))
_DROPS = variant(
    rnn_backward.solution, (("np.where(mask[t - 1], W_aa.T @ dz, da)", "W_aa.T @ dz"),)
)


def _hides_transpose(W_aa) -> tuple[bool, str]:
    """Decide whether a missing transpose hides at this matrix."""
    W = np.asarray(W_aa, float)
    if W.shape != (3, 3):
        return False, f"`W_aa` must have shape (3, 3), got {W.shape}."
    off = abs(W[~np.eye(3, dtype=bool)])
    if off.min() < 0.1 or abs(W).max() > 2:
        return False, "every entry off the diagonal must be at least 0.1 in size, none above 2."
    given, mask, dout = draw(0)
    worst = max(errors(_NOT_TRANSPOSED, (given | {"W_aa": W}, mask, dout)).values())
    return worst < 1e-10, f"the largest error of the wrong pass is {worst:.2g}; it must vanish."


#: a matrix at which a missing transpose hides
hide_transpose = Construction(
    _hides_transpose,
    [[0.5, 0.3, -0.2], [0.3, -0.4, 0.6], [-0.2, 0.6, 0.1]],
    {
        "any matrix": ([[0.5, 0.3, -0.2], [0.4, -0.4, 0.6], [-0.1, 0.7, 0.1]], "largest error"),
        "antisymmetric": ([[0.0, 0.3, -0.2], [-0.3, 0.0, 0.6], [0.2, -0.6, 0.0]], "largest error"),
        "diagonal": ([[0.5, 0, 0], [0, 0.5, 0], [0, 0, 0.5]], "off the diagonal"),
        "of ones, too large": (np.full((3, 3), 3.0).tolist(), "none above 2"),
    },
    stub=[[...] * 3] * 3,
    hints=("for which matrices does the transpose change nothing?",),
    title="Hide the missing transpose",
    stars=1,
    minutes=8,
    checked="the wrong pass must agree with the judge to 1e-10",
)  # fmt: skip


def _hides_drop(answer) -> tuple[bool, str]:
    """Decide whether dropping d at padding hides at this mask and these losses."""
    mask, dout = np.asarray(answer[0], bool), np.asarray(answer[1], float)
    if mask.shape != (5, 2) or dout.shape != (5, 2):
        return False, f"both must have shape (5, 2), got {mask.shape} and {dout.shape}."
    if (~mask).sum() < 3 or not mask.any(axis=0).all():
        return False, "at least three steps must be padding, and each example needs a real one."
    if (abs(dout) > 0).sum() < 4:
        return False, "at least four of the losses must count: dout not zero there."
    given, _, _ = draw(0)
    given = given | {"x": given["x"][:, :, :2], "a0": given["a0"][:, :2]}
    case = given, mask, np.repeat(dout[:, None], 3, axis=1)
    worst = max(errors(_DROPS, case).values())
    return worst < 1e-10, f"the largest error of the wrong pass is {worst:.2g}; it must vanish."


_PADDED_END = [[1, 1], [1, 1], [1, 0], [1, 0], [1, 0]]
_PADDED_START = [[1, 0], [1, 0], [1, 0], [1, 1], [1, 1]]

#: a mask and losses at which dropping d at padding hides
hide_padding = Construction(
    _hides_drop,
    (_PADDED_END, [[1, 1], [1, 1], [1, 0], [1, 0], [1, 0]]),
    {
        "a loss at padding": ((_PADDED_END, np.ones((5, 2)).tolist()), "largest error"),
        "padding at the start": ((_PADDED_START, _PADDED_START), "largest error"),
        "no padding": ((np.ones((5, 2)).tolist(), np.ones((5, 2)).tolist()), "at least three"),
        "no losses": ((_PADDED_END, np.zeros((5, 2)).tolist()), "at least four"),
    },
    hints=(
        "d is dropped at padding: when is there nothing to drop?",
        "nothing may come from later steps, and nothing from the padded step itself.",
    ),
    title="Hide what padding drops",
    stars=2,
    minutes=10,
    checked="the wrong pass must agree with the judge to 1e-10",
)


def _ids_case(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    ids = rng.integers(0, 6, size=(4, 5))
    ids[0, :2], ids[1, 0], ids[:, 4] = 3, 3, [0, 1, 2, 5]  # repeated in a step and over steps
    return rng.normal(size=(4, 3, 5)), ids, 7


def _scatter_add(dx, ids, n_v):
    T, n_x, N = dx.shape
    dE = np.zeros((n_x, n_v))
    for t in range(T):
        for n in range(N):
            dE[:, ids[t, n]] += dx[t, :, n]
    return dE


#: the gradient of an embedding
scatter_add = Code(
    _scatter_add,
    _ids_case,
    "dE",
    [
        Mistake("last use wins", "+= dx[t, :, n]", "= dx[t, :, n]",
                "a symbol used twice has two terms, and they add up.",
                "what happens at the second use of a symbol?"),
        Mistake("repeats within a step dropped",
                "for n in range(N):\n            dE[:, ids[t, n]] += dx[t, :, n]",
                "if N:\n            dE[:, ids[t]] += dx[t]",
                "`dE[:, ids[t]] += ...` writes once per symbol: equal ids in one step are lost.",
                "what does NumPy do if an index occurs twice?"),
        Mistake("mean over uses", "return dE",
                "return dE / np.maximum(1, np.bincount(ids.ravel(), minlength=n_v))",
                "the terms add up; they are not averaged.",
                "where is the division?"),
        Mistake("reshaped instead of transposed", "dx[t, :, n]",
                "dx.reshape(T * N, n_x)[t * N + n]",
                "reshape does not move an axis: numbers of several examples get mixed.",
                "how do you get from (T, n_x, N) to rows of n_x numbers?"),
        Mistake("ids from one", "ids[t, n]]", "ids[t, n] - 1]",
                "ids count from 0; your columns are shifted by one.",
                "which column belongs to id 0?"),
        Mistake("first step skipped", "range(T)", "range(1, T)",
                "the first step is missing.",
                "does the first input have a gradient?"),
        Mistake("last step skipped", "range(T)", "range(T - 1)",
                "the last step is missing.",
                "how many steps does dx have?"),
        Mistake("first example only", "range(N)", "range(1)",
                "only the first example adds anything.",
                "which columns of dx are used?"),
        Mistake("steps in reverse", "ids[t, n]]", "ids[T - 1 - t, n]]",
                "the ids run backward against dx.",
                "do ids and dx belong to the same step?"),
        Mistake("ids of one example", "ids[t, n]]", "ids[t, 0]]",
                "every example uses the ids of the first one.",
                "which ids belong to example n?"),
        Mistake("divided by N", "+= dx[t, :, n]", "+= dx[t, :, n] / N",
                "the 1/M of a mean is in `dx` already.",
                "where is the division?"),
    ],
    title="Gather forward, scatter backward",
    stars=1,
    minutes=10,
    checked="all columns of dE, with repeated ids",
)  # fmt: skip

_CAUSES = ("step too small", "precision", "bug", "kink", "not emptied")
_SYMPTOMS = dict(zip("12345", _CAUSES, strict=True))
_CLUES = {
    "step too small": "that would spoil all arrays, in float64, at a tiny step.",
    "precision": "that would be float32: errors of about a thousandth everywhere.",
    "bug": "a bug spoils an array whatever the step, and leaves unrelated arrays exact.",
    "kink": "a kink needs relu and spoils single entries.",
    "not emptied": "then a second call would give a larger error than the first.",
}

#: what a symptom says
alarms = Choices(
    _SYMPTOMS,
    {q: {c: _CLUES[c] for c in _CAUSES if c != right} | {
        ...: 'answer with one of "step too small", "precision", "bug", "kink", "not emptied".'}
     for q, right in _SYMPTOMS.items()},
    title="Alarm, or false alarm?",
    stars=1,
    minutes=10,
    checked="five causes",
)  # fmt: skip

EXERCISES = (best_steps, central_slopes, alarms, diagnose, scatter_add, hide_transpose,
             hide_padding, design)  # fmt: skip
