"""A release refuses what is not ready, changes nothing until all is made, and can be made again."""

import re
import subprocess
import zipfile

import pytest

import release

FILES = {
    "pyproject.toml": '[project]\nversion = "0.1.0"\n',
    "code/rnnlab/__init__.py": '__version__ = "0.1.0"\n',
    "CITATION.cff": "title: T\nversion: 0.1.0\nlicense: MIT\n",
    "CHANGELOG.md": "## Unreleased\n\n- A layer.\n\n### For instructors\n\n- Nothing.\n",
    "book/01_a.ipynb": "{}\n",
    ".gitignore": "dist/\n",
}
BUILDERS = (release.source, release.notebooks)
DAY = "2026-11-25"


def run(where, *command):
    return subprocess.run(
        ["git", *command], cwd=where, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A repository that is ready for its first release."""
    root = tmp_path / "root"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    run(root, "init", "-q", "-b", "main")
    run(root, "config", "user.name", "A")
    run(root, "config", "user.email", "a@b.c")
    run(root, "add", "-A")
    run(root, "commit", "-qm", "first")
    return root


def change(root, name, old, new):
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")
    run(root, "commit", "-qam", "change")


def make(root, version, out, dry=False, builders=BUILDERS):
    release.release(root, version, out, DAY, dry, builders)


def test_version_changes_commit_tag_and_archives(root, tmp_path):
    out = tmp_path / "out"
    make(root, "0.2.0", out)
    assert run(root, "describe", "--exact-match") == "v0.2.0"
    assert run(root, "status", "--porcelain") == ""
    for name in release.PLACES:
        assert "0.2.0" in (root / name).read_text() and "0.1.0" not in (root / name).read_text()
    assert f"version: 0.2.0\ndate-released: {DAY}\n" in (root / "CITATION.cff").read_text()
    titles = [title for title, _ in release.sections(root)]
    assert titles == ["Unreleased", f"0.2.0 ({DAY})"]
    assert dict(release.sections(root))["Unreleased"].strip() == ""
    made = sorted(path.name for path in out.iterdir())
    assert made == ["SHA256SUMS", "unrolled-0.2.0-notebooks.zip", "unrolled-0.2.0.tar.gz"]
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=out, check=True)


def test_dry_run_changes_nothing(root, tmp_path):
    before = run(root, "rev-parse", "HEAD")
    make(root, "0.2.0", tmp_path / "out", dry=True)
    assert run(root, "rev-parse", "HEAD") == before and run(root, "tag") == ""
    assert run(root, "status", "--porcelain") == ""


def test_the_same_commit_gives_the_same_archives(root, tmp_path):
    for name in "ab":
        make(root, "0.2.0", tmp_path / name, dry=True)
    sums = [(tmp_path / name / "SHA256SUMS").read_text() for name in "ab"]
    assert sums[0] == sums[1] and len(sums[0].splitlines()) == 2
    make(root, "0.2.0", tmp_path / "c")  # the real one gives those of the trial
    assert (tmp_path / "c" / "SHA256SUMS").read_text() == sums[0]


def test_a_failed_archive_leaves_everything_as_it_was(root, tmp_path):
    def broken(clone, out, version):
        raise release.ReleaseError("the site has a warning")

    with pytest.raises(release.ReleaseError, match="a warning"):
        make(root, "0.2.0", tmp_path / "out", builders=(*BUILDERS, broken))
    assert run(root, "tag") == "" and not (tmp_path / "out").exists()


def test_instructor_edition_lies_apart(root, tmp_path):
    def instructor(clone, out, version):
        (out / "instructor").mkdir()
        (out / "instructor" / "kit.zip").write_bytes(b"solutions")

    make(root, "0.2.0", tmp_path / "out", dry=True, builders=(*BUILDERS, instructor))
    assert "kit.zip" in (tmp_path / "out" / "instructor" / "SHA256SUMS").read_text()
    assert "kit.zip" not in (tmp_path / "out" / "SHA256SUMS").read_text()


def test_changed_file_is_refused(root, tmp_path):
    (root / "new.txt").write_text("new")
    with pytest.raises(release.ReleaseError, match=r"not committed: new\.txt"):
        make(root, "0.2.0", tmp_path / "out")


@pytest.mark.parametrize("version", ["2", "0.2", "v0.2.0", "0.2.0rc1", ""])
def test_what_is_no_version_is_refused(root, version):
    assert "three numbers" in release.of_version(root, version)[0]


def test_version_that_exists_is_refused(root, tmp_path):
    make(root, "0.2.0", tmp_path / "out")
    assert release.of_version(root, "0.2.0") == ["version 0.2.0 is there already"]
    assert release.of_version(root, "0.1.9") == ["0.1.9 is not newer than 0.2.0"]
    assert release.of_version(root, "0.10.0") == []
    assert release.of_changes(root) == ["CHANGELOG.md has no entry under ## Unreleased"]


def test_version_in_the_change_list_is_refused(root):
    change(root, "CHANGELOG.md", "- Nothing.\n", "- Nothing.\n\n## 0.2.0 (2026-01-01)\n\n- Old.\n")
    assert release.of_version(root, "0.2.0") == ["version 0.2.0 is there already"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("## Unreleased", "## Soon", "no section"),
        ("- A layer.\n\n### For instructors\n\n- Nothing.\n", "", "no entry"),
        ("### For instructors\n\n- Nothing.\n", "", "For instructors"),
    ],
)
def test_change_list_without_an_entry_is_refused(root, old, new, says):
    change(root, "CHANGELOG.md", old, new)
    assert says in release.of_changes(root)[0]


def test_archives_that_are_there_are_kept(root, tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(release.ReleaseError, match="is there already"):
        make(root, "0.2.0", tmp_path / "out")


def test_two_versions_in_one_file_are_refused(root, tmp_path):
    change(root, "CITATION.cff", "license: MIT", "version: 3.0.0")
    with pytest.raises(release.ReleaseError, match=r"CITATION\.cff must hold one version"):
        make(root, "0.2.0", tmp_path / "out")


def test_packed_files_carry_no_time(root, tmp_path):
    make(root, "0.2.0", tmp_path / "out", dry=True)
    with zipfile.ZipFile(tmp_path / "out" / "unrolled-0.2.0-notebooks.zip") as pages:
        assert [e.filename for e in pages.infolist()] == ["book/01_a.ipynb"]
        assert all(e.date_time == (1980, 1, 1, 0, 0, 0) for e in pages.infolist())


def test_our_own_versions_and_change_list_are_found():
    """What the tool edits is there, once; right after a release the list may have no entry."""
    for name, place in release.PLACES.items():
        assert len(re.findall(place, (release.ROOT / name).read_text("utf-8"))) == 1, name
    assert "Unreleased" in dict(release.sections(release.ROOT))
