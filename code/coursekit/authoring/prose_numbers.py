r"""Numbers in prose whose source stands in a comment directly behind them, without a space.

    it shrinks by 0.954<!-- =growth:.3f --> per step, in 97.1<!-- =100 * share:.1f --> % of all runs

After the last cell of the chapter, `expression` of each `=expression:format` is evaluated in the
same kernel: execution.py rewrites the number, nbval's item in conftest.py compares it. Write `?`
for a number that is not known yet. Only the number that touches the comment is replaced, with its
sign and with a % sign glued to it; so `**0.95<!-- ... -->**`, not `**0.95**<!-- ... -->`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

NUMBER_COMMENT = re.compile(
    r"(?P<number>(?:(?<![\w.])[-+−])?(?:\?|\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?|nan|inf)%?)?"
    r"<!--\s*=(?P<expression>(?:(?!-->).)+):(?P<format>[^:\s]*)\s*-->",
    re.DOTALL,
)


class ChapterError(Exception):
    """Something the author has to mend; the message says what and how."""


def number_comments(markdown: str) -> list[tuple[str, str, str]]:
    """Return (number, expression, format) of each number comment, in order."""
    found = [
        (match["number"] or "", " ".join(match["expression"].split()), match["format"])
        for match in NUMBER_COMMENT.finditer(markdown)
    ]
    if len(found) != len(re.findall(r"<!--\s*=", markdown)):
        raise ChapterError("a number comment must read <!-- =expression:format -->")
    for number, expression, _ in found:
        if not number:
            raise ChapterError(
                f"no number stands directly before <!-- ={expression}:... -->; write ? there"
            )
    return found


def without_numbers(markdown: str) -> str:
    """Return the text with each sourced number replaced by ?, so that ids do not depend on it."""
    return fill_numbers(markdown, {})


def fill_numbers(markdown: str, values: dict[tuple[str, str], str]) -> str:
    """Put values[expression, format] (or ?) in front of each number comment."""

    def filled(match: re.Match) -> str:
        key = (" ".join(match["expression"].split()), match["format"])
        return values.get(key, "?") + match[0][len(match["number"] or "") :]

    return NUMBER_COMMENT.sub(filled, markdown)


def probe(comments: Sequence[tuple[str, str, str]]) -> str:
    """Code that prints, as one JSON line, [value, error] for each number comment."""
    pairs = sorted({(expression, spec) for _, expression, spec in comments})
    return f"""
def _probe_numbers(pairs):
    import json
    rows = []
    for expression, spec in pairs:
        try:
            rows.append([expression, spec, format(eval(expression, globals()), spec), ""])
        except Exception as error:
            rows.append([expression, spec, "", f"{{type(error).__name__}}: {{error}}"])
    print(json.dumps(rows))
_probe_numbers({pairs!r})
"""


def read_probe(printed: str) -> dict[tuple[str, str], str]:
    """Values by (expression, format), with a true minus; raise when an expression did."""
    rows = json.loads(printed)
    errors = [f"  ={expression}:{spec}  {error}" for expression, spec, _, error in rows if error]
    if errors:
        raise ChapterError("numbers in the text that cannot be computed:\n" + "\n".join(errors))
    return {(expression, spec): re.sub("^-", "−", value) for expression, spec, value, _ in rows}
