"""Exercises of chapter 18: what the future is worth, both directions, many layers, leaks."""

import math

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from coursekit.diagnosis import Diagnosis

from ._ch18_both import (
    BACKWARD_MISTAKES,
    FORWARD_MISTAKES,
    _brnn_backward,
    _brnn_forward,
    backward_case,
    forward_case,
)
from ._ch18_deep import (
    DEEP_MISTAKES,
    LAG_MISTAKES,
    _deep_backward,
    _fixed_lag,
    deep_case,
    lag_case,
)

_NAME, _HILL = 0.6, (0.3, 0.5)  # chance of a name; of "hill" after a name, after a thing


def _ceilings() -> np.ndarray:
    name, thing = _NAME * _HILL[0], (1 - _NAME) * _HILL[1]
    after_hill = name / (name + thing)
    nats = -_NAME * math.log(_NAME) - (1 - _NAME) * math.log(1 - _NAME)
    nats_later = -name * math.log(after_hill) - thing * math.log(1 - after_hill)
    return np.array([_NAME, after_hill, 1 - min(name, thing), nats, nats_later])


_BEST = _ceilings()


def _but(right: np.ndarray, place: int, number: float) -> np.ndarray:
    wrong = right.copy()
    wrong[place] = number
    return wrong


#: the best scores with and without the second word
ceilings = Numbers(
    _BEST,
    {
        "a coin": (_but(_BEST, 0, 0.5), "the likelier answer is right more often than a coin."),
        "guesses in proportion": (_but(_BEST, 0, 0.52), "always giving the likelier answer beats "
                                  "guessing in proportion to the chances."),
        "prior forgotten": (_but(_BEST, 1, 0.375), "weigh 0.3 and 0.5 by how frequent names and "
                            "things are."),
        "chances not made 1": (_but(_BEST, 1, 0.18), "0.18 is the chance of name *and* hill; "
                               "divide by the chance of hill."),
        "the other one": (_but(_BEST, 1, 1 - _BEST[1]), "that is the chance of a thing."),
        "all settled": (_but(_BEST, 2, 1.0), "after hill both are possible still."),
        "only hill": (_but(_BEST, 2, 1 - _BEST[1]), "that is the score after hill; the other "
                      "sentences count, too, and there one is always right."),
        "doubt counted the wrong way": (_but(_BEST, 2, 0.8), "0.2 is the chance of thing and hill; "
                                        "wrong are those that the better answer misses."),
        "bits": (_but(_BEST, 3, _BEST[3] / math.log(2)), "these are bits; asked are nats."),
        "nats of the likelier": (_but(_BEST, 3, -math.log(0.6)), "the mean is over both outcomes."),
        "nats after hill": (_but(_BEST, 4, _BEST[4] / 0.38), "that is the mean after hill alone; "
                            "0.62 of the sentences go on otherwise and cost nothing."),
        "nothing gained": (_but(_BEST, 4, _BEST[3]), "the second word has said something."),
    },
    tolerance=2e-3,
    hints=(
        "write the four chances: name and hill, name and spoke, thing and hill, thing and bear.",
        "spoke and bear settle it; only hill leaves a doubt.",
    ),
    title="What one more word is worth",
    stars=1,
    minutes=10,
    checked="five numbers, to 0.002",
)  # fmt: skip


def _counts() -> np.ndarray:
    def cell(n_x: int, n_a: int) -> int:
        return n_a * (n_a + n_x + 1)

    both, deep = 2 * cell(20, 10), 2 * cell(20, 10) + 2 * cell(20, 10)
    return np.array([cell(20, 10), both, deep, cell(20, 10) + cell(10, 10), 2 * 10 * 3 + 3])


_COUNT = _counts()

