"""Exercises of chapter 12: what a pass costs, and three ways around it."""

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from coursekit.mistakes import Mistake

from ._ch12_passes import (
    SEGMENTED_MISTAKES,
    TBPTT_MISTAKES,
    _segmented,
    _tbptt,
    chunk_case,
)


def _costs(T: int, n_a: int, n_x: int, k: int) -> np.ndarray:
    """Count what the questions of the first exercise ask for."""
    segments = -(-T // k)
    influence = n_a * n_a * (n_a + n_x + 1)
    return np.array([(T + 1) * n_a, segments + k, T + k * (segments - 1), T * (T + 1) / 2,
                     influence, (k + 1) / 2])  # fmt: skip


_RIGHT = _costs(400, 10, 5, 20)


def _but(place: int, number: float) -> np.ndarray:
    wrong = _RIGHT.copy()
    wrong[place] = number
    return wrong


#: what one pass costs, counted
costs = Numbers(
    _RIGHT,
    {
        "a<0> not kept": (_but(0, 4000), "the pass also needs the initial state."),
        "one example of one unit": (_but(0, 401), "a state has `n_a` numbers."),
        "only the starts": (_but(1, 20), "the segment under way keeps its states, too."),
        "one state per step": (_but(1, 400), "only the starts and one segment are kept."),
        "last segment run twice": (_but(2, 800), "the first pass may stop before the last segment: "
                                                 "that one is run only once."),
        "one forward pass": (_but(2, 400), "all segments but the last are run forward twice."),
        "T squared": (_but(3, 160_000), "the loss of step s goes back s steps, not T."),
        "T steps": (_but(3, 400), "that is one pass for all losses together."),
        "influence of W_aa only": (_but(4, 1000), "`W_ax` and the bias have an influence, too."),
        "one number per weight": (_but(4, 160), "each weight moves every unit of the state."),
        "all see K": (_but(5, 20), "only the last loss of a chunk sees 20 steps."),
        "half of K": (_but(5, 10), "the first loss of a chunk sees 1 step, not 0."),
    },
    tolerance=0.1,
    hints=(
        "states: T+1 of them, n_a numbers each. Segments: 400/20.",
        "sums: 1 + 2 + ... + 400, and the mean of 1, 2, ..., 20.",
    ),
    title="Count",
    stars=1,
    minutes=8,
    checked="six numbers",
)  # fmt: skip

#: truncated BPTT over chunks
tbptt = Code(
    _tbptt,
    chunk_case,
    "a_last dW_aa dW_ax",
    TBPTT_MISTAKES,
    title="Chunks with a carried state",
    stars=2,
    minutes=20,
    checked="the last state and both gradients, with a short last chunk",
)

#: checkpointing
segmented = Code(
    _segmented,
    chunk_case,
    "starts dW_aa da0",
    SEGMENTED_MISTAKES,
    title="Forget, and compute again",
    stars=3,
    minutes=20,
    checked="what is kept, the gradient and da<0>",
)


def _influence_case(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    n_a = 4
    a_prev, a_t = rng.uniform(-0.9, 0.9, size=(2, n_a))
    P, W_aa = rng.normal(size=(n_a, n_a, n_a)), rng.normal(size=(n_a, n_a))
    return P, a_prev, a_t, W_aa, rng.normal(size=n_a)


def _rtrl_step(P, a_prev, a_t, W_aa, dout_t):
    slope = 1 - a_t**2
    J = slope[:, None] * W_aa
    P_t = np.einsum("kl,lij->kij", J, P)
    for i in range(len(a_t)):
        P_t[i, i] += slope[i] * a_prev
    return P_t, np.einsum("k,kij->ij", dout_t, P_t)


#: one step of real-time recurrent learning
rtrl_step = Code(
    _rtrl_step,
    _influence_case,
    "P_t dW_aa",
    [
        Mistake("slope on columns", "slope[:, None] * W_aa", "slope * W_aa",
                "the slope of unit i belongs to row i of `W_aa`: it multiplies what comes out.",
                "which index of J counts the new state?"),
        Mistake("no slope in J", "J = slope[:, None] * W_aa", "J = W_aa",
                "the old influence comes through `W_aa` and then through tanh.",
                "is J the Jacobian of z or of a?"),
        Mistake("W_aa transposed", "slope[:, None] * W_aa", "slope[:, None] * W_aa.T",
                "forward in time `W_aa` is not transposed; that belongs to the way back.",
                "which way does the influence travel?"),
        Mistake("immediate without slope", "slope[i] * a_prev", "a_prev",
                "a weight of row i moves `z_i` by `a_prev`, and `a_i` by less.",
                "what stands between z and a?"),
        Mistake("immediate with a_t", "slope[i] * a_prev", "slope[i] * a_t",
                "`W_aa` was multiplied with the state before the step.",
                "which state does W_aa meet in this step?"),
        Mistake("every row moves", "P_t[i, i] +=", "P_t[i] +=",
                "row i of `W_aa` moves unit i immediately; you let all rows move it.",
                "which weights does unit i use?"),
        Mistake("row and column swapped", "P_t[i, i] +=", "P_t[i, :, i] +=",
                "unit i is moved by row i of `W_aa`; yours is the column.",
                "P[k, i, j] belongs to a_k and W_aa[i, j]: which of them does z_k contain?"),
        Mistake("past influence dropped", 'np.einsum("kl,lij->kij", J, P)', "np.zeros_like(P)",
                "what the weights did in earlier steps is lost.",
                "does `P` enter anywhere?"),
        Mistake("immediate part dropped", "P_t[i, i] += slope[i] * a_prev", "P_t[i, i] += 0",
                "this step uses the weights, too, and its own part is missing.",
                "two arrows lead into the new influence; where is the second?"),
        Mistake("gradient from the old P", '"k,kij->ij", dout_t, P_t', '"k,kij->ij", dout_t, P',
                "the loss of this step feels the influence on the state after the step.",
                "which state does dout_t belong to?"),
    ],
    title="One step of RTRL",
    stars=2,
    minutes=15,
    checked="the new influence, and what the step adds to dW_aa",
)  # fmt: skip


def _draws_case(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    u = rng.random((20, 5))
    u[0], u[1] = 0.1, 0.9  # one that reaches the end, one that stops at once
    return rng.normal(size=(6, 3)), 0.7, u


def _unbiased(terms, keep, u):
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


#: truncation at random places, weighted so that the mean is right
unbiased = Code(
    _unbiased,
    _draws_case,
    "estimates",
    [
        Mistake("no weights", "weight /= keep", "weight = 1.0",
                "far lags get through rarely; without weights their mean is too small.",
                "how often does lag k get through, and what makes up for it?"),
        Mistake("weight of one lag only", "weight /= keep", "weight = 1 / keep",
                "to reach lag k one must get through k times, each time with chance `keep`.",
                "with which chance is lag 3 reached?"),
        Mistake("weights shrink", "weight /= keep", "weight *= keep",
                "what is rare must count more, not less.",
                "multiply or divide?"),
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
                "each term has the weight of the lag before.",
                "is lag 1 reached with certainty?"),
        Mistake("one draw for all lags", "u[s, k - 1] > keep", "u[s, 0] > keep",
                "every lag needs a draw of its own.",
                "which column of u decides about lag 3?"),
        Mistake("draws shifted", "u[s, k - 1] > keep", "u[s, k - 2] > keep",
                "the first draw decides about lag 1, the second about lag 2.",
                "which column of u decides about lag 1?"),
        Mistake("last lag missing", "range(1, len(terms))", "range(1, len(terms) - 1)",
                "the last lag is never added.",
                "how many lags are there, and where does your loop end?"),
    ],
    title="Cut at random, and right in the mean",
    stars=2,
    minutes=15,
    checked="the estimates from given draws",
)  # fmt: skip


def _wrong_way(answer: tuple) -> tuple[bool, str]:
    """Decide whether truncation up to K = 3 has the wrong sign in a network of two units."""
    A, v = np.asarray(answer[0], float), np.asarray(answer[1], float).ravel()
    if A.shape != (2, 2) or v.shape != (2,):
        return False, f"`A` must have shape (2, 2) and `v` (2,), got {A.shape} and {v.shape}."
    if max(abs(A).max(), abs(v).max()) > 2:
        return False, "no entry may be larger than 2."
    rho = abs(np.linalg.eigvals(A)).max()
    if rho >= 1:
        return False, f"the spectral radius is {rho:.4g}: the state must settle, so below 1."
    c = np.cumsum([(np.linalg.matrix_power(A, k) @ v)[0] for k in range(3)])
    true = np.linalg.solve(np.eye(2) - A, v)[0]
    said = f"c_1, c_2, c_3 = {c[0]:.4g}, {c[1]:.4g}, {c[2]:.4g}; the true slope is {true:.4g}"
    return bool((c > 0.1).all() and true < -0.1), f"{said}. Wanted: above 0.1, and below -0.1."


#: a network on which truncation has the wrong sign
wrong_way = Construction(
    _wrong_way,
    ([[0.5, 0.5], [0.0, 0.9]], [1.0, -1.0]),
    {
        "only one sign": (([[0.5, 0.5], [0.0, 0.9]], [1.0, 1.0]), "the true slope is"),
        "no link": (([[0.5, 0.0], [0.0, 0.9]], [1.0, -1.0]), "the true slope is 2"),
        "does not settle": (([[0.5, 0.5], [0.0, 1.0]], [1.0, -1.0]), "spectral radius is 1"),
        "too fast": (([[0.5, 2.0], [0.0, 0.5]], [1.0, -1.0]), "c_1, c_2, c_3 = 1, -0.5"),
    },
    hints=(
        "as in the chapter: let unit 1 hear from unit 2, and let `v` have both signs.",
        "the negative unit must be slow (its diagonal entry near 1) and its link to unit 1 weak.",
    ),
    title="Build one that points the wrong way",
    stars=2,
    minutes=10,
    checked="c_1, c_2, c_3 and the true slope are computed",
)  # fmt: skip

_SAID = {
    "truncated": "truncation carries the state and cuts the gradient; follow `state` and `d`.",
    "full": "does the gradient of a later piece reach the earlier one? Follow `d`.",
    "reset": "the state is passed on here; forward is that of the whole sequence.",
    "nonsense": "every `d` here meets the piece it belongs to, or none at all.",
}
_LOOPS = {"A": "truncated", "B": "reset", "C": "nonsense", "D": "full", "E": "truncated"}

#: which of five loops computes what
which_loop = Choices(
    _LOOPS,
    {q: {said: text for said, text in _SAID.items() if said != right} | {
        ...: 'answer with one of "full", "truncated", "reset", "nonsense".'}
     for q, right in _LOOPS.items()},
    title="Which loop is which?",
    stars=1,
    minutes=7,
    checked="five answers",
)  # fmt: skip

EXERCISES = (costs, which_loop, tbptt, segmented, unbiased, wrong_way, rtrl_step)
