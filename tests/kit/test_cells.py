"""Cells that are made of an exercise's module: what students get, and the public answer."""

import numpy as np
import pytest

from coursekit import Choices, Code, Construction, Line, Lines, Numbers
from coursekit.authoring.marked_text import solved, split_check, stubbed
from coursekit.cells import marked_cell

ABOUT = {"title": "One", "stars": 1, "minutes": 1, "checked": "one answer"}


def given_and_answer(exercise):
    """What students get, what the answer is, and the check."""
    code, check = split_check(marked_cell(exercise, "ch01.one"))
    return stubbed(code), solved(code), check


# -- functions -------------------------------------------------------------------------------------


def plain(z):
    return z + 1


def hinted(
    z,  # an argument on a line of its own
    k,
):
    #: # return a, b
    a = z[k]

    b = 2 * a
    return a, b


def explained(z):
    # one more than z
    return z + 1


def begun(z):
    #: total = 0
    #: for v in z:
    #:     ...
    return sum(z)


@pytest.mark.parametrize(
    ("solution", "given", "answer"),
    [
        (plain, "def plain(z):\n    raise NotImplementedError", "def plain(z):\n    return z + 1"),
        (
            hinted,
            "def hinted(\n    z,  # an argument on a line of its own\n    k,\n):\n"
            "    # return a, b\n    raise NotImplementedError",
            "def hinted(\n    z,  # an argument on a line of its own\n    k,\n):\n"
            "    # return a, b\n    a = z[k]\n\n    b = 2 * a\n    return a, b",
        ),
        (
            explained,
            "def explained(z):\n    raise NotImplementedError",
            "def explained(z):\n    # one more than z\n    return z + 1",
        ),
        (
            begun,
            "def begun(z):\n    total = 0\n    for v in z:\n        ...",
            "def begun(z):\n    return sum(z)",
        ),
    ],
)
def test_a_function_is_its_own_answer(solution, given, answer):
    exercise = Code(solution, lambda seed: (np.ones(2),), "a", [], **ABOUT)
    name = solution.__name__
    assert given_and_answer(exercise) == (given, answer, f"ch01.one.check({name})")
    assert "#:" not in exercise.source and exercise.name == name


def test_a_construction_that_is_a_function_is_its_own_answer():
    exercise = Construction(lambda f: (True, "yes."), plain, {}, **ABOUT)
    assert given_and_answer(exercise)[2] == "ch01.one.check(plain)"


def short(z): return z  # fmt: skip


@pytest.mark.parametrize("solution", [lambda z: z, short])
def test_a_function_on_one_line_is_refused(solution):
    exercise = Construction(lambda f: (True, "yes."), solution, {}, **ABOUT)
    with pytest.raises(ValueError, match="put its body on lines of its own"):
        marked_cell(exercise, "ch01.one")


# -- everything else -------------------------------------------------------------------------------


def two():
    n_a = 3
    n_x = 2 * n_a
    return n_a, n_x


def nested():
    a, b, c = 1, 2, 3
    return (a, b), c


def rows():
    rows = [[1, 2],
            [3, 4]]  # fmt: skip
    return rows


def with_comment():
    #: kinds = {"A": ...}  # "one" or "two"
    kinds = {"A": "one"}
    return kinds


def kinds():
    kinds = {"A": "one"}
    return kinds


def computed():
    n = 1
    return n + 1


def test_the_names_that_an_answer_returns_are_left_open():
    exercise = Construction(lambda pair: (True, "yes."), two(), {}, answer=two, **ABOUT)
    given, answer, check = given_and_answer(exercise)
    assert (given, check) == ("n_a, n_x = ..., ...", "ch01.one.check((n_a, n_x))")
    assert answer == "n_a = 3\nn_x = 2 * n_a"


def test_several_values_are_checked_as_one():
    exercise = Construction(lambda pair: (True, "yes."), nested(), {}, answer=nested, **ABOUT)
    assert given_and_answer(exercise)[2] == "ch01.one.check(((a, b), c))"


def test_numbers_are_left_open_in_their_shape_and_stand_as_they_were_written():
    exercise = Numbers(rows(), {}, tolerance=0.5, answer=rows, **ABOUT)
    given, answer, check = given_and_answer(exercise)
    assert (given, check) == ("rows = [[..., ...], [..., ...]]", "ch01.one.check(rows)")
    assert answer == "rows = [[1, 2],\n        [3, 4]]"


@pytest.mark.parametrize(
    ("function", "given"),
    [(kinds, 'kinds = {"A": ...}'), (with_comment, 'kinds = {"A": ...}  # "one" or "two"')],
)
def test_choices_are_left_open_or_as_the_module_says(function, given):
    said = {"A": {"two": "no."}}
    exercise = Choices(function(), said, answer=function, **ABOUT)
    assert given_and_answer(exercise) == (given, 'kinds = {"A": "one"}', "ch01.one.check(kinds)")


def test_many_choices_get_a_line_each():
    right = {f"a question of some length, {k}": k for k in range(3)}

    def answer():
        answers = {}
        return answers

    said = {question: {...: "no."} for question in right}
    given, _, _ = given_and_answer(Choices(right, said, answer=answer, **ABOUT))
    assert given.splitlines()[:2] == ["answers = {", '    "a question of some length, 0": ...,']


def draw(seed):
    return {"a": np.ones(2), "b": np.ones(2)}


def test_lines_of_a_derivation_are_those_of_the_exercise():
    lines = {"x": Line("a + b", "a b", note="a, b"), "He's": Line("2 * a", "a")}
    given, answer, check = given_and_answer(Lines(lines, draw, **ABOUT))
    assert given == 'lines = {\n    "x": "...",  # a, b\n    "He\'s": "...",\n}'
    assert answer == 'lines = {\n    "x": "a + b",\n    "He\'s": "2 * a",\n}'
    assert check == "ch01.one.check(lines)"


def test_long_notes_stand_above_their_lines():
    lines = {"x": Line("a", "a", note="short"), "y": Line("b", "b", note="a long one " * 6)}
    given, _, _ = given_and_answer(Lines(lines, draw, **ABOUT))
    assert '    # short\n    "x": "...",\n    # a long one' in given


def test_an_exercise_without_an_answer_is_refused():
    with pytest.raises(ValueError, match=r"ch01\.one: it has no answer="):
        marked_cell(Numbers([1], {}, tolerance=0.5, **ABOUT), "ch01.one")
