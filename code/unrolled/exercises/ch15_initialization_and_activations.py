"""Exercises of chapter 15: variances, orthogonal matrices, gains and popular advice."""

import numpy as np

from coursekit.answers import Choices, Numbers
from coursekit.code import Code
from coursekit.lines import Line, Lines
from coursekit.mistakes import Mistake

from ._ch15_builds import adder, critical_gain, driven_growth

__all__ = ["EXERCISES", "driven_growth"]

# -- 1. on paper --------------------------------------------------------------------------------


def _paper() -> np.ndarray:
    """Return Glorot's bound, He's deviation, a mean square, a length and a growth."""
    glorot, he = np.sqrt(6 / (20 + 30)), np.sqrt(2 / 50)
    return np.array([glorot, he, 25 * 0.01 * 4, 3 * 0.9**10, 1.2 * np.sqrt(0.5)])


_RIGHT = _paper()


def _but(place: int, number: float) -> np.ndarray:
    wrong = _RIGHT.copy()
    wrong[place] = number
    return wrong


#: five numbers about scales
on_paper = Numbers(
    _RIGHT,
    {
        "columns only": (_but(0, np.sqrt(6 / 30)), "Glorot's rule adds rows and columns."),
        "variance for bound": (_but(0, 2 / 50), "that is the variance, not the bound."),
        "deviation for bound": (_but(0, 0.2), "a uniform distribution reaches sqrt 3 deviations."),
        "rows for columns": (_but(1, np.sqrt(2 / 80)), "a unit adds up as many terms as columns."),
        "factor 2 forgotten": (_but(1, np.sqrt(1 / 50)), "ReLU loses half of the mean square."),
        "no root": (_but(1, 2 / 50), "that is the variance; asked is the standard deviation."),
        "standard deviation of w": (_but(2, 25 * 0.1 * 4), "it is the variance that multiplies."),
        "not squared a": (_but(2, 25 * 0.01 * 2), "take the mean square of a, not its root."),
        "n forgotten": (_but(2, 0.01 * 4), "25 terms add up."),
        "once": (_but(3, 2.7), "each of the ten steps multiplies by the gain."),
        "gain left out": (_but(3, 3.0), "an orthogonal matrix times 0.9 shortens."),
        "half": (_but(4, 0.6), "half of the *squared* slopes are 0: take the root."),
        "slopes left out": (_but(4, 1.2), "half of the units let nothing through."),
    },
    tolerance=2e-3,
    hints=("variance of a uniform distribution on ±s: s²/3.",
           "lengths multiply at each step; slopes enter by their root mean square."),
    title="On paper",
    stars=1,
    minutes=10,
    checked="five numbers",
)  # fmt: skip

# -- 2. the derivation --------------------------------------------------------------------------


