"""Exercise `on_paper` of chapter 2: a rose, an unknown tulip, and what they cost."""

import numpy as np

from coursekit import Numbers

__all__ = ["rose_numbers"]

TRAIN, TEST = "a rose is a rose is a rose".split(), "a rose is a tulip".split()


def rose_numbers(
    letters: int = 27, ends: int = 1, of_unknown: bool = False, said: bool = True
) -> list[float]:
    """Return the four numbers of the paper exercise, or what a mistake makes of them.

    Parameters
    ----------
    letters : int
        Symbols among which the speller chooses evenly.
    ends : int
        Symbols spelled beyond the letters of a word.
    of_unknown : bool
        Whether the spelling is divided by the unknown words instead of all.
    said : bool
        Whether saying ``<unk>`` is paid for.

    Returns
    -------
    list of float
        Share of ``<unk>`` in training and test, bits per token, bits per token of the text.

    Examples
    --------
    >>> print(np.round(rose_numbers(), 3).tolist())
    [0.25, 0.4, 1.649, 10.208]
    """
    known = ("a", "rose")
    p = {w: TRAIN.count(w) / len(TRAIN) for w in known}
    p_unk = 1 - sum(p.values())
    unknown = [w for w in TEST if w not in known]
    B = float(np.mean([-np.log2(p.get(w, p_unk)) for w in TEST]))
    symbols = sum(len(w) + ends for w in unknown)
    spelled = symbols * np.log2(letters) / (len(unknown) if of_unknown else len(TEST))
    free = 0.0 if said else len(unknown) * np.log2(p_unk) / len(TEST)
    return [p_unk, len(unknown) / len(TEST), B, float(B + free + spelled)]


_ROSE = rose_numbers()


def answer():
    s = np.log2(27)
    B = (3 * np.log2(8 / 3) + 2 * np.log2(8 / 2)) / 5
    numbers = [2 / 8, 2 / 5, B, B + (3 * s + 6 * s) / 5]
    return numbers


exercise = Numbers(
    _ROSE,
    {
        "different words": ([1 / 3, 0.5, *_ROSE[2:]],
            "you counted different words; a word counts as often as it comes."),
        "coverage": ([1 - _ROSE[0], 1 - _ROSE[1], *_ROSE[2:]],
            "these shares are those of the known tokens."),
        "never seen only": ([_ROSE[0], 1 / 5, *_ROSE[2:]],
            "*is* was seen in training, but it is not among the two words of the dictionary."),
        "nats": ([*_ROSE[:2], _ROSE[2] * np.log(2), _ROSE[3] * np.log(2)],
            "these are nats; take logarithms to the base 2."),
        "end not spelled": (rose_numbers(ends=0),
            "the speller must also say where a word ends: one symbol more per word."),
        "26 symbols": (rose_numbers(letters=26),
            "the end of a word is a symbol too: there are 27 to choose from."),
        "mean over the unknown": (rose_numbers(of_unknown=True),
            "divide the spelling by all five tokens, not by the unknown ones."),
        "<unk> is free": (rose_numbers(said=False),
            "the model says `<unk>` first, and pays for it; then it spells."),
        "spelling not added": ([*_ROSE[:3], _ROSE[3] - _ROSE[2]],
            "this is the spelling alone; the bits of before come on top."),
    },
    answer=answer, tolerance=2e-3,
    hints=(
        "write both texts with `<unk>` in the place of each word that is neither *a* nor *rose*.",
        "the model gives 3/8, 3/8 and 2/8; the surprise is minus the base-2 logarithm.",
        "*is* takes 3 symbols and *tulip* 6, each at the base-2 logarithm of 27.",
    ),
    title="A rose is a rose", stars=2, minutes=15, trains=(2, 4),
    checked="four numbers to three digits; known mistakes are named",
)  # fmt: skip
