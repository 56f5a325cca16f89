"""The shape of the code: imports point one way, files and functions stay small, nothing hides."""

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "code"
#: package -> the packages of ours that it may import
PACKAGES = {"rnnlab": set(), "coursekit": set(), "unrolled": {"rnnlab", "coursekit"}}
TEMPLATES = CODE / "coursekit" / "authoring" / "templates"  # copied into sets and exercises
MODULES = sorted(
    path
    for package in PACKAGES
    for path in (CODE / package).rglob("*.py")
    if not path.is_relative_to(TEMPLATES)
)
FILES = [*MODULES, *sorted((ROOT / "tools").glob("*.py"))]

#: For one release: they give what moved into the other packages, and hold nothing themselves.
FORWARDS = {"rnnlab/_moved.py", "rnnlab/plotting.py", "rnnlab/data/__init__.py",
            "rnnlab/data/slow.py", "rnnlab/data/teddy.py",
            "rnnlab/exercises/__init__.py", "rnnlab/exercises/__main__.py",
            "rnnlab/reference/__init__.py"}  # fmt: skip

# Each part of rnnlab may import only parts to its left. A folder is one part.
ORDER = (
    "checks parameters functions scan attention initializers losses optimizers layers data model "
    "training sampling baselines regression diagnostics interop"
).split()
STANDARD = {"os._exit"}  # not ours, and documented under this name
MOVED = {"_moved", "plotting", "exercises", "reference"}  # the forwards; imported by nobody else
# The kit: what judges knows nothing of grading, and neither knows how notebooks are made.
KIT = ("grading", "authoring", "__main__")
APART = {"sums", "results"}  # of the course: take and return arrays; import nothing of ours

NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "requests", "httpx", "aiohttp", "smtplib"}
MACHINE_PATH = re.compile(r"(?:^|[^\w.:/])/(?:home|root|tmp|work|Users)/[a-z]")


def name(path):
    return path.relative_to(ROOT).as_posix()


def package(path):
    """Name the package a file belongs to; its first folder."""
    return path.relative_to(CODE).parts[0]


def part(path):
    """Name the part of its package a file belongs to; an __init__.py at the top is no part."""
    return path.relative_to(CODE).parts[1].removesuffix(".py")


parsed = functools.cache(ast.parse)  # every test reads every file; none changes what it reads


def tree(path):
    return parsed(path.read_text("utf-8"))


@functools.cache
def imported(path, source):
    """Dotted names a module imports, relative ones made absolute (also imports in functions)."""
    home = path.relative_to(CODE).parent.parts
    found = []
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = home[: len(home) - node.level + 1] if node.level else []
            base = ".".join([*base, *filter(None, [node.module])])
            # "from . import tasks": the names may be modules themselves
            found += [f"{base}.{alias.name}" for alias in node.names]
    return found


def wrong_packages(path, source):
    """Imports of packages of ours that this one must not know, also by their names as text."""
    allowed = PACKAGES[package(path)] | {package(path)} if part(path) not in APART else set()
    others = set(PACKAGES) - allowed
    docstrings = {id(node.body[0].value) for node in ast.walk(parsed(source))
                  if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
                  and ast.get_docstring(node) is not None}  # fmt: skip
    named = [node.value for node in ast.walk(parsed(source))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)
             and id(node) not in docstrings and re.fullmatch(r"[\w.:]+", node.value)]  # fmt: skip
    if path.relative_to(CODE).as_posix() in FORWARDS:
        named = []
    own = f"{package(path)}.{part(path)}."
    return [
        f"{name(path)} imports {dotted}"
        for dotted in [*imported(path, source), *named]
        if re.split(r"[.:]", dotted)[0] in others and not dotted.startswith(own)
    ]


