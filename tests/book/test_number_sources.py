"""No number of an experiment is typed: the prose of the chapters shows where each comes from.

What is read is a chapter from its first heading to its quiz; before and after stand cases made up
for a question. A number there has one of these sources, or the test fails:

- a number comment, `0.954<!-- =growth:.3f -->`, here or, for one with decimals, elsewhere in the
  chapter;
- a setting: a number written in the chapter's cells, or in the script of tools/slow whose arrays
  the chapter loads, or in the running example (2,000 sequences, learning rate 0.003; a threshold of
  95 % is the 0.95 of a cell);
- somebody else's claim, in the columns of a table of published results;
- for the description of a drawing: the drawing;
- it says which one: chapter 13, exercise 3, figure 7, step 1, a year.

Formulas may hold any whole number; one with decimals needs a source, too.
"""

import re
from pathlib import Path

import pytest

from coursekit.authoring.prose_numbers import NUMBER_COMMENT

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "book" / "text").glob("[0-9]*.md"))

CELL = re.compile(r"^```\{code-cell\} python\n(.*?)^```", re.MULTILINE | re.DOTALL)
SCOPE = re.compile(r"^## (?!Quiz).*?(?=^## Quiz|\Z)", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[([^]]*)\]\((\S+\.svg)\)")
LITERAL = re.compile(r"(?<![\w.])(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:e-?\d+)?")
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?:e-?\d+)?(?!\w)(?P<percent> ?%)?")
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+")
WHICH = re.compile(
    r"\b(?:chapter|exercise|experiment|figure|table|section|step|pass|part|version)s?"
    r" (?:\d+(?:, | and | to | or ))*$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
FORMULAS = [r"^\$\$.*?\$\$(?: \([\w-]+\))?$", r"(?<!\\)\$[^$]+\$"]
# code; "chapters [16](16_lstm.ipynb) and [17](17_gru.ipynb)"; targets of links; HTML
NO_PROSE = [r"`[^`\n]+`", r"\[\d+\]\([^)\s]*\)", r"(?<=\])\([^)\s]*\)", r"<[^>]*>"]


def value(number):
    return float(number.replace(",", "").replace("_", "").replace("{", "").replace("}", ""))


def sources(text):
    """Numbers that a chapter may name: its settings, and those with a comment."""
    cells = "\n".join(CELL.findall(text))
    files = [f"tools/slow/{name}.py" for name in re.findall(r'cached\("([^"]+)"\)', cells)]
    files += ["code/unrolled/teddy.py"] * ("teddy_" in cells)
    written = [cells, *((ROOT / name).read_text("utf-8") for name in files)]
    known = {value(n) for source in written for n in LITERAL.findall(source)}
    commented = [match["number"] or "" for match in NUMBER_COMMENT.finditer(text)]
    return known | {value(n.strip("+-−%")) for n in commented if "." in n and "e" not in n}


def without(patterns, text):
    for pattern in patterns:
        text = re.sub(pattern, " ", text, flags=re.MULTILINE | re.DOTALL)
    return text


def own(line):
    """Leave out of "| {cite:t}`key` | claim there | their number | ... |" what others say."""
    cells = line.split("|")
    return "|".join(cells[4:]) if re.match(r"\| *\{cite:t\}", line) else line


def scope(text):
    """What is read of a chapter: no cells, no claims of others, no number with its comment."""
    found = SCOPE.search(text)
    text = without([r"^(`{3,}|~{3,}).*?^\1"], found[0] if found else "")
    text = NUMBER_COMMENT.sub("", "\n".join(map(own, text.split("\n"))))
    return PICTURE.sub(" ", without([r"<!--.*?-->"], text))


def unsourced(text):
    """Numbers without a source, with the words around them."""
    known, rest, found = sources(text), scope(text), []
    for pattern in FORMULAS:
        for formula in re.finditer(pattern, rest, re.MULTILINE | re.DOTALL):
            decimals = DECIMAL.findall(formula[0])
            found += [f"{n} in {formula[0]}" for n in decimals if value(n) not in known]
        rest = without([pattern], rest)
    prose = re.sub(r"\n(?=\S)", " ", without(NO_PROSE, rest))  # a paragraph in one line
    for line in prose.split("\n"):
        for match in NUMBER.finditer(line):
            before, behind = line[: match.start()], line[match.end() :]
            number = re.match(r"[^\s%]+", match[0])[0].rstrip(",")
            allowed = {value(number), value(number) / 100} if match["percent"] else {value(number)}
            if not (allowed & known or WHICH.search(before) or YEAR.fullmatch(number)):
                found.append(f"...{before[-40:]}{match[0]}{behind[:30]}...")
    return found


def not_in_the_picture(text):
    """Numbers with decimals in the descriptions of drawings that the drawings do not show."""
    found = []
    for description, name in PICTURE.findall(text):
        shown = (ROOT / "book" / name).read_text("utf-8")
        shown = DECIMAL.findall(
            re.sub(r"<(?:desc|title).*?</|<[^>]*>", " ", shown, flags=re.DOTALL)
        )
        found += [f"{n} in {name}" for n in DECIMAL.findall(description) if n not in shown]
    return found


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_number_has_a_source(path):
    assert unsourced(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_descriptions_say_what_drawings_show(path):
    assert not_in_the_picture(path.read_text("utf-8")) == []


# -- the rule can fail ----------------------------------------------------------------------------

FRAME = """# Title

Before the first heading 0.17 may be made up.

```{{code-cell}} python
rate, batches = 0.003, range(2_000)
assert share > 0.95
```

## Experiment

{}

## Quiz

A paper reports 0.004.
"""

BAD = [
    "The error is 0.17.",
    "It needs 1,234 updates.",
    "The error is $0.17$.",
    "It grows like $1.7^k$.",
    "$$\nr = 0.71\\,\\gamma\n$$ (eq-r)",
    "97 % are right.",
    "97<!-- no source --> % are right.",
    "| {cite:t}`a` | claim | 0.5 | ours 0.17 | reproduced |",
    "In the next sentence of a\n1,234 is typed.",
    "It falls by 17%.",
]

GOOD = [
    "The error is 0.17<!-- =error:.2f -->. Yes, 0.17.",
    "Two thousand, or 2,000, batches; the rate is 0.003.",
    "Solved means more than 95 % right.",
    "See chapters 13, 14 and 15, exercise 33, and version 3 of 2017.",
    "See [there](a_0.17.ipynb) and `x[0.17]` and $10^{-14}$ of $x_{17}$.",
    "| {cite:t}`a` | 75 % there | 0.17 | ours 0.18<!-- =x:.2f --> | reproduced |",
]


@pytest.mark.parametrize("text", BAD)
def test_typed_number_is_found(text):
    assert len(unsourced(FRAME.format(text))) == 1


@pytest.mark.parametrize("text", GOOD)
def test_number_with_a_source_passes(text):
    assert unsourced(FRAME.format(text)) == []


def test_description_that_does_not_fit_is_found():
    picture = "![The predictions 0.67 and 0.65.](figures/unfolded_teddy.svg)"
    assert not_in_the_picture(picture) == ["0.65 in figures/unfolded_teddy.svg"]
