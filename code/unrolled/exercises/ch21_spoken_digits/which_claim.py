"""Exercise `which_claim` of chapter 21: which claims the chapter's runs support."""

from coursekit import Choices

_SAID = {
    "A": "compare the two numbers with their errors, about one point each.",
    "B": "look at the worst seed, and at the bag's number.",
    "C": "one run on the page has b_u = 0.",
    "D": "one of the controls changes only the number of epochs.",
    "E": "do the data say who speaks?",
    "F": "compare training and test clips at k = 40.",
}


def answer():
    #: claims = dict.fromkeys("ABCDEF", ...)
    claims = {"A": "not shown", "B": "shown", "C": "refuted",
              "D": "refuted", "E": "not shown", "F": "shown"}  # fmt: skip
    return claims


exercise = Choices(
    answer(),
    {
        q: {said: _SAID[q] for said in ("shown", "refuted", "not shown") if said != right}
        | {...: 'answer with "shown", "refuted" or "not shown".'}
        for q, right in answer().items()
    },
    answer=answer,
    title="What the runs show", stars=1, minutes=8, trains=(2, 4), checked="six claims",
)  # fmt: skip