def wrong_imports(path, source):
    """Imports of parts of the same package that point the wrong way."""
    here, wrong = part(path), []
    for dotted in imported(path, source):
        home, _, rest = dotted.partition(".")
        there = rest.split(".")[0]
        if home != package(path) or not rest or there == here or here == "__init__":
            continue
        if home == "rnnlab" and path.relative_to(CODE).as_posix() in FORWARDS:
            allowed = {"_moved"}
            allowed |= set(ORDER[: ORDER.index(here)]) if here in ORDER else set()
        elif home == "rnnlab":
            allowed = set(ORDER[: ORDER.index(here)])
        elif home == "coursekit":
            rank = KIT.index(here) if here in KIT else -1
            allowed = {there} - set(KIT[rank + 1 :])
        else:
            allowed = set() if here in APART else {there}
        if there not in allowed:
            wrong.append(f"{here} imports {dotted}")
    return wrong


def hidden_names(path, source):
    """Names with an underscore in front that another module of ours is asked for."""
    modules, found = set(), []
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            modules |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
            found += [name for name in names if name.startswith("_") and not name.endswith("__")]
            modules |= {alias.asname or alias.name for alias in node.names}
    attributes = [n for n in ast.walk(parsed(source)) if isinstance(n, ast.Attribute)]
    found += [
        f"{ast.unparse(n)}"
        for n in attributes
        if n.attr.startswith("_") and not n.attr.endswith("__") and ast.unparse(n.value) in modules
    ]
    return [name for name in found if name not in STANDARD]


def functions(node):
    return [n for n in ast.walk(node) if isinstance(n, ast.FunctionDef)]


