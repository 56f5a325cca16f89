"""Exercises of chapter 7, padding and masks."""

import numpy as np

from coursekit.answers import Choices, Construction
from coursekit.code import Code
from coursekit.mistakes import Mistake

from ._ch07_harm import survives
from ._ch07_masked import last_valid, masked_forward, read_backward

# -- 3. a loss over real steps ------------------------------------------------------------------


def loss_case(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw the losses of all steps, padded ones included, and a mask with a gap."""
    rng = np.random.default_rng(seed)
    mask = np.arange(6)[:, None] < [6, 4, 1, 5]
    mask[2, 3] = False
    return rng.gamma(2.0, size=(6, 4)), mask


def _masked_loss(ell, mask):
    M = mask.sum()
    L = (mask * ell).sum() / M
    weights = mask / M
    return L, weights


#: exercise 3, the mean over real steps and what each step weighs in it
masked_loss = Code(
    _masked_loss,
    loss_case,
    "L weights",
    [
        Mistake(
            "all steps counted",
            "M = mask.sum()",
            "M = mask.size",
            "it divides by all steps, padding included.",
            "how many steps have a target?",
        ),
        Mistake(
            "examples counted",
            "M = mask.sum()",
            "M = mask.shape[1]",
            "it divides by the number of examples.",
            "how many steps have a target?",
        ),
        Mistake(
            "length counted",
            "M = mask.sum()",
            "M = mask.shape[0]",
            "it divides by the length of the array.",
            "how many steps have a target?",
        ),
        Mistake(
            "padding in the sum",
            "(mask * ell).sum()",
            "ell.sum()",
            "the losses of padded steps are in the sum.",
            "which losses may be added?",
        ),
        Mistake(
            "sum instead of mean",
            "(mask * ell).sum() / M",
            "(mask * ell).sum()",
            "the sum is not divided.",
            "is it a sum or a mean?",
        ),
        Mistake(
            "mean of the masked array",
            "(mask * ell).sum() / M",
            "(mask * ell).mean()",
            "the mean divides by all steps: the zeros of the padding are counted.",
            "what does `mean` divide by?",
        ),
        Mistake(
            "mean of the means",
            "(mask * ell).sum() / M",
            "((mask * ell).sum(axis=0) / mask.sum(axis=0)).mean()",
            "every example counts the same, so steps of short ones count more.",
            "does a step weigh more in a short example?",
        ),
        Mistake(
            "mask upside down",
            "(mask * ell)",
            "((1 - mask) * ell)",
            "the mean is over the padding.",
            "what does True mean in the mask?",
        ),
        Mistake(
            "weights at padding",
            "weights = mask / M",
            "weights = np.ones(mask.shape) / M",
            "padded steps have a weight: the loss would depend on them.",
            "how does L change when the loss of a padded step changes?",
        ),
        Mistake(
            "weights not divided",
            "weights = mask / M",
            "weights = mask * 1.0",
            "each weight is M times too large.",
            "what do the weights add up to?",
        ),
    ],
    title="A loss over real steps",
    stars=1,
    minutes=8,
    checked="the mean, and the weight of every step in it",
)

# -- 4. buckets ---------------------------------------------------------------------------------


def _cut(order, batch_size):
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


def _buckets(lengths, batch_size):
    return _cut(np.argsort(lengths, kind="stable"), batch_size)


def _kept_in_order(lengths, batch_size):
    return _cut(np.arange(len(lengths)), batch_size)


def _sorted_lengths(lengths, batch_size):
    return _cut(np.sort(lengths), batch_size)


def _rest_dropped(lengths, batch_size):
    order = np.argsort(lengths)
    return list(order[: len(order) // batch_size * batch_size].reshape(-1, batch_size))


def _pieces(lengths, batch_size):
    return np.array_split(np.argsort(lengths), batch_size)


def _not_written(lengths, batch_size):
    raise NotImplementedError


def _computed(lengths, batches):
    """Count the steps computed, padding included."""
    return sum(int(lengths[batch].max()) * len(batch) for batch in batches if len(batch))


def _decide_buckets(answer):
    for seed, (M, batch_size) in enumerate(((23, 4), (50, 8), (40, 5))):
        lengths = np.random.default_rng(seed).integers(100, 200, size=M)
        batches = [np.asarray(batch, int) for batch in answer(lengths.copy(), batch_size)]
        found = np.sort(np.concatenate(batches))
        if len(found) and found.max() >= M:
            return False, f"index {found.max()} of {M} sequences: are these indices or lengths?"
        if not np.array_equal(found, np.arange(M)):
            missing = M - len(np.unique(found))
            return False, f"every index must occur once: {missing} of {M} are missing."
        if max(map(len, batches)) > batch_size:
            size = max(map(len, batches))
            return False, f"a batch has {size} sequences, allowed are {batch_size}."
        # the one smaller batch may hold the longest sequences or the shortest
        orders = np.argsort(lengths), np.argsort(-lengths)
        best = max(_computed(lengths, _cut(order, batch_size)) for order in orders)
        if (steps := _computed(lengths, batches)) > best:
            return False, f"{steps} steps are computed where {best} are enough."
    return True, "no more steps than needed, on three sets of lengths."


#: exercise 4, batches of similar lengths
make_buckets = Construction(
    _decide_buckets,
    _buckets,
    {
        "order kept": (_kept_in_order, "are enough"),
        "lengths instead of indices": (_sorted_lengths, "are these indices or lengths?"),
        "rest dropped": (_rest_dropped, "every index must occur once"),
        "number for size": (_pieces, "a batch has"),
    },
    stub=_not_written,
    hints=(
        "which order of the sequences brings similar lengths together?",
        "`np.argsort` gives indices; cut them every `batch_size`.",
    ),
    title="Buckets",
    stars=2,
    minutes=10,
    checked="every index once, batches not too large, no more steps than needed",
)

# -- 6. who is harmed ---------------------------------------------------------------------------

READINGS = {
    "A": {"backward": False, "in_front": False, "bias": True, "last": False},
    "B": {"backward": False, "in_front": False, "bias": True, "last": True},
    "C": {"backward": True, "in_front": False, "bias": True, "last": False},
    "D": {"backward": True, "in_front": False, "bias": False, "last": False},
    "E": {"backward": False, "in_front": True, "bias": True, "last": True},
    "F": {"backward": False, "in_front": True, "bias": False, "last": True},
    "G": {"backward": False, "in_front": False, "bias": False, "last": True},
}

#: exercise 6; the keys are found by running the seven readings
harmed = Choices(
    {name: "right" if survives(**reading) else "spoiled" for name, reading in READINGS.items()},
    {
        "A": {"spoiled": "the padding comes after the real steps, and nothing runs backward."},
        "B": {"right": "the last state has gone on through the zeros."},
        "C": {"right": "this reader meets the zeros first, and the bias moves its state."},
        "D": {"spoiled": "from a zero state, zeros without a bias make zeros."},
        "E": {"right": "the bias moves the state before the first real step."},
        "F": {"spoiled": "from a zero state, zeros without a bias make zeros."},
        "G": {"right": "without a bias, the recurrent matrix still acts on the state."},
    },
    title="Who is harmed?",
    stars=2,
    minutes=7,
    checked="seven readings; the keys are computed by running them",
)

EXERCISES = (masked_forward, last_valid, masked_loss, make_buckets, read_backward, harmed)
