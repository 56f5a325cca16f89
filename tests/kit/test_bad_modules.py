"""Whatever is wrong with the module of an exercise is told in a sentence: whose, what, where."""

import sys

import pytest

from coursekit.__main__ import main

HOME = "code/sorts/exercises/ch01_insertion"
DECORATOR = """def noted(function):
    return function


@noted
def insert("""
CACHED = """import functools


@functools.cache
def insert("""
WRAPPED = """def noted(function):
    def inner(a, x):
        return function(a, x)

    return inner


@noted
def insert("""

MANY, PASSES = '"how many must there be?"', '"each number passes all that stand before it."'

#: module, what is replaced in it, by what; what `check` says
FAULTS = {
    "stars too many": ("insert", "stars=1", "stars=4", "Insert: stars must be 1, 2 or 3, got 4"),
    "stars as text": ("insert", "stars=1", "stars='1'", "stars must be 1, 2 or 3, got '1'"),
    "stars half": ("swaps", "stars=2", "stars=1.5", "Swaps: stars must be 1, 2 or 3, got 1.5"),
    "stars true": ("swaps", "stars=2", "stars=True", "stars must be 1, 2 or 3, got True"),
    "minutes as text": ("insert", "minutes=5", "minutes='5'",
                        "minutes must be a whole number from 1 to 120, got '5'"),
    "minutes none": ("stable", "minutes=4", "minutes=0", "from 1 to 120, got 0"),
    "minutes many": ("stable", "minutes=4", "minutes=400", "from 1 to 120, got 400"),
    "trains a number": ("insert", "trains=(1,)", "trains=(1)",
                        "different numbers of the chapter's objectives, such as (1,) or (1, 3)"),
    "trains text": ("swaps", "trains=(2,)", "trains='2'", "Swaps: trains must be different"),
    "trains zero": ("swaps", "trains=(2,)", "trains=(0,)", "Swaps: trains must be different"),
    "trains twice": ("stable", "trains=(1, 2)", "trains=(1, 1)", "Stable?: trains must be differ"),
    "title missing": ("insert", 'title="Insert", ', "", "keyword-only argument: 'title'"),
    "title a number": ("insert", 'title="Insert"', "title=3", "title must be text, as it stands"),
    "title empty": ("insert", 'title="Insert"', "title=' '", "title must be text, as it stands"),
    "checked empty": ("swaps", 'checked="two numbers"', "checked=''", "Swaps: checked must be a"),
    "unknown entry": ("swaps", "minutes=8", "minutes=8, hours=1", "keyword argument 'hours'"),
    "answer called": ("stable", "answer=answer,", "answer=answer(),",
                      "Stable?: answer must be a function without arguments; leave the brackets"),
    "right no dictionary": ("stable", "    answer(),", "    [True, False],",
                            "Stable?: right must be a dictionary with a key for each question"),
    "no right answers": ("stable", "    answer(),", "    {},", "right must be a dictionary with"),
    "another question": ("stable", '"selection": {True', '"merge": {True',
                         "other questions: 'selection' stands only in right"),
    "feedback a sentence": ("stable", '{False: "a number stops behind its equals."}', '"no."',
                            "feedback to 'insertion' must be {a wrong answer: \"a sentence\"}"),
    "feedback no sentence": ("stable", '{False: "a number stops behind its equals."}', "{False: 3}",
                             "feedback to 'insertion', False, must be a sentence, got 3"),
    "feedback empty": ("stable", '{False: "a number stops behind its equals."}', "{}",
                       "Stable?: no feedback to 'insertion'"),
    "feedback to the right one": ("stable", "{False: ", "{True: ",
                                  "Stable?: feedback to the right answer of 'insertion'"),
    "a set of questions": ("stable", '{True: "a swap carries a number past its equals."}', "{True}",
                           "feedback to 'selection' must be {a wrong answer"),
    "number without a sentence": ("swaps", f"([4, 8], {PASSES})",
                                  "[4, 8]", "'only neighbors' of mistakes must be a pair, (answer"),
    "numbers of another shape": ("swaps", "[4, 8]", "[4]", "as many numbers as the right answer"),
    "numbers as words": ("swaps", "    [10, 8],", '    ["ten", 8],',
                         "Swaps: the right answer must be numbers, in rows of equal length, got"),
    "no tolerance": ("swaps", "tolerance=0.1", "tolerance=None", "tolerance must be a number"),
    "outputs in a tuple": ("insert", '"k b"', '("k", "b")', "outputs must be different names"),
    "outputs twice": ("insert", '"k b"', '"k k"', "outputs must be different names in one text"),
    "outputs none": ("insert", '"k b"', '""', "outputs must be different names in one text"),
    "draw called": ("insert", "insert, insert_case,", "insert, insert_case(0),",
                    "Insert: draw must be a function of a seed: the tuple of arguments, got"),
    "mistake a tuple": ("insert", 'Mistake("one lost",', '("one lost",',
                        "Insert: one of mistakes must be a Mistake(...), got ('one lost'"),
    "one edit without comma": ("insert", '"how many must there be?"',
                               '"how many must there be?", more=("k = 0", "k = 1")',
                               "more of the mistake 'one lost' must be pairs with a comma behind"),
    "costs a word": ("insert", MANY, f'{MANY}, costs=("b")',
                     "of the mistake 'one lost' must be some of the outputs, (\"k\",), got 'b'"),
    "costs another": ("insert", MANY, f'{MANY}, costs=("c",)',
                      "costs of the mistake 'one lost' must be some of the outputs"),
    "says nothing": ("insert", '"a number is lost."', "None", "says of the mistake 'one lost' mus"),
    "carried another": ("insert", 'carried={"b"', 'carried={"c"', "Insert: carried must be a dict"),
    "few true": ("insert", 'few="a loop and a line leave no more that differ"', "few=True",
                 "Insert: few must be text, the reason, got True"),
    "solution called": ("insert", "    insert, insert_case", "    3, insert_case",
                        "Insert: the solution must be a function, def name(...), got 3"),
    "decorated": ("insert", "def insert(", DECORATOR,
                  "`insert` (insert.py, line 18) must be a plain function in a file, "
                  "`def insert(...)`, got one with a decorator. Students get its text: do"),
    "cached": ("insert", "def insert(", CACHED, "got one with a decorator. Students get its text"),
    "wrapped": ("insert", "def insert(", WRAPPED,
                "ch01_insertion.insert: the function must be insert, not inner"),
    "lambda": ("insert", "    insert, insert_case", "    lambda a, x: (0, a), insert_case",
               "ch01_insertion.insert: the function must be insert, not <lambda>"),
    "answer decorated": ("swaps", "def answer(", DECORATOR.replace("insert", "answer"),
                         "`answer` (swaps.py, line 10) must be a plain function in a file"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
@pytest.mark.parametrize("command", ["check", "notebooks check"])
def test_a_bad_module_is_told_in_a_sentence(edited, capsys, case, command):
    module, old, new, says = FAULTS[case]
    path = edited / HOME / f"{module}.py"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode  # edits within one second
    try:
        assert main(command.split()) == 1
    finally:
        sys.dont_write_bytecode = before
    shown = capsys.readouterr()
    said = shown.out + shown.err
    assert says in said and "Traceback" not in said
    first = next(line for line in said.splitlines() if says in line)
    assert any(
        f"{mark}{module}{end}" in first for mark, end in ((" ", ": "), (".", ": "), ("(", ".py"))
    )