def body_lines(function):
    """Count the lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def undocumented_shapes(source):
    """Public functions that take arrays and whose docstring names no shape."""
    found = []
    for function in functions(parsed(source)):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        arrays = [a for a in arguments if a.annotation and "ndarray" in ast.unparse(a.annotation)]
        if arrays and not function.name.startswith("_"):
            if "shape" not in (ast.get_docstring(function) or ""):
                found.append(function.name)
    return found


def without_example(source):
    """Public functions, classes and methods that no doctest calls: own, or that of their class."""
    found = []
    for node in parsed(source).body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
            continue
        if isinstance(node, ast.ClassDef):
            methods = [f for f in node.body if isinstance(f, ast.FunctionDef)]
            documented = [node, *methods]
            if not [f for f in methods if not f.name.startswith("_")]:
                continue  # a NamedTuple: its attributes are its documentation
        else:
            documented = [node]
        if not any(">>> " in (ast.get_docstring(d) or "") for d in documented):
            found.append(node.name)
    return found


def returned_without_shape(source):
    """Public functions that return arrays and whose docstring names no shape of them."""
    found = []
    for function in functions(parsed(source)):
        public = function.returns and not function.name.startswith("_")
        if public and "ndarray" in ast.unparse(function.returns):
            text = ast.get_docstring(function) or ""
            decorated = {ast.unparse(d) for d in function.decorator_list}
            if "shape" not in text and "(T=" not in text and "property" not in decorated:
                found.append(function.name)
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path):
    assert wrong_packages(path, path.read_text("utf-8")) == []
    assert wrong_imports(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_another_module_uses_is_public(path):
    """A module may be private, `from ._cases import case`; its names are then for its folder."""
    assert hidden_names(path, path.read_text("utf-8")) == []


def test_every_part_has_its_place():
    parts = {part(path) for path in MODULES if package(path) == "rnnlab"}
    assert parts <= {"__init__", *ORDER, *MOVED}
    assert {part(path) for path in MODULES if package(path) == "unrolled"} == (
        {"__init__", "exercises", "teddy", *APART}
    )


def test_the_kit_knows_no_subject():
    """Not even by name, in no file that it brings along."""
    kit = [p for p in (CODE / "coursekit").rglob("*.*") if p.suffix in (".py", ".md")]
    assert TEMPLATES / "README.md" in kit
    assert [name(p) for p in kit if re.search(r"rnnlab|unrolled", p.read_text("utf-8"))] == []


# what a part may import besides the standard library, NumPy and ours
THIRD = {
    ("rnnlab", "training"): {"tqdm"},  # the progress bar of fit
    ("coursekit", "grading"): {"tqdm"},  # the progress bar of the grader
    ("coursekit", "authoring"): {"jupytext", "markdown_it", "nbclient", "nbformat", "PIL", "yaml"},
    ("unrolled", "results"): {"matplotlib"},  # plotting
}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_packages_need_only_numpy(path):
    third = {dotted.split(".")[0] for dotted in imported(path, path.read_text("utf-8"))}
    third -= {*sys.stdlib_module_names, *PACKAGES, "numpy"}
    assert third <= THIRD.get((package(path), part(path)), set())


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_package_does_not_use_the_network(path):
    assert not NETWORK & {d.split(".")[0] for d in imported(path, path.read_text("utf-8"))}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_and_functions_are_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= 350
    assert {f.name: body_lines(f) for f in functions(tree(path)) if body_lines(f) > 40} == {}


# layers/layer.py holds what the cells share; nobody else calls it, so a sentence is enough there.
@pytest.mark.parametrize(
    "path", [path for path in MODULES if name(path) != "code/rnnlab/layers/layer.py"], ids=name
)
def test_docstrings_name_shapes(path):
    assert undocumented_shapes(path.read_text("utf-8")) == []


# The files that only layers call, and the protocol that an optimizer fits.
INNER = {"rnnlab/layers/layer.py", "rnnlab/layers/gru_before.py", "rnnlab/training.py"}
# Parts that only a command or a test calls, and exercises, whose checks are their examples.
COMMANDS = {("coursekit", "grading"), ("coursekit", "authoring"), ("coursekit", "__main__"),
            ("unrolled", "exercises"), ("unrolled", "sums"), ("rnnlab", "exercises")}  # fmt: skip
EXAMPLES = [
    path
    for path in MODULES
    if (package(path), part(path)) not in COMMANDS
    and not path.name.startswith("_")
    and path.relative_to(CODE).as_posix() not in INNER | FORWARDS
]


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_every_public_name_has_an_example(path):
    assert without_example(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if (package(path), part(path)) != ("unrolled", "exercises")
     and path.name not in ("layer.py", "golden.py")],
    ids=name,
)  # fmt: skip
def test_docstrings_name_the_shapes_of_results(path):
    assert returned_without_shape(path.read_text("utf-8")) == []


@pytest.mark.parametrize("package", ["rnnlab", "coursekit"])
def test_import_loads_nothing_but_numpy(package):
    loaded = {"matplotlib", "torch", "tqdm", "scipy", "jupytext", "nbformat", "yaml", *PACKAGES}
    code = f"import sys, {package}; print(*sorted({loaded - {package}!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_standard_code_module_is_not_hidden():
    """`code/__init__.py` would break pdb and IPython started in this folder."""
    assert not (ROOT / "code" / "__init__.py").exists()
    command = [sys.executable, "-c", "import code; print(code.InteractiveConsole.__name__)"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "InteractiveConsole"


def tracked_texts():
    """All text files of the repository."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive: the course's folders
        folders = [ROOT / part for part in ("book", "code", "tests", "tools")]
        return [path for folder in folders for path in folder.rglob("*.*") if path.is_file()]
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_paths_of_one_machine():
    binary = {".png", ".npz", ".npy", ".gz", ".woff2", ".ico", ".whl", ".pyc"}
    found = [
        f"{name(path)}:{number}"
        for path in tracked_texts()
        if path.suffix not in binary and path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


# -- the rules can fail --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("rnnlab/checks.py", "from .functions import tanh"),
        ("rnnlab/layers/rnn.py", "from ..model import SequenceModel"),
        ("rnnlab/layers/rnn.py", "def f():\n    import rnnlab.training"),
        ("rnnlab/layers/rnn.py", "from rnnlab import model"),
        ("rnnlab/training.py", "from .exercises import ch09_bptt"),
        ("rnnlab/data/__init__.py", "from ..training import fit"),
        ("coursekit/sets.py", "from .grading import marking"),
        ("coursekit/grading/reading.py", "from ..authoring import notebooks"),
        ("unrolled/sums/ch04.py", "from ..results import cached"),
    ],
)
def test_wrong_import_is_found(file, source):
    assert wrong_imports(CODE / file, source) != []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("rnnlab/layers/rnn.py", "from unrolled.results import cached"),
        ("rnnlab/layers/rnn.py", "importlib.import_module('unrolled.results')"),
        ("rnnlab/_moved.py", "import unrolled"),
        ("coursekit/code.py", "def f():\n    import rnnlab"),
        ("coursekit/catalogue.py", "default = 'unrolled.exercises'"),
        ("unrolled/sums/ch04.py", "from rnnlab.functions import tanh"),
        ("unrolled/results/plotting.py", "from coursekit import Code"),
    ],
)
def test_a_package_that_must_not_be_known_is_found(file, source):
    assert wrong_packages(CODE / file, source) != []


