"""Damaged files and messages: every reader says what is wrong, and none of them stumbles."""

import ast
import io
import json
import zipfile

import numpy as np
import pytest

from coursekit.catalogue import Packages
from coursekit.grading.constants import is_constant, value_of
from coursekit.grading.reading import LARGEST, read_file, read_notebook
from coursekit.grading.tables import read_roster
from coursekit.grading.wire import HEAD, Broken, Channel, packed, unpacked
from coursekit.set_files import ExerciseSet, Item, manifest, read_set

CELL = {"cell_type": "code", "source": ["n_a = 3\n", "def f(x):\n", "    return x\n"]}
WHOLE = json.dumps({"cells": [CELL], "nbformat": 4}).encode()

RULES = Packages(given=frozenset({"sorts"}), forbidden=frozenset({"torch"}))

# -- notebooks that are handed in ------------------------------------------------------------------

PROBLEMS = {
    "empty": (b"", "is no notebook: it is broken JSON"),
    "truncated": (WHOLE[:-20], "is no notebook: it is broken JSON"),
    "other file": (b"PK\x03\x04" + bytes(60), "is no notebook: it is broken JSON"),
    "no UTF-8": (b"\xff\xfe" + WHOLE, "is no text in UTF-8 (byte 0)"),
    "huge": (bytes(LARGEST + 1), "MB; are there pictures in it?"),
    "deep": (b"[" * 100_000, "nested too deeply"),
    "a list": (b"[1]", "it is no notebook: there is a list where its cells should be"),
    "no cells": (b"{}", "it has no cells"),
    "cells of another kind": (b'{"cells": 3}', "it has no cells"),
    "sheets of another kind": (b'{"worksheets": {"cells": 3}}', "it has no cells"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_a_damaged_notebook_has_a_problem_that_is_named(case):
    data, problem = PROBLEMS[case]
    reading = read_file(data, "a.ipynb")
    assert problem in reading.problem and not reading.pieces


CELLS = {
    "no Python": ({"cell_type": "code", "source": "def f(:"}, "is no Python in line 1"),
    "null byte": ({"cell_type": "code", "source": "x = '\0'"}, "is no Python"),
    "nested": ({"cell_type": "code", "source": "(" * 5000}, "nothing of it is run"),
    "magic": ({"cell_type": "code", "source": "%%bash\nrm x"}, "the magic `%%bash ...`"),
    "call": ({"cell_type": "code", "source": "print(3)"}, "`print(3)` is not run."),
    "computed": ({"cell_type": "code", "source": "x = f(3)"}, "is not run (no constant)"),
    "long": ({"cell_type": "code", "source": f"g({'3' * 99})"}, "...` is not run"),
    "attribute": ({"cell_type": "code", "source": "np.pi = 3"}, "`np.pi = 3` is not run"),
    "declared": ({"cell_type": "code", "source": "x: int"}, "`x: int` is not run"),
    "import": ({"cell_type": "code", "source": "import torch"}, "the import of torch is not run"),
}


@pytest.mark.parametrize("case", CELLS)
def test_one_bad_cell_spoils_no_other(case):
    cell, skipped = CELLS[case]
    reading = read_notebook({"cells": [cell, CELL]}, RULES)
    assert [skipped in line for line in reading.skipped] == [True] and not reading.problem
    assert reading.constant("n_a") == 3


@pytest.mark.parametrize(
    "cell",
    [{"cell_type": "code"}, {"cell_type": "code", "source": None, "metadata": 3}, {"source": [1]},
     {"cell_type": "markdown", "metadata": {"nbgrader": []}}, {}, "no cell", 3],
)  # fmt: skip
def test_cells_that_lack_something_are_empty(cell):
    reading = read_notebook({"cells": [cell, CELL]})
    assert reading.constant("n_a") == 3 and not reading.problem


def test_a_notebook_of_format_3_and_a_file_of_python():
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": "n_a = 3"}]}, 3]}
    assert read_notebook(old).constant("n_a") == 3
    assert read_file(b"n_a = 3", "a.py").constant("n_a") == 3


CODE = [
    "import torch as t\nimport numpy as np\nfrom sorts.heaps import Heap",
    "def f(x):\n    return 1",
    "def f(x):\n    return g(x)\ndef g(x):\n    return t.ones(x)",
    "def inside(x):\n    from torch.nn import LSTM\n    return x",
    "def hidden(x):\n    return __import__('sorts.heaps')",
    "def named(x):\n    return importlib.import_module('torch.nn')",
    "def cell(x):\n    return Heap(x)",
    "def plain(x):\n    return np.ones(x)",
    'text = """\n%matplotlib inline\n"""',
]


@pytest.fixture
def reading():
    """Code cells with words between them."""
    cells = [{"cell_type": "code", "source": text} for text in CODE]
    between = {"cell_type": "markdown", "source": "Words."}
    return read_notebook({"cells": [c for cell in cells for c in (between, cell)]}, RULES)


def test_the_last_definition_counts_and_code_cells_are_numbered_without_words(reading):
    assert "return g(x)" in reading.code and "return 1" not in reading.code
    assert "`f` of code cell 2 is defined again in code cell 3: the last one counts." in (
        reading.skipped
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [("f", ("torch", 0)), ("inside", ("torch", 4)), ("hidden", ("sorts", 5)),
     ("named", ("torch", 6)), ("cell", ("sorts", 0)), ("plain", None)],
)  # fmt: skip
def test_packages_are_found_wherever_an_answer_leads(reading, name, found):
    assert reading.uses((name,)) == found


def test_a_line_of_a_text_is_no_magic(reading):
    assert reading.constant("text") == "\n%matplotlib inline\n"
    assert not any("magic" in line for line in reading.skipped)


# -- constants -------------------------------------------------------------------------------------


def constant(text):
    node = ast.parse(text, mode="eval").body
    return is_constant(node), lambda: value_of(node, {"n": ast.Constant(3)})


@pytest.mark.parametrize(
    ("text", "value"),
    [("{1, -n}", {1, -3}), ("np.pi", np.pi), ("{'a': (1, None)}", {"a": (1, None)}),
     ("2 ** 10", 1024), ("-7 // 2", -4)],
)  # fmt: skip
def test_constants_are_computed(text, value):
    assert constant(text)[1]() == value


LARGE, NUMBERS, LONG = "no answer is that large", "arithmetic is for numbers", "it is too long, or"


@pytest.mark.parametrize(
    ("text", "says"),
    [("[*'ab']", "is computed"), ("n ** 101", LARGE), ("'a' * 3", NUMBERS),
     ("1 / 0", "division by zero"), ("10 ** 300 * 2", LARGE), ("(-8) ** 0.5", "a root of a neg"),
     ("True + 1", NUMBERS), ("9" * 40, LARGE), ("[n] * 9", NUMBERS),
     ("[" + "1," * 20_001 + "]", LONG), ("[" * 150 + "]" * 150, LONG)],
    ids=lambda v: v[:20],
)  # fmt: skip
def test_constants_are_plain_and_of_decent_size(text, says):
    with pytest.raises(ValueError, match=says):
        constant(text)[1]()


def test_a_name_without_a_constant():
    with pytest.raises(NameError, match=r"^m$"):
        constant("m + 1")[1]()


@pytest.mark.parametrize("text", ["[x for x in n]", "f'{n}'", "(x := 3)", "open('x')", "n.run(3)",
                                  "np.array(open('x'))", "[open('x')]"])  # fmt: skip
def test_what_is_computed_is_no_constant(text):
    plain, compute = constant(text)
    assert not plain
    with pytest.raises(ValueError, match="is computed: write the value itself"):
        compute()


# -- sets and tables -------------------------------------------------------------------------------

SET = ExerciseSet("one", "One", (Item("cell", "code", {"a_t": 2}),))


def archive(name, content):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr(name, content)
    return data.getvalue()


SETS = {
    "empty": b"",
    "no archive": b"one",
    "truncated": archive("set.json", manifest(SET))[:-30],
    "other file in it": archive("other.json", manifest(SET)),
    "broken JSON": archive("set.json", manifest(SET)[:-9]),
    "other format": archive("set.json", json.dumps({"format": "0"})),
    "a list": archive("set.json", "[]"),
    "wrong keys": archive("set.json", manifest(SET).replace('"title"', '"heading"')),
    "wrong item": archive("set.json", manifest(SET).replace('"kind"', '"sort"')),
}


@pytest.mark.parametrize("damage", SETS)
def test_a_damaged_set_is_named(tmp_path, damage):
    path = tmp_path / "set.zip"
    path.write_bytes(archive("set.json", manifest(SET)))
    assert read_set(path) == SET
    path.write_bytes(SETS[damage])
    with pytest.raises(ValueError, match=r"set\.zip is no set that this version can read"):
        read_set(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "needs a head line"), (b"id\n", "needs a head line"), (b"name\nAda\n", "no column 'id'"),
     (b"id,name\nada\n", "line 2: 1 fields, not 2"), (b"id\n\xff\n", "save it as CSV in UTF-8"),
     (b"id,name\n,Ada\n", "names no student"), (b"id\nada\nADA\n", "'ada' stands there 2 times"),
     (b"id\n" + b"x" * 200_000 + b"\n", "is no CSV")],
)  # fmt: skip
def test_a_damaged_roster_is_named(tmp_path, content, says):
    path = tmp_path / "r.csv"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=f"^r.csv.*{says}"):
        read_roster(path)


