"""Exercise `viterbi` of chapter 20: the best tags that fit together."""

import numpy as np

from coursekit import Code, Mistake

#: MAY[j, k] tells whether tag k may follow tag j; O, then B and I of one kind, B and I of another.
MAY = np.array(
    [
        [1, 1, 0, 1, 0],
        [1, 1, 1, 1, 0],
        [1, 1, 1, 1, 0],
        [1, 1, 0, 1, 1],
        [1, 1, 0, 1, 1],
    ],
    bool,
)


def viterbi_case(seed: int) -> tuple:
    """Draw the chances of the tags of one sentence.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``p`` (30, 5), rows that add up to 1, and ``may`` (5, 5). The largest chance of the first
        word is that of an I, which cannot stand there, and so it is with the last one, where it
        hardly can.

    Examples
    --------
    >>> p, may = viterbi_case(0)
    >>> p.shape, may.shape, int(p[-1].argmax())
    ((30, 5), (5, 5), 4)
    """
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.full(5, 0.8), size=30) * 0.98 + 0.004
    p[0] = [0.05, 0.05, 0.8, 0.05, 0.05]
    p[-2] = [*rng.permutation([0.3, 0.25, 0.43]), 0.01, 0.01]
    p[-1] = [0.2, 0.3, 0.05, 0.05, 0.4]
    return p, MAY.copy()


def viterbi(p, may):
    log_p = np.log(p)
    bar = np.where(may, 0, -np.inf)
    v, back = log_p[0] + bar[0], np.zeros(p.shape, int)
    for t in range(1, len(p)):
        ways = v[:, None] + bar
        back[t] = ways.argmax(axis=0)
        v = log_p[t] + ways.max(axis=0)
    ids = np.zeros(len(p), int)
    ids[-1] = v.argmax()
    for t in range(len(p) - 1, 0, -1):
        ids[t - 1] = back[t, ids[t]]
    return v, ids


exercise = Code(
    viterbi, viterbi_case, "v ids",
    title="The best tags that fit together", stars=3, minutes=20, trains=(6,),
    checked="the best sequence of tags, and the logarithms of the best products",
    mistakes=[
        Mistake("no logarithm", "np.log(p)", "p",
            "chances are added up; what counts is their product.",
            "what turns a product into a sum?"),
        Mistake("product, not its logarithm", "return v,", "return np.exp(v),",
            "these are products; asked for are their logarithms, which long sentences need.",
            "what is the product of a thousand chances of one half, as a number in a computer?"),
        Mistake("nothing barred", "np.where(may, 0, -np.inf)", "np.zeros(may.shape)",
            "no step is barred: these are the most probable tags of each word alone.",
            "where do the rules of `may` enter?"),
        Mistake("barred by a zero", "np.where(may, 0, -np.inf)", "may * 1.0",
            "adding 0 to a logarithm multiplies by 1, and that bars nothing.",
            "which number, added to a logarithm, makes a chance of 0?"),
        Mistake("rules transposed", "v[:, None] + bar", "v[:, None] + bar.T",
            "the rules are read from the later tag to the earlier one.",
            "do the rows of `may` stand for the tag before or behind?"),
        Mistake("first word free", "log_p[0] + bar[0]", "log_p[0]",
            "the first word may be an I that continues nothing.",
            "what stands before the first word?"),
        Mistake("sum instead of maximum", "ways.max(axis=0)", "np.logaddexp.reduce(ways, axis=0)",
            "the chances of all beginnings are added up; asked for is the best one alone.",
            "one best sequence, or all of them together?"),
        Mistake("maximum over the later tag", "ways.max(axis=0)", "ways.max(axis=1)",
            "the maximum runs over the tag behind; each later tag wants its best tag before.",
            "which axis of `ways` counts the tag before?",
            more=(("ways.argmax(axis=0)", "ways.argmax(axis=1)"),)),
        Mistake("word left out", "log_p[t] + ways", "ways",
            "only the first word's chances enter.",
            "where does the chance of each later word enter `v`?"),
        Mistake("chances of the word before", "log_p[t] + ways", "log_p[t - 1] + ways",
            "the chances are those of the word before.", "of which word is tag k the tag?"),
        Mistake("only the best lives on", "v[:, None] + bar",
            "np.where(v == v.max(), v, -np.inf)[:, None] + bar",
            "one beginning is chosen at each word and all others are dropped; a later word may "
            "need one of them.",
            "how many beginnings are kept from word to word?"),
        Mistake("no way back", "back[t, ids[t]]", "before[t].argmax()",
            "each word gets the end of its own best beginning; these need not fit together.",
            "what was `back` kept for?",
            more=(("np.zeros(p.shape, int)", "np.zeros(p.shape, int)\n    before = [v]"),
                  ("        v = log_p", "        before.append(v)\n        v = log_p"))),
        Mistake("back one step early", "back[t, ids[t]]", "back[t - 1, ids[t]]",
            "the memory of another step is read.",
            "which entry of `back` tells what stood before tag `ids[t]`?"),
        Mistake("last word alone", "v.argmax()", "p[-1].argmax()",
            "the last tag is chosen by its own word, not by the whole sentence.",
            "which numbers weigh whole sequences?"),
        Mistake("end outside a name", "v.argmax()", "0",
            "a sentence may end inside a name.", "is there a rule about the last tag?"),
    ],
)  # fmt: skip
