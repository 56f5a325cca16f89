"""Rules for the cells and outputs of every notebook, each shown to be able to fail."""

import functools
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from coursekit.authoring import notebooks

BOOK = Path(__file__).resolve().parents[2] / "book"
WRITTEN = sorted([*BOOK.glob("*.ipynb"), *BOOK.glob("appendix/*.ipynb")])
PATHS = sorted([*WRITTEN, *BOOK.glob("exercises/*.ipynb")])  # made of exercises' sources
TEXTS = sorted((BOOK / "text").rglob("*.md"))


@functools.cache
def read(path):
    """Every rule reads every notebook; none changes what it reads."""
    return nbformat.read(path, 4)


def name(path):
    """Name a file in test ids: appendix/notation."""
    return path.relative_to(BOOK).with_suffix("").as_posix()


def code_cells(nb):
    return [cell for cell in nb.cells if cell.cell_type == "code"]


def outputs(nb):
    return [output for cell in code_cells(nb) for output in cell.outputs]


def printed(nb):
    """All text that cells put out."""
    texts = [output.get("text", "") for output in outputs(nb)]
    for output in outputs(nb):
        data = output.get("data", {})
        pictures = any(kind.startswith("image/") for kind in data)
        texts += [
            text
            for kind, text in data.items()
            # beside a picture stands the figure's repr, a placeholder nobody sees
            if isinstance(text, str) and kind.startswith("text/") and not pictures
        ]
    return "\n".join(texts)


# -- the rules: each returns what is wrong, an empty list when nothing is ------------------------


def counts(nb):
    """Cells were run once, from top to bottom: nbval passes a cell that was never run."""
    found = [cell.execution_count for cell in code_cells(nb)]
    return [] if found == list(range(1, len(found) + 1)) else [f"execution counts {found}"]


def nothing_exempt(nb):
    """No cell is exempt from nbval."""
    tags = [tag for cell in nb.cells for tag in cell.metadata.get("tags", [])]
    found = [tag for tag in tags if tag.startswith("nbval") or tag == "raises-exception"]
    for cell in code_cells(nb):
        found += re.findall(r"NBVAL_\w+|PYTEST_VALIDATE_\w+", cell.source)
    return found


def no_stderr(nb):
    """No warnings and no errors."""
    return [
        str(output.get("text", output.get("evalue")))
        for output in outputs(nb)
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def reproducible(nb):
    """Nothing in the outputs that another machine or another day would show differently."""
    patterns = {
        "memory address": r"0x[0-9a-fA-F]{6,}",
        "path": r"/(?:home|root|tmp|Users|usr|opt|work)/\w|[A-Z]:\\\w|site-packages|ipykernel_\d",
        "time": r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d|\b\d\d:\d\d:\d\d\b|\d\s?(?:ms|µs|it/s)\b",
        "more than 7 decimals": r"\d\.\d{8,}",
    }
    return [
        f"{what}: {match}"
        for what, pattern in patterns.items()
        for match in re.findall(pattern, printed(nb))
    ]


def no_svg(nb):
    """Matplotlib's SVG holds dates and random ids."""
    return ["SVG output" for output in outputs(nb) if "image/svg+xml" in output.get("data", {})]


def narrow_code(nb):
    """Code fits 72 columns, so that phones show it."""
    lines = [line for cell in code_cells(nb) for line in cell.source.splitlines()]
    return [f"{len(line)} columns: {line}" for line in lines if len(line) > 72]


def pictures_described(nb):
    """A cell that draws says in words what one sees."""
    return [
        f"no mystnb.image.alt: {cell.source[:60]}"
        for cell in code_cells(nb)
        if any("image/png" in output.get("data", {}) for output in cell.outputs)
        and not cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "").strip()
    ]


def plots_end_in_show(nb):
    """Otherwise the last call's value is shown; a semicolon does not help under nbval."""
    return [
        f"does not end in plt.show(): {cell.source[-60:]}"
        for cell in code_cells(nb)
        if any("image/png" in output.get("data", {}) for output in cell.outputs)
        and cell.source.splitlines()[-1].strip() != "plt.show()"
    ]


def imports_first(nb):
    """The first code cell imports what the chapter needs."""
    cells = code_cells(nb)
    good = not cells or re.search(r"^(?:import|from) \w+", cells[0].source, re.MULTILINE)
    return [] if good else ["the first code cell imports nothing"]


