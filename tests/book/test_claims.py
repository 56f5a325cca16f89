"""What cells assert is listed section by section, with seeds and baselines."""

from made import claims

TEXT = """# Title

```{code-cell} python
# a comment, no heading
assert a < 0.1
```

## One

```{code-cell} python
---
mystnb:
  image:
    alt: a line
---
for seed in range(5):
    rng = np.random.default_rng(seed)
other = np.random.default_rng(7)
ax = plotting.lines(x, y, baseline={"chance": 0.5})
np.testing.assert_allclose(a, b, rtol=1e-9)
assert x | y
```

## No claim
"""


def test_claims_are_listed_with_their_section():
    assert claims.rows_of(TEXT).splitlines()[2:] == [
        "| Start | `a < 0.1` |  |  |",
        r"| One | `assert_allclose(a, b, rtol=1e-09)`<br>`x \| y` | range(5), 7 | chance |",
    ]


def test_a_chapter_without_claims_has_no_table():
    assert claims.rows_of("# Title\n\n```{code-cell} python\nx = 1\n```\n") == ""


def test_long_claims_are_cut():
    (claim,) = claims.asserted("assert " + "+".join(["number"] * 99))
    assert len(claim) == claims.LONGEST + 3 and claim.endswith("...")


def test_all_chapters_stand_in_one_list():
    table = claims.table()
    heads = [line for line in table.splitlines() if line.startswith("**")]
    assert heads[8] == "**Chapter 9: Backpropagation through time**"
    assert len(heads) == 24 and table.count(claims.HEAD[0]) == len(heads)
