"""Exercise `limits` of chapter 19: limits of temperature and top-k."""

from coursekit import Choices

_SAID = {
    "greedy": "one symbol would get everything; is there exactly one that can?",
    "half and half": "two would share; are there two that can?",
    "uniform": "all V symbols would be equally likely; are all still in play?",
    "uniform over 3": "three would be equally likely; which three, and why only they?",
    "no change": "does the softmax of z / tau really stay as it was?",
}


def answer():
    answers = {
        "tau to 0, one largest logit": "greedy",
        "tau to 0, two equal largest logits": "half and half",
        "tau to infinity": "uniform",
        "tau to infinity with top-k of 3": "uniform over 3",
        "a constant added to all logits": "no change",
        "top_k = V": "no change",
    }
    return answers


exercise = Choices(
    answer(),
    {
        limit: {said: text for said, text in _SAID.items() if said != right}
        | {...: "answer with one of " + ", ".join(f'"{said}"' for said in _SAID) + "."}
        for limit, right in answer().items()
    },
    answer=answer,
    title="Limits", stars=1, minutes=8, trains=(3,), checked="six answers",
)  # fmt: skip