@pytest.mark.parametrize(
    "source",
    ["from .answers import Numbers, _is_open", "from . import tables\ntables._csv([])",
     "import rnnlab.data.text\nrnnlab.data.text._lines('x')", "def f():\n    from x import _y"],
)  # fmt: skip
def test_a_hidden_name_that_is_used_elsewhere_is_found(source):
    assert len(hidden_names(MODULES[0], source)) == 1


def test_right_imports_pass():
    source = "from ..functions import tanh\nfrom .layer import Layer\nimport numpy as np"
    assert wrong_imports(CODE / "rnnlab" / "layers" / "rnn.py", source) == []
    source = "from rnnlab import RNN\nfrom coursekit import Code\nfrom ._cases import case"
    path = CODE / "unrolled" / "exercises" / "ch09_bptt" / "rnn_backward.py"
    assert wrong_imports(path, source) == wrong_packages(path, source) == []
    assert hidden_names(path, source) == []
    assert hidden_names(path, "import os\nx._a = self._b\nos._exit(0)") == []
    source = "from . import plotting"
    assert wrong_packages(CODE / "unrolled" / "results" / "__init__.py", source) == []


def test_missing_shape_is_found():
    assert undocumented_shapes('def f(x: np.ndarray):\n    """No word."""') == ["f"]
    assert undocumented_shapes('def f(x: np.ndarray):\n    """x, shape (T, N)."""') == []


def test_missing_example_is_found():
    assert without_example('def f(x):\n    """No word."""') == ["f"]
    assert without_example('class C:\n    def f(self):\n        """No word."""') == ["C"]
    assert without_example('class C:\n    def f(self):\n        """>>> C()"""') == []
    assert without_example("class C(NamedTuple):\n    x: int\n\n\ndef _f():\n    pass") == []


def test_missing_shape_of_a_result_is_found():
    assert returned_without_shape('def f(x) -> np.ndarray:\n    """No word."""') == ["f"]
    assert returned_without_shape('def f(x) -> np.ndarray:\n    """shape (T, N)."""') == []


def test_body_is_counted_without_its_docstring():
    source = 'def f():\n    """One\n\n    two."""\n    x = 1\n\n    return x'
    (function,) = functions(parsed(source))
    assert body_lines(function) == 3


@pytest.mark.parametrize("folder", ["home", "root", "tmp", "work", "Users"])
@pytest.mark.parametrize("before", ["", "see ", "open('"])
def test_machine_path_is_found(before, folder):
    assert MACHINE_PATH.search(f"{before}/{folder}/me")


@pytest.mark.parametrize("line", ["https://site.org/home/me", "book/tmp/x", "and/or"])
def test_other_paths_pass(line):
    assert not MACHINE_PATH.search(line)
