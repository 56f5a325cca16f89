"""Try a course directory of the kit with nbgrader: the solution earns all points, the stub none.

    python tools/nbgrader_trial.py FOLDER          FOLDER as from the instructor kit

Runs in an environment that has nbgrader and rnnlab, and nothing else of ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def run(folder: Path, *words: str) -> None:
    """Run an nbgrader command in the course directory; show what it says where it fails."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path},
                          capture_output=True, text=True)  # fmt: skip
    if done.returncode:
        sys.exit(f"nbgrader {' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def hand_in(folder: Path, name: str) -> None:
    """Let one student hand in the solution and another what everybody was given."""
    for student, given in (("solved", "source"), ("stub", "release")):
        target = folder / "submitted" / student / name
        target.mkdir(parents=True)
        shutil.copy(folder / given / name / f"{name}.ipynb", target)


def points(folder: Path, name: str) -> dict[str, dict[str, tuple[float, float]]]:
    """Return student -> cell -> (points, most), of the cells that nbgrader grades by itself."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        return {
            student: {
                grade.name: (float(grade.auto_score or 0), float(grade.max_score))
                for notebook in book.find_submission(name, student).notebooks
                for grade in notebook.grades
                if grade.cell.cell_type == "code"
            }
            for student in ("solved", "stub")
        }


def main() -> None:
    """Try every set of the folder."""
    folder = Path(sys.argv[1]).resolve()
    names = sorted(path.name for path in (folder / "source").iterdir())
    for name in names:
        run(folder, "generate_assignment", name, "--create")
        hand_in(folder, name)
        run(folder, "autograde", name, "--create")
        found = points(folder, name)
        wrong = [
            f"{s}: {cell} has {got:g} of {most:g}"
            for s, cells in found.items()
            for cell, (got, most) in cells.items()
            if got != (most if s == "solved" else 0)
        ]
        total = sum(most for _, most in found["solved"].values())
        if wrong or not total:
            sys.exit("\n".join([f"{name}:", *wrong]))
        print(f"{name}: solution {total:g} of {total:g} points, stub 0")


if __name__ == "__main__":
    main()
