"""What the README names exists: files, links, targets, packages, chapters."""

import importlib.util
import json
import re
from pathlib import Path

import pytest
import yaml

import readme
import rnnlab

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

LINKS = re.findall(r"\]\(([^)#:]+)\)", README)
PATHS = re.findall(r"`((?:book|tests|code|tools)/[\w./]+)`", README)
CHAPTERS = sorted(path.stem for path in (ROOT / "book" / "text").glob("[0-9]*.md"))


@pytest.mark.parametrize("path", sorted({*LINKS, *PATHS}))
def test_path_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z-]+)", README))))
def test_target_exists_and_is_listed(target):
    assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE)


def test_commands_on_windows_are_those_of_the_makefile():
    assert "jupyter-book build . --all -W -n --keep-going" in README
    assert "jupyter-book build . --all -W -n --keep-going" in MAKEFILE
    for file in re.findall(r"requirements[\w-]*\.txt", README):
        assert (ROOT / file).exists()


@pytest.mark.parametrize("module", sorted(set(re.findall(r"`(rnnlab[.\w]*)`", README))))
def test_module_exists(module):
    assert importlib.util.find_spec(module)


def test_every_chapter_is_in_the_table():
    assert [slug for slug in CHAPTERS if f"book/text/{slug}.md" not in README] == []


def test_one_version_everywhere():
    """The package's own; hatchling reads it there."""
    assert f"version: {rnnlab.__version__}\n" in (ROOT / "CITATION.cff").read_text()


# -- the table of sizes and times ----------------------------------------------------------------


@pytest.fixture(scope="module")
def table():
    """The table as the files give it, which takes half a second."""
    return readme.table()


@pytest.fixture
def kept(table, monkeypatch):
    monkeypatch.setattr(readme, "table", lambda: table)


def test_table_is_what_the_files_say(kept):
    assert readme.written(README) == README, "run: python tools/readme.py"


def test_lines_of_code_leave_out_what_is_said():
    text = (
        '"""One\n\ntwo."""\n\nx = 1  # one\n# two\n\n\ndef f():\n    """Three."""\n    return (\n'
    )
    assert readme.lines_of_code(text + "        x\n    )\n") == 5
    assert readme.lines_of_code('x = """a\nb"""\n') == 2


@pytest.mark.parametrize(("count", "says"), [(1102, "over 1,100"), (1100, "over 1,050")])
def test_what_moves_every_day_is_rounded_down(count, says):
    assert readme.over(count, 50) == says


def test_stale_table_is_found(kept, monkeypatch, tmp_path, capsys):
    page = tmp_path / "README.md"
    page.write_text("<!-- sizes -->\nold\n<!-- /sizes -->\n", "utf-8")
    monkeypatch.setattr(readme, "README", page)
    assert readme.main(["check"]) == 1 and "stale" in capsys.readouterr().out
    assert readme.main([]) == 0 and readme.main(["check"]) == 0
    assert "| chapters | 24 |" in page.read_text("utf-8")


def test_times_come_from_the_measurement(monkeypatch, tmp_path):
    kept = {"quick": {"seconds": 47, "cores": 2, "system": "L", "date": "2026"}}
    times = tmp_path / "times.json"
    times.write_text(json.dumps(kept), "utf-8")
    monkeypatch.setattr(readme, "TIMES", times)
    ((what, much),) = readme.times()
    assert what == "`make quick`: lint, unit tests and equations"
    assert much == "47 s on 2 cores, 2026"


def test_unknown_target_is_refused():
    with pytest.raises(SystemExit, match="no target 'all'"):
        readme.main(["--measure", "all"])


@pytest.mark.parametrize("target", readme.TARGETS)
def test_measured_targets_exist(target):
    assert re.search(rf"^{target.split()[0]}:.*## ", MAKEFILE, re.MULTILINE)


def test_promises_about_time_are_kept():
    """The README says less than a minute, the Makefile less than ten."""
    promised = {"quick": 60, "test": 600}
    late = {target: kept["seconds"] for target, kept in readme.measured().items()
            if kept["seconds"] >= promised.get(target, float("inf"))}  # fmt: skip
    assert late == {}


# -- how to cite, what is licensed how -----------------------------------------------------------


def test_citation_is_complete():
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "license"} <= set(cff)
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    assert cff["title"] == config["title"] and cff["authors"][0]["name"] == config["author"]


def test_every_data_file_has_a_license():
    """A file beside which a .license stands is named in the summary and in the README there."""
    folder = ROOT / "code/rnnlab/data/files"
    table = (folder / "README.md").read_text("utf-8")
    summary = (ROOT / "LICENSE-SUMMARY").read_text("utf-8")
    licensed = sorted(path.name.removesuffix(".license") for path in folder.glob("*.license"))
    assert licensed and all(name in summary and name in table for name in licensed)
    words = {1: "one", 2: "two", 3: "three"}
    assert f"{words[len(licensed)]} data files under CC BY-SA 4.0" in README
    pages = [path.name for path in folder.iterdir() if path.suffix in (".txt", ".csv")]
    assert [name for name in pages if f"`{name}`" not in table] == []
