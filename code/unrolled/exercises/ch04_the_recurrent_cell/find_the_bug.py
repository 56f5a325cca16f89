"""Exercise `find_the_bug` of chapter 4: five snippets with one wrong line each."""

from coursekit import Choices

#: snippet -> (its lines, what to think of)
SNIPPETS = {
    "A": (2, "print the shape of b_a beside that of the sum, (5, 4)"),
    "B": (4, "count the states: how many entries does a need for a<0> to a<7>?"),
    "C": (3, "which axis holds the classes, and along which axis is the sum 1?"),
    "D": (2, "what is the shape of x after line 1? .T reverses all axes"),
    "E": (3, "how many different arrays does the list hold?"),
}


def answer():
    #: bugs = {
    #:     "A": ...,  # for example (2, "silent")
    #:     "B": ...,
    #:     "C": ...,
    #:     "D": ...,
    #:     "E": ...,
    #: }
    bugs = {
        "A": (1, "raises"),
        "B": (1, "raises"),
        "C": (3, "silent"),
        "D": (1, "raises"),
        "E": (1, "silent"),
    }
    return bugs


def _snippet_feedback(snippet: str) -> dict:
    (line, effect), (lines, think) = answer()[snippet], SNIPPETS[snippet]
    said = {
        (k, e): f"{think}." for k in range(1, lines + 1) for e in ("raises", "silent") if k != line
    }
    other = "silent" if effect == "raises" else "raises"
    said[line, other] = "the line is right. Run it: does it stop?"
    return said | {...: 'answer with a line and "raises" or "silent".'}


exercise = Choices(
    answer(),
    {snippet: _snippet_feedback(snippet) for snippet in SNIPPETS},
    answer=answer,
    title="Find the bug", stars=2, minutes=9, trains=(1,),
    checked="line and effect, found by running each snippet",
)  # fmt: skip
