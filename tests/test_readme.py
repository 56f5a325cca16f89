"""What the README names exists: files, links, targets, packages, chapters."""

import importlib.util
import re
from pathlib import Path

import pytest
import yaml

import measure
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


def test_promises_about_time_are_kept():
    """The README says less than a minute, the Makefile less than ten."""
    promised = {"quick": 60, "test": 600}
    late = {target: kept["seconds"] for target, kept in measure.measured().items()
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
