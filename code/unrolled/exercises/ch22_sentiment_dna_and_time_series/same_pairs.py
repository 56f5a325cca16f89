"""Exercise `same_pairs` of chapter 22: what no bag of pairs can tell."""

from coursekit import Construction
from rnnlab.data.sentiment import BAD, GOOD, WORDS, count_ngrams, polarity


def _decide_pairs(answer: tuple) -> tuple[bool, str]:
    one, two = (str(a).split() for a in answer)
    if unknown := [w for w in one + two if w not in WORDS]:
        return False, f"the word {unknown[0]!r} is not in the grammar."
    if not all({*GOOD, *BAD} & {*words} for words in (one, two)):
        return False, "each sentence needs an adjective of the grammar, such as good."
    if polarity(one) == polarity(two):
        return False, "both mean the same."
    for n, name in ((1, "words"), (2, "pairs")):
        counts, known = count_ngrams([one, two], n)
        if other := [run for run, (a, b) in zip(known, counts, strict=True) if a != b]:
            return False, f"the {name} differ: {' '.join(other[0])!r}."
    return True, "the same pairs of words, the opposite meaning."


def answer():
    one = "the film is not really good but the plot is really bad"
    two = "the film is really good but the plot is not really bad"
    return one, two


exercise = Construction(
    _decide_pairs,
    answer(),
    {
        "same meaning": (("the film is good", "the film is good"), "both mean the same"),
        "other words": (("the film is good", "the film is bad"), "the words differ"),
        "clauses exchanged": (
            ("the film is good but the plot is bad", "the plot is bad but the film is good"),
            "the pairs differ"),
        "unknown word": (("the weather is good", "the film is bad"), "not in the grammar"),
        "no adjective": (("the film is", "the film is not"), "needs an adjective"),
    },
    answer=answer, stub=(..., ...),
    hints=(
        "an adverb can hide the adjective from the word 'not'.",
        "put 'not' into the first clause of one sentence and into the second of the other.",
    ),
    title="Defeat the pairs", stars=2, minutes=10, trains=(2,),
    checked="pairs of words agree, meanings do not",
)  # fmt: skip
