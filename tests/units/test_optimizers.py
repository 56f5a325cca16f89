"""Optimizers against the formulas written out, clipping, and refusals."""

import numpy as np
import pytest

from rnnlab import SGD, Adam, Momentum, Parameters, clip_by_global_norm, clip_by_value


def make(dtype=np.float64):
    p = Parameters({"W": (2, 3), "b": (2, 1)}, dtype)
    p.flat[...] = np.arange(8)
    g = p.zeros_like()
    return p, g


GRADS = np.random.default_rng(5).normal(size=(6, 8))


def run(optimizer, g):
    for row in GRADS:
        g.flat[...] = row
        optimizer.step(g)
        np.testing.assert_array_equal(g.flat, row.astype(g.dtype))


def test_sgd():
    p, g = make()
    run(SGD(p, lr=0.1), g)
    np.testing.assert_allclose(p.flat, np.arange(8) - 0.1 * GRADS.sum(0), rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize(("beta", "given"), [(0.7, {"beta": 0.7}), (0, {"beta": 0}), (0.9, {})])
def test_momentum(beta, given):
    """Also without memory, which is plain descent, and with the default."""
    p, g = make()
    run(Momentum(p, lr=0.1, **given), g)
    want, v = np.arange(8.0), np.zeros(8)
    for row in GRADS:
        v = beta * v + row
        want = want - 0.1 * v
    np.testing.assert_allclose(p.flat, want, rtol=1e-13, atol=1e-14)


ADAM = {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}  # Kingma and Ba recommend them


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ({"lr": 0.01, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3}, 1),
        ({"beta1": 0.3, "beta2": 0.4}, 1),
        ({"beta1": 0, "beta2": 0}, 1),
        ({}, 1),
        ({}, 1e-8),  # gradients so small that eps is half of what divides them
    ],
)
def test_adam(given, size):
    p, g = make()
    p.flat[...] = 0  # a step of 1e-3 is not lost beside 7
    optimizer = Adam(p, **given)
    want, m, v = np.zeros(8), np.zeros(8), np.zeros(8)
    lr, beta1, beta2, eps = (ADAM | given).values()
    for t, row in enumerate(size * GRADS, start=1):
        g.flat[...] = row
        optimizer.step(g)
        np.testing.assert_array_equal(g.flat, row)
        m = beta1 * m + (1 - beta1) * row
        v = beta2 * v + (1 - beta2) * row**2
        want = want - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        np.testing.assert_allclose(p.flat, want, rtol=1e-12, atol=1e-17)  # steps of 1e-3


@pytest.mark.parametrize("kind", [SGD, Momentum, Adam])
def test_float32_stays_float32_and_views_stay_views(kind):
    p, g = make(np.float32)
    view, flat = p["W"], p.flat
    run(kind(p, lr=0.1), g)
    assert p.flat is flat
    assert p["W"] is view
    assert p.flat.dtype == np.float32
    assert np.shares_memory(p.flat, view)


@pytest.mark.parametrize("kind", [SGD, Momentum, Adam])
@pytest.mark.parametrize("lr", [0, -1, np.nan, np.inf])
def test_learning_rate_must_be_positive(kind, lr):
    with pytest.raises(ValueError, match="lr must be a positive number"):
        kind(make()[0], lr=lr)


@pytest.mark.parametrize("beta", [1, 1.5, -0.1, np.nan])
def test_shares_must_be_in_range(beta):
    p, _ = make()
    with pytest.raises(ValueError, match=rf"beta must be in \[0, 1\), got {beta}"):
        Momentum(p, lr=1, beta=beta)
    for name in ("beta1", "beta2"):
        with pytest.raises(ValueError, match=rf"{name} must be in \[0, 1\), got {beta}"):
            Adam(p, **{name: beta})


@pytest.mark.parametrize("eps", [0, -1e-8, np.nan])
def test_eps_must_be_positive(eps):
    with pytest.raises(ValueError, match=f"eps must be a positive number, got {eps}"):
        Adam(make()[0], eps=eps)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_global_norm(dtype):
    _, g = make(dtype)
    g.flat[...] = GRADS[0]
    before = g.flat.copy()
    norm = float(np.linalg.norm(before.astype(np.float64)))  # as it is computed for float32, too
    assert clip_by_global_norm(g, norm * 1.01) == pytest.approx(norm, rel=1e-15)
    np.testing.assert_array_equal(g.flat, before)  # shorter than the limit: nothing happens
    assert clip_by_global_norm(g, norm) == pytest.approx(norm, rel=1e-15)
    np.testing.assert_array_equal(g.flat, before)  # at the limit, too
    assert clip_by_global_norm(g, 0.5) == pytest.approx(norm, rel=1e-15)
    np.testing.assert_allclose(g.flat, before * (0.5 / norm), rtol=4 * np.finfo(dtype).eps)
    assert g.flat.dtype == dtype


def test_large_float32_gradients_do_not_overflow():
    _, g = make(np.float32)
    g.flat[...] = 1e25
    assert clip_by_global_norm(g, 1.0) == pytest.approx(1e25 * np.sqrt(8), rel=1e-6)
    np.testing.assert_allclose(g.flat, 1 / np.sqrt(8), rtol=1e-6)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_bad_gradient_is_left_alone(bad):
    _, g = make()
    g.flat[...] = GRADS[0]
    g.flat[3] = bad
    before = g.flat.copy()
    assert not np.isfinite(clip_by_global_norm(g, 0.1))
    np.testing.assert_array_equal(g.flat, before)


def test_clip_by_value():
    _, g = make()
    g.flat[...] = GRADS[0] * 10
    clip_by_value(g, 2.0)
    np.testing.assert_array_equal(g.flat, np.clip(GRADS[0] * 10, -2, 2))


@pytest.mark.parametrize("clip", [clip_by_global_norm, clip_by_value])
def test_limit_must_be_positive(clip):
    with pytest.raises(ValueError, match="limit must be a positive number, got -1"):
        clip(make()[1], -1)
