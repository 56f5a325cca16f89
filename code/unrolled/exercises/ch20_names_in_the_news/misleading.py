"""Exercise `misleading` of chapter 20: two guesses with the same right tags."""

from coursekit import Construction

from ._cases import TRUE, scores


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


def answer():
    first = "O B O O O O O B I O O O".split()
    second = "O B I O B O O O O O O O".split()
    return first, second


exercise = Construction(
    _misleading,
    answer(),
    {
        "the same guess": ((TRUE, TRUE), "F1 1 and 1"),
        "other numbers of right tags": (("O O O O O O O O O O O O".split(), TRUE),
            "tags right 0.5 and 1"),
        "too few right": (("B O O B O B B O O O B B".split(), "B B I B B B B O O O B O".split()),
            "tags right"),
        "too short": ((["O"], ["O"]), "needs 12 tags"),
        "one guess": ((TRUE,), "give two guesses"),
    },
    answer=answer,
    hints=(
        "F1 is 0 if no name has both ends right: spoil each of the three names by one tag.",
        "the other guess may make as many wrong tags, but all in one name.",
    ),
    title="Same tags right, nothing found", stars=2, minutes=12, trains=(2,),
    checked="both scores of two guesses are computed",
)  # fmt: skip
