"""Names and tags for chapter 20's exercises, with their catalogues."""

import numpy as np

from .mistakes import Mistake


def names(tags: np.ndarray) -> set[tuple[int, int]]:
    """Read names of one kind off tags: 0 outside, 1 begins, 2 goes on (or begins, behind a 0).

    Parameters
    ----------
    tags : ndarray of int, shape (T,)
        The tags of one sentence.

    Returns
    -------
    set of (int, int)
        Start and stop (exclusive) of each name.

    Examples
    --------
    >>> sorted(names(np.array([1, 2, 0, 2, 1])))
    [(0, 2), (3, 4), (4, 5)]
    """
    found, start = set(), None
    for t, tag in enumerate([*tags.tolist(), 0]):
        if start is not None and tag != 2:
            found.add((start, t))
            start = None
        if tag and start is None:
            start = t
    return found


def tags_case(seed: int) -> tuple:
    """Draw names of three kinds, at random places that do not overlap.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``found`` (6, 3): start, stop, kind; and T = 30.

    Examples
    --------
    >>> found, T = tags_case(0)
    >>> found.shape, T
    ((6, 3), 30)
    """
    rng = np.random.default_rng(seed)
    lengths = rng.permutation([1, 2, 3, 4, 3, 2])
    gaps = rng.permutation([1, 0, 2, 1, 3, 2])
    start, rows = 1, []
    for k, (length, gap) in enumerate(zip(lengths, gaps, strict=True)):
        rows.append((start, start + length, (k + seed) % 3))
        start += length + gap
    return np.array(rows), 30


def _to_tags(found, T):
    tags = np.zeros(T, int)
    for start, stop, kind in found:
        tags[start] = 1 + 2 * kind
        tags[start + 1 : stop] = 2 + 2 * kind
    return tags


TO_TAGS_MISTAKES = [
    Mistake("stop included", "tags[start + 1 : stop]", "tags[start + 1 : stop + 1]",
            "the word at `stop` is no longer part of the name.",
            "what is the last word of a name that stops at 5?"),
    Mistake("last word missing", "tags[start + 1 : stop]", "tags[start + 1 : stop - 1]",
            "the last word of a name goes without its tag.",
            "what is the last word of a name that stops at 5?"),
    Mistake("B on every word", "= 2 + 2 * kind", "= 1 + 2 * kind",
            "only the first word begins the name; the others go on.",
            "how many names would one read off these tags?"),
    Mistake("no B", "= 1 + 2 * kind", "= 2 + 2 * kind",
            "the first word of a name needs its B: names that touch would melt into one.",
            "how would one see where the second of two neighbors begins?"),
    Mistake("kind forgotten", "= 1 + 2 * kind", "= 1",
            "the tag of the first word does not say which kind of name it is.",
            "which numbers has B for kind 2?"),
    Mistake("kind of the rest forgotten", "= 2 + 2 * kind", "= 2",
            "the tags of the further words do not say which kind of name it is.",
            "which numbers has I for kind 2?"),
    Mistake("kinds overlap", "= 2 + 2 * kind", "= 2 + kind",
            "the I of one kind has the number of another tag.",
            "list the numbers of B and I for kinds 0, 1, 2."),
    Mistake("only the first name", "        tags[start + 1 : stop] = 2 + 2 * kind",
            "        tags[start + 1 : stop] = 2 + 2 * kind\n        break",
            "the loop ends after one name.",
            "how many names are there?"),
    Mistake("first and last swapped", "tags[start] =", "tags[stop - 1] =",
            "the B stands on the last word.",
            "where does a name begin?",
            more=(("tags[start + 1 : stop]", "tags[start : stop - 1]"),)),
    Mistake("begins one word late", "tags[start] =", "tags[start + 1] =",
            "counting starts at 0: the word at `start` is the first of the name.",
            "which entry belongs to a name that starts at 0?",
            more=(("tags[start + 1 : stop]", "tags[start + 2 : stop + 1]"),)),
    Mistake("kinds from one on", "= 1 + 2 * kind", "= 3 + 2 * kind",
            "kind 0 has the tags 1 and 2.",
            "which tags are left for kind 0?",
            more=(("= 2 + 2 * kind", "= 4 + 2 * kind"),)),
]  # fmt: skip


