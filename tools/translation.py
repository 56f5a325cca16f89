"""Compare a translated chapter with the original: words may differ, nothing else.

    python tools/translation.py ORIGINAL TRANSLATED

Both are sources, as in book/text or book/exercises/text. Kept in their order must be formulas,
labels and references, number comments, links and pictures, marks, code without its comments and
strings, and how many items, answers and folds there are.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

from coursekit.authoring.prose_numbers import ChapterError, number_comments

CODE = re.compile(r"^```\{code-cell\}.*?\n(?:---\n.*?\n---\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)
DISPLAYED = re.compile(r"^\$\$\n(.*?)\n\$\$", re.MULTILINE | re.DOTALL)
WORDS = re.compile(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}")
F_STRING = {getattr(tokenize, f"FSTRING_{part}", -1) for part in ("START", "MIDDLE", "END")}
NOT_CODE = {tokenize.COMMENT, tokenize.STRING, tokenize.NL, tokenize.NEWLINE} | F_STRING
KEPT = ("Quiz", "Published, and here")  # headings that programs look for


def prose(text: str) -> str:
    """Return the text without its code cells."""
    return CODE.sub("", text)


def formulas(text: str) -> list[str]:
    """Return the displayed formulas, without the words in them."""
    return [WORDS.sub(r"\\text{}", " ".join(f.split())) for f in DISPLAYED.findall(prose(text))]


def labels(text: str) -> list[str]:
    """Return labels of formulas."""
    return re.findall(r"^\$\$ \(([\w-]+)\)$", text, re.MULTILINE)


def references(text: str) -> list[str]:
    """Return what is referred to and cited; sorted, as a sentence may turn round."""
    return sorted(re.findall(r"\{(?:eq|ref|cite(?::t)?)\}`([^`]+)`", prose(text)))


def numbers(text: str) -> list[str]:
    """Return the sources of numbers; sorted."""
    return sorted(f"{source}:{form}" for _, source, form in number_comments(text))


def links(text: str) -> list[str]:
    """Return where links and pictures lead, without the place on the page; sorted."""
    return sorted(re.findall(r"\]\(([^)#\s]+)", prose(text)))


def marks(text: str) -> list[str]:
    """Return the marks of exercises and cards."""
    return re.findall(r"^<!-- (?!=).*?-->", text, re.MULTILINE | re.DOTALL)


def headings(text: str) -> list[str]:
    """Return the levels of headings, and the headings that programs look for."""
    found = re.findall(r"^(#+) (.*)$", prose(text), re.MULTILINE)
    return [f"{level} {words if words in KEPT else '...'}" for level, words in found]


def folds(text: str) -> list[str]:
    """Return each fold: a quiz answer with whether it is right, or another one."""
    found = re.findall(r"<details><summary>(.*?)</summary>\s*(\w*)", text, re.DOTALL)
    return [
        f"{head[:2]} {'right' if first in ('Right', 'Yes') else 'wrong'}"
        if re.match(r"[A-F]\. ", head)
        else "a fold"
        for head, first in found
    ]


def code(text: str) -> list[str]:
    """Return the code cells without comments and strings."""
    return [without_words(cell) for cell in CODE.findall(text)]


def without_words(cell: str) -> str:
    """Return the tokens of a cell that no translation changes."""
    try:
        tokens = [
            token.string
            for token in tokenize.generate_tokens(io.StringIO(cell).readline)
            if token.type not in NOT_CODE
        ]
    except (tokenize.TokenError, IndentationError) as error:
        raise ChapterError(f"a cell is no Python: {error}\n{cell}") from None
    return " ".join(filter(str.strip, tokens))


KINDS: tuple[Callable[[str], list[str]], ...] = (
    formulas,
    labels,
    references,
    numbers,
    links,
    marks,
    headings,
    folds,
    code,
)


def differences(original: str, translated: str) -> list[str]:
    """Say, once per kind, where the two part."""
    found = []
    for kind in KINDS:
        for ours, theirs in zip_longest(kind(original), kind(translated)):
            if ours != theirs:
                found.append(
                    f"{kind.__name__}: {ours or 'nothing'} | became | {theirs or 'nothing'}"
                )
                break
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the differences; return how many."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    original, translated = (Path(name).read_text("utf-8") for name in arguments)
    wrong = differences(original, translated)
    print("\n".join(wrong) or "only words differ")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
