"""What exercises of chapter 11 share: names to learn, and a small model of them."""

import functools

import numpy as np

from rnnlab.data.text import character_names
from rnnlab.data.vocabulary import Vocabulary
from rnnlab.layers import RNN, Dense
from rnnlab.model import SequenceModel


@functools.cache
def short_names() -> tuple[int, list[np.ndarray]]:
    """Return the chapter's data: names of at most 14 symbols, in the chapter's order.

    Returns
    -------
    int, list of ndarray
        The number of symbols V, and 740 coded names, shape (T_i,) each.

    Examples
    --------
    >>> V, coded = short_names()
    >>> V, len(coded)
    (35, 740)
    """
    names = [name for name in character_names() if len(name) <= 14]
    letters = Vocabulary(sorted(set("".join(names))), specials=["<eos>"])
    order = np.random.default_rng(0).permutation(len(names))
    return len(letters), [letters.encode(["<eos>", *names[i], "<eos>"]) for i in order]


def small_model(seed: int, scale: float = 1, n_a: int = 32) -> SequenceModel:
    """Return a model of the names' symbols whose first weights are scaled."""
    V, _ = short_names()
    rng = np.random.default_rng(seed)
    model = SequenceModel(RNN(V, n_a, rng=rng), Dense(n_a, V, rng=rng))
    model.params.flat *= scale
    return model
