"""Pages in HTML: feedback for a student, the summary for an instructor."""

import html
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..mistakes import line_of
from ..set_files import ExerciseSet
from ..sets import exercise_of
from ..verdicts import marked_up

STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:0}
section{border:1px solid #8888;border-left-width:.4rem;border-radius:.3rem;padding:.6rem 1rem;
margin:1rem 0}
section.right{border-left-color:#0a7d4b}section.part{border-left-color:#b58100}
section.none{border-left-color:#b3261e}
table{border-collapse:collapse;margin:.6rem 0}td,th{padding:.15rem .7rem;text-align:left;
border-bottom:1px solid #8886}td.n{text-align:right}
code,pre{font-family:ui-monospace,monospace;font-size:.92em}code{overflow-wrap:anywhere}
pre{white-space:pre-wrap}
.bar{background:#3b6ea5;height:.9rem;display:inline-block;vertical-align:middle}
.wide{overflow-x:auto}
"""


def page(title: str, body: str) -> str:
    """Return a whole page that needs no other file.

    Parameters
    ----------
    title : str
        Plain text.
    body : str
        HTML.

    Returns
    -------
    str
        HTML.
    """
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body><main>\n{body}\n</main></body></html>\n"
    )


def feedback(mark: Mapping[str, Any], title: str, name: str) -> str:
    """Return the feedback page of one student.

    Parameters
    ----------
    mark : dict
        As from the grader; it tells what the set's feedback allows.
    title : str
        Of the set.
    name : str
        How the page calls the student.

    Returns
    -------
    str
        HTML.
    """
    head = f"<h1>{html.escape(title)}</h1><p>{html.escape(name)}: <strong>"
    parts = [f"{head}{mark['points']:g} of {mark['total']:g} points</strong></p>"]
    if mark["problem"]:
        parts.append(f"<p><strong>{html.escape(mark['problem'])}.</strong></p>")
    parts += [_section(item) for item in mark["items"]]
    if mark["skipped"]:
        listed = "".join(f"<li>{marked_up(text)}</li>" for text in mark["skipped"][:40])
        parts.append(f"<h2>What was not run</h2><ul>{listed}</ul>")
    return page(f"{title}: {name}", "\n".join(parts))


def _section(item: Mapping[str, Any]) -> str:
    share = item["points"] / item["total"] if item["total"] else 0
    kind = "right" if share == 1 else "part" if share else "none"
    head, says = item["told"]
    rows = "".join(
        f"<tr><td><code>{html.escape(name)}</code></td>"
        f'<td class="n">{points:g} of {item["of"][name]:g}</td></tr>'
        for name, points in item["earned"].items()
    )
    pieces = [
        f'<section class="{kind}"><h2>{html.escape(item["title"])}: {item["points"]:g} of '
        f"{item['total']:g}</h2>",
        f"<p><strong>{marked_up(head)}.</strong> {marked_up(says)}</p>",
    ]
    if item["hints"]:
        hints = "".join(f"<li>{marked_up(hint)}</li>" for hint in item["hints"])
        pieces.append(f"<details><summary>Hints</summary><ol>{hints}</ol></details>")
    if item.get("text"):
        pieces.append(f"<blockquote><pre>{html.escape(item['text'])}</pre></blockquote>")
    if item.get("rubric") and item.get("log"):  # once somebody has read the answer
        named = zip(item["of"], item["rubric"], strict=True)
        lines = "".join(f"<li>{k}: {marked_up(text)}</li>" for k, text in named)
        pieces.append(f"<ul>{lines}</ul>")
    if len(item["earned"]) > 1:
        pieces.append(f'<div class="wide"><table><tbody>{rows}</tbody></table></div>')
    pieces += [f"<p><em>{html.escape(line)}</em></p>" for line in item.get("log", ())]
    return "\n".join([*pieces, "</section>"])


def summary(
    marks: Sequence[Mapping[str, Any]], exercise_set: ExerciseSet, notes: Sequence[str]
) -> str:
    """Return what an instructor reads: scores, the class's mistakes, what to repeat, limits.

    Parameters
    ----------
    marks : sequence of dict
        Of all students.
    exercise_set : ExerciseSet
        The set.
    notes : sequence of str
        What was found in the folder and belongs to nobody.

    Returns
    -------
    str
        HTML.
    """
    title = f"{exercise_set.title}: summary"
    pieces = [f"<h1>{html.escape(title)}</h1>", _scores(marks), _items(marks)]
    pieces.append(_mistakes(marks, exercise_set))
    events = [
        f"{m['student']}, {i['title']}: {i['verdict']}: {i['says']}"
        for m in marks
        for i in m["items"]
        if i["verdict"] in ("ended", "time", "forbidden")
    ]
    problems = [f"{m['student']}: {m['problem']}" for m in marks if m["problem"]]
    pieces.append(_list("Look at these", [*notes, *problems, *events]))
    held = sorted({f"{limit}: {why}" for m in marks for limit, why in m["held"].items()})
    none = ["all limits held: memory, time, output, files, network, new processes"]
    pieces.append(_list("Limits that this machine did not enforce", held or none))
    return page(title, "\n".join(filter(None, pieces)))


def _scores(marks: Sequence[Mapping[str, Any]]) -> str:
    shares = [m["points"] / m["total"] if m["total"] else 0.0 for m in marks]
    counts = Counter(min(int(10 * share), 9) for share in shares)
    most = max(counts.values(), default=1)
    rows = "".join(
        f"<tr><td>{10 * k} to {10 * k + 10} %</td><td class='n'>{counts[k]}</td>"
        f'<td><span class="bar" style="width:{12 * counts[k] / most:.1f}rem"></span></td></tr>'
        for k in range(10)
    )
    middle = statistics.median(shares) if shares else 0.0
    return (
        f"<p>{len(marks)} students; median {100 * middle:.0f} %.</p>"
        f"<table><thead><tr><th>score</th><th>students</th><th></th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _items(marks: Sequence[Mapping[str, Any]]) -> str:
    titles: dict[str, list] = {}
    for m in marks:
        for item in m["items"]:
            titles.setdefault(item["title"], []).append(item)
    rows = "".join(
        f"<tr><td>{html.escape(title)}</td>"
        f"<td class='n'>{sum(i['points'] for i in own) / len(own):.2f} of {own[0]['total']:g}</td>"
        f"<td class='n'>{sum(i['points'] == i['total'] for i in own)}</td>"
        f"<td class='n'>{sum(i['verdict'] in ('not written', 'missing') for i in own)}</td></tr>"
        for title, own in titles.items()
    )
    return (
        "<h2>Items</h2><table><thead><tr><th>item</th><th>mean points</th><th>full marks</th>"
        f"<th>not written</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _mistakes(marks: Sequence[Mapping[str, Any]], exercise_set: ExerciseSet) -> str:
    """List the named mistakes of the class, the commonest first, with what to say in class."""
    found = Counter((i["name"], name) for m in marks for i in m["items"] for name in i["mistakes"])
    if not found:
        return "<h2>Mistakes of the class</h2><p>None that the catalogue knows.</p>"
    items = {item.name: item for item in exercise_set.items}
    parts = ["<h2>Mistakes of the class</h2>"]
    for (item, name), count in sorted(found.items(), key=lambda kv: (-kv[1], kv[0])):
        said = {i["says"] for m in marks for i in m["items"]
                if i["name"] == item and name in i["mistakes"]}  # fmt: skip
        text = reteach(exercise_set, items[item], name) or min(said)
        parts.append(
            f"<section class='part'><h2>{html.escape(name)}: {count} × "
            f"({html.escape(items[item].title or item)})</h2><p>{marked_up(text)}</p></section>"
        )
    return "\n".join(parts)


def reteach(exercise_set: ExerciseSet, item: Any, name: str) -> str:
    """Return five minutes of class on one mistake of a function; nothing for other kinds.

    Parameters
    ----------
    exercise_set : ExerciseSet
        The set.
    item : Item
        Where the mistake was made.
    name : str
        The mistake's.

    Returns
    -------
    str
        A paragraph with code between backticks.
    """
    exercise = exercise_of(item, exercise_set, "", "")
    known = {m.name: m for m in getattr(exercise, "mistakes", ()) if hasattr(m, "look")}
    if name not in known:
        return ""
    m = known[name]
    number, line = line_of(exercise.source, m.old)
    wrong, right = " ".join(m.new.split()), " ".join(m.old.split())
    other = f"with `{wrong}` where `{right}` stands" if wrong else f"without `{right}`"
    return (
        f"What happened: {m.says} Five minutes: write line {number} of the solution, `{line}`, on "
        f"the board, and beside it the same line {other}. Ask first: {m.look} Let pairs name the "
        f"shapes of both versions and predict which outputs come out wrong, then run both on a "
        f"batch of two sequences with three steps and compare. Close with the question for which "
        f"inputs the two versions agree: a test with such inputs cannot see the mistake."
    )


def _list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    rows = "".join(f"<li>{marked_up(line)}</li>" for line in lines)
    return f"<h2>{html.escape(title)}</h2><ul>{rows}</ul>"
