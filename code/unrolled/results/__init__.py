"""Results too slow for a page, kept: arrays of experiments, and the table of `tools/bench.py`."""

import json
import zipfile
import zlib
from pathlib import Path

import numpy as np

FILES = Path(__file__).parent / "files"
NOT_RESULTS = ("script", "seconds")  # the hash of a script, and the time that it took


def cached(name: str) -> dict[str, np.ndarray]:
    """Load the results of a slow experiment.

    Parameters
    ----------
    name : str
        As of its script, ``tools/slow/<name>.py``, which holds settings and seeds.

    Returns
    -------
    dict of str to ndarray
        What the script's ``run`` returned; shapes as described there.

    Raises
    ------
    ValueError
        If there are no such results.
    RuntimeError
        If the file is damaged.

    Examples
    --------
    >>> cached("42_the_answer")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ValueError: no cached results '42_the_answer'; there are: ...
    """
    path = FILES / f"cached_{name}.npz"
    if not path.is_file():
        names = sorted(p.stem.removeprefix("cached_") for p in FILES.glob("cached_*.npz"))
        raise ValueError(f"no cached results {name!r}; there are: {', '.join(names) or 'none'}")
    try:
        with open(path, "rb") as file, np.load(file, allow_pickle=False) as arrays:
            return {key: arrays[key] for key in arrays.files if key not in NOT_RESULTS}
    except (EOFError, OSError, TypeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise RuntimeError(f"{path.name} is damaged ({error}): reinstall rnnlab") from None


def measured_speed() -> dict:
    """Load what ``tools/bench.py --keep`` measured last, on the machine that it names.

    Returns
    -------
    dict
        ``date``, ``processor``, ``openblas_kernels``, ``numpy``, ``torch`` and ``rounds``; and
        three tables, lists of one dict per row: ``layers``, ``checkpointing`` and ``text``. In
        them ``sizes`` is T, N, n_x, n_a, and ``torch`` and ``plain`` say how many times the step
        of rnnlab fits into theirs: above 1, rnnlab is faster.

    Examples
    --------
    >>> row = measured_speed()["layers"][0]
    >>> row["cell"], row["sizes"], row["dtype"]
    ('RNN', [25, 1, 65, 100], 'float32')
    """
    return json.loads((FILES / "speed.json").read_text("utf-8"))
