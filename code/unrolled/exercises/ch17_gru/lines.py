"""Exercise `lines` of chapter 17: backward with the reset before the product, line by line."""

import numpy as np

from coursekit import Line, Lines


def _symbols(seed: int) -> dict[str, object]:
    """Draw each symbol for itself."""
    rng = np.random.default_rng(seed)
    drawn: dict[str, object] = {name: rng.uniform(0.2, 0.8, size=4) for name in "ru"}
    drawn |= {name: rng.normal(size=4) for name in ("n", "a_prev", "da", "dk", "dz_n")}
    drawn |= {name: rng.normal(size=4) for name in ("dz_r", "dz_u")}
    return drawn | {name: rng.normal(size=(4, 4)) for name in ("W_ra", "W_ua", "W_na")}


exercise = Lines(
    {
        "dz_n": Line("da * (1 - u) * (1 - n**2)", "da u n",
            {
                "the other u": ("da * u * (1 - n**2)", "the candidate has the share 1 - u here."),
                "no slope": ("da * (1 - u)", "this is the gradient of n, not of z_n."),
                "sigmoid slope": ("da * (1 - u) * n * (1 - n)", "n is a tanh."),
            },
            hint="share times slope."),
        "dk": Line("W_na.T @ dz_n", "W_na dz_n r",
            {
                "not transposed": ("W_na @ dz_n", "back through a product goes the transpose."),
                "reset too early": ("W_na.T @ (r * dz_n)", "r acted before the product, on a."),
            },
            hint="k was multiplied by W_na, and by nothing else."),
        "dz_r": Line("dk * a_prev * r * (1 - r)", "dk dz_n W_na a_prev r",
            {
                "form with m": ("dz_n * (W_na @ a_prev) * r * (1 - r)",
                    "this is the other form, with the reset after the product."),
                "no slope": ("dk * a_prev", "this is the gradient of r, not of z_r."),
                "partner missing": ("dk * r * (1 - r)", "r multiplied the old state."),
            },
            hint="k = r * a_prev: who is r's partner?"),
        "dz_u": Line("da * (a_prev - n) * u * (1 - u)", "da a_prev n u",
            {
                "sign": ("da * (n - a_prev) * u * (1 - u)", "u = 1 keeps the old state."),
                "only the old": ("da * a_prev * u * (1 - u)", "u also takes from the candidate."),
                "no slope": ("da * (a_prev - n)", "this is the gradient of u, not of z_u."),
            },
            hint="u stands in the mixture twice."),
        "da_later": Line("W_ra.T @ dz_r + W_ua.T @ dz_u + r * dk + u * da",
            "W_ra dz_r W_ua dz_u r dk u da",
            {
                "direct path missing": ("W_ra.T @ dz_r + W_ua.T @ dz_u + r * dk",
                    "the mixture reads the old state, too."),
                "reset missing": ("W_ra.T @ dz_r + W_ua.T @ dz_u + dk + u * da",
                    "the old state entered k times r."),
                "gates missing": ("r * dk + u * da", "both gates read the old state."),
                "share of the new": ("W_ra.T @ dz_r + W_ua.T @ dz_u + r * dk + (1 - u) * da",
                    "the old state has the share u."),
            },
            hint="the old state has four readers."),
    },
    _symbols,
    title="The reset before the product", stars=2, minutes=10, trains=(1,),
    checked="five lines, each on numbers of its own",
)  # fmt: skip
