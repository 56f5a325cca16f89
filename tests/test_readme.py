"""What the README names exists: files, links, targets, packages, chapters."""

import importlib.util
import re
from pathlib import Path

import pytest

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
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert f'__version__ = "{version[1]}"' in (ROOT / "code/rnnlab/__init__.py").read_text()
    assert f"version: {version[1]}\n" in (ROOT / "CITATION.cff").read_text()
