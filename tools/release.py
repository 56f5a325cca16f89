"""Make a release: version, change list, archives, checksums; RELEASING.md is the check list.

    make release VERSION=0.2.0 DRY=yes     everything in a temporary clone; only archives are left
    make release VERSION=0.2.0             the same; then the commit and the tag are taken over

Refuses a tree with changes, a version that is there already or not the next one, and a change list
without an entry. The same commit gives the same archives, byte by byte. The instructor edition
lies in a folder of its own, to be handed out apart from what everybody gets.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "unrolled"
#: file -> the version in it
PLACES = {
    "pyproject.toml": r'(?m)(?<=^version = ")[^"]+',
    "code/rnnlab/__init__.py": r'(?m)(?<=^__version__ = ")[^"]+',
    "CITATION.cff": r"(?m)(?<=^version: ).+",
}
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class ReleaseError(Exception):
    """Why there is no release; the message says what to do."""


def git(where: Path, *arguments: str) -> str:
    """Run git and return what it prints."""
    done = subprocess.run(["git", *arguments], cwd=where, capture_output=True, text=True)
    if done.returncode:
        raise ReleaseError(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


# -- what is refused ------------------------------------------------------------------------------


def problems(root: Path, version: str) -> list[str]:
    """Say everything that stands in the way."""
    return [*of_tree(root), *of_version(root, version), *of_changes(root)]


def of_tree(root: Path) -> list[str]:
    """Say which files are not committed."""
    changed = git(root, "status", "--porcelain").splitlines()
    return [f"not committed: {', '.join(line[2:].strip() for line in changed)}"] if changed else []


def of_version(root: Path, version: str) -> list[str]:
    """Say why a version cannot be the next one."""
    if not VERSION.fullmatch(version):
        return [f"a version is three numbers such as 0.2.0, got {version!r}"]
    tags = [tag.removeprefix("v") for tag in git(root, "tag", "--list", "v*").splitlines()]
    released = [tag for tag in tags if VERSION.fullmatch(tag)]
    listed = [title.split()[0] for title, _ in sections(root)]
    if version in released or version in listed:
        return [f"version {version} is there already"]
    newest = max(released, key=numbers, default="0.0.0")
    return [f"{version} is not newer than {newest}"] if numbers(version) < numbers(newest) else []


def of_changes(root: Path) -> list[str]:
    """Say what the change list lacks."""
    found = dict(sections(root))
    if "Unreleased" not in found:
        return ["CHANGELOG.md has no section ## Unreleased"]
    if not re.search(r"^- \S", found["Unreleased"], re.MULTILINE):
        return ["CHANGELOG.md has no entry under ## Unreleased"]
    if "### For instructors" not in found["Unreleased"]:
        return ["CHANGELOG.md: say under ### For instructors what changed, or that nothing did"]
    return []


def numbers(version: str) -> tuple[int, ...]:
    """Return a version in a form that can be ordered."""
    return tuple(map(int, version.split(".")))


def sections(root: Path) -> list[tuple[str, str]]:
    """Return the sections of the change list: title, text."""
    return SECTION.findall((root / "CHANGELOG.md").read_text("utf-8"))


# -- version and change list ----------------------------------------------------------------------


def stamp(root: Path, version: str, day: str) -> None:
    """Write the version where it stands, and give the change list's entries to it."""
    for name, place in PLACES.items():
        text = (root / name).read_text("utf-8")
        if len(re.findall(place, text)) != 1:
            raise ReleaseError(f"{name} must hold one version")
        (root / name).write_text(re.sub(place, version, text), "utf-8")
    cff = root / "CITATION.cff"
    text = re.sub(r"(?m)^date-released: .*\n", "", cff.read_text("utf-8"))
    text = re.sub(r"(?m)^(version: .*\n)", rf"\g<1>date-released: {day}\n", text)
    cff.write_text(text, "utf-8")
    changes = root / "CHANGELOG.md"
    head = f"## Unreleased\n\n## {version} ({day})\n"
    changes.write_text(changes.read_text("utf-8").replace("## Unreleased\n", head, 1), "utf-8")