#: parameters of layers made of layers
counts = Numbers(
    _COUNT,
    {
        "no bias": (_but(_COUNT, 0, 300), "each unit has a bias, too."),
        "not squared": (_but(_COUNT, 0, 220), "every unit hears from every unit: n_a times n_a."),
        "directions share": (_but(_COUNT, 1, 310), "each direction has weights of its own."),
        "half the units each": (_but(_COUNT, 1, 260), "each direction has ten units here."),
        "second layer sees one": (_but(_COUNT, 2, 1040), "the second layer reads both directions: "
                                  "20 rows, not 10."),
        "sum of directions": (_but(_COUNT, 2, 930), "the second layer has two directions, too."),
        "layers share": (_but(_COUNT, 2, 620), "each layer has weights of its own."),
        "second layer reads x": (_but(_COUNT, 3, 620), "the second layer reads the ten states of "
                                 "the first, not x."),
        "one bias": (_but(_COUNT, 3, 510), "each layer has ten biases."),
        "readout of one": (_but(_COUNT, 4, 33), "the readout sees both directions."),
        "readout without bias": (_but(_COUNT, 4, 60), "each of the three tags has a bias."),
    },
    tolerance=0.5,
    hints=("a tanh layer has n_a (n_a + n_x + 1) parameters.",
           "what is n_x of the second layer?"),
    title="Count the parameters",
    stars=1,
    minutes=8,
    checked="five counts",
)  # fmt: skip

#: both directions, with a mask and states at both ends
brnn_forward = Code(
    _brnn_forward,
    forward_case,
    "out a_last b_first",
    FORWARD_MISTAKES,
    title="Both directions, forward",
    stars=2,
    minutes=15,
    checked="the outputs and both last states, on a padded batch",
)

#: both directions, backward
brnn_backward = Code(
    _brnn_backward,
    backward_case,
    "dW_aa dV_aa dx da0 db_end",
    BACKWARD_MISTAKES,
    title="Both directions, backward",
    stars=3,
    minutes=20,
    checked="the gradients of both recurrent matrices, of the inputs and of both starts",
)

_CHANGED = Diagnosis(
    brnn_backward,
    {"A": "halves swapped", "B": "no later gradient", "C": "state of the step itself"},
    title="Which line?",
    stars=2,
    minutes=10,
    checked="three line numbers",
)


def listing() -> str:
    """Return the right backward pass with the numbers of its lines."""
    return _CHANGED.listing


def evidence() -> str:
    """Return the table of what each changed pass gets wrong, on five steps and on one."""
    return _CHANGED.evidence()


#: which line of the backward pass was changed
diagnose = Choices(
    _CHANGED.solution,
    {
        "A": {
            9: "what is handed on cannot spoil a pass of one step, except for da0.",
            7: "that line makes `dW_aa` and nothing else.",
            ...: "which direction is spoiled, and is the line used in a pass of one step?",
        },
        "B": {
            14: "then `db_end` would be wrong after one step, too.",
            ...: "all is right with one step: which line needs an earlier turn of its loop?",
        },
        "C": {
            11: "a wrong `dv` would spoil `dx` and `db_end` as well.",
            ...: "one array is wrong: which line makes it, and nothing else?",
        },
    },
    title="Which line?",
    stars=2,
    minutes=10,
    checked="three line numbers",
)

#: two stacked layers
deep_backward = Code(
    _deep_backward,
    deep_case,
    "dV_ba dW_aa dx",
    DEEP_MISTAKES,
    title="Down and back: two layers",
    stars=2,
    minutes=15,
    checked="the link between the layers, the lower recurrent matrix, the inputs",
)

#: the exact chances d symbols later
fixed_lag = Code(
    _fixed_lag,
    lag_case,
    "alpha chances",
    LAG_MISTAKES,
    title="The best answer, d words later",
    stars=3,
    minutes=20,
    checked="the chances given the past, and given d symbols more",
)


def _causal(x):
    return np.cumsum(x, axis=0)


def _next_one(x):
    return x + np.concatenate([0.1 * x[1:], np.zeros_like(x[:1])])


def _far_ahead(x):
    out = np.cumsum(x, axis=0)
    out[0] = out[0] + 1e-4 * x[-1]
    return out


