"""What the guides for authors name exists, their recipes work, and the forms are valid."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from coursekit.__main__ import parser
from coursekit.authoring import marked_text
from coursekit.authoring.editions import Edition
from unrolled.exercises import ch06_simplified_weights as ch06

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ("book/appendix/house.md", "CONTRIBUTING.md", "STYLE.md", "RELEASING.md", "README.md")
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

FOLDERS = r"(?:book|code|tests|tools|\.ci|\.github)"
MADE = {"tools/times.json"}  # by a command; a clone may not have them
# what a recipe names but the reader chooses
PLACE = re.compile(r"NN|NAME|ORIGINAL|[/_]name\.|\.\.\.")


def quoted(text):
    """Everything in `single backquotes` and every line of a fence of commands."""
    fences = re.findall(r"```(?:bash|text)\n(.*?)```", text, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in fences for line in block.splitlines()]
    return (
        re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"(`{3,}).*?\1", "", text, flags=re.S)) + lines
    )


def missing_paths(text, root=ROOT):
    """Files and folders of ours that are named and are not there; with a `*`, none that fits."""
    named = {path for piece in quoted(text) for path in re.findall(rf"{FOLDERS}/[\w./*-]+", piece)}
    known = {path.rstrip(".,/") for path in named if not PLACE.search(path)} - MADE
    return sorted(p for p in known if not (any(root.glob(p)) if "*" in p else (root / p).exists()))


def missing_targets(text):
    return sorted(set(re.findall(r"\bmake ([a-z-]+)", "\n".join(quoted(text)))) - {*TARGETS})


def missing_links(text, at):
    """Relative links that lead nowhere; those in code are examples."""
    text = re.sub(r"(`+).+?\1", "", text, flags=re.S)
    links = re.findall(r"\]\(([^)#: ]+)(?:#[\w-]+)?\)", text)
    known = {link for link in links if not PLACE.search(link)}
    return sorted(link for link in known if not (at.parent / link).exists())


def missing_modules(text):
    name = r"\b(?:rnnlab|coursekit|unrolled)(?:\.[a-z_]+)*\b(?![/-])"
    named = {m for piece in quoted(text) for m in re.findall(name, piece)}
    wrong = []
    for name in sorted(named):
        parent = name.rpartition(".")[0]
        if not importlib.util.find_spec(name) and not (
            parent and hasattr(importlib.import_module(parent), name.rpartition(".")[2])
        ):
            wrong.append(name)
    return wrong


@pytest.mark.parametrize("guide", GUIDES)
def test_what_is_named_exists(guide):
    text = (ROOT / guide).read_text("utf-8")
    assert missing_paths(text) == []
    assert missing_targets(text) == []
    assert missing_links(text, ROOT / guide) == []
    assert missing_modules(text) == []


def test_the_picture_of_the_house_names_files_that_exist():
    """A box of the picture begins with a file in typewriter letters, without its folder."""
    picture = (ROOT / "book/figures/house.svg").read_text("utf-8")
    boxes = [name for line in re.findall(r'class="m"[^>]*>([^<]+)<', picture)
             for name in line.split(", ")]  # fmt: skip
    made = {"_build/html", "dist/instructor"}
    words = {"nbval", "verdict", "submissions", "gradebook"}
    packages = ("rnnlab", "coursekit", "unrolled")
    assert {name for name in boxes if name in packages} == {*packages}
    assert all(importlib.util.find_spec(name) for name in boxes if name.startswith(packages))
    files = [name for name in boxes if name not in made | words and not name.startswith(packages)]
    assert len(files) >= 10
    known = [
        path.as_posix() for top in ("book", "code", "tests") for path in ROOT.glob(f"{top}/**/*")
    ]
    assert [name for name in files if not any(path.endswith(f"/{name}") for path in known)] == []


# -- the recipe of an exercise works as it stands --------------------------------------------------

RECIPE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.fixture
def recipe(tmp_path, monkeypatch):
    """The exercise of the recipe, imported from a file: mistakes are edits of its text."""
    path = tmp_path / "recipe.py"
    path.write_text(re.search(r"```python\n(.*?)```", RECIPE, re.DOTALL)[1], "utf-8")
    spec = importlib.util.spec_from_file_location("recipe", path)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "recipe", module)
    spec.loader.exec_module(module)
    return module.exercise


def test_the_exercise_of_the_recipe_names_its_mistakes(recipe):
    assert recipe.judge(recipe.solution) and recipe.judge(recipe.stub).kind == "not written"
    assert len(recipe.mistakes) == 2 and recipe.few
    for mistake in recipe.mistakes:
        assert recipe.judge(recipe.wrong_version(mistake)).mistakes == (mistake.name,)


def test_the_page_of_the_recipe_can_be_read(recipe, tmp_path, monkeypatch):
    monkeypatch.setattr(ch06, "stack", recipe, raising=False)
    monkeypatch.setattr(ch06, "EXERCISES", (recipe,))
    page = tmp_path / "ex_06_simplified_weights.md"
    section = re.search(r"````text\n(.*?)````", RECIPE, re.DOTALL)[1]
    page.write_text(f"# Exercises\n\n{section}", "utf-8")
    source = marked_text.read(page)
    (part,) = source.parts
    assert part.texts["solution"] and part.texts["teaching"]
    cells = Edition(source, "student").notebook().cells
    student = "".join(cell.source for cell in cells if cell.cell_type == "code")
    assert "    # return v\n    raise NotImplementedError" in student
    assert "np.vstack" not in student


def test_the_set_of_the_instructor_guide_can_be_made(tmp_path):
    guide = (ROOT / "book/appendix/instructor_guide.md").read_text("utf-8")
    page = tmp_path / "week1.md"
    page.write_text(re.search(r"````text\n(.*?)````", guide, re.DOTALL)[1], "utf-8")
    source = marked_text.read(page)
    made = Edition(source, "student")
    assert made.set.total == 4 and [item.name for item in made.set.items] == [
        "cell_forward",
        "start",
    ]
    text = "".join(cell.source for cell in made.notebook().cells)
    assert "raise NotImplementedError" in text and "np.tanh" not in text
    scope = {}
    solved = [marked_text.solved(cell.source) for cell in source.parts[0].cells
              if cell.cell_type == "code"]  # fmt: skip
    exec("import numpy as np\n" + solved[0].split("ch04.")[0], scope)
    assert source.parts[0].exercise.judge(scope["cell_forward"])


# -- the rules can fail --------------------------------------------------------------------------


def test_missing_things_are_found(tmp_path):
    assert missing_paths("see `book/no_such.md` and `code/rnnlab`") == ["book/no_such.md"]
    assert missing_paths("`tools/no_*.py`") == ["tools/no_*.py"]
    assert missing_paths("```bash\npython tools/none.py  # says so\n```") == ["tools/none.py"]
    assert missing_targets("run `make sense` or `make book`") == ["sense"]
    assert missing_links("[a](b.md), [c](https://d.org)", tmp_path / "x.md") == ["b.md"]
    assert missing_modules("`rnnlab.layers`, `rnnlab.nothing`") == ["rnnlab.nothing"]


def test_places_for_names_are_left_alone():
    assert missing_paths("`book/text/NN_slug.md`") == []


# -- forms for issues ----------------------------------------------------------------------------

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
KINDS = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "options", "multiple", "default"},
    "checkboxes": {"label", "description", "options"},
}


def form_problems(form):
    """What GitHub refuses in a form for issues."""
    wrong = [f"no {key}" for key in ("name", "description", "body") if not form.get(key)]
    wrong += [f"unknown key {key}" for key in form
              if key not in {"name", "description", "body", "title", "labels"}]  # fmt: skip
    body = form.get("body", [])
    asked = [part for part in body if part.get("type") != "markdown"]
    for part in body:
        kind, told = part.get("type"), part.get("attributes", {})
        if unknown := set(told) - KINDS.get(kind, set()):
            wrong.append(f"{kind} has {sorted(unknown)}")
        if kind == "dropdown" and len(set(told.get("options", []))) != len(told.get("options", [])):
            wrong.append("an option stands twice")
    wrong += ["a question without label"] * any("label" not in p["attributes"] for p in asked)
    for key in ("id", "label"):
        named = [p.get(key) or p["attributes"].get(key) for p in asked]
        wrong += [f"{key} stands twice"] * (len(set(named)) < len(named))
    wrong += ["nothing is asked"] * (not asked)
    return wrong


def test_there_are_three_forms():
    names = {yaml.safe_load(form.read_text("utf-8"))["name"] for form in FORMS}
    assert names == {
        "A sentence I did not understand",
        "My exercise was judged wrongly",
        "Code bug",
    }


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_form_is_one_that_github_takes(path):
    assert form_problems(yaml.safe_load(path.read_text("utf-8"))) == []


def test_commands_in_forms_run():
    texts = [path.read_text("utf-8") for path in FORMS]
    commands = {c for text in texts for c in re.findall(r'`python -c "(.*?)"`', text)}
    assert commands
    for command in commands:
        done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
        assert done.returncode == 0 and done.stdout.strip(), done.stderr


def test_problems_of_a_form_are_found():
    question = {"type": "input", "id": "a", "attributes": {"label": "A"}}
    form = {"name": "n", "description": "d", "body": [question]}
    assert form_problems(form) == []
    assert form_problems(form | {"body": [question, question]}) != []
    assert form_problems(form | {"body": []}) != []
    assert form_problems(form | {"colour": "red"}) != []
    assert form_problems(form | {"body": [question | {"attributes": {"text": "A"}}]}) != []


# -- the lint before a commit is that of CI ------------------------------------------------------

PRE_COMMIT = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))


def lint_of_make(makefile):
    """The commands of the target lint, with the environment's Python written out."""
    block = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1]
    return [line.strip().replace("$(PY)", ".venv/bin/python") for line in block.splitlines()]


