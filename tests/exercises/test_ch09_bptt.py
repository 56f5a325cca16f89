"""Chapter 9's checks: right answers pass, every listed mistake is refused and named."""

import itertools

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import relative_error
from rnnlab.exercises import ch09_bptt as ex
from rnnlab.exercises.ch09_mistakes import PASS_MISTAKES, STEP_MISTAKES, backward, step

SEEDS = range(20)


# The solutions as they stand on the page, written apart from the checker's own.
def cell_backward(da, a_t, a_prev, x_t, W_aa, W_ax):
    dz = (1 - a_t**2) * da
    db_a = dz.sum(axis=1, keepdims=True)
    return W_aa.T @ dz, dz @ a_prev.T, dz @ x_t.T, db_a, W_ax.T @ dz


def rnn_backward(dout, x, a, mask, W_aa, W_ax):
    dW_aa, dW_ax = np.zeros_like(W_aa), np.zeros_like(W_ax)
    db_a, dx = np.zeros((len(W_aa), 1)), np.zeros_like(x)
    d = np.zeros_like(a[0])
    for t in range(len(dout), 0, -1):
        da = dout[t - 1] + d
        dz = mask[t - 1] * (1 - a[t] ** 2) * da
        dW_aa += dz @ a[t - 1].T
        dW_ax += dz @ x[t - 1].T
        db_a += dz.sum(axis=1, keepdims=True)
        dx[t - 1] = W_ax.T @ dz
        d = np.where(mask[t - 1], W_aa.T @ dz, da)
    return dW_aa, dW_ax, db_a, dx, d


def stub(*arguments):
    raise NotImplementedError


def printed(capsys, check, answer):
    right = check(answer)
    return right, capsys.readouterr().out


def mutant(function, name):
    return lambda *arguments: function(*arguments, wrong=name)


CODE = {
    "cell": (ex.check_cell_backward, cell_backward, step, STEP_MISTAKES),
    "sequence": (ex.check_rnn_backward, rnn_backward, backward, PASS_MISTAKES),
}
MISTAKES = [(kind, name) for kind, entry in CODE.items() for name in entry[3]]


@pytest.mark.parametrize("kind", CODE)
def test_solution_is_accepted(kind, capsys):
    right, said = printed(capsys, *CODE[kind][:2])
    assert right and said.startswith("Right: ")


@pytest.mark.parametrize("kind", CODE)
def test_stub_is_not_written_yet(kind, capsys):
    right, said = printed(capsys, CODE[kind][0], stub)
    assert not right and said.startswith("Not written yet")


@pytest.mark.parametrize(("kind", "name"), MISTAKES)
def test_mistake_is_named(kind, name, capsys):
    check, _, function, texts = CODE[kind]
    right, said = printed(capsys, check, mutant(function, name))
    assert not right and said.strip() == f"Not yet: {texts[name]}"


def test_unlisted_mistakes_are_refused(capsys):
    def signs(*arguments):
        return tuple(-v for v in cell_backward(*arguments))

    def no_dx(*arguments):
        dW_aa, dW_ax, db_a, dx, da0 = rnn_backward(*arguments)
        return dW_aa, dW_ax, db_a, 0 * dx, da0

    right, said = printed(capsys, ex.check_cell_backward, signs)
    assert not right and "da_prev differs" in said
    right, said = printed(capsys, ex.check_rnn_backward, no_dx)
    assert not right and "dx differs" in said


def test_wrong_shape_is_told(capsys):
    def flat_bias(*arguments):
        da_prev, dW_aa, dW_ax, db_a, dx_t = cell_backward(*arguments)
        return da_prev, dW_aa, dW_ax, db_a[:, 0], dx_t

    right, said = printed(capsys, ex.check_cell_backward, flat_bias)
    assert not right and "db_a must have shape (3, 1), got (3,)" in said


def differ(u, v):
    return max(relative_error(p, q) for p, q in zip(u, v, strict=True)) > 1e-4


@pytest.mark.parametrize("seed", SEEDS)
def test_all_passes_differ_from_each_other(seed):
    """Otherwise a name could be wrong."""
    case = ex.sequence_case(seed)
    results = [backward(*case, wrong=name) for name in ("", *PASS_MISTAKES)]
    assert all(differ(u, v) for u, v in itertools.combinations(results, 2))
    dout, x, a, _, W_aa, W_ax = case
    one = dout[0], a[1], a[0], x[0], W_aa, W_ax
    results = [step(*one, wrong=name) for name in ("", *STEP_MISTAKES)]
    assert all(differ(u, v) for u, v in itertools.combinations(results, 2))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_right_pass_is_the_layers(seed):
    rng = np.random.default_rng(seed)
    layer = RNN(2, 3, rng=rng)
    x, a0, mask = rng.normal(size=(5, 2, 4)), rng.normal(size=(3, 4)), rng.random((5, 4)) < 0.7
    out, _ = layer.forward(x, a0, mask)
    dout = rng.normal(size=out.shape)
    dx, da0 = layer.backward(dout)
    want = *(layer.grads[k] for k in ("W_aa", "W_ax", "b_a")), dx, da0
    weights = layer.params["W_aa"], layer.params["W_ax"]
    for function in (backward, rnn_backward):
        got = function(dout, x, layer.a, mask, *weights)
        assert max(relative_error(u, v) for u, v in zip(got, want, strict=True)) < 1e-13


