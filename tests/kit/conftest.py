"""A small course on another subject, sorting, for the tests of the kit."""

import shutil
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_output

from coursekit.authoring import execution

TOY = Path(__file__).parent / "toy"

sys.path.insert(0, str(TOY / "code"))

collect_ignore = ["toy"]  # it is data


@pytest.fixture(autouse=True)
def around_the_toy(monkeypatch):
    """Where a test names no course it is this one, not that of the repository."""
    monkeypatch.chdir(TOY)


def pretend(nb, folder, with_notices=False):
    """Number the code cells, and let every check be right."""
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
        if cell.metadata.get("nbgrader", {}).get("locked"):
            cell.outputs = [new_output("execute_result", {"text/plain": "Right"})]
    return {("a[0]", "d"): "2"}


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the toy course as the working folder; kernels' environment is undone afterwards."""
    shutil.copytree(TOY, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path / "course")
    monkeypatch.setattr(execution, "execute", pretend)
    for name in ("PYTHONPATH", "OPENBLAS_NUM_THREADS", "TQDM_DISABLE", "PYTHONHASHSEED",
                 "PYDEVD_DISABLE_FILE_VALIDATION", "MPLBACKEND"):  # fmt: skip
        monkeypatch.setenv(name, "")
    return tmp_path / "course"


@pytest.fixture
def edited(course, monkeypatch):
    """The copy, imported from where it is, so that a test may edit its modules before."""
    monkeypatch.syspath_prepend(course / "code")
    before = {name: sys.modules.pop(name) for name in [*sys.modules] if name.startswith("sorts")}
    yield course
    for name in [name for name in sys.modules if name.startswith("sorts")]:
        del sys.modules[name]
    sys.modules.update(before)
