"""Chapter 21: the package against explicit sums over plain indices."""

import numpy as np
import pytest

from rnnlab.data import speech
from rnnlab.data.speech import Digits, bag_of_frames, split_digits, standardize
from rnnlab.functions import softmax
from rnnlab.regression import softmax_regression
from unrolled.sums import ch21_spoken_digits as sums

SEEDS = range(3)


def clips(seed):
    rng = np.random.default_rng(seed)
    return [rng.normal(3, 5, size=(T, 4)) for T in (3, 7, 5)]


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_standardize(seed):
    frames = np.concatenate(clips(seed))
    got = standardize(clips(seed), frames.mean(axis=0), frames.std(axis=0))
    for one, other in zip(got, sums.eq_standardize(clips(seed)), strict=True):
        close(one, other)


def test_training_frames_decide(monkeypatch):
    """Split: the training part is what the equation makes of it alone."""
    known = Digits(clips(0) + clips(1), np.arange(6))
    monkeypatch.setattr(speech, "spoken_digits", lambda: known)
    train, test = split_digits(2, rng=np.random.default_rng(0))
    assert sorted([*train.digits, *test.digits]) == list(range(6))
    want = sums.eq_standardize([known.clips[i] for i in train.digits])
    for one, other in zip(train.clips, want, strict=True):
        close(one, other)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bag_of_frames(seed):
    want = np.stack([sums.eq_bag_of_frames(clip) for clip in clips(seed)], axis=1)
    close(bag_of_frames(clips(seed)), want)
    close(bag_of_frames(clips(seed), deviation=False), want[:4])


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_softmax_regression(seed):
    """Its readout gives these probabilities, and their cost has no slope left."""
    rng = np.random.default_rng(seed)
    phi, y = rng.normal(size=(3, 40)), rng.integers(0, 4, 40)
    decay = 0.1
    head = softmax_regression(phi, y, 4, updates=2000, decay=decay)
    W, b = head.params["W_ya"], head.params["b_y"]
    got = softmax(head.forward(phi[None]))[0]
    want = np.stack([sums.eq_softmax_regression(W, b[:, 0], phi[:, n]) for n in range(40)], axis=1)
    close(got, want)
    dz = (want - (np.arange(4)[:, None] == y)) / 40
    assert abs(dz @ phi.T + decay * W).max() < 1e-5
    assert abs(dz.sum(axis=1, keepdims=True) + decay * b).max() < 1e-5
