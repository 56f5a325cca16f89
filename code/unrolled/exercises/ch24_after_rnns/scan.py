"""Exercise `scan` of chapter 24: the parallel scan."""

import numpy as np

from coursekit import Code, Mistake


def scan_case(seed: int) -> tuple:
    """Draw what the steps keep and add; eleven steps, so that the last level is not full.

    One gate is closed: nobody can divide by products of f.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``f`` and ``u``, each (11, 2, 3).

    Examples
    --------
    >>> scan_case(0)[0].shape
    (11, 2, 3)
    """
    rng = np.random.default_rng(seed)
    f, u = rng.uniform(0.5, 1.2, size=(11, 2, 3)), rng.normal(size=(11, 2, 3))
    f[3, 1, 2] = 0
    return f, u


def scan(f, u):
    f, h, shift = f.copy(), u.copy(), 1
    while shift < len(h):
        h[shift:] = h[shift:] + f[shift:] * h[:-shift]
        f[shift:] = f[shift:] * f[:-shift]
        shift = 2 * shift
    return h


_H, _F = "h[shift:] + f[shift:] * h[:-shift]", "f[shift:] * f[:-shift]"

exercise = Code(
    scan, scan_case, "h",
    title="All steps in four levels", stars=2, minutes=15, trains=(1,),
    checked="all states, with a number of steps that is no power of two",
    mistakes=[
        Mistake("f first", f"h[shift:] = {_H}\n        f[shift:] = {_F}",
            f"f[shift:] = {_F}\n        h[shift:] = {_H}",
            "h was updated with the f of the next level.",
            "which f belongs to this level: the one before or after the update?"),
        Mistake("f not updated", f"f[shift:] = {_F}", "f[shift:] = f[shift:]",
            "after the first level f must say what the last two, four, ... steps keep together.",
            "what does f hold at the second level?"),
        Mistake("distance grows by one", "2 * shift", "shift + 1",
            "the distance doubles from level to level; yours grows by one.",
            "after level k, how many terms does h hold?"),
        Mistake("last level missing", "shift < len(h)", "2 * shift < len(h)",
            "the last level is missing: the end has not seen the beginning.",
            "how many levels do 11 steps need?"),
        Mistake("one level only", "shift = 2 * shift", "shift = len(h)",
            "every step has seen its left neighbor and nothing more.",
            "how often does the loop run?"),
        Mistake("first level missing", "u.copy(), 1", "u.copy(), 2",
            "the first level has distance 1.", "which distances are there?"),
        Mistake("f of the earlier step", "f[shift:] * h[:-shift]", "f[:-shift] * h[:-shift]",
            "what arrives from the past is multiplied by what *this* step keeps.",
            "in h_t = f_t h_(t-1) + u_t, which f is it?"),
        Mistake("u instead of h", "f[shift:] * h[:-shift]", "f[shift:] * u[:-shift]",
            "a level takes in the *results* of the level before.",
            "what does the step to the left hold by now?"),
        Mistake("f squared", "f[shift:] * f[:-shift]", "f[shift:] ** 2",
            "the two steps put together keep the product of *their* f.", "whose f are multiplied?"),
        Mistake("f added", "f[shift:] * f[:-shift]", "f[shift:] + f[:-shift]",
            "what two steps keep together is a product.", "keep 0.5 of 0.5: how much is left?"),
        Mistake("nothing forgotten", "f[shift:] * h[:-shift]", "h[:-shift]",
            "the past arrives whole; f must multiply it.", "where does f act?"),
        Mistake("overwritten", _H, "f[shift:] * h[:-shift]",
            "what a step has added itself is lost.",
            "two terms make the new h: which one is missing?"),
        Mistake("against time", f"h[shift:] = {_H}\n        f[shift:] = {_F}",
            "h[:-shift] = h[:-shift] + f[:-shift] * h[shift:]\n        f[:-shift] = f[:-shift] * "
            "f[shift:]",
            "the future flows into the past.", "which step may influence which?"),
        Mistake("last state only", "return h", "return h[-1]",
            "all states are wanted.", "how many steps has the result?"),
    ],
)  # fmt: skip