# -- on paper ------------------------------------------------------------------------------------


def three_steps(w=0.5, u=1.0, b=0.0, a0=1.0):
    loss, a = 0.0, a0
    for x in (0.5, 0.0, -1.0):
        a = np.tanh(w * a + u * x + b)
        loss += a
    return loss


PAPER = [1.692, -0.220, 2.302, 0.326]  # as in the solution on the page


def test_paper_numbers_are_slopes(capsys):
    h = 1e-6
    for name, start, want in zip(("w", "u", "b", "a0"), (0.5, 1.0, 0.0, 1.0), PAPER, strict=True):
        up, down = (three_steps(**{name: start + s * h}) for s in (1, -1))
        assert abs((up - down) / (2 * h) - want) < 5e-4
    assert printed(capsys, ex.check_on_paper, PAPER)[0]


@pytest.mark.parametrize("name", ["no slope", "future not added", "future overwrites",
                                  "a_t in dW_aa", "d from da", "da0 zero"])  # fmt: skip
def test_paper_mistake_is_named(name, capsys):
    right, said = printed(capsys, ex.check_on_paper, ex._slopes(ex.paper_case(), name))
    assert not right and said.strip() == f"Not yet: {PASS_MISTAKES[name]}"


def test_paper_other_answers(capsys):
    right, said = printed(capsys, ex.check_on_paper, [1.692, -0.220, 2.302, 9.0])
    assert not right and "index (3,)" in said
    assert "Not written yet" in printed(capsys, ex.check_on_paper, [..., 1, 2, 3])[1]


# -- the derivation ------------------------------------------------------------------------------

LINES = {
    "da": lambda W_ya, dz_y, W_aa, dz_next: W_ya.T @ dz_y + W_aa.T @ dz_next,
    "dz": lambda da, a: (1 - a**2) * da,
    "dW_aa": lambda dz, a_prev: dz @ a_prev.T,
    "db_a": lambda dz: dz.sum(axis=1, keepdims=True),
    "da_prev": lambda m, W_aa, dz, da: W_aa.T @ dz + (1 - m) * da,
}


def test_derivation_is_accepted(capsys):
    assert printed(capsys, ex.check_derivation, LINES)[0]


def test_derivation_stub(capsys):
    blank = LINES | {"dz": lambda da, a: ...}
    right, said = printed(capsys, ex.check_derivation, blank)
    assert not right and said == "Right: da.\nNot written yet: line dz.\n"
    half = LINES | {"da": lambda W_ya, dz_y, W_aa, dz_next: W_ya.T @ dz_y + ...}
    assert printed(capsys, ex.check_derivation, half)[1] == "Not written yet: line da.\n"


@pytest.mark.parametrize(
    ("line", "wrong"), [(line, w) for line, (_, wrongs) in ex._LINES.items() for w in wrongs]
)
def test_derivation_mistake_is_named(line, wrong, capsys):
    function, text = ex._LINES[line][1][wrong]
    right, said = printed(capsys, ex.check_derivation, LINES | {line: function})
    assert not right and text in said


def test_derivation_refuses_other_lines(capsys):
    for line, function in {
        "dz": lambda da, a: da - a,
        "dW_aa": lambda dz, a_prev: dz @ dz.T,
        "da_prev": lambda m, W_aa, dz, da: m * (W_aa.T @ dz),
    }.items():
        right, said = printed(capsys, ex.check_derivation, LINES | {line: function})
        assert not right and f"{line} differs" in said
    right, said = printed(capsys, ex.check_derivation, LINES | {"dz": lambda da: da})
    assert not right and "must take 2 argument(s)" in said


# -- the other two -------------------------------------------------------------------------------


def test_hides_overwriting(capsys):
    assert printed(capsys, ex.check_hides_overwriting, [0, 0, 1])[0]
    for wrong in ([1, 1, 1], [1, 0, 0], [0, 1, 1], [0, 0, 0], [1, 2]):
        assert not printed(capsys, ex.check_hides_overwriting, wrong)[0]
    assert "Not written yet" in printed(capsys, ex.check_hides_overwriting, [..., 0, 0])[1]


def test_diagnosis(capsys):
    answer = {"A": 3, "B": 1, "C": 7, "D": 2}
    assert printed(capsys, ex.check_diagnosis, answer)[0]
    for case, line in itertools.product(answer, range(0, 9)):
        if line != answer[case]:
            right, said = printed(capsys, ex.check_diagnosis, answer | {case: line})
            assert not right and f"Not yet, {case}" in said
    assert "Not written yet" in printed(capsys, ex.check_diagnosis, answer | {"B": ...})[1]


def test_evidence_says_what_the_feedback_says():
    found = ex.evidence()

    def spoiled(case, T):
        return {name for name, error in found[case][T].items() if error > 1e-2}

    everything = set(ex.ARRAYS)
    assert spoiled("A", 1) == spoiled("A", 4) == {"dW_aa"}
    assert spoiled("B", 1) == set() and spoiled("B", 4) == everything
    assert spoiled("C", 1) == {"da0"} and spoiled("C", 4) == everything
    assert spoiled("D", 1) == spoiled("D", 4) == everything
