"""The checks of chapter 6: the solution is accepted, every listed mistake is named."""

from pathlib import Path

import numpy as np
import pytest

from rnnlab.exercises import ch06_simplified_weights as ch06
from rnnlab.exercises.wrong_cells import CELLS, cell

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "book/text/06_simplified_weights.md").read_text("utf-8")


def joined_forward(x, a0, W_a, b_a):
    a = np.zeros((len(x) + 1, *a0.shape))
    a[0] = a0
    for t in range(1, len(x) + 1):
        a[t] = np.tanh(W_a @ np.vstack([a[t - 1], x[t - 1]]) + b_a)
    return a


def rows_step(A_prev, X_t, W_aa, W_ax, b_a):
    W_a = np.hstack([W_aa, W_ax])
    return np.tanh(np.hstack([A_prev, X_t]) @ W_a.T + b_a.T)


SOLUTIONS = {
    ch06.check_join: lambda W_aa, W_ax: np.hstack([W_aa, W_ax]),
    ch06.check_split: lambda W_a: (W_a[:, : len(W_a)], W_a[:, len(W_a) :]),
    ch06.check_joined_forward: joined_forward,
    ch06.check_folded: lambda a, x, W_aa, W_ax, b: (
        np.hstack([W_aa, W_ax, b]),
        np.vstack([a, x, np.ones((1, a.shape[1]))]),
    ),
    ch06.check_rows_step: rows_step,
}


@pytest.mark.parametrize("check", SOLUTIONS)
def test_the_solution_is_accepted(check, capsys):
    assert check(SOLUTIONS[check])
    assert capsys.readouterr().out.startswith("Right")


@pytest.mark.parametrize("check", SOLUTIONS)
def test_the_stub_is_not_written_yet(check, capsys):
    def stub(*_):
        raise NotImplementedError

    assert not check(stub)
    assert capsys.readouterr().out.startswith("Not written yet")


@pytest.mark.parametrize("catalogue", ["_JOINED_PATHS", "_FOLDED"])
def test_every_listed_mistake_is_named(catalogue, capsys):
    check = {"_JOINED_PATHS": ch06.check_joined_forward, "_FOLDED": ch06.check_folded}[catalogue]
    for mistake, text in getattr(ch06, catalogue).values():
        assert not check(mistake)
        assert capsys.readouterr().out == f"Not yet: {text}\n"


@pytest.mark.parametrize("name", set(CELLS) - {"W_aa transposed"})  # that one: below
def test_every_wrong_cell_is_named_in_rows_too(name, capsys):
    wrong, text = CELLS[name]
    assert not ch06.check_rows_step(lambda A, X, W_aa, W_ax, b: wrong(X.T, A.T, W_ax, W_aa, b).T)
    assert capsys.readouterr().out == f"Not yet: {text}\n"


@pytest.mark.parametrize(
    ("check", "wrong", "word"),
    [
        (ch06.check_join, lambda W_aa, W_ax: np.hstack([W_ax, W_aa]), "W_ax stands first"),
        (ch06.check_join, lambda W_aa, W_ax: np.hstack([W_aa.T, W_ax]), "transposed"),
        (ch06.check_join, lambda W_aa, W_ax: np.vstack([W_aa, W_ax]), "side by side, axis 1"),
        (ch06.check_join, lambda W_aa, W_ax: np.vstack([W_aa, W_ax.T]), "side by side, axis 1"),
        (ch06.check_split, lambda W_a: (W_a[:, 5:], W_a[:, :5]), "first n_a columns, W_aa"),
        (ch06.check_split, lambda W_a: (W_a[:, :2], W_a[:, 2:]), "first n_a columns, W_aa"),
        (ch06.check_split, lambda W_a: (W_a[:, 2:], W_a[:, :2]), "from the wrong end"),
        (ch06.check_joined_forward, lambda x, a0, W_a, b: np.hstack([a0, x[0]]), "np.vstack"),
        (ch06.check_folded, lambda a, x, *w: (np.hstack(w), np.vstack([a, x])), "no row of ones"),
        (ch06.check_folded, lambda a, x, *w: (np.vstack(w), a), "side by side (axis 1)"),
        (ch06.check_rows_step, lambda A, X, *w: np.vstack([A, X]), "np.hstack"),
        (ch06.check_rows_step, lambda A, X, *w: rows_step(A, X, *w).T, "in rows"),
        (ch06.check_rows_step, lambda A, X, W, U, b: np.tanh(A @ W + X @ U.T + b.T), "W_aa is not"),
    ],
)
def test_these_mistakes_are_named(check, wrong, word, capsys):
    assert not check(wrong)
    said = capsys.readouterr().out
    assert said.startswith("Not yet: ") and word in said


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (ch06.check_join, lambda W_aa, W_ax: np.hstack([2 * W_aa, W_ax])),
        (ch06.check_split, lambda W_a: (W_a[:, :5], 2 * W_a[:, 5:])),
        (ch06.check_joined_forward, lambda x, *rest: joined_forward(x[::-1], *rest)),
        (ch06.check_folded, lambda a, x, *w: SOLUTIONS[ch06.check_folded](a, 2 * x, *w)),
        (ch06.check_rows_step, lambda A, X, *w: rows_step(A, 2 * X, *w)),
    ],
)
def test_an_unlisted_mistake_is_rejected(check, wrong, capsys):
    assert not check(wrong)
    assert "differs from the right numbers" in capsys.readouterr().out


def test_shapes(capsys):
    right = {"A": (100, 127), "B": (127, 8), "C": "undefined", "D": (100, 8), "E": (8, 100)}
    assert ch06.check_shapes(right)
    assert not ch06.check_shapes(dict.fromkeys(right, ...))
    for name in right:
        capsys.readouterr()
        assert not ch06.check_shapes(right | {name: (1, 2)})
        assert f"Not yet, {name}: " in capsys.readouterr().out


def test_the_expressions_on_the_page_are_those_of_the_check():
    for name, (expression, _) in ch06._EXPRESSIONS.items():
        assert f'"{name}": ...,  # {expression}\n' in PAGE


def test_quiz_keys():
    rng = np.random.default_rng(0)
    a, x, W_aa, W_ax = (rng.normal(size=s) for s in [(4, 2), (3, 2), (4, 4), (4, 3)])
    W_a = np.hstack([W_aa, W_ax])
    assert W_a.size == W_aa.size + W_ax.size  # 1: no parameter is saved
    wrong = W_a @ np.vstack([x, a])  # 2: the order raises nothing
    assert wrong.shape == (4, 2) and np.abs(wrong - W_aa @ a - W_ax @ x).max() > 0.1
    assert np.hstack([rng.normal(size=(3, 2)), x]).T.shape == (4, 3)  # 3: not (6, 2)
    rows = cell(x, a, W_ax, W_aa, np.zeros((4, 1))).T  # 5
    np.testing.assert_allclose(np.tanh(np.hstack([a.T, x.T]) @ W_a.T), rows, rtol=1e-12)
