"""Exercise `unbiased` of chapter 12: truncation at random places that is right in the mean."""

import numpy as np

from coursekit import Code, Mistake


def _draws_case(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    u = rng.random((20, 5))
    u[0], u[1] = 0.1, 0.9  # one that reaches the end, one that stops at once
    return rng.normal(size=(6, 3)), 0.7, u


def unbiased(terms, keep, u):
    #: # terms (T, n), u (S, T - 1) -> (S, n)
    estimates = np.zeros((len(u), terms.shape[1]))
    for s in range(len(u)):
        weight = 1.0
        estimates[s] += terms[0]
        for k in range(1, len(terms)):
            if u[s, k - 1] > keep:
                break
            weight /= keep
            estimates[s] += weight * terms[k]
    return estimates


exercise = Code(
    unbiased, _draws_case, "estimates",
    title="Cut at random, and right in the mean", stars=2, minutes=15, trains=(4,),
    checked="the estimates from given draws",
    mistakes=[
        Mistake("no weights", "weight /= keep", "weight = 1.0",
            "far lags get through rarely; without weights their mean is too small.",
            "how often does lag k get through, and what makes up for it?"),
        Mistake("weight of one lag only", "weight /= keep", "weight = 1 / keep",
            "to reach lag k one must get through k times, each time with chance `keep`.",
            "with which chance is lag 3 reached?"),
        Mistake("weights shrink", "weight /= keep", "weight *= keep",
            "what is rare must count more, not less.", "multiply or divide?"),
        Mistake("weighted by the cuts", "weight /= keep", "weight /= 1 - keep",
            "`1 - keep` is the chance of a cut; the term counts when there is none.",
            "which chance belongs to getting through?"),
        Mistake("keep and cut swapped", "u[s, k - 1] > keep", "u[s, k - 1] < keep",
            "a uniform draw is below `keep` with chance `keep`: then one goes on.",
            "what happens for u = 0.1?"),
        Mistake("cut does not last", "break", "continue",
            "after a cut nothing further back is reached.",
            "can lag 4 be reached when lag 3 is not?"),
        Mistake("lag 0 missing", "estimates[s] += terms[0]", "estimates[s] += 0",
            "the step of the loss itself is always reached.",
            "what does the estimate hold if the first draw cuts?"),
        Mistake("lag 0 weighted", "estimates[s] += terms[0]", "estimates[s] += terms[0] / keep",
            "lag 0 is reached with certainty, so its weight is 1.",
            "with which chance is lag 0 reached?"),
        Mistake("weight one lag late",
            "weight /= keep\n            estimates[s] += weight * terms[k]",
            "estimates[s] += weight * terms[k]\n            weight /= keep",
            "each term has the weight of the lag before.", "is lag 1 reached with certainty?"),
        Mistake("one draw for all lags", "u[s, k - 1] > keep", "u[s, 0] > keep",
            "every lag needs a draw of its own.", "which column of u decides about lag 3?"),
        Mistake("draws shifted", "u[s, k - 1] > keep", "u[s, k - 2] > keep",
            "the first draw decides about lag 1, the second about lag 2.",
            "which column of u decides about lag 1?"),
        Mistake("last lag missing", "range(1, len(terms))", "range(1, len(terms) - 1)",
            "the last lag is never added.",
            "how many lags are there, and where does your loop end?"),
    ],
)  # fmt: skip
