"""A small course on another subject, sorting, for the tests of the kit."""

import sys
from pathlib import Path

TOY = Path(__file__).parent / "toy"

sys.path.insert(0, str(TOY / "code"))

collect_ignore = ["toy"]  # it is data
