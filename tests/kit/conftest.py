"""A small course on another subject, sorting, for the tests of the kit."""

import sys
from pathlib import Path

import pytest

TOY = Path(__file__).parent / "toy"

sys.path.insert(0, str(TOY / "code"))

collect_ignore = ["toy"]  # it is data


@pytest.fixture(autouse=True)
def around_the_toy(monkeypatch):
    """Where a test names no course it is this one, not that of the repository."""
    monkeypatch.chdir(TOY)
