"""Points of a source of exercises, and its manifest: what stands in the set.json of a set."""

from __future__ import annotations

import ast
import builtins
import re

from coursekit.authoring.marked_text import Part, Source, checked_answer, full_name
from coursekit.authoring.prose_numbers import ChapterError
from coursekit.catalogue import package_of
from coursekit.set_files import LIMITS, ExerciseSet, Item
from coursekit.sets import exercise_of

RUBRIC = re.compile(r"^- (\d+(?:\.\d+)?) points?: (.+?)(?=\n- |\Z)", re.MULTILINE | re.DOTALL)


def exercise_set(source: Source) -> ExerciseSet:
    """Return the set that a source describes; in practice each output is worth one point."""
    about = {"title": source.parts[0].what, "feedback": "full", **source.about}
    if not source.graded:
        about["title"] = source.intro[0].source.splitlines()[0].lstrip("# ")
    try:
        items = tuple(item_of(part, source) for part in source.parts)
        made = ExerciseSet(
            name=source.name,
            title=about["title"],
            items=items,
            feedback=about["feedback"],
            notebook=f"{source.name}.ipynb",
            limits=LIMITS | about.get("limits", {}),
            module_source=source.own,
            course=package_of(),
        )
        check_items(made, source.graded)
    except ValueError as error:
        raise ChapterError(f"{source.path.name}: {error}") from None
    return made


def item_of(part: Part, source: Source) -> Item:
    """Describe one part for the manifest."""
    shared = {
        "name": part.name,
        "kind": part.exercise.kind if part.kind == "exercise" else part.kind,
        "points": points_of(part),
        "title": title_of(part),
        "group": part.options.get("group", ""),
    }
    if part.kind == "written":
        return Item(**shared, rubric=tuple(said for _, said in rubric_of(part)))
    if part.kind == "numbers":
        sizes = {k: tuple(map(int, v.split())) for k, v in part.lines.items() if k != "right"}
        names = {"answer": part.name, "names": (part.name,)}
        return Item(**shared, **names, sizes=sizes, right=tuple(right_of(part)))
    if part.kind == "diagnose":
        pools = {k: tuple(map(str.strip, v.split("|"))) for k, v in part.lines.items()}
        names = {"answer": part.name, "names": (part.name,)}
        return Item(**shared, **names, exercise=full_name(part.what, source), pools=pools)
    answer = checked_answer(part)
    return Item(
        **shared,
        exercise=full_name(part.what, source),
        answer=answer,
        names=names_in(answer, source),
        draw={k: int(v) for k, v in pairs(part.options.get("draw", ""))},
    )


def title_of(part: Part) -> str:
    """Return the title of an item: that of the mark, else that of the exercise."""
    if "title" in part.options:
        return part.options["title"]
    if part.kind == "diagnose":
        return "Which line?"
    return part.exercise.title if part.exercise else part.name.replace("_", " ").capitalize()


def right_of(part: Part) -> list[str]:
    """Return the expressions of the line "right: n_a**2, 2 * n_a" of a mark."""
    if "right" not in part.lines:
        raise ValueError(f"{part.name}: no line `right: ...`")
    return [text.strip() for text in part.lines["right"].split(",")]


def rubric_of(part: Part) -> list[tuple[float, str]]:
    """Return (points, what for) of each line "- 2 points: what for" of a rubric."""
    found = RUBRIC.findall(part.texts["rubric"])
    return [(number(points), " ".join(said.split())) for points, said in found]


def names_in(answer: str, source: Source) -> tuple[str, ...]:
    """Return the names of an expression that the student defines."""
    given = {"np", *dir(builtins)}
    for cell in source.intro:
        if cell.cell_type == "code":
            imports = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.alias)]
            given |= {alias.asname or alias.name for alias in imports}
    used = [n.id for n in ast.walk(ast.parse(answer)) if isinstance(n, ast.Name)]
    return tuple(dict.fromkeys(name for name in used if name not in given))


# -- points ---------------------------------------------------------------------------------------


def outputs_of(part: Part) -> tuple[str, ...]:
    """Return what an answer is made of, each with points of its own."""
    if part.kind == "written":
        return tuple(str(k) for k in range(1, len(rubric_of(part)) + 1))
    if part.kind == "diagnose":
        return tuple(part.lines)
    if part.kind == "numbers":
        return tuple(str(k) for k in range(len(right_of(part))))
    kind, ex = part.exercise.kind, part.exercise
    if kind == "code":
        return ex.outputs
    if kind == "construction":
        return ("all",)
    return tuple(str(k) for k in range(ex.solution.size)) if kind == "numbers" else tuple(
        ex.solution)  # fmt: skip


def points_of(part: Part) -> dict[str, float]:
    """Share out the points: as the mark says, else equally."""
    outputs = outputs_of(part)
    text = part.options.get("points", "")
    if not part.graded:
        return dict.fromkeys(outputs, 1)
    if "=" in text:
        given = {k: number(v) for k, v in pairs(text)}
        if list(given) != list(outputs):
            raise ValueError(f"{part.name}: points for {[*given]}, outputs are {[*outputs]}")
        return given
    if part.kind == "written":
        shares = dict(zip(outputs, (p for p, _ in rubric_of(part)), strict=True))
        if sum(shares.values()) != number(text):
            raise ValueError(
                f"{part.name}: the rubric has {sum(shares.values())} points, not {text}; "
                "its lines read `- 1 point: names ...`"
            )
        return shares
    share = number(text) / len(outputs)
    if share * 4 % 1:
        raise ValueError(
            f"{part.name}: {text} points do not divide into {len(outputs)} quarters of points; "
            f"write points: {' '.join(f'{name}=...' for name in outputs)}"
        )
    return dict.fromkeys(outputs, number(str(share)))


def pairs(text: str) -> list[tuple[str, str]]:
    """Read "T=40 n_a=64"."""
    found = [entry.partition("=") for entry in text.split()]
    return [(name, value) for name, _, value in found]


def number(text: str) -> float:
    """Read a number; a whole one is an int."""
    value = float(text)
    return int(value) if value == int(value) else value


def check_items(made: ExerciseSet, graded: bool) -> None:
    """Check what only all items together, or their variants, can show."""
    users: dict[str, list[Item]] = {}
    for item in made.items:
        for name in item.names:
            users.setdefault(name, []).append(item)
    for name, items in users.items():
        # Items of one group never meet in a notebook, so they may use one name.
        meet = (
            len(items) - len([i for i in items if i.group]) + len({i.group for i in items} - {""})
        )
        if graded and meet > 1:
            raise ValueError(f"{items[0].name} and {items[1].name} both use the name {name!r}")
    for group in {item.group for item in made.items if item.group}:
        if len({item.total for item in made.items if item.group == group}) > 1:
            raise ValueError(f"the items of the group {group!r} have different points")
    for item in made.items:
        if item.sizes:
            exercise_of(item, made, "", "")
        for label, names in item.pools.items():
            check_pool(item, made, label, names)


def check_pool(item: Item, made: ExerciseSet, label: str, names: tuple[str, ...]) -> None:
    """Check that each mistake of a pool can be chosen, and is the change of one line."""
    known = {m.name: m for m in exercise_of(item, made, "", "").exercise.mistakes}
    for name in names:
        if name not in known:
            raise ValueError(
                f"{item.name}, {label}: no mistake {name!r}; known: {', '.join(known)}"
            )
        if known[name].more or "\n" in known[name].new.strip("\n"):
            raise ValueError(f"{item.name}, {label}: {name!r} changes more than one line")
