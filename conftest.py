"""What every test run needs: the environment of notebook kernels, and two checks for nbval.

nbval runs each code cell and compares its output. Behind the last cell of every notebook we add
one item, "numbers and time": it evaluates the sources of the numbers in the prose in the kernel
that is still running, and it stops a notebook that has become far too slow.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from coursekit.authoring.kernels import BUDGET, set_environment
from coursekit.authoring.prose_numbers import ChapterError, number_comments, probe, read_probe

LIMIT = 60  # seconds; far above the budget, as machines differ and are shared
SECONDS = "seconds of the notebook"

set_environment(Path(__file__).parent / "code")

collect_ignore = [  # they hold no tests
    "book/_ext",  # Sphinx loads these
    "code/coursekit/authoring/templates",  # copied into sets and exercises
    "code/rnnlab/plotting.py",  # forwards: whatever is asked of them gives a notice
    "code/rnnlab/data/slow.py",
    "code/rnnlab/data/teddy.py",
]

try:  # the same examples every time, and no deadline: a busy machine is no mistake
    from hypothesis import settings
except ImportError:
    pass
else:
    settings.register_profile("course", derandomize=True, deadline=None)
    settings.load_profile("course")

try:
    from nbval.plugin import IPyNbFile
except ImportError:  # a reader's environment, or the clean one that tests the wheel
    IPyNbFile = None


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """Let nbval collect notebooks as our `Chapter`."""
    found = yield
    if IPyNbFile is None:
        return found
    return [
        Chapter.from_parent(parent, path=file_path) if type(node) is IPyNbFile else node
        for node in found
    ]


class Chapter(IPyNbFile or pytest.File):
    """An nbval notebook with one more item behind its last cell."""

    def setup(self):
        self.start = time.perf_counter()
        super().setup()

    def collect(self):
        yield from super().collect()
        yield NumbersAndTime.from_parent(self, name="numbers and time")


class NumbersAndTime(pytest.Item):
    """The numbers in the prose are those the cells give; the notebook is not far too slow."""

    def runtest(self):
        seconds = time.perf_counter() - self.parent.start
        self.user_properties.append((SECONDS, seconds))  # reaches the summary from any worker
        comments = [
            comment
            for cell in self.parent.nb.cells
            if cell.cell_type == "markdown"
            for comment in number_comments(cell.source)
        ]
        values = read_probe(run(self.parent.kernel, probe(comments)))
        wrong = [
            f"the text says {number}, ={expression}:{spec} gives {values[expression, spec]}"
            for number, expression, spec in comments
            if number != values[expression, spec]
        ]
        if seconds > LIMIT:
            wrong.append(f"took {seconds:.0f} s; its budget is {BUDGET} s")
        if wrong:
            raise ChapterError("\n".join([f"{self.path.name} (make notebooks):", *wrong]))

    def repr_failure(self, excinfo):
        if excinfo.errisinstance(ChapterError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self):
        return self.path, 0, f"{self.path.name}: {self.name}"


def run(kernel, code: str) -> str:
    """Run code in nbval's kernel and return what it prints."""
    if not kernel.is_alive():
        raise ChapterError("the kernel is dead")
    request, printed = kernel.execute_cell_input(code, allow_stdin=False), ""
    kernel.await_reply(request, timeout=60)
    while True:
        message = kernel.get_message("iopub", timeout=10)
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if message["msg_type"] == "stream":
            printed += content["text"]
        elif message["msg_type"] == "error":
            raise ChapterError("\n".join(content["traceback"]))
        elif content.get("execution_state") == "idle":
            return printed


def pytest_terminal_summary(terminalreporter, config):
    """Say how long each notebook took."""
    seconds = {
        report.fspath: value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == SECONDS
    }
    if seconds:
        terminalreporter.section("seconds per notebook")
    for path, needed in sorted(seconds.items(), key=lambda item: -item[1]):
        mark = f"   more than {BUDGET}" if needed > BUDGET else ""
        terminalreporter.write_line(f"{needed:6.1f}  {path}{mark}")
