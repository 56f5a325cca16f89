"""Exercise `span_f1` of chapter 20: precision, recall, F1 of a padded batch."""

import numpy as np

from coursekit import Code, Mistake

from .. import ch20_names_in_the_news as ch20  # as on the page


def f1_case(seed: int) -> tuple:
    """Draw true and predicted tags of a padded batch.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``true``, ``guess`` (9, 24) with the tags 0, 1, 2, and ``mask`` (9, 24).

    Examples
    --------
    >>> [v.shape for v in f1_case(0)]
    [(9, 24), (9, 24), (9, 24)]
    """
    rng = np.random.default_rng(seed)
    T, N = 9, 24
    true = np.zeros((T, N), int)
    for n in range(N):
        t = int(rng.integers(2))
        while t < T - 1:
            length = 1 + int(rng.integers(3))
            true[t : t + 1, n], true[t + 1 : t + length, n] = 1, 2
            t += length + int(rng.integers(3))
    noise = rng.random((T, N))
    guess = np.where(noise < 0.12, 0, np.where(noise > 0.9, 1, true))
    guess[:, -1] = true[:, -1]  # at least one name is found
    true[:4, :6], guess[:4, :6] = [[1], [2], [2], [0]], [[1], [2], [0], [0]]  # ends too early
    true[:4, 6:9], guess[:4, 6:9] = 0, [[0], [1], [0], [0]]  # invented
    true[:4, 9:12], guess[:4, 9:12] = [[1], [2], [0], [0]], [[1], [1], [0], [0]]  # B for I
    lengths = rng.permutation(np.repeat([9, 8, 7, 6, 5, 4], 4))
    mask = np.arange(T)[:, None] < lengths
    return true, guess, mask


def span_f1(true, guess, mask):
    #: # all three (T, N)
    hits = n_true = n_guess = 0
    for n in range(true.shape[1]):
        want = ch20.names(true[mask[:, n], n])
        got = ch20.names(guess[mask[:, n], n])
        hits += len(want & got)
        n_true += len(want)
        n_guess += len(got)
    P, R = hits / n_guess, hits / n_true
    return P, R, 2 * P * R / (P + R)


exercise = Code(
    span_f1, f1_case, "P R F1",
    title="Precision, recall, F1", stars=2, minutes=15, trains=(2, 3),
    checked="the three numbers of a padded batch",
    mistakes=[
        Mistake("touching counts", "hits += len(want & got)",
            "hits += sum(any(i < q and p < j for p, q in want) for i, j in got)",
            "a predicted name that only touches a true one is not right: both ends must be.",
            "when are two names the same?"),
        Mistake("start alone counts", "hits += len(want & got)",
            "hits += len({i for i, _ in want} & {i for i, _ in got})",
            "a name with the right beginning and the wrong end is not right.",
            "when are two names the same?"),
        Mistake("end alone counts", "hits += len(want & got)",
            "hits += len({j for _, j in want} & {j for _, j in got})",
            "a name with the right end and the wrong beginning is not right.",
            "when are two names the same?"),
        Mistake("tokens counted", "hits += len(want & got)",
            "hits += ((true[:, n] > 0) & (guess[:, n] > 0) & mask[:, n]).sum()",
            "these are words inside names; counted are names.", "what is counted: words or names?",
            more=(("n_true += len(want)", "n_true += ((true[:, n] > 0) & mask[:, n]).sum()"),
                  ("n_guess += len(got)", "n_guess += ((guess[:, n] > 0) & mask[:, n]).sum()"))),
        Mistake("right tags counted", "hits += len(want & got)",
            "hits += ((true[:, n] > 0) & (guess[:, n] == true[:, n]) & mask[:, n]).sum()",
            "these are words with the right tag; counted are names, with both their ends.",
            "what is counted: words or names?",
            more=(("n_true += len(want)", "n_true += ((true[:, n] > 0) & mask[:, n]).sum()"),
                  ("n_guess += len(got)", "n_guess += ((guess[:, n] > 0) & mask[:, n]).sum()"))),
        Mistake("mask ignored in the guess", "ch20.names(guess[mask[:, n], n])",
            "ch20.names(guess[:, n])",
            "what is predicted at padded steps is counted, too.",
            "does a name in the padding exist?"),
        Mistake("mask ignored", "ch20.names(true[mask[:, n], n])", "ch20.names(true[:, n])",
            "padded steps are scored.", "does a name in the padding exist?",
            more=(("ch20.names(guess[mask[:, n], n])", "ch20.names(guess[:, n])"),)),
        Mistake("precision and recall swapped", "P, R = hits / n_guess, hits / n_true",
            "P, R = hits / n_true, hits / n_guess",
            "precision is the share of what was *predicted*.",
            "which of the two falls if one predicts too many names?"),
        Mistake("arithmetic mean", "2 * P * R / (P + R)", "(P + R) / 2",
            "the mean is the harmonic one: near the smaller of the two.",
            "what should F1 be for P = 1 and R = 0?"),
        Mistake("factor 2 missing", "2 * P * R / (P + R)", "P * R / (P + R)",
            "for P = R, F1 must be the same number.", "what does your formula give for P = R = 1?"),
        Mistake("geometric mean", "2 * P * R / (P + R)", "(P * R) ** 0.5",
            "the mean is the harmonic one, not the geometric one.",
            "which mean is the inverse of the mean of the inverses?"),
        Mistake("hits over all names", "P, R = hits / n_guess, hits / n_true",
            "P, R = hits / (n_guess + n_true - hits), hits / n_true",
            "that is the share of all names that either side has, not precision.",
            "precision: of which names is it a share?"),
        Mistake("last sentence only", "hits += len(want & got)", "hits = len(want & got)",
            "the right names of the other sentences are lost.", "how many sentences are there?"),
        Mistake("mean of sentences", "P, R = hits / n_guess, hits / n_true",
            "P, R = hits / true.shape[1], n_true / true.shape[1]",
            "precision and recall are averaged over sentences; sum the counts first.",
            "what is the precision of a sentence without a predicted name?",
            more=(("hits += len(want & got)", "hits += len(want & got) / max(len(got), 1)"),
                  ("n_true += len(want)", "n_true += len(want & got) / max(len(want), 1)"))),
    ],
)  # fmt: skip
