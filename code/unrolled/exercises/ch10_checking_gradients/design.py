"""Exercise `design` of chapter 10: a check that must reject the whole catalogue."""

import numpy as np

from coursekit import Construction
from rnnlab.diagnostics import central_difference, complex_step, relative_error

from .. import ch10_checking_gradients as ch10  # as on the page
from ..ch09_bptt.rnn_backward import exercise as rnn_backward
from ._cases import MOVED, draw, errors, path


def check(backward):
    rng = np.random.default_rng(0)
    T, n_x, n_a, N = 5, 2, 3, 4
    shapes = (n_a, n_a), (n_a, n_x), (n_a, 1), (T, n_x, N), (n_a, N)
    W_aa, W_ax, b_a, x, a0 = (rng.normal(size=s) for s in shapes)
    dout, mask = rng.normal(size=(T, n_a, N)), np.ones((T, N), bool)
    mask[3:, 1] = mask[1:, 2] = mask[1:2, 3] = False

    a = ch10.path(x, a0, mask, W_aa, W_ax, b_a)
    got = backward(dout, x, a, mask, W_aa, W_ax)
    moved = [w.astype(complex) for w in (W_aa, W_ax, b_a, x, a0)]
    W, U, b, x_c, a_c = moved

    def loss():
        path = ch10.path(x_c, a_c, mask, W, U, b)
        return (dout * path[1:]).sum()

    for g, w in zip(got, moved, strict=True):
        if relative_error(g, complex_step(loss, w)) > 1e-6:
            return False
    return True


def _shapes_only(backward):
    given, mask, dout = draw(0)
    a = path(**given, mask=mask)
    got = backward(dout, given["x"], a, mask, given["W_aa"], given["W_ax"])
    return all(g.shape == given[name].shape for g, name in zip(got, MOVED, strict=True))


def _one_step(backward):
    return max(errors(backward, draw(0, T=1, padding=False)).values()) < 1e-6


def _loose(backward):
    return max(errors(backward, draw(0, scale=0.01, padding=False)).values()) < 1e-2


def _no_padding(backward):
    return max(errors(backward, draw(0, padding=False)).values()) < 1e-6


def _too_strict(backward):
    return max(errors(backward, draw(0), central_difference, float).values()) < 1e-12


#: checks that are too weak or too strict: name -> (the check, a piece of the verdict)
WEAK = {
    "shapes only": (_shapes_only, "rejects 0 of"),
    "one step": (_one_step, "it lets pass"),
    "small weights and one percent": (_loose, "it lets pass"),
    "no padding": (_no_padding, "it lets pass"),
    "stricter than the judge": (_too_strict, "it rejects the right pass"),
}


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


exercise = Construction(
    _decide_check,
    check,
    WEAK,
    stub=_not_written,
    hints=(
        "look at the names of the passes that slip through: what must a case have to show them?",
        "several steps, several examples, a ragged mask, a0 not zero, weights of order 1.",
        "compare all five arrays, dx and da0 too, with a threshold of 1e-6.",
    ),
    title="A check that nothing slips through", stars=3, minutes=25, trains=(2, 3),
    checked="the right pass is accepted, every pass of the catalogue rejected",
)  # fmt: skip
