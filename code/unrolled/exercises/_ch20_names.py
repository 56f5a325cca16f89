"""Names and tags for chapter 20's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake


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
