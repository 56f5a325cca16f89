"""A release is made of what is committed, refuses what is not ready, and can be made again."""

import subprocess
import sys
from pathlib import Path

import pytest

import release
import rnnlab
from coursekit.authoring.archives import pack

FILES = {
    "pyproject.toml": '[project]\nname = "rnnlab"\ndynamic = ["version"]\n'
    '[tool.hatch.version]\npath = "code/rnnlab/__init__.py"\n',
    "code/rnnlab/__init__.py": '__version__ = "0.2.0"\n',
    "CITATION.cff": "title: T\nversion: 0.2.0\ndate-released: 2026-11-25\nlicense: MIT\n",
    "CHANGELOG.md": "## Unreleased\n\n## 0.2.0 (2026-11-25)\n\n- A layer.\n\n"
    "### For instructors\n\n- Nothing.\n\n## 0.1.0 (2026-01-01)\n\n- All.\n",
    ".gitignore": "dist/\n",
}
WHEEL = "rnnlab-0.2.0-py3-none-any.whl"
PUBLIC = ["CHANGES.md", WHEEL, "unrolled-0.2.0-notebooks.zip", "unrolled-0.2.0-site.zip",
          "unrolled-0.2.0.tar.gz"]  # fmt: skip


def git(where, *command):
    return subprocess.run(
        ["git", *command], cwd=where, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A repository whose commit is tagged; site and kit, which take minutes, are small files."""
    root, real = tmp_path / "root", release.run

    def run(where, *command, **environment):
        if command[0] == "git":
            return real(where, *command, **environment)
        kit = "--out" in command
        for name in ["kit.txt"] if kit else ["a.html", f"n/{WHEEL}", "n/all_notebooks.zip"]:
            path = Path(command[-1] if kit else where / "_build/html", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(environment["SOURCE_DATE_EPOCH"])
        return ""

    monkeypatch.setattr(release, "run", run)
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "A")
    git(root, "config", "user.email", "a@b.c")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Release 0.2.0")
    git(root, "tag", "-am", "Release 0.2.0", "v0.2.0")
    return root


def change(root, name, old, new, tag=False):
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")
    git(root, "commit", "-qam", "change")
    if tag:
        git(root, "tag", "-fam", "Release", "v0.2.0")


def test_archives_check_sums_and_the_entries(root, capsys):
    out = release.release(root)
    assert out == root / "dist" / "release-0.2.0"
    assert sorted(p.name for p in out.iterdir()) == sorted([*PUBLIC, "SHA256SUMS", "instructor"])
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=out, check=True)
    assert (out / "CHANGES.md").read_text() == "- A layer.\n\n### For instructors\n\n- Nothing.\n"
    assert (out / WHEEL).read_text() == git(root, "log", "-1", "--format=%ct")
    assert "trial" not in capsys.readouterr().out
    assert git(root, "status", "--porcelain") == ""


def test_instructor_edition_lies_apart(root):
    out = release.release(root)
    names = [line.split()[1] for line in (out / "SHA256SUMS").read_text().splitlines()]
    assert names == PUBLIC
    apart = out / "instructor"
    assert [p.name for p in sorted(apart.iterdir())] == [
        "SHA256SUMS",
        "unrolled-0.2.0-instructor.zip",
    ]
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=apart, check=True)


def test_the_same_commit_gives_the_same_archives(root, tmp_path):
    sums = [(release.release(root, tmp_path / n) / "SHA256SUMS").read_text() for n in "ab"]
    assert sums[0] == sums[1] and len(sums[0].splitlines()) == len(PUBLIC)


def test_before_the_tag_it_is_a_trial_of_the_entries_that_wait(root, capsys):
    git(root, "tag", "-d", "v0.2.0")
    change(root, "CHANGELOG.md", "## 0.2.0 (2026-11-25)\n\n", "")
    change(root, "CITATION.cff", "date-released: 2026-11-25\n", "")
    out = release.release(root)
    assert "A layer" in (out / "CHANGES.md").read_text()
    assert "a trial, as there is no tag v0.2.0 yet" in capsys.readouterr().out


def test_only_what_is_committed_is_packed(root):
    (root / "dist").mkdir()
    (root / "dist" / "private.txt").write_text("not for anybody")
    listed = subprocess.run(
        ["tar", "tzf", release.release(root) / "unrolled-0.2.0.tar.gz"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "unrolled-0.2.0/CHANGELOG.md" in listed and "private" not in listed


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("CHANGELOG.md", "## 0.2.0 (2026", "## 0.3.0 (2026", r"no section ## 0\.2\.0 \(YYYY"),
        ("CHANGELOG.md", "- A layer.\n\n### For instructors\n\n- Nothing.\n", "", "no entry"),
        ("CHANGELOG.md", "### For instructors\n\n", "", "For instructors"),
        ("CITATION.cff", "version: 0.2.0", "version: 0.1.0", r"must say version: 0\.2\.0 and date"),
        ("CITATION.cff", "2026-11-25", "2026-11-24", r"date-released: 2026-11-25, in this order"),
        ("code/rnnlab/__init__.py", "0.2.0", "0.1.0", r"must say version: 0\.1\.0"),
    ],
)
def test_what_does_not_fit_together_is_refused(root, name, old, new, says):
    change(root, name, old, new, tag=True)
    with pytest.raises(release.ReleaseError, match=says):
        release.release(root)
    assert not (root / "dist").exists()


def test_changed_file_is_refused(root):
    (root / "new.txt").write_text("new")
    with pytest.raises(release.ReleaseError, match=r"not committed: new\.txt"):
        release.release(root)


def test_version_of_another_commit_is_refused(root):
    change(root, "CHANGELOG.md", "- A layer.", "- Two layers.")
    with pytest.raises(release.ReleaseError, match=r"v0\.2\.0 is another commit"):
        release.release(root)


def test_archives_that_are_there_are_kept(root):
    release.release(root)
    with pytest.raises(release.ReleaseError, match="is there already"):
        release.release(root)


def test_a_failed_archive_leaves_nothing(root, monkeypatch):
    def broken(root, version, work):
        raise release.ReleaseError("the site has a warning")

    monkeypatch.setattr(release, "archives", broken)
    with pytest.raises(release.ReleaseError, match="a warning"):
        release.release(root)
    assert not (root / "dist").exists()


def test_a_failed_command_says_what_it_printed(tmp_path):
    with pytest.raises(release.ReleaseError, match=r"(?s)exit\(.*no kernel"):
        release.run(tmp_path, sys.executable, "-c", "import sys; sys.exit('no kernel')")


def test_packed_files_carry_no_time():
    assert pack({"a.txt": b"1"}) == pack({"a.txt": b"1"}) != pack({"a.txt": b"2"})


def test_hatchling_refuses_a_version_that_is_not_newer(root):
    bump = [sys.executable, "-m", "hatchling", "version"]
    done = subprocess.run([*bump, "0.1.9"], cwd=root, capture_output=True, text=True)
    assert done.returncode and "not higher" in done.stdout + done.stderr
    subprocess.run([*bump, "0.10.0"], cwd=root, check=True, capture_output=True)
    assert '"0.10.0"' in (root / "code/rnnlab/__init__.py").read_text()


def test_our_own_files_have_what_the_tool_reads():
    """Right after a release nothing waits in the change list."""
    assert f"version: {rnnlab.__version__}\n" in (release.ROOT / "CITATION.cff").read_text("utf-8")
    assert release.changes(release.ROOT, "none", tagged=False)
