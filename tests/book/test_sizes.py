"""Sizes are counted, times measured: the table on the map of the house."""

import json
import re
from pathlib import Path

import pytest
from made import sizes

import measure
from mutants import MUTANTS

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


@pytest.fixture(scope="module")
def rows():
    """The table as the files give it, which takes a second."""
    return dict(row.strip("| ").split(" | ") for row in sizes.table().splitlines()[2:])


def test_what_is_counted(rows):
    assert rows["chapters"] == str(len([*(ROOT / "book" / "text").glob("[0-9]*.md")]))
    assert rows["planted bugs, each noticed by a test"] == str(len(MUTANTS))
    assert rows["mistakes that a check knows by name"].startswith("1,")
    assert sum(what.startswith("`make ") for what in rows) == len(measure.measured())
    counted = [what for what in rows if re.match(r"`\w+`: ", what)]
    packages = sorted(path.parent.name for path in (ROOT / "code").glob("*/__init__.py"))
    assert sorted(re.match(r"`(\w+)`", what)[1] for what in counted) == packages


def test_lines_of_code_leave_out_what_is_said():
    text = (
        '"""One\n\ntwo."""\n\nx = 1  # one\n# two\n\n\ndef f():\n    """Three."""\n    return (\n'
    )
    assert sizes.lines_of_code(text + "        x\n    )\n") == 5
    assert sizes.lines_of_code('x = """a\nb"""\n') == 2


def test_times_come_from_the_measurement(monkeypatch, tmp_path):
    kept = {"quick": {"seconds": 47, "cores": 2, "system": "L", "date": "2026"}}
    times = tmp_path / "times.json"
    times.write_text(json.dumps(kept), "utf-8")
    monkeypatch.setattr(measure, "TIMES", times)
    ((what, much),) = sizes.times()
    assert what == "`make quick`: lint, unit tests and equations"
    assert much == "47 s on 2 cores, 2026"


def test_measured_times_are_kept_in_order(monkeypatch, tmp_path):
    monkeypatch.setattr(measure, "TIMES", tmp_path / "times.json")
    monkeypatch.setattr(measure, "measure", lambda target: {"seconds": len(target)})
    measure.main(["book"])
    measure.main(["quick"])
    assert [*measure.measured().items()] == [("quick", {"seconds": 5}), ("book", {"seconds": 4})]


def test_unknown_target_is_refused():
    with pytest.raises(SystemExit, match="no target 'all'"):
        measure.main(["all"])


@pytest.mark.parametrize("target", measure.TARGETS)
def test_measured_targets_exist(target):
    assert re.search(rf"^{target.split()[0]}:.*## ", MAKEFILE, re.MULTILINE)
