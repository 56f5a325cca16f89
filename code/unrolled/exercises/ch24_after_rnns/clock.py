"""Exercise `clock` of chapter 24: two minimal layers that name the first of equals."""

import numpy as np

from coursekit import Construction


def _first_kept(answer: tuple) -> tuple[bool, str]:
    """Run a clock and a memory behind it, and see whether it holds the first symbol at the end."""
    p, theta, beta = (float(v) for v in answer)
    if not 0 <= p <= 1:
        return False, f"`p` is a gate: between 0 and 1, got {p:.4g}."
    if abs(beta) > 1000:
        return False, f"`beta` may be at most 1000 in size, got {beta:.4g}."
    rng = np.random.default_rng(24)
    symbols, clock, memory = rng.choice([-1.0, 1.0], size=(50, 200)), 0.0, np.zeros(200)
    gates = []
    for x_t in symbols:
        clock = p * clock + (1 - p)
        z = 1 / (1 + np.exp(-np.clip(beta * (clock - theta), -700, 700)))
        memory = z * memory + (1 - z) * x_t
        gates.append(z)
    worst = np.abs(memory - symbols[0]).max()
    said = (f"the gate z is {gates[0]:.3g}, {gates[1]:.3g}, {gates[-1]:.3g} at steps 1, 2 and 50; "
            f"the memory is off by {worst:.2g}")  # fmt: skip
    return bool(worst < 0.01), f"{said} (wanted: below 0.01)."


def answer():
    p, theta, beta = 0.5, 0.625, 400
    return p, theta, beta


exercise = Construction(
    _first_kept,
    answer(),
    {
        "threshold too low": ((0.5, 0.4, 400.0), "the gate z is 1, 1, 1"),
        "threshold too high": ((0.5, 0.8, 400.0), "at steps 1, 2 and 50"),
        "threshold at the limit": ((0.5, 1.2, 400.0), "the gate z is 2.5e-122"),
        "too soft": ((0.5, 0.625, 20.0), "the gate z is 0.0759, 0.924"),
        "wrong sign": ((0.5, 0.625, -400.0), "the gate z is 1,"),
        "clock at once": ((0.0, 0.625, 400.0), "the gate z is 1, 1, 1"),
        "clock stands still": ((1.0, 0.625, 400.0), "the memory is off by"),
        "no gate": ((1.5, 0.625, 400.0), "is a gate"),
    },
    answer=answer,
    hints=(
        "the clock runs through 1 - p, 1 - p², 1 - p³, ...",
        "the gate must be 0 at step 1 and 1 from step 2 on: put `theta` between the first two.",
    ),
    title="A clock for the gate", stars=2, minutes=10, trains=(3,),
    checked="fifty steps, 200 sequences: the memory must hold the first symbol",
)  # fmt: skip
