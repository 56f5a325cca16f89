"""``python -m rnnlab.exercises grade ...``, for one release: ``python -m coursekit`` today."""

import sys

from .._moved import forwarded

if __name__ == "__main__":
    sys.exit(forwarded("python -m rnnlab.exercises", "coursekit.__main__").main())
