"""The environment that notebook kernels inherit, from the author's tool and from the tests."""

import os
from pathlib import Path

BUDGET = 15  # seconds a whole notebook should need on a slow core


def set_environment(code: Path) -> None:
    """Set it for this process and its children; `code` is the folder of a course's packages."""
    path = [str(code), os.environ.get("PYTHONPATH", "")]
    os.environ.update(
        PYTHONPATH=os.pathsep.join(filter(None, path)),  # a bare clone needs no install
        OPENBLAS_NUM_THREADS="1",  # the same sums in the same order on any number of cores
        TQDM_DISABLE="1",  # progress bars show times
        PYTHONHASHSEED="0",
        PYDEVD_DISABLE_FILE_VALIDATION="1",  # or the debugger writes to stderr
    )
    os.environ.pop("MPLBACKEND", None)  # then a kernel shows figures inline
