"""The instructor guide lists every exercise, and every objective is trained by one."""

import sys
from pathlib import Path

import pytest

from coursekit.catalogue import chapters

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from coursekit.authoring import objectives


def test_table_is_up_to_date():
    text = objectives.GUIDE.read_text("utf-8")
    assert objectives.written(text) == text, "run: python tools/objectives.py"


@pytest.mark.parametrize("slug", chapters())
def test_every_objective_is_trained(slug):
    trained = [ex.trains for ex in chapters()[slug].EXERCISES]
    assert all(trained)
    numbers = {number for some in trained for number in some}
    assert numbers == set(range(1, len(objectives.objectives(slug)) + 1))
