"""Experiments too slow for a page: scripts in tools/slow -> arrays in code/unrolled/results/files.

    python tools/slow_results.py build NAME ...   run these scripts and write their arrays
    python tools/slow_results.py check [NAME ...]  run again: every claim must hold of new arrays

tools/slow/14_temporal_order.py has `run()`, which returns a dict of arrays (settings and seeds
stand in the script), and `claims(arrays)`, which asserts what the page says of them. New arrays
need not equal the old ones, as processors round differently; the claims must hold. A page loads
them with `unrolled.results.cached("14_temporal_order")`. Each file keeps the hash of its script
and the seconds of processor time that the run took; the evidence page lists them.
"""

import argparse
import io
import sys
import time
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from coursekit.authoring.kernels import set_environment

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "tools" / "slow"
FILES = ROOT / "code" / "unrolled" / "results" / "files"


def names() -> list[str]:
    """Return the names of all scripts."""
    return sorted(path.stem for path in SCRIPTS.glob("*.py"))


def script(name: str) -> ModuleType:
    """Load one script."""
    spec = spec_from_file_location(f"slow_{name}", SCRIPTS / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fingerprint(name: str) -> str:
    """Return the hash of a script's text."""
    return sha256((SCRIPTS / f"{name}.py").read_bytes()).hexdigest()


def target(name: str) -> Path:
    """Return where its arrays are kept."""
    return FILES / f"cached_{name}.npz"


def computed(name: str) -> dict:
    """Run a script and check its claims; return its arrays with the seconds they took."""
    start = time.process_time()
    module = script(name)
    arrays = module.run()
    seconds = time.process_time() - start
    module.claims(arrays)
    print(f"{name}: {seconds:.0f} s of processor time", flush=True)
    return arrays | {"seconds": seconds}


def seconds_of(name: str) -> float | None:
    """Return the processor time that the kept arrays took; None for arrays kept without it."""
    import numpy as np  # not above: it reads the number of threads from the environment

    if not target(name).is_file():
        raise SystemExit(f"{name} is no script's result; there are: {', '.join(names())}")
    with np.load(target(name), allow_pickle=False) as arrays:
        return float(arrays["seconds"]) if "seconds" in arrays else None


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("do", choices=["build", "check"])
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(names()):
        parser.error(f"no script in tools/slow for: {', '.join(sorted(unknown))}")
    if options.do == "build" and not options.names:
        parser.error("name what to build")
    for name in options.names or names():
        arrays = computed(name)
        if options.do == "build":
            import numpy as np

            file = io.BytesIO()
            np.savez_compressed(file, script=fingerprint(name), **arrays)
            target(name).write_bytes(file.getvalue())


if __name__ == "__main__":
    set_environment(ROOT / "code")
    sys.path.insert(0, str(ROOT / "code"))
    main()