def spans_case(seed: int) -> tuple:
    """Draw tags of two kinds, well formed in part.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``tags`` (40,): 0 outside, 1 and 2 begin and go on for kind 0, 3 and 4 for kind 1.

    Examples
    --------
    >>> spans_case(0)[0].shape
    (40,)
    """
    rng = np.random.default_rng(seed)
    pieces = [[1, 2, 2, 0], [3, 4, 1, 2, 0], [0, 2, 2, 0], [1, 1, 2, 0], [3, 2, 0, 4], [0, 3, 4, 4],
              [1, 2, 4, 0], [0, 0, 3, 0], [2, 1, 0, 0]]  # fmt: skip
    order = rng.permutation(len(pieces))
    tags = [tag for k in order for tag in pieces[k]]
    return (np.array([*tags, 0, 3, 4]),)


def _to_spans(tags):
    found, start, kind = [], -1, -1
    for t in range(len(tags) + 1):
        tag = tags[t] if t < len(tags) else 0
        goes_on = kind >= 0 and tag == 2 + 2 * kind
        if kind >= 0 and not goes_on:
            found.append((start, t, kind))
            kind = -1
        if tag > 0 and not goes_on:
            start, kind = t, (tag - 1) // 2
    return np.array(found)


TO_SPANS_MISTAKES = [
    Mistake("last name missing", "range(len(tags) + 1)", "range(len(tags))",
            "a name that reaches the end of the sentence is never closed.",
            "who closes the last name?"),
    Mistake("stop included", "found.append((start, t, kind))",
            "found.append((start, t - 1, kind))",
            "`stop` is the first place behind the name.",
            "what is stop of a name of one word at place 3?"),
    Mistake("kind not compared", "tag == 2 + 2 * kind", "tag in (2, 4)",
            "an I of another kind does not go on with the name.",
            "what follows from B of kind 0 and I of kind 1?"),
    Mistake("B goes on", "tag == 2 + 2 * kind", "tag in (1 + 2 * kind, 2 + 2 * kind)",
            "a B begins a new name, even directly behind one.",
            "how many names are B B I?"),
    Mistake("stray I dropped", "if tag > 0 and not goes_on:", "if tag % 2 == 1 and not goes_on:",
            "an I that continues nothing begins a name here.",
            "what does the rule of the chapter say about O I I O?"),
    Mistake("never closed by O", "if kind >= 0 and not goes_on:",
            "if kind >= 0 and not goes_on and tag > 0:",
            "an O ends the name before it.",
            "what happens to an open name at an O?"),
    Mistake("kinds from one on", "(tag - 1) // 2", "(tag + 1) // 2",
            "the tags 1 and 2 belong to kind 0.",
            "which kind has tag 1?",
            more=(("tag == 2 + 2 * kind", "tag == 2 * kind"),)),
    Mistake("start of the stop", "found.append((start, t, kind))", "found.append((t, t + 1, kind))",
            "start and stop are those of the tag behind the name.",
            "where did you keep the place where the name began?"),
    Mistake("length instead of stop", "found.append((start, t, kind))",
            "found.append((start, t - start, kind))",
            "the second number is where the name stops, not how long it is.",
            "what is stop of a name of two words at place 3?"),
    Mistake("kind of the next tag", "found.append((start, t, kind))",
            "found.append((start, t, (max(tag, 1) - 1) // 2))",
            "the kind is that of the tag behind the name.",
            "which tag says of which kind the name is?"),
    Mistake("names of one word dropped", "if kind >= 0 and not goes_on:\n",
            "if kind >= 0 and not goes_on and t - start == 1:\n            kind = -1\n"
            "        if kind >= 0 and not goes_on:\n",
            "a B alone is a name, too.",
            "what is O B O?"),
]  # fmt: skip


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
    Mistake("mean of sentences", "    P, R = hits", "    hits /= true.shape[1]\n    P, R = hits",
            "the right names are averaged over sentences, the others are summed.",
            "are numerator and denominator of the same sort?"),
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
