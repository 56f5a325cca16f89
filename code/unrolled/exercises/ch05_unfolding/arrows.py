"""Exercise `arrows` of chapter 5: the four types as lists of arrows."""

from coursekit import Construction

KINDS = "in step", "many-to-one", "one-to-many", "encoder-decoder"


def answer():
    #: in_step = ...
    #: many_to_one = ...
    #: one_to_many = ...
    #: decoder = ...
    in_step = "x1>a1 x2>a2 a1>a2 a1>y1 a2>y2"
    many_to_one = "x1>a1 x2>a2 a1>a2 a2>y2"
    one_to_many = "x1>a1 a1>a2 a1>y1 a2>y2 y1>a2"
    decoder = "x1>a1 x2>a2 a1>a2 a2>s1 go>s1 s1>s2 s1>y1 s2>y2 y1>s2"
    return [in_step, many_to_one, one_to_many, decoder]


ARROWS = answer()


def _decide_arrows(answer):
    if len(answer) != 4:
        return False, f"give four texts, one for each of {', '.join(KINDS)}; got {len(answer)}."
    for kind, given, right in zip(KINDS, answer, ARROWS, strict=True):
        got, want = set(given.replace(",", " ").split()), set(right.split())
        if missing := sorted(want - got):
            return False, f"{kind}: {len(missing)} missing, one of them into `{missing[0][3:]}`."
        if extra := sorted(got - want):
            return False, f"{kind}: `{extra[0]}` is too much."
    return True, "all four types."


def _with(k: int, arrows_of_k: str) -> list[str]:
    """Return the right lists with one of them replaced."""
    return [*ARROWS[:k], arrows_of_k, *ARROWS[k + 1 :]]


exercise = Construction(
    _decide_arrows,
    ARROWS,
    {
        "Jordan in step": (_with(0, "x1>a1 x2>a2 y1>a2 a1>y1 a2>y2"),
            "in step: 1 missing, one of them into `a2`"),
        "all outputs read": (_with(1, ARROWS[0]), "many-to-one: `a1>y1` is too much"),
        "nothing fed back": (_with(2, "x1>a1 a1>a2 a1>y1 a2>y2"),
            "one-to-many: 1 missing, one of them into `a2`"),
        "input repeated": (_with(2, ARROWS[2] + " x1>a2"), "one-to-many: `x1>a2` is too much"),
        "nothing handed over": (_with(3, ARROWS[3].replace("a2>s1 ", "")),
            "encoder-decoder: 1 missing, one of them into `s1`"),
        "encoder speaks": (_with(3, ARROWS[3] + " a2>y1"), "encoder-decoder: `a2>y1` is too much"),
    },
    answer=answer, stub=(..., ..., ..., ...),
    hints=(
        "the arrows into the states first: what does a state need?",
        "then: which predictions are read, and which are fed back?",
    ),
    title="Who feeds whom", stars=1, minutes=8, trains=(1,), checked="four lists of arrows",
)  # fmt: skip
