"""Exercises of chapter 20: tags and names, how to count them, unknown words, decoding."""

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code

from ._ch20_counts import (
    PREPARE_MISTAKES,
    SPAN_F1_MISTAKES,
    _prepare,
    _span_f1,
    f1_case,
    prepare_case,
)
from ._ch20_decoding import VITERBI_MISTAKES, _viterbi, viterbi_case
from ._ch20_names import (
    TO_SPANS_MISTAKES,
    TO_TAGS_MISTAKES,
    _to_spans,
    _to_tags,
    names,
    spans_case,
    tags_case,
)

TRUE = "O B I O B O O B I I O O".split()
GUESS = "O B I O O O O B I O O B".split()


def _ids(tags: list[str]) -> np.ndarray:
    return np.array(["OBI".index(tag) for tag in tags])


def scores(true: list[str], guess: list[str]) -> tuple[float, float, float, float]:
    """Return the share of right tags, precision, recall and F1 of one sentence of one kind of name.

    Parameters
    ----------
    true, guess : list of str
        ``"O"``, ``"B"``, ``"I"``.

    Returns
    -------
    tuple of float
        The four numbers; 0 where there is nothing to divide by.

    Examples
    --------
    >>> scores(["B", "O"], ["B", "O"])
    (1.0, 1.0, 1.0, 1.0)
    """
    want, got = names(_ids(true)), names(_ids(guess))
    hits = len(want & got)
    right = sum(a == b for a, b in zip(true, guess, strict=True)) / len(true)
    P, R = hits / len(got) if got else 0.0, hits / len(want) if want else 0.0
    return right, P, R, 2 * hits / (len(want) + len(got)) if want or got else 0.0


_RIGHT = np.array([*scores(TRUE, GUESS), TRUE.count("O") / len(TRUE)])


def _but(place: int, number: float) -> np.ndarray:
    wrong = _RIGHT.copy()
    wrong[place] = number
    return wrong


#: share of right tags, precision, recall, F1, all O
on_paper = Numbers(
    _RIGHT,
    {
        "wrong tags counted": (_but(0, 0.25), "that is the share of the wrong ones."),
        "only words of names": (_but(0, 4 / 6), "all twelve tags count here."),
        "words in precision": (_but(1, 5 / 6), "precision counts names, not words."),
        "touching is right": (_but(1, 2 / 3), "the last name ends too early: it is not right."),
        "precision of true names": (_but(1, 1 / 4), "three names are predicted."),
        "touching is found": (_but(2, 2 / 3), "the last true name is not found: its end differs."),
        "recall of all": (_but(2, 1 / 2), "three names are true."),
        "mean of tags": (_but(3, 0.75), "that is the share of right tags."),
        "missed ones forgiven": (_but(3, 1 / 2), "both denominators count: all true and all "
                                 "predicted names."),
        "product": (_but(3, 1 / 9), "the product of P and R is not their mean."),
        "all words": (_but(4, 1.0), "words of names are wrong then."),
        "wrong if all O": (_but(4, 0.5), "count the O again."),
    },
    tolerance=5e-3,
    hints=(
        "write down the names as (start, stop): three true ones, three predicted ones.",
        "which of the predicted ones are among the true ones, both ends the same?",
    ),
    title="One sentence, five numbers",
    stars=1,
    minutes=8,
    checked="five numbers, to 0.005",
)  # fmt: skip

#: names to tags
to_tags = Code(
    _to_tags,
    tags_case,
    "tags",
    TO_TAGS_MISTAKES,
    title="From names to tags",
    stars=1,
    minutes=10,
    checked="the tags of six names of three kinds, some side by side",
)

#: tags to names
to_spans = Code(
    _to_spans,
    spans_case,
    "found",
    TO_SPANS_MISTAKES,
    title="From tags to names",
    stars=2,
    minutes=15,
    checked="all names, also where the tags are not well formed",
)

#: precision, recall, F1 of a padded batch
span_f1 = Code(
    _span_f1,
    f1_case,
    "P R F1",
    SPAN_F1_MISTAKES,
    title="Precision, recall, F1",
    stars=2,
    minutes=15,
    checked="the three numbers of a padded batch",
)

#: vocabulary, unknown words, word dropout
prepare = Code(
    _prepare,
    prepare_case,
    "known new_train new_test",
    PREPARE_MISTAKES,
    title="Make the unknown known",
    stars=2,
    minutes=15,
    checked="which words are known, and the ids of training and test sentences",
)