def _normalized(x):
    return np.cumsum(x - x.mean(axis=0), axis=0)


def _unit_only(x):
    out = np.cumsum(x, axis=0)
    out[:, 1] = out[:, 1] + np.concatenate([x[2:, 0], np.zeros_like(x[:2, 0])])
    return out


def _old_news(x):
    return np.concatenate([np.zeros_like(x[:1]), np.cumsum(x, axis=0)[:-1]])


def _across(x):
    """Mix the columns of one step: the batch leaks, the future does not."""
    return np.cumsum(x + x.sum(axis=2, keepdims=True), axis=0)


#: what is put before a leak test -> (function, whether it leaks, what it is)
_SUSPECTS = {
    "sum so far": (_causal, False),
    "last step's sum": (_old_news, False),
    "columns mixed": (_across, False),
    "next input": (_next_one, True),
    "last input, a little": (_far_ahead, True),
    "mean taken off": (_normalized, True),
    "one unit, two steps ahead": (_unit_only, True),
}


def _leak_test(answer) -> tuple[bool, str]:
    """Try the reader's test on functions that leak and on some that do not."""
    for seed in range(3):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=(6, 3, 4))
        for name, (f, leaks) in _SUSPECTS.items():
            before = x.copy()
            said = answer(f, x)
            if not isinstance(said, bool | np.bool_):
                return False, f"it must return True or False, got a {type(said).__name__}."
            if not (x == before).all():
                return False, "it has changed `x`: work on a copy."
            if bool(said) != leaks:
                verb = "leaks and passes your test" if leaks else "does not leak and is accused"
                return False, f"the function '{name}' {verb}."
    return True, f"all {len(_SUSPECTS)} functions are told apart."


def _solution(f, x):
    right = f(x)
    for t in range(len(x) - 1):
        changed = x.copy()
        changed[t + 1 :] += 1.0 + np.arange(changed[t + 1 :].size).reshape(changed[t + 1 :].shape)
        if not np.allclose(f(changed)[: t + 1], right[: t + 1], rtol=0, atol=1e-9):
            return True
    return False


def _last_only(f, x):
    changed = x.copy()
    changed[-1] += 1
    return not np.allclose(f(changed)[0], f(x)[0], rtol=0, atol=1e-9)


def _coarse(f, x):
    right = f(x)
    for t in range(len(x) - 1):
        changed = x.copy()
        changed[t + 1 :] += 1
        if not np.allclose(f(changed)[: t + 1], right[: t + 1], atol=1e-2):
            return True
    return False


def _present_too(f, x):
    changed = x.copy()
    changed[3] += 1
    return not np.allclose(f(changed)[:4], f(x)[:4], atol=1e-9)


def _past_changed(f, x):
    changed = x.copy()
    changed[0] += 1
    return not np.allclose(f(changed)[1:], f(x)[1:], atol=1e-9)


def _not_written(f, x):
    raise NotImplementedError


#: a property test that finds every use of the future
leak_test = Construction(
    _leak_test,
    _solution,
    {
        "looks at step 1 only": (_last_only, "'next input' leaks and passes your test"),
        "tolerance too large": (_coarse, "'last input, a little' leaks and passes your test"),
        "the present accused": (_present_too, "'sum so far' does not leak and is accused"),
        "the past changed": (_past_changed, "'sum so far' does not leak and is accused"),
        "no verdict": (lambda f, x: None, "must return True or False"),
        "always innocent": (lambda f, x: False, "'next input' leaks and passes your test"),
    },
    stub=_not_written,
    hints=(
        "change inputs *after* step t; the outputs up to step t must not move.",
        "do it for every t: a leak may reach one step ahead or five.",
    ),
    title="A test that finds leaks",
    stars=2,
    minutes=12,
    checked="seven functions, four of which use the future",
)

EXERCISES = (ceilings, counts, brnn_forward, brnn_backward, diagnose, deep_backward, fixed_lag,
             leak_test)  # fmt: skip
