"""Exercise `readouts` of chapter 4: activation and loss for five tasks."""

from coursekit import Choices

LOSS_OF = {
    "softmax": "softmax_cross_entropy",
    "sigmoid": "binary_cross_entropy",
    "identity": "squared_error",
}

_ANY = "the identity gives any number; this asks for probabilities."

#: task -> {wrong g1: what to say}
REASONS = {
    "next character": {
        "sigmoid": "exactly one of 38 characters comes next; sigmoids would not add up to 1.",
    },
    "tag of a word": {
        "sigmoid": "a word has exactly one of the 9 tags: they must share probability 1.",
    },
    "part of a name": {
        "softmax": "with one output the softmax is always 1; two would do, but here n_y = 1.",
    },
    "topics": {
        "softmax": "topics do not exclude each other; with softmax they share probability 1.",
    },
    "temperature": {
        "sigmoid": "a sigmoid ends at 1; degrees do not.",
        "softmax": "a temperature is a number, not a class.",
    },
}


def answer():
    #: readouts = {
    #:     "next character": ...,  # one of 38
    #:     "tag of a word": ...,  # exactly one of 9
    #:     "part of a name": ...,  # yes or no, n_y = 1
    #:     "topics": ...,  # any of 5
    #:     "temperature": ...,  # in degrees
    #: }
    readouts = {
        "next character": ("softmax", "softmax_cross_entropy"),
        "tag of a word": ("softmax", "softmax_cross_entropy"),
        "part of a name": ("sigmoid", "binary_cross_entropy"),
        "topics": ("sigmoid", "binary_cross_entropy"),
        "temperature": ("identity", "squared_error"),
    }
    return readouts


def _readout_feedback(task: str) -> dict:
    (right, _), of_g1 = answer()[task], REASONS[task]
    said = {}
    for g1 in LOSS_OF:
        for loss in LOSS_OF.values():
            if g1 != right:
                said[g1, loss] = of_g1.get(g1, _ANY)
            elif loss != LOSS_OF[g1]:
                said[g1, loss] = f"{g1} is right, but this is not the loss that goes with it."
    return said | {...: f"answer with a g1 and a loss: {', '.join(LOSS_OF)}; see the table."}


exercise = Choices(
    answer(),
    {task: _readout_feedback(task) for task in REASONS},
    answer=answer,
    title="Which g1, which loss?", stars=1, minutes=5, trains=(3,), checked="both, with the reason",
)  # fmt: skip
