"""Which parts .ci/run runs; the workflows for GitHub run what it and the Makefile offer."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = {path.name: path for path in (ROOT / ".github" / "workflows").glob("*.yml")}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
RUN = (ROOT / ".ci" / "run").read_text("utf-8")
PARTS = re.search(r"^PARTS=\((.*)\)$", RUN, re.MULTILINE)[1].split()


# -- which parts .ci/run runs ----------------------------------------------------------------------


def git(where, *command, day=30):
    """Run git as if it were that day of November."""
    date = f"2026-11-{day:02}T12:00:00Z"
    env = os.environ | {
        "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.c",
    }  # fmt: skip
    done = subprocess.run(["git", *command], cwd=where, env=env, check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit(where, name, day=30, text=None):
    path = where / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{day}\n" if text is None else text)
    git(where, "add", "-A", day=day)
    git(where, "commit", "-qm", f"{name} of day {day}", day=day)


@pytest.fixture
def repository(tmp_path):
    """A main branch with .ci/run and files of some parts, all of the 20th."""
    root = tmp_path / "main"
    (root / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", root / ".ci" / "run")
    git(root.parent, "init", "-q", "-b", "main", "main")
    for name in ("README.md", "requirements.txt", "tools/rebuild_data.py", "tools/slow/19_a.py"):
        commit(root, name, day=20)
    return root


def planned(where):
    """The parts that would run."""
    env = {key: value for key, value in os.environ.items() if key != "CI_LIMITED"}
    done = subprocess.run(
        [where / ".ci" / "run", "--plan"], env=env, check=True, capture_output=True
    )
    said = done.stdout.decode()
    assert sorted(re.findall(r"^(\w+): (?:runs|unchanged)$", said, re.MULTILINE)) == sorted(PARTS)
    return set(re.findall(r"^(\w+): runs$", said, re.MULTILINE))


def test_a_branch_is_compared_with_where_it_left_main(repository, tmp_path):
    """However old its commits are, and whatever main did meanwhile."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "main", "clone")
    git(clone, "checkout", "-qb", "work")
    commit(clone, "tools/rebuild_data.py", day=21)
    commit(clone, "README.md", day=29)
    commit(repository, "requirements.txt", day=30)
    git(clone, "fetch", "-q")
    assert planned(clone) == {"slow", "data"}


def test_main_is_compared_with_two_days_ago(repository):
    commit(repository, "tools/rebuild_data.py", day=25)
    commit(repository, "README.md", day=26)
    assert planned(repository) == {"slow", "data"}
    commit(repository, "README.md", day=28)
    assert planned(repository) == set()


def test_an_old_branch_counts_from_the_day_it_was_merged(repository):
    git(repository, "checkout", "-qb", "old")
    commit(repository, "tools/rebuild_data.py", day=26)
    git(repository, "checkout", "-q", "main")
    commit(repository, "README.md", day=25)
    git(repository, "merge", "-q", "--no-ff", "-m", "merge", "old", day=29)
    assert planned(repository) == {"slow", "data"}


def test_what_was_changed_and_changed_back_is_unchanged(repository):
    commit(repository, "tools/rebuild_data.py", day=29)
    commit(repository, "tools/rebuild_data.py", day=30, text="20\n")
    assert planned(repository) == set()


def test_a_file_that_is_gone_has_changed(repository):
    git(repository, "rm", "-q", "tools/rebuild_data.py")
    git(repository, "commit", "-qm", "gone")
    assert planned(repository) == {"slow", "data"}


def test_a_file_that_git_does_not_know_yet_has_changed(repository):
    commit(repository, ".gitignore", text="*.orig\n")
    (repository / "tools/rebuild_more.py.orig").write_text("ignored\n")
    assert planned(repository) == set()
    (repository / "tools/rebuild_more.py").write_text("new\n")
    assert planned(repository) == {"slow", "data"}


def test_a_change_of_the_script_runs_everything(repository):
    commit(repository, ".ci/run", text=f"{RUN}\n# changed\n")
    assert planned(repository) == {*PARTS}


def test_without_an_earlier_state_everything_runs(repository, tmp_path):
    commit(repository, "README.md", day=30)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", "shallow")
    assert planned(tmp_path / "shallow") == {*PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_files_of_a_part_exist(part):
    """A pattern that fits nothing would keep its part from ever running."""
    patterns = re.search(rf'^FILES\[{part}\]="(.*)"$', RUN, re.MULTILINE)[1].split()
    for pattern in patterns:
        assert any(ROOT.glob(pattern)), pattern
    assert re.search(rf"^{part}\(\) \{{", RUN, re.MULTILINE)


def test_unknown_part_is_refused():
    done = subprocess.run([ROOT / ".ci" / "run", "sense"], capture_output=True, text=True)
    assert done.returncode == 2 and f"no part sense; there are: {' '.join(PARTS)}" in done.stdout


# -- the workflows ---------------------------------------------------------------------------------


def steps(name):
    """Return the jobs' steps and environments; YAML reads the key "on" as true."""
    content = yaml.safe_load(WORKFLOWS[name].read_text("utf-8"))
    assert True in content and content["permissions"]
    for job in content["jobs"].values():
        assert job["timeout-minutes"]
        yield from ((step, job.get("env", {})) for step in job["steps"])


def commands(name):
    return [line for step, _ in steps(name) for line in step.get("run", "").splitlines()]


def test_there_are_four():
    assert sorted(WORKFLOWS) == ["check.yml", "release.yml", "site.yml", "weekly.yml"]


def test_pull_requests_run_what_changed_with_the_whole_history():
    assert ".ci/run" in commands("check.yml")
    assert {"fetch-depth": 0} in [step.get("with") for step, _ in steps("check.yml")]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_week_everything_runs():
    assert "make release-check" in commands("weekly.yml")
    assert "schedule" in yaml.safe_load(WORKFLOWS["weekly.yml"].read_text("utf-8"))[True]
    assert re.search(r"^release-check:.*\n\t\.ci/run --all$", MAKEFILE, re.MULTILINE)


def test_a_release_publishes_files_and_no_folder():
    """The folder in dist/release-VERSION is for instructors only."""
    said = "\n".join(commands("release.yml"))
    assert "find . -maxdepth 1 -type f" in said and "instructor" not in said


def test_the_site_knows_its_address_and_its_repository():
    """The names are those that the extensions read."""
    names = {name for _, env in steps("site.yml") for name in env}
    code = "".join(path.read_text("utf-8") for path in (ROOT / "book" / "_ext").glob("*.py"))
    assert names == set(re.findall(r"environ\.get\(\"(\w+)\"", code))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_targets_exist(name):
    targets = [
        word for line in commands(name) if line.startswith("make ") for word in line.split()[1:]
    ]
    assert targets or ".ci/run" in commands(name)
    for target in targets:
        assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE), target
