"""What JupyterLite is built from; that it runs needs a browser and the web: not tested here."""

import json

import downloads
import pytest

from lite import by_name, stage


def test_stage(site, tmp_path):
    stage(site, tmp_path / "lite")
    source = site / downloads.FOLDER
    [wheel] = (tmp_path / "lite" / "wheels").iterdir()
    assert wheel.read_bytes() == (source / downloads.wheel()[0]).read_bytes()
    files = tmp_path / "lite" / "files"
    names = [path.relative_to(source) for path in source.rglob("*.ipynb")]
    assert sorted(path.relative_to(files) for path in files.rglob("*.*")) == sorted(names)
    for name in names:
        here, there = (json.loads((f / name).read_text("utf-8")) for f in (files, source))
        codes = [[c for c in nb["cells"] if c["cell_type"] == "code"] for nb in (here, there)]
        # no version: the browser's Python has one Matplotlib, and it is older than ours
        assert codes[0][0]["source"].split("\n")[-1] == "    %pip install rnnlab matplotlib"
        assert codes[0][1:] == codes[1][1:]


def test_a_notebook_without_the_cell_is_refused():
    cell = {"cell_type": "code", "source": ["import numpy"]}
    with pytest.raises(ValueError, match=r"does not install a\.whl"):
        by_name({"cells": [cell]}, "a.whl")
