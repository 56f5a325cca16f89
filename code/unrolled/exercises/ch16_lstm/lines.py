"""Exercise `lines` of chapter 16: the derivation, line by line."""

import numpy as np

from coursekit import Line, Lines


def _symbols(seed: int) -> dict[str, object]:
    """Draw each symbol for itself."""
    rng = np.random.default_rng(seed)
    drawn: dict[str, object] = {
        name: rng.uniform(0.2, 0.8, size=4) for name in ("i", "f", "o", "tanh_c")
    }
    drawn |= {name: rng.normal(size=4) for name in ("g", "c_prev", "da", "dc", "dc_later")}
    return drawn | {"W_aa": rng.normal(size=(16, 4)), "dz": rng.normal(size=16)}


exercise = Lines(
    {
        "dc": Line("dc_later + da * o * (1 - tanh_c**2)", "dc_later da o tanh_c",
            {
                "later missing": ("da * o * (1 - tanh_c**2)", "the next cell state reads c, too."),
                "no slope": ("dc_later + da * o", "the slope of tanh is missing."),
                "o missing": ("dc_later + da * (1 - tanh_c**2)", "the output gate is missing."),
            },
            hint="two quantities read c."),
        "dz_i": Line("dc * g * i * (1 - i)", "dc g i",
            {
                "no slope": ("dc * g", "this is the gradient of i, not of z_i."),
                "tanh slope": ("dc * g * (1 - i**2)", "i is a sigmoid."),
                "own factor": ("dc * i * i * (1 - i)", "the partner of i is g."),
            },
            hint="partner times slope."),
        "dz_f": Line("dc * c_prev * f * (1 - f)", "dc c_prev f",
            {
                "no slope": ("dc * c_prev", "this is the gradient of f, not of z_f."),
                "partner missing": ("dc * f * (1 - f)", "f multiplied the old cell state."),
                "tanh slope": ("dc * c_prev * (1 - f**2)", "f is a sigmoid."),
            },
            hint="partner times slope."),
        "dz_o": Line("da * tanh_c * o * (1 - o)", "da dc tanh_c o",
            {
                "from dc": ("dc * tanh_c * o * (1 - o)", "o stands in a, not in c."),
                "no slope": ("da * tanh_c", "this is the gradient of o, not of z_o."),
                "partner missing": ("da * o * (1 - o)", "o multiplied tanh(c)."),
            },
            hint="which equation contains o?"),
        "da_prev": Line("W_aa.T @ dz", "W_aa dz",
            {
                "with the gates' slope": ("W_aa.T @ (dz * dz)", "dz holds the slopes already."),
                "halved": ("W_aa.T @ dz / 4", "the four blocks add; nothing is averaged."),
            },
            hint="all four blocks read the state; a transpose."),
        "dc_prev_step": Line("f * dc", "f dc i",
            {
                "whole": ("dc", "the old cell entered times f."),
                "times i": ("i * dc", "i guards the new, f the old."),
                "inverted": ("(1 - f) * dc", "f = 1 keeps everything."),
            },
            hint="c = f c_prev + i g."),
    },
    _symbols,
    title="Six lines", stars=2, minutes=12, trains=(2,),
    checked="six lines, each on numbers of its own",
)  # fmt: skip
