"""Chapter 21: keys that come from the stored runs, and solutions that are the package's."""

import numpy as np
import pytest

from rnnlab import GRU, RNN, Dense
from rnnlab.data import pad_sequences, unpad
from rnnlab.data.speech import bag_of_frames
from rnnlab.diagnostics import gradient_norm_by_lag
from unrolled.exercises import ch21_spoken_digits as ch21
from unrolled.results import cached
from unrolled.sums import ch21_spoken_digits as sums


@pytest.mark.parametrize("seed", range(3))
def test_standardize_is_the_equation(seed):
    x, mask, x_test = ch21.standardize.draw(seed)
    x_new, test_new = ch21.standardize.solution(x, mask, x_test)
    for one, other in zip(unpad(x_new, mask), sums.eq_standardize(unpad(x, mask)), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-11)
    assert not x_new[~mask[:, None] & np.ones_like(x_new, bool)].any()
    frames = np.concatenate(unpad(x, mask))
    np.testing.assert_allclose(
        test_new, (x_test - frames.mean(0)[:, None]) / frames.std(0)[:, None], rtol=1e-11
    )


@pytest.mark.parametrize("seed", range(3))
def test_bag_is_the_packages(seed):
    x, mask = ch21.bag.draw(seed)
    np.testing.assert_allclose(
        ch21.bag.solution(x, mask), bag_of_frames(unpad(x, mask)), rtol=1e-11
    )


def test_reach_is_the_packages():
    rng = np.random.default_rng(0)
    layer = RNN(2, 4, rng=rng)
    layer.forward(rng.normal(size=(5, 2, 3)), rng.normal(size=(4, 3)))
    d = rng.normal(size=(4, 3))
    ratio, last = ch21.reach.solution(layer.a, layer.params["W_aa"], d)
    lengths = gradient_norm_by_lag(layer, d)
    np.testing.assert_allclose(ratio, lengths / lengths[0], rtol=1e-11)
    dout = np.zeros((5, 4, 3))
    dout[-1] = d
    np.testing.assert_allclose(last, layer.backward(dout)[1], rtol=1e-11)


def test_numbers_on_paper():
    one, chance, parameters, keep, left, bias = ch21.on_paper.solution
    rng = np.random.default_rng(0)
    size = RNN(13, 64, rng=rng).params.flat.size + Dense(64, 10, rng=rng).params.flat.size
    assert parameters == size
    draws = rng.random((20_000, 600))
    assert abs(100 * (draws < 0.95).mean(axis=1).std() - one) < 0.03
    assert abs(100 * (draws < 0.1).mean(axis=1).std() - chance) < 0.03
    gru = GRU(1, 1, rng=rng)
    gru.params.flat[...] = 0
    for b, share in ((2.0, left / 100), (bias, 0.5)):
        gru.params["b_a"][1] = b
        out, _ = gru.forward(np.zeros((40, 1, 1)), np.ones((1, 1)))
        assert abs(out[-1].item() - share) < 1e-9
    gru.params["b_a"][1] = 2.0
    assert abs(gru.forward(np.zeros((1, 1, 1)), np.ones((1, 1)))[0].item() - keep / 100) < 1e-9


def test_claims_follow_from_the_stored_runs():
    dial, controls = cached("21_memory_dial"), cached("21_controls")
    bag = 0.945  # the page asserts the bag's number
    said = ch21.which_claim.solution
    elman, gru = dial["elman_test"], dial["gru_test"]
    assert elman[:, 0].min() < bag < elman[:, 0].max() and said["A"] == "not shown"
    assert gru[:, 0].min() > bag + 0.03 and said["B"] == "shown"
    assert controls["gru_no_bias"].max() < 0.16 and said["C"] == "refuted"
    assert controls["elman_longer"][:, 0].min() > 0.8 and said["D"] == "refuted"
    assert dial["elman_train"][:, 4].min() > 2 * elman[:, 4].max() and said["F"] == "shown"
    assert said["E"] == "not shown"


def test_padding_behind_the_digit_may_stay():
    """A batch with distractors is the same network input, wherever its padding stands."""
    rng = np.random.default_rng(0)
    clips = [rng.normal(size=(T, 2)) for T in (3, 5)]
    behind = rng.normal(size=(4, 2, 2))
    layer = RNN(2, 3, rng=rng)
    x, mask = pad_sequences(clips)
    _, state = layer.forward(x, mask=mask)
    _, last = layer.forward(behind, state)
    whole, mask = pad_sequences([np.concatenate([c, behind[:, :, i]]) for i, c in enumerate(clips)])
    np.testing.assert_allclose(layer.forward(whole, mask=mask)[1], last, rtol=1e-12)