# -- what a submission's process sends -------------------------------------------------------------


def frame(text, data=b""):
    return HEAD.pack(len(text), len(data)) + text + data


@pytest.mark.parametrize(
    ("sent", "says"),
    [(frame(b"{"), "no JSON"), (frame(b"[]"), "no message"), (frame(b"\xff"), "no JSON"),
     (frame(b"[" * 99_999), "no JSON"), (HEAD.pack(2**31, 0), "a frame of 2147483648 bytes"),
     (HEAD.pack(2, 2**60), r"a frame of \d{19} bytes")],
)  # fmt: skip
def test_a_broken_frame_is_refused(sent, says):
    with pytest.raises(Broken, match=says):
        Channel(io.BytesIO(sent), None).receive()


@pytest.mark.parametrize("sent", [b"", b"\0\0", frame(b"{}")[:-1], frame(b"{}", b"ab")[:-1]])
def test_a_frame_that_ends_early_is_the_end(sent):
    with pytest.raises(EOFError):
        Channel(io.BytesIO(sent), None).receive()


@pytest.mark.parametrize(
    "value",
    [np.ones((2, 3)), np.float32(2.5), np.zeros((0, 2)), (1, [True, None, "a"]), {"a": {1: 2.5}},
     np.arange(3)[::-1], np.array([[True]]), float("inf")],
    ids=repr,
)  # fmt: skip
def test_plain_values_arrive_as_they_were_sent(value):
    message, blocks = packed([value])
    (got,) = unpacked(json.loads(json.dumps(message)), b"".join(blocks))
    assert type(got) is type(value)
    np.testing.assert_equal(got, value)


