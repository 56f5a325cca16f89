"""Exercise `symptoms` of chapter 23: five comparisons, and what went wrong in each."""

from coursekit import Choices

_CAUSES = {
    "float32": "then all outputs would be off by about a part in ten million.",
    "transposed": "a transposed `W_hh` spoils every step that reads a nonzero state, at once.",
    "packed": "a packed batch is exact at valid steps and zero behind them.",
    "batch_first": "exchanged axes leave the first example's first step right, hardly more.",
    "two biases": "two biases change nothing at the start; they change updates.",
}


def answer():
    causes = {"A": "transposed", "B": "packed", "C": "two biases",
              "D": "float32", "E": "batch_first"}  # fmt: skip
    return causes


exercise = Choices(
    answer(),
    {
        symptom: {cause: text for cause, text in _CAUSES.items() if cause != right}
        | {...: "answer with one of " + ", ".join(f'"{cause}"' for cause in _CAUSES) + "."}
        for symptom, right in answer().items()
    },
    answer=answer,
    title="Five comparisons that fail", stars=2, minutes=10, trains=(2, 3), checked="five causes",
)  # fmt: skip
