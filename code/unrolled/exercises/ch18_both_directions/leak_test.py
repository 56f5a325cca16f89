"""Exercise `leak_test` of chapter 18: a property test that finds every use of the future."""

import numpy as np

from coursekit import Construction


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


def leak_test(f, x):
    right = f(x)
    for t in range(len(x) - 1):
        changed = x.copy()
        rest = changed[t + 1 :]
        rest += 1.0 + np.arange(rest.size).reshape(rest.shape)
        moved = f(changed)[: t + 1] - right[: t + 1]
        if abs(moved).max() > 1e-9:
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


exercise = Construction(
    _leak_test,
    leak_test,
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
    title="A test that finds leaks", stars=2, minutes=12, trains=(5,),
    checked="seven functions, four of which use the future",
)  # fmt: skip