def _symbols(seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    numbers = {"n": 40.0, "var_w": 0.03, "mean_a2": 2.0, "mean_z2": 3.0, "rows": 20.0,
               "columns": 70.0, "s": 0.6, "gain": 1.2, "k": 6.0, "length": 2.5}  # fmt: skip
    return {name: value * rng.uniform(0.9, 1.1) for name, value in numbers.items()}


#: the variances of the chapter, line by line
lines = Lines(
    {
        "mean square of z": Line(
            "n * var_w * mean_a2",
            "n var_w mean_a2",
            {
                "n forgotten": ("var_w * mean_a2", "n terms add up."),
                "root of n": ("sqrt(n) * var_w * mean_a2", "mean squares add up, not lengths."),
                "var squared": ("n * var_w**2 * mean_a2", "var w is the mean square already."),
            },
            hint="the mean square of a product of independent factors is a product.",
        ),
        "mean square after ReLU": Line(
            "mean_z2 / 2",
            "mean_z2",
            {
                "nothing lost": ("mean_z2", "ReLU sets half of the numbers to 0."),
                "a quarter": ("mean_z2 / 4", "the other half keeps its squares."),
                "root": ("mean_z2 / sqrt(2)", "half of the mean *square* is lost."),
            },
            hint="z is symmetric around 0.",
        ),
        "He's variance": Line(
            "2 / columns",
            "rows columns",
            {
                "rows": ("2 / rows", "a unit adds up its inputs: columns."),
                "both": ("2 / (rows + columns)", "that is Glorot's."),
                "no ReLU": ("1 / columns", "that keeps the size without ReLU."),
            },
            hint="n var w / 2 must be 1.",
        ),
        "variance of U(-s, s)": Line(
            "s**2 / 3",
            "s",
            {
                "width": ("s**2 / 12", "the interval is 2 s wide."),
                "no third": ("s**2", "that is the largest square."),
                "root": ("s / sqrt(3)", "that is the standard deviation."),
            },
            hint="the mean of w² over the interval: an integral.",
        ),
        "Glorot's bound": Line(
            "sqrt(6 / (rows + columns))",
            "rows columns",
            {
                "variance": ("2 / (rows + columns)", "that is the variance."),
                "deviation": ("sqrt(2 / (rows + columns))", "the bound is sqrt 3 deviations."),
                "mean forgotten": ("sqrt(3 / (rows + columns))", "the mean size is half the sum."),
            },
            hint="set s²/3 to one over the mean of rows and columns.",
        ),
        "length after k steps": Line(
            "gain**k * length",
            "gain k length",
            {
                "once": ("gain * length", "each step multiplies."),
                "k times": ("k * gain * length", "factors multiply; they do not add up."),
                "start left out": ("gain**k", "the vector had a length before."),
            },
            hint="gain times an orthogonal matrix scales every length by the gain.",
        ),
    },
    _symbols,
    title="Six lines",
    stars=2,
    minutes=12,
    checked="six lines, each on numbers of its own",
)

# -- 3. orthogonal ------------------------------------------------------------------------------


def _draw(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    while True:
        G = rng.normal(size=(5, 5))
        Q, R = np.linalg.qr(G)
        if abs(np.sign(np.diag(R)).sum()) < 5 and (np.diag(Q) * np.diag(R) < 0).any():
            return G, 1.3


def _from_gaussian(G, gain):
    Q, R = np.linalg.qr(G)
    signs = np.sign(np.diag(R))
    return gain * Q * signs


_SIGNS = "np.sign(np.diag(R))"
_OUT = "gain * Q * signs"

#: an orthogonal matrix from a Gaussian one
from_gaussian = Code(
    _from_gaussian,
    _draw,
    "W_aa",
    [
        Mistake("no sign fix", _OUT, "gain * Q",
                "the matrix is orthogonal, but its signs are the library's habit.",
                "where does R enter?"),
        Mistake("signs on the rows", _OUT, "gain * Q * signs[:, None]",
                "the signs scale the rows; each belongs to a column of Q.",
                "how does an array of shape (5,) broadcast against Q?"),
        Mistake("sign of Q's diagonal", _SIGNS, "np.sign(np.diag(Q))",
                "the signs are those of R's diagonal, not of Q's.",
                "whose diagonal is made positive?"),
        Mistake("signs turned", _SIGNS, "-np.sign(np.diag(R))",
                "the diagonal of R becomes negative instead of positive.",
                "multiply your result without gain by its R: is the diagonal positive?"),
        Mistake("diagonal instead of sign", _SIGNS, "np.diag(R)",
                "columns are scaled by the numbers on R's diagonal; only their signs are wanted.",
                "how long are your columns?"),
        Mistake("absolute value", _SIGNS, "np.abs(np.diag(R)) / np.diag(R).max()",
                "sizes of R's diagonal are left in the result, its signs are not.",
                "which numbers can `signs` hold?"),
        Mistake("all of R", _SIGNS, "np.sign(R)",
                "the whole of R is used; below its diagonal it is zero.",
                "how many signs does the rule need?"),
        Mistake("Q transposed", _OUT, "gain * Q.T * signs",
                "the factor is transposed before its columns meet the signs.",
                "which of Q's sides belongs to R?"),
        Mistake("R returned", _OUT, "gain * R * signs[:, None]",
                "that is the triangular factor.",
                "which of the two factors is orthogonal?"),
        Mistake("G returned", _OUT, "gain * Q @ R",
                "this product is G again.",
                "is your result times its transpose a multiple of the identity?"),
        Mistake("gain left out", _OUT, "Q * signs",
                "the gain does not enter.",
                "what are the singular values to be?"),
        Mistake("divided by gain", _OUT, "Q * signs / gain",
                "singular values are one over the gain.",
                "does a larger gain make longer columns?"),
        Mistake("root of the gain", _OUT, "np.sqrt(gain) * Q * signs",
                "the gain is to be every singular value itself, not its square.",
                "what length has a column of your result?"),
        Mistake("normalized columns", _OUT, "gain * G / np.linalg.norm(G, axis=0)",
                "columns have the right length, but they are not orthogonal to each other.",
                "what is the product of two of your columns?"),
        Mistake("divided by the norm", _OUT, "gain * G / np.linalg.norm(G, 2)",
                "only the largest singular value is the gain; the others are smaller.",
                "are all singular values alike?"),
        Mistake("QR of the transpose", "np.linalg.qr(G)", "np.linalg.qr(G.T)",
                "the columns of G are to be made orthonormal, not its rows.",
                "what do you factor?"),
    ],
    title="Orthogonal, from a Gaussian matrix",
    stars=2,
    minutes=15,
    checked="all entries, signs included",
)  # fmt: skip

# -- 6. popular advice --------------------------------------------------------------------------

_ADVICE = {
    "relu alone": ("worse than tanh", {
        "cures vanishing": "half of the slopes are 0: growth is 0.7 per step.",
        "same as sigmoid": "the sigmoid is far worse: at most a quarter per step."}),
    "orthogonal, sigmoid": ("at most 1/4", {
        "1": "the matrix keeps lengths; the slopes do not.",
        "at most 1/2": "1/2 is the value of the sigmoid at 0, not its slope."}),
    "IRNN, no input": ("nothing changes", {
        "the state vanishes": "the identity and a slope of 1 keep every positive number.",
        "the state explodes": "nothing is added without input."}),
    "stronger input, tanh": ("growth falls", {
        "growth rises": "stronger input drives units into the flat part.",
        "no effect": "the slopes depend on the states, and the states on the input."}),
    "error 0.167 on adding": ("has learned to guess", {
        "nearly solved": "compare with the trivial baseline, 1/6.",
        "worse than guessing": "guessing 1 has exactly 1/6."}),
    "orthogonal after training": ("not guaranteed", {
        "yes": "an update adds a gradient, and nothing makes the sum orthogonal.",
        "yes, with clipping": "clipping changes the length of an update, not what it leads to."}),
}  # fmt: skip

#: what holds of six situations
advice = Choices(
    {question: right for question, (right, _) in _ADVICE.items()},
    {question: said for question, (_, said) in _ADVICE.items()},
    title="Popular advice",
    stars=1,
    minutes=8,
    checked="six answers, each wrong one with its reason",
)

EXERCISES = (on_paper, lines, from_gaussian, critical_gain, adder, advice)
