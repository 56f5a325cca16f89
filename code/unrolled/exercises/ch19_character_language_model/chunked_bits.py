"""Exercise `chunked_bits` of chapter 19: bits per symbol of a text read in chunks."""

import numpy as np

from coursekit import Code, Mistake


def chunk_case(seed: int) -> tuple:
    """Draw ids of several streams, a small network and the length of a chunk.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` and ``y`` (11, 5), ``W_aa`` (4, 4), ``W_ax`` (4, 6), ``W_ya`` (6, 4), 4.

    Examples
    --------
    >>> chunk_case(0)[5]
    4
    """
    rng = np.random.default_rng(seed)
    text = rng.integers(0, 6, size=(12, 5))
    W_aa, W_ax = rng.normal(size=(4, 4)), rng.normal(size=(4, 6))
    return text[:-1], text[1:], W_aa, W_ax, rng.normal(size=(6, 4)), 4


def chunked_bits(x, y, W_aa, W_ax, W_ya, K):
    T, N = x.shape
    total, state = 0.0, np.zeros((len(W_aa), N))
    for start in range(0, T, K):
        a = state
        for t in range(start, min(start + K, T)):
            a = np.tanh(W_aa @ a + W_ax[:, x[t]])
            z = W_ya @ a
            log_p = z - np.log(np.exp(z).sum(axis=0))
            total -= log_p[y[t], np.arange(N)].sum()
        state = a
    return total / (T * N) / np.log(2), state


exercise = Code(
    chunked_bits, chunk_case, "bits state",
    title="Read in chunks, carry the state", stars=2, minutes=20, trains=(1, 2),
    checked="bits per symbol and the last state, with a short last chunk",
    mistakes=[
        Mistake("state reset", "a = state", "a = np.zeros_like(state)",
            "every chunk begins at zero, as if nothing had been read before.",
            "with which state does the second chunk begin?"),
        Mistake("streams mixed up", "a = state", "a = np.roll(state, start // K, axis=1)",
            "column n of a chunk does not go on from column n of the chunk before.",
            "whose past does column 0 of the second chunk have?"),
        Mistake("one past for all", "a = state",
            "a = state + 0 * state[:, :1] if start == 0 else np.repeat(state[:, :1], N, axis=1)",
            "from the second chunk on, all columns have the past of the first one.",
            "whose past does column 1 of the second chunk have?"),
        Mistake("chunks read backward", "range(0, T, K)", "range(0, T, K)[::-1]",
            "the last chunk is read first.", "which chunk comes after the first?"),
        Mistake("short chunk dropped", "range(0, T, K)", "range(0, T - K + 1, K)",
            "the last, shorter chunk is missing.", "what if T is no multiple of K?"),
        Mistake("first step of a chunk skipped", "range(start, min", "range(start + 1, min",
            "the first symbol of each chunk is neither read nor predicted.",
            "with which t does a chunk begin?"),
        Mistake("nats", " / np.log(2)", " / 1.0",
            "that is the loss in nats; one bit is ln 2 nats.",
            "which logarithm did you take, and which is asked for?"),
        Mistake("multiplied by ln 2", " / np.log(2)", " * np.log(2)",
            "from nats to bits the number gets larger.",
            "is a fair coin 1 bit or 0.48 in your unit?"),
        Mistake("sum over the streams", "total / (T * N)", "total / T",
            "that is per step of all streams together; asked is per symbol.",
            "how many symbols are predicted?"),
        Mistake("divided by chunks", "total / (T * N)", "total / (K * N)",
            "a chunk is not the whole text.", "how many symbols are predicted?"),
        Mistake("predicts what it reads", "log_p[y[t]", "log_p[x[t]",
            "the model is asked for the symbol that it has just read.",
            "which array holds the next symbols?"),
        Mistake("largest log-probability", "log_p[y[t], np.arange(N)].sum()",
            "log_p.max(axis=0).sum()",
            "you score the model's favorite, not the symbol that came.",
            "where do the targets enter?"),
        Mistake("softmax over the streams", "np.exp(z).sum(axis=0)",
            "np.exp(z).sum(axis=1, keepdims=True)",
            "the sum must run over the symbols, not over the streams.",
            "along which axis lie the symbols?"),
        Mistake("no normalization", "log_p = z - np.log(np.exp(z).sum(axis=0))", "log_p = z",
            "logits are not log-probabilities.", "do the exponentials of log_p add up to 1?"),
    ],
)  # fmt: skip
