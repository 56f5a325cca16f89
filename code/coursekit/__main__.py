"""``python -m coursekit grade FOLDER --set NAME --out DIR``: grade a set."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .grading.course import Options, grade

KIT = Path("dist", "instructor")  # where make instructor writes


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(prog="python -m coursekit")
    commands = top.add_subparsers(dest="command", required=True)
    one = commands.add_parser("grade", help="mark a folder of submissions")
    one.add_argument("submissions", type=Path, metavar="SUBMISSIONS_DIR")
    told = "folder or archive of the set, or the name of one in dist/instructor"
    one.add_argument("--set", type=Path, required=True, help=told)
    one.add_argument("--out", type=Path, required=True, help="where results go")
    one.add_argument("--roster", type=Path, help="CSV with a column id")
    one.add_argument("--rubric", type=Path, help="CSV with points for written answers")
    one.add_argument("--overrides", type=Path, help="CSV: student,item,part,points,reason")
    one.add_argument("--regrade", default="", metavar="ITEM", help="mark this item again")
    one.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    one.add_argument("--anonymous", action="store_true", help="codes instead of names on pages")
    one.add_argument("--key", default=os.environ.get("COURSE_KEY", ""),
                     help="the course key; better in the environment, as COURSE_KEY")  # fmt: skip
    return top


def found_set(path: Path) -> Path:
    """Look for a set that is given by its bare name where `make instructor` puts it.

    Parameters
    ----------
    path : Path
        As on the command line.

    Returns
    -------
    Path
        The same, or a folder or archive in dist/instructor.

    Examples
    --------
    >>> found_set(Path("sets/no_such")).as_posix()
    'sets/no_such'
    """
    if path.exists() or len(path.parts) != 1:
        return path
    ways = (KIT / path, KIT / f"{path}.zip")
    return next((way for way in ways if way.exists()), path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    told = vars(parser().parse_args(arguments))
    told.pop("command")
    told["set"] = found_set(told["set"])
    options = Options(**told)
    try:
        if options.anonymous and not options.key:
            raise ValueError("--anonymous needs a course key: codes follow from it")
        marks = grade(options)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    points = sorted(m["points"] for m in marks)
    print(f"{len(marks)} students, {points[0]:g} to {points[-1]:g} of {marks[0]['total']:g} points")
    print(f"read {options.out / 'summary.html'} first")
    return 0


if __name__ == "__main__":
    sys.exit(main())
