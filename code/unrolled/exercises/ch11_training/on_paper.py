"""Exercise `on_paper` of chapter 11: limits of the learning rate, and a first step of Adam."""

from coursekit import Numbers


def valley(
    steep: float = 50, flat: float = 2, beta: float = 0.9, rate: float = 0.03
) -> list[float]:
    """Return what the exercise asks about a valley with two curvatures.

    Parameters
    ----------
    steep, flat : float
        The curvatures.
    beta : float
        Of momentum.
    rate : float
        The rate at which the flat direction is watched.

    Returns
    -------
    list of float
        Limits of the rate for SGD and for momentum, factor of the flat direction per update of SGD,
        and how far Adam's first step goes with rate 0.01.

    Examples
    --------
    >>> [round(v, 3) for v in valley()]
    [0.04, 0.076, 0.94, 0.01]
    """
    return [2 / steep, 2 * (1 + beta) / steep, 1 - rate * flat, 0.01]


_SGD, _MOMENTUM, _FACTOR, _STEP = valley()


def answer():
    numbers = [2 / 50, 2 * 1.9 / 50, 1 - 0.03 * 2, 0.01]
    return numbers


exercise = Numbers(
    valley(),
    {
        "one over the curvature": ([_SGD / 2, _MOMENTUM / 2, _FACTOR, _STEP],
            "at one over the curvature the steep direction lands in the minimum; it may "
            "overshoot by up to its own distance before it grows."),
        "flat curvature": ([2 / 2, 2 * 1.9 / 2, _FACTOR, _STEP],
            "the limit comes from the *largest* curvature: that direction diverges first."),
        "momentum like SGD": ([_SGD, _SGD, _FACTOR, _STEP],
            "momentum brakes what jumps to and fro, so its limit is larger."),
        "momentum smaller": ([_SGD, 2 * 0.1 / 50, _FACTOR, _STEP],
            "for momentum the limit grows by 1 + beta; you multiplied by 1 - beta."),
        "steep factor": ([_SGD, _MOMENTUM, 1 - 0.03 * 50, _STEP],
            "the third number is about the flat direction, with curvature 2."),
        "shrinks by": ([_SGD, _MOMENTUM, 0.03 * 2, _STEP],
            "that is the share that goes away; asked is the factor that stays."),
        "step with the gradient": ([_SGD, _MOMENTUM, _FACTOR, 0.01 * 250],
            "Adam divides by the size of the gradient, so its first step does not depend on it."),
        "uphill": ([_SGD, _MOMENTUM, _FACTOR, -_STEP],
            "the gradient is negative, so the weight must grow."),
        "not corrected": ([_SGD, _MOMENTUM, _FACTOR, 0.01 * 0.1 / 0.001**0.5],
            "that is the first step without the corrections."),
    },
    answer=answer, tolerance=5e-4,
    hints=(
        "SGD multiplies a direction of curvature c by 1 - rate * c at each update.",
        "it grows when that factor is below -1.",
        "after one update the corrected means are g and g squared.",
    ),
    title="A valley on paper", stars=1, minutes=10, trains=(1, 2),
    checked="four numbers to three digits; known mistakes are named",
)  # fmt: skip
