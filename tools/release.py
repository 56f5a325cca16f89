"""Make the archives of a release from what is committed: make release, see RELEASING.md.

They are written to dist/release-VERSION, with check sums; what is only for instructors lies in a
folder of its own. Refuses changes that are not committed, and a version, a citation and a change
list that do not fit together. Before the tag is there it is a trial, of the entries that wait under
"Unreleased". The same commit gives the same archives, byte by byte, and nothing else is changed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from coursekit.authoring.archives import files_of, pack

ROOT = Path(__file__).resolve().parents[1]
NAME = "unrolled"
SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class ReleaseError(Exception):
    """Why there is no release; the message says what to do."""


def run(where: Path, *command: str, **environment: str) -> str:
    """Run a command and return what it prints."""
    env = os.environ | environment
    done = subprocess.run(command, cwd=where, env=env, capture_output=True, text=True)
    if done.returncode:
        raise ReleaseError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout.strip()


# -- what is refused ------------------------------------------------------------------------------


def is_tagged(root: Path, version: str) -> bool:
    """Tell whether this commit is the one of the version; another one may not be."""
    tag = f"v{version}"
    if tag in run(root, "git", "tag", "--points-at", "HEAD").splitlines():
        return True
    if run(root, "git", "tag", "--list", tag):
        raise ReleaseError(f"{tag} is another commit: take the next version, see RELEASING.md")
    return False


def changes(root: Path, version: str, tagged: bool) -> tuple[str, str]:
    """Return the version's entries in the change list, and its day; a trial's may still wait."""
    sections = dict(SECTION.findall((root / "CHANGELOG.md").read_text("utf-8")))
    for title, entries in sections.items():
        if found := re.fullmatch(rf"{re.escape(version)} \((\d{{4}}-\d\d-\d\d)\)", title):
            return entries.strip(), found[1]
    if tagged or "Unreleased" not in sections:
        raise ReleaseError(f"CHANGELOG.md has no section ## {version} (YYYY-MM-DD)")
    return sections["Unreleased"].strip(), ""


def problems(root: Path, version: str, entries: str, day: str) -> list[str]:
    """Say everything that stands in the way."""
    wrong = []
    if changed := run(root, "git", "status", "--porcelain").splitlines():
        wrong.append(f"not committed: {', '.join(line[2:].strip() for line in changed)}")
    if not re.search(r"^- \S", entries, re.MULTILINE):
        wrong.append("CHANGELOG.md has no entry for this version")
    elif "### For instructors" not in entries:
        wrong.append("CHANGELOG.md: say under ### For instructors what changed, or nothing did")
    cited = f"version: {version}\n" + (f"date-released: {day}\n" if day else "")
    if cited not in (root / "CITATION.cff").read_text("utf-8"):
        wrong.append(f"CITATION.cff must say {' and '.join(cited.splitlines())}, in this order")
    return wrong


# -- archives -------------------------------------------------------------------------------------


def archives(root: Path, version: str, work: Path) -> dict[str, bytes]:
    """Return path -> content: the source as committed, and what is made of it alone."""
    prefix = f"{NAME}-{version}"
    source, tree = work / f"{prefix}.tar.gz", work / prefix
    run(root, "git", "archive", f"--prefix={prefix}/", f"--output={source}", "HEAD")
    with tarfile.open(source) as packed:
        packed.extractall(work, filter="data")
    same = {
        "PYTHONPATH": str(tree / "code"),
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "TQDM_DISABLE": "1",
        "SOURCE_DATE_EPOCH": run(root, "git", "log", "-1", "--format=%ct"),
    }
    book = str(Path(sys.executable).with_name("jupyter-book"))
    run(tree, book, "build", ".", "--all", "-W", "-n", "--keep-going", "-q", **same)
    kit = tree / "dist" / "instructor"
    run(tree, sys.executable, "-m", "coursekit", "instructor", "--out", str(kit), **same)
    pages = files_of(tree / "_build" / "html")
    pages.pop(".buildinfo", None)
    [wheel] = (name for name in pages if name.endswith(".whl"))
    [notebooks] = (name for name in pages if name.endswith("_notebooks.zip"))
    return {
        source.name: source.read_bytes(),
        Path(wheel).name: pages[wheel],
        f"{prefix}-notebooks.zip": pages[notebooks],
        f"{prefix}-site.zip": pack(pages),
        f"instructor/{prefix}-instructor.zip": pack(files_of(kit)),
    }


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files, and beside them their check sums, as `sha256sum -c` reads them."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for place in {(folder / name).parent for name in files}:
        rows = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in files_of(place).items()
                if "/" not in name]  # fmt: skip
        (place / "SHA256SUMS").write_text("".join(rows), "utf-8")


def release(root: Path, out: Path | None = None) -> Path:
    """Make everything, then write it; return the folder."""
    version = WheelBuilder(str(root)).metadata.version
    tagged = is_tagged(root, version)
    entries, day = changes(root, version, tagged)
    if wrong := problems(root, version, entries, day):
        raise ReleaseError("\n".join(wrong))
    out = out or root / "dist" / f"release-{version}"
    if out.exists():
        raise ReleaseError(f"{out} is there already: remove it first")
    with tempfile.TemporaryDirectory() as work:
        files = archives(root, version, Path(work)) | {"CHANGES.md": f"{entries}\n".encode()}
        write(Path(work, "made"), files)
        shutil.copytree(Path(work, "made"), out)
    print((out / "SHA256SUMS").read_text("utf-8"), end="")
    print(f"written to {out}" + ("" if tagged else f"; a trial, as there is no tag v{version} yet"))
    return out


if __name__ == "__main__":
    try:
        release(ROOT)
    except ReleaseError as error:
        sys.exit(str(error))
