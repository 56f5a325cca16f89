"""Exercise `twins` of chapter 2: two sentences that no network can tell apart."""

import numpy as np

from coursekit import Construction
from rnnlab.data.vocabulary import Vocabulary

#: The vocabulary of the chapter's first example.
SMALL = Vocabulary(["was", ".", "a", "bear", "president", "teddy"])


def twins_decided(answer: tuple[list[str], list[str]]) -> tuple[bool, str]:
    """Decide whether two sentences differ, and only in what the vocabulary does not know.

    Parameters
    ----------
    answer : tuple of two lists of str
        The tokens of both sentences.

    Returns
    -------
    bool, str
        Whether the answer is right, and a sentence.
    """
    if len(answer) != 2 or any(isinstance(s, str) for s in answer):
        return False, "give two lists of tokens, such as ['teddy', 'was', 'a', 'bear']."
    first, second = (list(s) for s in answer)
    if min(len(first), len(second)) < 4:
        return False, "each sentence must have at least four tokens."
    if first == second:
        return False, "the two sentences are the same."
    ids = [SMALL.encode(s) for s in (first, second)]
    holes = max(int((k == SMALL.unk).sum()) for k in ids)
    if holes > 1:
        return False, f"there are {holes} unknown tokens in a sentence; one is enough."
    if len(first) != len(second):
        return False, f"one has {len(first)} tokens, the other {len(second)}: a network can count."
    if (differ := np.flatnonzero(ids[0] != ids[1])).size:
        t = int(differ[0])
        pair = f"{first[t]!r} and {second[t]!r} have the ids {ids[0][t]} and {ids[1][t]}"
        return False, f"a network can tell them apart: {pair}."
    return True, f"both are {ids[0].tolist()} to every network."


def answer():
    #: pair = (..., ...)  # such as ["teddy", "was", "a", "bear"]
    pair = (["teddy", "was", "never", "president"],
            ["teddy", "was", "always", "president"])  # fmt: skip
    return pair


exercise = Construction(
    twins_decided,
    answer(),
    {
        "the same": ((["teddy", "was", "a", "bear"],) * 2, "are the same"),
        "known words": ((["teddy", "was", "a", "bear"], ["teddy", "was", "a", "president"]),
            "can tell them apart"),
        "a word left out": (
            (["teddy", "was", "not", "president"], ["teddy", "was", "a", "not", "president"]),
            "a network can count"),
        "all unknown": ((["we", "never", "saw", "it"], ["they", "always", "had", "them"]),
            "unknown tokens"),
        "short": ((["not", "teddy"], ["only", "teddy"]), "at least four"),
        "text": (("teddy was not president", "teddy was president"), "two lists of tokens"),
    },
    answer=answer, stub=(..., ...),
    hints=(
        "what do two words share that are both not in the vocabulary?",
        "put one unknown word where the meaning hangs on it.",
    ),
    title="Twins", stars=1, minutes=5, trains=(1,),
    checked="two sentences against the chapter's first vocabulary",
)  # fmt: skip
