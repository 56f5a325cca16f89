"""The comparison of a translation finds all that may not change, and nothing else."""

from pathlib import Path

import pytest

import translation

TEXTS = Path(__file__).resolve().parents[2] / "book" / "text"

PAGE = """# A cell

The sum is {eq}`eq-z`, see [there](05_unfolding.ipynb#later) and {cite}`elman1990`.

$$
z = W a \\text{ for all } a
$$ (eq-z)

```{code-cell} python
---
mystnb:
  image:
    alt: A line
---
x = np.ones(3)  # three
print("three ones", x, f"{x.sum():.1f} in all")
```

It is 3.0<!-- =x.sum():.1f --> in all.

## Quiz

**1. How many?**

<details><summary>A. three</summary>

Right: count them.

</details>

<details><summary>B. two</summary>

No: count them.

</details>

<!-- exercises -->
<!-- /exercises -->
"""
GERMAN = {
    "# A cell": "# Eine Zelle",
    "The sum is": "Die Summe steht in",
    "[there](05_unfolding.ipynb#later)": "[dort](05_unfolding.ipynb#nachher)",
    "{ for all }": "{ für alle }",
    "A line": "Eine Linie",
    "# three": "# drei",
    '"three ones"': '"drei Einsen"',
    "in all.": "insgesamt.",
    "How many?": "Wie viele?",
    "count them": "zähle",
    "three</summary>": "drei</summary>",
}


def changed(**edits):
    text = PAGE
    for old, new in (GERMAN | edits).items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_words_may_differ():
    assert translation.differences(PAGE, changed()) == []


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("formulas", "z = W a", "z = W b"),
        ("labels", "$$ (eq-z)", "$$ (eq-summe)"),
        ("references", "{eq}`eq-z`", "(1)"),
        ("references", "elman1990", "jordan1986"),
        ("numbers", "3.0<!-- =x.sum():.1f -->", "3.0"),
        ("links", "05_unfolding", "05_entfalten"),
        ("marks", "<!-- exercises -->", "<!-- Aufgaben -->"),
        ("headings", "## Quiz", "## Fragen"),
        ("folds", "Right:", "Richtig:"),
        ("folds", "B. two", "b) zwei"),
        ("code", "np.ones(3)", "np.ones(4)"),
    ],
)
def test_what_may_not_differ_is_found(kind, old, new):
    (found, *_) = [line for line in translation.differences(PAGE, changed(**{old: new}))
                   if line.startswith(kind)]  # fmt: skip
    assert "became" in found


@pytest.mark.parametrize("path", sorted(TEXTS.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_every_chapter_can_be_compared(path):
    text = path.read_text("utf-8")
    assert translation.differences(text, text) == []
    assert translation.code(text) and translation.formulas(text) and translation.folds(text)
    assert "formulas" in translation.differences(text, text.replace("$$\n", "$$\n q ", 1))[0]


def test_the_command_line(tmp_path, capsys):
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text(PAGE, "utf-8")
    two.write_text(changed(**{"np.ones(3)": "np.ones(4)"}), "utf-8")
    assert translation.main([str(one), str(one)]) == 0
    assert translation.main([str(one), str(two)]) == 1
    assert capsys.readouterr().out.startswith("only words differ\ncode: x = np . ones ( 3 )")
    assert translation.main([]) == 2
