"""The workflows for GitHub run what the Makefile and .ci/run offer, and nothing else."""

import os
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = {path.name: path for path in (ROOT / ".github" / "workflows").glob("*.yml")}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def steps(name):
    """Return the jobs' steps and environments; YAML reads the key "on" as true."""
    content = yaml.safe_load(WORKFLOWS[name].read_text("utf-8"))
    assert True in content and content["permissions"]
    for job in content["jobs"].values():
        assert job["timeout-minutes"]
        yield from ((step, job.get("env", {})) for step in job["steps"])


def test_there_are_two():
    assert sorted(WORKFLOWS) == ["check.yml", "site.yml"]


def test_pull_requests_run_everything():
    assert ".ci/run" in [step.get("run") for step, _ in steps("check.yml")]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_site_knows_its_address_and_its_repository():
    """The names are those that the extensions read."""
    names = {name for _, env in steps("site.yml") for name in env}
    code = "".join(path.read_text("utf-8") for path in (ROOT / "book" / "_ext").glob("*.py"))
    assert names == set(re.findall(r"environ\.get\(\"(\w+)\"", code))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_targets_exist(name):
    lines = [line for step, _ in steps(name) for line in step.get("run", "").splitlines()]
    targets = [word for line in lines if line.startswith("make ") for word in line.split()[1:]]
    assert targets or ".ci/run" in lines
    for target in targets:
        assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE), target
