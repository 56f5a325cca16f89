"""Exercises of chapter 11, training: runs on the short names, and what they show."""

import functools
from collections.abc import Callable, Mapping

import numpy as np

from coursekit.answers import Choices, Construction
from rnnlab.data.batching import Batch, next_symbol_batches
from rnnlab.data.text import character_names
from rnnlab.data.vocabulary import Vocabulary
from rnnlab.layers import RNN, Dense
from rnnlab.model import SequenceModel
from rnnlab.optimizers import SGD, Adam, Momentum
from rnnlab.training import evaluate, fit


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


def _model(seed: int, scale: float = 1, n_a: int = 32) -> SequenceModel:
    V, _ = short_names()
    rng = np.random.default_rng(seed)
    model = SequenceModel(RNN(V, n_a, rng=rng), Dense(n_a, V, rng=rng))
    model.params.flat *= scale
    return model


# -- diagnose -------------------------------------------------------------------------------------


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
        model = _model(seed, scale)
        model.loss_and_grads(data[0].x, data[0].y, mask=data[0].mask)
        norm = float(np.linalg.norm(model.grads["layer.W_aa"]))
        h = fit(model, batches, Adam(model.params, lr=lr), epochs=rounds, progress=False)
        ends.append(float(np.mean(h.loss[-len(batches) :])))
    return h.loss[0], norm, *ends, evaluate(model, judge)


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
    return {letter: symptoms(cause) for letter, cause in zip("ABCDEF", PROGRAMS, strict=True)}


_SAYS = {
    "permuted": "then one batch can be learned by heart, but all batches end at the unigram.",
    "large weights": "then the very first loss is far above log V.",
    "small rate": "then nothing moves, neither on one batch nor on all.",
    "few names": "then the training loss is low and the validation loss far above it.",
    "not shifted": "then both losses end near 0: the answer stands in the input.",
    "zero weights": "then the gradient of W_aa is exactly 0.",
}

#: Six programs, five numbers each: what is wrong with which?
diagnose = Choices(
    dict(zip("ABCDEF", PROGRAMS, strict=True)),
    {
        letter: {wrong: _SAYS[wrong] for wrong in PROGRAMS if wrong != cause}
        for letter, cause in zip("ABCDEF", PROGRAMS, strict=True)
    },
    title="What is wrong?",
    stars=2,
    minutes=10,
    checked="the cause behind each of six rows of evidence",
)

# -- find a rate ----------------------------------------------------------------------------------

OPTIMIZERS: dict[str, Callable] = {"SGD": SGD, "Momentum": Momentum, "Adam": Adam}
SEEDS, EPOCHS, LIMIT = range(10, 15), 3, 2.55


def after(optimizer: str, lr: float, seed: int) -> float:
    """Train for three epochs and return the validation loss.

    Parameters
    ----------
    optimizer : str
        A key of OPTIMIZERS.
    lr : float
        Learning rate.
    seed : int
        Of the weights and the batches.

    Returns
    -------
    float
        Nats per symbol.

    Examples
    --------
    >>> after("Adam", 1e-6, 10) > 3.5  # nothing learned
    True
    """
    _, coded = short_names()
    model, rng = _model(seed), np.random.default_rng(seed)
    fit(
        model,
        lambda epoch: next_symbol_batches(coded[:300], 30, rng=rng),
        OPTIMIZERS[optimizer](model.params, lr=lr),
        epochs=EPOCHS,
        progress=False,
    )
    return evaluate(model, next_symbol_batches(coded[300:520], 220))


def good_rate(answer: Mapping[str, object]) -> tuple[bool, str]:
    """Decide about an optimizer and its learning rate.

    Parameters
    ----------
    answer : dict
        "optimizer" -> "SGD", "Momentum" or "Adam"; "lr" -> a positive number.

    Returns
    -------
    bool, str
        Whether all five seeds get below the limit, and a sentence.
    """
    optimizer, lr = answer["optimizer"], answer["lr"]
    if optimizer is ... or lr is ...:
        raise NotImplementedError
    if optimizer not in OPTIMIZERS:
        return False, f"the optimizer must be one of {', '.join(OPTIMIZERS)}."
    if not lr > 0:
        return False, "a learning rate is positive: the sign of the step is in the update."
    losses = [after(optimizer, float(lr), seed) for seed in SEEDS]
    said = f"{min(losses):.2f} to {max(losses):.2f} nats over five seeds"
    if max(losses) < LIMIT:
        return True, f"{said}."
    if min(losses) > np.log(short_names()[0]) + 0.1:
        return False, f"{said}: above chance, so the steps are too long."
    return False, f"{said}: all of them must end below {LIMIT}."


#: An optimizer and a rate that learn fast, for every seed.
find_rate = Construction(
    good_rate,
    {"optimizer": "Adam", "lr": 0.03},
    {
        "too small": ({"optimizer": "Adam", "lr": 1e-4}, "all of them must end below"),
        "too large": ({"optimizer": "Adam", "lr": 1.0}, "steps are too long"),
        "Adam's rate for SGD": ({"optimizer": "SGD", "lr": 0.03}, "all of them must end below"),
        "SGD too large": ({"optimizer": "SGD", "lr": 10.0}, "steps are too long"),
        "uphill": ({"optimizer": "Adam", "lr": -0.03}, "is positive"),
        "unknown": ({"optimizer": "RMSprop", "lr": 0.03}, "must be one of"),
    },
    stub={"optimizer": ..., "lr": ...},
    hints=(
        "go through the powers of ten first, for one optimizer.",
        "is the loss near chance, or above it? The first wants longer steps, the second shorter.",
        "Adam's useful rates lie about thirty times below those of SGD.",
    ),
    title="Find a rate",
    stars=2,
    minutes=10,
    checked="the validation loss after three epochs, five seeds other than the chapter's",
)
