"""Exercise `errors` of chapter 20: kinds of errors, and whether anybody could have known."""

from coursekit import Choices

__all__ = ["worksheet"]

#: the worksheet: (words, true, guess)
WORKSHEET = {
    "A": ("may stone met crowds .", "B I O O O", "B O O O O"),
    "B": ("the hope tower fell .", "O O O O O", "O B O O O"),
    "C": ("<unk> berg left rome .", "B I O O O", "O B O O O"),
    "D": ("olga praised grace park .", "B O B I O", "B O O O O"),
    "E": ("today <unk> <unk> visited oslo .", "O B I O O O", "O O O O O O"),
    "F": ("teddy hill closed near paris .", "O O O O O O", "B I O O O O"),
}

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


def answer():
    #: answers = {
    #:     "A kind": ..., "B kind": ..., "C kind": ...,
    #:     "D kind": ..., "E kind": ..., "F kind": ...,
    #:     "B avoidable": ..., "D avoidable": ..., "F avoidable": ...,
    #:     "F needs": ..., "E cure": ...}
    answers = {
        "A kind": "end", "B kind": "invented", "C kind": "end",
        "D kind": "missed", "E kind": "missed", "F kind": "invented",
        "B avoidable": True, "D avoidable": False, "F avoidable": True,
        "F needs": 3, "E cure": "dropout"}  # fmt: skip
    return answers


exercise = Choices(
    answer(),
    {
        question: {other: says for other, says in _SAYS.items() if other != kind}
        for question, kind in answer().items()
        if question.endswith("kind")
    } | {
        "B avoidable": {False: "behind *the* comes no first name in these sentences."},
        "D avoidable": {True: "at the end of a sentence *grace park* is a park in two of three "
            "cases; no word says that it is a lady here."},
        "F avoidable": {False: "*near* decides: things close near something, people close "
            "something."},
        "F needs": {
            1: "*hill* is a surname, too.",
            2: "people also close something.",
            0: "with the first word alone nothing is decided.",
            ...: "how many words behind *teddy* must one read to meet *near*?",
        },
        "E cure": {
            "delay": "both neighbors are read already by a bidirectional network.",
            "more units": "the network has no idea of what the id means; size is not the problem.",
            "weight": "that would find more names everywhere, in wrong places, too.",
            ...: 'answer with "dropout", "delay", "more units" or "weight".',
        },
    },
    answer=answer,
    title="Worksheet: reading errors", stars=2, minutes=15, trains=(5,), checked="eleven answers",
)  # fmt: skip
