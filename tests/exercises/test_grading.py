"""The course's functions in the grader: trying every entry instead of deriving does not score."""

import numpy as np
import pytest

from coursekit import catalogue
from coursekit.graded_sizes import derivatives, graded_sizes, refusal
from coursekit.grading.marking import mark
from coursekit.set_files import ExerciseSet, Item
from unrolled.exercises import ch09_bptt as ch09

BACKWARD = Item("back", "code", dict.fromkeys(ch09.rnn_backward.outputs, 2), "Back",
                "ch09.rnn_backward", "rnn_backward", ("rnn_backward",))  # fmt: skip
CELL = Item("cell", "code", {"dz": 1, "dW_aa": 3}, "Cell", "ch09.cell_backward", "cell_backward",
            ("cell_backward",))  # fmt: skip
LIMITS = {"seconds": 4, "memory_mb": 1024, "output_kb": 200}


def graded(one, text):
    made = ExerciseSet("trial", "Trial", (one,), limits=LIMITS, course="unrolled.exercises")
    (found,) = mark(made, "", "ada", {"a.py": f"import numpy as np\n{text}".encode()})["items"]
    return found


@pytest.mark.parametrize("package", ["rnnlab", "unrolled", "coursekit", "torch"])
def test_no_graded_answer_may_use_a_package_that_could_help(package):
    text = f"def rnn_backward({', '.join(ch09.rnn_backward.parameters)}):\n    import {package}"
    found = graded(BACKWARD, text)
    assert found["verdict"] == "forbidden" and package in found["says"]


NUMERICAL = """def rnn_backward(dout, x, a, mask, W_aa, W_ax):
    m = mask[0] & True
    b_a = (np.arctanh(a[1]) - W_aa @ a[0] - W_ax @ x[0])[:, :1]
    def loss(W_aa, W_ax, b_a, x, a0):
        state, total = a0, 0.0
        for t in range(len(x)):
            new = np.tanh(W_aa @ state + W_ax @ x[t] + b_a)
            state = np.where(mask[t], new, state)
            total += np.sum(dout[t] * state)
        return total
    def slope(values, k):
        out = np.zeros_like(values[k])
        for i in np.ndindex(out.shape):
            up, down = [v.copy() for v in values], [v.copy() for v in values]
            up[k][i] += 1e-5; down[k][i] -= 1e-5
            out[i] = (loss(*up) - loss(*down)) / 2e-5
        return out
    v = [W_aa, W_ax, b_a, x, a[0]]
    return tuple(slope(v, k) for k in range(5))
"""


def test_numerical_differentiation_runs_out_of_time():
    found = graded(BACKWARD, NUMERICAL)
    assert found["verdict"] == "time" and found["points"] == 0


CELL_NUMERICAL = """def cell_backward(da, a_t, a_prev, x_t, W_aa, W_ax):
    b = (np.arctanh(a_t) - W_aa @ a_prev - W_ax @ x_t)[:, :1]
    def loss(W_aa, W_ax, b, x_t, a_prev):
        return np.sum(da * np.tanh(W_aa @ a_prev + W_ax @ x_t + b))
    v, slopes = [W_aa, W_ax, b, x_t, a_prev], []
    for k in range(5):
        out = np.zeros_like(v[k])
        for i in np.ndindex(out.shape):
            up, down = [w.copy() for w in v], [w.copy() for w in v]
            up[k][i] += 1e-5; down[k][i] -= 1e-5
            out[i] = (loss(*up) - loss(*down)) / 2e-5
        slopes.append(out)
    return (1 - a_t**2) * da, *slopes
"""


def test_numerical_differentiation_of_one_step_is_right_but_too_slow():
    names = {"np": np}
    exec(CELL_NUMERICAL, names)
    assert ch09.cell_backward.judge(names["cell_backward"])  # small arguments cannot tell
    found = graded(CELL, CELL_NUMERICAL)
    assert found["verdict"] == "time" and found["points"] == 0


DERIVATIVES = {
    f"{slug}.{name}": exercise
    for slug, module in catalogue.chapters().items()
    for name, exercise in catalogue.of_chapter(module).items()
    if derivatives(exercise)
}


@pytest.mark.parametrize("exercise", DERIVATIVES.values(), ids=DERIVATIVES)
def test_derivatives_are_graded_large_or_refused(exercise):
    """At least 4,000 entries to try, twice each; or a set says that it will not grade it."""
    if sizes := graded_sizes(exercise):
        case = exercise.draw(3, **sizes)
        results = exercise.solution(*case)
        count = sum(got.size for name, got in zip(exercise.outputs, results, strict=True)
                    if name in derivatives(exercise))  # fmt: skip
        assert count > 4000 and not refusal(exercise)
        assert exercise.compare([case], [results])
    else:
        assert "would score" in refusal(exercise)


def test_backward_passes_are_all_graded_large():
    passes = [name for name in DERIVATIVES if name.endswith("_backward")]
    assert len(passes) >= 7 and not any(refusal(DERIVATIVES[name]) for name in passes)
