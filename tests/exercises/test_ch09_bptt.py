"""Chapter 9: the right passes are the layer's, and the keys are what the passes do."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import relative_error
from unrolled.exercises import ch09_bptt as ch09


@pytest.mark.parametrize("seed", range(20))
def test_the_right_passes_are_the_layers(seed):
    rng = np.random.default_rng(seed)
    layer = RNN(2, 3, rng=rng)
    x, a0, mask = rng.normal(size=(5, 2, 4)), rng.normal(size=(3, 4)), rng.random((5, 4)) < 0.7
    weights = layer.params["W_aa"], layer.params["W_ax"]

    out, _ = layer.forward(x, a0, mask)
    dout = rng.normal(size=out.shape)
    dx, da0 = layer.backward(dout)
    got = ch09.rnn_backward.solution(dout, x, layer.a, mask, *weights)
    want = *(layer.grads[k] for k in ("W_aa", "W_ax", "b_a")), dx, da0
    assert max(relative_error(u, v) for u, v in zip(got, want, strict=True)) < 1e-13

    layer.zero_grads()
    layer.forward(x[:1], a0)
    dx, da0 = layer.backward(dout[:1])
    a = layer.a
    _, *got = ch09.cell_backward.solution(dout[0], a[1], a[0], x[0], *weights)
    want = *(layer.grads[k] for k in ("W_aa", "W_ax", "b_a")), dx[0], da0
    assert max(relative_error(u, v) for u, v in zip(got, want, strict=True)) < 1e-13


def three_steps(w=0.5, u=1.0, b=0.0, a0=1.0):
    loss, a = 0.0, a0
    for x in (0.5, 0.0, -1.0):
        a = np.tanh(w * a + u * x + b)
        loss += a
    return loss


def test_paper_numbers_are_slopes():
    h, starts = 1e-6, {"w": 0.5, "u": 1.0, "b": 0.0, "a0": 1.0}
    for (name, start), want in zip(starts.items(), ch09.on_paper.solution, strict=True):
        up, down = (three_steps(**{name: start + s * h}) for s in (1, -1))
        assert abs((up - down) / (2 * h) - want) < 1e-8


def test_paper_names_what_can_be_seen_there():
    """One unit and one example hide a transpose and a mean; the rest is named."""
    named = set(ch09.on_paper.wrong)
    assert {"no slope", "future not added", "a_t in dW_aa", "d from da", "da0 zero"} <= named
    assert not {"W_aa not transposed", "mean bias", "mask ignored", "divided by N"} & named


def test_evidence_says_what_the_feedback_says():
    found = ch09.evidence()

    def spoiled(case, T):
        return {name for name, error in found[case][T].items() if error > 1e-2}

    everything = set(ch09.ARRAYS)
    assert spoiled("A", 1) == spoiled("A", 4) == {"dW_aa"}
    assert spoiled("B", 1) == set() and spoiled("B", 4) == everything
    assert spoiled("C", 1) == {"da0"} and spoiled("C", 4) == everything
    assert spoiled("D", 1) == spoiled("D", 4) == everything
    assert ch09.diagnose.solution == {"A": 3, "B": 1, "C": 7, "D": 2}
    assert ch09.listing().splitlines()[6].startswith("7  d = ")


def test_lines_3_to_6_spoil_one_array_each():
    """No other line reads what they write."""
    body = ch09.listing().splitlines()
    for n, array in ((3, "dW_aa"), (4, "dW_ax"), (5, "db_a"), (6, "dx")):
        assert body[n - 1].split()[1].startswith(array)
        assert all(array not in other for k, other in enumerate(body, 1) if k != n)
