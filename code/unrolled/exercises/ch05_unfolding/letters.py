"""Exercise `letters` of chapter 5: the formulas of the notes put right."""

import numpy as np

from coursekit import Line, Lines


def _letters(seed: int) -> dict[str, np.ndarray]:
    """Draw all symbols; n_y is n_a, so that shapes protect from nothing."""
    rng = np.random.default_rng(seed)
    n_x, n, N = 3, 4, 5
    square, column, batch = (n, n), (n, 1), (n, N)
    shapes = {"U": (n, n_x), "V": square, "W": square, "b": column, "c": column,
              "x_t": (n_x, N), "s_prev": batch, "s_t": batch, "output_prev": batch}  # fmt: skip
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


exercise = Lines(
    {
        "W_ax": Line("U", "U V W", {"W for U": ("W", "W goes from state to state.")}),
        "W_aa": Line("W", "U V W", {"V for W": ("V", "V makes the output.")}),
        "W_ya": Line("V", "U V W", {"W for V": ("W", "W makes a state.")}),
        "s_t": Line("tanh(W @ s_prev + U @ x_t + b)", "U V W b x_t s_prev output_prev",
            {
                "output fed back": ("tanh(W @ output_prev + U @ x_t + b)",
                    "with the output fed back it is a Jordan net."),
                "no bias": ("tanh(W @ s_prev + U @ x_t)", "the bias is missing."),
                "no tanh": ("W @ s_prev + U @ x_t + b", "the tanh is missing."),
                "bias outside": ("tanh(W @ s_prev + U @ x_t) + b", "the bias belongs inside."),
                "V for W": ("tanh(V @ s_prev + U @ x_t + b)", "V makes the output."),
            },
            hint="the new state needs the old state, the input and a bias.",
            note="U V W b x_t s_prev output_prev"),
        "logits": Line("V @ s_t + c", "U V W b c x_t s_prev s_t",
            {
                "lost tanh": ("V @ (W @ s_prev + U @ x_t + b) + c",
                    "without the tanh this is not the state."),
                "no bias": ("V @ s_t", "the bias is missing."),
                "old state": ("V @ s_prev + c", "the output reads the new state."),
            },
            hint="the readout sees the state and nothing else.", note="U V W b c x_t s_prev s_t"),
    },
    _letters,
    title="The letters of the notes", stars=1, minutes=8, trains=(3,),
    checked="five lines, each on numbers of its own",
)  # fmt: skip
