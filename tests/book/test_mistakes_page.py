"""The appendix of mistakes is what the catalogue gives."""

from coursekit.authoring import mistakes_page
from unrolled.exercises import ch09_bptt as ch09


def test_page_is_up_to_date():
    stored = mistakes_page.PAGE.read_text("utf-8")
    assert stored == mistakes_page.text(), "run python -m coursekit.authoring.mistakes_page"


def test_page_names_every_mistake_and_what_it_spoils():
    page = mistakes_page.PAGE.read_text("utf-8")
    for mistake in ch09.rnn_backward.mistakes:
        assert f"| {mistakes_page.cell(mistake.name)} |" in page
    assert mistakes_page.spoiled(ch09.rnn_backward, "bias over everything") == "`db_a`"


def test_text_fits_into_a_table():
    assert mistakes_page.cell("a|b\n a<t>") == "a\\|b a&lt;t>"
