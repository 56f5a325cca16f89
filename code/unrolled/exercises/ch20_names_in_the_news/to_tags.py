"""Exercise `to_tags` of chapter 20: names to tags."""

import numpy as np

from coursekit import Code, Mistake


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


def to_tags(found, T):
    tags = np.zeros(T, int)
    for start, stop, kind in found:
        tags[start] = 1 + 2 * kind
        tags[start + 1 : stop] = 2 + 2 * kind
    return tags


exercise = Code(
    to_tags, tags_case, "tags",
    title="From names to tags", stars=1, minutes=10, trains=(1,),
    checked="the tags of six names of three kinds, some side by side",
    mistakes=[
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
            "the loop ends after one name.", "how many names are there?"),
        Mistake("first and last swapped", "tags[start] =", "tags[stop - 1] =",
            "the B stands on the last word.", "where does a name begin?",
            more=(("tags[start + 1 : stop]", "tags[start : stop - 1]"),)),
        Mistake("begins one word late", "tags[start] =", "tags[start + 1] =",
            "counting starts at 0: the word at `start` is the first of the name.",
            "which entry belongs to a name that starts at 0?",
            more=(("tags[start + 1 : stop]", "tags[start + 2 : stop + 1]"),)),
        Mistake("kinds from one on", "= 1 + 2 * kind", "= 3 + 2 * kind",
            "kind 0 has the tags 1 and 2.", "which tags are left for kind 0?",
            more=(("= 2 + 2 * kind", "= 4 + 2 * kind"),)),
    ],
)  # fmt: skip
