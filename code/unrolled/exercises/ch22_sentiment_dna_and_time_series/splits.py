"""Exercise `splits` of chapter 22: which procedures let the test data in."""

from coursekit import Choices

_SAID = {
    "A": "which years stand next to a test year?",
    "B": "does the mean know the test years?",
    "C": "every number used here is a training year.",
    "D": "where may the two strands of one sequence end up?",
    "E": "the test sequences are not touched.",
    "F": "the list of features comes from the training sentences alone.",
    "G": "who decides when to stop?",
}


def answer():
    #: answers = dict.fromkeys("ABCDEFG", ...)
    answers = {"A": "leak", "B": "leak", "C": "fine", "D": "leak",
               "E": "fine", "F": "fine", "G": "leak"}  # fmt: skip
    return answers


exercise = Choices(
    answer(),
    {
        q: {("fine" if right == "leak" else "leak"): _SAID[q], ...: 'answer with "leak" or "fine".'}
        for q, right in answer().items()
    },
    answer=answer,
    title="Fine, or a leak?", stars=1, minutes=8, trains=(1,), checked="seven procedures",
)  # fmt: skip
