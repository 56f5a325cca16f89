"""Exercise `detour` of chapter 16: one step back along one cell, with its detours."""

import numpy as np

from coursekit import Line, Lines


def detour_symbols(seed: int) -> dict[str, float]:
    """Draw each symbol for itself.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    dict
        Symbol -> number; gates between 0 and 1, the others of both signs, w_i and w_g of different
        ones.

    Examples
    --------
    >>> 0 < detour_symbols(0)["f"] < 1
    True
    """
    rng = np.random.default_rng(seed)
    drawn = {k: rng.uniform(0.2, 0.8) for k in ("i", "f", "o", "o_prev")}
    signs = ("g", "tanh_c_prev"), ("c_prev", "w_i", "w_f", "w_g", "w_o")
    drawn |= {k: rng.choice([-1, 1]) * rng.uniform(0.2, 0.8) for k in signs[0]}
    drawn |= {k: rng.choice([-1, 1]) * rng.uniform(0.5, 2.0) for k in signs[1]}
    drawn["w_g"] *= -np.sign(drawn["w_g"] * drawn["w_i"])  # signs that differ, for the bound
    return drawn | {k: rng.normal() for k in ("direct", "shown", "by_i", "by_f", "by_g")}


exercise = Lines(
    {
        "direct": Line("f", "f i c_prev",
            {
                "the gate's partner": ("c_prev", "this is the slope by f, not by c<t-1>."),
                "input gate": ("i", "i guards the new, f the old."),
                "one": ("1", "that is the LSTM of 1997, without a forget gate."),
            },
            hint="c = f c_prev + i g, with the gates held still."),
        "shown": Line("o_prev * (1 - tanh_c_prev**2)", "o o_prev tanh_c_prev c_prev",
            {
                "slope with c": ("o_prev * (1 - c_prev**2)", "the slope of tanh is 1 - tanh²."),
                "later gate": ("o * (1 - tanh_c_prev**2)",
                    "a<t-1> was shown by the gate of its step."),
                "no gate": ("1 - tanh_c_prev**2", "the output gate is missing."),
            },
            hint="a<t-1> = o_prev tanh(c<t-1>)."),
        "by_f": Line("w_f * f * (1 - f) * c_prev", "w_f f c_prev g",
            {
                "no slope": ("w_f * c_prev", "between z_f and f stands a sigmoid."),
                "no weight": ("f * (1 - f) * c_prev", "a<t-1> enters z_f times w_f."),
                "tanh slope": ("w_f * (1 - f**2) * c_prev", "f is a sigmoid."),
                "partner of i": ("w_f * f * (1 - f) * g", "f multiplies the old cell."),
            },
            hint="a<t-1> moves z_f, z_f moves f, and f multiplies."),
        "by_i": Line("w_i * i * (1 - i) * g", "w_i i g c_prev",
            {
                "no slope": ("w_i * g", "between z_i and i stands a sigmoid."),
                "no weight": ("i * (1 - i) * g", "a<t-1> enters z_i times w_i."),
                "partner of f": ("w_i * i * (1 - i) * c_prev", "i multiplies the candidate."),
            },
            hint="as for f, with another partner."),
        "by_g": Line("w_g * (1 - g**2) * i", "w_g g i",
            {
                "sigmoid slope": ("w_g * g * (1 - g) * i", "the candidate goes through tanh."),
                "no slope": ("w_g * i", "between z_g and g stands a tanh."),
                "partner missing": ("w_g * (1 - g**2)", "the candidate enters times i."),
            },
            hint="the slope of tanh, and the partner of g."),
        "total": Line("direct + shown * (by_f + by_i + by_g)", "direct shown by_i by_f by_g",
            {
                "no detour": ("direct", "c<t-1> is read by a<t-1>, too."),
                "state not passed": ("direct + by_f + by_i + by_g",
                    "from c<t-1> to a<t-1> there is a factor, shown."),
                "gates alone": ("shown * (by_f + by_i + by_g)", "the cell path is missing."),
                "multiplied": ("direct * shown * (by_f + by_i + by_g)", "paths add."),
            },
            hint="one path along the cell, three over a<t-1>."),
        "bound": Line("abs(w_f) * abs(c_prev) / 4 + abs(w_i) / 4 + abs(w_g)",
            "w_f w_i w_g w_o c_prev",
            {
                "signs kept": ("w_f * c_prev / 4 + w_i / 4 + w_g",
                    "terms of different sign may cancel here; take absolute values."),
                "slope of tanh at the gates": ("abs(w_f) * abs(c_prev) + abs(w_i) + abs(w_g)",
                    "true, and four times too large at the gates: the slope of a sigmoid is at "
                    "most 1/4."),
                "quarter everywhere": ("(abs(w_f) * abs(c_prev) + abs(w_i) + abs(w_g)) / 4",
                    "the slope of tanh can be 1."),
                "cell bounded by one": ("abs(w_f) / 4 + abs(w_i) / 4 + abs(w_g)",
                    "the cell can exceed 1."),
                "output gate counted": (
                    "abs(w_f) * abs(c_prev) / 4 + abs(w_i) / 4 + abs(w_g) + abs(w_o) / 4",
                    "w_o moves a<t>, not c<t>."),
            },
            hint="|shown| <= 1; put the largest value into each factor of the three terms."),
    },
    detour_symbols,
    title="What the product of f leaves out", stars=3, minutes=20, trains=(3,),
    checked="seven lines, each on numbers of its own",
)  # fmt: skip
