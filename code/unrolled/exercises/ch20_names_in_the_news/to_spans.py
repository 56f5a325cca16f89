"""Exercise `to_spans` of chapter 20: tags to names."""

import numpy as np

from coursekit import Code, Mistake


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


def to_spans(tags):
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


exercise = Code(
    to_spans, spans_case, "found",
    title="From tags to names", stars=2, minutes=15, trains=(1,),
    checked="all names, also where the tags are not well formed",
    mistakes=[
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
            "a B begins a new name, even directly behind one.", "how many names are B B I?"),
        Mistake("stray I dropped", "if tag > 0 and not goes_on:",
            "if tag % 2 == 1 and not goes_on:",
            "an I that continues nothing begins a name here.",
            "what does the rule of the chapter say about O I I O?"),
        Mistake("never closed by O", "if kind >= 0 and not goes_on:",
            "if kind >= 0 and not goes_on and tag > 0:",
            "an O ends the name before it.", "what happens to an open name at an O?"),
        Mistake("kinds from one on", "(tag - 1) // 2", "(tag + 1) // 2",
            "the tags 1 and 2 belong to kind 0.", "which kind has tag 1?",
            more=(("tag == 2 + 2 * kind", "tag == 2 * kind"),)),
        Mistake("start of the stop", "found.append((start, t, kind))",
            "found.append((t, t + 1, kind))",
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
            "if kind >= 0 and not goes_on and t - start == 1:\n            kind = -1\n        if "
            "kind >= 0 and not goes_on:\n",
            "a B alone is a name, too.", "what is O B O?"),
    ],
)  # fmt: skip
