"""The command of the kit: ``python -m coursekit grade|check|new|notebooks|instructor``."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import catalogue, checking
from .authoring.prose_numbers import ChapterError
from .course import Course
from .grading.course import Options, grade

KIT = Path("dist", "instructor")  # where make instructor writes


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(
        prog="python -m coursekit",
        description="Exercises that name the mistake: write, check, hand out and grade them.",
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for add in (_add_grade, _add_check, _add_new, _add_notebooks, _add_instructor):
        add(commands)
    return top


def _command(commands, run, name: str, says: str) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.")
    one.set_defaults(run=run)
    return one


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    told = vars(parser().parse_args(arguments))
    try:
        _find_packages()
        return told.pop("run")(**told)
    except (ChapterError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _find_packages() -> None:
    """Let Python find the packages of the course around the working folder, as kernels do."""
    with contextlib.suppress(ValueError):  # a grader need not stand in one
        code = str(Course.here().code)
        if code not in sys.path:
            sys.path.append(code)


# -- grade ----------------------------------------------------------------------------------------


def _add_grade(commands) -> None:
    one = _command(commands, run_grade, "grade", "mark a folder of submissions")
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
    one.add_argument(
        "--course",
        default="",
        metavar="PACKAGE",
        help="package of the course's exercises, for a set that does not name it",
    )
    one.add_argument("--key", default=os.environ.get("COURSE_KEY", ""),
                     help="the course key; better in the environment, as COURSE_KEY")  # fmt: skip


def run_grade(**told) -> int:
    """Grade a set; return the exit code."""
    told["set"] = found_set(told["set"])
    options = Options(**told)
    if options.anonymous and not options.key:
        raise ValueError("--anonymous needs a course key: codes follow from it")
    marks = grade(options)
    points = sorted(m["points"] for m in marks)
    print(f"{len(marks)} students, {points[0]:g} to {points[-1]:g} of {marks[0]['total']:g} points")
    print(f"read {options.out / 'summary.html'} first")
    return 0


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


# -- check ----------------------------------------------------------------------------------------


def _add_check(commands) -> None:
    one = _command(commands, run_check, "check", "say what is wrong with exercises or sets")
    help_ = "ch09, ch09.name_of_an_exercise, or the file of a set; without: everything"
    one.add_argument("names", nargs="*", metavar="NAME", help=help_)


def run_check(names: Sequence[str]) -> int:
    """Print a line for each fault; return 1 where there is one."""
    count, found = 0, 0
    for what, faults in _checked(names):
        count, found = count + 1, found + len(faults)
        for fault in faults:
            print(f"{what}: {fault}", flush=True)
    print(f"{count} checked, {found} fault{'s' * (found != 1)}")
    return int(found > 0)


def _checked(names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield exercises and files by their names, each with its faults."""
    book = Course.here().book
    from .authoring import exercises, words  # they need more than the grader does

    files = [Path(name) for name in names if name.endswith(".md")]
    wanted = [name for name in names if not name.endswith(".md")]
    chapters = catalogue.chapters()
    known = {
        f"ch{slug[:2]}.{name}": exercise
        for slug, module in chapters.items()
        for name, exercise in catalogue.of_chapter(module).items()
    }
    for name in wanted:
        if not any(name in (key, key.split(".")[0]) for key in known):
            catalogue.find(name)  # says which there are
    for key, exercise in known.items():
        if not names or key in wanted or key.split(".")[0] in wanted:
            yield key, checking.faults(exercise)
    begun = tuple(f"ex_{name[2:4]}_" for name in wanted)
    files += [p for p in exercises.sources(book) if not names or p.stem.startswith(begun)]
    for slug in chapters:
        path = book / "exercises" / "text" / f"ex_{slug}.md"
        if not path.exists() and (not names or path.stem.startswith(begun)):
            yield path.name, [f"it is not in {path.parent.relative_to(book)}"]
    for path in files:
        yield path.name, words.faults(path)


# -- what authors make ----------------------------------------------------------------------------


def _add_new(commands) -> None:
    from .authoring.skeletons import KINDS

    one = _command(commands, run_new, "new", "begin a course, a chapter, an exercise or a set")
    one.add_argument("what", choices=("course", "chapter", "exercise", "set"))
    told = (
        "of a course NAME, of a chapter ch09_SLUG, of an exercise ch09.NAME, of a set FOLDER/NAME"
    )
    one.add_argument("name", help=told)
    one.add_argument("--kind", choices=KINDS, help="of an exercise; code, if nothing is said")


def run_new(what: str, name: str, kind: str | None) -> int:
    """Write a skeleton and say what comes next; return the exit code."""
    from .authoring import skeletons

    if what != "exercise" and kind:
        raise ValueError(f"--kind is for an exercise, not for a {what}")
    if what == "course":
        print(skeletons.course(Path(), name))
        return 0
    course = Course.here()
    if what == "chapter":
        print(skeletons.chapter(course, name))
    elif what == "exercise":
        print(skeletons.exercise(course, name, kind or "code"))
    else:
        print(skeletons.exercise_set(course, Path(name)))
    return 0


def _add_notebooks(commands) -> None:
    says = "make the notebooks that are not what their text says"
    one = _command(commands, run_notebooks, "notebooks", says)
    one.add_argument(
        "what",
        choices=("build", "check", "text"),
        help="execute what changed; only say what did; take edited cells into texts",
    )
    one.add_argument("slugs", nargs="*", metavar="SLUG", help="build these in any case")
    one.add_argument("--all", action="store_true", help="build all of them")  # fmt: skip


def run_notebooks(what: str, slugs: Sequence[str], **told: bool) -> int:
    """Build, compare or take back; return the exit code."""
    course = Course.here()
    from .authoring import generator
    from .authoring.kernels import set_environment

    set_environment(course.code)
    catalogue.chapters(course.exercises)  # a module that cannot be imported is told once
    if what == "build":
        return int(generator.build(course.book, slugs, told["all"]) > 0)
    if what == "check":
        return int(generator.check(course.book) > 0)
    return int(generator.take_back(course.book, slugs) > 0)


def _add_instructor(commands) -> None:
    one = _command(commands, run_instructor, "instructor", "make all editions for instructors")
    one.add_argument("--sets", type=Path, help="a private folder of sets")
    one.add_argument("--out", type=Path, default=KIT)
    one.add_argument("--roster", type=Path, help="CSV with a column id: a notebook per student")
    one.add_argument("--key", default=os.environ.get("COURSE_KEY", ""),
                     help="the course key, which variants follow from")  # fmt: skip


def run_instructor(**told) -> int:
    """Write the editions; return the exit code."""
    course = Course.here()
    from .authoring import instructor
    from .authoring.kernels import set_environment

    set_environment(course.code)
    return int(instructor.make(course, **told) > 0)


if __name__ == "__main__":
    sys.exit(main())
