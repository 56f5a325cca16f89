"""Exercise `make_buckets` of chapter 7: batches of similar lengths."""

import numpy as np

from coursekit import Construction


def _cut(order, batch_size):
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


def make_buckets(lengths, batch_size):
    order = np.argsort(lengths, kind="stable")
    starts = range(0, len(order), batch_size)
    return [order[i : i + batch_size] for i in starts]


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


exercise = Construction(
    _decide_buckets,
    make_buckets,
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
    title="Buckets", stars=2, minutes=10, trains=(4,),
    checked="every index once, batches not too large, no more steps than needed",
)  # fmt: skip