def test_commit_hook_is_the_lint_of_make():
    (local,) = PRE_COMMIT["repos"]
    entries = {hook["id"]: hook for hook in local["hooks"]}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert local["repo"] == "local"  # another repository would bring another version of ruff
    assert lint_of_make(makefile) == [entries[name]["entry"] for name in ("lint", "format")]
    assert not any(entries[name]["pass_filenames"] for name in ("lint", "format"))  # all files
    assert re.search(r"^test: .*\blint\b", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci/run").read_text("utf-8")


def test_ruff_is_the_version_that_is_required():
    wanted = re.search(r"^ruff==(\S+)", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.M)[1]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[1] == wanted


@pytest.mark.parametrize("hook", PRE_COMMIT["repos"][0]["hooks"], ids=lambda hook: hook["id"])
def test_hooks_apply_to_something_and_run_what_exists(hook):
    listed = [p.relative_to(ROOT).as_posix() for top in ("book", "code") for p in
              (ROOT / top).rglob("*.*")]  # fmt: skip
    assert any(re.search(hook.get("files", ""), name) for name in listed)
    if "-m coursekit" in hook["entry"]:
        words = hook["entry"].partition("-m coursekit ")[2].split()
        assert words[-1] == "check" and parser().parse_args(words)


def test_other_lint_is_found():
    makefile = "lint: $(DEV)  ## x\n\t$(PY) -m ruff check code\n\nbench:\n\techo\n"
    assert lint_of_make(makefile) == [".venv/bin/python -m ruff check code"]
