"""Mutation trial: plant a known bug in a package, see whether a test fails; for every bug we know.

python tools/mutation.py                      all bugs; then writes noticed.json
python tools/mutation.py --only NAME ...      some of them; writes nothing
python tools/mutation.py --new                those without a test in noticed.json that still exists
python tools/mutation.py --jobs 4             four at a time

Works on copies; nothing in the repository changes but noticed.json, which says which test noticed
which bug, for the evidence page. The bugs are in mutants.py. The test that noticed a bug the last
time runs first, and alone where it still fails. Ends with exit code 1 if a bug survives: then a
test is missing.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tqdm import tqdm

from mutants import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "tools" / "noticed.json"  # name of a bug -> the test; the evidence page shows it
SECONDS = 600  # for a run of the tests; it needs one to sixty on a machine that is idle
# Each file's own tests come first, then the others, in this order, until one fails; before them
# the one test that noticed the bug the last time.
OWN = {
    "rnnlab/layers/rnn.py": ["equations/test_09_bptt", "units/test_masks", "units/test_rnn"],
    "rnnlab/layers/lstm.py": ["equations/test_16_lstm", "units/test_lstm"],
    "rnnlab/layers/gru.py": ["equations/test_17_gru", "units/test_gru"],
    "rnnlab/layers/gru_before.py": ["equations/test_17_gru", "units/test_gru"],
    "rnnlab/layers/bidirectional.py": [
        "equations/test_18_both_directions",
        "units/test_bidirectional",
    ],
    "rnnlab/layers/stacked.py": ["equations/test_18_both_directions", "units/test_stacked"],
    "rnnlab/layers/dense.py": ["units/test_dense_embedding"],
    "rnnlab/layers/embedding.py": ["units/test_dense_embedding"],
    "rnnlab/losses.py": ["units/test_losses", "equations/test_08_losses"],
    "rnnlab/training.py": ["units/test_checkpointing", "units/test_training"],
    "rnnlab/optimizers.py": ["units/test_optimizers"],
    "rnnlab/parameters.py": ["units/test_parameters"],
    "rnnlab/scan.py": ["equations/test_24_after_rnns", "units/test_scan"],
    "rnnlab/layers/min_gru.py": ["equations/test_24_after_rnns", "units/test_scan"],
    "rnnlab/attention.py": ["equations/test_24_after_rnns", "units/test_scan"],
    "rnnlab/layers/blocks.py": ["units/test_blocks"],
    "rnnlab/functions.py": ["units/test_functions"],
    "rnnlab/initializers.py": ["units/test_initializers"],
    "rnnlab/sampling.py": ["units/test_sampling"],
    "rnnlab/baselines.py": ["units/test_baselines", "equations/test_03_why_not_fully_connected"],
    "rnnlab/regression.py": ["units/test_regression"],
    "rnnlab/model.py": ["units/test_model"],
    "rnnlab/interop.py": ["units/test_interop"],
    "rnnlab/diagnostics/differences.py": ["units/test_gradient_check"],
    "rnnlab/diagnostics/gradient_check.py": ["units/test_gradient_check", "units/test_survivors"],
    "rnnlab/diagnostics/gradient_flow.py": ["units/test_gradient_flow"],
    "rnnlab/diagnostics/jacobians.py": ["units/test_jacobians"],
    "rnnlab/diagnostics/growth.py": [
        "units/test_jacobians",
        "equations/test_13_products_of_jacobians",
    ],
    "rnnlab/diagnostics/linearization.py": ["units/test_jacobians"],
    "rnnlab/diagnostics/penalty.py": ["equations/test_14_clipping"],
    "rnnlab/diagnostics/cliff.py": ["equations/test_14_clipping"],
    "rnnlab/diagnostics/comparison.py": ["equations/test_22_sentiment_dna_and_time_series"],
    "rnnlab/diagnostics/rtrl.py": ["units/test_rtrl"],
    "rnnlab/diagnostics/slopes.py": ["equations/test_15_initialization_and_activations"],
    "rnnlab/diagnostics/input_jacobian.py": ["equations/test_18_both_directions"],
    "rnnlab/data/vocabulary.py": ["units/test_vocabulary"],
    "rnnlab/data/batching.py": [
        *("units/test_batching", "units/test_survivors"),
        "equations/test_18_both_directions",
    ],
    "rnnlab/data/tasks.py": ["units/test_tasks"],
    "rnnlab/data/reber.py": ["units/test_tasks"],
    "rnnlab/data/news.py": ["units/test_news"],
    "rnnlab/data/hmm.py": ["units/test_news", "equations/test_18_both_directions"],
    "rnnlab/data/spans.py": ["units/test_news", "equations/test_20_names_in_the_news"],
    "rnnlab/data/speech.py": ["units/test_speech", "equations/test_21_spoken_digits"],
    **{
        f"rnnlab/data/{name}.py": [
            *("units/test_series_dna_sentiment", "equations/test_22_sentiment_dna_and_time_series"),
            "units/test_survivors",
        ]
        for name in ("dna", "sentiment", "series")
    },
    "unrolled/results/__init__.py": ["units/test_slow_results"],
    "rnnlab/data/text.py": ["units/test_text"],
    "rnnlab/data/characters.py": ["units/test_text", "equations/test_19_character_language_model"],
    **{
        f"coursekit/{name}.py": [*("kit/test_code", "kit/test_engine", "exercises/test_catalogue")]
        for name in (
            *("running", "lines", "answers", "code", "mistakes", "clues"),
            *("exercise", "diagnosis", "graded_sizes"),
        )
    },
    "coursekit/catalogue.py": ["kit/test_course", "exercises/test_load", "kit/test_code"],
    "coursekit/cells.py": ["kit/test_cells"],
    "coursekit/checking.py": ["kit/test_checking"],
    "coursekit/course.py": ["kit/test_course"],
    **{
        f"coursekit/authoring/{name}.py": ["kit/test_commands", "kit/test_notebooks"]
        for name in ("cards", "words", "generator", "skeletons")
    },
    "rnnlab/_moved.py": ["exercises/test_forwards"],
    **{
        f"coursekit/{name}.py": ["kit/test_sets", "kit/test_damaged"]
        for name in ("verdicts", "variants", "sets", "set_files")
    },
    **{
        f"coursekit/grading/{name}.py": ["kit/test_damaged", "kit/test_grading"]
        for name in ("constants", "reading", "wire", "sandbox")
    },
    "coursekit/grading/marking.py": ["kit/test_grading", "exercises/test_grading"],
    **{
        f"coursekit/grading/{name}.py": ["kit/test_grading_course", "kit/test_damaged"]
        for name in ("tables", "folders", "gradebooks", "course")
    },
    "coursekit/grading/child.py": ["kit/test_grading"],
    "coursekit/grading/pages.py": ["kit/test_pages", "kit/test_grading_course"],
    "rnnlab/checks.py": ["units/test_checks"],
    "rnnlab/layers/describe.py": ["units/test_describe", "units/test_model"],
    "rnnlab/layers/layer.py": [
        "equations/test_09_bptt",
        "units/test_masks",
        "units/test_rnn",
        "units/test_rnn_errors",
        "units/test_lstm",
    ],
}
# What a layer does, many tests look at; these parts have their own.
APART = ("rnnlab/data/", "rnnlab/diagnostics/", "coursekit/", "unrolled/")
TESTS = [
    "units/test_survivors",
    *dict.fromkeys(
        n for names in OWN.values() for n in names if not n.startswith(("exercises/", "kit/"))
    ),
    *("units/test_rnn_golden", "units/test_cells_golden"),
    *("units/test_model", "units/test_training", "units/test_promises"),
]


# -- the trial -------------------------------------------------------------------------------------


def copy_to(folder: Path) -> Path:
    """Copy what the tests need; without conftest.py, which loads the tools for notebooks."""
    for part in ("code", "tests", "tools"):
        ignored = shutil.ignore_patterns("__pycache__", "site", "*.ipynb")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored if part == "tests" else None)
    texts = Path("book", "exercises", "text")  # the tests of the catalogue read them
    shutil.copytree(ROOT / texts, folder / texts)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def files(names: Iterable[str]) -> list[str]:
    """Turn units/test_rnn into the path that pytest wants."""
    return [f"tests/{name}.py" for name in names]


def first_failure(folder: Path, tests: list[str]) -> str | None:
    """Run tests in a copy up to the first that fails, and name it; None when all pass."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(str(folder / part) for part in ("code", "tools")),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # the start takes a third of the time
        "OPENBLAS_NUM_THREADS": "1",
        "TQDM_DISABLE": "1",
        "CI": "true",  # hypothesis draws the same examples every time
    }
    options = ["-x", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider", f"--rootdir={folder}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    if done.returncode == 0:
        return None
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED ")]
    if done.returncode != 1 or not failed:
        raise RuntimeError(f"the tests did not run:\n{done.stdout}\n{done.stderr}")
    return failed[0].removeprefix("FAILED ").split(" - ")[0]


def try_one(mutant: Mutant, folder: Path, last: str = "") -> str | None:
    """Plant a bug in a copy, run the tests, the last to notice it first; take the bug out again."""
    path = folder / "code" / mutant.file
    source = path.read_text("utf-8")

    def write(text: str) -> None:
        path.write_text(text, "utf-8")
        # Python believes its compiled file when size and time (in seconds) of the source agree.
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()

    write(mutant.planted(source))
    try:
        own = OWN[mutant.file]
        apart = mutant.file.startswith(APART)
        others = [] if apart else [name for name in TESTS if name not in own]
        tries = filter(None, ([last] if last else [], files(own), files(others)))
        return next(filter(None, (first_failure(folder, tests) for tests in tries)), None)
    finally:
        write(source)


def exists(test: str) -> bool:
    """Tell whether tests/units/test_rnn.py::test_gradients is still there."""
    file, _, name = test.partition("::")
    path = ROOT / file
    return path.is_file() and f"def {name}(" in path.read_text("utf-8")


def trial(
    mutants: Iterable[Mutant], jobs: int, last: Mapping[str, str] | None = None
) -> dict[str, str | None]:
    """Try all bugs, `jobs` at a time; name -> the first test that failed, or None.

    `last` names tests that noticed bugs the last time.
    """
    mutants = list(mutants)
    if not mutants:  # pytest without a file would run all tests
        return {}
    last = {name: test for name, test in (last or {}).items() if exists(test)}
    with tempfile.TemporaryDirectory(prefix="mutation-") as temporary:
        folders = [copy_to(Path(temporary, str(number))) for number in range(jobs)]
        copies: queue.Queue[Path] = queue.Queue()
        for folder in folders:
            copies.put(folder)
        for mutant in mutants:  # an outdated list stops the trial now, not in its middle
            mutant.planted((ROOT / "code" / mutant.file).read_text("utf-8"))
        own = files(name for mutant in mutants for name in OWN[mutant.file])
        own += [last[m.name].partition("::")[0] for m in mutants if m.name in last]
        shares = [share for k in range(jobs) if (share := sorted(set(own))[k::jobs])]
        with ThreadPoolExecutor(jobs) as pool:
            for failure in filter(None, pool.map(first_failure, folders, shares)):
                raise SystemExit(f"{failure} fails without any bug: repair that first")

        def work(mutant: Mutant) -> str | None:
            folder = copies.get()
            try:
                return try_one(mutant, folder, last.get(mutant.name, ""))
            except Exception as error:
                error.add_note(f"while trying {mutant.name}")
                raise
            finally:
                copies.put(folder)

        with ThreadPoolExecutor(jobs) as pool:
            found = list(tqdm(pool.map(work, mutants), total=len(mutants), unit="bug"))
    return dict(zip((m.name for m in mutants), found, strict=True))


# -- the results -----------------------------------------------------------------------------------


def noticed() -> dict[str, str]:
    """Return which test noticed which bug the last time."""
    return json.loads(RESULTS.read_text("utf-8"))


def keep(found: Mapping[str, str | None]) -> None:
    """Write the results of all bugs, without what tells the cases of one test apart."""
    kept = {m.name: test.partition("[")[0] for m in MUTANTS if (test := found.get(m.name))}
    RESULTS.write_text(json.dumps(kept, indent=0) + "\n", "utf-8")


def main(arguments: list[str] | None = None, say: Callable = print) -> int:
    """Run what the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="NAME", help="names of some bugs")
    parser.add_argument("--new", action="store_true", help="bugs without a test")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (2)")
    options = parser.parse_args(arguments)
    if unknown := set(options.only or ()) - {mutant.name for mutant in MUTANTS}:
        parser.error(f"no bug is called {', '.join(sorted(unknown))}; see tools/mutants.py")
    chosen = [m for m in MUTANTS if not options.only or m.name in options.only]
    last = noticed()
    known = {name: test for name, test in last.items() if options.new and exists(test)}
    found = trial([m for m in chosen if m.name not in known], options.jobs, last)
    if options.only:
        for name, test in found.items():
            say(f"{name}: {test or 'survived'}")
    else:
        keep(known | found)
    survivors = [name for name, test in found.items() if test is None]
    say(f"{len(found) - len(survivors)} of {len(found)} bugs were found by a test")
    for name in survivors:
        say(f"survived: {name}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
