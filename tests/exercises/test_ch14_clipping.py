"""Chapter 14: the keys that are not computed where they stand."""

import numpy as np
import pytest

from rnnlab import RNN, SGD, Dense, Parameters, SequenceModel, clip_by_global_norm, clip_by_value
from unrolled.exercises import ch14_clipping as ch14
from unrolled.sums import ch14_clipping as sums


@pytest.mark.parametrize("seed", range(3))
def test_solution_is_the_equation(seed):
    dW_aa, dW_ax, limit = ch14.clip_all.draw(seed)
    A, X, norms = ch14.clip_all.solution(dW_aa, dW_ax, limit)
    assert (norms > limit).any() and (norms < limit).any()
    for s in range(len(dW_aa)):
        numbers = np.concatenate([dW_aa[s].ravel(), dW_ax[s].ravel()])
        got = np.concatenate([A[s].ravel(), X[s].ravel()])
        np.testing.assert_allclose(got, sums.eq_clip_norm(numbers.tolist(), limit), rtol=1e-12)


def test_numbers_are_those_of_the_reference():
    g = [3.0, 4.0, 0.0, 12.0]
    norm, first, last, edge, step = ch14.on_paper.solution
    clipped = sums.eq_clip_norm(g, 6.5)
    assert norm == 13 and first == clipped[0] and last == sums.eq_clip_value(g, 5.0)[3]
    assert abs(edge - sums.eq_cliff_edge(6.0, 1.0)) < 1e-12
    assert abs(step - 0.01 * np.linalg.norm(clipped)) < 1e-12


def updates():
    """What four of the five loops change the parameters by, and the gradient."""
    rng = np.random.default_rng(0)
    model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 1, rng=rng), loss="squared_error")
    x, y = rng.normal(size=(7, 2, 5)), 500 * rng.normal(size=(7, 1, 5))
    model.loss_and_grads(x, y)
    gradient, start, done = model.grads.flat.copy(), model.params.flat.copy(), {}

    def per_tensor():
        for g in model.grads.values():
            g *= min(1, 1 / np.linalg.norm(g))

    def clipped_copy():
        other = model.grads.zeros_like()
        other.flat[...] = model.grads.flat
        clip_by_global_norm(other, 1.0)

    before = {
        "A": lambda: clip_by_global_norm(model.grads, 1.0),
        "B": lambda: None,
        "C": per_tensor,
        "D": clipped_copy,
    }
    for name, act in before.items():
        model.params.flat[...] = start
        model.loss_and_grads(x, y)
        act()
        SGD(model.params, lr=1.0).step(model.grads)
        done[name] = start - model.params.flat
    return done, gradient


def test_the_loops_are_what_the_key_says():
    done, g = updates()
    length = np.linalg.norm(g)
    assert length > 10
    for name, step in done.items():
        cosine = step @ g / np.linalg.norm(step) / length
        said = ch14.where.solution[name]
        assert (said == "another direction") == (cosine < 0.99), name
        assert (said == "clips the gradient") == (cosine > 0.99 and np.linalg.norm(step) < 1.001)


def test_clipping_inside_backward_turns_the_gradient():
    assert ch14.where.solution["E"] == "another direction"
    rng = np.random.default_rng(1)
    layer = RNN(2, 3, rng=rng)
    x, dout = rng.normal(size=(6, 2, 1)), np.zeros((6, 3, 1))
    dout[-1] = [[9.0], [0.5], [-0.2]]
    layer.forward(x)
    layer.backward(dout)
    right, d, wrong = layer.grads["W_aa"].ravel(), dout[-1], 0
    for t in range(6, 0, -1):
        dz = (1 - layer.a[t] ** 2) * np.clip(d, -1, 1)
        wrong = wrong + dz @ layer.a[t - 1].T
        d = layer.params["W_aa"].T @ dz
    cosine = right @ wrong.ravel() / np.linalg.norm(right) / np.linalg.norm(wrong)
    assert cosine < 0.99


def test_consequences():
    g = Parameters({"b_a": (2, 1)})
    g.flat[...] = [np.inf, 1]
    clip_by_value(g, 1.0)
    assert np.isfinite(g.flat).all()
    g.flat[...] = [np.nan, 1]
    assert not np.isfinite(clip_by_global_norm(g, 1.0))
    g.flat[...] = [1e-5, 10]
    clip_by_global_norm(g, 1.0)
    np.testing.assert_allclose(g.flat[0] / g.flat[1], 1e-6)
