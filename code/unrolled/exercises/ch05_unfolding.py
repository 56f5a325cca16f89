"""Exercises of chapter 5, unfolding."""

from itertools import product

import numpy as np

from coursekit.answers import Choices, Construction
from coursekit.lines import Line, Lines

from ._ch05_copies import as_elman, untied_slopes
from ._ch05_loops import forward_sequence, one_to_many
from ._ch05_nets import NETS, kind_of

# -- 1. who feeds whom --------------------------------------------------------------------------

KINDS = "in step", "many-to-one", "one-to-many", "encoder-decoder"
ARROWS = (
    "x1>a1 x2>a2 a1>a2 a1>y1 a2>y2",
    "x1>a1 x2>a2 a1>a2 a2>y2",
    "x1>a1 a1>a2 a1>y1 a2>y2 y1>a2",
    "x1>a1 x2>a2 a1>a2 a2>s1 go>s1 s1>s2 s1>y1 s2>y2 y1>s2",
)


def _decide_arrows(answer):
    if len(answer) != 4:
        return False, f"give four texts, one for each of {', '.join(KINDS)}; got {len(answer)}."
    for kind, given, right in zip(KINDS, answer, ARROWS, strict=True):
        got, want = set(given.replace(",", " ").split()), set(right.split())
        if missing := sorted(want - got):
            return False, f"{kind}: {len(missing)} missing, one of them into `{missing[0][3:]}`."
        if extra := sorted(got - want):
            return False, f"{kind}: `{extra[0]}` is too much."
    return True, "all four types."


def _with(k: int, arrows_of_k: str) -> tuple[str, ...]:
    """Return the right lists with one of them replaced."""
    return *ARROWS[:k], arrows_of_k, *ARROWS[k + 1 :]


#: exercise 1, the four types as lists of arrows
arrows = Construction(
    _decide_arrows,
    ARROWS,
    {
        "Jordan in step": (
            _with(0, "x1>a1 x2>a2 y1>a2 a1>y1 a2>y2"),
            "in step: 1 missing, one of them into `a2`",
        ),
        "all outputs read": (_with(1, ARROWS[0]), "many-to-one: `a1>y1` is too much"),
        "nothing fed back": (
            _with(2, "x1>a1 a1>a2 a1>y1 a2>y2"),
            "one-to-many: 1 missing, one of them into `a2`",
        ),
        "input repeated": (
            _with(2, ARROWS[2] + " x1>a2"),
            "one-to-many: `x1>a2` is too much",
        ),
        "nothing handed over": (
            _with(3, ARROWS[3].replace("a2>s1 ", "")),
            "encoder-decoder: 1 missing, one of them into `s1`",
        ),
        "encoder speaks": (
            _with(3, ARROWS[3] + " a2>y1"),
            "encoder-decoder: `a2>y1` is too much",
        ),
    },
    stub=(..., ..., ..., ...),
    hints=(
        "the arrows into the states first: what does a state need?",
        "then: which predictions are read, and which are fed back?",
    ),
    title="Who feeds whom",
    stars=1,
    minutes=8,
    checked="four lists of arrows",
)

# -- 5. the letters of the notes ----------------------------------------------------------------


def _letters(seed: int) -> dict[str, np.ndarray]:
    """Draw all symbols; n_y is n_a, so that shapes protect from nothing."""
    rng = np.random.default_rng(seed)
    n_x, n, N = 3, 4, 5
    square, column, batch = (n, n), (n, 1), (n, N)
    shapes = {"U": (n, n_x), "V": square, "W": square, "b": column, "c": column,
              "x_t": (n_x, N), "s_prev": batch, "s_t": batch, "output_prev": batch}  # fmt: skip
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


