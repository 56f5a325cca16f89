"""Counting names, and unknown words, for chapter 20's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake

from ._ch20_names import names


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


def _span_f1(true, guess, mask):
    hits = n_true = n_guess = 0
    for n in range(true.shape[1]):
        want = names(true[mask[:, n], n])
        got = names(guess[mask[:, n], n])
        hits += len(want & got)
        n_true += len(want)
        n_guess += len(got)
    P, R = hits / n_guess, hits / n_true
    return P, R, 2 * P * R / (P + R)


SPAN_F1_MISTAKES = [
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
            "these are words inside names; counted are names.",
            "what is counted: words or names?",
            more=(("n_true += len(want)", "n_true += ((true[:, n] > 0) & mask[:, n]).sum()"),
                  ("n_guess += len(got)", "n_guess += ((guess[:, n] > 0) & mask[:, n]).sum()"))),
    Mistake("right tags counted", "hits += len(want & got)",
            "hits += ((true[:, n] > 0) & (guess[:, n] == true[:, n]) & mask[:, n]).sum()",
            "these are words with the right tag; counted are names, with both their ends.",
            "what is counted: words or names?",
            more=(("n_true += len(want)", "n_true += ((true[:, n] > 0) & mask[:, n]).sum()"),
                  ("n_guess += len(got)", "n_guess += ((guess[:, n] > 0) & mask[:, n]).sum()"))),
    Mistake("mask ignored in the guess", "names(guess[mask[:, n], n])", "names(guess[:, n])",
            "what is predicted at padded steps is counted, too.",
            "does a name in the padding exist?"),
    Mistake("mask ignored", "names(true[mask[:, n], n])", "names(true[:, n])",
            "padded steps are scored.",
            "does a name in the padding exist?",
            more=(("names(guess[mask[:, n], n])", "names(guess[:, n])"),)),
    Mistake("precision and recall swapped", "P, R = hits / n_guess, hits / n_true",
            "P, R = hits / n_true, hits / n_guess",
            "precision is the share of what was *predicted*.",
            "which of the two falls if one predicts too many names?"),
    Mistake("arithmetic mean", "2 * P * R / (P + R)", "(P + R) / 2",
            "the mean is the harmonic one: near the smaller of the two.",
            "what should F1 be for P = 1 and R = 0?"),
    Mistake("factor 2 missing", "2 * P * R / (P + R)", "P * R / (P + R)",
            "for P = R, F1 must be the same number.",
            "what does your formula give for P = R = 1?"),
    Mistake("geometric mean", "2 * P * R / (P + R)", "(P * R) ** 0.5",
            "the mean is the harmonic one, not the geometric one.",
            "which mean is the inverse of the mean of the inverses?"),
    Mistake("hits over all names", "P, R = hits / n_guess, hits / n_true",
            "P, R = hits / (n_guess + n_true - hits), hits / n_true",
            "that is the share of all names that either side has, not precision.",
            "precision: of which names is it a share?"),
    Mistake("last sentence only", "hits += len(want & got)", "hits = len(want & got)",
            "the right names of the other sentences are lost.",
            "how many sentences are there?"),
    Mistake("mean of sentences", "P, R = hits / n_guess, hits / n_true",
            "P, R = hits / true.shape[1], n_true / true.shape[1]",
            "precision and recall are averaged over sentences; sum the counts first.",
            "what is the precision of a sentence without a predicted name?",
            more=(("hits += len(want & got)", "hits += len(want & got) / max(len(got), 1)"),
                  ("n_true += len(want)", "n_true += len(want & got) / max(len(want), 1)"))),
]  # fmt: skip


def prepare_case(seed: int) -> tuple:
    """Draw ids of training and test sentences, and one uniform number per training word.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``train`` (7, 20), ``test`` (7, 9), least = 3, p = 0.3, ``u`` (7, 20); 0 is padding, words
        are 2, 3, ...

    Examples
    --------
    >>> [np.shape(v) for v in prepare_case(0)]
    [(7, 20), (7, 9), (), (), (7, 20)]
    """
    rng = np.random.default_rng(seed)
    words = np.concatenate([np.repeat(np.arange(2, 22), np.arange(1, 21)), np.arange(22, 28)])
    train, test = rng.choice(words, size=(7, 20)), rng.choice(words, size=(7, 9))
    train[(train < 4) | (train > 21)], u = 21, rng.random(train.shape)
    train[5:, ::3], test[4:, ::2] = 0, 0
    train[:5, 0], u[:5, 0] = [2, 2, 2, 3, 3], [0.9, 0.8, 0.1, 0.9, 0.1]  # 3 times, twice
    train[0, 1], test[0] = 23, [2, 3, 24, 25, 26, 27, 22, 23, 4]
    test[1:][(test[1:] < 4) & (test[1:] > 0)] = 21
    return train, test, 3, 0.3, u


def _prepare(train, test, least, p, u):
    counts = np.bincount(train.ravel(), minlength=1 + max(train.max(), test.max()))
    known = counts >= least
    known[0] = True
    dropped = (u < p) & (train != 0)
    new_train = np.where(known[train] & ~dropped, train, 1)
    new_test = np.where(known[test], test, 1)
    return known, new_train, new_test


PREPARE_MISTAKES = [
    Mistake("counted in the test", "np.bincount(train.ravel(), ",
            "np.bincount(np.concatenate([train.ravel(), test.ravel()]), ",
            "the test sentences take part in the counting: they are not known yet.",
            "what may the vocabulary be made of?"),
    Mistake("more than least", "counts >= least", "counts > least",
            "a word that occurs `least` times is known.",
            "is a word with exactly `least` occurrences known?"),
    Mistake("rare ones kept", "counts >= least", "counts >= 1",
            "every training word is kept, however rare.",
            "what is `least` good for?"),
    Mistake("test keeps all", "np.where(known[test], test, 1)", "test",
            "unknown test words keep ids that the network has no column for.",
            "what does the network know of a word that was never counted?"),
    Mistake("dropout in the test", "np.where(known[test], test, 1)",
            "np.where(known[test] & (u[:, : test.shape[1]] >= p), test, 1)",
            "words are dropped in training only; in the test nothing is thrown away.",
            "what is the dropout for?"),
    Mistake("no dropout", "known[train] & ~dropped", "known[train]",
            "no training word is dropped.",
            "where does u enter?"),
    Mistake("kept with chance p", "(u < p)", "(u >= p)",
            "p is the chance to be *dropped*.",
            "with which chance is u < p?"),
    Mistake("padding dropped", "dropped = (u < p) & (train != 0)", "dropped = u < p",
            "padding is no word: it stays 0.",
            "which id has padding, and may it become unknown?"),
    Mistake("padding by count", "known[0] = True", "known[0] = counts[0] > 10**6",
            "padding becomes an unknown word.",
            "which id has padding, and may it become unknown?"),
    Mistake("unknown is padding", "new_test = np.where(known[test], test, 1)",
            "new_test = np.where(known[test], test, 0)",
            "unknown words become padding: the id of the unknown word is 1.",
            "which id is the unknown word's?"),
    Mistake("only rare words dropped", "known[train] & ~dropped", "known[train] | ~dropped",
            "a word is replaced if it is rare *or* dropped.",
            "for which words does a known one become unknown?"),
    Mistake("words dropped for good", "known[0] = True",
            "known[train[u < p]] = False\n    known[0] = True",
            "a dropped occurrence does not make the word unknown everywhere.",
            "is it words that are dropped, or occurrences?"),
]  # fmt: skip
