"""The instructor guide lists every exercise, and every objective is trained by one."""

import pytest
from made import objectives

from coursekit.catalogue import chapters, of_chapter


def test_table_has_a_row_for_each_exercise():
    table = objectives.table()
    row = "| [All the way back](../exercises/ex_09_bptt.ipynb) ★★★ | code | 1, 3 | 30 min | 0 min |"
    assert row in table.splitlines()
    known = sum(len(of_chapter(module)) for module in chapters().values())
    assert table.count("](../exercises/ex_") == known
    for slug in chapters():
        for number, objective in enumerate(objectives.objectives(slug), 1):
            assert f"\n{number}. {objective}\n" in table


@pytest.mark.parametrize("slug", chapters())
def test_every_objective_is_trained(slug):
    trained = [ex.trains for ex in chapters()[slug].EXERCISES]
    assert all(trained)
    numbers = {number for some in trained for number in some}
    assert numbers == set(range(1, len(objectives.objectives(slug)) + 1))
