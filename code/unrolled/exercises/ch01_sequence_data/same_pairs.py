"""Exercise `same_pairs` of chapter 1: a limit of a model that looks back one symbol."""

from collections import Counter
from itertools import pairwise

from coursekit import Construction


def _decide_words(answer):
    one, two = answer
    if not (isinstance(one, str) and isinstance(two, str)) or max(len(one), len(two)) > 12:
        return False, "give two words of at most 12 letters, between quotes."
    if one == two:
        return False, "the two words are the same."
    pairs = [Counter(pairwise(f"^{word}$")) for word in (one, two)]
    ends_last = sorted(pairs[0] | pairs[1], key=lambda pair: ("^" in pair or "$" in pair, pair))
    for pair in ends_last:
        often = [count[pair] for count in pairs]
        if often[0] != often[1]:
            told = "".join(pair).replace("^", "start, ").replace("$", ", end")
            says = f"occurs {often[0]} x in `{one}`, {often[1]} x in `{two}`."
            return False, f"the pair `{told}` {says}"
    return True, f"`{one}` and `{two}` have the same pairs, start and end included."


def answer():
    one, two = "abaca", "acaba"
    return one, two


exercise = Construction(
    _decide_words,
    answer(),
    {
        "same letters only": (("abc", "bac"), "the pair `ab` occurs 1 x in `abc`, 0 x in `bac`"),
        "turned round": (("abca", "acba"), "the pair `ab` occurs 1 x"),
        "other ends": (("aba", "bab"), "the pair `start, a` occurs 1 x in `aba`, 0 x in `bab`"),
        "one word twice": (("abba", "abba"), "the two words are the same"),
    },
    answer=answer, stub=(..., ...),
    hints=(
        "start from a word in which one letter stands at several places.",
        "between two a's there is a round trip: what happens if two round trips change places?",
    ),
    title="Invisible to pairs", stars=2, minutes=8, trains=(4,),
    checked="all pairs of neighbors of both words, start and end included",
)  # fmt: skip
