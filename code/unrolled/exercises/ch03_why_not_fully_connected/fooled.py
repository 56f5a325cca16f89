"""Exercise `fooled` of chapter 3: what no convolution of width 5 can tell apart."""

from coursekit import Construction


def _windows(text: str, width: int) -> set[str]:
    """Collect all windows of a width."""
    return {text[k : k + width] for k in range(len(text) - width + 1)}


def _lamp(text: str) -> str:
    """Return the last mark, or nothing."""
    marks = [s for s in text if s in "+-"]
    return marks[-1] if marks else ""


def _decide_pair(answer):
    one, two = answer
    if set(one + two) - set("+-."):
        return False, "use only the symbols + - and dots."
    if min(len(one), len(two)) < 5:
        return False, "each sequence needs at least five symbols, one window."
    if not (_lamp(one) and _lamp(two)):
        return False, "each sequence needs a + or a -."
    if _lamp(one) == _lamp(two):
        return False, "both lamps end in the same state."
    if odd := sorted(_windows(one, 5) ^ _windows(two, 5)):
        return False, f"the window `{odd[0]}` occurs in one of them only."
    return True, "different lamps, the same windows."


def answer():
    one = ".....+.....-.....+....."
    two = ".....-.....+.....-....."
    return [one, two]


exercise = Construction(
    _decide_pair,
    answer(),
    {
        "dots too few": ((".+.-.+.", ".-.+.-."), "occurs in one of them only"),
        "one mark each": ((".....+.....", ".....-....."), "occurs in one of them only"),
        "same ending": ((".....+.....-.....", ".....-.....+.....-....."),
            "both lamps end in the same state"),
        "shorter than a window": (("+..", "-.."), "at least five symbols"),
    },
    answer=answer, stub=(..., ...),
    hints=("take the pair of the chapter.", "how many dots keep two marks out of one window?"),
    title="Fool every window of five", stars=2, minutes=10, trains=(4,),
    checked="the lamps differ, the windows do not",
)  # fmt: skip
