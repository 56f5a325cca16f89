"""Exercise `prepare` of chapter 20: vocabulary, unknown words, word dropout."""

import numpy as np

from coursekit import Code, Mistake


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


def prepare(train, test, least, p, u):
    counts = np.bincount(train.ravel(), minlength=1 + test.max())
    known = counts >= least
    known[0] = True
    dropped = (u < p) & (train != 0)
    new_train = np.where(known[train] & ~dropped, train, 1)
    new_test = np.where(known[test], test, 1)
    return known, new_train, new_test


exercise = Code(
    prepare, prepare_case, "known new_train new_test",
    title="Make the unknown known", stars=2, minutes=15, trains=(4,),
    checked="which words are known, and the ids of training and test sentences",
    mistakes=[
        Mistake("counted in the test", "np.bincount(train.ravel(), ",
            "np.bincount(np.concatenate([train.ravel(), test.ravel()]), ",
            "the test sentences take part in the counting: they are not known yet.",
            "what may the vocabulary be made of?"),
        Mistake("more than least", "counts >= least", "counts > least",
            "a word that occurs `least` times is known.",
            "is a word with exactly `least` occurrences known?"),
        Mistake("rare ones kept", "counts >= least", "counts >= 1",
            "every training word is kept, however rare.", "what is `least` good for?"),
        Mistake("test keeps all", "np.where(known[test], test, 1)", "test",
            "unknown test words keep ids that the network has no column for.",
            "what does the network know of a word that was never counted?"),
        Mistake("dropout in the test", "np.where(known[test], test, 1)",
            "np.where(known[test] & (u[:, : test.shape[1]] >= p), test, 1)",
            "words are dropped in training only; in the test nothing is thrown away.",
            "what is the dropout for?"),
        Mistake("no dropout", "known[train] & ~dropped", "known[train]",
            "no training word is dropped.", "where does u enter?"),
        Mistake("kept with chance p", "(u < p)", "(u >= p)",
            "p is the chance to be *dropped*.", "with which chance is u < p?"),
        Mistake("padding dropped", "dropped = (u < p) & (train != 0)", "dropped = u < p",
            "padding is no word: it stays 0.", "which id has padding, and may it become unknown?"),
        Mistake("padding by count", "known[0] = True", "known[0] = counts[0] > 10**6",
            "padding becomes an unknown word.", "which id has padding, and may it become unknown?"),
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
    ],
)  # fmt: skip
