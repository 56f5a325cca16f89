"""Results of experiments too slow for a page, computed once by tools/slow and kept as arrays."""

from pathlib import Path

import numpy as np

FILES = Path(__file__).parent / "files"


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
    with np.load(path, allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files if key != "script"}