#: exercise 5, the formulas of the notes put right
letters = Lines(
    {
        "W_ax": Line("U", "U V W", {"W for U": ("W", "W goes from state to state.")}),
        "W_aa": Line("W", "U V W", {"V for W": ("V", "V makes the output.")}),
        "W_ya": Line("V", "U V W", {"W for V": ("W", "W makes a state.")}),
        "s_t": Line(
            "tanh(W @ s_prev + U @ x_t + b)",
            "U V W b x_t s_prev output_prev",
            {
                "output fed back": (
                    "tanh(W @ output_prev + U @ x_t + b)",
                    "with the output fed back it is a Jordan net.",
                ),
                "no bias": ("tanh(W @ s_prev + U @ x_t)", "the bias is missing."),
                "no tanh": ("W @ s_prev + U @ x_t + b", "the tanh is missing."),
                "bias outside": ("tanh(W @ s_prev + U @ x_t) + b", "the bias belongs inside."),
                "V for W": ("tanh(V @ s_prev + U @ x_t + b)", "V makes the output."),
            },
            hint="the new state needs the old state, the input and a bias.",
        ),
        "logits": Line(
            "V @ s_t + c",
            "U V W b c x_t s_prev s_t",
            {
                "lost tanh": (
                    "V @ (W @ s_prev + U @ x_t + b) + c",
                    "without the tanh this is not the state.",
                ),
                "no bias": ("V @ s_t", "the bias is missing."),
                "old state": ("V @ s_prev + c", "the output reads the new state."),
            },
            hint="the readout sees the state and nothing else.",
        ),
    },
    _letters,
    title="The letters of the notes",
    stars=1,
    minutes=8,
    checked="five lines, each on numbers of its own",
)

# -- 6. spot the Jordan net ---------------------------------------------------------------------

#: exercise 6; the keys are found by experiment, see `_ch05_nets`
spot = Choices(
    {name: kind_of(step) for name, step in NETS.items()},
    {
        "A": {
            "Jordan": "no output occurs in the line of the state.",
            "neither": "the old state stands on the right.",
        },
        "B": {
            "Elman": "the state's line has the output in it, not the state.",
            "neither": "the output comes from the state before: something is fed back.",
        },
        "C": {
            "Elman": "of the old state only `V @ s` is used, and that is the old output.",
            "neither": "the old state does matter, through `V @ s`.",
        },
        "D": {
            "Jordan": "the output is an input here, but the state is fed back as well.",
            "neither": "the old state stands on the right.",
        },
        "E": {
            "Elman": "nothing on the right was made by the network.",
            "Jordan": "nothing on the right was made by the network.",
        },
    },
    title="Spot the Jordan net",
    stars=2,
    minutes=6,
    checked="five snippets; the keys are computed by an experiment",
)

# -- 8. an alarm by hand ------------------------------------------------------------------------


def _decide_alarm(answer):
    w, u, b, v, c = (float(number) for number in answer)
    for bits in product((0, 1), repeat=6):
        y, seen = 0.0, False
        for t, x_t in enumerate(bits, 1):
            y = 1 / (1 + np.exp(-(v * np.tanh(w * y + u * x_t + b) + c)))
            seen = seen or x_t == 1
            if (y > 0.5) != seen:
                read, due = "".join(map(str, bits[:t])), "yes" if seen else "no"
                return False, f"after {read} it says {y:.2f}, and {due} is due."
    return True, "all 64 sequences of six bits."


#: exercise 8, a Jordan net that remembers, built without training
alarm = Construction(
    _decide_alarm,
    (4, 4, -2, 4, 0),
    {
        "no feedback": ((0, 4, -2, 4, 0), "yes is due"),
        "always on": ((4, 4, 2, 4, 0), "no is due"),
        "feedback too weak": ((0.5, 4, -2, 4, 0), "yes is due"),
    },
    stub=(..., ..., ..., ..., ...),
    hints=(
        "a is positive where w·ŷ + u·x + b is; let ŷ be near 0 or 1.",
        "choose b negative, and u and w each large enough to outweigh it alone.",
    ),
    title="An alarm without training",
    stars=2,
    minutes=8,
    checked="all sequences of six bits",
)

#: code exercises with fewer than ten mistakes, and why
FEW = {"as_elman": "two lines of algebra without a loop leave no more to get wrong"}

EXERCISES = (arrows, forward_sequence, one_to_many, as_elman, letters, spot, untied_slopes, alarm)
