"""Exercise `where_time_goes` of chapter 23: a model of where the time of a step goes."""

import numpy as np

from coursekit import Numbers


def _shares(calls: float, call: float, rate: float) -> np.ndarray:
    """Percent of a step spent in calls, small and large; and the batch where both are equal."""
    small, large = 2 * 4 * 32 * 36 * 8, 2 * 4 * 256 * 384 * 64  # operations
    overhead = calls * call
    percent = [100 * overhead / (overhead + work / rate) for work in (small, large)]
    return np.array([*percent, overhead * rate / (2 * 4 * 32 * 36)])


_TIMES = _shares(11, 1, 50_000)
_ONE_BLOCK = np.array([100 * 11 / (11 + 2 * 32 * 36 * 8 / 50_000),
                       100 * 11 / (11 + 2 * 256 * 384 * 64 / 50_000),
                       11 * 50_000 / (2 * 32 * 36)])  # fmt: skip
_RATIO = np.array([1100 / (2 * 4 * 32 * 36 * 8 / 5e4), 1100 / (2 * 4 * 256 * 384 * 64 / 5e4),
                   _TIMES[2]])  # fmt: skip
_INPUT_ONLY = np.array([100 * 11 / (11 + 2 * 4 * 32 * 4 * 8 / 5e4),
                        100 * 11 / (11 + 2 * 4 * 256 * 128 * 64 / 5e4),
                        11 * 5e4 / (2 * 4 * 32 * 4)])  # fmt: skip


def answer():
    small, large = 2 * 4 * 32 * 36 * 8, 2 * 4 * 256 * 384 * 64
    numbers = [100 * 11 / (11 + small / 50_000),
               100 * 11 / (11 + large / 50_000),
               11 * 50_000 / (2 * 4 * 32 * 36)]  # fmt: skip
    return numbers


exercise = Numbers(
    _TIMES,
    {
        "one call": (_shares(1, 1, 50_000), "a step makes 11 calls."),
        "no factor 2": (_shares(11, 1, 100_000), "a multiplication and an addition are two."),
        "one block": (_ONE_BLOCK, "an LSTM has four blocks of rows."),
        "share of the products": (np.array([100 - _TIMES[0], 100 - _TIMES[1], _TIMES[2]]),
            "asked is the share of the calls, not of the products."),
        "ratio instead of share": (_RATIO, "a share is calls / (calls + products)."),
        "as fractions": (np.array([_TIMES[0] / 100, _TIMES[1] / 100, _TIMES[2]]), "in percent."),
        "without the recurrent part": (_INPUT_ONLY, "each unit also reads the n_a states."),
    },
    answer=answer, tolerance=0.3,
    hints=(
        "work of one step: 2 · 4 n_a (n_a + n_x) N operations.",
        "50 operations per nanosecond are 50,000 per microsecond.",
    ),
    title="Where the time goes", stars=2, minutes=10, trains=(4,),
    checked="two shares and a batch size",
)  # fmt: skip
