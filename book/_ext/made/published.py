"""Published results, and what came out here: the tables under "### Published, and here".

<!-- time: 16_reber --> in a row names the slow result that holds its runs and their time.
"""

from __future__ import annotations

import re

from made import texts
from slow_results import seconds_of
from unrolled.results import measured_speed

PUBLISHED = re.compile(r"^### Published, and here\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
HEAD = "| source | claim there | their number | set-up here | our number | seeds | verdict |"
TIME = re.compile(r"<!-- time: ([\w.]+) -->")
RUNNING = re.compile(r"\*\*running\*\* (\d+) seconds")
VERDICTS = "reproduced", "reproduced in part", "not reproduced"


def table() -> str:
    """Return all tables of published results as one, each row with the time of its runs."""
    rows = [HEAD.replace("| source", "| chapter | source").replace("| verdict", "| time | verdict")]
    rows.append("|---" * (rows[0].count("|") - 1) + "|")
    for slug, text in texts.chapters().items():
        for block in PUBLISHED.findall(text):
            lines = [line for line in block.splitlines() if line.startswith("|")]
            if not lines or lines[0].strip() != HEAD:
                raise ValueError(f"{slug}: the table must begin with {HEAD}")
            rows += [row(slug, line, text) for line in lines[2:]]
    return "\n".join(rows)


def row(slug: str, line: str, text: str) -> str:
    """Return a row of a chapter's table with its chapter and time."""
    facts = [fact.strip() for fact in TIME.sub("", without_sources(line)).strip("| ").split("|")]
    sources = TIME.findall(line)
    if len(facts) != HEAD.count("|") - 1 or not all(facts) or len(sources) != 1:
        raise ValueError(f"{slug}: a row needs each column, and <!-- time: ... --> once: {line}")
    if facts[-1] not in VERDICTS:
        raise ValueError(f"{slug}: the verdict must be one of {VERDICTS}: {line}")
    facts.insert(-1, time_taken(sources[0], text))
    return f"| {' | '.join([str(int(slug[:2])), *facts])} |"


def time_taken(source: str, text: str) -> str:
    """Say how long the runs took: those of a slow result, or of the page with this text."""
    if source == "bench":
        speed = measured_speed()
        return f"median of {speed['rounds']} rounds, {speed['date']} (`tools/bench.py`)"
    if source == "page":
        return f"within the page's {RUNNING.search(text)[1]} s"
    seconds = seconds_of(source)
    kept = "not kept" if seconds is None else f"{seconds:.0f} s"
    return f"{kept} (`tools/slow/{source}.py`)"


def without_sources(text: str) -> str:
    """Leave the sources of numbers out: on this page no cell computes them."""
    return re.sub(r"<!--\s*=.*?-->", "", text)