def commit(clone: Path, origin: Path, version: str) -> None:
    """Commit the stamped files with the date of the commit before, so that archives are equal."""
    when = git(origin, "log", "-1", "--format=%cI")
    os.environ.update(GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    who = [f"user.{key}={git(origin, 'log', '-1', f'--format=%c{key[0]}')}" for key in
           ("name", "email")]  # fmt: skip
    git(clone, "-c", who[0], "-c", who[1], "commit", "-qam", f"Release {version}")
    git(clone, "-c", who[0], "-c", who[1], "tag", "-a", f"v{version}", "-m", f"Release {version}")
    del os.environ["GIT_AUTHOR_DATE"], os.environ["GIT_COMMITTER_DATE"]


# -- archives -------------------------------------------------------------------------------------


def source(clone: Path, out: Path, version: str) -> None:
    """Pack what is committed."""
    prefix = f"{NAME}-{version}"
    command = ["git", "archive", "--format=tar", f"--prefix={prefix}/", "HEAD"]
    tar = subprocess.run(command, cwd=clone, capture_output=True, check=True).stdout
    (out / f"{prefix}.tar.gz").write_bytes(gzip.compress(tar, mtime=0))


def wheel(clone: Path, out: Path, version: str) -> None:
    """Build the package; what the build leaves behind would get into the next archive."""
    run(clone, sys.executable, "-m", "build", "--quiet", "--wheel", "--outdir", str(out), ".")
    shutil.rmtree(clone / "build", ignore_errors=True)


def site(clone: Path, out: Path, version: str) -> None:
    """Build the site and pack it."""
    book = Path(sys.executable).with_name("jupyter-book")
    run(clone, str(book), "build", ".", "--all", "-W", "-n", "--keep-going", "-q")
    html = clone / "_build" / "html"
    pages = [path for path in html.rglob("*") if path.is_file() and path.name != ".buildinfo"]
    pack(html, pages, out / f"{NAME}-{version}-site.zip")


def notebooks(clone: Path, out: Path, version: str) -> None:
    """Pack the notebooks with their pictures, the licenses and the list of requirements."""
    wanted = ["book/*.ipynb", "book/figures", "LICENSE*", "NOTICE", "requirements.txt"]
    names = git(clone, "ls-files", "--", *wanted).splitlines()
    paths = [clone / name for name in names]
    pack(clone, paths, out / f"{NAME}-{version}-notebooks.zip")


def instructor(clone: Path, out: Path, version: str) -> None:
    """Make the instructor edition, in a folder of its own."""
    kit = clone / "dist" / "instructor"
    run(clone, sys.executable, "coursekit/authoring/instructor.py", "--out", str(kit))
    apart = out / "instructor"
    apart.mkdir()
    pack(
        kit, [p for p in kit.rglob("*") if p.is_file()], apart / f"{NAME}-{version}-instructor.zip"
    )


BUILDERS: tuple[Callable[[Path, Path, str], None], ...] = (
    source,
    wheel,
    notebooks,
    site,
    instructor,
)


def run(clone: Path, *command: str) -> None:
    """Run a command in the clone, with the clone's package and always the same time."""
    env = os.environ | {
        "PYTHONPATH": str(clone / "code"),
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "TQDM_DISABLE": "1",
        "SOURCE_DATE_EPOCH": git(clone, "log", "-1", "--format=%ct"),
    }
    done = subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True)
    if done.returncode:
        raise ReleaseError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def pack(base: Path, paths: Sequence[Path], archive: Path) -> None:
    """Pack files; the same files give the same bytes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pages:
        for path in sorted(paths):
            entry = zipfile.ZipInfo(path.relative_to(base).as_posix(), (1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            pages.writestr(entry, path.read_bytes())


def checksums(folder: Path) -> str:
    """Write SHA256SUMS for the files of a folder, in the form that `sha256sum -c` reads."""
    rows = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(rows), "utf-8")
    return "".join(rows)


# -- all of it ------------------------------------------------------------------------------------


def release(root: Path, version: str, out: Path, day: str, dry: bool, builders=BUILDERS) -> None:
    """Make everything in a clone; take commit and tag over at the very end, unless it is dry."""
    if wrong := problems(root, version):
        raise ReleaseError("\n".join(wrong))
    if out.exists():
        raise ReleaseError(f"{out} is there already: remove it, or name another one with OUT=")
    with tempfile.TemporaryDirectory() as folder:
        clone, made = Path(folder, NAME), Path(folder, "archives")
        made.mkdir()
        git(root, "clone", "--quiet", "--no-hardlinks", str(root), str(clone))
        stamp(clone, version, day)
        commit(clone, root, version)
        for build in builders:
            print(f"{build.__name__} ...", flush=True)
            build(clone, made, version)
        for place in [made, *filter(Path.is_dir, made.iterdir())]:
            print(checksums(place), end="")
        if not dry:
            git(root, "fetch", "--quiet", str(clone), f"refs/tags/v{version}:refs/tags/v{version}")
            git(root, "merge", "--quiet", "--ff-only", f"v{version}")
        shutil.copytree(made, out)
    print(f"written to {out}")
    print(
        "dry: nothing else has changed" if dry else "next: git push --follow-tags, see RELEASING.md"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("version")
    parser.add_argument("--dry-run", action="store_true", help="change nothing but the archives")
    parser.add_argument("--out", type=Path, help="dist/release-VERSION")
    parser.add_argument("--date", default=date.today().isoformat())
    told = parser.parse_args(arguments)
    out = told.out or ROOT / "dist" / f"release-{told.version}"
    try:
        release(ROOT, told.version, out, told.date, told.dry_run)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
