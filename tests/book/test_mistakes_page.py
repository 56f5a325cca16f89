"""The appendix of mistakes is what the catalogue gives."""

import pytest
from made import mistakes

from coursekit.catalogue import chapters, of_chapter
from unrolled.exercises import ch04_the_recurrent_cell as ch04
from unrolled.exercises import ch09_bptt as ch09


@pytest.fixture(scope="module")
def table():
    """All tables, which take two seconds."""
    return mistakes.table()


def test_every_mistake_has_a_row(table):
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    heads = table.count("| mistake | what is said |")
    assert len(rows) - heads == mistakes.count() > 1400
    for module in chapters().values():
        for exercise in of_chapter(module).values():
            if exercise.kind in mistakes.KINDS:
                assert not exercise.wrong or f"**[{exercise.title}](../exercises/ex_" in table
                for name in exercise.wrong:
                    assert f"\n| {mistakes.cell(name)} |" in table


def test_what_a_mistake_spoils_stands_behind_it():
    rows = mistakes.section("09_bptt", ch09.rnn_backward)
    assert rows[0] == "**[All the way back](../exercises/ex_09_bptt.ipynb)**"
    (row,) = (row for row in rows if row.startswith("| bias over everything |"))
    assert row.endswith("| `db_a` |")
    assert mistakes.spoiled(ch09.cell_backward, "no slope") == "all"
    assert mistakes.spoiled(ch04.rnn_forward, ch04.rnn_forward.mistakes[0].name) == "`a`"


def test_text_fits_into_a_table():
    assert mistakes.cell("a|b\n a<t>") == "a\\|b a&lt;t>"