def test_other_values_arrive_as_their_type_only():
    message, blocks = packed([np.ones(2, complex), np.complex128(1), print, 2**70, "x" * 200_000])
    array, *others = unpacked(message, b"".join(blocks))
    assert array.dtype == object and array.size == 0 and blocks == []
    names = [type(other).__name__ for other in others]
    assert names == ["complex128", "builtin_function_or_method", "int", "str"]


def test_functions_are_places_in_a_list():
    found = []
    message, _ = packed([print], functions=found)
    assert unpacked(message, b"", functions=[len]) == [len] and found == [print]


def nested(depth):
    return [] if depth == 0 else [nested(depth - 1)]


@pytest.mark.parametrize(
    ("values", "says"),
    [([nested(30)], "nested too deeply"), ([list(range(60_000))], "too many values"),
     ([np.ones(100)], r"shape \(100,\) is too large"),
     ([np.ones(30), [np.ones(31)]], r"shape \(31,\) is too large")],
    ids=["deep", "many", "large", "large together"],
)  # fmt: skip
def test_too_much_is_not_sent(values, says):
    with pytest.raises(Broken, match=says):
        packed(values, most=400)


ARRAY = {"array": "<f8", "shape": [2], "scalar": False}


@pytest.mark.parametrize(
    ("message", "block", "says"),
    [(3, 0, "no list"), ([[1]], 0, "unknown value"), ([ARRAY], 0, r"shape \[2\] in 0 bytes"),
     ([ARRAY], 15, r"shape \[2\] in 15 bytes"), ([ARRAY], 17, "more bytes than arrays"),
     ([ARRAY | {"shape": 2}], 16, "no list"), ([ARRAY | {"shape": [-1]}], 8, "no shape"),
     ([ARRAY | {"shape": [2**50]}], 0, "no shape"), ([ARRAY | {"shape": [1] * 17}], 8, "no shape"),
     ([ARRAY | {"shape": [True, 2]}], 16, "no shape"), ([{"list": 3}], 0, "no list"),
     ([{"dict": [[1]]}], 0, "no list"), ([{"dict": [[{"list": []}, 1]]}], 0, "a key that cannot"),
     ([{"tuple": {"a": 1}}], 0, "no list"), ([None] * 60_000, 0, "too many values")],
    ids=lambda v: repr(v)[:40],
)  # fmt: skip
def test_a_message_that_does_not_fit_is_refused(message, block, says):
    with pytest.raises(Broken, match=says):
        unpacked(message, bytes(block))


def test_where_nothing_is_forbidden_imports_are_run():
    reading = read_notebook({"cells": [{"cell_type": "code", "source": "import torch, sorts"}]})
    assert reading.code == "import torch, sorts" and reading.skipped == []