def valid(nb):
    """The notebook is valid; cell ids are unique."""
    ids = [cell.id for cell in nb.cells]
    twice = sorted({f"id used twice: {i}" for i in ids if ids.count(i) > 1})
    if not twice:
        nbformat.validate(nb)
    return twice


def installed_elsewhere(nb):
    """No shell lines, no changed import paths: an installed package or conftest.py does that."""
    return [
        line
        for cell in code_cells(nb)
        for line in cell.source.splitlines()
        if re.match(r"\s*[!%]|.*\bsys\.path\b", line)
    ]


RULES = [
    counts,
    nothing_exempt,
    no_stderr,
    reproducible,
    no_svg,
    narrow_code,
    pictures_described,
    plots_end_in_show,
    imports_first,
    valid,
    installed_elsewhere,
]


# -- the rules hold ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_rules(path):
    broken = {rule.__doc__: wrong for rule in RULES if (wrong := rule(read(path)))}
    assert broken == {}


@pytest.mark.parametrize("text", TEXTS, ids=name)
def test_notebook_is_what_its_text_says(text):
    assert notebooks.stale(text) == "", "run make notebooks"


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_every_notebook_has_a_text(path):
    assert (BOOK / "text" / path.relative_to(BOOK).with_suffix(".md")).exists()


def test_there_are_notebooks():
    assert len(PATHS) > len(WRITTEN) == len(TEXTS) > 0


# -- and each rule can fail ----------------------------------------------------------------------


def notebook(*cells):
    """A small notebook, run from top to bottom."""
    for number, cell in enumerate(cells, 1):
        cell.execution_count = number
    return new_notebook(cells=list(cells))


def cell(source, *outs, **metadata):
    return new_code_cell(source, outputs=list(outs), metadata=metadata)


def text(content, stream="stdout"):
    return new_output("stream", name=stream, text=content)


def picture(kind="image/png"):
    return new_output("display_data", {kind: "AAAA", "text/plain": "<Figure size 0x0>"})


def described():
    return {"mystnb": {"image": {"alt": "a falling line"}}}


def never_run():
    nb = notebook(cell("import numpy"), cell("1"))
    nb.cells[1].execution_count = None
    return nb


def same_id():
    nb = notebook(cell("import numpy"), cell("1"))
    nb.cells[1].id = nb.cells[0].id
    return nb


BAD = [
    (counts, never_run()),
    (nothing_exempt, notebook(cell("1", tags=["nbval-skip"]))),
    (nothing_exempt, notebook(cell("1", tags=["raises-exception"]))),
    (nothing_exempt, notebook(cell("# NBVAL_IGNORE_OUTPUT\n1"))),
    (no_stderr, notebook(cell("1", text("RuntimeWarning", "stderr")))),
    (no_stderr, notebook(cell("1", new_output("error", ename="E", evalue="no", traceback=[])))),
    (reproducible, notebook(cell("1", text("<object at 0x7f8a9c001f40>")))),
    (reproducible, notebook(cell("1", text("/usr/lib/x.npz")))),
    (reproducible, notebook(cell("1", text("12.5 ms per step")))),
    (reproducible, notebook(cell("1", text("2026-11-22 10:00")))),
    (reproducible, notebook(cell("1", text("loss 0.18671329900996243")))),
    (reproducible, notebook(cell("1", new_output("execute_result", {"text/plain": "0xabcdef12"})))),
    (no_svg, notebook(cell("1", picture("image/svg+xml")))),
    (narrow_code, notebook(cell("x = " + "1 + " * 20 + "1"))),
    (pictures_described, notebook(cell("plt.show()", picture()))),
    (plots_end_in_show, notebook(cell("plt.plot(x);", picture(), **described()))),
    (imports_first, notebook(cell("x = 1"))),
    (valid, same_id()),
    (installed_elsewhere, notebook(cell("!pip install rnnlab"))),
    (installed_elsewhere, notebook(cell("import sys; sys.path.append('..')"))),
]


@pytest.mark.parametrize(("rule", "nb"), BAD, ids=lambda value: getattr(value, "__name__", ""))
def test_rule_can_fail(rule, nb):
    assert rule(nb) != []


def test_every_rule_has_a_bad_example():
    assert {rule for rule, _ in BAD} == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_passes_a_good_notebook(rule):
    nb = notebook(
        cell("import numpy as np", text("0.9541\n(3, 4)\n")),
        cell("plt.plot(x)\nplt.show()", picture(), **described()),
    )
    assert rule(nb) == []
