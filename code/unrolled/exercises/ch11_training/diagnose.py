"""Exercise `diagnose` of chapter 11: six programs, and what is wrong with each."""

import functools

import numpy as np

from coursekit import Choices
from rnnlab.data.batching import Batch, next_symbol_batches
from rnnlab.optimizers import Adam
from rnnlab.training import evaluate, fit

from ._cases import short_names, small_model

__all__ = ["evidence"]


def _permuted(b: Batch, rng: np.random.Generator) -> Batch:
    y = b.y.copy()
    y[b.mask] = rng.permutation(y[b.mask])
    return b._replace(y=y)


def _not_shifted(b: Batch, rng: np.random.Generator) -> Batch:
    return b._replace(y=b.x)


def _as_it_is(b: Batch, rng: np.random.Generator) -> Batch:
    return b


#: Cause -> what is done: learning rate, scale of the first weights, names, epochs, the spoiling.
PROGRAMS = {
    "permuted": (0.02, 1, 300, 5, _permuted),
    "large weights": (0.02, 10, 300, 5, _as_it_is),
    "small rate": (1e-5, 1, 300, 5, _as_it_is),
    "few names": (0.02, 1, 30, 80, _as_it_is),
    "not shifted": (0.02, 1, 300, 5, _not_shifted),
    "zero weights": (0.02, 0, 300, 5, _as_it_is),
}


@functools.cache
def symptoms(cause: str, seed: int = 7) -> tuple[float, ...]:
    """Train with one thing wrong and return what is seen.

    Parameters
    ----------
    cause : str
        A key of PROGRAMS.
    seed : int
        Of weights, batches and spoiling.

    Returns
    -------
    tuple of float
        First loss, norm of the first dW_aa, loss after 40 updates on one batch, training loss and
        validation loss at the end.

    Examples
    --------
    >>> [round(v, 3) for v in symptoms("zero weights")[:2]]
    [3.555, 0.0]
    """
    lr, scale, count, epochs, spoil = PROGRAMS[cause]
    _, coded = short_names()
    rng = np.random.default_rng(seed)
    data = [spoil(b, rng) for b in next_symbol_batches(coded[:count], 30, rng=rng)]
    judge = [spoil(b, rng) for b in next_symbol_batches(coded[300:520], 220)]
    ends = []
    for batches, rounds in ((data[:1], 40), (data, epochs)):
        model = small_model(seed, scale)
        model.loss_and_grads(data[0].x, data[0].y, mask=data[0].mask)
        norm = float(np.linalg.norm(model.grads["layer.W_aa"]))
        h = fit(model, batches, Adam(model.params, lr=lr), epochs=rounds, progress=False)
        ends.append(float(np.mean(h.loss[-len(batches) :])))
    return h.loss[0], norm, *ends, evaluate(model, judge)


def answer():
    #: causes = {"A": ..., "B": ..., "C": ...,
    #:           "D": ..., "E": ..., "F": ...}
    causes = {"A": "permuted", "B": "large weights", "C": "small rate",
              "D": "few names", "E": "not shifted", "F": "zero weights"}  # fmt: skip
    return causes


def evidence() -> dict[str, tuple[float, ...]]:
    """Return the symptoms of the six programs under their letters.

    Returns
    -------
    dict of str to tuple of float
        "A" to "F" -> as from :func:`symptoms`.

    Examples
    --------
    >>> list(evidence())
    ['A', 'B', 'C', 'D', 'E', 'F']
    """
    return {letter: symptoms(cause) for letter, cause in answer().items()}


_SAYS = {
    "permuted": "then one batch can be learned by heart, but all batches end at the unigram.",
    "large weights": "then the very first loss is far above log V.",
    "small rate": "then nothing moves, neither on one batch nor on all.",
    "few names": "then the training loss is low and the validation loss far above it.",
    "not shifted": "then both losses end near 0: the answer stands in the input.",
    "zero weights": "then the gradient of W_aa is exactly 0.",
}

exercise = Choices(
    answer(),
    {
        letter: {wrong: _SAYS[wrong] for wrong in PROGRAMS if wrong != cause}
        for letter, cause in answer().items()
    },
    answer=answer,
    title="What is wrong?", stars=2, minutes=10, trains=(4,),
    checked="the cause behind each of six rows of evidence",
)  # fmt: skip
