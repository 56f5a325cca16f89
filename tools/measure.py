"""Measure how long the commands of the Makefile take; the map of the house shows it.

    python tools/measure.py quick book     run these targets and keep their times
    python tools/measure.py                all of them

Measure on an idle machine, with the environment installed. tools/times.json keeps the seconds with
the machine and the date.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMES = ROOT / "tools" / "times.json"
#: targets of the Makefile that may be measured, with what they do
TARGETS = {
    "quick": "lint, unit tests and equations",
    "book": "build the site",
    "notebooks SLUGS=--all": "execute all notebooks",
    "test": "build the site and check everything",
}


def measured() -> dict[str, dict]:
    """Return what was measured: target -> seconds and where."""
    return json.loads(TIMES.read_text("utf-8")) if TIMES.exists() else {}


def measure(target: str) -> dict:
    """Run a target of the Makefile and return its seconds."""
    start = time.perf_counter()
    subprocess.run(["make", "-s", *target.split()], cwd=ROOT, check=True, stdout=sys.stderr)
    return {
        "seconds": round(time.perf_counter() - start),
        "cores": os.cpu_count(),
        "system": f"{platform.system()}, Python {platform.python_version()}",
        "date": date.today().isoformat(),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    wanted = parser.parse_args(arguments).targets or TARGETS
    if unknown := sorted({*wanted} - {*TARGETS}):
        raise SystemExit(f"no target {unknown[0]!r}; there are {', '.join(TARGETS)}")
    kept = measured() | {target: measure(target) for target in wanted}
    in_order = {target: kept[target] for target in TARGETS if target in kept}
    TIMES.write_text(json.dumps(in_order, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
