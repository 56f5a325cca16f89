"""Exercise `find_rate` of chapter 11: an optimizer and a rate that learn fast, for every seed."""

from collections.abc import Callable, Mapping

import numpy as np

from coursekit import Construction
from rnnlab.data.batching import next_symbol_batches
from rnnlab.optimizers import SGD, Adam, Momentum
from rnnlab.training import evaluate, fit

from ._cases import short_names, small_model

__all__ = ["after"]


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
    model, rng = small_model(seed), np.random.default_rng(seed)
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


def answer():
    #: answer = {"optimizer": ..., "lr": ...}
    #: # "SGD", "Momentum" or "Adam"
    answer = {"optimizer": "Adam", "lr": 0.03}
    return answer


exercise = Construction(
    good_rate,
    answer(),
    {
        "too small": ({"optimizer": "Adam", "lr": 1e-4}, "all of them must end below"),
        "too large": ({"optimizer": "Adam", "lr": 1.0}, "steps are too long"),
        "Adam's rate for SGD": ({"optimizer": "SGD", "lr": 0.03}, "all of them must end below"),
        "SGD too large": ({"optimizer": "SGD", "lr": 10.0}, "steps are too long"),
        "uphill": ({"optimizer": "Adam", "lr": -0.03}, "is positive"),
        "unknown": ({"optimizer": "RMSprop", "lr": 0.03}, "must be one of"),
    },
    answer=answer, stub={"optimizer": ..., "lr": ...},
    hints=(
        "go through the powers of ten first, for one optimizer.",
        "is the loss near chance, or above it? The first wants longer steps, the second shorter.",
        "Adam's useful rates lie about thirty times below those of SGD.",
    ),
    title="Find a rate", stars=2, minutes=10, trains=(2,),
    checked="the validation loss after three epochs, five seeds other than the chapter's",
)  # fmt: skip