def _misleading(answer: tuple) -> tuple[bool, str]:
    """Decide whether two guesses have the same right tags and very different F1."""
    guesses = [list(guess) for guess in answer]
    if len(guesses) != 2:
        return False, f"give two guesses, got {len(guesses)}."
    for guess in guesses:
        if len(guess) != len(TRUE) or not set(guess) <= set("OBI"):
            return False, f"each guess needs {len(TRUE)} tags, O, B or I."
    (one, *_, bad), (two, *_, good) = (scores(TRUE, guess) for guess in guesses)
    said = f"tags right {one:.4g} and {two:.4g}, F1 {bad:.4g} and {good:.4g}"
    return one == two >= 0.7 and bad == 0 and good >= 0.6, f"{said}. Wanted: 0 and at least 0.6."


#: two guesses with the same right tags
misleading = Construction(
    _misleading,
    ("O B O O O O O B I O O O".split(), "O B I O B O O O O O O O".split()),
    {
        "the same guess": ((TRUE, TRUE), "F1 1 and 1"),
        "other numbers of right tags": (("O O O O O O O O O O O O".split(), TRUE),
                                        "tags right 0.5 and 1"),
        "too few right": (("B O O B O B B O O O B B".split(), "B B I B B B B O O O B O".split()),
                          "tags right"),
        "too short": ((["O"], ["O"]), "needs 12 tags"),
        "one guess": ((TRUE,), "give two guesses"),
    },
    hints=(
        "F1 is 0 if no name has both ends right: spoil each of the three names by one tag.",
        "the other guess may make as many wrong tags, but all in one name.",
    ),
    title="Same tags right, nothing found",
    stars=2,
    minutes=12,
    checked="both scores of two guesses are computed",
)  # fmt: skip

#: the worksheet: (words, true, guess)
WORKSHEET = {
    "A": ("may stone met crowds .", "B I O O O", "B O O O O"),
    "B": ("the hope tower fell .", "O O O O O", "O B O O O"),
    "C": ("<unk> berg left rome .", "B I O O O", "O B O O O"),
    "D": ("olga praised grace park .", "B O B I O", "B O O O O"),
    "E": ("today <unk> <unk> visited oslo .", "O B I O O O", "O O O O O O"),
    "F": ("teddy hill closed near paris .", "O O O O O O", "B I O O O O"),
}
_KIND = {"A": "end", "B": "invented", "C": "end", "D": "missed", "E": "missed", "F": "invented"}
_SAYS = {
    "end": "does a predicted name overlap a true one here?",
    "missed": "is there a true name that no predicted one touches?",
    "invented": "is there a predicted name that touches no true one?",
}


def worksheet() -> str:
    """Return the sentences with their true and predicted tags as a text."""
    rows = []
    for letter, (words, true, guess) in WORKSHEET.items():
        rows += [f"{letter}  {words}", f"   true       {true}", f"   predicted  {guess}"]
    return "\n".join(rows)


#: kinds of errors, and whether anybody could have known
errors = Choices(
    {f"{letter} kind": kind for letter, kind in _KIND.items()} | {
        "B avoidable": True, "D avoidable": False, "F avoidable": True,
        "F needs": 3, "E cure": "dropout"},
    {f"{letter} kind": {other: says for other, says in _SAYS.items() if other != kind}
     for letter, kind in _KIND.items()} | {
        "B avoidable": {False: "behind *the* comes no first name in these sentences."},
        "D avoidable": {True: "at the end of a sentence *grace park* is a park in two of three "
                              "cases; no word says that it is a lady here."},
        "F avoidable": {False: "*near* decides: things close near something, people close "
                               "something."},
        "F needs": {1: "*hill* is a surname, too.", 2: "people also close something.",
                    0: "with the first word alone nothing is decided.",
                    ...: "how many words behind *teddy* must one read to meet *near*?"},
        "E cure": {"delay": "both neighbors are read already by a bidirectional network.",
                   "more units": "the network has no idea of what the id means; size is not the "
                                 "problem.",
                   "weight": "that would find more names everywhere, in wrong places, too.",
                   ...: 'answer with "dropout", "delay", "more units" or "weight".'},
    },
    title="Worksheet: reading errors",
    stars=2,
    minutes=15,
    checked="eleven answers",
)  # fmt: skip

#: the best tags that fit together
viterbi = Code(
    _viterbi,
    viterbi_case,
    "v ids",
    VITERBI_MISTAKES,
    title="The best tags that fit together",
    stars=3,
    minutes=20,
    checked="the best sequence of tags, and the logarithms of the best products",
)

EXERCISES = on_paper, to_tags, to_spans, span_f1, prepare, misleading, errors, viterbi
