"""Exercise `looks_ahead` of chapter 1: a test that finds out whether a model looks ahead."""

import numpy as np

from coursekit import Construction


def _running_sum_by_fft(x):
    """Sum up to t by a fast Fourier transform: causal but for rounding."""
    n = 2 * len(x)
    spectrum = np.fft.rfft(x, n, axis=0) * np.fft.rfft(np.ones(len(x)), n)[:, None, None]
    return np.fft.irfft(spectrum, n, axis=0)[: len(x)]


def _shifted(x, steps):
    """Return x of step t + steps at step t; nothing behind the end."""
    return np.concatenate([x[steps:], np.zeros_like(x[:steps])])


#: name of a model -> (the model, whether it looks ahead)
MODELS = {
    "the running sum": (lambda x: np.cumsum(x, axis=0), False),
    "the input minus the mean of the batch": (lambda x: x - x.mean(axis=2, keepdims=True), False),
    "a running sum with rounding errors": (_running_sum_by_fft, False),
    "the sum of all that follows": (lambda x: np.cumsum(x[::-1], axis=0)[::-1], True),
    "the input plus the next one": (lambda x: x + _shifted(x, 1), True),
    "the input of two steps later": (lambda x: _shifted(x, 2), True),
    "the input plus the last one": (lambda x: x + x[-1], True),
    "the input plus the last step, x[-1] - x[-2]": (lambda x: x + (x[-1] - x[-2]), True),
}


def _decide_tamper(looks_ahead):
    for zeros in (False, True):
        x = np.random.default_rng(3).normal(size=(7, 2, 3))
        if zeros:
            x[4:] = 0
        for name, (model, ahead) in MODELS.items():
            got = looks_ahead(model, x.copy(), 4)
            if not isinstance(got, bool | np.bool_):
                return False, f"it must return True or False, got {type(got).__name__}."
            if got != ahead:
                said = "does, and your test says it does not" if ahead else (
                    "does not, and your test says it does")  # fmt: skip
                input_ = "an input that ends in zeros" if zeros else "a random input"
                return False, f"looks {name} ahead? It {said} (on {input_})."
    return True, f"all {len(MODELS)} models, on two inputs."


def looks_ahead(f, x, t):
    #: # return True or False
    rng = np.random.default_rng(0)
    tampered = x.copy()
    tampered[t:] = rng.normal(size=x[t:].shape)
    return not np.allclose(f(x)[:t], f(tampered)[:t])


def _tampered_with(x, part, value):
    tampered = x.copy()
    tampered[part] = value
    return tampered


def _differ(one, other):
    return not np.allclose(one, other)


exercise = Construction(
    _decide_tamper,
    looks_ahead,
    {
        "whole outputs compared": (
            lambda f, x, t: _differ(f(x), f(_tampered_with(x, slice(t, None), 9.0))),
            "looks the running sum ahead? It does not"),
        "only step t changed": (
            lambda f, x, t: _differ(f(x)[:t], f(_tampered_with(x, t, x[t] + 1))[:t]),
            "looks the input plus the last one ahead? It does"),
        "only the last step changed": (
            lambda f, x, t: _differ(f(x)[:t], f(_tampered_with(x, -1, x[-1] + 1))[:t]),
            "looks the input plus the next one ahead? It does"),
        "only step t - 1 compared": (
            lambda f, x, t: _differ(f(x)[t - 1], f(_tampered_with(x, t, x[t] + 1))[t - 1]),
            "looks the input of two steps later ahead? It does"),
        "one added to all": (
            lambda f, x, t: _differ(f(x)[:t], f(_tampered_with(x, slice(t, None), x[t:] + 1))[:t]),
            "plus the last step, x[-1] - x[-2] ahead? It does"),
        "future set to zero": (
            lambda f, x, t: _differ(f(x)[:t], f(_tampered_with(x, slice(t, None), 0))[:t]),
            "(on an input that ends in zeros)"),
        "past changed": (
            lambda f, x, t: _differ(f(x)[t:], f(_tampered_with(x, slice(None, t), 9.0))[t:]),
            "looks the running sum ahead? It does not"),
        "compared bit by bit": (
            lambda f, x, t: bool(
                (f(x)[:t] != f(_tampered_with(x, slice(t, None), 1 / (3 + x[t:] ** 2)))[:t]).any()
            ),
            "looks a running sum with rounding errors ahead? It does not"),
        "answer turned round": (lambda f, x, t: not looks_ahead(f, x, t),
            "looks the running sum ahead? It does not"),
    },
    stub=...,
    hints=(
        "change the input from step t on, in a copy; which outputs must not move?",
        "draw the new values at random: no rule of yours can then hide what the model does.",
        "compare with np.allclose: rounding is no look ahead.",
    ),
    title="The tamper test", stars=2, minutes=10, trains=(3,),
    checked="eight models, of which three are causal, on two inputs",
)  # fmt: skip
