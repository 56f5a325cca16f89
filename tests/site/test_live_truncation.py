"""The live figure of chapter 12 cuts as `rnnlab` cuts, by keyboard and without movement."""

import numpy as np
import pytest

from rnnlab import RNN

pytestmark = pytest.mark.browser


def network(given):
    """The network of the script as a layer of the package, and its inputs as (T, 1, 1)."""
    layer = RNN(1, 2, rng=np.random.default_rng(0))
    layer.params["W_aa"] = np.array(given["W_aa"])
    layer.params["W_ax"] = np.array(given["W_ax"])[:, None]
    layer.params["b_a"] = np.zeros((2, 1))
    return layer, np.array(given["x"])[:, None, None]


def wants(given, a):
    """What half the squared error of each step wants of its state, (T, 2, 1)."""
    W_ya = np.array(given["W_ya"])[None, :]
    return W_ya.T @ (W_ya @ a - np.array(given["y"])[:, None, None])


def in_chunks(given, K):
    """dW_aa with the state passed on and no gradient passed back."""
    layer, x = network(given)
    state = np.array(given["a0"])[:, None]
    dout = wants(given, layer.forward(x, state)[0])
    for part in (slice(t, t + K) for t in range(0, len(x), K)):
        _, state = layer.forward(x[part], state)
        layer.backward(dout[part])
    return layer.grads["W_aa"].ravel()


def in_windows(given, K):
    """dW_aa with each loss sent back alone, through its own last K steps."""
    layer, x = network(given)
    layer.forward(x, np.array(given["a0"])[:, None])
    path = layer.a.copy()
    dout = wants(given, path[1:])
    for s in range(1, len(x) + 1):
        start = max(0, s - K)
        layer.forward(x[start:s], path[start])
        alone = np.zeros((s - start, 2, 1))
        alone[-1] = dout[s - 1]
        layer.backward(alone)
    return layer.grads["W_aa"].ravel()


@pytest.fixture(scope="module")
def tab(live_figure):
    return live_figure("truncation", "Try it: cut the gradient")


@pytest.fixture(scope="module", params=(0.4, 0.8, 1.0, 1.1))
def case(request, tab):
    """Spectral radius, and the numbers that the script is made of."""
    rho = request.param
    given = tab.evaluate(
        "rho => ({...rnnlabTruncation, blame: 0, compare: 0,"
        " W_aa: rnnlabTruncation.recurrent(rho), recurrent: 0})",
        rho,
    )
    assert np.abs(np.linalg.eigvals(given["W_aa"])).max() == pytest.approx(rho, rel=1e-14)
    return rho, given


@pytest.mark.parametrize("kind, truncated", [("chunks", in_chunks), ("sliding window", in_windows)])
def test_gradients_are_those_of_the_package(tab, case, kind, truncated):
    rho, given = case
    T = len(given["x"])
    full = in_chunks(given, T)
    for K in range(1, T + 1):
        got = tab.evaluate(
            "([rho, kind, K]) => rnnlabTruncation.compare(rnnlabTruncation.blame(rho), kind, K)",
            [rho, kind, K],
        )
        cut = truncated(given, K)
        np.testing.assert_allclose(got["full"], full, rtol=0, atol=1e-12)
        np.testing.assert_allclose(got["cut"], cut, rtol=0, atol=1e-12)
        lengths = np.linalg.norm(full), np.linalg.norm(cut)
        assert abs(got["cosine"] - full @ cut / np.prod(lengths)) < 1e-12
        assert abs(got["ratio"] - lengths[1] / lengths[0]) < 1e-12
        pairs = sum((s - 1) % K + 1 if kind == "chunks" else min(s, K) for s in range(1, T + 1))
        assert (got["kept"], got["pairs"]) == (pairs, T * (T + 1) // 2)


def test_the_sign_flips_only_where_memory_is_long(tab):
    """What the words on the page promise: harmless up to 0.9, opposite signs at 1."""
    cosines = tab.evaluate(
        "[0.4, 0.6, 0.8, 0.9, 1].map(rho => Array.from({length: 24}, (_, k) =>"
        " rnnlabTruncation.compare(rnnlabTruncation.blame(rho), 'sliding window', k + 1).cosine))"
    )
    *short, long = np.array(cosines)
    assert np.min(short) > 0.95
    assert (long[:10] < 0).all() and (long[11:] > 0).all()


def test_keyboard_is_enough(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    tab.locator("summary").focus()
    tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    assert "Sliding window, K = 4: 90 of 300 pairs" in status.inner_text()
    tab.keyboard.press("Tab")  # what is kept
    tab.keyboard.press("ArrowDown")
    assert "Chunks, K = 4: 60 of 300 pairs" in status.inner_text()
    tab.keyboard.press("Tab")  # K
    tab.keyboard.press("End")
    assert "Nothing is cut" in status.inner_text()
    tab.keyboard.press("Home")
    assert "24 of 300 pairs kept (filled), 8.0 %" in status.inner_text()
    tab.keyboard.press("Tab")  # the spectral radius
    tab.keyboard.press("End")
    assert "points away" in status.inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
